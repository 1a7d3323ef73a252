"""Figures: drawn alike every time, out of reach of everything, and seen by every reader in their own colors."""

from __future__ import annotations

import re
import resource
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it.token import Token

from generator import svg
from generator.addresses import Addresses
from generator.drawing import Failure, draw
from generator.figures import read_figures
from generator.load import load
from generator.pages.page import Draft, Guide
from generator.settings import read_settings
from tests.conftest import ROOT, SAMPLE

FIGURES = sorted((ROOT / "data" / "figures").glob("*.typ"))
CIRCLE = "#canvas(20, 20, mark(10, 10, color: rust))"


def drawn(source: str) -> str:
    (outcome,) = draw((source,))
    assert not isinstance(outcome, Failure), outcome
    return outcome[0]


def test_a_source_is_drawn_alike_in_every_process() -> None:
    sources = tuple(path.read_text("utf-8") for path in FIGURES[:6])
    first = draw(sources)
    draw.cache_clear()
    assert draw(sources) == first


def test_the_drawing_process_sees_no_file_and_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (relative, absolute, above, package) = draw(
        (
            '#read("secret.txt")',
            f'#read("{tmp_path}/secret.txt")',
            '#read("../secret.txt")',
            '#import "@preview/cetz:0.3.0": *',
        )
    )
    for outcome in (relative, absolute, above, package):
        assert isinstance(outcome, Failure)
    assert "file not found" in relative.message
    assert "escape" in above.message
    assert "package" in package.message
    assert "refused" in package.message, "there is no network, not even to look a name up"


# The first takes hardly any memory, the second hardly any time before it has what it asks for.
@pytest.mark.parametrize("source", ["#for i in range(30000) { for j in range(30000) {} }", "#range(200000000)"])
def test_a_figure_that_asks_for_too_much_does_not_take_the_others_along(source: str) -> None:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    before, endless, after = draw((CIRCLE, source, CIRCLE))
    assert endless == Failure(0, "It takes too much time or memory.")
    assert before == after
    assert not isinstance(before, Failure)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_maxrss < 1_500_000, "kilobytes of the largest program"
    assert used.ru_utime - spent < 6, "of processor time: the limit ends it, not our patience"


def test_a_drawing_is_a_file_of_its_own_for_light_pages_and_for_dark_ones() -> None:
    marks = "segment((0, 0), (9, 9)), area(0, 0, 9, 9, color: none, fill: wash(green)), label(20, 10, [abc])"
    light = svg.clean(drawn(f"#canvas(40, 20, {marks})"))
    dark = svg.in_the_dark(light)
    for text in (light, dark):
        ids = {element.get("id") for element in ElementTree.fromstring(text).iter() if element.get("id")}  # noqa: S314  (our own)
        assert ids == set(re.findall(r'href="#([^"]+)"', text))
        assert svg.size(text) == ("62", "34")
    assert 'stroke="#1d2326"' in light
    assert 'fill="#0b5d5a" fill-opacity="0.16"' in light
    assert 'stroke="#e9e6de"' in dark
    assert 'fill="#7fd1c2" fill-opacity="0.16"' in dark


def test_words_for_a_drawing_are_escaped() -> None:
    bank = load(SAMPLE)
    (question,) = (q for q in bank.questions.values() if q.prose.figures)
    draft = Draft(Guide(bank, read_settings(ROOT / "mkdocs.yml"), Addresses(bank)), "x.md", "X", "X.")
    tokens = (Token("figure", "", 0, content='"><script>', meta={"id": "pruning-curve"}),)
    assert 'alt="&quot;&gt;&lt;script&gt;"' in draft.prose(question, tokens)


@pytest.mark.parametrize(
    "element",
    [
        '<image href="data:image/png;base64,AAAA"/>',
        "<script>alert(1)</script>",
        '<a href="https://example.org"><path d="M 0 0"/></a>',
        "<foreignObject/>",
        "<style>a{}</style>",
        '<path d="M 0 0" onclick="alert(1)"/>',
        '<path d="M 0 0" style="fill:red"/>',
        '<use href="https://example.org/a.svg&quot;&gt;"/>',
        '<path fill="url(https://example.org/)" d="M 0 0"/>',
    ],
)
def test_what_may_not_stand_in_a_page_is_refused(element: str) -> None:
    with pytest.raises(ValueError, match=r"it holds|attribute|color"):
        svg.clean(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9pt" height="9pt">{element}</svg>')


def test_the_palette_of_the_kit_the_drawing_and_the_site_is_one() -> None:
    kit = dict(re.findall(r'#let (\w+) = rgb\("(#\w{6})"\)', (ROOT / "generator" / "figure.typ").read_text("utf-8")))
    assert list(svg.PALETTE) == list(kit.values())
    css = (ROOT / "generator" / "assets" / "loopbook.css").read_text("utf-8")
    for name, color in kit.items():
        assert re.findall(rf"--lb-{name}: (#\w{{6}});", css)[:2] == [color, svg.PALETTE[color]]


def test_every_figure_of_the_bank_can_be_read_on_a_phone() -> None:
    for figure in read_figures(ROOT / "data").drawn:
        match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', figure.drawing)
        assert match
        assert float(match[1]) <= 330, figure.id


def test_at_least_25_answers_carry_a_figure() -> None:
    questions = load(ROOT / "data").questions.values()
    assert sum(any(has_figure(section.tokens) for section in q.prose.sections) for q in questions) >= 25


def has_figure(tokens: tuple[Token, ...]) -> bool:
    return any(token.type == "figure" for token in tokens)
