"""The real bank: sound, and with everything in it that the guide started from."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from generator.load import examine
from tests.conftest import HERE, ROOT

FACTS = [
    line.split(" | ", 1) for line in (HERE / "facts.txt").read_text("utf-8").splitlines() if line[:1] not in ("", "#")
]


def test_the_bank_is_sound() -> None:
    assert examine(ROOT / "data")[1] == []


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("place", sorted({place for place, _ in FACTS}))
def test_every_fact_the_guide_started_from_is_on_the_site(site: Path, place: str) -> None:
    page = (site / place / "index.html").read_text("utf-8")
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<article") :])).split())
    assert [pattern for where, pattern in FACTS if where == place and not re.search(pattern, text, re.IGNORECASE)] == []
