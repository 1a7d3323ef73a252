"""Compares the sections of an entry with what its kind must have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from markdown_it.token import Token

from generator.misfit import bullets, misfit
from generator.problems import Problem, nearest, plural, shown
from generator.prose import Prose, Section
from generator.sections import CLOSING, BodyShape, SectionSpec, Shape
from generator.words import plain, silent, word_count

# What stands in a formula without being a symbol: words, commands, numbers.
_NO_SYMBOL = re.compile(r"\\(?:text|mathrm|operatorname)\*?\s*\{[^{}]*\}|\\[A-Za-z]+")
_SYMBOL = re.compile(r"[A-Za-z]")


def check(prose: Prose, shape: BodyShape, path: str) -> Iterator[Problem]:
    """Every difference between a body and the shape its kind asks for.

    Args:
        prose: The parsed body.
        shape: What the kind asks for.
        path: File it comes from.
    """
    by_title = {spec.title: spec for spec in shape.sections}
    if silent(prose.lead):
        yield Problem(
            path,
            prose.line,
            "LB406",
            "There is no text before the first section.",
            "Write the short answer or introduction there.",
        )
    if shape.spoken:
        yield from _spoken(prose, shape.spoken, path)
    if shape.total:
        yield from _total(prose, shape.total, path)
    yield from _unknown_or_repeated(prose, by_title, path)
    yield from _out_of_order(prose, list(by_title), path)
    for spec in shape.sections:
        section = prose.section(spec.title)
        if section:
            yield from _inside(section, spec, path)
        elif spec.required:
            line = prose.sections[-1].line if prose.sections else prose.line
            yield Problem(
                path, line, "LB401", f"The section “## {spec.title}” is missing.", f"Add it: {spec.shape.value}."
            )


def _spoken(prose: Prose, words: tuple[int, int], path: str) -> Iterator[Problem]:
    number = word_count(prose.lead)
    if number and not words[0] <= number <= words[1]:
        hint = f"It takes {words[0]} to {words[1]}."
        yield Problem(path, prose.line, "LB601", f"The spoken answer has {plural(number, 'word')}.", hint)
    for token in prose.lead:
        if token.type in ("bullet_list_open", "ordered_list_open", "math_block", "fence", "table_open", "figure"):
            message = "The spoken answer has a list, table, figure, code or display formula."
            yield Problem(path, prose.line_of(token), "LB407", message, "Say it in sentences.")


def _total(prose: Prose, words: tuple[int, int], path: str) -> Iterator[Problem]:
    closing = {spec.title for spec in CLOSING}
    sections = [section for section in prose.sections if section.title not in closing]
    number = sum(word_count(section.tokens) for section in sections)
    if sections and not words[0] <= number <= words[1]:
        hint = f"They take {words[0]} to {words[1]}."
        message = f"The sections before the closing ones have {plural(number, 'word')}."
        yield Problem(path, sections[0].line, "LB602", message, hint)


def _unknown_or_repeated(prose: Prose, by_title: dict[str, SectionSpec], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in prose.sections:
        if section.title not in by_title:
            hint = nearest(section.title, by_title) or f"Sections here: {', '.join(by_title)}."
            yield Problem(path, section.line, "LB402", f"{shown(section.title)} is not a section here.", hint)
        elif section.title in seen:
            yield Problem(
                path, section.line, "LB404", f"The section {shown(section.title)} stands twice.", "Join the two."
            )
        seen.add(section.title)


def _out_of_order(prose: Prose, order: list[str], path: str) -> Iterator[Problem]:
    known = [section for section in prose.sections if section.title in order]
    for before, after in pairwise(known):
        if order.index(after.title) < order.index(before.title):
            yield Problem(
                path,
                after.line,
                "LB403",
                f"“## {after.title}” stands after “## {before.title}”.",
                f"The order is: {', '.join(order)}.",
            )


def _inside(section: Section, spec: SectionSpec, path: str) -> Iterator[Problem]:
    if not section.tokens and not section.parts:
        yield Problem(path, section.line, "LB406", f"The section “## {section.title}” is empty.", "Fill or delete it.")
        return
    if section.parts and spec.shape not in (Shape.PARTS, Shape.PAIR):
        yield Problem(
            path,
            section.parts[0].line,
            "LB405",
            f"“## {section.title}” takes no ### headings.",
            "Use a bold first word instead.",
        )
    for part in section.parts:
        if silent(part.tokens):
            yield Problem(
                path,
                part.line,
                "LB406",
                f"The part {shown(part.title_text)} has no text.",
                "Answer it in one to three sentences.",
            )
    yield from _shape(section, spec, path)
    yield from _length(section, spec, path)
    yield from _lines(section, spec, path)
    yield from _symbols(section, path)


def _shape(section: Section, spec: SectionSpec, path: str) -> Iterator[Problem]:
    if found := misfit(section, spec.shape):
        line, cause, hint = found
        yield Problem(path, line, "LB407", f"“## {section.title}” should be {spec.shape.value}, but {cause}.", hint)
    elif spec.items and not spec.items[0] <= (number := _items(section, spec.shape)) <= spec.items[1]:
        least, most = spec.items
        yield Problem(
            path,
            section.line,
            "LB603",
            f"“## {section.title}” has {plural(number, 'item')}.",
            f"It takes {least} to {most}.",
        )


def _items(section: Section, shape: Shape) -> int:
    return len(section.parts) if shape in (Shape.PARTS, Shape.PAIR) else len(bullets(section.tokens))


def _length(section: Section, spec: SectionSpec, path: str) -> Iterator[Problem]:
    if spec.words:
        least, most = spec.words
        words = word_count(section.tokens)
        if not least <= words <= most:
            yield Problem(
                path,
                section.line,
                "LB602",
                f"“## {section.title}” has {plural(words, 'word')}.",
                f"It takes {least} to {most}.",
            )


def _lines(section: Section, spec: SectionSpec, path: str) -> Iterator[Problem]:
    for item in bullets(section.tokens) if spec.line else ():
        length = len(plain(item))
        if spec.line and length > spec.line:
            line = section.line_of(item[0])
            message = f"The line to remember has {plural(length, 'character')}."
            yield Problem(path, line, "LB604", message, f"Shorten it to {spec.line}.")


def _symbols(section: Section, path: str) -> Iterator[Problem]:
    for tokens in (section.tokens, *(part.tokens for part in section.parts)):
        for i in [i for i, token in enumerate(tokens) if token.type == "math_block"]:
            token = tokens[i]
            if _SYMBOL.search(_NO_SYMBOL.sub(" ", token.content)):
                before, after = _inlines(reversed(tokens[:i])), _inlines(tokens[i + 1 :])
                if not any(_has_formula(inline) for inline in (*islice(before, 2), *islice(after, 2))):
                    message = f"The symbols of {shown(token.content)} are not named beside it."
                    yield Problem(path, section.line_of(token), "LB610", message, "Name them: here $x$ is …")


def _inlines(tokens: Iterable[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "inline")


def _has_formula(token: Token) -> bool:
    return any(child.type == "math_inline" for child in token.children or ())
