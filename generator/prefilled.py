"""The text that “add a question” puts into the forge's editor: a question of a topic with a note for every key."""

from __future__ import annotations

import json
from collections.abc import Mapping as About
from typing import Any

from generator.bank import Bank
from generator.fields import Part, specs
from generator.model import Question
from generator.placeholders import ID, QUESTION
from generator.skeleton import Answers, body, front
from generator.specs import Many, Spec
from generator.yamltree import Items, Mapping, Node, Scalar

FILE_NAME = f"{ID}.md"
_HEAD = "# Notes like this one may stay. The file's name is the question's permanent id: rename it above."


def template(bank: Bank, topic: str) -> str:
    """A valid question but for its words; a note explains every key, also those that may be left out."""
    keys = front(bank, Answers(topic, QUESTION, "concept", "core"))
    values = {key.text: value for key, value in keys.entries}
    lines = ["---", _HEAD]
    for name, spec, about in specs(Question):
        says = f"one of {', '.join(bank.topics[topic].groups)}" if name == "group" else _says(spec)
        if name in values:
            lines += [f"# {about['says']} ({says})", *_lines(name, values[name])]
        else:
            lines.append(_optional(name, says, about))
    return "\n".join([*lines, "---", body("concept")]) + "\n"


def _says(spec: Spec) -> str:
    """What to write for a key, with the way that YAML writes a list."""
    if not isinstance(spec, Many):
        return spec.says
    form = "each begins with “- ”" if isinstance(spec.item, Part) else "written [one, two]"
    return f"{spec.says}; {form}"


def _optional(name: str, says: str, about: About[str, Any]) -> str:
    only = f"; for {' and '.join(about['only'])} questions" if about["only"] else ""
    return f"# Optional: “{name}”. {about['says']} ({says}{only})"


def _lines(name: str, value: Node) -> list[str]:
    if isinstance(value, Scalar):
        return [f"{name}: {_text(value)}"]
    entries = value.items if isinstance(value, Items) else ()
    if all(isinstance(entry, Scalar) for entry in entries):
        return [f"{name}: [{', '.join(_text(entry) for entry in entries)}]"]
    pairs = [
        (key.text, _text(inner)) for entry in entries if isinstance(entry, Mapping) for key, inner in entry.entries
    ]
    return [f"{name}:", *(f"  {'-' if i == 0 else ' '} {key}: {text}" for i, (key, text) in enumerate(pairs))]


def _text(node: Node) -> str:
    text = node.text if isinstance(node, Scalar) else ""
    return text if text.replace("-", "").isalnum() and text.isascii() else json.dumps(text, ensure_ascii=False)
