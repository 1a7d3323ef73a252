"""Installs what is measured from the public registries, into a folder of its own, once."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.bench.measure import CommandError
from tests.bench.tools import Tool
from tests.conftest import ROOT
from tests.tools import node

PATIENCE = 600  # seconds for one installation


def python(tool: Tool, place: Path) -> Path:
    """The Python that has the tool; one of its own where it needs more than this project.

    Raises:
        CommandError: It can't be installed.
    """
    if not tool.packages:
        # As pip does with what it installs, so that no start of ours pays for what no start of a peer does.
        compileall.compile_dir(ROOT / "generator", quiet=2)
        return Path(sys.executable)
    folder = place / f"venv-{'-'.join(tool.packages).replace('=', '')}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *tool.packages], place)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def node_modules(packages: tuple[str, ...], place: Path) -> Path:
    """A folder `node_modules` with npm packages.

    Raises:
        CommandError: They can't be installed.
    """
    name = "-".join(package.replace("/", "-").replace("@", "") for package in packages)
    folder = place / f"npm-{name}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text('{"name": "bench", "private": true}\n', encoding="utf-8")
        _run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", *packages], folder)
        (folder / "ready").touch()
    return folder / "node_modules"


def linked(source: Path, target: Path) -> None:
    """A copy of a folder in which each file is the same as in the first; some tools refuse a link to a folder."""
    shutil.copytree(source, target, copy_function=os.link, symlinks=True)


def command(parts: tuple[str, ...], interpreter: Path) -> list[str]:
    """A command with the programs it names."""
    named = {"{python}": str(interpreter), "{node}": node()}
    return [named.get(part, part) for part in parts]


def _run(line: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CommandError(f"can't be installed: {error}") from None
    if done.returncode:
        raise CommandError(f"can't be installed: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}")
