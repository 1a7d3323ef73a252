"""Turns the files of a bank into a Bank: each file alone, then all of them by the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import rules
from generator.bank import Bank
from generator.codes import DRAFT
from generator.entries import Found, find
from generator.fields import references, specs
from generator.figures import FOLDER, Figures, read_figures
from generator.ids import is_id
from generator.listing import entry_files, folder_problems
from generator.model import ENTRY_KINDS
from generator.problems import DataError, Problem, nearest, shown
from generator.readings import Readings, load_readings, save_readings
from generator.store import Store

Told = Callable[[Sequence[Problem]], None]


def load(data: Path, printing: bool = True, store: Store | None = None, drafts: Told | None = None) -> Bank:
    """Load a bank that is known to be sound, or half-written for a preview.

    Args:
        data: Folder of the bank.
        printing: Whether it has to be fit for paper too.
        store: What earlier builds left.
        drafts: Told what half-written answers lack, which is no reason to refuse them then.

    Raises:
        DataError: With every problem of every file.
    """
    bank, problems = examine(data, printing, store)
    if drafts and problems and DRAFT.issuperset(problem.code for problem in problems):
        drafts(problems)
        return _with_drafts(bank, problems)
    if problems:
        raise DataError(problems)
    return bank


def _with_drafts(bank: Bank, problems: Sequence[Problem]) -> Bank:
    """A bank that is another one when a half-written answer is: no reading is made of a file with problems."""
    texts = (Path(path).read_bytes() for path in sorted({problem.path for problem in problems}))
    return replace(bank, says=_digest([bank.says, *texts]))


def examine(data: Path, printing: bool = True, store: Store | None = None) -> tuple[Bank, list[Problem]]:
    """Load whatever can be loaded and find everything that is wrong.

    Args:
        data: Folder of the bank.
        printing: Whether what matters on paper only is looked for: it takes as long as all the rest.
        store: What earlier builds left; it makes this faster and changes nothing.

    Returns:
        The bank of all entries that could be typed, and all problems, sorted.
    """
    kept, unfit = load_readings(store, data), folder_problems(data)
    names = list(entry_files(data, elsewhere={FOLDER}))
    looked_at = [find(name, data, kept.files) for name in names]
    found = [each for each in looked_at if isinstance(each, Found)]
    figures = Figures() if unfit else read_figures(data, store)
    alone = [problem for each in looked_at for problem in (each.problems if isinstance(each, Found) else each)]
    problems = [*unfit, *figures.problems, *alone]
    bank = _bank(found, figures, data, names)
    judged = _judged(found, figures)
    if problems or not kept.known_sound(judged, printing):
        problems += [problem for each in found for problem in _dangling(each, bank)]
        problems += rules.check(bank, printing)
    now = Readings({each.path: each.reading for each in found if each.reading}, kept.sound)
    save_readings(store, data, kept, now if problems else now.judged_sound(judged, printing))
    return bank, sorted(set(problems))


def _bank(found: Sequence[Found], figures: Figures, data: Path, names: Iterable[str]) -> Bank:
    entries: dict[str, list[Any]] = {kind.name: [] for kind in ENTRY_KINDS}
    for each in found:
        entries[each.kind.name] += [each.entry] if each.entry else []
    known = {**_ids(names), "figure": set(figures.known)}
    files = [f"{data.as_posix()}/{name}".removeprefix("./") for name in names]
    texts = {each.path: each.reading.text for each in found if each.reading}
    says = _digest(each.path.encode() + each.reading.says for each in found if each.reading)
    return Bank.of(entries, known, files, figures.drawn, texts, says)


def _ids(names: Iterable[str]) -> dict[str, set[str]]:
    """Ids of each kind by the names of files alone: one that can't be read is there all the same."""
    known: dict[str, set[str]] = {kind.name: set() for kind in ENTRY_KINDS}
    kinds = {(kind.folder, kind.depth + 2): kind.name for kind in ENTRY_KINDS}
    for parts in (name.split("/") for name in names):
        id, _, ending = parts[-1].rpartition(".")
        if ending == "md" and is_id(id) and (parts[0], len(parts)) in kinds:
            known[kinds[parts[0], len(parts)]].add(id)
    return known


def _judged(found: Sequence[Found], figures: Figures) -> bytes:
    """A hash of all that the rules look at."""
    known = [f"{figure.id} {figure.path}".encode() for figure in figures.drawn]
    entries = [each.path.encode() + (each.reading.judged if each.reading else b"") for each in found]
    return _digest([*entries, b"", *known, b"", *map(str.encode, sorted(figures.known))])


def _digest(parts: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"\0".join(parts)).digest()


def _dangling(found: Found, bank: Bank) -> Iterator[Problem]:
    """Ids in the front matter that name no entry; an entry with problems of its own still counts as there."""
    for name, spec, _ in specs(found.kind.cls):
        for address, kind, id in references(found.values.get(name), spec, name):
            if not bank.knows(kind, id):
                hint = nearest(id, bank.ids(kind)) or f"Create that {kind} first, or take the value out."
                message = f"“{address}”: there is no {kind} {shown(id)}."
                yield Problem(found.path, found.lines.get(address, 1), "LB306", message, hint)
