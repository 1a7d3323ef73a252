"""Cuts the fonts down to what the guide's pages show: their characters, weights and formulas, and nothing else."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version

from generator.files import Cache

FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "rvrn", "tnum")
BASIC = frozenset(map(chr, range(0x20, 0x7F)))
# What browsers draw without being told a character: the root of a formula, the minus of a hyphen, a prime.
_DRAWN = frozenset("√−′")
# Kept whole, as Latin is: where a system hints outlines by itself, it measures an alphabet to set each of its letters.
_GREEK = frozenset("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω")
_MATH = re.compile(r"<math.*?</math>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SINGLE = re.compile(r"<mi>(.|&\w+;)</mi>")
_CUT_VERSION = "1"  # a change of what `_cut` does is a new number, so that no old font is found


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the site.

    Args:
        package_file: The file of an npm package that carries it.
        weights: Lightest and heaviest weight the styles use; None for a font of one weight.
        math: Whether it sets formulas, not text.
    """

    package_file: str
    weights: tuple[int, int] | None = (400, 700)
    math: bool = False


@dataclass(frozen=True, slots=True)
class Characters:
    """What the pages show, as text and in formulas."""

    text: frozenset[str]
    math: frozenset[str]


def characters(pages: Iterable[str]) -> Characters:
    """The characters that pages, or the HTML that goes into them, need from the fonts."""
    text: set[str] = set(BASIC)
    math: set[str] = set(BASIC | _DRAWN | _GREEK)
    for page in pages:
        text.update(_MATH.sub("", page))
        for formula in set(_MATH.findall(page)):
            math.update(unescape(_TAG.sub("", formula)))
            math.update(_ITALIC.get(unescape(letter), "") for letter in _SINGLE.findall(formula))
    return Characters(frozenset(text), frozenset(math - {""}))


def _italics() -> dict[str, str]:
    """Letter → the one a browser draws for it where it stands alone in a formula."""
    planes = [*range(0x1D434, 0x1D468), *range(0x1D6A4, 0x1D71C)]
    named = [chr(point) for point in planes if unicodedata.name(chr(point), "")]
    return {chr(int(unicodedata.decomposition(letter).split()[1], 16)): letter for letter in named} | {"h": "ℎ"}


_ITALIC = _italics()


def cut(source: bytes, face: Face, wanted: Characters, cache: Cache) -> bytes:
    """The part of a font that is needed, as WOFF2; the same bytes with a cache or without.

    Args:
        source: The whole font.
        face: Which one it is.
        wanted: What the pages show.
        cache: Where an earlier build may have left the result.
    """
    points = sorted(map(ord, wanted.math if face.math else wanted.text))
    tools = [_CUT_VERSION, version("fonttools"), version("brotli"), unicodedata.unidata_version]
    key = hashlib.sha256(repr((tools, face.weights, FEATURES, points)).encode() + source).hexdigest()
    kept = cache.get(key)
    if kept is None:
        kept = _cut(source, face.weights, points)
        cache.put(key, kept)
    return kept


def _cut(source: bytes, weights: tuple[int, int] | None, points: list[int]) -> bytes:
    # A third of a second to import, and needed only where the cache has nothing.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.set(hinting=False, layout_features=list(FEATURES), name_IDs=[], notdef_outline=True, glyph_names=False)
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)  # follows the MATH table: a bracket keeps its taller forms and the pieces they are made of
    if weights:
        instantiateVariableFont(font, {"wght": weights}, inplace=True)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
