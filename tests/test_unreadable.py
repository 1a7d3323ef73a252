"""Checking a bank needs no right but to read it, and what can't be read is named; with the rights of a plain user."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, copy_project

LOCKED = ("data/questions/trees", "data/topics", "data/figures", "data")
GINI = "data/questions/trees/gini-vs-entropy.md"
_DROP, _OVERRIDE, _SEARCH = 24, 1, 2  # prctl(2), capabilities(7): what lets root open anything


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Path]:
    """A sample project without a cache, whose files can be deleted again at the end."""
    copy_project(tmp_path, SAMPLE)
    (tmp_path / "build" / "cache").unlink()
    yield tmp_path
    for path in (tmp_path, *(tmp_path / name for name in ("build", "data", *LOCKED))):
        path.chmod(0o755) if path.exists() else None


def check(project: Path, *options: str) -> tuple[int, list[str], str]:
    """Exit code, problems and what is said beside them."""
    command = [sys.executable, "-m", "generator", "check", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, preexec_fn=_as_anybody)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines(), done.stderr


def _as_anybody() -> None:
    system = ctypes.CDLL(None)
    for capability in (_OVERRIDE, _SEARCH) if sys.platform == "linux" else ():
        system.prctl(_DROP, capability, 0, 0, 0)  # refused to those who don't have it, which is as well


def a_folder_that_is_read_only(project: Path) -> None:
    project.chmod(0o555)
    (project / "build").chmod(0o555)


def a_build_folder_of_somebody_else(project: Path) -> None:
    (project / "build").chmod(0)


def no_build_folder_and_no_right_to_make_one(project: Path) -> None:
    (project / "build").rmdir()
    project.chmod(0o555)


def a_file_in_place_of_the_cache(project: Path) -> None:
    (project / "build" / "cache").write_text("mine", "utf-8")


def a_file_in_place_of_a_kept_value(project: Path) -> None:
    (project / "build" / "cache" / "readings").mkdir(parents=True)


def a_link_in_place_of_build(project: Path) -> None:
    (project / "build").rmdir()
    (project / "elsewhere").mkdir()
    (project / "build").symlink_to(project / "elsewhere")


@pytest.mark.parametrize(
    "given",
    [
        a_folder_that_is_read_only,
        a_build_folder_of_somebody_else,
        no_build_folder_and_no_right_to_make_one,
        a_file_in_place_of_the_cache,
        a_file_in_place_of_a_kept_value,
        a_link_in_place_of_build,
    ],
)
def test_a_check_says_what_it_found_where_nothing_can_be_kept(plain: Path, given: Callable[[Path], None]) -> None:
    given(plain)
    assert check(plain) == (0, [], "No problems in 10 entries.\n")
    question = plain / GINI
    question.write_text(question.read_text("utf-8").replace("kind: concept", "kind: concert"), "utf-8")
    code, found, _ = check(plain)
    assert code == 1
    assert [line for line in found if line.startswith(f"{GINI}:3: LB304 ")]
    assert not (plain / "elsewhere").exists() or list((plain / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", [GINI, *LOCKED])
def test_what_can_not_be_read_is_a_problem_with_its_path(plain: Path, name: str) -> None:
    path = plain / name
    what = "folder" if path.is_dir() else "file"
    path.chmod(0)
    code, found, _ = check(plain)
    assert code == 1
    assert f"{name}:1: LB104 The {what} can't be read. Give yourself the right to read it." in found


@pytest.mark.parametrize("name", [GINI, *LOCKED])
def test_what_can_not_be_read_can_not_be_mended_and_is_named(plain: Path, name: str) -> None:
    (plain / name).chmod(0)
    code, found, said = check(plain, "--fix")
    assert code == 1
    assert name in "\n".join([*found, said])
