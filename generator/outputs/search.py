"""The records of the search: labels and titles to be ready with, texts to be loaded when these do not suffice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.addresses import Addresses
from generator.model import KIND_NAMES, LEVEL_NAMES, LEVELS, QUESTION_KINDS, Question
from generator.outputs.site import Files
from generator.pages.page import Guide
from generator.search_pages import records
from generator.words import plain

VERSION = 1
CHUNK = 500
"""Questions in one file: as many as a page can load before the reader has typed a word."""
FEW_CHUNKS = 2
"""Up to here all titles are loaded; beyond, the words of each file say which files a query needs."""
FOLDER = "docs/assets/search"

Label = tuple[int, int, int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def files(guide: Guide) -> Files:
    """What the search has to be ready with, then for each chunk its titles and its texts."""
    questions = list(guide.bank.questions.values())
    chunks = [questions[i : i + CHUNK] for i in range(0, len(questions), CHUNK)]
    found = guide.staged.files("titles", lambda: _without_texts(guide, questions, chunks))
    for number, chunk in enumerate(chunks):
        found[f"{FOLDER}/{number}.text.json"] = _dump([guide.text("search", question, _text) for question in chunk])
    return found


def _without_texts(guide: Guide, questions: Sequence[Question], chunks: Sequence[Sequence[Question]]) -> Files:
    titles = {f"{FOLDER}/{n}.json": _dump(_titles(guide.addresses, chunk)) for n, chunk in enumerate(chunks)}
    return {f"{FOLDER}/index.json": _dump(_index(guide, questions, chunks)), **titles}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _index(guide: Guide, questions: Sequence[Question], chunks: Sequence[Sequence[Question]]) -> dict[str, Any]:
    bank = guide.bank
    label = _Labels(guide)
    places: dict[Label, int] = {}
    numbers = [places.setdefault(label(question), len(places)) for question in questions]
    return {
        "version": VERSION,
        "size": CHUNK,
        "facets": {
            "role": [(role.id, role.name) for role in bank.roles.values()],
            "stage": [(stage.id, stage.name) for stage in bank.stages.values()],
            "company": [(company.id, company.name) for company in bank.companies.values()],
            "topic": [(topic.id, topic.name) for topic in bank.topics.values()],
            "level": list(LEVEL_NAMES.items()),
            "kind": list(KIND_NAMES.items()),
        },
        "labels": list(places),
        "label": numbers,
        "chunks": len(chunks),
        "words": [_words(chunk) for chunk in chunks] if len(chunks) > FEW_CHUNKS else [],
        "pages": list(records(guide)),
    }


class _Labels:
    """Labels of a question as places in the lists of the facets."""

    def __init__(self, guide: Guide) -> None:
        bank = guide.bank
        self._places = [
            {id: place for place, id in enumerate(ids)}
            for ids in (bank.topics, bank.roles, bank.stages, bank.companies)
        ]

    def __call__(self, question: Question) -> Label:
        topics, roles, stages, companies = self._places
        return (
            topics[question.topic],
            LEVELS.index(question.level),
            QUESTION_KINDS.index(question.kind),
            tuple(roles[id] for id in question.roles),
            tuple(stages[id] for id in question.stages),
            tuple(companies[id] for id in question.companies),
        )


def _titles(addresses: Addresses, chunk: Sequence[Question]) -> dict[str, list[str]]:
    """Columns, because they compress better than rows."""
    return {
        "id": [question.id for question in chunk],
        "title": [question.question for question in chunk],
        "keywords": ["|".join(question.keywords) for question in chunk],
        "page": [addresses.page(question) for question in chunk],
    }


def _words(chunk: Sequence[Question]) -> str:
    """The words of a chunk's titles and keywords, each once; the browser folds and counts them."""
    return " ".join(sorted({word for question in chunk for word in _split(question)}))


def _split(question: Question) -> Iterator[str]:
    for text in (question.question, *question.keywords):
        yield from text.lower().split()


def _text(question: Question) -> str:
    section = question.prose.section("Follow-ups")
    follow_ups = [part.title_text for part in section.parts] if section else []
    return " ".join([plain(question.prose.lead), *follow_ups])
