"""The weekly look at other people's pages: what is asked, how, and what the report says."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from generator.load import load
from generator.outlinks import external_links
from tests.conftest import ROOT, SAMPLE
from tools.check_links import Answer, State, ask, ask_all, report


class _Pages(http.server.BaseHTTPRequestHandler):
    """Answers with the status that the path names; /moved leads to one that is there."""

    def do_GET(self) -> None:
        moved = self.path == "/moved"
        self.send_response(302 if moved else int(self.path.strip("/")))
        if moved:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def pages() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", State.THERE),
        ("/moved", State.THERE),
        ("/404", State.BROKEN),
        ("/410", State.BROKEN),
        ("/403", State.UNKNOWN),
        ("/503", State.UNKNOWN),
    ],
)
def test_only_a_page_that_is_gone_counts_as_broken(pages: str, path: str, state: State) -> None:
    assert ask(pages + path, pause=0.01).state is state


def test_a_host_that_does_not_answer_is_no_broken_link() -> None:
    assert ask("http://127.0.0.1:9/", pause=0.01).state is State.UNKNOWN


def test_every_address_is_asked_once(pages: str) -> None:
    answers = ask_all([f"{pages}/404", f"{pages}/200"], pause=0.01)
    assert [(answer.url, answer.state) for answer in answers] == [
        (f"{pages}/200", State.THERE),
        (f"{pages}/404", State.BROKEN),
    ]


def test_the_report_names_the_place_of_a_broken_link() -> None:
    answers = [Answer("https://a.example/x", State.BROKEN, "HTTP 404"), Answer("https://b.example", State.THERE, "200")]
    text = report(answers, {"https://a.example/x": ["data/a.md:3"], "https://b.example": ["data/b.md:1"]})
    assert "## Broken: 1\n\n- `https://a.example/x` (HTTP 404) in `data/a.md:3`\n" in text
    assert "b.example" not in text


def test_addresses_come_with_the_lines_that_name_them() -> None:
    for url, places in external_links(load(SAMPLE)).items():
        assert url.startswith("https://")
        for place in places:
            path, line = place.rsplit(":", 1)
            lines = (ROOT / path).read_text("utf-8").split("\n")
            assert url in lines[int(line) - 1]


def test_sources_and_links_in_prose_are_both_asked() -> None:
    found = external_links(load(ROOT / "data"))
    places = [place for at in found.values() for place in at]
    assert len(found) > len(load(SAMPLE).questions)
    assert any("/questions/" in place for place in places)
    assert any("/companies/" in place for place in places)
