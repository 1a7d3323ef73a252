"""Every field of any kind of entry that takes free text, and how a hostile text gets into it; the model is the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.fields import Part, specs
from generator.model import ENTRY_KINDS
from generator.outputs.reference import keys
from generator.specs import Many
from generator.values import Choice, Day, Flag, Number

SAMPLES = {
    "role": "roles/tester.md",
    "stage": "stages/screen.md",
    "company": "companies/acme.md",
    "topic": "topics/trees.md",
    "question": "questions/trees/gini-vs-entropy.md",
}
_CLOSED = (Choice, Day, Flag, Number, Part)  # what reads into something else than the text that was typed
_SOURCE = {"title": "A page about the sample", "url": "https://example.org/page"}
_CLASSES = {kind.name: kind.cls for kind in ENTRY_KINDS}


def _free() -> Iterator[tuple[str, str]]:
    for kind, cls in _CLASSES.items():
        for address, spec, _ in keys(cls):
            if not isinstance(spec.item if isinstance(spec, Many) else spec, _CLOSED):
                yield kind, address


FREE = tuple(_free())
"""Kind and address of each free field: `("company", "sources[].id")`."""


def taken_apart(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of an entry."""
    _, front, body = text.split("---\n", 2)
    return yaml.load(front, yaml.CSafeLoader), body  # the one in Python takes no `?` at the end of a list's value


def put_together(kind: str, front: dict[str, Any], body: str) -> str:
    """The text of an entry, its keys in their order."""
    ordered = {name: front[name] for name, _, _ in specs(_CLASSES[kind]) if name in front}
    return f"---\n{yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=10_000)}---\n{body}"


def put(front: dict[str, Any], address: str, text: str) -> None:
    """Put a text into a field; into a list behind what is there. What points at a source that is renamed follows it."""
    *way, last = address.replace("[]", "").split(".")
    place = front
    for name in way:
        inner = place.setdefault(name, [dict(_SOURCE)])
        place = inner[0] if isinstance(inner, list) else inner
    if address == "sources[].id":
        _follow(front, place["id"], text)
    many = isinstance(place.get(last), list) or last in ("aliases", "companies", "prerequisites", "principles")
    place[last] = [*place.get(last, []), text] if many else {**place[last], text: 3} if last == "weights" else text


def _follow(front: dict[str, Any], old: str, new: str) -> None:
    for part in (part for value in front.values() if isinstance(value, list) for part in value):
        if isinstance(part, dict) and part.get("source") == old:
            part["source"] = new


def write(data: Path, kind: str, id: str, question: str, texts: dict[str, str]) -> Path:
    """Write an entry like the sample's of its kind, with other texts in some of its fields.

    Args:
        data: The bank.
        kind: Kind of entry.
        id: Its id, which nobody has.
        question: What it asks, if it is a question: no two ask nearly the same.
        texts: Text by address; that of a question's title stands before `question`.
    """
    path = data / SAMPLES[kind]
    front, body = taken_apart(path.read_text("utf-8"))
    front.pop("aliases", None)
    for address, text in texts.items():
        put(front, address, text)
    if kind == "question":
        front["question"] = f"{texts.get('question', '')} {question}".strip()
    path.with_stem(id).write_text(put_together(kind, front, body), "utf-8")
    return path.with_stem(id)
