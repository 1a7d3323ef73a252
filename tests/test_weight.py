"""What a reader's first and second page cost: bytes that travel, as a server with gzip sends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench.host import sent
from tests.bench.reader import topic_pages, visit

pytestmark = pytest.mark.xdist_group("site")

FIRST, NEXT = 200_000, 40_000


def test_the_heaviest_topic_page_is_light_on_a_first_visit_and_brings_only_itself_after_another(
    chromium: Browser,
    address: str,
    site: Path,
) -> None:
    heaviest, other, *_ = topic_pages(site)
    first = visit(chromium, site, address, (heaviest, other))
    assert any(name.endswith("math.woff2") for name in first.asked), "a page with formulas was weighed"
    assert first.first < FIRST
    assert visit(chromium, site, address, (other, heaviest)).after < NEXT


@pytest.mark.parametrize("path", ["", "find/", "sheets/sequence-models/"], ids=["home", "find", "sheet"])
def test_other_pages_are_as_light_on_a_first_visit(chromium: Browser, address: str, site: Path, path: str) -> None:
    assert visit(chromium, site, address, (path, path)).first < FIRST


def test_every_page_of_a_topic_weighs_less_than_the_limit(site: Path) -> None:
    assert [page for page in topic_pages(site) if len(sent(site / page)) >= NEXT] == []
