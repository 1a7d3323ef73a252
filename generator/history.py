"""Reads from git when each file was last changed: the only dates a build knows, so that no clock is needed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def dates(root: Path, folder: Path) -> dict[str, str]:
    """Day of the last commit of every file.

    Args:
        root: Folder that the paths are relative to.
        folder: Folder of the files, under `root`.

    Returns:
        ISO dates by path; nothing where there is no git or no commit.
    """
    command = ["git", "log", "--format=@%cs", "--name-only", "--no-renames", "--relative", "--", folder.as_posix()]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return {}
    found: dict[str, str] = {}
    day = ""
    for line in done.stdout.splitlines():
        if re.fullmatch(r"@\d{4}-\d\d-\d\d", line):
            day = line[1:]
        elif line:
            found.setdefault(line, day)
    return found
