"""Parses the body of an entry once, alone, into a spoken part and sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token

from generator.allowed import Link, Refuse, bounded, judge, judge_environment
from generator.leaves import formulas, signs
from generator.markdown import PARSER
from generator.placing import Placement, lift
from generator.problems import Problem
from generator.words import plain

_NOTHING: Any = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """A `###` part of a section."""

    title: tuple[Token, ...]
    title_text: str
    line: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` section: what comes before its first part, and its parts.

    Args:
        title: Its heading.
        line: Line of the heading.
        body_line: Line the whole body starts on.
        tokens: What comes before the first part.
        parts: Its parts.
    """

    title: str
    line: int
    body_line: int
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]

    def line_of(self, token: Token) -> int:
        """Line of the file that a block token starts on."""
        return self.body_line + _line(token)


@dataclass(frozen=True, slots=True)
class Prose:
    """The body of an entry.

    Args:
        lead: Tokens before any heading: the spoken answer, or the introduction.
        line: First line of the body.
        sections: The sections as they stand in the file.
        links: Links to other entries.
        figures: Figures it shows.
        formulas: Its formulas as (line, TeX, whether it stands on lines of its own).
        signs: Signs beyond Latin-1 as (line, sign): what a font might lack.
        follow_ups: How many follow-up questions it has.
        size: Characters as they were typed; what it weighs on a page goes with them.
    """

    lead: tuple[Token, ...]
    line: int
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    figures: tuple[Placement, ...] = ()
    formulas: tuple[tuple[int, str, bool], ...] = ()
    signs: tuple[tuple[int, str], ...] = ()
    follow_ups: int = 0
    size: int = 0

    def line_of(self, token: Token) -> int:
        """Line of the file that a block token starts on."""
        return self.line + _line(token)

    def section(self, title: str) -> Section | None:
        """The section of that title, if the entry has it."""
        return next((section for section in self.sections if section.title == title), None)


def parse(body: str, first_line: int, path: str) -> tuple[Prose | None, list[Problem]]:
    """Parse a body.

    Args:
        body: Markdown after the front matter.
        first_line: Line of the file it starts on.
        path: File it comes from.

    Returns:
        The prose, or None if it is too wild to be parsed, and everything in it that is not allowed.
    """
    problems: list[Problem] = []

    def refuse(line: int, code: str, message: str, hint: str) -> None:
        problems.append(Problem(path, first_line + line, code, message, hint))

    if not bounded(body, refuse):
        return None, problems
    env: dict[str, object] = {}
    tokens, figures = _parse(body, first_line, env)
    links = [Link(link.href, first_line + link.line) for link in judge(tokens, refuse)]
    judge_environment(env, refuse)
    lead, sections = _divide(tokens, first_line, refuse)
    _share_nothings(tokens)
    follow_ups = next((len(section.parts) for section in sections if section.title == "Follow-ups"), 0)
    rare_signs = tuple(signs(tokens, first_line)) if not body.isascii() else ()
    maths = tuple(formulas(tokens, first_line)) if "$" in body else ()
    return Prose(lead, first_line, sections, tuple(links), figures, maths, rare_signs, follow_ups, len(body)), problems


def _parse(body: str, first_line: int, env: dict[str, object]) -> tuple[list[Token], tuple[Placement, ...]]:
    tokens = PARSER.parse(body, env)
    return lift(tokens, first_line) if "![" in body else (tokens, ())


def _share_nothings(tokens: Sequence[Token]) -> None:
    """Give all tokens without attributes one mapping: two empty ones each are a fifth of a bank's memory."""
    for token in tokens:
        token.attrs = token.attrs or _NOTHING
        token.meta = token.meta or _NOTHING
        if token.children:
            _share_nothings(token.children)


def _divide(tokens: list[Token], first_line: int, refuse: Refuse) -> tuple[tuple[Token, ...], tuple[Section, ...]]:
    """Cut the tokens at their headings."""
    headings = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    for token in map(tokens.__getitem__, headings):
        if token.tag not in ("h2", "h3"):
            message = f"A heading of level {token.tag[1]} is not allowed."
            refuse(_line(token), "LB405", message, "Use ## for sections and ### for their parts.")
        if token.level:
            refuse(_line(token), "LB405", "A heading inside a list or quote is not allowed.", "Move it out.")
    top = [i for i in headings if tokens[i].level == 0]
    lead, spans = _cut(tokens, top, "h2", 0, len(tokens))
    return lead, tuple(_section(tokens, top, first_line, *span) for span in spans)


def _section(tokens: Sequence[Token], headings: Sequence[int], first_line: int, start: int, end: int) -> Section:
    before, spans = _cut(tokens, headings, "h3", start + 3, end)
    titles = [(tokens[start + 1], tuple(tokens[start + 3 : end])) for start, end in spans]
    parts = tuple(
        Part(tuple(title.children or ()), plain(title.children or ()), first_line + _line(title), under)
        for title, under in titles
    )
    heading = tokens[start + 1]
    return Section(heading.content, first_line + _line(heading), first_line, before, parts)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _cut(
    tokens: Sequence[Token], headings: Sequence[int], tag: str, start: int, end: int
) -> tuple[tuple[Token, ...], list[tuple[int, int]]]:
    """What stands before the first heading of a tag, and where each such heading's part starts and ends."""
    starts = [i for i in headings if start <= i < end and tokens[i].tag == tag]
    ends = [*starts, end]
    return tuple(tokens[start : ends[0]]), list(zip(starts, ends[1:], strict=True))
