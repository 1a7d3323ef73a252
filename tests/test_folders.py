"""A bank may have another folder: pages lead to it, the preview watches it, and a detour on the way to it is none."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import loopbook
from tests.test_serve import page

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture
def moved(project: Path) -> Path:
    (project / "data").rename(project / "bank")
    return project


@pytest.mark.parametrize("name", ["bank", "docs/../bank/", "absolute"])
def test_pages_lead_to_the_files_of_a_bank_in_another_folder(moved: Path, name: str) -> None:
    done = loopbook(moved, "build", "--data", str(moved / "bank") if name == "absolute" else name)
    assert (done.returncode, done.stderr) == (0, "")
    topic = (moved / "site" / "topics" / "trees" / "index.html").read_text("utf-8")
    assert "/edit/main/bank/questions/trees/gini-vs-entropy.md" in topic
    assert "/new/main/bank/questions/trees?filename=" in topic
    assert "data/questions" not in topic
    assert loopbook(moved, "check", "--data", name if name != "absolute" else str(moved / "bank")).returncode == 0


@pytest.mark.parametrize("command", ["build", "stage", "serve"])
def test_a_bank_outside_the_guide_is_refused_where_pages_would_lead_to_it(
    project: Path, tmp_path_factory: pytest.TempPathFactory, command: str
) -> None:
    place = (project / "data").rename(tmp_path_factory.mktemp("elsewhere") / "data")
    done = loopbook(project, command, "--data", str(place))
    assert done.returncode == 2
    assert f"{place} is not in the folder of the guide" in done.stderr
    assert loopbook(project, "check", "--data", str(place)).returncode == 0
    assert loopbook(project / "docs", "check", "--data", f"../../{place.relative_to(place.parents[1])}").stdout == ""


def test_the_preview_watches_the_folder_it_shows(moved: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--data", "bank", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=moved, stderr=subprocess.DEVNULL)
    try:
        topic = f"http://127.0.0.1:{port}/loopbook/topics/trees/"
        page(topic, "Both measure how mixed")
        question = moved / "bank/questions/trees/gini-vs-entropy.md"
        question.write_text(question.read_text("utf-8").replace("Both measure how", "Both tell how"), "utf-8")
        page(topic, "Both tell how mixed")
    finally:
        process.terminate()
        process.wait()
