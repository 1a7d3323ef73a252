"""Where a line of a file stands after it was mended, so that what is told of it can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.formatter import Layout


@dataclass(frozen=True, slots=True)
class Places:
    """The way from the lines of a readable file to those of the mended one.

    Args:
        layout: The mended file.
        body_line: Line of the readable file its body started on.
        body: For each line of the mended body the number it had, from 0.
        blank: Empty lines at the start of that body, which the mended file does without.
    """

    layout: Layout
    body_line: int
    body: Sequence[int]
    blank: int

    def after(self, line: int) -> int:
        """The line of the mended file that a line has become; one beside it if it is gone."""
        if line == self.body_line - 1:
            return self.layout.body_line - 1
        return self._in_body(line - self.body_line) if line >= self.body_line else self._in_front(line)

    def _in_front(self, line: int) -> int:
        keys = [key for key in self.layout.keys if key[0] <= line]
        if not keys:
            return min(line, self.layout.body_line - 1)
        was, start, end = max(keys)
        return min(start + line - was, end - 1)

    def _in_body(self, number: int) -> int:
        left = [each for each in self.body if each >= number] or [max(self.body, default=0)]
        place = self.body.index(min(left)) if self.body else 0
        last = self.layout.text.count("\n")
        return max(self.layout.body_line, min(last, self.layout.body_line + place - self.blank))
