"""Lists the files of a bank, in order; links, and folders that can't be read, are named, never followed."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

from generator.problems import Problem


def folder_problems(data: Path) -> list[Problem]:
    """Say so if there is no such folder."""
    hint = "Name the folder of a bank with --data."
    if not data.is_dir():
        return [Problem(str(data), 1, "LB106", "There is no such folder.", hint)]
    return [] if _can_be_read(data) else [unreadable(data.as_posix(), "folder")]


def unreadable(name: str, what: str = "file") -> Problem:
    """Say that a file or folder can't be opened."""
    return Problem(name, 1, "LB104", f"The {what} can't be read.", "Give yourself the right to read it.")


def entry_files(data: Path, elsewhere: Container[str] = ()) -> Iterator[str]:
    """Every file of a bank, sorted, by its path under it, but those in folders that another module reads."""
    for entry in _sorted(data) if data.is_dir() and _can_be_read(data) else ():
        if entry.name not in elsewhere:
            yield from (path.removeprefix(f"{data}/") for path in _under(entry))


def list_files(folder: Path) -> Iterator[Path]:
    """Every file and every link, sorted; links, and folders that can't be read, are yielded, never followed."""
    if not _can_be_read(folder):
        yield folder
        return
    for entry in _sorted(folder):
        yield from map(Path, _under(entry))


def _can_be_read(folder: Path | str) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _under(entry: os.DirEntry[str]) -> Iterator[str]:
    """Files of a folder, or the entry itself: a file, or a folder that can't be read, for the reader to report."""
    if entry.is_dir(follow_symlinks=False) and _can_be_read(entry.path):
        for inner in _sorted(entry.path):
            yield from _under(inner)
    else:
        yield entry.path


def _sorted(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)
