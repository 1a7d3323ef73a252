"""Puts the front matter of files in its one form: keys in order, plain values, line ends and spaces tidy.

Notes stay: each stands above the key it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.fields import specs
from generator.figures import FOLDER
from generator.files import write_file
from generator.model import ENTRY_KINDS
from generator.notes import Note, notes
from generator.problems import Problem
from generator.source import Record, read_records, take_apart
from generator.yamltree import Items, Mapping, Node, Scalar, bare

WIDTH = 120
# What YAML reads as plain text: no indicator first, no ": " or " #" inside; in a flow list, nothing that ends it.
_PLAIN = re.compile(r"""(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'"%@`](?:[^\[\]{},:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])""")
_BARE = re.compile(r"""(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])""")


def format_bank(data: Path, *, write: bool) -> tuple[list[str], list[Problem]]:
    """Format every file that can be read; one with front matter that is broken, or has no such form, is left alone.

    Returns:
        Paths of the files that changed, or would, and why others can't be read.
    """
    records, problems = read_records(data, {kind.folder: kind.depth for kind in ENTRY_KINDS}, elsewhere={FOLDER})
    changed = []
    for record in records:
        raw = Path(record.path).read_bytes()
        made = layout(record, notes(raw.decode().replace("\r\n", "\n")))
        if made.text.encode() != raw and says_the_same(made, record):
            changed.append(record.path)
            if write:
                write_file(Path(record.path), made.text.encode())
    return changed, problems


@dataclass(frozen=True, slots=True)
class Layout:
    """A record in its one form.

    Args:
        text: The file.
        keys: For each key its line in the record, and the lines in the file of it and of the key after it.
        body_line: Line of the file the body starts on.
    """

    text: str
    keys: tuple[tuple[int, int, int], ...]
    body_line: int


def format_record(record: Record, kept: Sequence[Note] = ()) -> str:
    """The file of a record in its one form; values, prose and the notes stay what they are."""
    return layout(record, kept).text


def layout(record: Record, kept: Sequence[Note] = ()) -> Layout:
    """As `format_record`, with the places of what the record holds."""
    above = _above(kept, [key.line for key, _ in record.front.entries])
    lines = ["---"]
    keys = []
    for key, value in _in_order(record).entries:
        lines += above.pop(key.line, [])
        start = len(lines) + 1
        lines += _key(key.text, value, 0)
        keys.append((key.line, start, len(lines) + 1))
    lines += [*above.get(0, []), "---"]
    body = "\n".join(line.rstrip() for line in record.body.split("\n")).strip("\n")
    return Layout("\n".join([*lines, body]) + "\n", tuple(keys), len(lines) + 1)


def says_the_same(made: Layout, record: Record) -> bool:
    """Whether the file reads as the record does: the form has no place for some shapes, such as a list in a list."""
    again = take_apart(made.text, record.path, (record.folder, record.id))
    return isinstance(again, Record) and bare(again.front) == bare(_in_order(record))


def _in_order(record: Record) -> Mapping:
    cls = next(kind.cls for kind in ENTRY_KINDS if kind.folder == record.folder)
    order = [name for name, _, _ in specs(cls)]

    def place(entry: tuple[Scalar, Node]) -> int:
        return order.index(entry[0].text) if entry[0].text in order else len(order)

    return Mapping(tuple(sorted(record.front.entries, key=place)), record.front.line)


def _above(kept: Sequence[Note], keys: list[int]) -> dict[int, list[str]]:
    """The notes by the line of their key; under 0 those after the last key."""
    above: dict[int, list[str]] = {}
    for note in kept:
        after = [line for line in keys if line > note.line]
        before = [line for line in keys if line <= note.line]
        place = (after[0] if after else 0) if note.before or not before else before[-1]
        above.setdefault(place, []).append(note.text)
    return above


def _key(key: str, node: Node, indent: int) -> Iterator[str]:
    pad = "  " * indent
    if isinstance(node, Scalar):
        yield f"{pad}{_text(key, _PLAIN)}: {_text(node.text, _BARE)}".rstrip()
    elif isinstance(node, Mapping):
        yield f"{pad}{_text(key, _PLAIN)}:" if node.entries else f"{pad}{_text(key, _PLAIN)}: {{}}"
        for inner, value in node.entries:
            yield from _key(inner.text, value, indent + 1)
    else:
        yield from _list(_text(key, _PLAIN), node, indent)


def _list(key: str, node: Items, indent: int) -> Iterator[str]:
    pad = "  " * indent
    if all(isinstance(item, Scalar) for item in node.items):
        flow = f"{pad}{key}: [{', '.join(_text(item.text, _PLAIN) for item in node.items if isinstance(item, Scalar))}]"
        if len(flow) <= WIDTH:
            yield flow
            return
    yield f"{pad}{key}:"
    for item in node.items:
        yield from _item(item, indent + 1)


def _item(item: Node, indent: int) -> Iterator[str]:
    pad = "  " * indent
    if isinstance(item, Scalar):
        yield f"{pad}- {_text(item.text, _BARE)}"
        return
    inner = (
        [line for key, value in item.entries for line in _key(key.text, value, indent + 1)]
        if isinstance(item, Mapping)
        else []
    )
    for i, line in enumerate(inner):
        yield f"{pad}- {line.lstrip()}" if i == 0 else line


def _text(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
