"""Turns the values of an entry into texts, numbers and lists of them, as `marshal` can keep them, and back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from generator.fields import Part, specs
from generator.specs import Many, Spec
from generator.values import Day

Way = Callable[[Any], Any]


def pack(cls: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of fields of `cls`, by name, as `marshal` can keep them."""
    packs = _packs(cls)
    return {name: packs[name](value) if name in packs else value for name, value in values.items()}


def unpack(cls: type, said: dict[str, Any]) -> None:
    """Turn what `pack` made back into the values, in its place."""
    for name, way in _ways(cls).items():
        if name in said:
            said[name] = way(said[name])


@cache
def _packs(cls: Any) -> dict[str, Way]:
    """How values that are more than text, numbers or lists of them become such."""
    return {name: way for name, spec, _ in specs(cls) if (way := _pack(spec))}


def _pack(spec: Spec) -> Way | None:
    if isinstance(spec, Day):
        return datetime.date.toordinal
    if isinstance(spec, Part):
        return _taker(spec.cls)
    if isinstance(spec, Many) and (inner := _pack(spec.item)):
        return lambda items: tuple(map(inner, items))
    return None


def _taker(cls: Any) -> Way:
    names, packs = [name for name, _, _ in specs(cls)], _packs(cls)

    def take(part: Any) -> tuple[Any, ...]:
        values = ((name, getattr(part, name)) for name in names)
        return tuple(packs[name](value) if name in packs else value for name, value in values)

    return take


@cache
def _ways(cls: Any) -> dict[str, Way]:
    """How values that are more than text, numbers or lists of them are put together again."""
    return {name: way for name, spec, _ in specs(cls) if (way := _way(spec))}


def _way(spec: Spec) -> Way | None:
    if isinstance(spec, Day):
        return datetime.date.fromordinal
    if isinstance(spec, Part):
        return _maker(spec.cls)
    if isinstance(spec, Many) and (inner := _way(spec.item)):
        return lambda items: tuple(map(inner, items))
    return None


def _maker(cls: Any) -> Way:
    names, ways = [name for name, _, _ in specs(cls)], _ways(cls)

    def make(values: Iterable[Any]) -> Any:
        pairs = zip(names, values, strict=True)
        return cls(**{name: ways[name](value) if name in ways else value for name, value in pairs})

    return make
