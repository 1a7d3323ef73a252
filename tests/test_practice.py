"""Practice as a person does it: in a real browser, on real pages, with time faked and nothing else."""

from __future__ import annotations

import datetime
import gzip
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.load import examine
from tests.bench import host
from tests.conftest import SAMPLE, Open, copy_project, loopbook
from tests.test_browser import AXE

pytestmark = pytest.mark.xdist_group("site")

DECK = "practice/?topic=sequence-models"
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
PAGES = {"practice": DECK, "mock": "mock/", "plan": "plan/", "stories": "stories/"}
LIMIT = 60_000  # bytes on the wire of our own script on any page
FILL = """{
  let size = 1 << 22;
  for (let n = 0; size; ) try { localStorage.setItem(`fill${n}`, "x".repeat(size)); n++; } catch { size >>= 1; }
}"""
OURS = ("loopbook.js", "search.js", "due.js")


def at(page: Page, moment: datetime.datetime) -> None:
    """Go on at another time, as one who comes back."""
    page.clock.set_fixed_time(moment)
    page.reload()
    expect(page.locator(".lb-practice [data-lb-script]").first).to_be_visible()


def graded(page: Page, grade: str) -> Page:
    """The card that is shown, answered and graded."""
    expect(page.locator("[data-lb-card]")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("[data-lb-spoken]")).to_be_focused()
    page.keyboard.press(grade)
    return page


def kept(page: Page) -> dict[str, Any]:
    text = page.evaluate("localStorage.getItem('loopbook.progress.v1')")
    return json.loads(text) if text else {"reviews": {}}


def reviews(page: Page) -> int:
    return sum(len(history) for history in kept(page)["reviews"].values())


def answer_all(page: Page, grade: str, moment: datetime.datetime, most: int) -> int:
    """Grade what the deck shows, a minute each, until it ends."""
    for done in range(most):
        page.clock.set_fixed_time(moment + datetime.timedelta(minutes=done))
        expect(page.locator("[data-lb-card], [data-lb-end]").filter(visible=True)).to_have_count(1)
        if page.locator("[data-lb-end]").is_visible():
            return done
        graded(page, grade)
    return most


def test_a_card_goes_from_question_to_answers_to_a_grade_by_keys_alone(open_page: Open) -> None:
    page = open_page(DECK)
    expect(page.locator("[data-lb-counts]")).to_contain_text("0 due")
    first = page.locator("[data-lb-question]").inner_text()
    expect(page.locator("[data-lb-spoken]")).to_be_hidden()
    page.keyboard.press("3")
    assert reviews(page) == 0, "a grade before the answer is no grade"
    page.keyboard.press("Space")
    expect(page.locator("[data-lb-spoken]")).to_be_focused()
    expect(page.locator("[data-lb-spoken]")).to_contain_text("Say it")
    page.keyboard.press("Space")
    expect(page.locator("[data-lb-full]")).to_be_focused()
    expect(page.locator("[data-lb-full]")).to_contain_text("Common mistakes")
    page.keyboard.press("3")
    expect(page.locator("[data-lb-question]")).to_be_focused()
    assert page.locator("[data-lb-question]").inner_text() != first
    assert reviews(page) == 1


def test_a_card_is_worked_by_touch_on_a_phone(open_page: Open) -> None:
    page = open_page(DECK, width=320)
    page.get_by_role("button", name="Show the answer").click()
    for name in ("Again", "Hard", "Good", "Easy"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Easy").click()
    assert [history[0][1] for history in kept(page)["reviews"].values()] == [4]


def test_figures_are_drawn_on_a_card(open_page: Open) -> None:
    page = open_page("practice/?ids=how-attention-works")
    expect(page.locator("[data-lb-card]")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("[data-lb-spoken]")).to_be_focused()
    page.keyboard.press("Space")
    page.locator("[data-lb-full] .lb-light").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('[data-lb-full] .lb-light').naturalWidth > 0")


def test_a_card_loaded_once_works_without_a_connection(open_page: Open) -> None:
    page = open_page(DECK)
    expect(page.locator("[data-lb-card]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for _ in range(3):
        graded(page, "3")
    assert reviews(page) == 3


def test_due_cards_are_counted_on_home_and_topic_pages(open_page: Open, address: str) -> None:
    page = open_page(DECK)
    for path in ("", "topics/sequence-models/"):
        page.goto(address + path)
        expect(page.locator("[data-lb-due]")).to_be_hidden()
    page.clock.set_fixed_time(START)
    page.goto(address + DECK)
    graded(page, "4")
    home, topic, another = "", "topics/sequence-models/", "topics/sql/"
    for path, days, text in ((home, 0, "nothing due"), (home, 30, "1 due"), (topic, 30, "1 due"), (another, 30, "")):
        page.clock.set_fixed_time(START + datetime.timedelta(days=days))
        page.goto(address + path)
        if text:
            expect(page.locator("[data-lb-due]")).to_have_text(text)
        else:
            expect(page.locator("[data-lb-due]")).to_be_hidden()


def test_a_list_from_find_is_a_deck(open_page: Open) -> None:
    page = open_page("find/?topic=sql&q=join")
    expect(page.get_by_role("link", name="Practice this list")).to_have_attribute("href", re.compile("q=join"))
    listed = page.locator(".lb-hit").count()
    page.get_by_role("link", name="Practice this list").click()
    expect(page.locator("[data-lb-counts]")).to_contain_text(f"{listed} cards")
    expect(page.locator("[data-lb-deck-name]")).to_contain_text("SQL")


def test_a_deck_is_chosen_in_the_form(open_page: Open) -> None:
    page = open_page("practice/")
    page.get_by_role("combobox", name="Role").select_option("research-scientist")
    page.get_by_role("combobox", name="Level").select_option("advanced")
    page.get_by_role("button", name="Take this deck").click()
    page.wait_for_url("**/practice/?role=research-scientist&level=advanced")
    expect(page.locator("[data-lb-about]")).to_contain_text("advanced")
    expect(page.get_by_role("combobox", name="Role")).to_have_value("research-scientist")


def test_progress_goes_to_another_browser_as_a_file_and_merges(open_page: Open, tmp_path: Path) -> None:
    one, other = open_page(DECK), open_page("practice/?topic=sql")
    for page in (one, other):
        graded(page, "3")
    with one.expect_download() as download:
        one.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    other.get_by_label("Merge a file").set_input_files(file)
    expect(other.locator("[data-lb-progress-said]")).to_have_text(
        "The file was merged: 1 review came with it, 2 reviews are here now."
    )
    other.get_by_label("Merge a file").set_input_files(file)
    expect(other.locator("[data-lb-progress-said]")).to_contain_text("0 reviews came with it")
    assert reviews(other) == 2


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"format":"loopbook-progress","version":99}',
        '{"format":"loopbook-progress","version":2,"reviews":{"a":[[1,9]]}}',
    ],
)
def test_a_corrupt_or_foreign_file_is_refused_and_changes_nothing(open_page: Open, tmp_path: Path, text: str) -> None:
    page = graded(open_page(DECK), "3")
    before = kept(page)
    (tmp_path / "bad.json").write_text(text, "utf-8")
    page.get_by_label("Merge a file").set_input_files(tmp_path / "bad.json")
    expect(page.locator("[data-lb-progress-problem]")).to_contain_text("Nothing was changed.")
    assert kept(page) == before


def test_forgetting_everything_asks_first(open_page: Open) -> None:
    page = graded(open_page(DECK), "3")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Keep it").click()
    assert reviews(page) == 1
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget everything").click()
    expect(page.locator("[data-lb-progress-said]")).to_have_text("Everything is forgotten.")
    assert page.evaluate("localStorage.getItem('loopbook.progress.v1')") is None


def test_a_full_storage_is_told_and_the_card_stays(open_page: Open) -> None:
    page = open_page(DECK)
    page.evaluate(FILL)
    graded(page, "3")
    expect(page.locator("[data-lb-problem]")).to_contain_text("the browser's storage is full")
    expect(page.locator("[data-lb-spoken]")).to_be_visible()
    assert reviews(page) == 0


def test_what_the_browser_keeps_is_not_overwritten_when_it_can_not_be_read(open_page: Open) -> None:
    page = open_page(DECK)
    page.evaluate("localStorage.setItem('loopbook.progress.v1', '{broken')")
    page.reload()
    expect(page.locator("[data-lb-problem]")).to_contain_text("can't be read")
    graded(page, "3")
    assert page.evaluate("localStorage.getItem('loopbook.progress.v1')") == "{broken"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, scheme=scheme)
    expect(page.locator(".lb-practice [data-lb-script]").first).to_be_visible()
    if path == DECK:
        page.keyboard.press("Space")
        expect(page.locator("[data-lb-spoken]")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("[data-lb-full]")).to_be_focused()
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_without_script_a_page_explains_itself_and_leads_to_the_topics(open_page: Open, path: str) -> None:
    page = open_page(path, script=False)
    expect(page.get_by_role("heading", name="How it works")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Sequence models").first).to_be_visible()
    expect(page.locator("[data-lb-script]").first).to_be_hidden()
    expect(page.get_by_role("link", name="cheat sheets and self-tests")).to_have_attribute("href", "../sheets/")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_stays_under_its_limit_of_script(site: Path, path: str) -> None:
    html = (site / path.split("?")[0] / "index.html").read_text("utf-8")
    assets = {file.name: file for file in (site / "assets").glob("*.js") if f"assets/{file.name}" in html}
    assert set(OURS) - {"due.js"} < set(assets)
    assert sum(len(gzip.compress(file.read_bytes())) for file in assets.values()) < LIMIT


def test_pages_without_practice_load_none_of_it(site: Path) -> None:
    for path in ("stages/technical-screen", "companies", "contribute"):
        html = (site / path / "index.html").read_text("utf-8")
        assert "practice.js" not in html
        assert "practice.css" not in html
        assert "due.js" not in html


RENAMED = {"gini-vs-entropy": "gini-or-entropy", "told-the-truth": "told-honestly"}


def unrenamed(data: Path) -> None:
    """The sample bank as it was before two of its questions got other ids."""
    for now, then in RENAMED.items():
        (path,) = data.glob(f"questions/*/{now}.md")
        path.with_stem(then).write_text(path.read_text("utf-8").replace(f"aliases: [{then}]\n", ""), "utf-8")
        path.unlink()


def test_rounds_whose_names_make_one_id_can_be_told_apart() -> None:
    (acme,) = examine(SAMPLE)[0].companies.values()
    names = ("机器", "学习", "Onsite: 机器", "Onsite", "Onsite: 学习")
    company = replace(acme, rounds=tuple(replace(acme.rounds[0], name=name) for name in names))
    assert company.parts == {"onsite": "Onsite"}
    assert company.round_ids == ["question", "question-2", "onsite-2", "onsite-3", "onsite-4"]


@pytest.fixture(scope="module")
def renamed_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The sample bank before and after questions were renamed, each in a place of its own."""
    sites = []
    for name in ("before", "after"):
        place = copy_project(tmp_path_factory.mktemp(name), SAMPLE)
        story = place / "data/questions/people/told-the-truth.md"
        story.write_text(story.read_text("utf-8").replace("\n---\n", "\naliases: [told-honestly]\n---\n", 1), "utf-8")
        if name == "before":
            unrenamed(place / "data")
        done = loopbook(place, "build")
        assert done.returncode == 0, done.stderr
        sites.append(place / "site")
    with host.served(sites[0]) as before, host.served(sites[1]) as after:
        yield before, after


def mock_story_and_plan(page: Page, address: str) -> None:
    """What else a reader keeps: an interview and a story with questions that get other ids, and a day ticked off."""
    page.goto(address + "mock/?role=tester&stage=screen&seed=a")
    while not page.get_by_role("button", name="See the summary").is_visible():
        page.locator("[data-lb-next]").click()
    page.locator("[data-lb-marks] fieldset", has_text="Gini").get_by_label("Strong").check()
    page.get_by_role("button", name="See the summary").click()
    expect(page.locator("[data-lb-history-list] li")).to_have_count(1)
    page.goto(address + "stories/")
    page.get_by_role("button", name="Write a story").click()
    page.get_by_role("textbox", name="Title").fill("The late launch")
    page.locator("summary", has_text="Questions it answers").click()
    page.get_by_label("Tell me about a time you told somebody the truth.").check()
    page.get_by_role("button", name="Keep it").first.click()
    page.goto(address + "plan/")
    page.get_by_role("button", name="Make the plan").click()
    page.locator("[data-lb-days] input").first.check()
    expect(page.locator("[data-lb-done]")).to_contain_text("1 of")


def test_a_week_of_work_survives_a_file_a_new_browser_and_renamed_questions(
    chromium: Browser, renamed_sites: tuple[str, str], tmp_path: Path
) -> None:
    before, after = renamed_sites
    old = chromium.new_context().new_page()
    old.goto(before + "practice/")
    given = 0
    for day in range(7):
        for hour, grade in ((0, "124"[day % 3]), (1, "3")):
            moment = START + datetime.timedelta(days=day, hours=hour)
            at(old, moment)
            given += answer_all(old, grade, moment, most=4)
    assert given > 14
    assert reviews(old) == given
    mock_story_and_plan(old, before)
    before_file = kept(old)
    old.goto(before + "practice/")
    with old.expect_download() as download:
        old.get_by_role("button", name="Save to a file").click()
    download.value.save_as(tmp_path / "progress.json")
    new = chromium.new_context().new_page()
    new.goto(after + "practice/")
    at(new, START + datetime.timedelta(days=400))
    new.get_by_label("Merge a file").set_input_files(tmp_path / "progress.json")
    expect(new.locator("[data-lb-progress-said]")).to_contain_text(f"{given} reviews came with it")
    expected = json.dumps(before_file)
    for now, then in RENAMED.items():
        assert f'"{then}"' in expected
        expected = expected.replace(f'"{then}"', f'"{now}"')
    assert kept(new) == json.loads(expected)
    expect(new.locator("[data-lb-counts]")).to_have_text("3 due · 0 new · 3 cards")
    new.goto(after + "topics/trees/")
    expect(new.locator("[data-lb-due]")).to_have_text("2 due")
    new.goto(after + "stories/")
    expect(new.locator(".lb-story")).to_contain_text("Tell me about a time you told somebody the truth.")
    new.goto(after + "plan/")
    expect(new.locator("[data-lb-days] input:checked")).to_have_count(1)
    new.goto(after + "mock/")
    expect(new.locator("[data-lb-history-list] li")).to_contain_text("Test scientist, Screen, 1 of")
    old.context.close()
    new.context.close()
    shutil.rmtree(tmp_path)
