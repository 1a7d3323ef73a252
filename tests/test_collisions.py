"""Whatever strangers call their entries: no two things have one address, and each address leads where it should."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.addresses import PAGE_SIZE
from generator.ids import is_id
from generator.load import examine
from tests import free_fields
from tests.bench.host import served
from tests.conftest import SAMPLE, copy_project, loopbook
from tests.test_safe import QUESTION, words

pytestmark = pytest.mark.xdist_group("collisions")

# What a page has addresses for already: its title, groups, sections and lists, and what browsers have by name.
NAMES = ["more", "moved", "trees", "splitting", "stopping", "group-1", "in-short", "answer", "search", "page-title"]
NAMES += ["location", "document", "find-q", "find-sort", "find-a-question", "2", "more-questions", "interview-stages"]
ALIASES = "[gini-or-entropy, people/told, people/moved-questions, splitting-2]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("collisions"), SAMPLE)
    data = project / "data"
    question = (data / QUESTION).read_text("utf-8")
    plain = question.replace("aliases: [gini-or-entropy]\n", "").replace("related: [stop-splitting]\n", "")
    title = "How do Gini impurity and entropy differ as split criteria?"
    number = PAGE_SIZE // examine(data)[0].questions["gini-vs-entropy"].prose.size + 2
    for name in [*NAMES, *(f"q{n}" for n in range(number))]:
        text = plain.replace(title, f"{words(name)}?")
        (data / f"questions/trees/{name}.md").write_text(text, "utf-8")
    (data / QUESTION).write_text(question.replace("[gini-or-entropy]", ALIASES), "utf-8")
    _take_headings(data)
    for name in ("topics/trees.md", "roles/tester.md"):
        text = (data / name).read_text("utf-8")
        (data / name).write_text(text.replace("\n---\n", "\naliases: [moved, more, find]\n---\n", 1), "utf-8")
    done = loopbook(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def _take_headings(data: Path) -> None:
    """Call areas, topics, stages, roles and companies like headings of the pages that show them."""
    for i, area in enumerate(("Topics", "MODELS", "Models!", "__toc", "机器")):
        trees = (data / "topics/trees.md").read_text("utf-8")
        (data / f"topics/topic-{i}.md").write_text(trees.replace("area: Models", f"area: {area}"), "utf-8")
    for folder, sample, id, old, new in (
        ("topics", "people", "find-a-question", "name: People", "name: Topics"),
        ("stages", "screen", "interview-stages", "name: Screen", "name: What is scored"),
        ("roles", "writer", "topics-by-role", "name: Writer & editor", "name: How to prepare"),
        ("companies", "acme", "companies", "name: Acme", "name: Source careers"),
    ):
        text = (data / folder / f"{sample}.md").read_text("utf-8")
        (data / folder / f"{id}.md").write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def test_no_page_repeats_an_id(site: Path) -> None:
    assert (site / "topics/trees/2/index.html").exists()
    for path in site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        assert sorted({id for id in ids if ids.count(id) > 1}) == [], path


def test_no_principle_takes_an_address_of_its_page(site: Path, tmp_path: Path) -> None:
    page = (site / "companies/acme/index.html").read_text("utf-8")
    taken = {id for id in re.findall(r'\sid="([^"]+)"', page) if is_id(id)} - {"be-kind"}
    assert {"the-loop", "sources", "how-to-prepare", "source-diary"} <= taken
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    for id in taken:
        path = free_fields.write(data, "company", "other", "", {"principles[].id": id})
        assert [problem.code for problem in examine(data)[1]] == ["LB109"], id
        path.unlink()


def test_every_page_has_the_policy_a_former_address_and_the_page_for_none_too(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert {"404.html", "topics/moved/index.html", "roles/find/index.html", "sheets/trees/index.html"} <= pages.keys()
    assert [name for name, page in pages.items() if page.count('<meta http-equiv="Content-Security-Policy"') != 1] == []
    assert [name for name, page in pages.items() if "default-src 'none'; script-src 'self'" not in page] == []


@pytest.mark.parametrize("id", [*NAMES, "gini-or-entropy", "splitting-2"])
def test_an_address_opens_its_answer(address: str, chromium: Browser, id: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}topics/trees/#{id}")
    answer = page.locator(f"article[data-id='{id}'], article[data-aliases~='{id}']").locator("details.lb-answer")
    expect(answer).to_have_attribute("open", "")
    page.close()


@pytest.mark.parametrize("path", ["topics/moved/#more", "topics/find/#stop-splitting", "roles/more/"])
def test_a_former_address_leads_on_under_its_policy(address: str, chromium: Browser, path: str) -> None:
    page = chromium.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address + path)
    expect(page.locator("main .md-content h1")).to_be_visible()
    assert "/moved/" not in page.url
    assert errors == []
    page.close()


@pytest.mark.parametrize("hash", ["%", "%E0%A4%A", "<img src=x onerror=hacked=1>", "constructor", "__proto__", "]"])
def test_an_address_that_a_stranger_made_up_breaks_nothing(address: str, chromium: Browser, hash: str) -> None:
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}topics/trees/#{hash}")
    page.goto(f"{address}topics/trees/#more")
    expect(page.locator("article[data-id='more'] details.lb-answer")).to_have_attribute("open", "")
    assert errors == []
    page.close()


KEEP = """
async files => {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const told = new Promise(tell => (port1.onmessage = ({ data }) => tell(data)));
  active.postMessage({ keep: files }, [port2]);
  await told;
  const names = (await caches.keys()).filter(name => name.startsWith("loopbook "));
  const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => url);
}
"""


def test_the_worker_keeps_pages_of_the_site_and_asks_nobody_else(address: str, chromium: Browser) -> None:
    asked: list[str] = []

    class Stranger(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        foreign = f"http://127.0.0.1:{stranger.server_port}/stolen.js"
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}practice/")
        expect(page.locator("[data-lb-offline]")).to_be_visible()
        kept = page.evaluate(KEEP, [foreign, f"{address}sitemap.xml", f"{address}roles/tester/"])
        context.close()
        stranger.shutdown()
    assert f"{address}roles/tester/" in kept
    assert [url for url in kept if not url.startswith(address)] == []
    assert f"{address}sitemap.xml" not in kept
    assert asked == []
