"""Rules on what can be printed: formulas that site and sheets both take, signs that the sheets' fonts have."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.token import Token

from generator import formulas, tex
from generator.bank import Bank
from generator.glyphs import missing
from generator.markdown import lines_in
from generator.model import Entry
from generator.problems import Problem, shown
from generator.prose import Prose

_DIGIT = re.compile(r"[0-9]")


def converted(bank: Bank) -> Mapping[tuple[str, bool], formulas.Formula]:
    """Every formula of a bank as Typst takes it."""
    return formulas.convert(frozenset(key for entry in bank.entries for _, key in _formulas(entry)))


def formulas_print(bank: Bank) -> Iterator[Problem]:
    """A formula that is sound on the site is sound on paper."""
    found = formulas.convert(frozenset(_form(key) for entry in bank.entries for _, key in _formulas(entry)))
    for entry in bank.entries:
        for line, key in _formulas(entry):
            if error := found[_form(key)].error:
                message = f"The formula {shown(key[0])} is broken: {error}."
                yield Problem(entry.path, line, "LB505", message, "Write it with commands that both know.")


def _form(key: tuple[str, bool]) -> tuple[str, bool]:
    """A formula with all its digits alike: which ones they are makes none sound or broken, so a form is tried once."""
    return _DIGIT.sub("1", key[0]), key[1]


def _formulas(entry: Entry) -> Iterator[tuple[int, tuple[str, bool]]]:
    for line, token in _tokens(entry.prose):
        if token.type in ("math_inline", "math_block"):
            key = (token.content.strip(), token.type == "math_block")
            try:
                tex.to_mathml(*key)
            except ValueError:
                continue  # the parse has reported it
            yield line, key


def characters_print(bank: Bank) -> Iterator[Problem]:
    """Every sign has a drawing in the fonts of the sheets: none becomes an empty box."""
    lacking = missing(frozenset(sign for entry in bank.entries for _, text in _texts(entry) for sign in _rare(text)))
    for entry in bank.entries if lacking else ():
        for line, text in _texts(entry):
            for sign in sorted(_rare(text) & lacking):
                message = f"The sign {shown(sign)} (U+{ord(sign):04X}) is in no font of the printed sheets."
                yield Problem(entry.path, line, "LB512", message, "Write it in words.")


def _rare(text: str) -> set[str]:
    return set() if text.isascii() else {sign for sign in text if sign > "\xff"}


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    for address, text in _fields(entry):
        yield entry.line(address), text
    for line, token in _tokens(entry.prose):
        yield line, token.content


def _fields(value: Any, address: str = "") -> Iterator[tuple[str, str]]:
    """The texts among an entry's fields, each with its address."""
    if isinstance(value, str):
        yield address, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _fields(item, f"{address}[{i}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, Prose):
        for field in dataclasses.fields(value):
            if field.name not in ("path", "lines"):
                yield from _fields(getattr(value, field.name), f"{address}.{field.name}".lstrip("."))


def _tokens(prose: Prose) -> Iterator[tuple[int, Token]]:
    """Tokens without children, with their lines in the file."""
    yield from _leaves(prose.lead, prose.line)
    for section in prose.sections:
        yield from _leaves(section.tokens, section.body_line)
        for part in section.parts:
            yield from ((part.line, token) for token in part.title)
            yield from _leaves(part.tokens, section.body_line)


def _leaves(tokens: tuple[Token, ...], first: int) -> Iterator[tuple[int, Token]]:
    line = first
    for token in tokens:
        line = first + token.map[0] if token.map else line
        at = line
        for child in token.children or ():
            yield at, child
            at += lines_in(child)
        if token.children is None:
            yield line, token
