"""What a writer sees under `make serve`: the page as it is built, and again after each change."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.conftest import loopbook

pytestmark = pytest.mark.xdist_group("serve")

SAID = "said.txt"  # by the server; not in a folder that it watches
GINI = "data/questions/trees/gini-vs-entropy.md"


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"]
    with (project / SAID).open("w") as said:
        process = subprocess.Popen(command, cwd=project, stderr=said)
    yield f"http://127.0.0.1:{port}/loopbook/"
    process.terminate()
    process.wait()


def page(address: str, wanted: str) -> str:
    """The page once it holds what is wanted."""
    for _ in range(600):
        try:
            with urlopen(address) as answer:  # noqa: S310  (our own server)
                if wanted in (text := answer.read().decode()):
                    return str(text)
        except URLError:
            pass
        time.sleep(0.2)
    pytest.fail(f"“{wanted}” never came")


def without_epochs(text: str) -> str:
    """A page but for the numbers by which its script knows when to reload it."""
    return re.sub(r"livereload\(.*?\)", "", text)


def said(project: Path, wanted: str) -> None:
    """Return once the server has said what is wanted."""
    for _ in range(600):
        if wanted in (project / SAID).read_text("utf-8"):
            return
        time.sleep(0.2)
    pytest.fail(f"“{wanted}” was never said")


def test_a_change_is_seen_and_a_mistake_leaves_the_last_good_page(project: Path, served: str) -> None:
    topic = f"{served}topics/trees/"
    first = page(topic, "Both measure how mixed")
    assert "livereload(" in first
    assert "Content-Security-Policy" not in first, "it would stop the script that reloads the page"
    question = project / GINI
    text = question.read_text("utf-8")
    wrong = text.replace("kind: concept", "kind: concert")
    question.write_text(wrong.replace("Both measure how mixed", "Both guess how mixed"), "utf-8")
    said(project, "; nothing was built.")
    assert f"{GINI}:3: LB304 " in (project / SAID).read_text("utf-8")
    assert without_epochs(page(topic, "")) == without_epochs(first)
    question.write_text(text.replace("Both measure how mixed", "Both tell how mixed"), "utf-8")
    page(topic, "Both tell how mixed")
    half = ("new", "question", "--topic", "trees", "--question", "Why prune?", "--kind", "concept", "--level", "core")
    loopbook(project, *half)
    page(topic, "Say the answer in 30 to 90 words")
    assert "nothing was built" in loopbook(project, "build").stderr, "what is half-written is for the preview alone"
    with pytest.raises(HTTPError) as missing:
        urlopen(f"{served}nowhere.html")  # noqa: S310  (as above)
    assert missing.value.code == 404
    assert b"Not found" in missing.value.read()
