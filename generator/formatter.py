"""Puts the front matter of files in its one form: keys in order, plain values, line ends and spaces tidy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.fields import specs
from generator.files import write_file
from generator.model import ENTRY_KINDS
from generator.source import Record, read_records
from generator.yamltree import Items, Mapping, Node, Scalar

WIDTH = 120
# What YAML reads as plain text: no indicator first, no ": " or " #" inside; in a flow list, nothing that ends it.
_PLAIN = re.compile(r"""(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'"%@`](?:[^\[\]{},:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])""")
_BARE = re.compile(r"""(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])""")


def format_bank(data: Path, *, write: bool) -> list[str]:
    """Format every file that can be read; files with broken front matter are left alone.

    Returns:
        Paths of the files that changed, or would.
    """
    records, _ = read_records(data, {kind.folder: kind.depth for kind in ENTRY_KINDS})
    changed = []
    for record in records:
        text = format_record(record)
        if text.encode() != Path(record.path).read_bytes():
            changed.append(record.path)
            if write:
                write_file(Path(record.path), text.encode())
    return changed


def format_record(record: Record) -> str:
    """The file of a record in its one form; values and prose stay what they are."""
    cls = next(kind.cls for kind in ENTRY_KINDS if kind.folder == record.folder)
    order = [name for name, _, _ in specs(cls)]
    entries = sorted(
        record.front.entries, key=lambda entry: order.index(entry[0].text) if entry[0].text in order else len(order)
    )
    lines = [line for key, value in entries for line in _key(key.text, value, 0)]
    body = "\n".join(line.rstrip() for line in record.body.split("\n")).strip("\n")
    return "\n".join(["---", *lines, "---", body]) + "\n"


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
