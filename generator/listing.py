"""Lists the files of a bank, in order; links are named, never followed."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

from generator.problems import Problem


def folder_problems(data: Path) -> list[Problem]:
    """Say so if there is no such folder."""
    hint = "Name the folder of a bank with --data."
    return [] if data.is_dir() else [Problem(str(data), 1, "LB106", "There is no such folder.", hint)]


def entry_files(data: Path, elsewhere: Container[str] = ()) -> Iterator[str]:
    """Every file of a bank, sorted, by its path under it, but those in folders that another module reads."""
    for entry in _sorted(data) if data.is_dir() else ():
        if entry.name not in elsewhere:
            yield from (path.removeprefix(f"{data}/") for path in _under(entry))


def list_files(folder: Path) -> Iterator[Path]:
    """Every file and every link, sorted; links are yielded, never followed."""
    for entry in _sorted(folder):
        yield from map(Path, _under(entry))


def _under(entry: os.DirEntry[str]) -> Iterator[str]:
    if entry.is_dir(follow_symlinks=False):
        for inner in _sorted(entry.path):
            yield from _under(inner)
    else:
        yield entry.path


def _sorted(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)
