"""Keeps plain values of a build for the next one; what is damaged or was made with other tools is not there."""

from __future__ import annotations

import marshal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import Cache
from generator.tools import tools


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of values by name; it may be deleted at any time.

    Args:
        folder: Where they are.
    """

    folder: Path

    def get(self, name: str) -> Any:
        """The value of a name, or None."""
        try:
            content = Cache(self.folder).get(name)
        except OSError:  # somebody else's, or no folder at all
            return None
        made_with = tools()
        if content is None or content[: len(made_with)] != made_with:
            return None
        # The cache has compared a checksum: these are bytes that `put` wrote with this very Python.
        return marshal.loads(memoryview(content)[len(made_with) :])  # noqa: S302

    def put(self, name: str, value: Any) -> None:
        """Keep a value made of tuples, lists, dicts, texts, bytes and numbers, where that is possible."""
        with suppress(OSError):  # a bank in a folder that can't be written to can be checked all the same
            Cache(self.folder).put(name, tools() + marshal.dumps(value))
