"""Judges the tokens of an entry: what is not on the allow-list is refused, with its line and the fix."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from generator import tex
from generator.allowlist import ALLOWED, HARMLESS, LANGUAGES, REFUSED
from generator.markdown import MAX_NESTING, lines_in
from generator.problems import nearest, shown
from generator.urls import is_mail_address, is_web_address

MAX_TOKENS = 4_000
MAX_LEVELS = (MAX_NESTING - 1) // 2  # of lists or quotes: each is two tokens deep, and the text in it one more
MAX_DELIMITERS = 200  # brackets and stars of one kind in a paragraph: more makes parsers quadratic
_DELIMITERS = "[<*_$"
_ENTRY_LINK = re.compile(r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")

Refuse = Callable[[int, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another entry, by its file."""

    href: str
    line: int


def bounded(body: str, refuse: Refuse) -> bool:
    """Refuse input that makes Markdown parsers slow before one sees it."""
    if all(body.count(sign) <= MAX_DELIMITERS for sign in _DELIMITERS):
        return True
    line = 0
    for block in re.split(r"\n[ \t]*\n", body):
        if any(block.count(sign) > MAX_DELIMITERS for sign in _DELIMITERS):
            refuse(
                line,
                "LB507",
                f"A paragraph has more than {MAX_DELIMITERS} brackets, stars or dollar signs of one kind.",
                "Split it; put code between ``` lines in smaller blocks.",
            )
            return False
        line += block.count("\n") + 2
    return True


def judge(tokens: Sequence[Token], refuse: Refuse) -> Iterator[Link]:
    """Refuse what is not allowed, and yield the links to other entries (lines counted from the body's start)."""
    if len(tokens) > MAX_TOKENS:
        refuse(0, "LB507", f"The text has more than {MAX_TOKENS:,} parts.", "Shorten it.")
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.level > MAX_NESTING:
            refuse(line, "LB507", "Lists or quotes are nested too deeply.", f"Keep to {MAX_LEVELS} levels.")
        if token.type not in HARMLESS:
            _judge_token(token, line, refuse)
        if token.type == "inline":
            yield from _judge_inline(token.children or [], line, refuse)


def _judge_inline(children: list[Token], line: int, refuse: Refuse) -> Iterator[Link]:
    for i, child in enumerate(children):
        if child.type not in HARMLESS:
            _judge_token(child, line, refuse)
        if child.type in ("em_open", "strong_open"):
            _judge_emphasis(children, i, line, refuse)
        if child.type == "link_open":
            yield from _judge_link(str(child.attrGet("href") or ""), line, refuse)
            if title := child.attrGet("title"):
                refuse(
                    line, "LB503", f"A link has the title {shown(str(title))}, which nobody would see.", "Delete it."
                )
        line += lines_in(child) if child.type != "text" else 0


def _judge_token(token: Token, line: int, refuse: Refuse) -> None:
    if token.type in REFUSED:
        code, message, hint = REFUSED[token.type]
        about = f": {shown(token.content, 40)}" if token.content and token.type != "hardbreak" else ""
        refuse(line, code, f"{message}{about}.", hint)
    elif token.type not in ALLOWED and token.type != "s_close":
        refuse(line, "LB502", f"“{token.type}” is not allowed.", "Write it as plain text.")
    elif token.type == "ordered_list_open" and token.attrGet("start") is not None:
        refuse(
            line,
            "LB502",
            f"A line that starts with “{token.attrGet('start')}.” is read as a list.",
            "Escape the dot (1986\\.), or start the list with 1.",
        )
    elif token.type.startswith("math"):
        _judge_math(token, line, refuse)
    elif token.type == "fence":
        _judge_code(token, line, refuse)


def _judge_math(token: Token, line: int, refuse: Refuse) -> None:
    try:
        tex.to_mathml(token.content.strip(), token.type == "math_block")
    except ValueError as error:
        refuse(line, "LB505", f"The formula {shown(token.content)} is broken: {error}.", "Correct the TeX.")


def _judge_code(token: Token, line: int, refuse: Refuse) -> None:
    language = token.info.strip()
    if language not in LANGUAGES:
        hint = nearest(language, LANGUAGES) or f"Write one of {', '.join(LANGUAGES)} after the backticks."
        refuse(line, "LB506", f"The language of a code block can't be {shown(language)}.", hint)
    if language == "python" and (error := _syntax_error(token.content)):
        refuse(
            line + error[0],
            "LB510",
            f"The Python block does not parse: {error[1]}.",
            "Correct it; it is run as printed.",
        )


def _syntax_error(code: str) -> tuple[int, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a doubtful escape is not a syntax error
            ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (ValueError, RecursionError, MemoryError) as error:
        return 1, f"{type(error).__name__}"
    return None


def _judge_emphasis(children: list[Token], i: int, line: int, refuse: Refuse) -> None:
    opener = children[i]
    before = children[i - 1].content[-1:] if i and children[i - 1].type == "text" else ""
    if opener.markup == "__" or before.isalnum():
        inside = children[i + 1].content if i + 1 < len(children) else ""
        refuse(
            line,
            "LB508",
            f"{shown(opener.markup + inside + opener.markup)} is read as {'italic' if opener.tag == 'em' else 'bold'}.",
            "Put it in backticks if it is code; write **…** for bold.",
        )


def _judge_link(href: str, line: int, refuse: Refuse) -> Iterator[Link]:
    if _ENTRY_LINK.fullmatch(href):
        yield Link(href, line)
    elif not is_web_address(href) and not is_mail_address(href):
        refuse(
            line,
            "LB503",
            f"A link can't go to {shown(href)}.",
            "Link to https://…, to mailto:…, or to another entry by its file, such as ../topic/question.md.",
        )


def judge_environment(env: dict[str, object], refuse: Refuse) -> None:
    """Refuse what the parser notes beside the tokens: reference definitions, loose dollar signs, HTML entities."""
    references = env.get("references")
    if isinstance(references, dict):
        for definition in references.values():
            refuse(
                definition["map"][0],
                "LB502",
                f"A reference definition is not allowed: {shown(definition['href'])}.",
                "Write the link where it is used: [text](address).",
            )
    dollars = env.get("dollars")
    if isinstance(dollars, list):
        for line in sorted(set(dollars)):
            refuse(line, "LB509", "A dollar sign starts no formula.", "Write \\$ for money, or close the formula: $x$.")
    entities = env.get("entities")
    if isinstance(entities, list):
        for line, typed, shows in entities:
            hint = "Write the character itself, or put it in backticks."
            refuse(line, "LB502", f"{shown(typed)} is read as {shown(shows)}.", hint)
