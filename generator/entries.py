"""Reads one file of a bank into an entry, or takes what an earlier build knows of it if the file is still the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import prose, shapes, unfinished
from generator.fields import read_keys, specs
from generator.identity import Stamp, stamp
from generator.model import ENTRY_KINDS, EntryKind, Question
from generator.problems import DataError, Problem
from generator.readings import KeptProse, Reading, make_reading, text_hash, unpacked
from generator.sections import QUESTION_SHAPES
from generator.source import Record, entry_text, take_apart
from generator.specs import Place

DEPTHS = {kind.folder: kind.depth for kind in ENTRY_KINDS}
_KINDS = {kind.folder: kind for kind in ENTRY_KINDS}


@dataclass(frozen=True, slots=True)
class Found:
    """One file, read as far as it could be.

    Args:
        kind: Its kind of entry.
        id: Its id.
        path: The file.
        values: What its front matter says, by key.
        lines: Line of each value.
        entry: The entry; None if the front matter or the body can't be used.
        problems: What is wrong with it, seen alone.
        reading: What the next build may keep; None if there is a problem.
    """

    kind: EntryKind
    id: str
    path: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    entry: Any | None
    problems: list[Problem]
    reading: Reading | None


def find(file: str, data: Path, kept: Mapping[str, Reading]) -> Found | list[Problem]:
    """Look at one file of a bank.

    Args:
        file: Its path under `data`.
        data: Folder of the bank.
        kept: Readings of an earlier build, by path.

    Returns:
        What was found, or why the file can't be taken apart.
    """
    name, parts = f"{data.as_posix()}/{file}".removeprefix("./"), tuple(file.split("/"))
    before, mark = kept.get(name), stamp(name)
    if before and before.stamp == mark:
        return _kept(before, name, parts)
    text = entry_text(name, parts, DEPTHS)
    if not isinstance(text, str):
        return text
    if before and before.text == text_hash(text):
        return _kept(replace(before, stamp=mark), name, parts)
    record = take_apart(text, name, parts)
    if not isinstance(record, Record):
        return record
    return _read(record, _KINDS[record.folder], mark, text)


def _kept(reading: Reading, path: str, parts: tuple[str, ...]) -> Found:
    kind = _KINDS[parts[0]]
    values, lines, facts = unpacked(reading, kind.cls)
    body = KeptProse(facts, partial(_parse_again, path, parts, reading.text))
    id = parts[-1].removesuffix(".md")
    entry = _entry(kind, id, parts[1] if len(parts) == 3 else "", path, lines, body, values)
    return Found(kind, id, path, values, lines, entry, [], reading)


def _parse_again(path: str, parts: tuple[str, ...], known: bytes) -> prose.Prose:
    text = entry_text(path, parts, DEPTHS)
    record = take_apart(text, path, parts) if isinstance(text, str) and text_hash(text) == known else None
    body = prose.parse(record.body, record.body_line, path)[0] if isinstance(record, Record) else None
    if body is None:
        raise DataError([Problem(path, 1, "LB106", "The file was changed during the build.", "Build again.")])
    return body


def _entry(
    kind: EntryKind, id: str, parent: str, path: str, lines: Mapping[str, int], body: prose.Prose, values: Any
) -> Any:
    extra = {"topic": parent} if kind.cls is Question else {}
    return kind.cls(id=id, path=path, lines=lines, prose=body, **extra, **values)


def _read(record: Record, kind: EntryKind, mark: Stamp, text: str) -> Found:
    place = Place(record.path)
    values = read_keys(kind.cls, record.front, "", place)
    place.lines.update({key.text: key.line for key, _ in record.front.entries})
    body, problems = prose.parse(record.body, record.body_line, record.path)
    shape = kind.shape or QUESTION_SHAPES.get(values.get("kind", ""))
    if body and shape:
        problems += shapes.check(body, shape, record.path)
    problems += [*place.problems, *_order(record, kind.cls), *unfinished.check(record)]
    entry, reading = None, None
    if body and not place.problems:
        entry = _entry(kind, record.id, record.parent, record.path, place.lines, body, values)
    if entry and body and not problems:
        whole = kind.cls is not Question  # the prose of others is shown on more pages than their own
        reading = make_reading(kind.cls, mark, text_hash(text), values, place.lines, body, whole)
    return Found(kind, record.id, record.path, values, place.lines, entry, problems, reading)


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
