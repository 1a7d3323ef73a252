"""Mends the mechanical mistakes of a bank's files and tells each change; what would be a guess is left to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.bank import Bank
from generator.entry import Entry
from generator.files import move_file, write_file
from generator.formatter import layout, says_the_same
from generator.ids import keeps_letters, slug
from generator.load import examine
from generator.mend_body import mend_body
from generator.mend_front import Mender, Note
from generator.mend_lines import mend_lines
from generator.mend_places import Places
from generator.model import ENTRY_KINDS, EntryKind
from generator.notes import notes
from generator.problems import defused, printable
from generator.sections import QUESTION_SHAPES
from generator.source import MAX_BYTES, Record, take_apart
from generator.yamltree import Mapping as Keys
from generator.yamltree import Scalar

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".txt")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that was mended.

    Args:
        path: The file, as it is called now.
        line: Line it is on now; where it was deleted, one beside it.
        what: What was done, in the past tense.
    """

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return defused(f"{printable(self.path)}:{self.line}: {printable(self.what)}.")


def mend_bank(data: Path) -> list[Change]:
    """Mend every file of a bank that has problems, and its name; what has none is left as it is."""
    changes: list[Change] = []
    for path in sorted(p for p in data.rglob("*") if p.is_file() and not p.is_symlink()):
        place = _rename(data, path)
        if place != path:
            changes.append(Change(place.as_posix(), 1, f"renamed from “{path.relative_to(data).as_posix()}”"))
    bank, problems = examine(data)
    for name in sorted({problem.path for problem in problems}):
        path = Path(name)
        if path.suffix == ".md" and path.is_file() and not path.is_symlink():
            changes += _mend_file(path, data, bank)
    return sorted(changes)


def _rename(data: Path, path: Path) -> Path:
    """Give a file the name it should have, if that is free; one that has the name of an entry stays."""
    parts = path.relative_to(data).parts
    kind = next((kind for kind in ENTRY_KINDS if kind.folder == parts[0]), None)
    if kind is None or len(parts) != kind.depth + 2 or path.suffix.lower() not in _ENDINGS or path.name.startswith("."):
        return path
    topics = {part: slug(part) for part in parts[1:-1] if keeps_letters(part)}
    known = {part: id for part, id in topics.items() if (data / "topics" / f"{id}.md").is_file()}
    folders = [known.get(part, part) for part in parts[1:-1]]
    target = data.joinpath(parts[0], *folders, f"{slug(path.stem)}.md")
    if target == path or target.exists() or not keeps_letters(path.stem):  # the id is for ever: none is guessed
        return path
    move_file(path, target)
    return target


def _mend_file(path: Path, data: Path, bank: Bank) -> list[Change]:
    try:
        text = (raw := path.read_bytes()).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    if len(raw) > MAX_BYTES:
        return []
    mended, changes = mend_text(text, path.as_posix(), path.relative_to(data).parts, bank)
    if mended != text:
        write_file(path, mended.encode())
    return changes


def mend_text(text: str, name: str, parts: tuple[str, ...], bank: Bank) -> tuple[str, list[Change]]:
    """Mend the text of a file.

    Args:
        text: Its content, which may be anything.
        name: The file, for the changes.
        parts: Its path under the bank.
        bank: The bank, for references.

    Returns:
        The text as far as it could be mended, and every change.
    """
    told: list[tuple[int, str]] = []
    readable = mend_lines(text, lambda line, what: told.append((line, what)))
    in_lines = [Change(name, line, what) for line, what in told]
    record = take_apart(readable, name, parts)
    kind = next((kind for kind in ENTRY_KINDS if kind.folder == parts[0]), None)
    if not isinstance(record, Record) or kind is None:
        return readable, in_lines
    made = _mend_record(record, readable, kind, bank, lambda line, what: told.append((line, what)))
    if made is None:
        return readable, in_lines
    mended, places = made
    if mended != readable and not told:
        told.append((1, "put keys, quotes and spaces in their one form"))
    return mended, list(dict.fromkeys(Change(name, places.after(line), what) for line, what in told))


def _mend_record(record: Record, text: str, kind: EntryKind, bank: Bank, note: Note) -> tuple[str, Places] | None:
    """A record mended; nothing if its front matter can't be written in the one form."""
    front = Mender(_known(bank), note).keys(kind.cls, record.front)
    shape = kind.shape or QUESTION_SHAPES.get(_kind(front))
    sections = shape.sections if shape else ()
    lines = mend_body(record.body, sections, lambda line, what: note(record.body_line + line, what))
    body = "\n".join(line for _, line in lines)
    wanted = replace(record, front=front, body=body)
    mended = layout(wanted, notes(text))
    if not says_the_same(mended, wanted):
        return None
    blank = len(body) - len(body.lstrip("\n"))
    return mended.text, Places(mended, record.body_line, [number for number, _ in lines], blank)


def _known(bank: Bank) -> Mapping[str, Mapping[str, str]]:
    """Ids of each kind with the name that people may write instead."""

    def named(entry: Entry) -> str:
        return str(getattr(entry, "name", getattr(entry, "question", entry.id)))

    kinds = {kind.name: kind.cls for kind in ENTRY_KINDS}
    entries = {name: {e.id: named(e) for e in bank.entries if isinstance(e, cls)} for name, cls in kinds.items()}
    return {name: {**{id: id for id in bank.known.get(name, ())}, **ids} for name, ids in entries.items()}


def _kind(front: Keys) -> str:
    return next((v.text for k, v in front.entries if k.text == "kind" and isinstance(v, Scalar)), "")
