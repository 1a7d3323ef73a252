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
    folders = [""]
    while folders:
        folder = folders.pop()
        if not (root / folder).is_dir():
            continue
        for entry in os.scandir(root / folder):
            name = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            else:
                yield name, identity(entry.stat(follow_symlinks=False))


def all_files(root: Path) -> Iterator[Path]:
    """Files, and links to whatever: what is behind a link is not ours."""
    for folder, folders, names in os.walk(root):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118
        for name in (*names, *links):
            yield Path(folder) / name


def refuse_link(folder: Path) -> None:
    """Make sure that a folder we empty is our own: a link in its place would lead to somebody else's.

    Raises:
        OSError: It is a link.
    """
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "A link stands where a build keeps its files; delete it", str(folder))
