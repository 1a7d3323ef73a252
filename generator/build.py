"""The whole flow: stage, let a site builder run, publish."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.files import publish, remove, write_file
from generator.policy import PolicyError, seal
from generator.press import PressError, Report
from generator.staging import FRESH, NAVIGATION_FILE, Project, stage

BUILDERS = ("mkdocs", "zensical")


class BuildError(Exception):
    """The site could not be built; the message is for people."""


def build(project: Project, builder: str = "mkdocs", printing: Report | None = None) -> None:
    """Stage, run a site builder beside the last good site, and publish what MkDocs made.

    Zensical, the other builder, is a canary: it must accept the same source, and its site stays under `build/`.

    Raises:
        DataError: The bank has problems; the last good site is untouched.
        BuildError: The builder failed, or another build is running; the last good site is untouched.
    """
    with _alone(project):
        try:
            stage(project, printing)
        except PressError as error:
            raise BuildError(str(error)) from None
        fresh = project.root / FRESH
        remove(fresh)
        command = [sys.executable, "-m", builder, "build", "--strict", "--config-file", NAVIGATION_FILE]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
        done = subprocess.run(command, cwd=project.root, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            said = _last_words(done.stdout + done.stderr)
            raise BuildError(f"{said}{builder} could not build the site; the last good one is untouched.")
        if builder == "mkdocs":
            _seal(fresh)
            publish(fresh, project.site)


def _last_words(output: str) -> str:
    """What a builder said, or, of a traceback, only its last line: people can't use the rest."""
    if "Traceback (most recent call last)" in output:
        return output.strip().rsplit("\n", 1)[-1] + "\n"
    return output


def _seal(site: Path) -> None:
    """Give every page its policy, before anybody can see it."""
    try:
        for path in sorted(site.rglob("*.html")):
            write_file(path, seal(path.read_text(encoding="utf-8"), path.name).encode())
    except PolicyError as error:
        raise BuildError(str(error)) from None


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
