"""How much work printing is: from nothing, again, and when one question changed; run by `make bench-print`."""

from __future__ import annotations

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
from tests.conftest import ROOT

AGAIN = 3  # runs of what is quick, of which the middle one counts
PARTS = {
    "sheets, self-tests, loop sheets": (cheatsheet, selftest, loop),
    "packs": (pack,),
    "guide as PDF": (book,),
    "guide as EPUB": (epub,),
}


def main() -> None:
    """Print the table: seconds of CPU, of this process and those it started."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        data = shutil.copytree(ROOT / "data", here / "data")
        before = _jobs(data)
        _change(data)
        after = _jobs(data)
        sys.stdout.write(
            "| CPU seconds | files | from nothing | nothing changed | one question changed | files anew |\n"
        )
        sys.stdout.write("|---|---|---|---|---|---|\n")
        for part in PARTS:
            numbers = _measured(before[part], after[part], here / "cache" / part)
            sys.stdout.write(f"| {part} | {' | '.join(numbers)} |\n")
            sys.stdout.flush()


def _jobs(data: Path) -> dict[str, list[Job]]:
    bank = load(data)
    settings = read_settings(ROOT / "mkdocs.yml")
    known = dates(ROOT, ROOT / "data")
    guide = Guide(bank, settings, Addresses(bank), dates=known, prints=True, formulas=converted(bank))
    return {part: [job for module in modules for job in module.jobs(guide)] for part, modules in PARTS.items()}


def _change(data: Path) -> None:
    """Change a line to remember of one question: it stands on a sheet, in packs and in the guide."""
    path = min((data / "questions" / "sql").glob("*.md"))
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text[:-1]}!\n", "utf-8")


def _measured(before: Sequence[Job], after: Sequence[Job], cache: Path) -> list[str]:
    """Files, seconds from nothing, again, and after the change, and how many files that one concerns."""
    cold = _seconds(before, cache)
    same = statistics.median(_seconds(before, cache) for _ in range(AGAIN))
    stored = shutil.copytree(cache, cache.with_name("stored " + cache.name))
    changed = []
    for _ in range(AGAIN):
        shutil.rmtree(cache)
        shutil.copytree(stored, cache)
        changed.append(_seconds(after, cache))
    anew = sum(old.source != new.source for old, new in zip(before, after, strict=True))
    return [str(len(before)), f"{cold:.1f}", f"{same:.1f}", f"{statistics.median(changed):.1f}", str(anew)]


def _seconds(jobs: Sequence[Job], cache: Path) -> float:
    start = _spent()
    press(jobs, cache, lambda _: None)
    return _spent() - start


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
