"""The way from the text that a filled-in issue form produces to a data file, or to problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.bank import Bank
from generator.form_fields import Field, closing_id, fields
from generator.ids import is_id, slug
from generator.problems import Problem, nearest, shown
from generator.sections import CLOSING, SectionSpec, Shape
from generator.skeleton import items, scalar
from generator.source import MAX_BYTES, Record
from generator.yamltree import Items, Node
from generator.yamltree import Mapping as Keys

FORM = "form"  # what problems name as their file
_NOTHING = "_No response_"  # what the forge writes for an empty field


@dataclass(frozen=True, slots=True)
class Filled:
    """A value of the form and the line of the text it starts on."""

    text: str
    line: int


def read_form(text: str, bank: Bank) -> Record | list[Problem]:
    """Make the record of a question from the text that the form produces.

    Args:
        text: The text of the issue, which may be anything.
        bank: The bank it is to go to.

    Returns:
        The record, which `check` has still to judge; or every problem that keeps it from being one.
    """
    if bad := _unusable(text):
        return [bad]
    filled = _take_apart(text.replace("\r\n", "\n"), fields(bank))
    if isinstance(filled, list):
        return filled
    problems = [problem for field in fields(bank) for problem in _choices(field, filled[field.id])]
    id = slug(filled["question"].text)
    if id in bank.questions or not is_id(id):
        hint = "Correct that answer instead, or ask the question in other words."
        problems.append(_problem(filled["question"].line, "LB109", f"There is a question {shown(id)} already.", hint))
    topic = filled["topic"].text
    return problems or Record(
        "questions", topic, id, f"data/questions/{topic}/{id}.md", _front(filled, bank), _body(filled), 1
    )


def _problem(line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(FORM, line, code, message, hint)


def _unusable(text: str) -> Problem | None:
    if len(text) > MAX_BYTES:
        return _problem(1, "LB102", f"The text is longer than {MAX_BYTES:,} characters.", "Shorten it.")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _problem(1, "LB101", "The text has a character that is none.", "Type it again.")
    return None


def _take_apart(text: str, wanted: tuple[Field, ...]) -> dict[str, Filled] | list[Problem]:
    """Cut the text at its headings, each of which must stand once and in order: text can't pose as another field."""
    lines = text.split("\n")
    places = {
        field.label: [n for n, line in enumerate(lines) if line.rstrip() == f"### {field.label}"] for field in wanted
    }
    found = [places[field.label][0] if len(places[field.label]) == 1 else -1 for field in wanted]
    if -1 in found or found != sorted(found):
        wrong = next((f.label for f, place in zip(wanted, found, strict=True) if place < 0), wanted[0].label)
        hint = "Leave the headings of the form as they are, and use none of them in an answer."
        return [_problem(1, "LB901", f"The heading {shown(wrong)} should stand once, in its place.", hint)]
    ends = [*found[1:], len(lines)]
    filled = {
        field.id: _value(lines[start + 1 : end], start + 2)
        for field, start, end in zip(wanted, found, ends, strict=True)
    }
    empty = [field for field in wanted if field.required and not filled[field.id].text]
    return [
        _problem(filled[f.id].line, "LB902", f"The field {shown(f.label)} is empty.", f"Fill it in: {f.says}")
        for f in empty
    ] or filled


def _value(lines: list[str], line: int) -> Filled:
    text = "\n".join(lines)
    blank = len(text) - len(text.lstrip("\n"))
    return Filled("" if text.strip() == _NOTHING else text.strip(), line + blank)


def _choices(field: Field, value: Filled) -> Iterator[Problem]:
    if field.sort == "dropdown":
        for word in _split(value.text) if field.many else [value.text]:
            if word not in field.options:
                hint = nearest(word, field.options) or "Choose one that the form offers."
                yield _problem(value.line, "LB304", f"{shown(field.label)} can't be {shown(word)}.", hint)
    elif field.sort == "checkboxes" and not re.search(r"^- \[[xX]\] ", value.text, re.MULTILINE):
        yield _problem(value.line, "LB902", "The promise is not ticked.", "Tick it when it is true.")


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,\n]", text) if part.strip()))


def _front(filled: Mapping[str, Filled], bank: Bank) -> Keys:
    topic = bank.topics.get(filled["topic"].text)
    values: dict[str, Node] = {
        "question": scalar(filled["question"].text),
        "kind": scalar(filled["kind"].text),
        "level": scalar(filled["level"].text),
        "group": scalar(filled["group"].text or (topic.groups[0] if topic else "")),
        **{key: items(_split(filled[key].text)) for key in ("roles", "stages", "keywords")},
        "sources": Items(tuple(_sources(filled["sources"].text)), 1),
    }
    return Keys(tuple((scalar(key), value) for key, value in values.items()), 1)


def _sources(text: str) -> Iterator[Keys]:
    for line in filter(None, map(str.strip, text.split("\n"))):
        title, _, address = line.removeprefix("- ").rpartition(" ")
        yield Keys(
            ((scalar("title"), scalar(title.strip(" |,:") or address)), (scalar("url"), scalar(address.strip("<>")))), 1
        )


def _body(filled: Mapping[str, Filled]) -> str:
    main = filled["main"].text
    parts = [filled["spoken"].text, main if main.startswith("## ") else f"## In depth\n{main}"]
    parts += [f"## {spec.title}\n{_closing(spec, filled[closing_id(spec)].text)}" for spec in CLOSING]
    return "\n\n".join(parts)


def _closing(spec: SectionSpec, text: str) -> str:
    if spec.shape is not Shape.PARTS:
        return "\n".join(f"- {line.removeprefix('- ').strip()}" for line in text.split("\n") if line.strip())
    return "\n\n".join(
        f"### {part.strip().removeprefix('### ')}" for part in re.split(r"\n[ \t]*\n", text) if part.strip()
    )
