"""What a reader's first and second page cost: bytes that travel, as a server with gzip sends them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("site")

# Styles, scripts and fonts; the page itself grows with its answers and drawings, and is not bounded here.
SHARED = 170 * 1024
FIRST, NEXT = "topics/statistics/", "topics/sequence-models/"


def sent(site: Path, path: str) -> int:
    """Bytes of one answer; fonts are packed already."""
    file = site / path
    content = (file / "index.html" if file.is_dir() else file).read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 6, mtime=0))


def test_a_first_visit_is_light_and_the_next_page_brings_itself_only(
    chromium: Browser,
    address: str,
    site: Path,
) -> None:
    context = chromium.new_context(viewport={"width": 412, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("#")[0]))
    costs = []
    seen: set[str] = set()
    for path in (FIRST, NEXT):
        asked.clear()
        page.goto(address + path)
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        page.evaluate("document.fonts.ready.then(() => 1)")
        page.wait_for_load_state("networkidle")
        new = set(asked) - seen
        seen |= new
        costs.append(sum(sent(site, name) for name in new - {path}))
    context.close()
    assert any(name.endswith("math.woff2") for name in seen), "a page with formulas was weighed"
    assert costs[0] < SHARED
    assert new == {NEXT}
