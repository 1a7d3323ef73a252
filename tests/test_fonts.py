"""Fonts are cut to what the pages show: nothing shown is missing, and the bytes depend on nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from generator.assets import FONTS
from generator.files import Cache
from generator.fonts import BASIC, Characters, characters, cut
from generator.tex import to_mathml
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("site")

MATH = FONTS["math.woff2"]
WHOLE = (ROOT / "node_modules" / MATH.package_file).read_bytes()
# One of each kind of thing a formula can draw: letters, Greek and its variants, roots, stretched signs, accents.
FORMULAS = (
    r"\sqrt{\frac{1}{n}\sum_{i=1}^{n}(x_i-\bar{x})^2}",
    r"\hat\theta=\arg\max_\theta \sum_i\log p(x_i\mid\theta)",
    r"\left(\frac{\frac{a}{b}}{\frac{c}{d}}\right)^{\left[\frac{x}{y}\right]}",
    r"\epsilon+\varepsilon+\phi+\varphi+\vartheta+\pi+\rho+\kappa+\mu+h+\partial",
    r"\underbrace{a+b+c+d+e}_{\text{five}}\quad\widehat{abc}\quad\overline{ab}\quad\tilde{x}",
    r"\begin{bmatrix}1&0\\0&1\\a&b\end{bmatrix}\mathbb{R}\mathcal{L}\mathbf{w}^\top",
    r"\int_0^\infty e^{-x}\,dx\;\prod_k f'(k)\;\lVert w\rVert_2\to\nabla L\ \lfloor x\rfloor",
)
PAGE = "".join(to_mathml(formula, True) for formula in FORMULAS)


def shapes(font: bytes) -> TTFont:
    return TTFont(io.BytesIO(font))


@pytest.fixture(scope="module")
def wanted() -> Characters:
    return characters([PAGE, "<p>Žižek’s naïve “ε”</p>"])


@pytest.fixture(scope="module")
def cut_math(wanted: Characters, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return cut(WHOLE, MATH, wanted, Cache(tmp_path_factory.mktemp("cache")))


def test_text_and_formulas_are_told_apart(wanted: Characters) -> None:
    assert set("Žï’“ε") <= wanted.text
    assert "∑" in wanted.math - wanted.text
    assert "Ž" not in wanted.math


def test_a_lone_letter_of_a_formula_brings_the_italic_a_browser_draws() -> None:
    found = characters(["<math><mi>x</mi><mi>ε</mi><mi>ϵ</mi><mi>h</mi><mi>log</mi></math>"]).math
    assert set("𝑥𝜀𝜖ℎ") <= found
    assert "𝑔" not in found


def test_basic_latin_is_whole_in_every_font(wanted: Characters, tmp_path: Path) -> None:
    for name, face in FONTS.items():
        font = shapes(cut((ROOT / "node_modules" / face.package_file).read_bytes(), face, wanted, Cache(tmp_path)))
        assert {chr(point) for point in font.getBestCmap()} >= BASIC, name


def test_brackets_keep_their_taller_forms_and_pieces(cut_math: bytes) -> None:
    def grows(font: TTFont) -> tuple[int, int]:
        variants = font["MATH"].table.MathVariants
        sign = font.getBestCmap()[ord("(")]
        made = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(sign)]
        return len(made.MathGlyphVariantRecord), len(made.GlyphAssembly.PartRecords)

    assert grows(shapes(cut_math)) == grows(shapes(WHOLE))
    assert len(cut_math) < len(WHOLE) / 5


def test_bytes_are_the_same_with_a_cache_without_and_with_a_broken_one(
    wanted: Characters, cut_math: bytes, tmp_path: Path
) -> None:
    cache = Cache(tmp_path)
    assert cut(WHOLE, MATH, wanted, cache) == cut_math
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for broken in (b"", whole[:40], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        entry.write_bytes(broken)
        assert cut(WHOLE, MATH, wanted, cache) == cut_math
        assert entry.read_bytes() == whole


def test_the_cache_is_asked_by_everything_a_font_is_made_from(wanted: Characters, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    text = FONTS["text.woff2"]
    source = (ROOT / "node_modules" / text.package_file).read_bytes()
    fewer = Characters(wanted.text - {"ï"}, wanted.math)
    assert cut(source, text, wanted, cache) != cut(source, text, fewer, cache)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 900, "height": 1200}, device_scale_factor=2)
    yield context.new_page()
    context.close()


def test_formulas_look_the_same_as_with_the_whole_font(page: Page, cut_math: bytes, tmp_path: Path) -> None:
    every = Characters(frozenset(), frozenset(map(chr, shapes(WHOLE).getBestCmap())))
    cache = Cache(tmp_path / "cache")
    assert picture(page, tmp_path, cut_math) == picture(page, tmp_path, cut(WHOLE, MATH, every, cache))
    poor = cut(WHOLE, MATH, Characters(frozenset(), BASIC), cache)
    assert picture(page, tmp_path, cut_math) != picture(page, tmp_path, poor), "the pictures can tell fonts apart"


def test_formulas_take_the_same_room_as_with_the_whole_font(page: Page, cut_math: bytes, tmp_path: Path) -> None:
    def room(font: bytes) -> object:
        picture(page, tmp_path, font)
        return page.evaluate(
            "[...document.querySelectorAll('math *')].map(e => JSON.stringify(e.getBoundingClientRect()))"
        )

    assert room(cut_math) == room(WHOLE)


def picture(page: Page, folder: Path, font: bytes) -> bytes:
    (folder / "math.woff2").write_bytes(font)
    style = "@font-face{font-family:M;src:url(math.woff2)}math{font:24px M;display:block math;margin:9px}"
    (folder / "page.html").write_text(f'<meta charset="utf-8"><style>{style}</style>{PAGE}', encoding="utf-8")
    page.goto((folder / "page.html").as_uri())
    page.evaluate("document.fonts.load('24px M').then(() => document.fonts.ready).then(() => 1)")
    return page.screenshot()
