"""The arithmetic of the page *At scale*: what was measured, carried on to 100,000 questions and a million readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench.growth import Point
from tests.bench.report import between
from tests.bench.rows import Results, Row
from tests.bench.tools import BUILD, OURS

QUESTIONS, READERS, PAGES = 100_000, 1_000_000, 5
DAY = 86_400  # seconds
READ, GROWN = "<!-- bench: readers -->", "<!-- bench: questions -->"
# What hosts say of themselves.
PUBLISHED_MB, MONTHLY_GB, DEPLOYMENT_MINUTES, RUNNER_GB = 1_000, 100, 10, 16


_READ = """| | bytes |
|---|--:|
| first visit: the heaviest topic page with styles, scripts and fonts, all answers open | {new:.0f} KB |
| each further page of a topic, on average | {further:.0f} KB |
| a first visit that reads {pages} pages | {new:.0f} + {more} × {further:.0f} = **{first:.0f} KB** |
| a return that reads {pages} pages, the rest cached | {pages} × {further:.0f} = **{later:.0f} KB** |

Half of a million daily readers new, half returning: ({first:.0f} + {later:.0f}) / 2 = {each:.0f} KB a visit, so

- {readers:,} × {each:.0f} KB = **{daily:.0f} GB a day**, {monthly:.1f} TB a month;
- on average {mbits:.0f} Mbit/s, and four times that in the busiest hour;
- about {requests:.0f} million requests a day, {a_second:.0f} a second.

GitHub Pages asks to stay under {limit} GB a month: {hours:.0f} hours of this."""
_GROWN = """| | each further question | at {number:,} | limit that is met first |
|---|--:|--:|---|
{lines}

Measured up to {last:,} questions, on the machine of the bench; beyond that, the last slope goes on."""


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line through the last two sizes that were measured."""

    each: float
    last: Point

    @classmethod
    def through(cls, points: Sequence[Point]) -> Line:
        """From points with at least two sizes."""
        (few, low), (many, high) = sorted(points)[-2:]
        return cls((high - low) / (many - few), (many, high))

    def at(self, number: float) -> float:
        """The cost of so many questions."""
        return self.last[1] + self.each * (number - self.last[0])

    def reaches(self, limit: float) -> float:
        """How many questions cost so much."""
        return self.last[0] + (limit - self.last[1]) / self.each


def page(text: str, results: Results) -> str:
    """The page with what follows from the last results between its marks."""
    if results.part("reader"):
        text = between(text, READ, readers(results.part("reader"), results.part("topic page")))
    if len(_own(results.rows(), BUILD)) > 1 and results.part("search"):
        text = between(text, GROWN, questions(results.rows(), results.part("search")))
    return text


def readers(pages: list[dict[str, Any]], mean: float) -> str:
    """Bytes per visit × visits."""
    heaviest = next(row for row in pages if row["page"].startswith("topics/"))
    new, further = heaviest["first visit"] / 1000, mean / 1000
    first, later = new + (PAGES - 1) * further, PAGES * further
    each = (first + later) / 2
    daily = each * READERS / 1e6
    requests = (heaviest["files"] + PAGES - 1 + PAGES) / 2 * READERS
    return _READ.format(
        new=new, further=further, pages=PAGES, more=PAGES - 1, first=first, later=later, each=each, readers=READERS,
        daily=daily, monthly=daily * 30 / 1000, mbits=daily * 8e3 / DAY, requests=requests / 1e6,
        a_second=requests / DAY, limit=MONTHLY_GB, hours=MONTHLY_GB / daily * 24,
    )  # fmt: skip


def questions(rows: list[Row], found: list[dict[str, Any]]) -> str:
    """What each cost comes to at a hundred thousand questions, and what limit it meets."""
    lines = "\n".join(f"| {' | '.join(line)} |" for line in (*_built(rows), *_searched(found)))
    return _GROWN.format(number=QUESTIONS, lines=lines, last=_own(rows, BUILD)[-1].questions)


def _built(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    builds, checks = _own(rows, BUILD), _own(rows, "check")
    site = Line.through([(row.questions, row.megabytes) for row in builds])
    cpu = Line.through([(row.questions, row.cpu) for row in builds])
    memory = Line.through([(row.questions, row.memory) for row in builds])
    check = Line.through([(row.questions, row.cpu) for row in checks])
    full = f"GitHub Pages publishes at most 1 GB: at about **{round(site.reaches(PUBLISHED_MB), -3):,.0f} questions**"
    yield "size of the site", f"{site.each * 1000:.1f} KB", f"{site.at(QUESTIONS) / 1000:.1f} GB", full
    most = f"{DEPLOYMENT_MINUTES} minutes is the longest deployment there"
    yield "CPU of a cold build", f"{cpu.each * 1000:.1f} ms", f"{cpu.at(QUESTIONS) / 60:.1f} minutes", most
    room = f"{RUNNER_GB} GB of an ordinary CI machine"
    yield "memory of a cold build", f"{memory.each * 1000:.0f} KB", f"{memory.at(QUESTIONS) / 1000:.1f} GB", room
    patience = "patience: CI checks whole banks, people one file"
    yield "`loopbook check` of all", f"{check.each * 1000:.1f} ms", f"{check.at(QUESTIONS) / 60:.1f} minutes", patience


def _searched(found: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    ready = Line.through([(row["questions"], row["ready"] / 1000) for row in found])
    alike = Line.through([(row["questions"], row["duplicates s"]) for row in found])
    yield "of it near duplicates", f"{alike.each * 1000:.2f} ms", f"{alike.at(QUESTIONS):.0f} s", "the same"
    phone = f"a phone’s patience: {ready.at(20_000):,.0f} KB at 20,000"
    yield "bytes before the search answers", f"{ready.each * 1000:.0f} bytes", f"{ready.at(QUESTIONS):,.0f} KB", phone


def _own(rows: list[Row], command: str) -> list[Row]:
    own = [row for row in rows if (row.tool, row.command) == (OURS.name, command) and row.runs]
    return sorted(own, key=lambda row: row.questions)
