"""The whole flow: stage, let a site builder run, publish."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from generator import builders, compose, offline
from generator.builders import BuildError, Report
from generator.files import link_tree, publish, remove, write_file
from generator.identity import refuse_link
from generator.pages.practice import TOOLS
from generator.project import Project
from generator.staging import FRESH, NAVIGATION_FILE, stage


def build(project: Project, builder: str = "mkdocs", printing: Report | None = None) -> None:
    """Stage, run a site builder beside the last good site, and publish what MkDocs made.

    Zensical, the other builder, is a canary: it must accept the same source, and its site stays under `build/`.

    Raises:
        DataError: The bank has problems; the last good site is untouched.
        BuildError: The builder failed, or another build is running; the last good site is untouched.
    """
    with _alone(project):
        stage(project, printing)
        if builder == "mkdocs":
            _renew(project)
        else:
            remove(project.root / FRESH)
            builders.build(project.root, builder, NAVIGATION_FILE)


def stage_only(project: Project) -> int:
    """As `staging.stage`, while no build is running.

    Raises:
        DataError: The bank or the settings have problems; nothing was written.
        BuildError: A build is running.
    """
    with _alone(project):
        return stage(project)


def _renew(project: Project) -> None:
    """Make the new site beside the last one, from MkDocs's pages and the blocks, and put it in its place."""
    place = compose.Place(project.root / NAVIGATION_FILE, project.staged, project.kept)
    fresh = project.next
    compose.renew(place, partial(builders.shells, project.root, NAVIGATION_FILE), project.site, fresh)
    write_file(fresh / offline.WORKER, offline.with_list(fresh, [tool.name for tool in TOOLS]))
    publish(fresh, project.site)
    write_file(project.built / "site", b"")
    if not fresh.exists():  # after the first build; who edits an answer next should not wait for a thousand folders
        link_tree(fresh, project.site)


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Keep a second build out; the lock goes when the process does, however it ends."""
    path = project.root / "build" / ".lock"
    refuse_link(path.parent)
    path.parent.mkdir(exist_ok=True)
    refuse_link(path)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError("Another build is running in this folder. Wait for it to end.") from None
        yield
