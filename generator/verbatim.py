"""Finds what of a body is code or a formula, by the parser's own account, so that no change to prose touches it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

_BLOCKS = ("fence", "code_block", "math_block")
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What has to stay.

    Args:
        blocks: How often each block of code and each formula stands there, by kind and content.
        codes: The same for code in a line.
    """

    blocks: Counter[tuple[str, str]]
    codes: Counter[str]

    def is_kept_by(self, other: Verbatim) -> bool:
        """Whether another body has the same formulas and blocks, and all code in lines; it may have more of that."""
        return self.blocks == other.blocks and self.codes <= other.codes


def verbatim(tokens: Sequence[Token]) -> Verbatim:
    """All code and formulas of a body."""
    leaves = [leaf for token in tokens for leaf in (token, *(token.children or ()))]
    return Verbatim(
        Counter((leaf.type, leaf.content) for leaf in leaves if leaf.type in _BLOCKS or leaf.type.startswith("math")),
        Counter(leaf.content for leaf in leaves if leaf.type == "code_inline"),
    )


def verbatim_lines(tokens: Sequence[Token]) -> dict[int, Token]:
    """The lines, from 0, of blocks of code, of formulas and of raw HTML, each with its token."""
    return {number: token for token in tokens if token.map and _stays(token) for number in range(*token.map)}


def _stays(token: Token) -> bool:
    if token.type == "inline":  # a line that ends inside of code or a formula is not told apart from it
        breaks = sum(child.type in _BREAKS for child in token.children or ())
        return token.content.count("\n") > breaks
    # A forced line break, which is mended, is HTML to the parser; what else is may hold code.
    return token.type in _BLOCKS or (token.type == "html_block" and not token.content.lower().startswith("<br"))
