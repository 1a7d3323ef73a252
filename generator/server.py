"""Serves the site while it is worked on: stages on every change, the site builder reloads the page."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.staging import NAVIGATION_FILE, Project, stage

_SETTLE_SECONDS = 0.2  # editors save in several steps
_WATCHED = ("data", "docs", "generator", "mkdocs.yml")


def serve(project: Project, address: str) -> None:
    """Serve until interrupted.

    Args:
        project: The guide.
        address: Host and port.

    Raises:
        DataError: The bank has problems at the start; later ones are printed and the last good pages stay.
    """
    stage(project)
    observer = Observer()
    handler = _Restage(project)
    for name in _WATCHED:
        path = project.root / name
        if path.exists():
            observer.schedule(handler, str(path), recursive=path.is_dir())
    observer.start()
    try:
        _run_builder(project, address)
    finally:
        observer.stop()
        observer.join()


def _run_builder(project: Project, address: str) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--config-file",
        NAVIGATION_FILE,
        "--dev-addr",
        address,
        "--watch",
        str(project.staged / "blocks"),
        "--livereload",
    ]
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends
        subprocess.run(command, cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)


class _Restage(FileSystemEventHandler):
    """Stages again a moment after the last change, in a process of its own so that changed code and templates count."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if (
            event.is_directory
            or event.event_type in ("opened", "closed", "closed_no_write")
            or "__pycache__" in str(event.src_path)
        ):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(_SETTLE_SECONDS, self._stage)
        self._timer.daemon = True
        self._timer.start()

    def _stage(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "generator", "stage", "--data", str(self._project.data)],
            cwd=self._project.root,
            check=False,
        )
