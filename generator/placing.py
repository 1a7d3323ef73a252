"""Finds where an entry places figures: an image on a line of its own becomes one token, `figure`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

_FIGURE = re.compile(r"(?:\.\./)+figures/([a-z0-9-]+)\.typ")


@dataclass(frozen=True, slots=True)
class Placement:
    """A place where a figure stands.

    Args:
        id: The figure.
        href: Its file, as the entry writes it.
        alt: What is seen, in words.
        line: Line of the file.
    """

    id: str
    href: str
    alt: str
    line: int


def lift(tokens: Sequence[Token], first_line: int) -> tuple[list[Token], tuple[Placement, ...]]:
    """Put a `figure` token in the place of each paragraph that is nothing but the image of a figure.

    Args:
        tokens: Tokens of a body.
        first_line: Line of the file the body starts on.

    Returns:
        All tokens, and the figures in them; any other image is left for the allow-list to refuse.
    """
    lifted: list[Token] = []
    placements: list[Placement] = []
    for i, token in enumerate(tokens):
        image = _sole_image(tokens, i)
        if image is None:
            lifted.append(token)
            continue
        line = tokens[i - 1].map[0] if tokens[i - 1].map else 0  # type: ignore[index]
        placement = _placement(image, first_line + line)
        placements.append(placement)
        lifted[-1] = _token(placement, tokens[i - 1])
    return _without_closings(lifted), tuple(placements)


def _sole_image(tokens: Sequence[Token], i: int) -> Token | None:
    """The image that is all of a top-level paragraph whose inline token is the i-th."""
    children = tokens[i].children or []
    alone = tokens[i].type == "inline" and len(children) == 1 and children[0].type == "image"
    if not alone or tokens[i - 1].type != "paragraph_open" or tokens[i - 1].level:
        return None
    return children[0] if _FIGURE.fullmatch(str(children[0].attrGet("src"))) else None


def _placement(image: Token, line: int) -> Placement:
    href = str(image.attrGet("src"))
    match = _FIGURE.fullmatch(href)
    return Placement(match[1] if match else "", href, " ".join(image.content.split()), line)


def _token(placement: Placement, paragraph: Token) -> Token:
    return Token("figure", "figure", 0, map=paragraph.map, content=placement.alt, meta={"id": placement.id}, block=True)


def _without_closings(tokens: Sequence[Token]) -> list[Token]:
    return [
        t for i, t in enumerate(tokens) if not (t.type == "paragraph_close" and i and tokens[i - 1].type == "figure")
    ]
