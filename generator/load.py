"""Turns the files of a bank into a Bank: read, type, parse, then check by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import prose, rules, shapes
from generator.bank import Bank
from generator.fields import Place, read_keys, references, specs
from generator.figures import FOLDER, read_figures
from generator.model import ENTRY_KINDS, EntryKind, Question
from generator.problems import DataError, Problem, nearest, shown
from generator.sections import QUESTION_SHAPES
from generator.source import Record, read_records


def load(data: Path, printing: bool = True) -> Bank:
    """Load a bank that is known to be sound.

    Args:
        data: Folder of the bank.
        printing: Whether it has to be fit for paper too.

    Raises:
        DataError: With every problem of every file.
    """
    bank, problems = examine(data, printing)
    if problems:
        raise DataError(problems)
    return bank


def examine(data: Path, printing: bool = True) -> tuple[Bank, list[Problem]]:
    """Load whatever can be loaded and find everything that is wrong.

    Args:
        data: Folder of the bank.
        printing: Whether what matters on paper only is looked for: it takes as long as all the rest.

    Returns:
        The bank of all entries that could be typed, and all problems, sorted.
    """
    records, problems = read_records(data, {kind.folder: kind.depth for kind in ENTRY_KINDS}, elsewhere={FOLDER})
    figures = read_figures(data)
    kinds = {kind.folder: kind for kind in ENTRY_KINDS}
    readings = [_read(record, kinds[record.folder]) for record in records]
    entries: dict[str, list[Any]] = {kind.name: [] for kind in ENTRY_KINDS}
    for reading in readings:
        problems += reading.problems
        entries[reading.kind.name] += [reading.entry] if reading.entry else []
    known = {kind.name: {record.id for record in records if record.folder == kind.folder} for kind in ENTRY_KINDS}
    known["figure"] = set(figures.known)
    bank = Bank.of(entries, known, (record.path for record in records), figures.drawn)
    problems += figures.problems
    problems += [problem for reading in readings for problem in _dangling(reading, bank)]
    problems += rules.check(bank, printing)
    return bank, sorted(set(problems))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One record, read as far as it could be; the entry is None if the front matter or body can't be used."""

    kind: EntryKind
    path: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    entry: Any | None
    problems: list[Problem]


def _read(record: Record, kind: EntryKind) -> _Reading:
    place = Place(record.path)
    values = read_keys(kind.cls, record.front, "", place)
    place.lines.update({key.text: key.line for key, _ in record.front.entries})
    body, problems = prose.parse(record.body, record.body_line, record.path)
    shape = kind.shape or QUESTION_SHAPES.get(values.get("kind", ""))
    if body and shape:
        problems += shapes.check(body, shape, record.path)
    entry = None
    if body and not place.problems:
        extra = {"topic": record.parent} if kind.cls is Question else {}
        entry = kind.cls(id=record.id, path=record.path, lines=place.lines, prose=body, **extra, **values)
    return _Reading(
        kind, record.path, values, place.lines, entry, [*problems, *place.problems, *_order(record, kind.cls)]
    )


def _dangling(reading: _Reading, bank: Bank) -> Iterator[Problem]:
    """Ids in the front matter that name no entry; an entry with problems of its own still counts as there."""
    for name, spec, _ in specs(reading.kind.cls):
        for address, kind, id in references(reading.values.get(name), spec, name):
            if not bank.knows(kind, id):
                hint = nearest(id, bank.ids(kind)) or f"Create that {kind} first, or take the value out."
                message = f"“{address}”: there is no {kind} {shown(id)}."
                yield Problem(reading.path, reading.lines.get(address, 1), "LB306", message, hint)


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
