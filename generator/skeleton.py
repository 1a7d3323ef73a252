"""What a new question starts from: keys with likely values and the sections of its kind."""

from __future__ import annotations

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
    roles = (
        answers.roles
        or tuple(role.id for role in bank.roles.values() if answers.topic in role.weights)
        or tuple(bank.roles)
    )
    stages = (
        answers.stages
        or tuple(stage.id for stage in bank.stages.values() if answers.kind in stage.kinds)
        or tuple(bank.stages)
    )
    source = Mapping(
        (
            (scalar("title"), scalar("Exact title (authors, year)")),
            (scalar("url"), scalar("https://example.org/replace-me")),
        ),
        1,
    )
    values: dict[str, Node] = {
        "question": scalar(answers.question),
        "kind": scalar(answers.kind),
        "level": scalar(answers.level),
        "group": scalar(answers.group or bank.topics[answers.topic].groups[0]),
        "roles": items(roles),
        "stages": items(stages),
        "keywords": items(("what people type",)),
        "sources": Items((source,), 1),
    }
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
    match spec.shape:
        case Shape.BULLETS:
            return "\n".join(
                f"- TODO {spec.title.lower()}, line {n + 1}." for n in range(spec.items[0] if spec.items else 2)
            )
        case Shape.STAR:
            return "\n".join(f"- **{label}** TODO what to fill in here?" for label in STAR_LABELS)
        case Shape.PARTS:
            return "\n\n".join(
                f"### TODO follow-up {n + 1}?\nTODO One to three sentences."
                for n in range(spec.items[0] if spec.items else 2)
            )
        case Shape.PAIR:
            return "An invented example.\n\n" + "\n\n".join(
                f"### {title}\nTODO A short paragraph." for title in PAIR_TITLES
            )
        case Shape.PYTHON:
            return (
                "```python\nassert 1 + 1 == 2  # TODO code that runs as printed and asserts what the text claims\n```"
            )
        case Shape.SQL:
            return "```sql\nSELECT 1 AS todo ORDER BY todo\n```"
        case Shape.TABLE:
            return "| todo |\n|---|\n| 1 |"
        case Shape.PROSE:
            least = spec.words[0] if spec.words else 30
            return (
                "TODO explain why it is so, with one formula or number, when to use it and what it costs. "
                * (least // 18 + 1)
            ).strip()
