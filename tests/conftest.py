"""Shared pieces: the sample bank, golden files and how to bring them up to date."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.tools import CHROMIUM_FLAGS, browser

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "sample" / "data"
PREFIX = "/loopbook"
Open = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="Write golden files anew; read the difference before you commit it."
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update"))


def copy_project(place: Path, data: Path | None = None) -> Path:
    """A copy of the project that a test may build and break, with the real bank or another."""
    for name in ("generator", "docs", "data"):
        source = data if name == "data" and data else ROOT / name
        shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "package.json", "README.md", "CHANGELOG.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, place / name)
    (place / "node_modules").symlink_to(ROOT / "node_modules")
    # Fonts are cut once for all tests; that a build without the cache gives the same is a test of its own.
    cache = ROOT / ".pytest_cache" / "loopbook"
    cache.mkdir(parents=True, exist_ok=True)
    (place / "build").mkdir()
    (place / "build" / "cache").symlink_to(cache)
    return place


def loopbook(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: the sample bank with the real pages, styles and settings."""
    return copy_project(tmp_path, SAMPLE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once; tests that use it are in the group `site`, so that one worker builds it."""
    place = copy_project(tmp_path_factory.mktemp("real"))
    done = loopbook(place, "build")
    assert done.returncode == 0, done.stderr
    return place / "site"


expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
# Short in every run, long on demand: `make soak`.
hypothesis.settings.register_profile("short", max_examples=150, derandomize=True)
PARTS = int(os.environ.get("LOOPBOOK_PART", "1/1").rpartition("/")[2])
hypothesis.settings.register_profile("soak", max_examples=10_000 // PARTS)
hypothesis.settings.load_profile(os.environ.get("LOOPBOOK_FUZZ", "short"))


class _Site(http.server.SimpleHTTPRequestHandler):
    """Serves the site in a folder of the host, as the forge's pages do."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX))

    def log_message(self, *_: object) -> None:
        """Say nothing: pytest shows what matters."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Site, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=browser(), args=list(CHROMIUM_FLAGS))
        yield instance
        instance.close()


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site; at the end no page may have asked another host or logged an error."""
    contexts: list[BrowserContext] = []
    strays: list[str] = []

    def open_it(
        path: str, *, width: int = 1280, scheme: str = "light", script: bool = True, expect_errors: bool = False
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: request.url.startswith((address, "data:")) or strays.append(request.url))
        if not expect_errors:
            page.on("console", lambda message: strays.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: strays.append(str(error)))
        page.goto(address + path)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert strays == []
