"""What was measured: a row for each tool, command and number of questions, kept as soon as it is known."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.measure import Cost


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

    @classmethod
    def from_dict(cls, known: dict[str, Any]) -> Row:
        """The other way round."""
        runs = [Cost(**run) for run in known["runs"]]
        return cls(known["tool"], known["command"], known["questions"], runs, known["site_mb"], known["absent"])


class Results:
    """The file with all results; a run that was ended goes on where it was, if it measures the same.

    Args:
        path: Where it is.
        of: What makes two runs the same, such as the commit.
    """

    def __init__(self, path: Path, of: dict[str, Any]) -> None:
        self.path = path
        known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        self.content: dict[str, Any] = known if known.get("of") == of else {"of": of, "rows": [], "parts": {}}

    def rows(self) -> list[Row]:
        """All rows."""
        return [Row.from_dict(row) for row in self.content["rows"]]

    def has(self, tool: str, questions: int) -> bool:
        """Whether a tool was measured at a size."""
        return any((row["tool"], row["questions"]) == (tool, questions) for row in self.content["rows"])

    def add(self, rows: list[Row]) -> None:
        """Keep rows."""
        self.content["rows"] += [row.as_dict() for row in rows]
        self._write()

    def part(self, name: str) -> Any:
        """What another part of the bench found; None if it was not run."""
        return self.content["parts"].get(name)

    def put(self, name: str, found: Any) -> None:
        """Keep what another part of the bench found."""
        self.content["parts"][name] = found
        self._write()

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.content, indent=1) + "\n", encoding="utf-8")
