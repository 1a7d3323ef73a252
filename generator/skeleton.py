"""What a new question starts from: keys with likely values and the sections of its kind."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass

from generator.bank import Bank
from generator.placeholders import (
    ADDRESS,
    ANSWER,
    CODE,
    COLUMNS,
    ITEM,
    KEYWORD,
    MARK,
    PARAGRAPH,
    SPOKEN,
    SQL,
    TITLE,
    WHY,
)
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
    source = {"title": scalar(TITLE), "url": scalar(ADDRESS)}
    values: dict[str, Node] = {
        "question": scalar(answers.question),
        "kind": scalar(answers.kind),
        "level": scalar(answers.level),
        "group": scalar(answers.group or bank.topics[answers.topic].groups[0]),
        "roles": items(answers.roles or weighing or tuple(bank.roles)),
        "stages": items(answers.stages or asking or tuple(bank.stages)),
        "keywords": items((KEYWORD,)),
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
    parts = (f"## {spec.title}\n{_filler(spec)}" for spec in QUESTION_SECTIONS[kind] if spec.required)
    return "\n\n".join([f"{MARK} {SPOKEN}", *parts])


def _filler(spec: SectionSpec) -> str:
    least, most = spec.items or (2, 4)
    match spec.shape:
        case Shape.BULLETS:
            limit = f", each at most {spec.line} characters" if spec.line else ""
            says = f"{spec.title.lower()}: {least} to {most} lines{limit}"
            return "\n".join(f"- {MARK} {says}." for _ in range(least))
        case Shape.PARTS:
            return "\n\n".join(f"### {MARK} follow-up {n + 1}?\n{MARK} {ANSWER}" for n in range(least))
        case Shape.PROSE:
            length = f" It takes {spec.words[0]} to {spec.words[1]} words." if spec.words else ""
            return f"{MARK} {WHY}{length}"
        case fixed:
            return _FIXED[fixed]


_FIXED = {
    Shape.STAR: "\n".join(f"- **{label}** {MARK} {ITEM}" for label in STAR_LABELS),
    Shape.PAIR: "\n\n".join(
        (f"{MARK} An invented example.", *(f"### {title}\n{MARK} {PARAGRAPH}" for title in PAIR_TITLES))
    ),
    Shape.PYTHON: f"```python\nassert 1 + 1 == 2  # {MARK} {CODE}\n```",
    Shape.SQL: f"```sql\nSELECT 1 AS one ORDER BY one -- {MARK} {SQL}\n```",
    Shape.TABLE: f"| {MARK} {COLUMNS} |\n|---|\n| 1 |",
}
