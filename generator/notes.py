"""Finds the notes (YAML comments) of front matter, which the parser passes over, so that they can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment.

    Args:
        line: Line of the file it is on.
        text: The comment with its `#`.
        before: Whether it belongs to the key after it, being unindented and on a line of its own.
    """

    line: int
    text: str
    before: bool


def notes(text: str) -> list[Note]:
    """The notes in the front matter of a file that can be taken apart."""
    lines = text.split("\n")
    front = "\n".join(lines[1 : lines.index("---", 1)]) + "\n"
    return list(_notes(front)) if "#" in front else []


def _notes(front: str) -> Iterator[Note]:
    """What stands between two tokens is white space and notes alone; a `#` in a value is inside of one."""
    end = 0
    for token in yaml.scan(front, Loader=_Loader):
        start = token.start_mark.index
        yield from _between(front, end, start)
        end = max(end, token.end_mark.index)
    yield from _between(front, end, len(front))


def _between(front: str, start: int, end: int) -> Iterator[Note]:
    offset = start
    for part in front[start:end].splitlines(keepends=True):
        found = part.find("#")
        if found >= 0:
            place = offset + found
            line = front.count("\n", 0, place) + 2
            yield Note(line, part[found:].rstrip(), place == 0 or front[place - 1] == "\n")
        offset += len(part)
