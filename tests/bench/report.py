"""What the bench tells: tables, ratios to the plain tool, how each cost grows."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterator
from typing import Any

from tests.bench import growth, reader, searching
from tests.bench.rows import Results, Row
from tests.bench.tools import BUILD, OURS, TOOLS

PLAIN = "MkDocs with Material"
EDITED = "one answer edited"
START, END = "<!-- bench: start -->", "<!-- bench: end -->"


def machine() -> dict[str, Any]:
    """When and on what."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return {
        "date": today, "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}", "python": platform.python_version(),
    }  # fmt: skip


def table(rows: list[Row]) -> str:
    """A Markdown table: seconds of CPU, as a multiple of the plain tool, peak memory, size of the site, runs."""
    plain = {row.questions: row.cpu for row in rows if (row.tool, row.command) == (PLAIN, BUILD) and row.runs}
    lines = [
        "| tool | command | questions | CPU s | of plain Material | peak MB | site MB | runs |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        start = f"| {row.tool} | {row.command} | {row.questions:,} |"
        if row.absent or not row.runs:
            lines.append(f"{start} not measured: {' '.join((row.absent or 'did not run').split())} | | | | |")
            continue
        ratio = f"{row.cpu / plain[row.questions]:.2f}" if row.questions in plain else ""
        site = f"{row.megabytes:.1f}" if row.megabytes else ""
        lines.append(f"{start} {row.cpu:.2f} | {ratio} | {row.memory:.0f} | {site} | {len(row.runs)} |")
    return "\n".join(lines)


def ratios(rows: list[Row]) -> str:
    """Our cold build and our edit beside every peer's full rebuild, which is what an edit costs there."""
    known = {(row.tool, row.command, row.questions): row.cpu for row in rows if row.runs}
    lines = ["| beside | questions | our cold build | one answer edited |", "|---|--:|--:|--:|"]
    for (tool, command, number), cost in known.items():
        build, edited = (known.get((OURS.name, name, number)) for name in (BUILD, EDITED))
        if command == BUILD and build and edited:
            whom = "our own cold build" if tool == OURS.name else tool
            lines.append(f"| {whom} | {number:,} | {build / cost:.2f} × | {_share(edited / cost)} |")
    return "\n".join(lines)


def _share(part: float) -> str:
    """A part of a whole as people say it: 1/15, or 1.20 × where it is no part."""
    return f"1/{1 / part:.1f}" if part < 1 else f"{part:.2f} ×"


def grown(rows: list[Row]) -> Iterator[str]:
    """How each tool's cost grows, and what our own build needs for one more question."""
    for tool, command in dict.fromkeys((row.tool, row.command) for row in rows):
        own = [row for row in rows if (row.tool, row.command) == (tool, command) and row.runs]
        if len(own) > 1:
            yield growth.sentence(f"{tool}, {command}", [(row.questions, row.cpu) for row in own])
        if tool == OURS.name and command == BUILD and len(own) > 1:
            yield growth.sentence("size of the site", [(row.questions, row.megabytes) for row in own])
            each = (own[-1].memory - own[0].memory) * 1000 / (own[-1].questions - own[0].questions)
            yield f"- memory of {tool}’s cold build: {each:.0f} KB for each further question"


def whole(results: Results) -> str:
    """All parts that were measured, as Markdown."""
    rows = results.rows()
    parts = [table(rows)]
    if growing := list(grown(rows)):
        parts.append("\n".join(["How it grows:", "", *growing]))
    measured = {row.tool for row in rows}
    if len(measured) > 1:
        does = (f"- {tool.name}: {tool.does}." for tool in TOOLS if tool.name in measured and tool.does)
        parts[1:1] = [ratios(rows), "\n".join(["What each does:", "", *does])]
    if pages := results.part("reader"):
        parts.append(
            f"Lighthouse, as a phone sees it, medians; sizes with gzip, all answers open:\n\n{reader.table(pages)}"
        )
    if found := results.part("search"):
        parts.append(f"The reader’s search, and that for near duplicates:\n\n{searching.table(found)}")
        parts += ["\n".join(_searches(found))] if len(found) > 1 else []
    return "\n\n".join(parts)


def _searches(found: list[dict[str, Any]]) -> Iterator[str]:
    costs = {
        "ready": "bytes until the search is ready",
        "median ms": "a keystroke",
        "duplicates s": "looking for near duplicates",
    }
    for key, name in costs.items():
        yield growth.sentence(name, [(row["questions"], row[key]) for row in found])


def page(text: str, results: Results) -> str:
    """The page of the documentation with the last result between its marks."""
    on = results.part("machine") or machine()
    told = (
        f"{on['date']}, {on['cores']} cores, {on['system']}, Python {on['python']}, load {on['load']} at its start. "
        "Medians; what is slow runs fewer times, and the last column of a table says how often."
    )
    if on["load"] > on["cores"] / 2:
        told += " The machine was busy with other work: read the ratios rather than the seconds."
    return between(text, START, f"{told}\n\n{whole(results)}")


def between(text: str, start: str, made: str) -> str:
    """A text with something made between a mark and the next end."""
    before, _, rest = text.partition(start)
    return f"{before}{start}\n{made}\n{END}{rest.partition(END)[2]}"
