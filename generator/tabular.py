"""Tells which tables fit their columns for certain, so that the typesetter need not lay each out twice to find out.

It estimates, on the safe side; a table that may not fit is for the typesetter to measure, and to break its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_GAP = 0.7  # em; what stands left and right of a cell
_LETTER, _CAPITAL = 0.6, 0.75  # em; in bold and in code no letter is wider, but m and w, which are never alone
_PLACES = re.compile(r"[\s\u200b]+|(?<=-)")  # where a line may break
_WIDER = re.compile(r"[A-Z@%&\u0370-\uffff]")


def fits(tokens: Sequence[Token], width: float) -> bool:
    """Whether each word of the table that opens here fits the column it gets.

    Args:
        tokens: From the opening of a table on.
        width: Of all its columns together, in the letters' own size (em).
    """
    rows = list(_rows(tokens))
    words = [max(column) for column in zip(*([word for word, _ in row] for row in rows), strict=True)]
    whole = [max(column) for column in zip(*([cell for _, cell in row] for row in rows), strict=True)]
    return all(word <= got for word, got in zip(words, _shared(whole, width), strict=True))


def _shared(whole: Sequence[float], width: float) -> list[float]:
    """What each column gets, as the typesetter shares it out: narrow ones what they ask for, the others alike."""
    left, wide = width, sorted(whole)
    while wide and wide[0] <= left / len(wide):
        left -= wide.pop(0)
    return [min(each, left / len(wide)) if wide else each for each in whole]


def _rows(tokens: Sequence[Token]) -> Iterator[list[tuple[float, float]]]:
    """Rows of cells, each as the widths of its longest word and of the whole."""
    row: list[tuple[float, float]] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(_cell(token))
        elif token.type == "tr_close":
            yield row


def _cell(token: Token) -> tuple[float, float]:
    text = "".join(_words(child) for child in token.children or ())
    return max(map(_wide, _PLACES.split(text))) + _GAP, _wide(text) + _GAP


def _words(token: Token) -> str:
    """What a token shows; a formula is one word, and not wider than its TeX."""
    return "".join(token.content.split()) if token.type == "math_inline" else token.content or " "


def _wide(text: str) -> float:
    capitals = len(_WIDER.findall(text))
    return capitals * _CAPITAL + (len(text) - capitals) * _LETTER
