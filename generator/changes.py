"""What a pull request changes: questions added, changed and gone, and coverage before and after, from two exports."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import astuple, dataclass
from typing import Any

from generator.model import LEVEL_NAMES, LEVELS

_MOST = 100


class ExportError(ValueError):
    """A file is no export; the message is for people."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question of an export; `content` is all of it, to compare."""

    id: str
    question: str
    topic: str
    level: str
    content: str


def read_export(text: str | bytes, name: str) -> dict[str, Row]:
    """Questions of an export, by id.

    Raises:
        ExportError: The text is no export.
    """
    try:
        rows = json.loads(text)["questions"]
        return {row["id"]: _row(row) for row in rows}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ExportError(f"{name} is no export of Loopbook.") from None


def _row(row: dict[str, Any]) -> Row:
    content = {key: value for key, value in row.items() if key != "url"}
    found = Row(row["id"], row["question"], row["topic"], row["level"], json.dumps(content, sort_keys=True))
    if not all(isinstance(fact, str) for fact in astuple(found)):
        raise TypeError("an export has texts here")
    return found


def summary(before: dict[str, Row], after: dict[str, Row]) -> str:
    """The job summary, as Markdown in which no text of a file is more than text."""
    added = [row for id, row in after.items() if id not in before]
    gone = [row for id, row in before.items() if id not in after]
    changed = [row for id, row in after.items() if id in before and before[id].content != row.content]
    parts = [_list("Added", added), _list("Changed", changed), _list("Gone", gone)]
    topics = sorted({row.topic for row in (*added, *gone)} | {row.topic for row in changed})
    if not topics:
        return "## Questions\n\nNo question changes.\n"
    return "\n".join(["## Questions", "", *filter(None, parts), _coverage(before, after, topics)])


def _list(title: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    more = [f"- and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    shown = [f"- {_plain(row.question)} ({_plain(row.topic)}, {_plain(row.level)})" for row in rows[:_MOST]]
    return "\n".join([f"### {title}: {len(rows)}", "", *shown, *more, ""])


def _coverage(before: dict[str, Row], after: dict[str, Row], topics: list[str]) -> str:
    was, now = (Counter((row.topic, row.level) for row in rows.values()) for rows in (before, after))
    head = f"| Topic | {' | '.join(LEVEL_NAMES[level] for level in LEVELS)} |\n|---|{'---|' * len(LEVELS)}"
    rows = [
        f"| {_plain(topic)} | {' | '.join(_cell(was[topic, level], now[topic, level]) for level in LEVELS)} |"
        for topic in topics
    ]
    return "\n".join(["### Coverage", "", head, *rows, "", f"All questions: {_cell(len(before), len(after))}", ""])


def _cell(was: int, now: int) -> str:
    return f"{now}" if was == now else f"{was} → **{now}**"


def _plain(text: str) -> str:
    """Text that Markdown, HTML and mentions leave alone."""
    line = " ".join(str(text).split())[:200]
    return re.sub(r"[\\`*_{}\[\]()#+!|<>&@:/~$-]", lambda sign: f"&#{ord(sign[0])};", line)
