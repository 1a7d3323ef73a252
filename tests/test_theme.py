"""What the theme's own script would do, done by a small one: colors, the drawer, the contents, the way to the top."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Open

pytestmark = pytest.mark.xdist_group("site")

TOPIC = "topics/sequence-models/"
SCHEME = "document.body.dataset.mdColorScheme"


def test_colors_are_the_systems_until_the_reader_chooses_and_stay_chosen(open_page: Open) -> None:
    page = open_page("", scheme="dark")
    seen = [page.evaluate(SCHEME)]
    for name in ("Switch to light colors", "Switch to dark colors", "Use the system's colors"):
        page.locator(f'.md-header__option label[title="{name}"]').click()
        seen.append(page.evaluate(SCHEME))
    assert seen == ["slate", "default", "slate", "slate"]
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {SCHEME} === 'default'")
    page.get_by_role("radio", name="Switch to light colors").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.reload()
    assert page.evaluate(SCHEME) == "slate"


def test_the_dark_is_there_before_any_file_of_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address)
    assert page.evaluate(SCHEME) == "slate"
    context.close()


def test_the_drawer_opens_and_escape_closes_it(open_page: Open) -> None:
    page = open_page(TOPIC, width=390)
    page.locator(".md-header__button[for=__drawer]").click()
    expect(page.locator("#__drawer")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()


def test_the_contents_mark_what_is_read_and_the_header_names_the_page(open_page: Open) -> None:
    page = open_page(f"{TOPIC}#rnn-lstm-gru")
    active = page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active).to_have_attribute("href", "#rnn-lstm-gru")
    expect(page.locator(".md-header__title--active")).to_be_attached()
    page.evaluate("scrollBy(0, -50)")
    page.locator(".md-top").click()
    page.wait_for_function("() => scrollY === 0")
    expect(page.locator(".md-header__title--active")).not_to_be_attached()


def test_both_lists_beside_a_page_can_be_scrolled_to_their_end(open_page: Open) -> None:
    page = open_page(TOPIC)
    last = page.locator(".md-sidebar--secondary .md-nav__link").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert page.evaluate(
        "document.querySelector('.md-sidebar--secondary').getBoundingClientRect().bottom <= innerHeight"
    )


def test_no_page_asks_for_the_themes_script(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + TOPIC)
    page.wait_for_load_state("networkidle")
    page.close()
    assert [url for url in asked if "/javascripts/" in url] == []
