"""Shows what a bank covers on the command line: as tables for people, as JSON for machines."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from generator.bank import Bank
from generator.coverage import Coverage, measure, principle_names
from generator.freshness import stale, unreviewed
from generator.model import KIND_NAMES, LEVEL_NAMES
from generator.problems import plural


def as_json(bank: Bank, day: datetime.date | None) -> str:
    """A JSON object with `whole`, `topics`, `principles`, `holes` and `freshness`."""
    due = [
        {
            "path": item.entry.path,
            "what": item.what,
            "checked": str(item.checked),
            "days": item.days,
            "limit": item.limit,
        }
        for item in (stale(bank, day) if day else ())
    ]
    fresh = {"day": str(day) if day else None, "due": due, "unreviewed": [q.id for q in unreviewed(bank)]}
    return json.dumps({**asdict(measure(bank)), "freshness": fresh}, ensure_ascii=False, indent=2) + "\n"


def as_text(bank: Bank, day: datetime.date | None) -> str:
    """Tables, the holes and, at the end, what is older than its limit on that day."""
    coverage = measure(bank)
    whole = coverage.whole
    head = f"{plural(whole.total, 'question')}, {whole.reviewed:,} reviewed, {whole.total - whole.reviewed:,} not"
    return "\n\n".join(
        (
            head,
            _topics(bank, coverage),
            _list("Levels", {LEVEL_NAMES[id]: n for id, n in whole.levels.items()}),
            _list("Kinds", {KIND_NAMES[id]: n for id, n in whole.kinds.items()}),
            _list("Roles", {bank.roles[id].name: n for id, n in whole.roles.items()}),
            _list("Stages", {bank.stages[id].name: n for id, n in whole.stages.items()}),
            _list("Principles", {principle_names(bank)[id]: n for id, n in coverage.principles.items()}),
            "\n".join(("Holes", *(f"  {hole}" for hole in coverage.holes or ("none",)))),
            _freshness(bank, day) + "\n",
        )
    )


def _freshness(bank: Bank, day: datetime.date | None) -> str:
    if day is None:
        return "Due to be looked at again\n  not known: there is no history here, name a day with --day"
    found = [f"{item.entry.path}: {item.what}, {item.days:,} days (limit {item.limit})" for item in stale(bank, day)]
    return "\n".join((f"Due to be looked at again on {day}", *(f"  {line}" for line in found or ("nothing",))))


def _topics(bank: Bank, coverage: Coverage) -> str:
    heads = ("Topics", "total", *(name.lower() for name in LEVEL_NAMES.values()), "reviewed")
    rows: list[tuple[str | int, ...]] = [
        (f"  {bank.topics[id].name}", tally.total, *tally.levels.values(), tally.reviewed)
        for id, tally in coverage.topics.items()
    ]
    return _table([heads, *rows])


def _list(title: str, counts: Mapping[str, int]) -> str:
    return _table([(title, ""), *((f"  {name}", number) for name, number in counts.items())])


def _table(rows: Sequence[Sequence[str | int]]) -> str:
    """Columns as wide as they need; the first to the left, numbers to the right."""
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(
            str(cell).rjust(w) if i else str(cell).ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


FORMATS = {"text": as_text, "json": as_json}
