"""Mends prose by its lines: headings, bullets, rules and the languages of code blocks."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from markdown_it.token import Token

from generator.allowed import bounded
from generator.allowlist import LANGUAGES
from generator.ids import slug
from generator.markdown import PARSER
from generator.mend_inline import escape_dollars, mend_inline
from generator.sections import SectionSpec, Shape
from generator.verbatim import verbatim, verbatim_lines

Note = Callable[[int, str], None]
Line = tuple[int, str]  # the number it had, from 0, and its text

_LANGUAGES = {
    "py": "python", "python3": "python", "sh": "bash", "shell": "bash", "console": "bash", "yml": "yaml",
    "docker": "dockerfile", "txt": "text", "plain": "text", "plaintext": "text", "duckdb": "sql",
}  # fmt: skip


def mend_body(body: str, sections: Sequence[SectionSpec], note: Note) -> list[Line]:
    """Prose in the spelling used here, each line with its number; `note` gets such a number and what was changed.

    Code and formulas stay what they are; where that can't be had, all stays, as in a text too wild to be parsed.
    """
    env: dict[str, object] = {}
    if not bounded(body, lambda *_: None):
        return list(enumerate(body.split("\n")))
    tokens = PARSER.parse(body, env)
    told: list[tuple[int, str]] = []
    lines = list(_dollars(body, env.get("dollars"), lambda number, what: told.append((number, what))))
    titles = {spec.title: spec for spec in sections}
    mended = list(_blocks(lines, verbatim_lines(tokens), titles, lambda number, what: told.append((number, what))))
    mended = _in_order(mended, list(titles), lambda number, what: told.append((number, what)))
    if not verbatim(tokens).is_kept_by(verbatim(PARSER.parse("\n".join(line for _, line in mended)))):
        return list(enumerate(body.split("\n")))
    for number, what in told:
        note(number, what)
    return mended


def _dollars(body: str, loose: object, note: Note) -> Iterator[str]:
    """Escape a sign of money, where the parser found that it starts no formula."""
    for number, line in enumerate(body.split("\n")):
        mended = escape_dollars(line) if isinstance(loose, list) and number in loose else line
        if mended != line:
            note(number, "escaped a dollar sign")
        yield mended


def _blocks(
    lines: list[str], verbatim: Mapping[int, Token], titles: dict[str, SectionSpec], note: Note
) -> Iterator[Line]:
    section = ""
    for number, line in enumerate(lines):
        if token := verbatim.get(number):
            opens = token.type == "fence" and token.map and token.map[0] == number
            yield number, _opening(token, line, titles.get(section), _at(number, note)) if opens else line
        elif _is_underline(lines, number, titles):
            continue
        else:
            mended = _line(line, lines[number + 1 : number + 2], titles, _at(number, note))
            section = mended[3:] if mended.startswith("## ") else section
            if mended or not line.strip():
                yield number, mended


def _at(number: int, note: Note) -> Callable[[str], None]:
    return lambda what: note(number, what)


def _opening(token: Token, line: str, section: SectionSpec | None, told: Callable[[str], None]) -> str:
    language = token.info.strip()
    known = language.lower() if language.lower() in LANGUAGES else _LANGUAGES.get(language.lower(), "")
    if not language:
        known = _guess(token.content, section.shape if section else Shape.PROSE)
    if not known or known == language:
        return line
    told(f"named the language of a code block: {known}")
    return "".join(line.partition(token.markup)[:2]) + known


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
    return mend_inline(_bullet(line, told), told)


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
