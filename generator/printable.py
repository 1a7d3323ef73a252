"""Rules on what can be printed: formulas that site and sheets both take, signs that the sheets' fonts have."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator import formulas, tex
from generator.bank import Bank
from generator.entry import Entry
from generator.glyphs import missing
from generator.leaves import rare
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
    for line, formula, display in entry.prose.formulas:
        try:
            tex.to_mathml(formula, display)
        except ValueError:
            continue  # the parse has reported it
        yield line, (formula, display)


def characters_print(bank: Bank) -> Iterator[Problem]:
    """Every sign has a drawing in the fonts of the sheets: none becomes an empty box."""
    lacking = missing(frozenset(sign for entry in bank.entries for _, sign in _signs(entry)))
    for entry in bank.entries if lacking else ():
        for line, sign in _signs(entry):
            if sign in lacking:
                message = f"The sign {shown(sign)} (U+{ord(sign):04X}) is in no font of the printed sheets."
                yield Problem(entry.path, line, "LB512", message, "Write it in words.")


def _signs(entry: Entry) -> Iterator[tuple[int, str]]:
    for address, text in _fields(entry):
        yield from ((entry.line(address), sign) for sign in rare(text))
    yield from entry.prose.signs


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
