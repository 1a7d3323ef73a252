"""What a build is made with, as one hash: our own code and templates, every installed package, Python itself."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def tools() -> bytes:
    """A hash that is another one as soon as anything could come out differently from the same data."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(_own_files(_PACKAGE)):
        found.update(
            path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        )
    found.update("\0".join(installed()).encode())
    return found.digest()


def _own_files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        if not place.endswith("__pycache__"):
            yield from (Path(place, name) for name in names)


@cache
def installed() -> tuple[str, ...]:
    """Packages with their versions, by the folders that installers leave: to ask each for its version takes longer."""
    folders = (folder for folder in map(Path, sys.path) if folder.is_dir())
    return tuple(sorted(path.name for folder in folders for path in folder.glob("*.dist-info")))
