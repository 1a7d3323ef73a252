"""Turns the tokens of an answer into HTML that Anki shows: plain tags, and formulas as the TeX its MathJax reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

Resolve = Callable[[str], str]
_OPTIONS = OptionsDict({"xhtmlOut": False, "langPrefix": "", "breaks": False, "highlight": None})  # type: ignore[typeddict-item]


class _Renderer(RendererHTML):
    """HTML of allow-listed tokens; anything else stops the build, because a rule should have refused it.

    `env` has the Resolve: making a renderer costs more than rendering an answer.
    """

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f"<pre><code>{escape(tokens[idx].content, quote=False)}</code></pre>\n"

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return rf"\({_formula(tokens[idx])}\)"

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return rf"\[{_formula(tokens[idx])}\]" + "\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f'<a href="{escape(env["resolve"](str(tokens[idx].attrGet("href") or "")))}">'

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        raise ValueError("raw HTML reached the renderer")

    html_inline = image = html_block

    def figure(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """What a figure shows, in words; the drawing is a link away."""
        return f"<p><em>{escape(tokens[idx].content, quote=False)}</em></p>"


_RENDERER = _Renderer()


def _formula(token: Token) -> str:
    """The TeX of a formula on one line; Anki would take line ends for its own markup."""
    return escape(" ".join(token.content.split()), quote=False)


def html(tokens: Sequence[Token], resolve: Resolve) -> str:
    """Render block tokens.

    Args:
        tokens: Tokens that passed `prose.parse` without a problem.
        resolve: Gives the whole address of a link in the data.
    """
    return _RENDERER.render(tokens, _OPTIONS, {"resolve": resolve}).strip()


def inline(tokens: Sequence[Token], resolve: Resolve) -> str:
    """Render the children of one inline token, such as a heading's."""
    return _RENDERER.renderInline(tokens, _OPTIONS, {"resolve": resolve})
