"""The words of parsed text: to show without markup, and to count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token


def plain(tokens: Sequence[Token]) -> str:
    """The words of tokens without markup, on one line; formulas as their TeX, code as it is."""
    return " ".join("".join(_words(tokens)).split())


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _words(token.children)
        elif token.content:
            yield token.content
        if (
            token.type in ("softbreak", "hardbreak")
            or token.type.endswith("_close")
            or token.type in ("fence", "math_block")
        ):
            yield "" if token.type in ("em_close", "strong_close", "link_close") else " "


def silent(tokens: Sequence[Token]) -> bool:
    """Whether tokens have nothing to show: as if `plain` were empty, but it stops at the first word."""
    return not any(words.strip() for words in _words(tokens))


def word_count(tokens: Sequence[Token]) -> int:
    """How many words of prose: code blocks and formulas are not counted."""
    return len(" ".join(_counted(tokens)).split())


def _counted(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                child.content
                if child.type in ("text", "text_special", "code_inline")
                else " "
                if child.type == "softbreak"
                else ""
                for child in token.children or ()
            )
