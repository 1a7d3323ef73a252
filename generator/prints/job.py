"""A job for the press, and the pieces of Typst that every print is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.cutting import BOTH, cut
from generator.downloads import Download
from generator.entry import Entry
from generator.model import Question, Topic
from generator.pages.page import Guide
from generator.sheets import Sheet, lines
from generator.typeset import Typesetter, breakable, string

FLOWING = ""  # paper; what has none is pandoc's
SMALLEST = 7.5  # points; below that, print on a wall can't be read
_TEMPLATES = Path(__file__).parent.parent / "typst"


@dataclass(frozen=True, slots=True)
class Fit:
    """A number of pages, and the sizes of letters to try for it, in points."""

    pages: int
    smallest: float
    largest: float


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to print.

    Args:
        name: The file, from the site's root; of several, what to call them.
        path: The entry that is at fault if it can't be printed.
        source: A whole Typst document.
        paper: The paper, as Typst names it; empty for a book that flows.
        fits: What to try, the best first; the first that fits is taken.
        parts: The files that are cut from it, if it is laid out for both papers.
        asks: A label of the document whose value is wanted instead of a file.
        needs: Jobs that ask, whose answers it takes.
        answers: These answers by the names of the jobs, as JSON.
    """

    name: str
    path: str
    source: str
    paper: str
    fits: tuple[Fit, ...] = (Fit(10_000, 10, 10),)
    parts: tuple[Download, ...] = ()
    asks: str = ""
    needs: tuple[Job, ...] = ()
    answers: str = "{}"

    def files(self, printed: bytes) -> dict[str, bytes]:
        """The files by their names, from what was printed."""
        return {part.path: cut(printed, part.paper) for part in self.parts} or {self.name: printed}


@cache
def template(name: str) -> str:
    """A Typst template of ours."""
    return (_TEMPLATES / f"{name}.typ").read_text(encoding="utf-8")


def document(kind: str, call: str) -> str:
    """A document: the templates, then one call."""
    return f"{template('base')}\n{template(kind)}\n#{call}\n"


def print_jobs(
    downloads: Iterable[Download], path: str, source: str, fits: tuple[Fit, ...] | None = None
) -> Iterable[Job]:
    """One job a paper."""
    for download in downloads:
        job = (download.path, path, source, download.paper)
        yield Job(*job, fits) if fits else Job(*job)


def shared_job(downloads: tuple[Download, ...], path: str, source: str, needs: tuple[Job, ...] = ()) -> Job:
    """One job for both papers: what nobody pins to a wall need not fill each of them."""
    name = " and ".join(download.path for download in downloads)
    return Job(name, path, source, BOTH, parts=downloads, needs=needs)


def asking_job(topic: Topic, source: str, paper: str, asks: str) -> Job:
    """A job that answers for a part of others, named by its content: equal parts are asked for once."""
    return Job(f"{topic.id} {hashlib.sha256(source.encode()).hexdigest()}", topic.path, source, paper, asks=asks)


def text(value: str) -> str:
    """Plain text of a field, as a Typst literal that can break its long words."""
    return string(breakable(value))


def texts(values: Iterable[str]) -> str:
    """Plain texts as a Typst array."""
    return "(" + "".join(f"{text(value)}, " for value in values) + ")"


def setter(
    guide: Guide, entry: Entry, inside: Callable[[Entry], bool] = lambda _: False, column: float = 74
) -> Typesetter:
    """A typesetter whose links lead to the site, or to a place in the document for entries that are `inside` it.

    Args:
        guide: The guide.
        entry: Whose tokens it writes.
        inside: Which entries stand in the document.
        column: Width of the narrowest column, in millimetres.
    """

    def destination(href: str) -> str:
        target = guide.bank.target(entry.path, href)
        if target is None:
            return string(href)
        return f"label({string(anchor(target))})" if inside(target) else string(address(guide, target))

    return Typesetter(guide.formulas, destination, guide.bank.drawings, column)


def anchor(entry: Entry) -> str:
    """Name of an entry inside a document."""
    return f"{type(entry).__name__.lower()}-{entry.id}"


def address(guide: Guide, entry: Entry) -> str:
    """An entry's address on the web."""
    return guide.settings.site_url + guide.addresses.of(entry)


def left_foot(guide: Guide, path: str) -> str:
    """Left part of a footer: where it comes from, without a link, which a tagged footer may not hold."""
    return string((guide.settings.site_url + path).removeprefix("https://"))


def middle_foot(guide: Guide, date: str) -> str:
    """Middle part of a footer: how old it is, and what one may do with it."""
    return string(" · ".join(part for part in (f"Content of {date}" if date else "", guide.settings.license) if part))


def remembered(guide: Guide, question: Question) -> str:
    """The lines to remember of a question, as one list."""
    write = setter(guide, question)
    items = "".join(f"{write.line(item)},\n" for item in lines(question))
    return f"remember({items})"


def sheet_blocks(guide: Guide, sheet: Sheet) -> list[str]:
    """Formulas, table and groups of a sheet; after a heading, which starts with `group`, a question has to follow."""
    write = setter(guide, sheet.topic)
    parts = []
    if sheet.formulas:
        parts.append(f'tinted("Key formulas", {write.blocks(sheet.formulas)})')
    if sheet.table:
        parts.append(f'tinted("At a glance", {write.blocks(sheet.table)})')
    for group in sheet.groups:
        parts.append(f"group({text(group.title)})")
        parts += [
            f"prompt({string(address(guide, q))}, {text(q.question)}, {remembered(guide, q)})" for q in group.questions
        ]
    return parts
