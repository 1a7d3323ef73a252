"""Who wrote what, from the log of the repository."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class History:
    """What the repository knows of the bank.

    Args:
        day: Date of the commit that is built; ages are measured against it, never against a clock.
        writers: Names by file, the first writer first.
    """

    day: datetime.date | None = None
    writers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def writers(log: str) -> dict[str, tuple[str, ...]]:
    """Take apart `git log --reverse -M --name-status --format=%x01%aN`.

    A rename takes the names along; a file that was deleted and made anew starts anew; programs are not credited.
    """
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in log.split("\n"):
        if line.startswith("\x01"):
            name = _shown(line[1:])
            continue
        status, *paths = line.split("\t")
        if status[:1] == "D":
            found.pop(paths[0], None)
        elif paths:
            before = found.pop(paths[0], ()) if status[:1] == "R" else found.get(paths[-1], ())
            found[paths[-1]] = before if name in before or name.endswith("[bot]") else (*before, name)
    return found


def _shown(name: str) -> str:
    """A name without signs that can't be seen, such as those that turn the line around."""
    return " ".join("".join(sign for sign in name if unicodedata.category(sign)[0] != "C").split())
