"""Mends what stands in a line of prose and has another spelling here; code and formulas in it stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

# Code, formulas (a sign of money begins none), addresses of links and HTML, but for a forced break.
_KEPT = re.compile(
    r"(`+[^`]*`+|\$\$(?:\\.|[^$\\])+\$\$|(?<![\\\d])\$(?!\s)(?:\\.|[^$\\])+(?<!\s)\$(?!\d)"
    r"|(?<=\]\()(?!http://)[^)\s]*|(?<=\]\(http://)[^)\s]*|<!--.*?-->|<(?!br\b)[A-Za-z/][^<>]*>)",
    re.IGNORECASE,
)
# Not the sign that would make another one of what follows it.
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,30});(?!#?\w+;)")
# What is changed in a line of prose: pattern, replacement, what the contributor is told.
_INLINE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\s*<br\s*/?>\s*$", re.IGNORECASE), "", "deleted a forced line break"),
    (re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE), " ", "deleted a forced line break"),
    (re.compile(r"(?<![\w`])__([A-Za-z]\w*?)__(?![\w`])"), r"`__\1__`", "put a name in backticks"),
    (re.compile(r"(?<![\w`])__(\S[^_]*\s[^_]*\S)__(?![\w`])"), r"**\1**", "wrote bold text with stars"),
    (re.compile(r"\]\(http://"), "](https://", "changed http to https in a link"),
)


def escape_dollars(line: str) -> str:
    """A line whose signs of money start no formula."""
    return _beside_kept(line, lambda text: re.sub(r"(?<![\\$])\$(?=\d)", r"\\$", text))


def mend_inline(line: str, told: Callable[[str], None]) -> str:
    """A line of prose without forced breaks, HTML for signs, and bold text in underscores; `told` gets each one."""
    if re.search(r"\S(?:  +|\\)$", line):
        told("deleted a forced line break")
        line = line.rstrip(" \\")
    return _beside_kept(line, lambda text: _prose(text, told))


def _beside_kept(line: str, change: Callable[[str], str]) -> str:
    return "".join(part if i % 2 else change(part) for i, part in enumerate(_KEPT.split(line)))


def _prose(text: str, told: Callable[[str], None]) -> str:
    for pattern, replacement, what in _INLINE:
        mended = pattern.sub(replacement, text)
        if mended != text:
            told(what)
        text = mended
    plain = _ENTITY.sub(lambda m: _character(m[0]), text)
    if plain != text:
        told("wrote an HTML entity as its character")
    return plain


def _character(entity: str) -> str:
    shown = unescape(entity)
    return (
        " " if shown == "\xa0" else f"\\{shown}" if shown in "<>*_[]`$|\\" else shown if shown.isprintable() else entity
    )
