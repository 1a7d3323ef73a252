"""Tells where the inside of a section differs from the shape it should have, and in what."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from generator.problems import shown
from generator.prose import Section
from generator.sections import PAIR_TITLES, STAR_LABELS, Shape
from generator.words import plain

_ITEM = ("list_item_open", "list_item_close")
Misfit = tuple[int, str, str]  # line, what is wrong there, what to do

_BLOCKS = {
    "paragraph_open": "a paragraph",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a quote",
    "table_open": "a table",
    "fence": "a code block",
    "math_block": "a display formula",
    "figure": "a figure",
    "hr": "a rule",
}


def misfit(section: Section, shape: Shape) -> Misfit | None:
    """The first place where a section is not of its shape; None if it is."""
    top = [token for token in section.tokens if token.level == 0 and token.nesting >= 0]
    match shape:
        case Shape.BULLETS:
            return _bullets(section, top)
        case Shape.STAR:
            return _bullets(section, top) or _labels(section)
        case Shape.PARTS:
            return _parts(section, top)
        case Shape.PAIR:
            return _pair(section, top)
        case Shape.PYTHON | Shape.SQL:
            return _code(section, top, shape.name.lower())
        case Shape.TABLE:
            return _table(section, top)
        case Shape.PROSE:
            return None


def bullets(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """The items of the first level of a list, each as its tokens."""
    edges = [i for i, token in enumerate(tokens) if token.level == 1 and token.type in _ITEM]
    return [tuple(tokens[start + 1 : end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _bullets(section: Section, top: Sequence[Token]) -> Misfit | None:
    lists = [token for token in top if token.type == "bullet_list_open"]
    odd = next((token for token in top if token not in lists[:1]), None)
    if odd is None:
        return None if lists else (section.line, "it has no list", "Write one “- item” a line.")
    line = section.line_of(odd)
    if odd not in lists:
        hint = "Write all of it in items that begin with “- ”."
        return line, f"here is {_BLOCKS.get(odd.type, 'something else')}", hint
    marks = "" if odd.markup == lists[0].markup else f", with “{odd.markup}” where the first has “{lists[0].markup}”"
    return line, f"here begins a second list{marks}", "Begin each item with “- ”; “make fix” does it."


def _labels(section: Section) -> Misfit | None:
    items = bullets(section.tokens)
    for item, label in zip(items, STAR_LABELS, strict=False):
        if (word := plain(item).split(" ", 1)[0]) != label:
            return section.line_of(item[0]), f"this item begins with {shown(word)}", f"Begin it with “**{label}**”."
    if len(items) > len(STAR_LABELS):
        return section.line_of(items[len(STAR_LABELS)][0]), "here is one item more", "Join it with another."
    if len(items) < len(STAR_LABELS):
        return section.line, f"“{STAR_LABELS[len(items)]}” is missing", f"Add “- **{STAR_LABELS[len(items)]}** …”."
    return None


def _parts(section: Section, top: Sequence[Token]) -> Misfit | None:
    if not top:
        return None
    cause = f"here is {_BLOCKS.get(top[0].type, 'a list')} outside of a part"
    return section.line_of(top[0]), cause, "Write each question as a heading “### …?” with its answer under it."


def _pair(section: Section, top: Sequence[Token]) -> Misfit | None:
    if not top:
        return section.line, "the sentence is missing", "Write it before the parts."
    for part, title in zip(section.parts, PAIR_TITLES, strict=False):
        if part.title_text != title:
            return part.line, f"this part is {shown(part.title_text)}", f"Write “### {title}”."
    if len(section.parts) < len(PAIR_TITLES):
        missing = PAIR_TITLES[len(section.parts)]
        return section.line, f"the part “### {missing}” is missing", "Add it."
    more = section.parts[len(PAIR_TITLES) :]
    return (more[0].line, "here is one part more", "Delete it, or join it with another.") if more else None


def _code(section: Section, top: Sequence[Token], language: str) -> Misfit | None:
    blocks = [token for token in top if token.type == "fence"]
    if any(block.info.strip() == language for block in blocks):
        return None
    if blocks:
        info = blocks[0].info.strip()
        cause = f"this block is {shown(info)}" if info else "this block names no language"
        return section.line_of(blocks[0]), cause, f"Begin it with “```{language}”."
    return section.line, "it has no code block", f"Add one that begins with “```{language}”."


def _table(section: Section, top: Sequence[Token]) -> Misfit | None:
    tables = [token for token in top if token.type == "table_open"]
    if len(tables) > 1:
        return section.line_of(tables[1]), "here is a second one", "Join the two, or delete one."
    hint = "Write its head, a line “|---|---|” and its rows, after an empty line."
    return None if tables else (section.line, "it has none", hint)
