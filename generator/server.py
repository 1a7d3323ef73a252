"""Serves the site while it is worked on: builds it on every change, as `loopbook build` does, and reloads the page."""

from __future__ import annotations

import contextlib
import gc
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.build import build
from generator.builders import BuildError
from generator.policy import unseal
from generator.project import Project
from generator.settings import read_settings

_SETTLE_SECONDS = 0.2  # editors save in several steps
_WATCHED = ("docs", "generator", "mkdocs.yml")


def serve(project: Project, host: str, port: int) -> None:
    """Serve until interrupted.

    Args:
        project: The guide.
        host: Where to serve.
        port: The port there.

    Raises:
        DataError: The bank has problems at the start; later ones are printed and the last good pages stay.
        BuildError: As in `build`, at the start; or the address can't be served at.
    """
    _refuse_taken(host, port)
    build(project)
    gc.enable()  # the command line has turned it off, for programs that end
    observer = Observer()
    handler = _Rebuild(project)
    for name in (project.data, *_WATCHED):
        path = project.root / name
        if path.exists():
            observer.schedule(handler, str(path), recursive=path.is_dir())
    observer.start()
    try:
        _run_server(project, host, port)
    finally:
        observer.stop()
        observer.join()


def _refuse_taken(host: str, port: int) -> None:
    """Try the address before a build is waited for."""
    probe = _Server(lambda: None, host, port, "")
    try:
        probe.server_bind()
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", None) or error
        raise BuildError(f"{host}:{port}: {said}. Give another with --address.") from None
    finally:
        probe.server_close()


def _run_server(project: Project, host: str, port: int) -> None:
    mounted = urlsplit(read_settings(project.root / "mkdocs.yml").site_url).path
    # What a build leaves is what is watched: a thousand files needn't be looked at to know that one was built.
    server = _Server(lambda: None, host, port, str(project.site), mounted)
    server.error_handler = partial(_error, project.site)
    server.watch(str(project.built), recursive=False)
    sys.stderr.write(f"Serving {server.url}\n")
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown(wait=server.serve_thread.is_alive())


def _error(site: Path, code: int) -> bytes | None:
    return (site / "404.html").read_bytes() if code == 404 else None


class _Server(LiveReloadServer):
    """Reloads pages by a script in each, which their policy would not let run."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(unseal(content), epoch)  # type: ignore[no-untyped-call]
        return page


class _Rebuild(FileSystemEventHandler):
    """Builds again a moment after the last change, in a process of its own so that changed code and templates count."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._timer: threading.Timer | None = None
        self._one = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if (
            event.is_directory
            or event.event_type in ("opened", "closed", "closed_no_write")
            or "__pycache__" in str(event.src_path)
        ):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(_SETTLE_SECONDS, self._build)
        self._timer.daemon = True
        self._timer.start()

    def _build(self) -> None:
        command = [sys.executable, "-m", "generator", "build", "--drafts", "--data", str(self._project.data)]
        with self._one:  # a change during a build waits for its end
            subprocess.run(command, cwd=self._project.root, check=False)
