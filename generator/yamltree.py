"""YAML read as a tree of texts with line numbers; nothing is guessed, nothing clever is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from generator.problems import Problem

MAX_DEPTH = 4
MAX_VALUES = 2_000

# The C parser is ten times faster; both give the same events.
_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(NamedTuple):
    """A single value, kept as the text that was written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order they were written; a key may still stand twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Items | Mapping


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value of a tree, its keys included."""
    if isinstance(node, Scalar):
        yield node
    for inner in node.items if isinstance(node, Items) else ():
        yield from scalars(inner)
    for key, value in node.entries if isinstance(node, Mapping) else ():
        yield key
        yield from scalars(value)


def bare(node: Node) -> object:
    """A value without its lines, to compare."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [bare(item) for item in node.items]
    return [(key.text, bare(value)) for key, value in node.entries]


class _RefusedError(Exception):
    def __init__(self, code: str, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message, self.hint = code, line, message, hint


def parse(text: str, path: str, first_line: int) -> Mapping | Problem:
    """Parse front matter.

    Args:
        text: The YAML between the two `---` lines.
        path: File it comes from, for the problem.
        first_line: Line of the file that `text` starts on.

    Returns:
        The mapping, or the one problem that stopped the parser.
    """
    try:
        return _Tree(text, first_line).mapping()
    except _RefusedError as refused:
        return Problem(path, refused.line, refused.code, refused.message, refused.hint)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        return Problem(
            path,
            line,
            "LB202",
            f"The front matter is not YAML: {what}.",
            "Put a value with “: ” or “#” in it in double quotes.",
        )


class _Tree:
    """Builds the tree from parser events, so that no tag is resolved and no alias expanded."""

    def __init__(self, text: str, first_line: int) -> None:
        self._next: Callable[[], Any] = _Parser(text).get_event
        self._first_line = first_line
        self._values = 0

    def mapping(self) -> Mapping:
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return Mapping((), self._first_line)
        root = self._node(self._next(), depth=0)
        if not isinstance(root, Mapping):
            raise _RefusedError(
                "LB202",
                root.line,
                "The front matter is not a list of keys and values.",
                "Write one “key: value” a line.",
            )
        self._next()  # document end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._feature(after, "a second document")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._values += 1
        if event.anchor or event.tag or depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise self._refused(event)
        line = self._first_line + event.start_mark.line
        if isinstance(event, yaml.ScalarEvent):
            if event.style in ("|", ">"):
                raise self._feature(event, "a block scalar (| or >)")
            return Scalar(event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items(depth)), line)
        return Mapping(tuple(self._entries(depth)), line)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._feature(event, "a list or mapping as a key")
            yield key, self._node(self._next(), depth + 1)

    def _refused(self, event: Any) -> _RefusedError:
        if isinstance(event, yaml.AliasEvent):
            return self._feature(event, "an alias (*)")
        if event.anchor:
            return self._feature(event, "an anchor (&)")
        if event.tag:
            return self._feature(event, "a tag (!)")
        return _RefusedError(
            "LB205",
            self._first_line + event.start_mark.line,
            "The front matter is nested too deeply or too long.",
            f"Keep to {MAX_DEPTH} levels and {MAX_VALUES:,} values.",
        )

    def _feature(self, event: Any, what: str) -> _RefusedError:
        return _RefusedError(
            "LB204",
            self._first_line + event.start_mark.line,
            f"The front matter uses {what}, which is not allowed here.",
            "Write the plain value on one line; use double quotes if it starts with a special character.",
        )
