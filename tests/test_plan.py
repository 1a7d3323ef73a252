"""The plan as a person makes and follows it: on the real page, with time faked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open
from tests.test_browser import AXE

pytestmark = pytest.mark.xdist_group("site")

START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def planned(open_page: Open, address: str, **how: object) -> Page:
    page = open_page("plan/", **how)
    page.clock.set_fixed_time(START)
    page.goto(address + "plan/")
    page.get_by_role("combobox", name="Role").select_option("machine-learning-engineer")
    page.get_by_label("Weeks until the interview").fill("2")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("[data-lb-plan-about]")).to_be_focused()
    return page


def test_a_plan_is_made_ticked_off_and_still_there_tomorrow(open_page: Open, address: str) -> None:
    page = planned(open_page, address)
    expect(page.locator(".lb-day")).to_have_count(14)
    expect(page.locator("[data-lb-plan-about]")).to_contain_text("Machine learning engineer")
    page.get_by_role("checkbox", name="Done: Mon, Nov 23").check()
    page.clock.set_fixed_time(START + datetime.timedelta(days=1))
    page.reload()
    expect(page.get_by_role("checkbox", name="Done: Mon, Nov 23")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Done: Tue, Nov 24")).not_to_be_checked()
    expect(page.locator("[data-lb-done]")).to_contain_text("1 of 13 days done")


def test_a_day_leads_to_its_cards(open_page: Open, address: str) -> None:
    page = planned(open_page, address)
    link = page.locator(".lb-day--learn").first.get_by_role("link", name="card").first
    number = link.inner_text()
    link.click()
    expect(page.locator("[data-lb-counts]")).to_contain_text(number)


def test_a_plan_goes_into_a_calendar(open_page: Open, address: str, tmp_path: Path) -> None:
    page = planned(open_page, address)
    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar file").click()
    assert download.value.suggested_filename == "interview-plan.ics"
    download.value.save_as(tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_text("utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.count("BEGIN:VEVENT") == 13
    assert "DTSTART;VALUE=DATE:20261123" in text


def test_a_printed_plan_is_the_table(open_page: Open, address: str) -> None:
    page = planned(open_page, address)
    page.emulate_media(media="print")
    expect(page.locator(".lb-plan")).to_be_visible()
    expect(page.get_by_role("button", name="Make the plan")).to_be_hidden()
    expect(page.get_by_role("heading", name="How it works")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, address: str, width: int, scheme: str) -> None:
    page = planned(open_page, address, width=width, scheme=scheme)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
