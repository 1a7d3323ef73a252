"""What searches cost as a guide grows: bytes until the reader's is ready, a keystroke, and that for near duplicates."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from generator.addresses import Addresses
from generator.load import load
from generator.outputs import search
from generator.pages.page import Guide
from generator.rules import questions_differ
from generator.settings import read_settings
from tests.bench.host import served
from tests.conftest import ROOT
from tests.search.bench import ours, sizes, synthetic


def measured(chromium: Browser, site: Path, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """A row for each size: questions made of the words of the real ones, in a site of its own."""
    bank, settings = load(ROOT / "data"), read_settings(ROOT / "mkdocs.yml")
    script = (site / "assets" / "search.js").read_bytes()
    place = site.with_name("site-search")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place)
    rows = []
    for number in numbers:
        large = synthetic(bank, number)
        files = search.files(Guide(large, settings, Addresses(large)))
        folder = place / "assets" / "search"
        shutil.rmtree(folder)
        folder.mkdir()
        for name, content in files.items():
            (folder / Path(name).name).write_text(str(content), "utf-8")
        with served(place) as address:
            times = sorted(ours(chromium, address))
        cost = sizes(files, script)
        start = time.process_time()
        alike = sum(1 for _ in questions_differ(large))
        rows.append(
            {
                "questions": len(large.questions),
                "ready": cost["ready, at most"],
                "with texts": cost["with texts"],
                "median ms": statistics.median(times),
                "p95 ms": times[int(len(times) * 0.95)],
                "duplicates s": time.process_time() - start,
                "alike": alike,
            }
        )
    shutil.rmtree(place)
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """A Markdown table."""
    head = "| questions | KB until ready | KB with texts | a letter, ms | 95 % ms | near duplicates, CPU s | found |"
    lines = [head, "|--:|--:|--:|--:|--:|--:|--:|"]
    for row in rows:
        sizes_kb = f"{row['ready'] / 1000:.0f} | {row['with texts'] / 1000:.0f}"
        typed = f"{row['median ms']:.1f} | {row['p95 ms']:.1f}"
        alike = f"{row['duplicates s']:.2f} | {row['alike']:,}"
        lines.append(f"| {row['questions']:,} | {sizes_kb} | {typed} | {alike} |")
    return "\n".join(lines)
