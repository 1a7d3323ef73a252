"""How much work printing is: from nothing, again, and after a change of one question; run by `make bench-print`."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.addresses import Addresses
from generator.git import dates
from generator.load import load
from generator.pages.page import Guide
from generator.press import press
from generator.printable import converted
from generator.prints import book, cheatsheet, epub, loop, pack, selftest
from generator.prints.job import Job
from generator.settings import read_settings
from generator.store import Store
from tests.conftest import ROOT

AGAIN = 3  # runs of what is quick, of which the middle one counts
READING = "reading, converting formulas"
PARTS = {
    "sheets, self-tests, loop sheets": (cheatsheet, selftest, loop),
    "packs": (pack,),
    "guide as PDF": (book,),
    "guide as EPUB": (epub,),
}
CHANGES = {"one word of an answer": "## In depth\n", "one line to remember": "## Remember\n"}
HEAD = ("CPU seconds", "files", "from nothing", "nothing changed", *CHANGES)
Row = tuple[float, ...]


def main() -> None:
    """Print the table: seconds of CPU, of this process and those it started."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        data, store = shutil.copytree(ROOT / "data", here / "data"), Store(here / "store")
        nothing, before = _read(data, store)
        again, _ = _read(data, store)
        changed = [_read_changed(data, store, heading) for heading in CHANGES.values()]
        rows: dict[str, Row] = {READING: (0, nothing, again, *(seconds for seconds, _ in changed))}
        for part in PARTS:
            rows[part] = _measured(before[part], [jobs[part] for _, jobs in changed], here / "cache" / part)
        rows["together"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n")
    for name, (files, *seconds) in rows.items():
        sys.stdout.write(f"| {name} | {files:.0f} | {' | '.join(f'{each:.1f}' for each in seconds)} |\n")
    sys.stdout.write(f"\n{os.cpu_count()} cores; load at the end: {load}.\n")


def _read(data: Path, store: Store) -> tuple[float, dict[str, list[Job]]]:
    """Seconds that it takes to know what to print, and what that is."""
    start = _spent()
    bank = load(data, store=store)
    settings = read_settings(ROOT / "mkdocs.yml")
    known = dates(ROOT, ROOT / "data")
    guide = Guide(bank, settings, Addresses(bank), dates=known, prints=True, formulas=converted(bank))
    jobs = {part: [job for module in modules for job in module.jobs(guide)] for part, modules in PARTS.items()}
    return _spent() - start, jobs


def _read_changed(data: Path, store: Store, heading: str) -> tuple[float, dict[str, list[Job]]]:
    """The same with a word more in one question: below a heading, at the end of the first line."""
    path = min((data / "questions" / "sql").glob("*.md"))
    text = path.read_text("utf-8")
    before, _, after = text.partition(heading)
    line, _, rest = after.lstrip("\n").partition("\n")
    path.write_text(f"{before}{heading}\n{line} Indeed.\n{rest}", "utf-8")
    try:
        return _read(data, store)
    finally:
        path.write_text(text, "utf-8")


def _measured(before: Sequence[Job], changed: Sequence[Sequence[Job]], cache: Path) -> Row:
    """Files, then seconds from nothing, again, and after each change."""
    row = [sum(len(job.parts) or 1 for job in before), _seconds(before, cache)]
    row.append(statistics.median(_seconds(before, cache) for _ in range(AGAIN)))
    stored = shutil.copytree(cache, cache.with_name("stored " + cache.name))
    for after in changed:
        runs = []
        for _ in range(AGAIN):
            shutil.rmtree(cache)
            shutil.copytree(stored, cache)
            runs.append(_seconds(after, cache))
        row.append(statistics.median(runs))
    return tuple(row)


def _seconds(jobs: Sequence[Job], cache: Path) -> float:
    start = _spent()
    press(jobs, cache, lambda _: None)
    return _spent() - start


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
