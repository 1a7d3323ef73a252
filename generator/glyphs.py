"""Tells which signs the fonts of the printed sheets lack, by asking Typst itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import typst

_HEAD = '#set document(title: "Signs")\n#set text(lang: "en")\n'


@lru_cache(maxsize=64)
def missing(signs: frozenset[str]) -> frozenset[str]:
    """The signs of a set that no font of the sheets can draw."""
    return frozenset(_missing(sorted(signs)))


def _missing(signs: Sequence[str]) -> list[str]:
    """Halve the set until the signs at fault stand alone: few are, so few documents are made."""
    if not signs or _drawn(signs):
        return []
    if len(signs) == 1:
        return list(signs)
    middle = len(signs) // 2
    return _missing(signs[:middle]) + _missing(signs[middle:])


def _drawn(signs: Sequence[str]) -> bool:
    """PDF/UA forbids signs without a drawing, so the compiler refuses them; each is set alone, lest two join."""
    body = "\n".join(f'#box("\\u{{{ord(sign):x}}}")' for sign in signs)
    try:
        typst.compile((_HEAD + body).encode(), format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            return False
        raise
    return True
