"""Cheat sheets as pages, made to be printed from the browser, and the list of all there is to print."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, sheets
from generator.model import Topic
from generator.pages import printing
from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """The list, then a page per topic that has questions."""
    yield _list(guide)
    for topic in guide.bank.topics.values():
        if guide.bank.by_topic[topic.id]:
            yield _sheet(guide, topic)


def _list(guide: Guide) -> Page:
    about = "Cheat sheets, self-tests, packs and loop sheets to print, and the whole guide as a book."
    draft = Draft(guide, "sheets/index.md", "Sheets", about, hide=["toc"])
    draft.heading(1, "Sheets to print")
    packed = {role for question in guide.bank.questions.values() for role in question.roles}
    draft.block("sheets.html", downloads=downloads, packed=packed)
    return draft.page()


def _sheet(guide: Guide, topic: Topic) -> Page:
    about = f"{topic.name}: what to remember, on a page or two."
    hidden = {"hide": ["navigation", "toc"], "search": {"exclude": True}}  # the answers themselves are found
    draft = Draft(guide, f"sheets/{topic.id}.md", f"{topic.name}: cheat sheet", about, **hidden)
    draft.heading(1, f"{topic.name}: cheat sheet")
    printing.links(draft, (*downloads.sheet(topic.id), *downloads.self_test(topic.id)))
    draft.block("sheet.html", sheet=sheets.sheet(guide.bank, topic, guide.dates), lines=sheets.lines)
    return draft.page()
