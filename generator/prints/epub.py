"""The whole guide as an EPUB: a chapter a topic, for readers whose pages have no fixed size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from generator import downloads
from generator.ebook import Tree, heading, paragraph
from generator.entry import Entry
from generator.model import Question, Topic
from generator.pages.page import Guide
from generator.pandoc import Node
from generator.prints.job import FLOWING, Job, address, anchor, asking_job
from generator.prose import Section


def jobs(guide: Guide) -> Iterator[Job]:
    """One job, which needs a chapter a topic."""
    settings = guide.settings
    chapters = tuple(_chapter(guide, topic) for topic in guide.bank.topics.values())
    book = {
        "title": settings.name,
        "subtitle": settings.description,
        "identifier": settings.site_url,
        "rights": settings.license,
        "lang": "en",
        "chapters": [chapter.name for chapter in chapters],
    }
    source = json.dumps(book, ensure_ascii=False)
    yield Job(downloads.book().path, "mkdocs.yml", source, FLOWING, needs=chapters)


def _chapter(guide: Guide, topic: Topic) -> Job:
    source = json.dumps(list(_topic(guide, topic)), ensure_ascii=False)
    return asking_job(topic, source, FLOWING, "chapter")


def _tree(guide: Guide, entry: Entry) -> Tree:
    def destination(href: str) -> str:
        target = guide.bank.target(entry.path, href)
        if target is None:
            return href
        return f"#{anchor(target)}" if isinstance(target, Question | Topic) else address(guide, target)

    return Tree(destination, guide.bank.drawings)


def _topic(guide: Guide, topic: Topic) -> Iterator[Node]:
    tree = _tree(guide, topic)
    yield heading(1, topic.name, anchor(topic))
    yield paragraph(topic.summary)
    yield from tree.blocks(topic.prose.lead)
    for section in topic.prose.sections:
        yield from _section(tree, section, 2)
    for group, members in groupby(guide.bank.by_topic[topic.id], key=lambda question: question.group):
        yield heading(2, group)
        for question in members:
            yield from _question(guide, question)


def _question(guide: Guide, question: Question) -> Iterator[Node]:
    tree = _tree(guide, question)
    yield heading(3, question.question, anchor(question))
    yield from tree.blocks(question.prose.lead)
    for section in question.prose.sections:
        yield from _section(tree, section, 4)


def _section(tree: Tree, section: Section, level: int) -> Iterator[Node]:
    yield heading(level, section.title)
    yield from tree.blocks(section.tokens)
    for part in section.parts:
        yield {"t": "Header", "c": [level + 1, ["", [], []], tree.inlines(part.title)]}
        yield from tree.blocks(part.tokens)
