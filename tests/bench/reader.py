"""What a reader pays: Lighthouse on four pages of the real site, the bytes of a first visit and of the next page."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.host import sent, served
from tests.bench.installed import node_modules
from tests.bench.measure import CommandError
from tests.tools import CHROMIUM_FLAGS, browser, node

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "largest paint s": ("largest-contentful-paint", 1000),
    "blocked ms": ("total-blocking-time", 1),
    "shift": ("cumulative-layout-shift", 1),
}
# A row of the Find page brings its answer from the page of its topic: that is a visit of its own.
OPEN_ALL = "for (const details of document.querySelectorAll('details:not(.lb-hit)')) details.open = true"


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes on the wire of a first page and of one after it."""

    first: int
    after: int
    asked: tuple[str, ...]


def topic_pages(site: Path) -> list[str]:
    """Addresses of all pages of topics, the heaviest first."""
    pages = [path.parent for path in (site / "topics").rglob("index.html") if path.parent != site / "topics"]
    return [f"{page.relative_to(site).as_posix()}/" for page in sorted(pages, key=lambda page: -len(sent(page)))]


def visit(chromium: Browser, site: Path, address: str, pages: tuple[str, str]) -> Visit:
    """Open two pages one after the other, on a phone, with every answer open."""
    context = chromium.new_context(viewport={"width": 412, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("#")[0]))
    seen: list[set[str]] = []
    for path in pages:
        asked.clear()
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        page.evaluate("document.fonts.ready.then(() => 1)")
        page.wait_for_load_state("networkidle")
        seen.append(set(asked))
    context.close()
    first, after = (sum(len(sent(site / name)) for name in names) for names in (seen[0], seen[1] - seen[0]))
    return Visit(first, after, tuple(sorted(seen[0])))


def mean(site: Path) -> float:
    """Bytes on the wire of a page of a topic, on average."""
    return statistics.mean(len(sent(site / page)) for page in topic_pages(site))


def measured(site: Path, place: Path, repeat: int) -> list[dict[str, Any]]:
    """A row for each of home, the heaviest topic page, the search page and that topic's cheat sheet."""
    heaviest, other, *_ = topic_pages(site)
    pages = ("", heaviest, "find/", f"sheets/{heaviest.split('/')[1]}/")
    with served(site) as address, _chromium() as chromium:
        rows: list[dict[str, Any]] = []
        for page in pages:
            found = visit(chromium, site, address, (page, other))
            row = {
                "page": page or "home",
                "first visit": found.first,
                "next page": found.after,
                "files": len(found.asked),
            }
            rows.append(row | _lighthouse(address + page, place, repeat))
    return rows


def _lighthouse(address: str, place: Path, repeat: int) -> dict[str, Any]:
    try:
        program = node_modules((LIGHTHOUSE,), place) / "lighthouse" / "cli" / "index.js"
        reports = [_report(program, address, place / "lighthouse.json") for _ in range(repeat)]
    except CommandError as error:
        return {"absent": str(error)}
    scores = {
        name: statistics.median(report["categories"][name]["score"] * 100 for report in reports) for name in CATEGORIES
    }
    times = {
        name: statistics.median(report["audits"][audit]["numericValue"] / unit for report in reports)
        for name, (audit, unit) in TIMES.items()
    }
    return scores | times


def _report(program: Path, address: str, path: Path) -> dict[str, Any]:
    flags = " ".join(("--headless=new", *CHROMIUM_FLAGS))
    line = [node(), program, address, "--quiet", "--output=json", f"--output-path={path}", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": browser() or ""}
    try:
        subprocess.run(line, env=environment, check=True, capture_output=True, text=True, timeout=180)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise CommandError(f"Lighthouse failed: {(error.stderr or 'too slow')[-200:]}") from None
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return report


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=browser(), args=list(CHROMIUM_FLAGS))
        yield instance
        instance.close()


def table(rows: list[dict[str, Any]]) -> str:
    """A Markdown table."""
    head = ("page", "first visit KB", "next page KB", *CATEGORIES, *TIMES)
    lines = [f"| {' | '.join(head)} |", "|---|" + "--:|" * (len(head) - 1)]
    for row in rows:
        start = [f"`{row['page']}`", f"{row['first visit'] / 1000:.0f}", f"{row['next page'] / 1000:.0f}"]
        if "absent" in row:
            lines.append(f"| {' | '.join(start)} | not measured: {row['absent']} |")
            continue
        cells = [f"{row[name]:.0f}" for name in CATEGORIES]
        times = [f"{row[name]:.{digits}f}" for name, digits in zip(TIMES, (1, 0, 3), strict=True)]
        lines.append(f"| {' | '.join([*start, *cells, *times])} |")
    return "\n".join(lines)
