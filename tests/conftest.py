"""Shared pieces: the sample bank, golden files and how to bring them up to date."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "sample" / "data"


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


# Short in every run, long on demand: `make soak`.
hypothesis.settings.register_profile("short", max_examples=150, derandomize=True)
hypothesis.settings.register_profile("soak", max_examples=10_000)
hypothesis.settings.load_profile(os.environ.get("LOOPBOOK_FUZZ", "short"))
