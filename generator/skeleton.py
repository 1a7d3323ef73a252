"""What a new question starts from: keys with likely values and the sections of its kind."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass

from generator.bank import Bank
from generator.sections import PAIR_TITLES, QUESTION_SECTIONS, STAR_LABELS, SectionSpec, Shape
from generator.yamltree import Items, Mapping, Node, Scalar


@dataclass(frozen=True, slots=True)
class Answers:
    """What the contributor was asked."""

    topic: str
    question: str
    kind: str
    level: str
    group: str = ""
    roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    id: str = ""


def front(bank: Bank, answers: Answers) -> Mapping:
    """The keys of a new question; what was not asked gets the values that its topic and kind suggest."""
    weighing = tuple(role.id for role in bank.roles.values() if answers.topic in role.weights)
    asking = tuple(stage.id for stage in bank.stages.values() if answers.kind in stage.kinds)
    source = {"title": scalar("Exact title (authors, year)"), "url": scalar("https://example.org/replace-me")}
    values: dict[str, Node] = {
        "question": scalar(answers.question),
        "kind": scalar(answers.kind),
        "level": scalar(answers.level),
        "group": scalar(answers.group or bank.topics[answers.topic].groups[0]),
        "roles": items(answers.roles or weighing or tuple(bank.roles)),
        "stages": items(answers.stages or asking or tuple(bank.stages)),
        "keywords": items(("what people type",)),
        "sources": Items((_mapping(source),), 1),
    }
    return _mapping(values)


def _mapping(values: Values[str, Node]) -> Mapping:
    return Mapping(tuple((scalar(key), value) for key, value in values.items()), 1)


def scalar(text: str) -> Scalar:
    """A value that stands in no file yet."""
    return Scalar(text, 1)


def items(values: tuple[str, ...]) -> Items:
    """A list that stands in no file yet."""
    return Items(tuple(map(scalar, values)), 1)


def body(kind: str) -> str:
    """The sections that a kind must have, with text that says what goes there."""
    spoken = (
        "TODO Say the answer in 30 to 90 words, as you would across the table: the first sentence answers "
        "the question, the next two say why, and the last says when it matters. No list, and no formula "
        "that can't be read aloud."
    )
    parts = [spoken, *(f"## {spec.title}\n{_filler(spec)}" for spec in QUESTION_SECTIONS[kind] if spec.required)]
    return "\n\n".join(parts)


def _filler(spec: SectionSpec) -> str:
    least = spec.items[0] if spec.items else 2
    match spec.shape:
        case Shape.BULLETS:
            return "\n".join(f"- TODO {spec.title.lower()}, line {n + 1}." for n in range(least))
        case Shape.PARTS:
            return "\n\n".join(f"### TODO follow-up {n + 1}?\nTODO One to three sentences." for n in range(least))
        case Shape.PROSE:
            return " ".join([_PROSE] * ((spec.words[0] if spec.words else 30) // 18 + 1))
        case fixed:
            return _FIXED[fixed]


_PROSE = "TODO explain why it is so, with one formula or number, when to use it and what it costs."
_FIXED = {
    Shape.STAR: "\n".join(f"- **{label}** TODO what to fill in here?" for label in STAR_LABELS),
    Shape.PAIR: "\n\n".join(
        ("An invented example.", *(f"### {title}\nTODO A short paragraph." for title in PAIR_TITLES))
    ),
    Shape.PYTHON: "```python\nassert 1 + 1 == 2  # TODO code that runs as printed and asserts what the text says\n```",
    Shape.SQL: "```sql\nSELECT 1 AS todo ORDER BY todo\n```",
    Shape.TABLE: "| todo |\n|---|\n| 1 |",
}
