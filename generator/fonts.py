"""Cuts the fonts down to what the guide's pages show: their characters, weights and formulas, and nothing else."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from generator.files import Cache
from generator.tools import installed

FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "rvrn", "tnum")
BASIC = frozenset(map(chr, range(0x20, 0x7F)))
# What browsers draw without being told a character: the root of a formula, the minus of a hyphen, a prime.
_DRAWN = frozenset("√−′")
# Kept whole, as Latin is: where a system hints outlines by itself, it measures an alphabet to set each of its letters.
_GREEK = frozenset("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω")
_MATH = re.compile(r"(<math.*?</math>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SINGLE = re.compile(r"<mi>(.|&\w+;)</mi>")
_CUTTERS = ("uharfbuzz-", "fonttools-", "brotli-")
_CUT_VERSION = "2"  # a change of what `_cut` does is a new number, so that no old font is found


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
        between, formulas = _apart(page)
        text.update(*(words for words in between if not words.isascii()))
        for formula in set(formulas):
            math.update(unescape(_TAG.sub("", formula)))
            math.update(_ITALIC.get(unescape(letter), "") for letter in _SINGLE.findall(formula))
    return Characters(frozenset(text), frozenset(math - {""}))


def _apart(page: str) -> tuple[list[str], list[str]]:
    """What stands between the formulas of a page, and the formulas."""
    parts = _MATH.split(page)
    return parts[::2], parts[1::2]


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
    packages = [name for name in installed() if name.lower().startswith(_CUTTERS)]
    tools = [_CUT_VERSION, packages, unicodedata.unidata_version]
    key = hashlib.sha256(repr((tools, face.weights, FEATURES, points)).encode() + source).hexdigest()
    kept = cache.get(key)
    if kept is None:
        kept = _cut(source, face.weights, points)
        cache.put(key, kept)
    return kept


def _cut(source: bytes, weights: tuple[int, int] | None, points: list[int]) -> bytes:
    import uharfbuzz as hb  # type: ignore[import-untyped]  # slow to import, and needed only where the cache has nothing

    wanted = hb.SubsetInput()
    wanted.unicode_set.set(points)
    wanted.layout_feature_tag_set.clear()  # it comes with the usual ones
    wanted.layout_feature_tag_set.update(int.from_bytes(feature.encode()) for feature in FEATURES)
    wanted.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    face = hb.Face(_packed(source, None))
    if weights:
        wanted.set_axis_range(face, "wght", *map(float, weights))
    # Follows the MATH table: a bracket keeps its taller forms and the pieces they are made of.
    return _packed(bytes(hb.subset(face, wanted).blob.data), "woff2")


def _packed(font: bytes, flavor: str | None) -> bytes:
    """The same font in another wrapping; HarfBuzz takes the plain one, browsers the small one."""
    from fontTools.ttLib import TTFont  # as above

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False, lazy=True)
    opened.flavor = flavor
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()
