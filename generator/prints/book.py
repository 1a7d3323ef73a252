"""The whole guide as one document: every topic with every answer in full, with links that stay inside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator import downloads, sheets
from generator.entry import Entry
from generator.model import KIND_NAMES, LEVEL_NAMES, Question, Topic
from generator.pages.page import Guide
from generator.prints.job import Job, anchor, document, left_foot, middle_foot, setter, shared_job, text
from generator.prose import Section
from generator.typeset import Typesetter, string

COLUMN = 150  # millimetres; of what stands in a list


def jobs(guide: Guide) -> Iterator[Job]:
    """One job for both papers."""
    yield shared_job(downloads.guide(), "mkdocs.yml", _source(guide))


def _source(guide: Guide) -> str:
    date = sheets.latest(guide.bank.entries, guide.dates)
    topics = "\n".join(_topic(guide, topic) for topic in guide.bank.topics.values())
    return document(
        "book",
        f"book({text(guide.settings.name)}, {text(guide.settings.description)}, {left_foot(guide, '')},"
        f" {middle_foot(guide, date)}, {{\n{topics}\n}})",
    )


def _inside(entry: Entry) -> bool:
    return isinstance(entry, Question | Topic)


def _topic(guide: Guide, topic: Topic) -> str:
    write = setter(guide, topic, _inside, COLUMN)
    parts = [f"chapter(label({string(anchor(topic))}), {text(topic.name)}, {text(topic.summary)})"]
    parts.append(write.blocks(topic.prose.lead))
    for section in topic.prose.sections:
        parts += [f"minor({string(section.title)})", write.blocks(section.tokens)]
    for group, members in groupby(guide.bank.by_topic[topic.id], key=lambda question: question.group):
        parts.append(f"heading(level: 2, {text(group)})")
        parts += [_question(guide, question) for question in members]
    return "\n".join(parts)


def _question(guide: Guide, question: Question) -> str:
    write = setter(guide, question, _inside, COLUMN)
    about = f"{LEVEL_NAMES[question.level]} · {KIND_NAMES[question.kind]}"
    parts = [f"question(label({string(anchor(question))}), {text(question.question)}, {string(about)})"]
    parts.append(f"spoken({write.blocks(question.prose.lead)})")
    *sections, last = question.prose.sections
    for section in sections:
        parts += _section(write, section)
    end = "\n".join([*_section(write, last), f"sources({', '.join(_source_of(question))})"])
    parts.append(f"together({{\n{end}\n}})" if last.title == "Remember" else end)
    return "\n".join(parts)


def _section(write: Typesetter, section: Section) -> Iterator[str]:
    yield f"minor({string(section.title)})"
    yield write.blocks(section.tokens)
    for part in section.parts:
        yield f"part({write.line(part.title)}, {write.blocks(part.tokens)})"


def _source_of(question: Question) -> Iterator[str]:
    for source in question.sources:
        yield f"link({string(source.url)}, {text(source.title)})"
