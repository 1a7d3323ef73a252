"""Finds in the tokens of an answer what could fail on paper: formulas and rare signs, with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.markdown import lines_in


def formulas(tokens: Sequence[Token], first_line: int) -> Iterator[tuple[int, str, bool]]:
    """Formulas as (line, TeX, whether each stands on lines of its own)."""
    for line, token in _leaves(tokens, first_line, "$"):
        if token.type in ("math_inline", "math_block"):
            yield line, token.content.strip(), token.type == "math_block"


def signs(tokens: Sequence[Token], first_line: int) -> Iterator[tuple[int, str]]:
    """Signs that a font might lack, with their lines."""
    for line, token in _leaves(tokens, first_line):
        for sign in sorted(rare(token.content)):
            yield line, sign


def rare(text: str) -> set[str]:
    """The signs of a text that a font might lack."""
    return set() if text.isascii() else {sign for sign in text if sign > "\xff"}


def _leaves(tokens: Sequence[Token], first_line: int, sign: str = "") -> Iterator[tuple[int, Token]]:
    """Tokens without children, with their lines in the file; of lines of text only those where a sign was typed."""
    line = first_line
    for token in tokens:
        line = first_line + token.map[0] if token.map else line
        at = line
        for child in token.children or () if sign in token.content else ():
            yield at, child
            at += lines_in(child)
        if token.children is None:
            yield line, token
