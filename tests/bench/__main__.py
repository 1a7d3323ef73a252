"""The command line of the bench: `python -m tests.bench --sizes 500 2000 10000`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import CommandError, run, size
from tests.bench.report import Row, machine, page, table
from tests.bench.synthetic import items
from tests.bench.tools import BUILD, TOOLS, Tool, edit, python
from tests.conftest import ROOT

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def main() -> int:
    """Measure, print, write `build/bench/results.json` and the page of the documentation."""
    options = _options()
    place = options.folder
    rows = [row for tool in TOOLS if options.only in tool.name for row in _rows(tool, options, place)]
    report = {"machine": machine(), "rows": [row.as_dict() for row in rows]}
    place.mkdir(parents=True, exist_ok=True)
    (place / "results.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(table(rows))  # noqa: T201
    if options.page:
        path = ROOT / "docs" / "guide" / "speed.md"
        path.write_text(page(path.read_text("utf-8"), rows), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2_000, 10_000])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the table has their median")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a run is stopped, and said to be")
    parser.add_argument("--only", default="", help="part of the name of the one tool to measure")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--page", action="store_true", help="put the result into docs/guide/speed.md")
    return parser.parse_args()


def _rows(tool: Tool, options: argparse.Namespace, place: Path) -> list[Row]:
    if tool.absent:
        return [Row(tool.name, BUILD, number, absent=tool.absent) for number in options.sizes]
    try:
        interpreter = python(tool, place)
    except subprocess.CalledProcessError as error:
        reason = f"can't be installed: {error.stderr.strip().splitlines()[-1]}"
        return [Row(tool.name, BUILD, number, absent=reason) for number in options.sizes]
    return [
        row
        for number in options.sizes
        for row in measured(tool, number, interpreter, options.repeat, options.limit, place)
    ]


def measured(tool: Tool, number: int, interpreter: Path, repeat: int, limit: float, place: Path) -> list[Row]:
    """A row for each command of a tool; one that fails says why, and ends the tool's runs."""
    rows = {name: Row(tool.name, name, number) for name in tool.commands}
    for _ in range(repeat):
        folder = place / "work"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        questions = items(number)
        tool.write(folder, questions)
        for name, command in tool.commands.items():
            if name.endswith("edited"):
                edit(folder, questions)
            line = [part.format(python=interpreter) for part in command]
            try:
                rows[name].runs.append(run(line, folder, ENVIRONMENT, limit))
            except CommandError as error:
                rows[name].absent = str(error)
                return list(rows.values())
            rows[name].megabytes = size(folder / tool.site) if name == BUILD else 0.0
        print(*(row.line() for row in rows.values()), sep="\n", file=sys.stderr)  # noqa: T201
    return list(rows.values())


if __name__ == "__main__":
    sys.exit(main())
