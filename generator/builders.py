"""Runs site builders, each as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

BUILDERS = ("mkdocs", "zensical")

Report = Callable[[str], None]
"""Is told how far a long task is."""


class BuildError(Exception):
    """The site could not be built; the message is for people."""


def build(root: Path, builder: str, config: str) -> None:
    """Let a builder make the whole site by itself, where the configuration says.

    Raises:
        BuildError: It failed, with what it said.
    """
    _run(root, builder, "-m", builder, "build", "--strict", "--config-file", config)


def shells(root: Path, config: str, folder: Path) -> dict[str, Any]:
    """Let MkDocs build pages without their blocks into a folder; what `generator.shells` prints.

    Raises:
        BuildError: As in `build`.
    """
    told: dict[str, Any] = json.loads(_run(root, "mkdocs", "-m", "generator.shells", config, str(folder.resolve())))
    return told


def _run(root: Path, builder: str, *arguments: str) -> str:
    """What a builder prints."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        said = _last_words(done.stdout + done.stderr)
        raise BuildError(f"{said}{builder} could not build the site; the last good one is untouched.")
    return done.stdout


def _last_words(output: str) -> str:
    """What a builder said, or, of a traceback, only its last line: people can't use the rest."""
    if "Traceback (most recent call last)" in output:
        return output.strip().rsplit("\n", 1)[-1] + "\n"
    return output
