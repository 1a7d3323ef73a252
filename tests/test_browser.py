"""What a reader does, in a real browser, on the real site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, Open

pytestmark = pytest.mark.xdist_group("site")

TOPIC = "topics/sequence-models/"
QUESTION = f"{TOPIC}#rnn-lstm-gru"
PAGE_TYPES = {
    "home": "",
    "find": "find/",
    "found": "find/?q=regression&level=core&role=data-scientist",
    "roles": "roles/",
    "role": "roles/machine-learning-engineer/",
    "stages": "stages/",
    "stage": "stages/technical-screen/",
    "companies": "companies/",
    "company": "companies/amazon/",
    "topics": "topics/",
    "topic": TOPIC,
    "question": QUESTION,
    "sql": "topics/sql/#sql-where-vs-having",
    "sheets": "sheets/",
    "sheet": "sheets/sequence-models/",
    "contribute": "contribute/",
    "format": "contribute/format/",
    "problems": "contribute/problems/",
    "freshness": "contribute/freshness/",
    "contributors": "contributors/",
    "not-found": "404.html",
}
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_axe_finds_nothing(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, scheme=scheme)
    page.evaluate("for (const details of document.querySelectorAll('.md-content details')) details.open = true")
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_nothing_sticks_out_at_320_pixels(open_page: Open, path: str) -> None:
    page = open_page(path, width=320)
    page.evaluate("for (const details of document.querySelectorAll('.md-content details')) details.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_axe_would_find_a_fault(open_page: Open) -> None:
    page = open_page("")
    page.evaluate("document.querySelector('.lb-lead, .lb-hero__lead').innerHTML = '<img src=\"data:,\">'")
    page.evaluate(AXE)
    assert "image-alt" in page.evaluate("axe.run().then(result => result.violations.map(v => v.id))")


def test_home_leads_to_roles_stages_and_topics(open_page: Open) -> None:
    page = open_page("")
    page.get_by_role("link", name="Machine learning engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Machine learning engineer"))
    page.get_by_text("Neural networks").first.click()
    page.locator("details[open] .lb-list a").first.click()
    expect(page.locator("details.lb-answer[open]")).to_have_count(1)


def test_counts_on_the_home_page_are_those_of_the_export(open_page: Open, site: Path) -> None:
    exported = json.loads((site / "api/v1/questions.json").read_text("utf-8"))
    page = open_page("")
    expect(page.locator(".lb-counts li").first).to_have_text(f"{len(exported['questions'])} answered questions")


def test_answers_are_closed_until_asked_for(open_page: Open) -> None:
    page = open_page(TOPIC)
    answer = page.locator("[id='rnn-lstm-gru--answer']")
    expect(answer).not_to_have_attribute("open", "")
    answer.locator("summary").first.click()
    expect(answer.get_by_text("All three read a sequence")).to_be_visible()
    follow_up = answer.locator(".lb-follow-up").first
    expect(follow_up.locator("p")).not_to_be_visible()
    follow_up.locator("summary").click()
    expect(follow_up.locator("p")).to_be_visible()


def test_a_link_to_a_question_opens_its_answer(open_page: Open) -> None:
    page = open_page(QUESTION)
    expect(page.locator("[id='rnn-lstm-gru--answer']")).to_have_attribute("open", "")
    expect(page.locator("details.lb-answer[open]")).to_have_count(1)
    expect(page.locator("[id='rnn-lstm-gru']")).to_be_in_viewport()


def test_following_a_link_on_the_same_page_opens_the_answer_each_time(open_page: Open) -> None:
    page = open_page(QUESTION)
    answer = page.locator("[id='rnn-lstm-gru--answer']")
    answer.locator("summary").first.click()
    expect(answer).not_to_have_attribute("open", "")
    page.locator("article[data-id='rnn-lstm-gru'] .lb-actions a", has_text="Link").click()
    expect(answer).to_have_attribute("open", "")


def test_show_all_answers_is_remembered(open_page: Open) -> None:
    page = open_page(TOPIC)
    page.get_by_role("switch", name="Show all answers").check()
    number = page.locator("details.lb-answer").count()
    assert number >= 10
    expect(page.locator("details.lb-answer[open]")).to_have_count(number)
    page.goto(page.url.replace("sequence-models", "sql"))
    expect(page.locator("details.lb-answer:not([open])")).to_have_count(0)
    page.get_by_role("switch", name="Show all answers").uncheck()
    page.reload()
    expect(page.locator("details.lb-answer[open]")).to_have_count(0)


def test_everything_is_reached_by_keyboard(open_page: Open) -> None:
    page = open_page(TOPIC)
    summary = page.locator("[id='rnn-lstm-gru--answer'] > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[id='rnn-lstm-gru--answer']")).to_have_attribute("open", "")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_without_script_answers_open_and_nothing_dead_is_shown(open_page: Open) -> None:
    page = open_page(TOPIC, script=False)
    expect(page.get_by_text("Show all answers")).not_to_be_visible()
    answer = page.locator("[id='rnn-lstm-gru--answer']")
    answer.locator("summary").first.click()
    expect(answer.get_by_text("All three read a sequence")).to_be_visible()


def test_print_shows_every_answer(open_page: Open) -> None:
    page = open_page(TOPIC)
    page.emulate_media(media="print")
    expect(page.locator("[id='rnn-lstm-gru--answer']").get_by_text("All three read a sequence")).to_be_visible()
    expect(page.locator(".md-header")).not_to_be_visible()


def test_formulas_are_mathml_set_in_our_own_font(open_page: Open) -> None:
    page = open_page(QUESTION)
    assert page.locator("[id='rnn-lstm-gru--answer'] math").count() > 5
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert "LB Math" in {name.strip("\"'") for name in loaded}


def test_edit_and_report_links_name_the_question(open_page: Open) -> None:
    article = open_page(QUESTION).locator("article[data-id='rnn-lstm-gru']")
    edit = article.get_by_role("link", name="Edit this answer").get_attribute("href")
    report = article.get_by_role("link", name="Something wrong?").get_attribute("href")
    assert str(edit).endswith("/edit/main/data/questions/sequence-models/rnn-lstm-gru.md")
    assert "question=rnn-lstm-gru" in str(report)


def test_every_page_carries_a_policy_under_which_injected_script_does_not_run(open_page: Open, site: Path) -> None:
    for path in site.rglob("*.html"):
        assert path.read_text("utf-8").count('<meta http-equiv="Content-Security-Policy"') == 1, path
    page = open_page(TOPIC, expect_errors=True)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked = 1'}))")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None


def test_every_link_inside_the_site_lands(site: Path) -> None:
    """All pages, all links and anchors, read from the files."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    ids = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
    broken = []
    for name, html in pages.items():
        if name == "404.html":
            continue
        for href in set(re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', html)):
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            path = path.partition("?")[0]  # a deck or a mock interview is an address with settings
            target = (site / name).parent.joinpath(path).resolve() if path else site / name
            target = target / "index.html" if target.is_dir() else target
            key = target.relative_to(site.resolve()).as_posix() if target.is_relative_to(site.resolve()) else ""
            if not target.is_file() or (anchor and key in ids and anchor not in ids[key]):
                broken.append((name, href))
    assert broken == []


def test_no_page_shows_an_unfilled_placeholder_or_repeats_an_id(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<!-- loopbook:" not in html, path
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def test_a_figure_is_drawn_in_the_colors_of_the_page_and_in_dark_ink_on_paper(open_page: Open) -> None:
    images = "[...document.querySelectorAll('details[open] .lb-figure img')]"
    shown = f"{images}.filter(image => image.offsetWidth).map(image => image.className)"
    light, dark = (open_page(QUESTION, scheme=scheme) for scheme in ("light", "dark"))
    assert light.evaluate(shown) == ["lb-light"]
    assert dark.evaluate(shown) == ["lb-dark"]
    dark.emulate_media(media="print")
    assert dark.evaluate(shown) == ["lb-light"]


def test_a_figure_is_loaded_when_its_answer_opens_and_moves_nothing(open_page: Open) -> None:
    page = open_page(TOPIC)
    page.evaluate("document.querySelector('.lb-figure').closest('.lb-answer').previousElementSibling.scrollIntoView()")
    assert page.evaluate("document.querySelector('.lb-figure img').naturalWidth") == 0
    page.evaluate("document.querySelector('.lb-figure').closest('.lb-answer').open = true")
    height = page.evaluate("document.querySelector('.lb-figure').closest('.lb-answer').offsetHeight")
    page.locator(".lb-figure img").first.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.lb-figure img').naturalWidth > 0")
    assert page.evaluate("document.querySelector('.lb-figure').closest('.lb-answer').offsetHeight") == height
