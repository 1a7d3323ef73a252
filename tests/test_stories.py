"""The story bank as its writer uses it, on the real page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open
from tests.test_browser import AXE

pytestmark = pytest.mark.xdist_group("site")


def write(
    page: Page, title: str, action: str = "I asked three customers what they meant, and changed the plan."
) -> None:
    page.get_by_role("button", name="Write a story").click()
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Action").fill(action)
    page.get_by_text("Principles of Amazon it shows").click()
    page.get_by_label("Customer Obsession").check()
    page.get_by_role("button", name="Keep it").first.click()


def test_a_story_is_written_counted_and_still_there_after_a_reload(open_page: Open) -> None:
    page = open_page("stories/")
    covered = page.locator("[data-lb-coverage] h3")
    expect(covered).to_have_text(re.compile("^Amazon: 0 of"))
    page.get_by_role("button", name="Write a story").click()
    page.get_by_role("textbox", name="Situation").fill("one two three " * 50)
    expect(page.locator("[data-lb-story-length]")).to_have_text("150 words, 1 min 4 s aloud")
    page.get_by_role("textbox", name="Situation").fill("word " * 500)
    expect(page.locator("[data-lb-story-length]")).to_contain_text("longer than most will listen")
    write(page, "The <b>late</b> launch")
    expect(page.locator(".lb-story h3")).to_have_text("The <b>late</b> launch")
    expect(covered).to_have_text(re.compile("^Amazon: 1 of"))
    expect(page.locator("[data-lb-coverage]").get_by_role("link", name="Customer Obsession")).to_have_count(0)
    page.reload()
    expect(page.locator(".lb-story h3")).to_have_text("The <b>late</b> launch")
    expect(page.locator(".lb-story")).to_contain_text("Customer Obsession")


def test_a_story_is_changed_and_deleting_it_asks_first(open_page: Open) -> None:
    page = open_page("stories/")
    write(page, "First")
    page.get_by_role("button", name="Edit First").click()
    expect(page.get_by_label("Customer Obsession")).to_be_checked()
    page.get_by_role("textbox", name="Title").fill("Second")
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.locator(".lb-story h3")).to_have_text(["Second"])
    page.get_by_role("button", name="Edit Second").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page.locator(".lb-story")).to_have_count(1)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator(".lb-story")).to_have_count(0)
    assert "Second" not in page.evaluate("localStorage.getItem('loopbook.progress.v1')")


def test_stories_are_exported_and_printed(open_page: Open, tmp_path: Path) -> None:
    page = open_page("stories/")
    write(page, "The late launch")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    download.value.save_as(tmp_path / "stories.md")
    text = (tmp_path / "stories.md").read_text("utf-8")
    assert text.startswith("# The late launch\n- Customer Obsession\n")
    assert "**Action.** I asked three customers" in text
    page.emulate_media(media="print")
    expect(page.locator(".lb-story")).to_be_visible()
    expect(page.get_by_role("button", name="Write a story")).to_be_hidden()
    expect(page.get_by_role("heading", name="How it works")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("stories/", width=width, scheme=scheme)
    write(page, "A story")
    page.get_by_role("button", name="Edit A story").click()
    page.evaluate("for (const details of document.querySelectorAll('.lb-practice details')) details.open = true")
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
