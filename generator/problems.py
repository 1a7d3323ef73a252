"""A problem found in the data, as a value with several renderings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, with the place and the way out.

    Args:
        path: File the problem is in, as the user can open it.
        line: Line, counted from 1.
        code: A key of `codes.CODES`.
        message: What is wrong, as a full sentence.
        hint: What to do about it, as a full sentence; empty if the message says it.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return defused(f"{printable(self.path)}:{self.line}: {self.code} {self.text}")

    @property
    def text(self) -> str:
        """Message and hint on one line, fit for a terminal."""
        return printable(" ".join(f"{self.message} {self.hint}".split()))


class DataError(Exception):
    """The bank can't be used; carries every problem found, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def not_utf8(path: str, error: UnicodeDecodeError) -> Problem:
    """A file that can't be decoded, with the first line that can't be."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return Problem(path, line, "LB101", "The file is not UTF-8.", "Save it with that encoding.")


def printable(text: str) -> str:
    """A text on one line: names of files may hold line ends and escapes, commands to a forge or a terminal."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def defused(line: str) -> str:
    """A line that no runner of the forge takes for a command: one kind, `##[…]`, may stand anywhere in it."""
    return line.replace("##[", "## [")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" for the one known word most like `word`, or nothing."""
    matches = get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f"Did you mean “{matches[0]}”?" if matches else ""


def shown(value: str, limit: int = 60) -> str:
    """Quote a value from a file so that a message stays on one readable line."""
    line = " ".join(value.split())
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"


def count(problems: Iterable[Problem]) -> str:
    """Sum up problems: "3 problems in 2 files"."""
    found = list(problems)
    files = len({problem.path for problem in found})
    return f"{plural(len(found), 'problem')} in {plural(files, 'file')}"


def plural(number: int, noun: str) -> str:
    """Count things: "1 file", "2 files"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, as compilers print them."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that put each problem beside its line in a pull request."""
    return "".join(
        f"::error file={_property(p.path)},line={p.line},title={p.code}::{_data(p.text)}\n" for p in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON object `{"problems": [{path, line, code, message, hint}, …]}`."""
    rows = [{"path": p.path, "line": p.line, "code": p.code, "message": p.message, "hint": p.hint} for p in problems]
    lines = json.dumps({"problems": rows}, ensure_ascii=False, indent=2).split("\n")
    # What a terminal would obey stays the same text for machines.
    return "".join(f"{''.join(s if s.isprintable() else json.dumps(s)[1:-1] for s in line)}\n" for line in lines)


def _data(text: str) -> str:
    """Escape a message so that text from a file can't start a command of its own, to the forge or to a terminal."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "github": as_github, "json": as_json}
