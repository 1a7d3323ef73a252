"""A mock interview as a candidate and an interviewer meet it: on real pages, with time faked."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open
from tests.test_browser import AXE

pytestmark = pytest.mark.xdist_group("site")

SHORT = "mock/?role=data-scientist&stage=technical-screen&minutes=25&seed=abc"
LOOP = "mock/?role=applied-scientist&company=amazon&seed=abc"
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def asked(page: Page) -> list[str]:
    """The questions of the interviewer's view."""
    expect(page.locator("[data-lb-interviewer]")).to_be_visible()
    return page.locator(".lb-asked .lb-hit__title").all_inner_texts()


def test_a_stranger_starts_a_mock_for_a_role_within_three_clicks(open_page: Open) -> None:
    page = open_page("")
    page.locator("main").get_by_role("link", name="Research scientist").click()
    page.get_by_role("link", name="a mock interview").click()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-lb-mock-question]")).to_be_focused()
    expect(page.locator("[data-lb-mock-name]")).to_contain_text("Research scientist")


def test_a_mock_is_sat_from_the_first_question_to_the_summary(open_page: Open, address: str) -> None:
    page = open_page(SHORT)
    page.clock.set_fixed_time(START)
    page.goto(address + SHORT)
    expect(page.locator("[data-lb-round]")).to_have_text(re.compile("question 1 of 2", re.I))
    expect(page.locator("[data-lb-clock]")).to_have_text("8:00")
    page.clock.set_fixed_time(START + datetime.timedelta(minutes=1))
    expect(page.locator("[data-lb-clock]")).to_have_text("7:00")
    page.clock.set_fixed_time(START + datetime.timedelta(minutes=9))
    expect(page.locator("[data-lb-clock]")).to_have_text("−1:00")
    for number in (1, 2):
        page.get_by_role("button", name="Ask a follow-up").click()
        expect(page.locator("[data-lb-follow-ups] li")).to_have_count(number)
    assert "answer" not in (page.locator("[data-lb-ask]").get_attribute("class") or "")
    page.get_by_role("button", name="Next question").click()
    expect(page.locator("[data-lb-clock]")).to_have_text("8:00")
    expect(page.locator("[data-lb-follow-ups] li")).to_have_count(0)
    page.get_by_role("button", name="End of the round").click()
    expect(page.locator("[data-lb-rubric-title]")).to_be_focused()
    page.locator("[data-lb-marks]").get_by_label("Weak").first.check()
    page.locator("[data-lb-marks]").get_by_label("Strong").last.check()
    expect(page.locator("[data-lb-criteria] fieldset")).to_have_count(4)
    page.locator("[data-lb-criteria]").get_by_label("Fair").first.check()
    page.locator("[data-lb-marks] summary").first.click()
    expect(page.locator("[data-lb-marks] .lb-spoken").first).to_contain_text("Say it")
    page.get_by_role("button", name="See the summary").click()
    expect(page.locator("[data-lb-tally]")).to_have_text("Of 2 answers you scored: 1 weak, 0 fair, 1 strong.")
    expect(page.locator("[data-lb-weak] li")).to_have_count(1)
    expect(page.locator("[data-lb-history-list] li")).to_contain_text("Data scientist, Technical screen, 1 of 2 strong")
    mocks = json.loads(page.evaluate("localStorage.getItem('loopbook.progress.v1')"))["mocks"]
    assert [list(mock["marks"].values()) for mock in mocks] == [[1, 3]]
    page.locator("[data-lb-weak]").get_by_role("link", name="practice 1 question").click()
    expect(page.locator("[data-lb-counts]")).to_have_text("0 due · 1 new · 1 card")


def test_a_link_gives_a_friend_the_same_interview_with_its_answers(open_page: Open) -> None:
    candidate = open_page(SHORT)
    expect(candidate.locator("[data-lb-mock-question]")).to_be_focused()
    title = candidate.locator("[data-lb-mock-question]").inner_text()
    expect(candidate.locator("main")).not_to_contain_text("Common mistakes")
    friend = open_page(SHORT + "&view=interviewer")
    assert asked(friend)[0] == title
    friend.locator(".lb-asked summary").first.click()
    expect(friend.locator(".lb-asked").first).to_contain_text("Common mistakes")
    expect(friend.locator(".lb-asked .lb-follow-up").first).to_be_visible()
    expect(friend.locator("[data-lb-interviewer] .lb-rubric")).to_be_visible()
    friend.get_by_role("link", name="Candidate's view").click()
    expect(friend.locator("[data-lb-mock-question]")).to_have_text(title)


def test_a_whole_loop_has_its_rounds_in_order_and_a_behavioral_opener_in_each(open_page: Open) -> None:
    page = open_page(LOOP + "&view=interviewer")
    assert len(asked(page)) == len(set(asked(page)))
    rounds = page.locator("[data-lb-interviewer] h2").all_inner_texts()
    assert [re.sub(r", \d+ minutes", "", name) for name in rounds][:3] == [
        "Recruiter or hiring manager call",
        "Technical screen",
        "Onsite: coding",
    ]
    for first in page.locator(".lb-asked > li:first-child .lb-hit__about").all_inner_texts():
        assert "Behavioral" in first


def test_the_onsite_of_a_loop_is_chosen_and_sat_from_its_first_round(open_page: Open) -> None:
    page = open_page("companies/amazon/")
    page.get_by_role("link", name="Onsite only").click()
    page.get_by_role("combobox", name="Role").select_option("applied-scientist")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-lb-mock-name]")).to_have_text("Applied scientist, Amazon, Onsite")
    expect(page.locator("[data-lb-round]")).to_have_text(re.compile(r"^Onsite: coding · .* · round 1 of 5$", re.I))
    page.get_by_role("link", name="Interviewer's view").click()
    rounds = page.locator("[data-lb-interviewer] h2")
    expect(rounds).to_have_count(5)
    assert all(name.startswith("Onsite: ") for name in rounds.all_inner_texts())
    for first in page.locator(".lb-asked > li:first-child .lb-hit__about").all_inner_texts():
        assert "Behavioral" in first


def test_one_round_of_a_loop_can_be_sat_alone(open_page: Open) -> None:
    page = open_page("mock/")
    page.get_by_label("Stage, or a company's loop").select_option(label="Amazon, Technical screen")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-lb-outline]")).to_contain_text("1 round,")


def test_a_link_from_another_bank_says_that_it_is_another_interview(open_page: Open) -> None:
    page = open_page(SHORT)
    expect(page).to_have_url(re.compile("draw="))
    expect(page.locator("[data-lb-another]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-lb-another]")).to_be_hidden()
    old = re.sub("draw=[^&]*", "draw=old", page.url)
    for view in ("", "&view=interviewer"):
        page.goto(old + view)
        expect(page.get_by_text("another interview than the one it stood for")).to_be_visible()
    page.get_by_role("button", name="Copy the link").click()
    link = page.locator("[data-lb-link]").input_value()
    assert link.endswith("&view=interviewer")
    page.goto(link)
    expect(page.locator("[data-lb-interviewer]")).to_be_visible()
    expect(page.locator("[data-lb-another]")).to_be_hidden()


def test_a_mock_of_two_levels_is_the_same_when_it_is_opened_from_the_history(open_page: Open) -> None:
    page = open_page("mock/?role=data-scientist&stage=initial-screen&level=core,intermediate&minutes=10&seed=abc")
    expect(page.locator("[data-lb-mock-question]")).to_be_focused()
    title = page.locator("[data-lb-mock-question]").inner_text()
    page.get_by_role("button", name="End of the round").click()
    page.get_by_role("button", name="See the summary").click()
    page.locator("[data-lb-history-list] a").click()
    expect(page.locator("[data-lb-mock-question]")).to_have_text(title)
    expect(page.locator("[data-lb-another]")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize(
    "path", ["mock/", SHORT, LOOP + "&view=interviewer"], ids=["setup", "candidate", "interviewer"]
)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, scheme=scheme)
    expect(page.locator("[data-lb-mock] [data-lb-script]").first).to_be_visible()
    for _ in range(4 if path == SHORT else 0):
        page.evaluate(AXE)
        if page.locator("[data-lb-next]").is_visible():
            page.locator("[data-lb-follow-up]").click()
            page.locator("[data-lb-next]").click()
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
