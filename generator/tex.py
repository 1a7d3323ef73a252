"""TeX to MathML at build time; the same conversion is the check that a formula is sound."""

from __future__ import annotations

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

MAX_TEX = 1_000

MAX_SPACE = 5
# Aligned rows come with these styles; anything else would let a formula paint over the page.
_STYLE = re.compile(r' style="([^"]*)"')
_LAYOUT = re.compile(r"(?:(?:text-align|justify-items|padding-left|padding-right): ?[a-z0-9.]+;? ?)*")
_LENGTH = re.compile(r'="(-?[0-9.]+)')  # of whatever attribute: all are in em
_CONVERTER = LatexToMathML(fancy_error=False)


@lru_cache(maxsize=50_000)
def to_mathml(tex: str, display: bool) -> str:
    """Convert a formula.

    Args:
        tex: The TeX between the dollar signs.
        display: Whether it stands on lines of its own.

    Returns:
        A `<math>` element.

    Raises:
        ValueError: The formula is too long, or math-core refuses it; the message says why.
    """
    if len(tex) > MAX_TEX:
        raise ValueError(f"it has {len(tex):,} characters (at most {MAX_TEX:,})")
    try:
        mathml = _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(" ".join(str(error).split()).rstrip(".")) from None
    if not all(_LAYOUT.fullmatch(style) for style in _STYLE.findall(mathml)):
        raise ValueError("it sets a color, a box or another style of its own")
    if any(abs(float(length)) > MAX_SPACE for length in _LENGTH.findall(mathml)):
        raise ValueError(f"it asks for a space or a line wider than {MAX_SPACE} em")
    return mathml
