"""TeX to MathML at build time; the same conversion is the check that a formula is sound."""

from __future__ import annotations

from functools import lru_cache

from math_core import LatexError, LatexToMathML

MAX_TEX = 1_000

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
        return _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(" ".join(str(error).split()).rstrip(".")) from None
