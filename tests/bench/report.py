"""What the bench tells: a row of medians for each tool, ratios to the plain tool, and how each grows."""

from __future__ import annotations

import datetime
import math
import os
import platform
import statistics
from dataclasses import dataclass, field
from typing import Any

from tests.bench.measure import Cost
from tests.bench.tools import BUILD

PLAIN = "MkDocs with Material"
START, END = "<!-- bench: start -->", "<!-- bench: end -->"


@dataclass
class Row:
    """One tool, one command, one number of questions."""

    tool: str
    command: str
    questions: int
    runs: list[Cost] = field(default_factory=list)
    megabytes: float = 0.0
    absent: str = ""

    @property
    def cpu(self) -> float:
        """Median of seconds."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        """Median of megabytes."""
        return statistics.median(run.memory for run in self.runs)

    def line(self) -> str:
        """For the terminal, while it runs."""
        cost = f"{self.cpu:.2f} s, {self.memory:.0f} MB" if self.runs else self.absent
        return f"{self.tool}, {self.command}, {self.questions:,} questions: {cost}"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "tool": self.tool, "command": self.command, "questions": self.questions, "absent": self.absent,
            "site_mb": self.megabytes, "runs": [run.as_dict() for run in self.runs],
        }  # fmt: skip


def machine() -> dict[str, Any]:
    """When and on what."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return {
        "date": today, "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}", "python": platform.python_version(),
    }  # fmt: skip


def table(rows: list[Row]) -> str:
    """A Markdown table: seconds of CPU, as a multiple of the plain tool, peak memory, size of the site."""
    plain = {row.questions: row.cpu for row in rows if (row.tool, row.command) == (PLAIN, BUILD) and row.runs}
    lines = [
        "| tool | command | questions | CPU s | of plain Material | peak MB | site MB |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        start = f"| {row.tool} | {row.command} | {row.questions:,} |"
        if row.absent or not row.runs:
            lines.append(f"{start} not measured: {' '.join((row.absent or 'did not run').split())} | | | |")
            continue
        ratio = f"{row.cpu / plain[row.questions]:.2f}" if row.questions in plain else ""
        site = f"{row.megabytes:.1f}" if row.megabytes else ""
        lines.append(f"{start} {row.cpu:.2f} | {ratio} | {row.memory:.0f} | {site} |")
    return "\n".join([*lines, "", *_growth(rows)])


def _growth(rows: list[Row]) -> list[str]:
    """The power of the number of questions that each cost grows with: 1 is linear, 2 quadratic."""
    found = []
    for tool, command in dict.fromkeys((row.tool, row.command) for row in rows):
        points = [(row.questions, row.cpu) for row in rows if (row.tool, row.command) == (tool, command) and row.runs]
        if len(points) > 1:
            found.append(f"- {tool}, {command}: questions to the power of {_slope(points):.2f}")
    return found


def _slope(points: list[tuple[int, float]]) -> float:
    xs, ys = zip(*((math.log(number), math.log(cost)) for number, cost in points), strict=True)
    return statistics.linear_regression(xs, ys).slope


def page(text: str, rows: list[Row]) -> str:
    """The page of the documentation with the last result between its marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    on = machine()
    runs = max(len(row.runs) for row in rows)
    told = (
        f"{on['date']}, {on['cores']} cores, {on['system']}, Python {on['python']}, load {on['load']}, "
        f"{'one run' if runs == 1 else f'medians of {runs} runs'}."
    )
    return f"{before}{START}\n{told}\n\n{table(rows)}\n{END}{after}"
