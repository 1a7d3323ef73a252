"""What the workflow does with a filled-in form: writes the file, checks it, says what is left in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import write_file
from generator.form import read_form
from generator.formatter import format_record
from generator.load import examine
from generator.mend import mend_text
from generator.problems import Problem, plural, printable

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\[bot\])?")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form was made into.

    Args:
        path: The file; empty if there is none.
        text: Its content.
        problems: What is wrong with the form or with the file.
        changes: What was mended, in the past tense.
    """

    path: str
    text: str
    problems: tuple[Problem, ...]
    changes: tuple[str, ...] = ()


class EventError(ValueError):
    """The event is not that of an issue; the message is for people."""


def draft(data: Path, form: str) -> Draft:
    """Write the file of a form into the bank and check it there."""
    bank, _ = examine(data)
    record = read_form(form, bank)
    if isinstance(record, list):
        return Draft("", "", tuple(sorted(record)))
    place = ("questions", record.parent, f"{record.id}.md")
    text, changes = mend_text(format_record(record), record.path, place, bank)
    path = data.joinpath(*place)
    write_file(path, text.encode())
    problems = tuple(problem for problem in examine(data)[1] if problem.path == path.as_posix())
    return Draft(
        path.as_posix(), text, problems, tuple(f"Line {change.line}: {printable(change.what)}." for change in changes)
    )


def issue(event: Path) -> tuple[int, str, str]:
    """Number, text and author line of the issue in an event file.

    Raises:
        EventError: It holds none, or an author that can't be credited.
    """
    content = json.loads(event.read_text(encoding="utf-8"))
    about = content.get("issue") if isinstance(content, dict) else None
    user = about.get("user") if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(user, dict) or type(about.get("number")) is not int:
        raise EventError("The event holds no issue.")
    body = about.get("body")
    return about["number"], body if isinstance(body, str) else "", author(user)


def author(user: dict[str, Any]) -> str:
    """The author line of a commit that the forge credits to a user.

    Raises:
        EventError: The name is none that the forge gives.
    """
    login, number = user.get("login"), user.get("id")
    if not isinstance(login, str) or not _LOGIN.fullmatch(login) or type(number) is not int:
        raise EventError("The event names no user.")
    return f"{login} <{number}+{login}@users.noreply.github.com>"


def outcome(number: int, author_line: str, made: Draft) -> str:
    """`name=value` lines for the steps that follow; none holds a word of the form but the id, which is checked."""
    ready = "" if made.problems or not made.path else "yes"
    rows = {"path": made.path, "branch": f"question/issue-{number}", "author": author_line, "ready": ready}
    return "".join(f"{name}={value}\n" for name, value in rows.items())


def report(made: Draft) -> str:
    """The comment on the issue: what was made and what is left to do, in a fence that no text can leave."""
    if not made.problems:
        return (
            f"Thank you. Your question is now the file `{made.path}`, and the checks have nothing to say against it.\n"
            f"{_mended(made)}"
        )
    begin = (
        f"Thank you. Your question is now the file `{made.path}`."
        if made.path
        else "Thank you. No file could be made from the form yet."
    )
    left = plural(len(made.problems), "thing") + (" is" if len(made.problems) == 1 else " are")
    return (
        f"{begin} {left} left to do. Edit the text above; the checks then run again.\n\n"
        f"```text\n{''.join(_plain(made, problem) for problem in made.problems[:_SHOWN])}```\n{_mended(made)}"
    )


def _mended(made: Draft) -> str:
    """What the file has otherwise than the form; nothing if nothing was mended."""
    rows = "".join(f"- {change}\n" for change in made.changes[:_SHOWN]).replace("`", "'")
    return f"\nThe spelling was mended in these places of the file:\n\n```text\n{rows}```\n" if rows else ""


def _plain(made: Draft, problem: Problem) -> str:
    lines: Sequence[str] = made.text.split("\n")
    quoted = lines[problem.line - 1].strip()[:60] if made.text and problem.line <= len(lines) else ""
    place = f"“{quoted}”: " if quoted and quoted != "---" and quoted not in problem.text else ""
    said = problem.text.replace("“## In depth”", "“## In depth” (the field “Explanation”)")
    return f"- {place}{said}\n".replace("`", "'")
