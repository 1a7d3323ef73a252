"""Cheat sheets: a topic on one page, or on two at most."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, sheets
from generator.model import Topic
from generator.pages.page import Guide
from generator.prints.job import (
    SMALLEST,
    Fit,
    Job,
    document,
    left_foot,
    middle_foot,
    print_jobs,
    sheet_blocks,
    text,
    texts,
)

# One comfortable page if the topic allows, else two.
FITS = (Fit(1, 8.25, 12), Fit(2, SMALLEST, 12.5))


def jobs(guide: Guide) -> Iterator[Job]:
    """A job per topic and paper."""
    for topic in guide.bank.topics.values():
        if guide.bank.by_topic[topic.id]:
            yield from print_jobs(downloads.sheet(topic.id), topic.path, _source(guide, topic), FITS)


def _source(guide: Guide, topic: Topic) -> str:
    sheet = sheets.sheet(guide.bank, topic, guide.dates)
    body = "\n".join(sheet_blocks(guide, sheet))
    return document(
        "sheet",
        f"sheet({text(topic.name)}, {text(guide.settings.name + ' cheat sheet')}, {text(topic.summary)},"
        f" {text(topic.summary)}, {texts(topic.keywords)}, {left_foot(guide, f'sheets/{topic.id}/')},"
        f" {middle_foot(guide, sheet.date)}, {{{body}}})",
    )
