"""Topic pages, which hold the questions with their answers.

No id of an entry has two hyphens in a row, so what else has an address on these pages takes such a one: whatever
strangers call their questions, each address leads to one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from generator import downloads
from generator.addresses import topic_page
from generator.ids import distinct, slug
from generator.model import Question, Topic
from generator.pages import printing
from generator.pages.answer import Answers
from generator.pages.page import Draft, Guide, Page, stands
from generator.prefilled import FILE_NAME, template


def overview(guide: Guide) -> Iterator[Page]:
    """All topics."""
    bank = guide.bank
    draft = Draft(guide, "topics/index.md", "Topics", "All topics by area, with the number of questions at each level.")
    draft.heading(1, "Topics")
    counts = {topic: Counter(q.level for q in questions) for topic, questions in bank.by_topic.items()}
    draft.block("topics.html", counts=counts, anchors=dict(zip(bank.areas, distinct(bank.areas), strict=True)))
    yield draft.page()


def pages(guide: Guide) -> Iterator[Page]:
    """The pages of each topic, where they aren't staged already."""
    for topic in guide.bank.topics.values():
        for number, questions in enumerate(guide.addresses.chunks[topic.id], 1):
            writers = [name for question in questions for name in ("", *guide.history.writers.get(question.path, ()))]
            if not stands(guide, _path(topic, number), [topic, *questions], *writers):
                yield _topic(guide, topic, number, questions)


def _path(topic: Topic, number: int) -> str:
    return topic_page(topic.id, number).rstrip("/") + ".md"


def _intro(draft: Draft, guide: Guide, topic: Topic, number: int) -> None:
    chunks = guide.addresses.chunks[topic.id]
    draft.block(
        "topic_intro.html",
        topic=topic,
        number=number,
        pages=[topic_page(topic.id, n + 1) for n in range(len(chunks))],
        total=sum(map(len, chunks)),
        add=guide.settings.new_url(f"{_bank(topic)}/questions/{topic.id}", FILE_NAME, template(guide.bank, topic.id)),
    )


def _bank(topic: Topic) -> str:
    """Folder of the bank, as the forge knows it."""
    return PurePosixPath(topic.path).parents[1].as_posix()


def _topic(guide: Guide, topic: Topic, number: int, questions: list[Question]) -> Page:
    title = topic.name if number == 1 else f"{topic.name}, page {number}"
    draft = Draft(guide, _path(topic, number), title, topic.summary, scripts=["due.js"])
    draft.heading(1, title)
    _intro(draft, guide, topic, number)
    if number == 1 and questions:
        files = (*downloads.sheet(topic.id), *downloads.self_test(topic.id))
        printing.links(draft, files, sheet=f"sheets/{topic.id}/")
    for section in topic.prose.sections if number == 1 else ():
        draft.heading(2, section.title, f"{slug(section.title)}--section")
        draft.block("section.html", entry=topic, section=section)
    answers = Answers(draft, guide)
    for group, members in groupby(questions, key=lambda question: question.group):
        draft.heading(2, group, f"group--{topic.groups.index(group) + 1}")
        for question in members:
            answers.add(question)
    if number == 1:
        _elsewhere(draft, guide, topic)
    return draft.page()


def _elsewhere(draft: Draft, guide: Guide, topic: Topic) -> None:
    """Questions whose address is on this page although they stand on another."""
    later = [question for chunk in guide.addresses.chunks[topic.id][1:] for question in chunk]
    if later:
        draft.block("topic_more.html", later=later)
    if guide.addresses.moved[topic.id]:
        draft.block("topic_moved.html", moved=guide.addresses.moved[topic.id])
