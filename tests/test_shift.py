"""Nothing moves under a reader's eyes: layout shift as Chromium counts it, on a slow machine with empty caches."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.xdist_group("site")

TOPIC = "topics/sequence-models/"
KINDS = {
    "home": "",
    "topic": TOPIC,
    "question": f"{TOPIC}#rnn-lstm-gru",
    "find": "find/",
    "found": "find/?q=regression&level=core",
    "sheet": "sheets/sequence-models/",
}
MOST = 0.02  # a tenth of what is called poor; a font that comes late may move a word
WATCH = """window.shifts = [];
new PerformanceObserver(list => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => node?.parentElement?.className)]);
}).observe({ type: "layout-shift", buffered: true });"""
SETTLED = """async () => {
  await document.fonts.ready;
  for (let i = 0; i < 5; i++) await new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
  return shifts;
}"""


def slow(chromium: Browser, width: int) -> Page:
    """A page of a context of its own, four times slower than this machine, that counts what moves."""
    context: BrowserContext = chromium.new_context(viewport={"width": width, "height": 823})
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


def moved(page: Page) -> tuple[float, list[object]]:
    """The sum of all shifts until now, and what they were."""
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate(SETTLED)
    return sum(shift[0] for shift in shifts), shifts


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_nothing_moves_while_a_page_loads(chromium: Browser, address: str, path: str, width: int) -> None:
    """Three tries: what is at fault moves each time, a font that a busy machine brings late does not."""
    found = []
    for _ in range(3):
        page = slow(chromium, width)
        page.goto(address + path)
        total, shifts = moved(page)
        page.context.close()
        if total < MOST:
            return
        found.append(shifts)
    raise AssertionError(found)


def test_nothing_moves_on_its_own_when_answers_open(chromium: Browser, address: str) -> None:
    page = slow(chromium, 412)
    page.goto(address + TOPIC)
    before, _ = moved(page)
    for number in range(3):
        page.locator("details.lb-answer > summary").nth(number).click()
    total, shifts = moved(page)
    assert total == before, shifts
    page.context.close()


def test_answers_that_a_reader_keeps_open_are_open_before_they_are_drawn(chromium: Browser, address: str) -> None:
    page = slow(chromium, 412)
    page.goto(address + TOPIC)
    page.get_by_role("switch").check()
    page.reload()
    assert page.locator("details.lb-answer:not([open])").count() == 0
    total, shifts = moved(page)
    assert total < MOST, shifts
    page.context.close()


def test_what_moves_is_counted(chromium: Browser, address: str) -> None:
    page = slow(chromium, 412)
    page.goto(address + TOPIC)
    before, _ = moved(page)
    page.evaluate("document.querySelector('.md-content').style.paddingTop = '10rem'")
    assert moved(page)[0] > before + MOST
    page.context.close()


def test_the_find_page_loads_and_makes_nothing_before_it_is_asked(chromium: Browser, address: str) -> None:
    page = slow(chromium, 412)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}find/")
    moved(page)
    assert [url for url in asked if "/assets/search/" in url] == []
    assert page.evaluate("document.querySelectorAll('*').length") < 1_200
    page.get_by_label("Words").focus()
    page.wait_for_load_state("networkidle")
    assert any(url.endswith("/assets/search/index.json") for url in asked)
    page.context.close()
