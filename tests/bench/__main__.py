"""The command line of the bench: `python -m tests.bench --sizes 500 2000 10000`."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from generator.tools import tools
from tests.bench import builds, reader, scale, searching
from tests.bench.report import machine, page, whole
from tests.bench.rows import Results
from tests.bench.tools import OURS, TOOLS
from tests.conftest import ROOT, copy_project, loopbook
from tests.tools import CHROMIUM_FLAGS, browser

GUIDE = ROOT / "docs" / "guide"
PAGES = {GUIDE / "speed.md": page, GUIDE / "at-scale.md": scale.page}


def main() -> int:
    """Measure, print, write `build/bench/results.json` and the documentation’s pages; goes on where it was ended."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended; the next run goes on from here"))
    results = _results(options)
    if not results.part("machine"):
        results.put("machine", machine())
    _builds(options, results)
    if not options.only:
        _site(options, results)
    print(whole(results))  # noqa: T201
    for path, made in PAGES.items() if options.page else ():
        path.write_text(made(path.read_text("utf-8"), results), encoding="utf-8")
    return 0


def _results(options: argparse.Namespace) -> Results:
    """What is known already: of the whole bench, if it measures the same; of a single tool nothing."""
    if options.only:
        path: Path = options.folder / "only.json"
        path.unlink(missing_ok=True)
        return Results(path, {})
    return Results(options.folder / "results.json", {"code": _code(), "repeat": options.repeat})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 2_000, 10_000], help="none: --sizes alone")
    parser.add_argument("--own", type=int, nargs="*", default=[20_000], help="further sizes for Loopbook alone")
    parser.add_argument(
        "--repeat", type=int, default=3, help="runs of each, fewer of what is slow; tables have medians"
    )
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a command is stopped")
    parser.add_argument("--only", default="", help="part of a tool's name: measure that alone, and anew")
    parser.add_argument("--command", default="", help="part of a command's name: only such, with --only")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--page", action="store_true", help="put the result into the pages under docs/guide/")
    options = parser.parse_args()
    if (options.command and not options.only) or (options.page and options.only):
        parser.error("--command goes with --only, --page without it")
    return options


def _code() -> str:
    """The state of our code, of the bench and of all packages: another one is measured anew."""
    whole = hashlib.sha256(tools())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _builds(options: argparse.Namespace, results: Results) -> None:
    for tool in TOOLS:
        sizes = sorted({*options.sizes, *(options.own if tool is OURS else ())})
        for number in sizes if options.only in tool.name else ():
            if not results.has(tool.name, number):
                results.add(
                    builds.measured(tool, number, options.repeat, options.limit, options.folder, options.command)
                )
    shutil.rmtree(options.folder / "work", ignore_errors=True)


def _site(options: argparse.Namespace, results: Results) -> None:
    """What is measured on the real site: pages, and the search at all sizes."""
    if results.part("reader") and results.part("search"):
        return
    project = options.folder / "guide"
    shutil.rmtree(project, ignore_errors=True)
    done = loopbook(copy_project(project), "build")
    if done.returncode:
        sys.exit(done.stderr)
    if not results.part("reader"):
        results.put("reader", reader.measured(project / "site", options.folder, options.repeat))
        results.put("topic page", reader.mean(project / "site"))
    if not results.part("search"):
        results.put("search", _searched(project / "site", sorted({*options.sizes, *options.own})))


def _searched(site: Path, sizes: list[int]) -> list[dict[str, Any]]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=list(CHROMIUM_FLAGS))
        found = searching.measured(chromium, site, sizes)
        chromium.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
