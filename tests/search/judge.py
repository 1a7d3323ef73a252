"""Scores the search by the judged set: hit@1, hit@3 and mean reciprocal rank by class of query, held-out apart."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.tools import run_node

HERE = Path(__file__).parent
QUERIES = HERE / "queries.tsv"
HELD_OUT = 3  # one query in so many is never looked at while tuning


@dataclass(frozen=True)
class Judged:
    """A query and the place of the first entry that answers it; 0 where none of the first ten does."""

    query: str
    kind: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def place(self) -> int:
        wanted = {id.removesuffix("/index") for id in self.expected}
        return next((i for i, id in enumerate(self.found, 1) if id in wanted), 0)

    @property
    def held_out(self) -> bool:
        return int(hashlib.sha256(self.query.encode()).hexdigest(), 16) % HELD_OUT == 0


@dataclass(frozen=True)
class Score:
    """Shares of queries answered first and among the first three, and the mean reciprocal rank."""

    number: int
    hit_1: float
    hit_3: float
    mrr: float

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Score:
        places = [each.place for each in judged]
        number = len(places)

        def share(good: Callable[[int], float]) -> float:
            return sum(good(place) for place in places) / number

        return cls(number, share(lambda p: p == 1), share(lambda p: 1 <= p <= 3), share(lambda p: 1 / p if p else 0))

    def row(self, name: str) -> str:
        return f"{name:<14} {self.number:>5} {self.hit_1:>7.3f} {self.hit_3:>7.3f} {self.mrr:>7.3f}"


def judge(files: Path, work: Path) -> list[Judged]:
    """Put every query to the real engine.

    Args:
        files: The folder with the search's files, staged or built.
        work: An empty folder.
    """
    bundle = work / "engine.mjs"
    esbuild = next((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    options = ["--bundle", "--format=esm", "--log-level=error", f"--outfile={bundle}"]
    subprocess.run([esbuild, ROOT / "generator" / "web" / "index.js", *options], check=True, cwd=ROOT)
    done = run_node(HERE / "judge.mjs", bundle, files, QUERIES)
    rows = [json.loads(line) for line in done.splitlines()]
    return [Judged(row["query"], row["kind"], tuple(row["expected"]), tuple(row["found"])) for row in rows]


def table(judged: list[Judged]) -> str:
    """The scores by class, of the queries used for tuning, of those held out, and of all."""
    groups = {kind: [each for each in judged if each.kind == kind] for kind in dict.fromkeys(j.kind for j in judged)}
    groups["tuned on"] = [each for each in judged if not each.held_out]
    groups["held out"] = [each for each in judged if each.held_out]
    groups["all"] = judged
    head = f"{'queries':<14} {'n':>5} {'hit@1':>7} {'hit@3':>7} {'MRR':>7}"
    return "\n".join([head, *(Score.of(group).row(name) for name, group in groups.items())])
