"""Nothing is lost: a build that is killed or can't write leaves the old site whole or the new one whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, copy_project, loopbook

pytestmark = pytest.mark.xdist_group("lost")

SOAK = os.environ.get("LOOPBOOK_SOAK") == "1"
KILLS = 200 if SOAK else 6
# Loaded by every Python the build starts, the site builder's too: fails the k-th opening for writing or renaming.
SABOTAGE = """
import os, sys
limit, counter, root, error = int(os.environ["K"]), os.environ["COUNTER"], os.environ["ROOT"], int(os.environ["ERRNO"])
def hook(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if not (writes or event in ("os.rename", "os.mkdir")) or not str(arguments[0]).startswith(root):
        return
    with_flags = os.open(counter, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(with_flags, b".")
    number = os.fstat(with_flags).st_size
    os.close(with_flags)
    if number == limit:
        raise OSError(error, os.strerror(error), str(arguments[0]))
sys.addaudithook(hook)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A project with its old site, and what the new one will be after the edit that each test builds."""
    place = copy_project(tmp_path_factory.mktemp("lost"), SAMPLE)
    edit(place, "How a tree grows")
    assert loopbook(place, "build").returncode == 0
    new = contents(place / "site")
    edit(place, "How a tree splits")
    assert loopbook(place, "build").returncode == 0
    return place, contents(place / "site"), new


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(project: Path, summary: str) -> None:
    topic = project / "data" / "topics" / "trees.md"
    lines = topic.read_text("utf-8").splitlines(keepends=True)
    topic.write_text(
        "".join(f"summary: {summary}\n" if line.startswith("summary:") else line for line in lines), "utf-8"
    )


def restore(project: Path) -> None:
    edit(project, "How a tree splits")
    assert loopbook(project, "build").returncode == 0, "what a broken build leaves must not stop the next"


def test_a_build_killed_at_any_moment_leaves_one_whole_site(
    built: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, old, new = built
    start = time.monotonic()
    restore(project)
    whole = time.monotonic() - start
    chance = random.Random(1)
    for _ in range(KILLS):
        edit(project, "How a tree grows")
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"], cwd=project, start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert contents(project / "site") in (old, new)
    restore(project)
    assert contents(project / "site") == old


def sabotaged(project: Path, k: int, error: int) -> tuple[subprocess.CompletedProcess[str], int]:
    hook = project / "build" / "sabotage"
    hook.mkdir(parents=True, exist_ok=True)
    (hook / "sitecustomize.py").write_text(SABOTAGE, "utf-8")
    counter = hook / "counter"
    counter.unlink(missing_ok=True)
    environment = {
        "PYTHONPATH": str(hook),
        "K": str(k),
        "COUNTER": str(counter),
        "ROOT": str(project),
        "ERRNO": str(error),
    }
    done = loopbook(project, "build", **environment)
    return done, counter.stat().st_size


def test_a_write_that_fails_leaves_one_whole_site_and_says_so_in_one_line(
    built: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, old, new = built
    restore(project)
    edit(project, "How a tree grows")
    done, writes = sabotaged(project, 0, 28)
    assert done.returncode == 0
    assert writes > 20
    restore(project)
    moments = range(1, writes + 1) if SOAK else sorted({1, 2, 3, 5, 8, writes // 4, writes // 2, writes - 5, writes})
    for k in moments:
        edit(project, "How a tree grows")
        done, _ = sabotaged(project, k, 28 if k % 2 else 13)
        site = contents(project / "site")
        assert site in (old, new), k
        if done.returncode:
            assert done.returncode == 1, done.stderr
            assert "Traceback" not in done.stderr
            assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
        else:
            assert site == new, f"write {k} failed in silence"
        restore(project)
