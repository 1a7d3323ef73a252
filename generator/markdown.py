"""The one Markdown parser: CommonMark with tables and dollar math; every answer is parsed by it, alone."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

MAX_NESTING = 12
# What can mean anything inside a line; a text without it needs no parser.
_MARKUP = re.compile(r"[\\`*_\[\]<>&!$~]")
_GAP = re.compile(r"[ \t]\n|\n[ \t]")  # by itself: with the signs in one pattern, the search is four times slower


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (markdown-it's name)
        """Take every link: each is judged in `allowed`, none is dropped in silence."""
        return True


def make_parser() -> MarkdownIt:
    """The parser, for those who want one of their own; others take `PARSER`."""
    # HTML is recognised so that it can be refused; it never reaches a page.
    parser = _Parser("js-default", {"html": True, "maxNesting": MAX_NESTING * 2})
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.disable(["linkify", "replacements", "smartquotes"])
    parser.block.ruler.before("table", "line_alone", _line_alone)
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.at("inline", _parse_inline)
    parser.core.ruler.before("text_join", "loose_signs", _find_loose_signs)
    return parser


def _normalize(state: StateCore) -> None:
    """What markdown-it's own rule does, but for a text that has nothing of it."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _line_alone(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of text or a heading between blank lines: most are, and no rule but its own could take it."""
    after = start + 1
    if (after < state.lineMax and not state.isEmpty(after)) or state.is_code_block(start):
        return False
    sign = state.src[state.bMarks[start] + state.tShift[start]]
    if sign.isalpha():
        return paragraph(state, start, end, silent)
    return sign == "#" and heading(state, start, end, silent)


def _parse_inline(state: StateCore) -> None:
    """What markdown-it's own rule does, but for a text without markup."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        if _MARKUP.search(token.content) or ("\n" in token.content and _GAP.search(token.content)):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            for i, line in enumerate(token.content.split("\n")):
                token.children += [Token("softbreak", "br", 0)] if i else []
                token.children.append(Token("text", "", 0, content=line))


def _find_loose_signs(state: StateCore) -> None:
    """Note unescaped dollar signs and HTML entities while they can still be told from escapes and characters."""
    dollars = state.env.setdefault("dollars", [])
    entities = state.env.setdefault("entities", [])
    for token in state.tokens:
        if "$" not in token.content and "&" not in token.content:
            continue
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "text" and "$" in child.content:
                dollars.append(line)
            if child.type == "text_special" and child.info == "entity":
                entities.append((line, child.markup, child.content))
            line += lines_in(child)


def lines_in(child: Token) -> int:
    """How many line ends of the file an inline token stands for."""
    return (
        1
        if child.type in ("softbreak", "hardbreak")
        else child.content.count("\n")
        if child.type.startswith("math")
        else 0
    )


PARSER = make_parser()
