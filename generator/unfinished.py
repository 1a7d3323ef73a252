"""Finds what its writer has not filled in yet: what `loopbook new` and the prefilled question leave to be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.placeholders import ID, MARK, SENTENCES, VALUES
from generator.problems import Problem, shown
from generator.source import Record
from generator.yamltree import Items, Node, Scalar

CODE = "LB611"
_MARK = re.compile(rf"\b{MARK}\b")
_QUOTED = 100


def check(record: Record) -> Iterator[Problem]:
    """What is left of the template in a file, and every TODO.

    Args:
        record: The file; it may have other problems too.
    """
    if record.id == ID:
        hint = "Rename it: a few words of the question joined by hyphens. The name is its permanent id."
        yield Problem(record.path, 1, CODE, "The file still has the template's name.", hint)
    for key, value in record.front.entries:
        yield from _front(value, key.text, record.path)
    if any(left in record.body for left in (MARK, *SENTENCES)):
        yield from _body(record)


def _body(record: Record) -> Iterator[Problem]:
    for number, line in enumerate(record.body.split("\n"), record.body_line):
        if _MARK.search(line):
            yield _marked(line, number, record.path)
        elif any(sentence in line for sentence in SENTENCES):
            message = f"The template's text is still here: {shown(line, _QUOTED)}."
            yield Problem(record.path, number, CODE, message, "Write your own in its place.")


def _front(node: Node, address: str, path: str) -> Iterator[Problem]:
    if isinstance(node, Items):
        for i, item in enumerate(node.items):
            yield from _front(item, f"{address}[{i}]", path)
    elif not isinstance(node, Scalar):
        for key, value in node.entries:
            yield from _front(value, f"{address}.{key.text}", path)
    elif node.text in VALUES:
        message = f"“{address}” is still the template's: {shown(node.text)}."
        yield Problem(path, node.line, CODE, message, VALUES[node.text])
    elif MARK in node.text and _MARK.search(node.text):
        yield _marked(node.text, node.line, path)


def _marked(text: str, line: int, path: str) -> Problem:
    said = shown(text.strip("-#|. ").removeprefix(MARK).strip() or MARK, _QUOTED)
    return Problem(path, line, CODE, f"Something is left to do: {said}.", f"Do it, and delete the “{MARK}”.")
