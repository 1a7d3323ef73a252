"""The text that “add a question” puts into the forge's editor: a question of a topic with a note for every key."""

from __future__ import annotations

import json

from generator.bank import Bank
from generator.fields import specs
from generator.model import Question
from generator.skeleton import Answers, body, front
from generator.yamltree import Items, Mapping, Node, Scalar

FILE_NAME = "the-question-in-a-few-words.md"
_HEAD = "# Notes like this one may stay. The file's name is the question's permanent id: rename it above."


def template(bank: Bank, topic: str) -> str:
    """A valid question but for its words; every key has its meaning and its values above it."""
    keys = front(bank, Answers(topic, "What would an interviewer ask?", "concept", "core"))
    values = {key.text: value for key, value in keys.entries}
    lines = ["---", _HEAD]
    for name, spec, about in specs(Question):
        if name in values:
            says = "one value or several" if isinstance(values[name], Items) else spec.says
            says = f"one of {', '.join(bank.topics[topic].groups)}" if name == "group" else says
            lines += [f"# {about['says']} ({says})", *_lines(name, values[name])]
    return "\n".join([*lines, "---", body("concept")]) + "\n"


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
