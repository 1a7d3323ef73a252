"""Self-tests: the questions of a topic with room to write, and the key on pages of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from generator import downloads, sheets
from generator.model import KIND_NAMES, LEVEL_NAMES, Topic
from generator.pages.page import Guide
from generator.prints.job import (
    Job,
    address,
    document,
    left_foot,
    middle_foot,
    print_jobs,
    remembered,
    text,
    texts,
)
from generator.sheets import Sheet
from generator.typeset import string


def jobs(guide: Guide) -> Iterator[Job]:
    """A job per topic and paper."""
    for topic in guide.bank.topics.values():
        if guide.bank.by_topic[topic.id]:
            yield from print_jobs(downloads.self_test(topic.id), topic.path, _source(guide, topic))


def _source(guide: Guide, topic: Topic) -> str:
    sheet = sheets.sheet(guide.bank, topic, guide.dates)
    return document(
        "selftest",
        f"selftest({text(topic.name)}, {text(guide.settings.name + ' self-test')}, {texts(topic.keywords)},"
        f" {left_foot(guide, f'sheets/{topic.id}/')}, {middle_foot(guide, sheet.date)},"
        f" {_questions(sheet)}, {_key(guide, sheet)})",
    )


def _questions(sheet: Sheet) -> str:
    numbers = count(1)
    parts = []
    for group in sheet.groups:
        parts.append(f"group({text(group.title)})")
        for question in group.questions:
            about = f"{LEVEL_NAMES[question.level]} · {KIND_NAMES[question.kind]}"
            parts.append(f"ask({next(numbers)}, {text(question.question)}, {string(about)})")
    return "(" + "".join(f"{part},\n" for part in parts) + ")"


def _key(guide: Guide, sheet: Sheet) -> str:
    parts = [
        f"key({number}, {string(address(guide, question))}, {text(question.question)}, {remembered(guide, question)})"
        for number, question in enumerate(sheet.questions, 1)
    ]
    return "(" + "".join(f"{part},\n" for part in parts) + ")"
