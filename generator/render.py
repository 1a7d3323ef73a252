"""Turns the tokens of an entry into HTML for a page; the plain text of tokens is in `words`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from generator import tex
from generator.highlight import code

Resolve = Callable[[str], str]
"""Turns the href of a link in the data into an address on the page."""

Draw = Callable[[str, str], str]
"""Turns the id of a figure and the words for it into its drawing."""

LONG_FORMULA = 24  # signs; about the width of a phone
_TAG = re.compile(r"<[^>]*>|&[A-Za-z]+;")


class _Renderer(RendererHTML):
    """HTML of allow-listed tokens; anything else stops the build, because a rule should have refused it.

    `env` has the page's Resolve and Draw: making a renderer costs more than rendering an answer.
    """

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return code(tokens[idx].content, tokens[idx].info.strip())

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        formula = tex.to_mathml(tokens[idx].content.strip(), False)
        if len(_TAG.sub("", formula)) > LONG_FORMULA:
            # Browsers don't break lines inside a formula; on a phone this one scrolls by itself.
            formula = f'<span class="lb-long" tabindex="0">{formula}</span>'
        after = _closing_signs(tokens, idx + 1)
        # Browsers may break a line between a formula and the full stop behind it.
        return f'<span class="lb-nobr">{formula}{escape(after)}</span>' if after else formula

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        taken = len(_closing_signs(tokens, idx)) if idx and tokens[idx - 1].type == "math_inline" else 0
        return escape(tokens[idx].content[taken:], quote=False)

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f'<div class="lb-math" tabindex="0">{tex.to_mathml(tokens[idx].content.strip(), True)}</div>\n'

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return '<div class="lb-table" tabindex="0"><table class="lb-grid">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f"<{_head_tag(tokens[idx + 1])}>"

    def th_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f"</{_head_tag(tokens[idx - 1])}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        href = str(tokens[idx].attrGet("href") or "")
        return f'<a href="{escape(env["resolve"](href))}">'

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        raise ValueError("raw HTML reached the renderer")

    html_inline = image = html_block

    def figure(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        drawing = env["draw"](tokens[idx].meta["id"], tokens[idx].content)
        return f'<figure class="lb-figure">{drawing}</figure>\n'


def _head_tag(content: Token) -> str:
    """A corner cell is no heading; nor is one with only a formula, which screen readers take for empty."""
    words = [child.content for child in content.children or () if not child.type.startswith("math")]
    return "th" if "".join(words).strip() else "td"


def _closing_signs(tokens: Sequence[Token], idx: int) -> str:
    """Punctuation that a text starts with and that belongs to what stands before it."""
    if idx >= len(tokens) or tokens[idx].type != "text":
        return ""
    match = re.match(r"[.,;:!?)\]’”%-]+", tokens[idx].content)
    return match[0] if match else ""


_OPTIONS = OptionsDict({"xhtmlOut": False, "langPrefix": "", "breaks": False, "highlight": None})  # type: ignore[typeddict-item]
_RENDERER = _Renderer()


def in_words(_id: str, alt: str) -> str:
    """A figure where nothing can be drawn."""
    return escape(alt)


def html(tokens: Sequence[Token], resolve: Resolve, draw: Draw = in_words) -> str:
    """Render block tokens.

    Args:
        tokens: Tokens that passed `prose.parse` without a problem.
        resolve: Gives the address of a link on the page the HTML goes to.
        draw: Gives the drawing of a figure; by default its words.
    """
    return _RENDERER.render(tokens, _OPTIONS, {"resolve": resolve, "draw": draw})


def inline(tokens: Sequence[Token], resolve: Resolve) -> str:
    """Render the children of one inline token, such as a heading's."""
    return _RENDERER.renderInline(tokens, _OPTIONS, {"resolve": resolve, "draw": in_words})
