"""How the front matter is read into dataclasses by the specs of their fields.

Each class describes one sort of value, reads it, and gives its JSON Schema; the model is made of them,
so the reader, the schema, the formatter and the documentation can't disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from functools import cache
from typing import Any

from generator.problems import nearest, shown
from generator.specs import JsonSchema, Many, Place, Ref, Spec, sort_of
from generator.yamltree import Mapping as Keys
from generator.yamltree import Node


@dataclass(frozen=True, slots=True)
class Weights:
    """A mapping from ids of one kind to whole numbers."""

    kind: str
    value: Spec

    @property
    def says(self) -> str:
        return f"a mapping from ids of a {self.kind} to {self.value.says}"

    def read(self, node: Node, address: str, place: Place) -> dict[str, int] | None:
        place.lines[address] = node.line
        if not isinstance(node, Keys):
            place.refuse(
                node.line,
                "LB303",
                f"“{address}” should be a mapping, not a {sort_of(node)}.",
                "Write one “id: number” a line.",
            )
            return None
        if not node.entries:
            place.refuse(node.line, "LB308", f"“{address}” is empty.", f"Write {self.says}.")
        _refuse_repeated_keys(node, place)
        return {key.text: self.value.read(value, f"{address}.{key.text}", place) or 0 for key, value in node.entries}

    def schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": self.value.schema(), "minProperties": 1}


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping that is read into a dataclass of its own."""

    cls: type

    @property
    def says(self) -> str:
        return "a mapping with " + ", ".join(name for name, _, _ in specs(self.cls))

    def read(self, node: Node, address: str, place: Place) -> Any:
        place.lines[address] = node.line
        if not isinstance(node, Keys):
            place.refuse(
                node.line, "LB303", f"“{address}” should be a mapping, not a {sort_of(node)}.", f"Write {self.says}."
            )
            return None
        before = len(place.problems)
        values = read_keys(self.cls, node, f"{address}.", place)
        return self.cls(**values) if len(place.problems) == before else None

    def schema(self) -> JsonSchema:
        return object_schema(self.cls)


def of(spec: Spec, says: str, *, default: Any = ..., only: Sequence[str] = ()) -> Any:
    """Declare a field of the model.

    Args:
        spec: What its value may be.
        says: What it means, for the documentation.
        default: Value when the key is left out; without one the key is required.
        only: Question kinds the key is for; every kind if empty.
    """
    metadata = {"spec": spec, "says": says, "only": tuple(only)}
    if default is ...:
        return dataclass_field(metadata=metadata)
    return dataclass_field(metadata=metadata, default=default)


@cache
def specs(cls: type) -> tuple[tuple[str, Spec, Mapping[str, Any]], ...]:
    """The keys of a class in the order they are written: name, spec, and what `of` was told (plus `required`)."""
    return tuple(
        (each.name, each.metadata["spec"], {**each.metadata, "required": each.default is each.default_factory})
        for each in fields(cls)  # a required one has neither default: both are MISSING
        if "spec" in each.metadata
    )


def read_keys(cls: type, node: Keys, prefix: str, place: Place) -> dict[str, Any]:
    """Read a mapping as keyword arguments of `cls`; anything wrong goes to `place`."""
    known = {name: spec for name, spec, _ in specs(cls)}
    written = {key.text for key, _ in node.entries}
    _refuse_repeated_keys(node, place)
    for key, _ in node.entries:
        if key.text not in known:
            hint = nearest(key.text, known) or f"Known keys: {', '.join(known)}."
            place.refuse(key.line, "LB301", f"{shown(prefix + key.text)} is not a key here.", hint)
    for name, spec, about in specs(cls):
        if about["required"] and name not in written:
            place.refuse(node.line, "LB302", f"The key “{prefix}{name}” is missing.", f"Add it: {spec.says}.")
    return {k.text: known[k.text].read(v, prefix + k.text, place) for k, v in node.entries if k.text in known}


def _refuse_repeated_keys(node: Keys, place: Place) -> None:
    seen: dict[str, int] = {}
    for key, _ in node.entries:
        if key.text in seen:
            place.refuse(
                key.line,
                "LB203",
                f"The key {shown(key.text)} stands twice, first on line {seen[key.text]}.",
                "Keep one.",
            )
        seen.setdefault(key.text, key.line)


def object_schema(cls: type) -> JsonSchema:
    """The JSON Schema of a class made of specs."""
    properties = {name: {**spec.schema(), "description": about["says"]} for name, spec, about in specs(cls)}
    required = [name for name, _, about in specs(cls) if about["required"]]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def references(value: Any, spec: Spec, address: str) -> Iterator[tuple[str, str, str]]:
    """Every id that a value names, as (address, kind, id)."""
    if value is None:
        return
    if isinstance(spec, Ref):
        yield address, spec.kind, value
    elif isinstance(spec, Many):
        for i, item in enumerate(value):
            yield from references(item, spec.item, f"{address}[{i}]")
    elif isinstance(spec, Weights):
        for key in value:
            yield f"{address}.{key}", spec.kind, key
    elif isinstance(spec, Part):
        for name, inner, _ in specs(spec.cls):
            yield from references(getattr(value, name), inner, f"{address}.{name}")
