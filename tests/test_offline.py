"""Practice without a connection: what the service worker keeps, when it lets go, and that it never comes first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.offline import WORKER, with_list
from tests.bench import host
from tests.conftest import SAMPLE, Open, copy_project, loopbook
from tests.test_practice import DECK, PAGES, graded, reviews

pytestmark = pytest.mark.xdist_group("site")

CACHES = "caches.keys().then(names => names.filter(name => name.startsWith('loopbook ')))"


def listed(site: Path) -> dict[str, object]:
    found = re.match(r"self\.LOOPBOOK=(.*);\n", (site / WORKER).read_text("utf-8"))
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the policy of the pages forbids Playwright's own way, which evaluates a text."""
    assert page.evaluate(
        f"(async () => {{ for (let i = 0; i < 200; i++) if (await ({condition})) return true; "
        "else await new Promise(done => setTimeout(done, 50)) })()"
    )


def offline(page: Page) -> Page:
    """The page, once everything it needs is kept, cut off and loaded again."""
    expect(page.locator("[data-lb-offline]")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    return page


def test_a_deck_goes_on_after_a_reload_without_a_connection(open_page: Open) -> None:
    page = offline(open_page(DECK, expect_errors=True))
    for _ in range(3):
        graded(page, "3")
        expect(page.locator("[data-lb-problem]")).to_be_hidden()
    assert reviews(page) == 3
    page.reload()
    expect(page.locator("[data-lb-counts]")).to_contain_text("0 due")
    assert page.evaluate("document.fonts.check('16px Inter') && getComputedStyle(document.body).fontFamily") != ""
    assert page.evaluate("document.fonts.size && [...document.fonts].every(face => face.status !== 'error')")


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path != DECK])
def test_every_practice_page_opens_without_a_connection(open_page: Open, address: str, path: str) -> None:
    page = offline(open_page(DECK, expect_errors=True))
    page.goto(address + path)
    expect(page.locator(".lb-practice [data-lb-script]").first).to_be_visible()


def test_a_mock_interview_is_sat_without_a_connection(open_page: Open) -> None:
    page = offline(open_page("mock/?role=data-scientist&stage=technical-screen&seed=abc", expect_errors=True))
    page.get_by_role("button", name="Ask a follow-up").click()
    expect(page.locator("[data-lb-follow-ups] li")).to_have_count(1)
    expect(page.locator("[data-lb-follow-ups]")).not_to_contain_text("could not be loaded")


def test_everything_in_the_list_is_there_and_no_download_is(site: Path) -> None:
    files = listed(site)["files"]
    assert isinstance(files, list)
    assert {"practice/", "mock/", "plan/", "stories/", "assets/practice.js", "assets/practice/guide.json"} < set(files)
    assert any(name.endswith(".woff2") for name in files)
    assert [name for name in files if not (site / name).exists()] == []
    assert sum((site / name).stat().st_size for name in files if not name.endswith("/")) < 2_000_000


def test_the_version_follows_from_every_byte_of_what_is_kept(tmp_path: Path) -> None:
    page = tmp_path / "mock" / "index.html"
    page.parent.mkdir()
    page.write_text('<link rel="stylesheet" href="../a.css"><script src="https://elsewhere/x.js"></script>', "utf-8")
    (tmp_path / "a.css").write_text("a", "utf-8")
    (tmp_path / WORKER).write_text("code", "utf-8")
    first = with_list(tmp_path, ["mock"])
    assert b'"files":["a.css","mock/"]' in first
    assert with_list(tmp_path, ["mock"]) == first
    (tmp_path / "a.css").write_text("b", "utf-8")
    assert with_list(tmp_path, ["mock"]) != first


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A small project with its site built, served where it lies."""
    place = copy_project(tmp_path, SAMPLE)
    assert loopbook(place, "build").returncode == 0
    with host.served(place / "site") as address:
        yield place / "site", address


def test_who_is_online_gets_the_new_page_and_the_old_cache_goes(chromium: Browser, served: tuple[Path, str]) -> None:
    site, address = served
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + "practice/")
    expect(page.locator("[data-lb-offline]")).to_be_visible()
    (before,) = page.evaluate(CACHES)
    for name in ("practice/index.html", "topics/trees/index.html"):
        text = (site / name).read_text("utf-8")
        (site / name).write_text(
            text.replace("</h1>", " anew</h1>").replace("Both measure", "Both now measure"), "utf-8"
        )
    (site / WORKER).write_bytes((site / WORKER).read_bytes().replace(b'"version":"', b'"version":"new'))
    page.reload()
    expect(page.locator("h1")).to_contain_text("anew")
    until(page, f"{CACHES}.then(names => names.length === 1 && names[0] !== '{before}')")
    context.set_offline(True)
    page.goto(address + "topics/trees/")
    expect(page.locator("main")).to_contain_text("Both now measure")
    context.close()
