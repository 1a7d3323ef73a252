"""Anki decks: all questions, those of each topic and those of each role, each as a package and as a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from html import escape

from generator import anki, ankihtml
from generator.anki import Note
from generator.entry import Entry
from generator.misfit import bullets
from generator.model import LEVELS, Question
from generator.outputs.site import Files
from generator.pages.page import Guide

FOLDER = "docs/anki"


def files(guide: Guide, changed: datetime.date | None = None) -> Files:
    """Decks under `anki/`.

    Args:
        guide: The guide.
        changed: Day that notes carry, so that an import knows what is newer; the commit's if left out.
    """
    notes = {question.id: _note(guide, question) for question in guide.bank.questions.values()}
    name = guide.settings.name
    found: Files = {}
    for path, ids in _contents(guide).items():
        chosen = [notes[id] for id in ids]
        found[f"{FOLDER}/{path}.apkg"] = anki.package(chosen, name, changed or guide.history.day)
        found[f"{FOLDER}/{path}.tsv"] = anki.table(chosen, name)
    return found


def _contents(guide: Guide) -> dict[str, list[str]]:
    """Ids of the questions of each deck; a deck without any is not made."""
    bank = guide.bank
    found = {"all": list(bank.questions)}
    for topic, questions in bank.by_topic.items():
        found[f"topics/{topic}"] = [question.id for question in questions]
    for role in bank.roles.values():
        found[f"roles/{role.id}"] = _of_role(list(bank.questions.values()), role.id, dict(role.weights))
    return {path: ids for path, ids in found.items() if ids}


def _of_role(questions: Sequence[Question], role: str, weights: dict[str, int]) -> list[str]:
    """The role's path: levels first, then the topics that are asked most."""
    asked = [question for question in questions if role in question.roles]
    return [q.id for q in sorted(asked, key=lambda q: (LEVELS.index(q.level), -weights.get(q.topic, 0)))]


def _note(guide: Guide, question: Question) -> Note:
    link = guide.settings.site_url + guide.addresses.of(question)
    resolve = partial(_resolve, guide, question)
    mistakes = question.prose.section("Common mistakes")
    items = [ankihtml.html(item, resolve) for item in bullets(mistakes.tokens)] if mistakes else []
    fields = (
        escape(question.question),
        ankihtml.html(question.prose.lead, resolve),
        f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else "",
        _follow_ups(guide, question),
        escape(link),
        question.id,
    )
    deck = f"{guide.settings.name}::{guide.bank.topics[question.topic].name}"
    return Note(_first_id(question), deck, fields, _tags(question))


def _first_id(question: Question) -> str:
    """The id it had at first: Anki knows the note by it, so a renamed question keeps its schedule."""
    return question.aliases[0].rpartition("/")[2] if question.aliases else question.id


def _follow_ups(guide: Guide, question: Question) -> str:
    section = question.prose.section("Follow-ups")
    resolve = partial(_resolve, guide, question)
    rows = [
        f"<dt>{ankihtml.inline(part.title, resolve)}</dt><dd>{ankihtml.html(part.tokens, resolve)}</dd>"
        for part in (section.parts if section else ())
    ]
    return f"<dl>{''.join(rows)}</dl>" if rows else ""


def _resolve(guide: Guide, entry: Entry, href: str) -> str:
    target = guide.bank.target(entry.path, href)
    return guide.settings.site_url + guide.addresses.of(target) if target else href


def _tags(question: Question) -> tuple[str, ...]:
    labels = {
        "topic": (question.topic,),
        "level": (question.level,),
        "kind": (question.kind,),
        "role": question.roles,
        "stage": question.stages,
        "company": question.companies,
    }
    return tuple(f"{label}::{value}" for label, values in labels.items() for value in values)
