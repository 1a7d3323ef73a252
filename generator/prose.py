"""Parses the body of an entry once, alone, and refuses what is not on the allow-list."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from generator import tex
from generator.problems import Problem, nearest, shown

MAX_NESTING = 12
MAX_TOKENS = 4_000
MAX_DELIMITERS = 200  # brackets and stars of one kind in a paragraph: more makes parsers quadratic
LANGUAGES = ("python", "sql", "text", "bash", "json", "yaml", "dockerfile")

_LINK = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d{1,5})?(?:[/?#][!-~]*)?|mailto:[\w.+-]+@[\w.-]+", re.ASCII)
_ENTRY_LINK = re.compile(r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")

# What stands in a page: everything else is refused, with the fix.
_ALLOWED = {
    f"{name}_{end}"
    for name in ("paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "heading", "em", "strong", "link",
                 "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
} | {"inline", "text", "text_special", "softbreak", "code_inline", "fence", "math_inline", "math_block"}

_REFUSED = {
    "html_block": ("LB501", "Raw HTML is not allowed", "Put code in backticks, or write the thing in Markdown."),
    "html_inline": ("LB501", "Raw HTML is not allowed", "Put code such as `vector<int>` in backticks."),
    "image": ("LB502", "An image is not allowed here", "Describe it in words, or draw a table."),
    "hr": ("LB502", "A horizontal rule is not allowed", "Delete the line; sections are separated by their headings."),
    "hardbreak": ("LB502", "A forced line break is not allowed", "Delete the two spaces or the backslash at the end of the line."),
    "code_block": ("LB502", "Code by indentation is not allowed", "Put it between ``` lines with a language, or indent less."),
    "s_open": ("LB502", "Struck-out text is not allowed", "Delete it, or put ~~ in backticks."),
    "math_inline_double": ("LB502", "A display formula inside a paragraph is not allowed", "Put $$ on lines of their own."),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another entry, by its file."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A `###` part of a section."""

    title: tuple[Token, ...]
    title_text: str
    line: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` section: what comes before its first part, and its parts."""

    title: str
    line: int
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """The body of an entry.

    Args:
        lead: Tokens before any heading: the spoken answer, or the introduction.
        line: First line of the body.
        sections: The sections as they stand in the file.
        links: Links to other entries.
    """

    lead: tuple[Token, ...]
    line: int
    sections: tuple[Section, ...]
    links: tuple[Link, ...]

    def section(self, title: str) -> Section | None:
        """The section of that title, if the entry has it."""
        return next((section for section in self.sections if section.title == title), None)


def _parser() -> MarkdownIt:
    # HTML is recognised so that it can be refused; it never reaches a page.
    parser = MarkdownIt("js-default", {"html": True, "maxNesting": MAX_NESTING * 2})
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.disable(["linkify", "replacements", "smartquotes"])
    parser.core.ruler.before("text_join", "loose_dollars", _find_loose_dollars)
    parser.validateLink = lambda url: True  # every link is judged below, none is dropped in silence
    return parser


def _find_loose_dollars(state: StateCore) -> None:
    """Note unescaped dollar signs while escaped ones can still be told apart."""
    found = state.env.setdefault("dollars", [])
    for token in state.tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "text" and "$" in child.content:
                found.append(line)
            line += _lines_in(child)


def _lines_in(child: Token) -> int:
    """How many line ends of the file an inline token stands for."""
    return 1 if child.type in ("softbreak", "hardbreak") else child.content.count("\n") if child.type.startswith("math") else 0


_PARSER = _parser()
Refuse = Callable[[int, str, str, str], None]


def parse(body: str, first_line: int, path: str) -> tuple[Prose, list[Problem]]:
    """Parse a body.

    Args:
        body: Markdown after the front matter.
        first_line: Line of the file it starts on.
        path: File it comes from.

    Returns:
        The prose, and everything in it that is not allowed.
    """
    problems: list[Problem] = []

    def refuse(line: int, code: str, message: str, hint: str) -> None:
        problems.append(Problem(path, first_line + line, code, message, hint))

    if not _bounded(body, refuse):
        return Prose((), first_line, (), ()), problems
    env: dict[str, object] = {}
    tokens = _PARSER.parse(body, env)
    links = [Link(link.href, first_line + link.line) for link in _judge(tokens, refuse)]
    _judge_environment(env, refuse)
    lead, sections = _divide(tokens, first_line, refuse)
    return Prose(lead, first_line, sections, tuple(links)), problems


def _bounded(body: str, refuse: Refuse) -> bool:
    """Refuse input that makes Markdown parsers slow before one sees it."""
    line = 0
    for block in re.split(r"\n[ \t]*\n", body):
        if any(block.count(sign) > MAX_DELIMITERS for sign in "[<*_$"):
            refuse(line, "LB507", f"A paragraph has more than {MAX_DELIMITERS} brackets, stars or dollar signs of one kind.",
                   "Split it; put code between ``` lines in smaller blocks.")
            return False
        line += block.count("\n") + 2
    return True


def _judge(tokens: Sequence[Token], refuse: Refuse) -> Iterator[Link]:
    if len(tokens) > MAX_TOKENS:
        refuse(0, "LB507", f"The text has more than {MAX_TOKENS:,} parts.", "Shorten it.")
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.level > MAX_NESTING:
            refuse(line, "LB507", "Lists or quotes are nested too deeply.", f"Keep to {MAX_NESTING // 2} levels.")
        _judge_token(token, line, refuse)
        if token.type == "inline":
            yield from _judge_inline(token.children or [], line, refuse)


def _judge_inline(children: list[Token], line: int, refuse: Refuse) -> Iterator[Link]:
    for i, child in enumerate(children):
        _judge_token(child, line, refuse)
        if child.type in ("em_open", "strong_open"):
            _judge_emphasis(children, i, line, refuse)
        if child.type == "link_open":
            yield from _judge_link(str(child.attrGet("href") or ""), line, refuse)
        line += _lines_in(child)


def _judge_token(token: Token, line: int, refuse: Refuse) -> None:
    if token.type in _REFUSED:
        code, message, hint = _REFUSED[token.type]
        about = f": {shown(token.content, 40)}" if token.content and token.type != "hardbreak" else ""
        refuse(line, code, f"{message}{about}.", hint)
    elif token.type not in _ALLOWED and token.type != "s_close":
        refuse(line, "LB502", f"“{token.type}” is not allowed.", "Write it as plain text.")
    elif token.type == "ordered_list_open" and token.attrGet("start") not in (None, 1):
        refuse(line, "LB502", f"A line that starts with “{token.attrGet('start')}.” is read as a list.",
               "Escape the dot (1986\\.), or start the list with 1.")
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
        refuse(line + error[0], "LB510", f"The Python block does not parse: {error[1]}.", "Correct it; it is run as printed.")


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
        refuse(line, "LB508", f"{shown(opener.markup + inside + opener.markup)} is read as {opener.tag == 'em' and 'italic' or 'bold'}.",
               "Put it in backticks if it is code; write **…** for bold.")


def _judge_link(href: str, line: int, refuse: Refuse) -> Iterator[Link]:
    if _ENTRY_LINK.fullmatch(href):
        yield Link(href, line)
    elif not _LINK.fullmatch(href):
        refuse(line, "LB503", f"A link can't go to {shown(href)}.",
               "Link to https://…, to mailto:…, or to another entry by its file, such as ../topic/question.md.")


def _judge_environment(env: dict[str, object], refuse: Refuse) -> None:
    references = env.get("references")
    if isinstance(references, dict):
        for definition in references.values():
            refuse(definition["map"][0], "LB502", f"A reference definition is not allowed: {shown(definition['href'])}.",
                   "Write the link where it is used: [text](address).")
    dollars = env.get("dollars")
    if isinstance(dollars, list):
        for line in sorted(set(dollars)):
            refuse(line, "LB509", "A dollar sign starts no formula.", "Write \\$ for money, or close the formula: $x$.")


def _divide(tokens: list[Token], first_line: int, refuse: Refuse) -> tuple[tuple[Token, ...], tuple[Section, ...]]:
    """Cut the tokens at their headings."""
    lead, chunks = _cut(tokens, "h2")
    sections = []
    for heading, inside in chunks:
        before, parts = _cut(inside, "h3")
        sections.append(Section(heading.content, first_line + _line(heading), before, tuple(
            Part(tuple(title.children or ()), plain(title.children or ()), first_line + _line(title), under)
            for title, under in parts
        )))
    for token in tokens:
        if token.type == "heading_open" and token.tag not in ("h2", "h3"):
            refuse(_line(token), "LB405", f"A heading of level {token.tag[1]} is not allowed.", "Use ## for sections and ### for their parts.")
        if token.type == "heading_open" and token.level:
            refuse(_line(token), "LB405", "A heading inside a list or quote is not allowed.", "Move it out.")
    return lead, tuple(sections)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _cut(tokens: Sequence[Token], tag: str) -> tuple[tuple[Token, ...], list[tuple[Token, tuple[Token, ...]]]]:
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == tag and token.level == 0]
    lead = tuple(tokens[: starts[0]] if starts else tokens)
    ends = [*starts[1:], len(tokens)] if starts else []
    return lead, [(tokens[i + 1], tuple(tokens[i + 3 : end])) for i, end in zip(starts, ends, strict=True)]


def plain(tokens: Sequence[Token]) -> str:
    """The words of tokens without markup, on one line; formulas as their TeX, code as it is."""
    return " ".join("".join(_words(tokens)).split())


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _words(token.children)
        elif token.content:
            yield token.content
        if token.type in ("softbreak", "hardbreak") or token.type.endswith("_close") or token.type in ("fence", "math_block"):
            yield "" if token.type in ("em_close", "strong_close", "link_close") else " "


def word_count(tokens: Sequence[Token]) -> int:
    """How many words of prose: code blocks and formulas are not counted."""
    return len(" ".join(_counted(tokens)).split())


def _counted(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                child.content if child.type in ("text", "text_special", "code_inline") else " " if child.type == "softbreak" else ""
                for child in token.children or ()
            )
