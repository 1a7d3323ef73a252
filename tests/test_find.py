"""The search as a reader meets it: the box in the header and the Find page, in a real browser on the real site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open
from tests.test_browser import AXE

pytestmark = pytest.mark.xdist_group("site")

TOPIC = "topics/sql/"


def open_box(page: Page, query: str = "") -> None:
    page.keyboard.press("/")
    expect(page.locator("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type(query)


def listed(page: Page) -> int:
    """How many questions the Find page says it lists, once it does."""
    status = page.locator("[data-lb-find-status]")
    expect(status).to_have_text(re.compile(r"^\d+ questions?$"))
    return int(status.inner_text().split()[0])


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_the_box_and_escape_closes_it_where_it_was(open_page: Open, key: str) -> None:
    page = open_page(TOPIC)
    switch = page.get_by_role("switch")
    page.locator(".md-content a").first.focus()
    page.keyboard.press(key)
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_value("")
    page.keyboard.type("abc")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_count(0)
    assert page.evaluate("document.activeElement === document.querySelector('.md-content a')")
    expect(switch).to_have_count(1)


def test_enter_opens_the_first_result_with_its_answer(open_page: Open) -> None:
    page = open_page(TOPIC)
    open_box(page, "VIF")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/linear-models/#multicollinearity")
    expect(page.locator("[id='multicollinearity--answer']")).to_have_attribute("open", "")


def test_a_result_on_the_same_page_opens_too(open_page: Open) -> None:
    page = open_page(TOPIC)
    open_box(page, "where vs having")
    page.keyboard.press("Enter")
    expect(page.locator("[id='sql-where-vs-having--answer']")).to_have_attribute("open", "")
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_arrows_move_through_results_and_screen_readers_are_told(open_page: Open) -> None:
    page = open_page(TOPIC)
    open_box(page, "atention")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".lb-search__status")).to_have_text(re.compile(r"^\d+ results$"))
    options = page.get_by_role("option")
    assert options.count() > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=atention")


def test_a_result_shows_question_topic_level_and_what_matched(open_page: Open) -> None:
    page = open_page("")
    open_box(page, "vif")
    first = page.get_by_role("option").first
    expect(first.locator(".lb-search__title")).to_contain_text("multicollinearity")
    expect(first.locator(".lb-search__about")).to_have_text("Linear models · Intermediate")
    expect(first.locator("mark")).to_have_text(["VIF"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_open_box_is_clean(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(TOPIC, width=width, scheme=scheme)
    open_box(page, "random forest")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".lb-search__status")).not_to_be_empty()
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.querySelector('.lb-search').scrollWidth <= innerWidth")


STRANGE = {
    "markup": "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>",
    "emoji": "🎉🔥",
    "long": "a" * 10_000,
    "long words": "random forest " * 800,
    "right to left": "שלום عليكم",
    "punctuation": "?!… /// ((( ''' \\",
    "prototype": "__proto__ constructor toString",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_any_text_is_answered_calmly(open_page: Open, text: str) -> None:
    page = open_page("")
    open_box(page)
    page.get_by_role("combobox").fill(text)
    expect(page.locator(".lb-search__status")).to_have_text(re.compile("result|Nothing found"))
    page.goto(page.url + "find/?" + "q=" + page.evaluate("encodeURIComponent", text[:3000]))
    expect(page.get_by_label("Words")).to_have_value(text[:3000])
    expect(page.locator("[data-lb-find-status]")).to_have_text(re.compile("question", re.IGNORECASE))
    assert page.evaluate("window.hacked") is None
    assert page.locator(".lb-find img, .lb-find script").count() == 0


def test_facets_filter_with_live_counts_and_the_address_follows(open_page: Open) -> None:
    page = open_page("find/")
    total = listed(page)
    level = page.get_by_role("checkbox", name="Advanced")
    promised = int(page.locator("label", has=level).locator("[data-lb-count]").inner_text())
    level.check()
    expect(page.locator("[data-lb-find-status]")).to_have_text(f"{promised} questions")
    assert 0 < promised < total
    page.get_by_label("Words").fill("kalman")
    expect(page.locator(".lb-hit").first).to_contain_text("Kalman filter")
    page.wait_for_url("**q=kalman**")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["kalman"], "level": ["advanced"]}
    page.reload()
    expect(page.get_by_label("Words")).to_have_value("kalman")
    expect(page.get_by_role("checkbox", name="Advanced")).to_be_checked()
    expect(page.locator(".lb-hit").first).to_contain_text("Kalman filter")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("[data-lb-find-status]")).to_have_text(f"{total} questions")
    page.wait_for_url("**/find/")


def test_on_a_phone_the_list_comes_before_the_filters_are_opened(open_page: Open) -> None:
    page = open_page("find/", width=375)
    expect(page.locator(".lb-hit").first).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="Advanced")).not_to_be_visible()
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("checkbox", name="Advanced")).to_be_visible()


def test_unknown_facets_in_the_address_are_ignored_and_named(open_page: Open) -> None:
    page = open_page("find/?level=foo&colour=%3Cb%3Ered&level=core")
    expect(page.locator("[data-lb-find-note]")).to_have_text(
        "Not known, and left out of the list: level=foo, colour=<b>red"
    )
    expect(page.get_by_role("checkbox", name="Core")).to_be_checked()


def test_an_answer_opens_in_place_with_links_that_work(open_page: Open) -> None:
    page = open_page("find/?q=rnn-lstm-gru")
    row = page.locator(".lb-hit").first
    row.locator("summary").first.click()
    expect(row.get_by_text("All three read a sequence")).to_be_visible()
    assert row.locator("math").count() > 5
    assert row.locator("[id]").count() == 0
    own = row.get_by_role("link", name="Open on the page of its topic")
    assert str(own.get_attribute("href")).endswith("/topics/sequence-models/#rnn-lstm-gru")
    own.click()
    expect(page.locator("[id='rnn-lstm-gru--answer']")).to_have_attribute("open", "")


def test_lists_sort_and_grow(open_page: Open) -> None:
    page = open_page("find/?sort=title")
    titles = page.locator(".lb-hit__title")
    expect(titles).to_have_count(20)
    shown = titles.all_inner_texts()
    assert shown == page.evaluate("titles => [...titles].sort((a, b) => a.localeCompare(b, 'en'))", shown)
    page.get_by_role("button", name=re.compile("^Show 50 more of")).click()
    expect(titles).to_have_count(70)
    page.get_by_label("Sort").select_option("level")
    expect(page.locator(".lb-hit .lb-level").first).to_have_text("Core")
    page.wait_for_url("**sort=level**")


def test_the_whole_list_prints_and_the_form_does_not(open_page: Open) -> None:
    page = open_page("find/?topic=sql&topic=speech")
    page.evaluate("window.print = () => (window.printed = document.querySelectorAll('.lb-hit').length)")
    number = listed(page)
    assert number > 20
    page.get_by_role("button", name="Print this list").click()
    expect(page.locator(".lb-hit")).to_have_count(number)
    assert page.evaluate("window.printed") == number
    page.emulate_media(media="print")
    expect(page.locator(".lb-find__form")).not_to_be_visible()
    expect(page.locator(".lb-hit__title").first).to_be_visible()


def test_without_script_the_header_leads_to_a_plain_index(open_page: Open, site: Path) -> None:
    page = open_page(TOPIC, script=False)
    page.locator("a[data-lb-search]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Find a question"))
    expect(page.get_by_role("checkbox")).to_have_count(0)
    listed = page.locator("[data-lb-find-index] .lb-list a").count()
    assert listed == (site / "api/v1/questions.json").read_text("utf-8").count('"spoken":')
    page.get_by_role("link", name="What is the difference between WHERE and HAVING?").click()
    expect(page.locator("[id='sql-where-vs-having']")).to_be_in_viewport()


def test_where_the_search_fails_the_find_page_lists_every_question(open_page: Open) -> None:
    page = open_page("find/", expect_errors=True)
    total = listed(page)
    page.route("**/assets/search/*.json", lambda route: route.fulfill(status=503))
    page.get_by_label("Words").fill("lasso")
    expect(page.locator("[data-lb-find-failed]")).to_have_text(re.compile("could not be loaded"))
    expect(page.locator("[data-lb-find-index] .lb-list a")).to_have_count(total)
    expect(page.locator(".lb-hit").first).not_to_be_visible()
    page.unroute("**/assets/search/*.json")
    page.get_by_label("Words").fill("lass")
    expect(page.locator(".lb-hit").first).to_contain_text(re.compile("lasso", re.IGNORECASE))
    expect(page.locator("[data-lb-find-failed]")).not_to_be_visible()
    expect(page.locator("[data-lb-find-index]")).to_have_count(0)


def test_the_first_rows_are_as_the_script_makes_them(open_page: Open) -> None:
    page = open_page("find/")
    rows = page.locator("[data-lb-find-list]")
    html = """list => {
      for (const link of list.querySelectorAll("a")) link.href = link.href;
      return [...list.children].map(row => row.outerHTML);
    }"""
    written = rows.evaluate(html)
    counts = page.locator("[data-lb-count]").all_inner_texts()
    rows.evaluate("list => list.firstElementChild.setAttribute('title', 'old')")
    page.get_by_label("Sort").select_option("guide")
    expect(rows.locator("[title=old]")).to_have_count(0)
    assert len(written) == 20
    assert rows.evaluate(html) == written
    assert page.locator("[data-lb-count]").all_inner_texts() == counts


def test_what_was_typed_before_the_script_came_is_answered(open_page: Open) -> None:
    page = open_page("")
    page.route("**/assets/search.js", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.goto(page.url + "find/", wait_until="commit")
    page.get_by_label("Words").fill("kalman")
    expect(page.locator(".lb-hit").first).to_contain_text("Kalman filter")


def test_files_that_do_not_arrive_are_told_and_the_index_stays(open_page: Open) -> None:
    page = open_page("", expect_errors=True)
    page.route("**/assets/search/*.json", lambda route: route.fulfill(status=503))
    open_box(page, "lasso")
    expect(page.locator(".lb-search__status")).to_have_text(re.compile("could not be loaded"))
    page.unroute("**/assets/search/*.json")
    page.keyboard.type("s")
    expect(page.get_by_role("option").first).to_be_visible()


def test_a_slow_phone_answers_a_letter_before_the_next(open_page: Open) -> None:
    page = open_page("find/", width=375)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    open_box(page, "regularisation")
    expect(page.locator(".lb-search__option").first).to_be_visible()
    expect(page.locator(".lb-search__option").first).to_contain_text("regularization")
