"""What a build promises: repeatable, all or nothing, and the last good site is never lost."""

from __future__ import annotations

import filecmp
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.files import link_tree, publish, renew_tree, write_tree
from tests.conftest import SAMPLE, copy_project, loopbook

pytestmark = pytest.mark.xdist_group("build")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_two_builds_of_one_source_are_byte_identical(tmp_path: Path) -> None:
    sites = []
    for name, hash_seed in (("one", "1"), ("two", "2")):
        place = copy_project(tmp_path / name, SAMPLE)
        (place / "build" / "cache").unlink()  # each starts from nothing
        assert (
            loopbook(place, "build", PYTHONHASHSEED=hash_seed, TZ="Asia/Tokyo" if name == "two" else "UTC").returncode
            == 0
        )
        sites.append(contents(place / "site"))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []


def test_problems_stop_a_build_before_anything_is_written(project: Path) -> None:
    assert loopbook(project, "build").returncode == 0
    before = contents(project / "site")
    staged = contents(project / "build" / "stage")
    question = project / "data/questions/trees/gini-vs-entropy.md"
    question.write_text(question.read_text("utf-8").replace("level: core", "level: corre"), "utf-8")
    done = loopbook(project, "build")
    assert done.returncode == 1
    assert done.stderr.endswith("1 problem in 1 file; nothing was built.\n")
    assert contents(project / "site") == before
    assert contents(project / "build" / "stage") == staged


def test_a_builder_that_fails_leaves_the_last_good_site(project: Path) -> None:
    assert loopbook(project, "build").returncode == 0
    before = contents(project / "site")
    (project / "docs" / "contribute" / "index.md").write_text("# A page\n\n[broken](nowhere.md)\n", "utf-8")
    done = loopbook(project, "build")
    assert done.returncode == 1
    assert done.stderr.endswith("mkdocs could not build the site; the last good one is untouched.\n")
    assert contents(project / "site") == before


@pytest.mark.parametrize("delay", [0.2, 0.7, 1.2])
def test_a_killed_build_leaves_the_last_good_site(project: Path, delay: float) -> None:
    assert loopbook(project, "build").returncode == 0
    before = contents(project / "site")
    topic = project / "data/topics/trees.md"
    topic.write_text(topic.read_text("utf-8").replace("How a tree splits", "How a tree grows"), "utf-8")
    process = subprocess.Popen([sys.executable, "-m", "generator", "build"], cwd=project, start_new_session=True)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    after = contents(project / "site")
    assert after == before or b"How a tree grows" in after["topics/trees/index.html"]
    assert loopbook(project, "build").returncode == 0, "a killed build leaves nothing that stops the next"


@pytest.mark.parametrize("command", ["build", "stage"])
def test_a_second_build_in_one_folder_is_refused(project: Path, command: str) -> None:
    holder = (
        "import fcntl, time; f = open('build/.lock', 'w'); fcntl.flock(f, fcntl.LOCK_EX); "
        "print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holder], cwd=project, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    done = loopbook(project, command)
    process.kill()
    process.communicate()
    assert (done.returncode, done.stderr) == (1, "Another build is running in this folder. Wait for it to end.\n")
    assert {path.name for path in (project / "build").iterdir()} == {"cache", ".lock"}


@pytest.mark.parametrize("name", [".lock", "cache"])
def test_nothing_is_written_through_a_link_in_the_folder_of_builds(project: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    (victim.write_text("mine", "utf-8") if name == ".lock" else victim.mkdir())
    shutil.rmtree(project / "build")
    (project / "build").mkdir()
    (project / "build" / name).symlink_to(victim)
    loopbook(project, "stage" if name == ".lock" else "check")
    assert contents(victim) == {} if victim.is_dir() else victim.read_text("utf-8") == "mine"


def test_staging_again_touches_nothing(project: Path) -> None:
    assert loopbook(project, "stage").returncode == 0
    times = {path: path.stat().st_mtime_ns for path in (project / "build" / "stage").rglob("*")}
    assert loopbook(project, "stage").stdout == "0 files changed.\n"
    assert {path: path.stat().st_mtime_ns for path in (project / "build" / "stage").rglob("*")} == times


def test_a_tree_loses_what_is_stale(tmp_path: Path) -> None:
    write_tree(tmp_path / "t", {"a/b.txt": "1", "c.txt": "2"})
    assert write_tree(tmp_path / "t", {"c.txt": "2", "d.txt": b"3"}) == 2
    assert contents(tmp_path / "t") == {"c.txt": b"2", "d.txt": b"3"}
    assert not (tmp_path / "t" / "a").exists()


def test_in_a_tree_a_file_can_take_the_place_of_a_folder(tmp_path: Path) -> None:
    write_tree(tmp_path / "t", {"a/b.txt": "1"})
    write_tree(tmp_path / "t", {"a": "2"})
    write_tree(tmp_path / "t", {"a/c.txt": "3"})
    assert contents(tmp_path / "t") == {"a/c.txt": b"3"}


def test_the_first_build_leaves_a_second_tree_and_the_next_never_writes_through_it(project: Path) -> None:
    site, beside = project / "site", project / "build" / "next"
    assert loopbook(project, "build").returncode == 0
    first = contents(site)
    assert contents(beside) == first
    answer = project / "data" / "questions" / "trees" / "gini-vs-entropy.md"
    answer.write_text(answer.read_text("utf-8").replace("entropy", "surprise"), "utf-8")
    assert loopbook(project, "build").returncode == 0
    assert contents(beside) == first
    assert b"surprise" in contents(site)["topics/trees/index.html"]


def test_a_second_tree_that_can_not_be_made_is_no_failure(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {"a/b.txt": "1", "c.txt": "2"})
    (tmp_path / "next").write_text("in the way", "utf-8")
    link_tree(tmp_path / "next", tmp_path / "site")
    link_tree(tmp_path / "beside", tmp_path / "site")
    assert contents(tmp_path / "beside") == contents(tmp_path / "site")


def test_a_tree_is_renewed_at_the_cost_of_what_changed_and_never_through_a_link(tmp_path: Path) -> None:
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return f"{name} {len(made)}".encode()

    one, two = tmp_path / "one", tmp_path / "two"
    known = renew_tree(one, tmp_path / "none", {"a/b": "1", "c": "1", "d": "1"}, make, {})
    known = renew_tree(two, one, {"a": "2", "c": "1", "d/e": "1"}, make, known)
    assert made == ["a/b", "c", "d", "a", "d/e"]
    assert contents(two) == {"a": b"a 4", "c": b"c 2", "d/e": b"d/e 5"}
    known = renew_tree(two, one, {"a/b": "3", "c": "2"}, make, known)
    assert contents(two) == {"a/b": b"a/b 6", "c": b"c 7"}
    assert contents(one) == {"a/b": b"a/b 1", "c": b"c 2", "d": b"d 3"}


def test_publishing_swaps_whole_folders(tmp_path: Path) -> None:
    for name, text in (("fresh", "new"), ("site", "old")):
        write_tree(tmp_path / name, {"index.html": text, f"{name}.html": text})
    publish(tmp_path / "fresh", tmp_path / "site")
    assert contents(tmp_path / "site") == {"index.html": b"new", "fresh.html": b"new"}
    assert contents(tmp_path / "fresh") == {"index.html": b"old", "site.html": b"old"}, (
        "for the next build to start from"
    )


def test_a_hand_written_page_can_not_hide_a_generated_one(project: Path) -> None:
    (project / "docs" / "index.md").write_text("# Mine\n", "utf-8")
    done = loopbook(project, "stage")
    assert done.returncode == 1
    assert "LB109 Both “site” and “docs” write this file." in done.stderr


def test_both_builders_take_the_same_source(project: Path) -> None:
    done = loopbook(project, "build", "--builder", "zensical")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (project / "build" / "fresh" / "topics" / "trees" / "index.html").read_text("utf-8")
    assert 'id="gini-vs-entropy"' in page
    assert "<math" in page
    assert not (project / "site").exists()


def test_comparison_of_folders_would_see_a_difference(tmp_path: Path) -> None:
    """Guards the helper above: `contents` tells two trees apart by name and by byte."""
    write_tree(tmp_path / "a", {"x": "1"})
    write_tree(tmp_path / "b", {"x": "2"})
    assert contents(tmp_path / "a") != contents(tmp_path / "b")
    assert not filecmp.cmp(tmp_path / "a" / "x", tmp_path / "b" / "x", shallow=False)


@pytest.mark.parametrize("name", ["build", "build/cache/prints", "build/stage", "build/kept", "build/next", "site"])
def test_a_link_in_place_of_a_folder_of_ours_is_refused_and_nothing_behind_it_is_touched(
    project: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for part in ("", "stage/", "next/", "shells/"):
        (elsewhere / part).mkdir(exist_ok=True)
        (elsewhere / part / "precious.txt").write_text("mine", "utf-8")
    before = contents(elsewhere)
    if name == "build":
        shutil.rmtree(project / "build")
    if name == "build/cache/prints":  # the cache is shared by the tests
        (project / "build" / "cache").unlink()
        (project / "build" / "cache").mkdir()
    (project / name).symlink_to(elsewhere)
    done = loopbook(project, "build")
    message = "A link stands where a build keeps its files; delete it. The last good site is untouched."
    assert (done.returncode, done.stderr) == (1, f"{name}: {message}\n")
    assert contents(elsewhere) == before


def test_what_is_behind_a_link_inside_a_tree_is_not_ours(tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", {"a.txt": "mine", "b.txt": "mine"})
    for name in ("written", "renewed"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "folder").symlink_to(tmp_path / "elsewhere")
        (tmp_path / name / "file").symlink_to(tmp_path / "elsewhere" / "a.txt")
    write_tree(tmp_path / "written", {"folder/a.txt": "ours", "file": "ours"})
    keys = {"folder/a.txt": "1", "file": "1"}
    renew_tree(tmp_path / "renewed", tmp_path / "none", keys, lambda _: b"ours", {})
    assert contents(tmp_path / "elsewhere") == {"a.txt": b"mine", "b.txt": b"mine"}
    assert (
        contents(tmp_path / "written") == contents(tmp_path / "renewed") == {"folder/a.txt": b"ours", "file": b"ours"}
    )
