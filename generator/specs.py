"""Sorts of value in front matter: what each may hold, how it is read, and its JSON Schema; ids and lists here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from generator.problems import Problem, plural, shown
from generator.yamltree import Items, Node, Scalar
from generator.yamltree import Mapping as Keys

JsonSchema = dict[str, Any]


class Place:
    """Where a value stands; collects problems and remembers lines while a record is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def refuse(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, code, message, hint))


class Spec(Protocol):
    """One sort of value."""

    @property
    def says(self) -> str:
        """What a contributor should write, for messages and documentation."""

    def read(self, node: Node, address: str, place: Place) -> Any:
        """Return the typed value; on a problem, tell `place` and return None."""

    def schema(self) -> JsonSchema:
        """The JSON Schema of the value."""


def scalar(node: Node, address: str, place: Place, says: str) -> str | None:
    """Read a single value that is not empty; a list or mapping in its place is a problem."""
    place.lines[address] = node.line
    if not isinstance(node, Scalar):
        place.refuse(node.line, "LB303", f"“{address}” should be {says}, not a {sort_of(node)}.", "Write one value.")
        return None
    if not node.text.strip():
        place.refuse(
            node.line, "LB305", f"“{address}” is empty.", f"Write {says}, or leave the key out if it is optional."
        )
        return None
    return node.text


def sort_of(node: Node) -> str:
    """The sort of a value, for messages."""
    return "list" if isinstance(node, Items) else "mapping" if isinstance(node, Keys) else "single value"


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of another entry; whether it exists is a rule's business."""

    kind: str

    @property
    def says(self) -> str:
        return f"the id of a {self.kind}"

    def read(self, node: Node, address: str, place: Place) -> str | None:
        return scalar(node, address, place, self.says)

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^[a-z0-9/-]+$", "description": self.says}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values, each of which stands once."""

    item: Spec
    least: int = 1
    most: int = 50

    @property
    def says(self) -> str:
        return f"a list of {self.least} to {self.most} values, each {self.item.says}"

    def read(self, node: Node, address: str, place: Place) -> tuple[Any, ...] | None:
        place.lines[address] = node.line
        if not isinstance(node, Items):
            place.refuse(
                node.line,
                "LB303",
                f"“{address}” should be a list, not a {sort_of(node)}.",
                "Write [one, two] or one “- value” a line.",
            )
            return None
        if not self.least <= len(node.items) <= self.most:
            place.refuse(
                node.line,
                "LB308",
                f"“{address}” has {plural(len(node.items), 'value')}.",
                f"It takes {self.least} to {self.most}.",
            )
        values = [self.item.read(item, f"{address}[{i}]", place) for i, item in enumerate(node.items)]
        self._refuse_repeats(values, node, address, place)
        return tuple(values)

    def _refuse_repeats(self, values: list[Any], node: Items, address: str, place: Place) -> None:
        for i, value in enumerate(values):
            if value is not None and value in values[:i]:
                place.refuse(
                    node.items[i].line, "LB307", f"“{address}” lists {shown(str(value))} twice.", "Delete one."
                )

    def schema(self) -> JsonSchema:
        return {
            "type": "array",
            "items": self.item.schema(),
            "minItems": self.least,
            "maxItems": self.most,
            "uniqueItems": True,
        }
