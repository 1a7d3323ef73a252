"""Mends prose: headings, bullets, code blocks, and Markdown that has another spelling here."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from html import unescape

from generator.allowlist import LANGUAGES
from generator.ids import slug
from generator.markdown import PARSER
from generator.sections import SectionSpec, Shape

Note = Callable[[int, str], None]
Line = tuple[int, str]  # the number it had, from 0, and its text

_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,})\s*(?P<language>[^`]*)")
_LANGUAGES = {
    "py": "python", "python3": "python", "sh": "bash", "shell": "bash", "console": "bash", "yml": "yaml",
    "docker": "dockerfile", "txt": "text", "plain": "text", "plaintext": "text", "duckdb": "sql",
}  # fmt: skip
_KEPT = re.compile(r"(`+[^`]*`+|\$[^$]+\$)")  # code and formulas in a line
# What is changed in a line of prose: pattern, replacement, what the contributor is told.
_INLINE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\s*<br\s*/?>\s*$", re.IGNORECASE), "", "deleted a forced line break"),
    (re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE), " ", "deleted a forced line break"),
    (re.compile(r"(?<![\w`])__([A-Za-z]\w*?)__(?![\w`])"), r"`__\1__`", "put a name in backticks"),
    (re.compile(r"(?<![\w`])__(\S[^_]*\s[^_]*\S)__(?![\w`])"), r"**\1**", "wrote bold text with stars"),
    (re.compile(r"\]\(http://"), "](https://", "changed http to https in a link"),
)


def mend_body(body: str, sections: Sequence[SectionSpec], note: Note) -> list[Line]:
    """Prose in the spelling used here, each line with its number; `note` gets such a number and what was changed."""
    lines = list(_dollars(body, note))
    mended = list(_blocks(lines, {spec.title: spec for spec in sections}, note))
    return _in_order(mended, [spec.title for spec in sections], note)


def _dollars(body: str, note: Note) -> Iterator[str]:
    """Escape a sign of money, where the parser found that it starts no formula."""
    env: dict[str, object] = {}
    if all(body.count(sign) < len(body) // 4 + 50 for sign in "[<*_$"):
        PARSER.parse(body, env)
    loose = env.get("dollars")
    for number, line in enumerate(body.split("\n")):
        mended = re.sub(r"(?<![\\$])\$(?=\d)", r"\\$", line) if isinstance(loose, list) and number in loose else line
        if mended != line:
            note(number, "escaped a dollar sign")
        yield mended


def _blocks(lines: list[str], titles: dict[str, SectionSpec], note: Note) -> Iterator[Line]:
    fence, section = "", ""
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if fence:
            fence = "" if line.strip() == fence else fence
            yield number, line
        elif found:
            fence = found["fence"]
            yield number, _opening(found, line, lines[number + 1 :], titles.get(section), _at(number, note))
        elif _is_underline(lines, number, titles):
            continue
        else:
            mended = _line(line, lines[number + 1 : number + 2], titles, _at(number, note))
            section = mended[3:] if mended.startswith("## ") else section
            if mended or not line.strip():
                yield number, mended


def _at(number: int, note: Note) -> Callable[[str], None]:
    return lambda what: note(number, what)


def _opening(
    found: re.Match[str], line: str, rest: list[str], section: SectionSpec | None, told: Callable[[str], None]
) -> str:
    language = found["language"].strip()
    known = language.lower() if language.lower() in LANGUAGES else _LANGUAGES.get(language.lower(), "")
    if not language:
        end = next((i for i, each in enumerate(rest) if each.strip() == found["fence"]), len(rest))
        known = _guess("\n".join(rest[:end]), section.shape if section else Shape.PROSE)
    if not known or known == language:
        return line
    told(f"named the language of a code block: {known}")
    return f"{found['fence']}{known}"


def _guess(code: str, shape: Shape) -> str:
    """Python or SQL where the section must have it and the code can be it, text elsewhere."""
    if shape is Shape.SQL:
        return "sql"
    if shape is Shape.PYTHON:
        try:
            ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return "text"
        return "python"
    return "text"


def _is_underline(lines: list[str], number: int, titles: dict[str, SectionSpec]) -> bool:
    """Whether a line is the `===` or `---` under a title."""
    return bool(number and re.fullmatch(r"=+\s*|-{3,}\s*", lines[number]) and _title(lines[number - 1], titles))


def _line(line: str, after: list[str], titles: dict[str, SectionSpec], told: Callable[[str], None]) -> str:
    heading = re.fullmatch(r"\s{0,3}(#{1,6})\s*(.*?)\s*#*", line)
    underlined = bool(after and re.fullmatch(r"=+\s*|-{3,}\s*", after[0]))
    bold = re.fullmatch(r"\*\*(.+?)\*\*:?\s*", line)
    if heading or underlined or bold:
        text = heading[2] if heading else bold[1] if bold else line
        title = _title(text, titles)
        if title and (heading is None or len(heading[1]) != 3 or title == text):
            if line != f"## {title}":
                told(f"wrote the heading “## {title}”")
            return f"## {title}"
    if re.fullmatch(r"\s*([-*_])(\s*\1){2,}\s*", line):
        told("deleted a horizontal rule")
        return ""
    return _inline(_bullet(line, told), told)


def _title(text: str, titles: dict[str, SectionSpec]) -> str:
    """The section that a heading means, if it can mean but one."""
    plain = {slug(title): title for title in titles}
    word = slug(text)
    near = get_close_matches(word, sorted(plain), n=2, cutoff=0.85)
    return plain.get(word) or (plain[near[0]] if len(near) == 1 else "")


def _bullet(line: str, told: Callable[[str], None]) -> str:
    mended = re.sub(r"^(\s*)[*+•–]\s+(?=\S)", r"\1- ", line)
    if mended != line:
        told("wrote the bullet as “-”")
    return mended


def _inline(line: str, told: Callable[[str], None]) -> str:
    if re.search(r"\S(?:  +|\\)$", line):
        told("deleted a forced line break")
        line = line.rstrip(" \\")
    parts = _KEPT.split(line)
    return "".join(part if i % 2 else _prose(part, told) for i, part in enumerate(parts))


def _prose(text: str, told: Callable[[str], None]) -> str:
    for pattern, replacement, what in _INLINE:
        mended = pattern.sub(replacement, text)
        if mended != text:
            told(what)
        text = mended
    plain = re.sub(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,30});", lambda m: _character(m[0]), text)
    if plain != text:
        told("wrote an HTML entity as its character")
    return plain


def _character(entity: str) -> str:
    shown = unescape(entity)
    return (
        " " if shown == "\xa0" else f"\\{shown}" if shown in "<>*_[]`$\\" else shown if shown.isprintable() else entity
    )


def _in_order(lines: list[Line], titles: list[str], note: Note) -> list[Line]:
    """Sections in the order of the kind, if each is known and stands once."""
    starts = [i for i, (_, line) in enumerate(lines) if line.startswith("## ")]
    found = [lines[i][1][3:] for i in starts]
    if len(set(found)) < len(found) or not set(found) <= set(titles):
        return lines
    order = sorted(range(len(found)), key=lambda i: titles.index(found[i]))
    if order == list(range(len(found))):
        return lines
    note(lines[starts[next(i for i, place in enumerate(order) if i != place)]][0], "put the sections in order")
    ends = [*starts[1:], len(lines)]
    return [*lines[: starts[0]], *(line for i in order for line in _apart(lines[starts[i] : ends[i]]))]


def _apart(section: list[Line]) -> list[Line]:
    """A section with one empty line at its end."""
    while not section[-1][1]:
        section.pop()
    return [*section, (section[-1][0], "")]
