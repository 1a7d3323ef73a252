"""Turns the files of a bank into a Bank: read, type, parse, then check by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator import prose, rules, shapes
from generator.bank import Bank
from generator.fields import Place, read_keys, specs
from generator.model import ENTRY_KINDS, EntryKind, Question
from generator.problems import DataError, Problem
from generator.source import Record, read_records


def load(data: Path) -> Bank:
    """Load a bank that is known to be sound.

    Args:
        data: Folder of the bank.

    Raises:
        DataError: With every problem of every file.
    """
    bank, problems = examine(data)
    if problems:
        raise DataError(problems)
    return bank


def examine(data: Path) -> tuple[Bank, list[Problem]]:
    """Load whatever can be loaded and find everything that is wrong.

    Returns:
        The bank of all entries that could be typed, and all problems, sorted.
    """
    records, problems = read_records(data, {kind.folder: kind.depth for kind in ENTRY_KINDS})
    entries: dict[str, list[Any]] = {kind.name: [] for kind in ENTRY_KINDS}
    for kind in ENTRY_KINDS:
        for record in (record for record in records if record.folder == kind.folder):
            entry, found = _entry(record, kind)
            problems += found
            entries[kind.name] += [entry] if entry else []
    bank = Bank.of(entries, known=_known(records))
    problems += rules.check(bank)
    return bank, sorted(set(problems))


def _known(records: Iterable[Record]) -> dict[str, set[str]]:
    """Ids of all files, also of those with problems, so that one mistake is not reported many times."""
    return {kind.name: {record.id for record in records if record.folder == kind.folder} for kind in ENTRY_KINDS}


def _entry(record: Record, kind: EntryKind) -> tuple[Any | None, list[Problem]]:
    place = Place(record.path)
    values = read_keys(kind.cls, record.front, "", place)
    place.lines.update({key.text: key.line for key, _ in record.front.entries})
    body, problems = prose.parse(record.body, record.body_line, record.path)
    problems += place.problems
    problems += _order(record, kind.cls)
    if not place.problems:
        extra = {"topic": record.parent} if kind.cls is Question else {}
        entry = kind.cls(id=record.id, path=record.path, lines=place.lines, prose=body, **extra, **values)
        sections = entry.sections if kind.sections is None else kind.sections
        return entry, [*problems, *shapes.check(body, sections, record.path)]
    return None, problems


def _order(record: Record, cls: type) -> Iterator[Problem]:
    written = [key.text for key, _ in record.front.entries]
    order = [name for name, _, _ in specs(cls) if name in written]
    known = [key for key in written if key in order]
    if known != order and len(known) == len(order):
        wrong = next(key for key, right in zip(known, order, strict=True) if key != right)
        line = next(key.line for key, _ in record.front.entries if key.text == wrong)
        yield Problem(
            record.path,
            line,
            "LB310",
            f"The key “{wrong}” is out of order.",
            f"Run “loopbook format”; the order is {', '.join(order)}.",
        )
