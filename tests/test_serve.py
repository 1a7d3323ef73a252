"""What a writer sees under `make serve`: the page as it is built, and again after each change."""

from __future__ import annotations

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

GINI = "data/questions/trees/gini-vs-entropy.md"


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, stderr=subprocess.DEVNULL)
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


def test_a_change_is_seen_and_a_mistake_leaves_the_last_good_page(project: Path, served: str) -> None:
    topic = f"{served}topics/trees/"
    first = page(topic, "Both measure how mixed")
    assert "livereload(" in first
    assert "Content-Security-Policy" not in first, "it would stop the script that reloads the page"
    question = project / GINI
    text = question.read_text("utf-8")
    question.write_text(text.replace("kind: concept", "kind: concert"), "utf-8")
    question.write_text(text.replace("Both measure how mixed", "Both tell how mixed"), "utf-8")
    page(topic, "Both tell how mixed")
    half = ("new", "question", "--topic", "trees", "--question", "Why prune?", "--kind", "concept", "--level", "core")
    loopbook(project, *half)
    page(topic, "Say the answer in 30 to 90 words")
    assert loopbook(project, "build").returncode == 1, "what is half-written is for the preview alone"
    with pytest.raises(HTTPError) as missing:
        urlopen(f"{served}nowhere.html")  # noqa: S310  (as above)
    assert missing.value.code == 404
    assert b"Not found" in missing.value.read()
