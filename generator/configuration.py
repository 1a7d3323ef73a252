"""Reads a configuration of MkDocs, with those it inherits from, as plain values: texts, lists and mappings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.problems import DataError, Problem, not_utf8

Values = dict[str, Any]


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Guesses no types and runs nothing; of all tags only `!ENV` means something, the same as to MkDocs."""


_Loader.add_constructor("!ENV", construct_env_tag)


def read_configuration(path: Path) -> Values:
    """What a configuration says; what it says itself goes before what it inherits.

    Raises:
        DataError: A file is missing, can't be decoded, or is not YAML.
    """
    merged: Values = {}
    for _, values in reversed([*configurations(path)]):
        merged = _merged(merged, values)
    return merged


def configurations(path: Path) -> Iterator[tuple[Path, Values]]:
    """A configuration and those that it inherits from, each with what it says itself.

    Raises:
        DataError: As in `read_configuration`.
    """
    seen: set[Path] = set()
    while path.resolve() not in seen:  # MkDocs says it if they go around in a circle
        seen.add(path.resolve())
        values = _values(path)
        yield path, values
        if not (parent := values.get("INHERIT")):
            return
        path = path.parent / str(parent)


def _merged(parent: Values, own: Values) -> Values:
    both = {key: _merged(parent[key], own[key]) for key in parent.keys() & own.keys() if _mappings(parent, own, key)}
    return parent | own | both


def _mappings(parent: Values, own: Values, key: str) -> bool:
    return isinstance(parent[key], dict) and isinstance(own[key], dict)


def _values(path: Path) -> Values:
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (it makes texts only)
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(str(path), error)]) from None
    except OSError as error:
        message = f"The configuration can't be read: {error.strerror}."
        raise DataError([Problem(str(path), 1, "LB106", message, "Run this in the folder of a guide.")]) from None
    except yaml.YAMLError as error:
        mark, what = getattr(error, "problem_mark", None), getattr(error, "problem", None) or "a hidden character"
        raise DataError([_broken(path, mark.line + 1 if mark else 1, f"is not YAML: {what}")]) from None
    if not isinstance(values, dict):
        raise DataError([_broken(path, 1, "is not a list of keys and values")])
    return values


def _broken(path: Path, line: int, what: str) -> Problem:
    hint = "Put a value with “: ” or “#” in it in double quotes."
    return Problem(str(path), line, "LB202", f"The configuration {what}.", hint)
