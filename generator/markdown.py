"""The one Markdown parser: CommonMark with tables and dollar math; every answer is parsed by it, alone."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

MAX_NESTING = 12


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (markdown-it's name)
        """Take every link: each is judged below, none is dropped in silence."""
        return True


def _parser() -> MarkdownIt:
    # HTML is recognised so that it can be refused; it never reaches a page.
    parser = _Parser("js-default", {"html": True, "maxNesting": MAX_NESTING * 2})
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.disable(["linkify", "replacements", "smartquotes"])
    parser.core.ruler.before("text_join", "loose_signs", _find_loose_signs)
    return parser


def _find_loose_signs(state: StateCore) -> None:
    """Note unescaped dollar signs and HTML entities while they can still be told from escapes and characters."""
    dollars = state.env.setdefault("dollars", [])
    entities = state.env.setdefault("entities", [])
    for token in state.tokens:
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


PARSER = _parser()
