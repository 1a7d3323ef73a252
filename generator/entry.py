"""What every entry has, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.prose import Prose

FORMER_IDS = "Former ids of the entry, the oldest first; links to them still land."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    Args:
        id: Permanent id: the file's name.
        path: The file, as the user can open it.
        lines: Line of each value, by its address such as `sources[0].url`.
        prose: The parsed body.
    """

    id: str
    path: str
    lines: Mapping[str, int]
    prose: Prose

    def line(self, address: str) -> int:
        """Line of a value, or of the first line if it has none of its own."""
        return self.lines.get(address, 1)
