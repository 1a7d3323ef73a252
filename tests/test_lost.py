"""Nothing is lost: a build that is killed or can't write leaves the old site whole or the new one whole."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, copy_project, loopbook

pytestmark = pytest.mark.xdist_group("lost")

SOAK = os.environ.get("LOOPBOOK_SOAK") == "1"
# The long run may be done in parts, on days of their own: `make soak PART=3/8`.
PART, PARTS = map(int, os.environ.get("LOOPBOOK_PART", "1/1").split("/"))
KILLS = 200 // PARTS if SOAK else 6
# Loaded by every Python the build starts, the site builder's too: fails the k-th change of the project's folder,
# whether a file is opened to be written, renamed, removed, or two folders are swapped.
SABOTAGE = """
import os, sys
limit, counter, root, error = int(os.environ["K"]), os.environ["COUNTER"], os.environ["ROOT"], int(os.environ["ERRNO"])
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
def hook(event, arguments):
    if event == "ctypes.dlsym":
        changes, place = arguments[1] in ("renameat2", "renamex_np"), root
    elif event == "open":
        mode, flags = arguments[1:]
        changes = flags & (os.O_WRONLY | os.O_RDWR) if mode is None else set(mode) & set("wax+")
        place = arguments[0]
    else:
        changes, place = event in CHANGES, arguments and arguments[0]
    if not changes or not isinstance(place, str | bytes | os.PathLike):
        return
    place = os.path.abspath(os.fsdecode(place))
    if not place.startswith(root) or "__pycache__" in place or place == counter:
        return
    tally = os.open(counter, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(tally, b".")
    number = os.fstat(tally).st_size
    os.close(tally)
    if number == limit:
        raise OSError(error, os.strerror(error), place)
sys.addaudithook(hook)
"""


@dataclass(frozen=True)
class Built:
    """A project between two builds.

    Args:
        project: Its folder; the bank is edited, the site is still that of before.
        kept: A copy of all that a build changes, as it was then.
        old: The site before.
        new: The site that a whole build makes.
        writes: How many changes of the project's folder a whole build makes.
    """

    project: Path
    kept: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    writes: int

    def rewind(self) -> None:
        """Put everything back to where it was after the edit."""
        for name in ("site", "build"):
            shutil.rmtree(self.project / name, ignore_errors=True)
        shutil.copytree(self.kept, self.project, symlinks=True, dirs_exist_ok=True)

    def wrong(self, done: subprocess.CompletedProcess[str], about: str) -> list[str]:
        """What is not as promised: one whole site, one clear line and exit 1; or exit 0 and the new site."""
        site = contents(self.project / "site")
        said = done.stderr.strip()
        found = [] if site in (self.old, self.new) else ["neither the old site nor the new one is whole"]
        if done.returncode == 0:
            found += [] if site == self.new else ["failed in silence"]
        elif done.returncode != 1 or "Traceback" in said or not 1 <= len(said.splitlines()) <= 2:
            found.append(f"exit {done.returncode}: {said}")
        return [f"{about}: {each}" for each in found]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(project: Path, old: str, new: str) -> None:
    topic = project / "data" / "topics" / "trees.md"
    text = topic.read_text("utf-8")
    assert text.count(old) == 1
    topic.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = copy_project(tmp_path_factory.mktemp("lost"), SAMPLE)
    kept = tmp_path_factory.mktemp("kept")
    assert loopbook(place, "build").returncode == 0
    old = contents(place / "site")
    edit(place, "How a tree splits", "How a tree grows")
    for name in ("site", "build", "mkdocs.generated.yml"):
        copy = shutil.copytree if (place / name).is_dir() else shutil.copy
        copy(place / name, kept / name, **({"symlinks": True} if copy is shutil.copytree else {}))
    done, writes = sabotaged(place, 0, errno.ENOSPC)
    assert done.returncode == 0, done.stderr
    return Built(place, kept, old, contents(place / "site"), writes)


def sabotaged(project: Path, k: int, error: int) -> tuple[subprocess.CompletedProcess[str], int]:
    """Build, let the k-th change of the project's folder fail, and count the changes."""
    hook = project.parent / f"{project.name}-sabotage"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(SABOTAGE, "utf-8")
    counter = hook / "counter"
    counter.write_bytes(b"")
    environment = {"K": str(k), "COUNTER": str(counter), "ROOT": f"{project}{os.sep}", "ERRNO": str(error)}
    done = loopbook(project, "build", PYTHONPATH=str(hook), **environment)
    return done, counter.stat().st_size


def test_a_build_killed_at_any_moment_leaves_one_whole_site(built: Built) -> None:
    built.rewind()
    start = time.monotonic()
    assert loopbook(built.project, "build").returncode == 0
    whole = time.monotonic() - start
    chance = random.Random(PART)
    for _ in range(KILLS):
        built.rewind()
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"],
            cwd=built.project,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert contents(built.project / "site") in (built.old, built.new)
    assert loopbook(built.project, "build").returncode == 0, "what a killed build leaves must not stop the next"
    assert contents(built.project / "site") == built.new


def test_a_write_that_fails_leaves_one_whole_site_and_says_so_in_one_line(built: Built) -> None:
    writes = built.writes
    assert writes > 200, "the builder's own writes are not counted"
    spread = {1, 2, 3, 4, 5, *(writes * part // 6 for part in range(1, 6)), *range(writes - 3, writes + 1)}
    wrong: list[str] = []
    for number, k in enumerate(range(PART, writes + 1, PARTS) if SOAK else sorted(spread)):
        built.rewind()
        done, _ = sabotaged(built.project, k, errno.ENOSPC if k % 2 else errno.EACCES)
        wrong += built.wrong(done, f"change {k} of {writes}")
        if number % 50 == 1:
            assert loopbook(built.project, "build").returncode == 0, f"what {k} left stops the next build"
            assert contents(built.project / "site") == built.new
    assert wrong == []


@pytest.mark.parametrize(
    "most", sorted({0, 300, 20_000, 150_000, *(int(1.5**i) for i in (range(1, 36) if SOAK else ()))})
)
def test_a_file_that_is_cut_short_leaves_one_whole_site(built: Built, most: int) -> None:
    """The system itself refuses every byte of a file beyond a limit, in the builder's process too."""
    built.rewind()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=built.project,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert built.wrong(done, f"files of at most {most} bytes") == []
    assert done.returncode == 1 or most >= max(map(len, built.new.values()))
