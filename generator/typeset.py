"""Turns the tokens of an entry into Typst code for everything that is printed.

Written by hand for the dozen tokens of the allow-list instead of through pandoc's reader, because a text then can only
ever stand in a string literal: the code is made of function calls, so no sign of an entry is Typst markup.
Formulas alone come from pandoc, judged by `formulas`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from generator.formulas import Formula, signs
from generator.tabular import fits

LONG_WORD = 24  # letters; longer ones may break anywhere after a sign or, failing that, after this many
LONG_CODE = 48  # letters of a code block, which people copy: only what no column holds gets a sign to break at
EM = 4.1  # millimetres; of the largest letters that tables and formulas are set in
SHORT = 10  # signs; a formula of so many stays on one line
_LONG = re.compile(rf"\S{{{LONG_WORD + 1},}}")
_TOO_LONG = re.compile(rf"\S{{{LONG_CODE + 1},}}")
_BREAK = re.compile(rf"(?<=[/._(,=\[{{-])(?=\w)|(?<=[a-z])(?=[A-Z])|(?<=\w{{{LONG_WORD}}})(?=\w)")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CALLS = {
    "paragraph": "par",
    "em": "emph",
    "strong": "strong",
    "blockquote": "quote.with(block: true)",
    "list_item": "",
    "td": "",
    "th": "",
    "tr": "",
    "tbody": "",
    "thead": "table.header",
}


def string(text: str) -> str:
    """A Typst string literal."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def breakable(text: str) -> str:
    """Text whose long words have places to break, so that a narrow column never clips one."""
    return _LONG.sub(lambda match: _BREAK.sub("\u200b", match[0]), text)


def _code(text: str) -> str:
    return _TOO_LONG.sub(lambda match: breakable(match[0]), text)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Writes tokens as Typst code.

    Args:
        formulas: Every formula of the bank, by its TeX and whether it is a display.
        destination: Turns the href of a link into what Typst's `link` takes.
        drawings: Figures by id, each an SVG document.
        column: Width of the narrowest column, in millimetres.
    """

    formulas: Mapping[tuple[str, bool], Formula]
    destination: Callable[[str], str]
    drawings: Mapping[str, str] = field(default_factory=dict)
    column: float = 74

    def blocks(self, tokens: Sequence[Token]) -> str:
        """Block tokens as one code block."""
        return _Writer(self).write(tokens)

    def line(self, tokens: Sequence[Token]) -> str:
        """The children of an inline token, or tokens of a tight list item, as one code block."""
        return _Writer(self).write([token for token in tokens if not token.type.startswith("paragraph")])


class _Writer:
    """Writes one run of tokens; every open token adds a call, every close token ends it."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self._out: list[str] = []

    def write(self, tokens: Sequence[Token]) -> str:
        self._out = ["{"]
        for i, token in enumerate(tokens):
            self._token(token, tokens, i)
        return "\n".join([*self._out, "}"])

    def _token(self, token: Token, tokens: Sequence[Token], i: int) -> None:
        name, _, end = token.type.rpartition("_")
        if token.type == "inline":
            for child in token.children or ():
                self._token(child, (), 0)
        elif end == "open":
            self._open(name, token, tokens, i)
        elif end == "close":
            self._close(name, token)
        else:
            self._out.append(self._leaf(token))

    def _open(self, name: str, token: Token, tokens: Sequence[Token], i: int) -> None:
        if name in ("bullet_list", "ordered_list"):
            tight = any(
                item.hidden for item in tokens[i:] if item.type == "paragraph_open" and item.level > token.level
            )
            kind = "list" if name == "bullet_list" else "enum"
            self._out.append(f"{kind}(tight: {str(tight).lower()},")
        elif name == "table":
            self._out.append("narrow(" if fits(tokens[i:], self._setter.column / EM) else "wide(")
            self._out.append(_table(tokens[i:]))
        elif name == "link":
            self._out.append(f"link({self._setter.destination(str(token.attrGet('href') or ''))}, {{")
        elif name in ("tr", "tbody"):
            pass
        elif name == "thead":
            self._out.append("table.header(")
        elif not token.hidden:
            self._out.append(f"{_CALLS[name]}({{" if _CALLS[name] else "{")

    def _close(self, name: str, token: Token) -> None:
        if name in ("bullet_list", "ordered_list"):
            self._out.append(")")
        elif name == "table":
            self._out.append("))")
        elif name == "thead":
            self._out.append("),")
        elif name in ("list_item", "td", "th"):
            self._out.append("},")
        elif name not in ("tr", "tbody") and not token.hidden:
            self._out.append("})")

    def _leaf(self, token: Token) -> str:
        match token.type:
            case "text" | "text_special":
                return string(breakable(token.content))
            case "softbreak":
                return '" "'
            case "code_inline":
                return f"raw({string(breakable(token.content))})"
            case "fence":
                return f"raw(block: true, lang: {string(token.info.strip())}, {string(_code(token.content.rstrip()))})"
            case "math_inline" | "math_block":
                return self._math(token)
            case "figure":
                drawing = self._setter.drawings[token.meta["id"]]
                return f"drawing({string(drawing)}, {string(token.content)})"
        raise ValueError(f"“{token.type}” reached the typesetter")

    def _math(self, token: Token) -> str:
        display = token.type == "math_block"
        tex = token.content.strip()
        formula = self._setter.formulas[tex, display].typst
        alt = string(" ".join(tex.split()))
        return f"{self._place(tex, display)}math.equation(block: {str(display).lower()}, alt: {alt}, {formula}))"

    def _place(self, tex: str, display: bool) -> str:
        """What sets a formula: only one that may be too wide is measured, which takes as long as to set it."""
        if display:
            return "narrow(" if signs(tex) < self._setter.column / EM else "display("
        return "box(" if signs(tex) <= SHORT else f"formula({self._setter.column}mm, "


def _table(tokens: Sequence[Token]) -> str:
    heads = []
    for token in tokens:
        if token.type == "thead_close":
            break
        if token.type == "th_open":
            style = str(token.attrGet("style") or "")
            heads.append(next((side for side in ("right", "center") if side in style), "left"))
    return f"table(columns: {len(heads)}, align: ({', '.join(heads)},),"
