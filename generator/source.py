"""Reads the files of a bank into records, after checking what no parser should be handed."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import yamltree
from generator.ids import id_hint, is_id
from generator.listing import entry_files, folder_problems, unreadable
from generator.problems import Problem, nearest, not_utf8, shown

MAX_BYTES = 64_000
MAX_LINE = 2_000
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Record:
    """One file, taken apart but not yet understood.

    Args:
        folder: First folder under the bank, which is the kind.
        parent: Second folder if there is one (a question's topic), else empty.
        id: File name without its ending.
        path: The file, as the user can open it.
        front: The front matter.
        body: Everything after it.
        body_line: Line of the file the body starts on.
    """

    folder: str
    parent: str
    id: str
    path: str
    front: yamltree.Mapping
    body: str
    body_line: int


def read_records(
    data: Path, depths: dict[str, int], elsewhere: Container[str] = ()
) -> tuple[list[Record], list[Problem]]:
    """Read every file under `data`, in sorted order.

    Args:
        data: Folder of the bank.
        depths: For each folder that is a kind, how many folders lie between it and its files.
        elsewhere: Folders that another module reads.

    Returns:
        The records that could be taken apart, and the problems of all others.
    """
    records: list[Record] = []
    problems = folder_problems(data)
    for file in entry_files(data, elsewhere):
        name, parts = (data / file).as_posix(), tuple(file.split("/"))
        text = entry_text(name, parts, depths)
        outcome = take_apart(text, name, parts) if isinstance(text, str) else text
        if isinstance(outcome, Record):
            records.append(outcome)
        else:
            problems.extend(outcome)
    return records, problems


def entry_text(name: str, parts: tuple[str, ...], depths: dict[str, int]) -> str | list[Problem]:
    """The text of a file that is where an entry should be and fit for a parser, or why it is not.

    Args:
        name: The file, as the user can open it.
        parts: Its path under the bank.
        depths: For each folder that is a kind, how many folders lie between it and its files.
    """
    return _misplaced(name, parts, depths) or read_text(name)


def _misplaced(name: str, parts: tuple[str, ...], depths: dict[str, int]) -> list[Problem]:
    if problem := special_file(name):
        return [problem]
    if parts[0] not in depths:
        known = ", ".join(sorted(depths))
        return [
            Problem(
                name,
                1,
                "LB106",
                f"{shown(parts[0])} is not a kind of entry (kinds: {known}).",
                nearest(parts[0], depths) or "Move the file to the folder of its kind.",
            )
        ]
    stem, _, ending = parts[-1].rpartition(".")
    if len(parts) != depths[parts[0]] + 2 or not stem or ending != "md":
        data = Path(name).parents[len(parts) - 1].name
        place = "/".join([parts[0], *["<topic>"] * depths[parts[0]], "<id>.md"])
        return [
            Problem(name, 1, "LB106", "This file is not where an entry of its kind is.", f"Entries are {data}/{place}.")
        ]
    return [bad for part in (*parts[1:-1], stem) for bad in id_problems(part, name)]


def special_file(name: str) -> Problem | None:
    """Refuse what could lead outside the bank, and a folder, which is listed only if it can't be read."""
    mode = os.lstat(name).st_mode
    if stat.S_ISDIR(mode):
        return unreadable(name, "folder")
    if not stat.S_ISREG(mode):
        return Problem(name, 1, "LB104", "This is a link or a special file.", "Put the file itself there.")
    return None


def id_problems(part: str, name: str) -> Iterator[Problem]:
    """Refuse the part of a path that can't be an id."""
    if not is_id(part):
        yield Problem(name, 1, "LB105", f"{shown(part)} can't be an id.", id_hint(part))


def read_text(name: str) -> str | list[Problem]:
    """The text of a file that is fit for a parser, or why it is not."""
    text = _decode(name)
    if isinstance(text, Problem):
        return [text]
    return list(_unfit(text, name)) or text


def _decode(name: str) -> str | Problem:
    try:
        with open(name, "rb") as file:  # noqa: PTH123  (ten thousand paths are a tenth of a second)
            raw = file.read(MAX_BYTES + 1)
    except OSError:
        return unreadable(name)
    if len(raw) > MAX_BYTES:
        return Problem(
            name, 1, "LB102", f"The file is larger than {MAX_BYTES:,} bytes.", "Split it into several entries."
        )
    if not raw.strip():
        return Problem(name, 1, "LB107", "The file is empty.", "Start from “loopbook new”.")
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return not_utf8(name, error)


def _unfit(text: str, name: str) -> Iterator[Problem]:
    """Refuse long lines and hidden characters before any parser sees them."""
    lines = text.split("\n")
    if text.isascii() and "".join(lines).isprintable() and max(map(len, lines)) <= MAX_LINE:
        return
    hidden = _hidden(text)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield Problem(
                name, number, "LB103", f"The line has {len(line):,} characters (at most {MAX_LINE:,}).", "Wrap it."
            )
        for character in sorted(hidden.intersection(line)):
            yield Problem(
                name, number, "LB108", f"The line has a hidden character, U+{ord(character):04X}.", "Delete it."
            )


def _hidden(characters: Iterable[str]) -> set[str]:
    return {c for c in set(characters) if c not in "\n\t" and unicodedata.category(c) in _HIDDEN}


def _escaped(front: yamltree.Mapping, name: str) -> Iterator[Problem]:
    """Hidden characters that the file itself doesn't have: YAML makes them of escapes between double quotes."""
    for scalar in yamltree.scalars(front):
        for character in sorted(_hidden(scalar.text)):
            message = f"The value has a hidden character, U+{ord(character):04X}."
            yield Problem(name, scalar.line, "LB108", message, "Delete it.")


def take_apart(text: str, name: str, parts: tuple[str, ...]) -> Record | list[Problem]:
    """Divide a text into front matter and body; `parts` is its path under the bank."""
    end = f"{text}\n".find("\n---\n", 3) if text.startswith("---\n") else -1
    if end < 0:
        return [
            Problem(
                name,
                1,
                "LB201",
                "The file does not start with front matter.",
                "Begin with a line “---”, the keys, and a second line “---”.",
            )
        ]
    typed, body = text[4 : end + 1], text[end + 5 :]
    front = yamltree.parse(typed, name, first_line=2)
    if isinstance(front, Problem):
        return [front]
    if hidden := list(_escaped(front, name)) if "\\" in typed else []:
        return hidden
    parent = parts[1] if len(parts) == 3 else ""
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    return Record(parts[0], parent, stem, name, front, body, text.count("\n", 0, end + 1) + 2)
