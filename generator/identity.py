"""What files look like from outside: which there are, and whether one is still the same without reading it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[int, int, int, int]


def stamp(path: Path | str) -> Stamp:
    """What a file looks like from outside: size, inode and times; of a link, not of what it leads to."""
    found = os.lstat(path)
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def identity(stat: os.stat_result) -> tuple[int, int, int]:
    """As `stamp`, without what another link to the file changes: inode, size in bytes, time of writing in ns."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def identities(root: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """All files under a folder that may not be there, by name, each with its identity; links aren't followed."""
    return ((name, identity(entry.stat(follow_symlinks=False))) for name, entry in _entries(root))


def all_names(root: Path) -> Iterator[str]:
    """Names of all files, and of links to whatever: what is behind a link is not ours."""
    return (name for name, _ in _entries(root))


def _entries(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [""] if root.is_dir() else []
    while folders:
        folder = folders.pop()
        with os.scandir(root / folder) as found:
            for entry in found:
                name = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                else:
                    yield name, entry


def refuse_link(folder: Path) -> None:
    """Make sure that a folder we empty is our own: a link in its place would lead to somebody else's.

    Raises:
        OSError: It is a link.
    """
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "A link stands where a build keeps its files; delete it", str(folder))
