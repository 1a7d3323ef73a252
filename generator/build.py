"""The whole flow: load, make every output, stage, let a site builder run, publish."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator import assets, compose, prints, scripts
from generator.addresses import Addresses
from generator.files import publish, remove, write_file, write_tree
from generator.git import dates, read_history
from generator.load import load
from generator.outputs import OUTPUTS
from generator.outputs.site import Files, navigation
from generator.pages.page import Guide
from generator.press import PressError, Report, as_staged, press
from generator.printable import converted
from generator.problems import DataError, Problem
from generator.settings import read_settings

BUILDERS = ("mkdocs", "zensical")
NAVIGATION_FILE = "mkdocs.generated.yml"
FRESH = "build/fresh"  # of the canary
NEXT = "build/next"


class BuildError(Exception):
    """The site could not be built; the message is for people."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a guide.

    Args:
        root: Folder with `mkdocs.yml`.
        data: Folder of the bank; written as the user would, for messages.
    """

    root: Path = Path()
    data: Path = Path("data")

    @property
    def staged(self) -> Path:
        """Where the site's source is put together."""
        return self.root / "build" / "stage"

    @property
    def kept(self) -> Path:
        """What builds leave for the next one; it may be deleted at any time."""
        return self.root / "build" / "kept"

    @property
    def built(self) -> Path:
        """A folder in which a file is written after each site that is published."""
        return self.root / "build" / "built"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"


def stage(project: Project, printing: Report | None = None) -> int:
    """Load the bank and put the site's source together.

    Args:
        project: The guide.
        printing: Told how far the printing is; None to print nothing, and to lead to nothing printed.

    Returns:
        How many staged files changed.

    Raises:
        DataError: The bank or the settings have problems; nothing was written.
    """
    bank = load(project.data)
    settings = read_settings(project.root / "mkdocs.yml")
    docs = _handwritten(project)
    guide = Guide(
        bank,
        settings,
        Addresses(bank),
        _markdown(docs),
        history=read_history(project.root, project.data),
        dates=dates(project.root, project.data),
        prints=printing is not None,
        formulas=converted(bank),
    )
    pages = _join({name: make(guide) for name, make in OUTPUTS.items()} | {"docs": docs})
    parts = {
        "site": pages,
        "assets": assets.files(project.root, pages),
        "scripts": scripts.files(project.root),
        "prints": _prints(guide, project, printing),
    }
    changed = write_tree(project.staged, _join(parts))
    config = _config([*navigation(guide), *settings.navigation])
    if not (path := project.root / NAVIGATION_FILE).is_file() or path.read_bytes() != config:
        write_file(path, config)
        changed += 1
    return changed


def _prints(guide: Guide, project: Project, printing: Report | None) -> Files:
    cache = project.root / "build" / "cache" / "prints"
    try:
        return as_staged(press(prints.jobs(guide), cache, printing)) if printing else {}
    except PressError as error:
        raise BuildError(str(error)) from None


def _handwritten(project: Project) -> Files:
    docs = project.root / "docs"
    return {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file()
    }


def _markdown(docs: Files) -> dict[str, str]:
    """The pages among the hand-written files, by their path on the site."""
    return {
        name.removeprefix("docs/"): content.decode()
        for name, content in docs.items()
        if name.endswith(".md") and isinstance(content, bytes)
    }


def _join(parts: Mapping[str, Files]) -> Files:
    """All files together; two parts that write one file are a mistake to be told, not to be lost."""
    owners: dict[str, str] = {}
    joined: Files = {}
    for owner, files in parts.items():
        for name, content in files.items():
            if name in owners:
                raise DataError(
                    [Problem(name, 1, "LB109", f"Both “{owners[name]}” and “{owner}” write this file.", "Rename one.")]
                )
            owners[name], joined[name] = owner, content
    return joined


def _config(nav: list[object]) -> bytes:
    """The builder's configuration: the guide's own, with the generated pages in its navigation."""
    lines = [
        "# Generated by loopbook; do not edit.",
        "INHERIT: mkdocs.yml",
        f"site_dir: {FRESH}",
        f"nav: {json.dumps(nav, ensure_ascii=False)}",
    ]
    return ("\n".join(lines) + "\n").encode()


def build(project: Project, builder: str = "mkdocs", printing: Report | None = None) -> None:
    """Stage, run a site builder beside the last good site, and publish what MkDocs made.

    Zensical, the other builder, is a canary: it must accept the same source, and its site stays under `build/`.

    Raises:
        DataError: The bank has problems; the last good site is untouched.
        BuildError: The builder failed, or another build is running; the last good site is untouched.
    """
    with _alone(project):
        stage(project, printing)
        if builder != "mkdocs":
            fresh = project.root / FRESH
            remove(fresh)
            _run(project, builder, "-m", builder, "build", "--strict", "--config-file", NAVIGATION_FILE)
            return
        place = compose.Place(project.root / NAVIGATION_FILE, project.staged, project.kept)
        fresh = project.root / NEXT
        compose.renew(place, partial(_shells, project), project.site, fresh)
        publish(fresh, project.site)
        write_file(project.built / "site", b"")


def _shells(project: Project, folder: Path) -> dict[str, Any]:
    """Let MkDocs build pages without their blocks."""
    told: dict[str, Any] = json.loads(_run(project, "mkdocs", "-m", "generator.shells", NAVIGATION_FILE, str(folder)))
    return told


def _run(project: Project, builder: str, *arguments: str) -> str:
    """What a builder prints."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=project.root, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        said = _last_words(done.stdout + done.stderr)
        raise BuildError(f"{said}{builder} could not build the site; the last good one is untouched.")
    return done.stdout


def _last_words(output: str) -> str:
    """What a builder said, or, of a traceback, only its last line: people can't use the rest."""
    if "Traceback (most recent call last)" in output:
        return output.strip().rsplit("\n", 1)[-1] + "\n"
    return output


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Keep a second build out; the lock goes when the process does, however it ends."""
    path = project.root / "build" / ".lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError("Another build is running in this folder. Wait for it to end.") from None
        yield
