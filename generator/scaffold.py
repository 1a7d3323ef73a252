"""Writes the file of a new question: valid but for the answer that is still to be written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.bank import Bank
from generator.files import write_file
from generator.formatter import format_record
from generator.load import examine
from generator.model import QUESTION_KINDS
from generator.problems import DataError, Problem, nearest, shown
from generator.sections import PAIR_TITLES, QUESTION_SECTIONS, STAR_LABELS, SectionSpec, Shape
from generator.source import ID_HINT, MAX_ID, Record, is_id
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


def new_question(data: Path, answers: Answers) -> str:
    """Write the skeleton of a question.

    Returns:
        The path of the file.

    Raises:
        DataError: An answer names something that does not exist, or the file is there already.
    """
    bank, _ = examine(data)
    _refuse_unknown(bank, answers)
    id = answers.id or slug(answers.question)
    if not is_id(id):
        raise DataError([Problem("--id", 1, "LB105", f"{shown(id)} can't be an id.", ID_HINT)])
    path = data / "questions" / answers.topic / f"{id}.md"
    if path.exists() or id in bank.questions:
        raise DataError(
            [Problem(path.as_posix(), 1, "LB109", f"The id {shown(id)} is taken.", "Give another with --id.")]
        )
    record = Record("questions", answers.topic, id, path.as_posix(), _front(bank, answers), _body(answers.kind), 1)
    write_file(path, format_record(record).encode())
    return path.as_posix()


def slug(text: str) -> str:
    """An id made from a question: its words without accents and signs, as many as fit."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = ""
    for word in re.findall(r"[a-z0-9]+", ascii_text):
        if len(id) + len(word) + 1 > MAX_ID:
            break
        id = f"{id}-{word}" if id else word
    return id or "question"


def _refuse_unknown(bank: Bank, answers: Answers) -> None:
    checks = [("topic", answers.topic, list(bank.topics)), ("kind", answers.kind, list(QUESTION_KINDS))]
    checks += [("role", role, list(bank.roles)) for role in answers.roles]
    checks += [("stage", stage, list(bank.stages)) for stage in answers.stages]
    if answers.group and answers.topic in bank.topics:
        checks.append(("group", answers.group, list(bank.topics[answers.topic].groups)))
    found = [
        Problem(
            f"--{name}",
            1,
            "LB306",
            f"There is no {name} {shown(value)}.",
            nearest(value, known) or f"Known: {', '.join(known)}.",
        )
        for name, value, known in checks
        if value not in known
    ]
    if found:
        raise DataError(found)


def _front(bank: Bank, answers: Answers) -> Mapping:
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
            (_scalar("title"), _scalar("Exact title (authors, year)")),
            (_scalar("url"), _scalar("https://example.org/replace-me")),
        ),
        1,
    )
    values: dict[str, Node] = {
        "question": _scalar(answers.question),
        "kind": _scalar(answers.kind),
        "level": _scalar(answers.level),
        "group": _scalar(answers.group or bank.topics[answers.topic].groups[0]),
        "roles": _items(roles),
        "stages": _items(stages),
        "keywords": _items(("what people type",)),
        "sources": Items((source,), 1),
    }
    return Mapping(tuple((_scalar(key), value) for key, value in values.items()), 1)


def _scalar(text: str) -> Scalar:
    return Scalar(text, 1)


def _items(values: tuple[str, ...]) -> Items:
    return Items(tuple(map(_scalar, values)), 1)


def _body(kind: str) -> str:
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
