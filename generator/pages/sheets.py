"""Cheat sheets as pages, made to be printed from the browser, and the list of all there is to print."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, sheets
from generator.model import Topic
from generator.pages import printing
from generator.pages.page import Draft, Guide, Page, stands


def overview(guide: Guide) -> Iterator[Page]:
    """The list."""
    yield _list(guide)


def pages(guide: Guide) -> Iterator[Page]:
    """A page per topic that has questions, where it isn't staged already."""
    for topic in guide.bank.topics.values():
        sheet = sheets.sheet(guide.bank, topic, guide.dates)
        if sheet.groups and not stands(guide, _path(topic), [topic, *sheet.questions], sheet.date):
            yield _sheet(guide, sheet)


def _path(topic: Topic) -> str:
    return f"sheets/{topic.id}.md"


def _list(guide: Guide) -> Page:
    about = "Cheat sheets, self-tests, packs and loop sheets to print, and the whole guide as a book."
    draft = Draft(guide, "sheets/index.md", "Sheets", about, hide=["toc"])
    draft.heading(1, "Sheets to print")
    packed = {role for question in guide.bank.questions.values() for role in question.roles}
    draft.block("sheets.html", downloads=downloads, packed=packed)
    return draft.page()


def _sheet(guide: Guide, sheet: sheets.Sheet) -> Page:
    topic = sheet.topic
    about = f"{topic.name}: what to remember, on a page or two."
    hidden = {"hide": ["navigation", "toc"], "search": {"exclude": True}}  # the answers themselves are found
    draft = Draft(guide, _path(topic), f"{topic.name}: cheat sheet", about, **hidden)
    draft.heading(1, f"{topic.name}: cheat sheet")
    printing.links(draft, (*downloads.sheet(topic.id), *downloads.self_test(topic.id)))
    draft.block("sheet.html", sheet=sheet, lines=sheets.lines)
    return draft.page()
