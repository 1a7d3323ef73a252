"""Turns what would be mended into suggested edits of a pull request, as the forge takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.bank import Bank
from generator.mend import mend_text

MOST = 20  # more belongs into one `make fix`
_PATH = re.compile(r"data/(?:[a-z0-9-]+/){1,2}[a-z0-9-]+\.md")
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines of a file, from first to last, and what to write instead."""

    path: str
    first: int
    last: int
    text: str


def touched(diff: str) -> dict[str, set[int]]:
    """Lines that a pull request wrote, by file, from `git diff --unified=0`; the forge takes comments on these."""
    found: dict[str, set[int]] = {}
    path = ""
    for line in diff.split("\n"):
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/") if _PATH.fullmatch(line.removeprefix("+++ b/")) else ""
        elif (hunk := _HUNK.match(line)) and path:
            first, many = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(path, set()).update(range(first, first + many))
    return found


def suggestions(texts: Mapping[str, str], lines: Mapping[str, set[int]], bank: Bank) -> list[Suggestion]:
    """What to suggest for the files of a pull request, by their path under the bank."""
    found: list[Suggestion] = []
    for path in sorted(lines):
        name = path.removeprefix("data/")
        if name in texts:
            mended, _ = mend_text(texts[name], path, tuple(name.split("/")), bank)
            found += [each for each in _edits(path, texts[name], mended) if _within(each, lines[path])]
    return found[:MOST]


def _within(edit: Suggestion, lines: set[int]) -> bool:
    return lines.issuperset(range(edit.first, edit.last + 1))


def _edits(path: str, old: str, new: str) -> Iterator[Suggestion]:
    before, after = old.split("\n"), new.split("\n")
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "insert" and i:  # there is no place between two lines: the line before is said again
            yield Suggestion(path, i, i, "\n".join([before[i - 1], *after[k:m]]))
        elif what == "replace" and j - i == m - k:
            yield from (Suggestion(path, i + n + 1, i + n + 1, after[k + n]) for n in range(j - i))
        elif what in ("replace", "delete"):
            yield Suggestion(path, i + 1, j, "\n".join(after[k:m]))


def review(found: list[Suggestion]) -> str:
    """The request body of a review with these suggestions; empty if there are none."""
    if not found:
        return ""
    about = "Mechanical fixes, to take over one by one or all at once. `make fix` does the same."
    return json.dumps({"event": "COMMENT", "body": about, "comments": [_comment(each) for each in found]})


def _comment(each: Suggestion) -> dict[str, object]:
    fence = "`" * (max([2, *map(len, re.findall(r"`+", each.text))]) + 1)
    inside = f"{each.text}\n" if each.text else ""
    place: dict[str, object] = {"path": each.path, "line": each.last, "side": "RIGHT"}
    if each.first < each.last:
        place |= {"start_line": each.first, "start_side": "RIGHT"}
    return {**place, "body": f"{fence}suggestion\n{inside}{fence}"}
