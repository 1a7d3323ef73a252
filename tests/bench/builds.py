"""Runs the commands of a tool at one size."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.bench import installed, writers
from tests.bench.measure import CommandError, run, size
from tests.bench.rows import Row
from tests.bench.synthetic import items
from tests.bench.tools import BUILD, SMALL, Tool

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "ASTRO_TELEMETRY_DISABLED": "1"}
SLOW = 60.0  # seconds of CPU for one round: it is not repeated
CHANGED = {"edited": 0.5, "changed": 0.25}  # by the end of a command's name, which answer is changed before it


def measured(tool: Tool, number: int, repeat: int, limit: float, place: Path, only: str = "") -> list[Row]:
    """A row for each command of a tool; one that fails says why, and ends the tool's runs.

    Args:
        tool: What is measured.
        number: How many questions it gets.
        repeat: How often, unless a round is slow.
        limit: Seconds after which a command is stopped.
        place: Folder for what is installed and built.
        only: Part of the name of the commands to run, beside a cold build, which the others start from.
    """
    commands = {
        name: line
        for name, line in tool.commands.items()
        if (number <= SMALL or name not in tool.small) and (name == BUILD or only in name)
    }
    rows = {name: Row(tool.name, name, number) for name in commands}
    try:
        for _ in range(repeat):
            spent = _round(tool, number, limit, place, rows)
            print(*(row.line() for row in rows.values()), sep="\n", file=sys.stderr)  # noqa: T201
            if spent > SLOW:
                break
    except CommandError as error:
        for row in rows.values():
            row.absent = "" if row.runs else str(error)
    return list(rows.values())


def _round(tool: Tool, number: int, limit: float, place: Path, rows: dict[str, Row]) -> float:
    interpreter = installed.python(tool, place)
    folder = place / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    questions = items(number)
    tool.write(folder, questions)
    if tool.npm:
        installed.linked(installed.node_modules(tool.npm, place), folder / "node_modules")
    # Hugo keeps formulas and styles outside the folder: the next cold build would be none.
    environment = ENVIRONMENT | {"HUGO_CACHEDIR": str(folder / ".cache")}
    for name, row in rows.items():
        for end, part in CHANGED.items():
            if name.endswith(end):
                writers.edit(folder, questions, part)
        row.runs.append(run(installed.command(tool.commands[name], interpreter), folder, environment, limit))
        row.megabytes = size(folder / tool.site) if name == BUILD else 0.0
    return sum(row.runs[-1].cpu for row in rows.values())
