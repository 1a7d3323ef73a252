"""Mutation testing: how many changes of rules, escaping and path code turn a test red (`make mutate`).

No file is written: a mutant is put in place in memory, in a fork of a process that has loaded everything, and only
tests that run the changed line follow, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from tests.mutation.learn import learn
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.run import run
from tests.mutation.warm import STILLBORN, SURVIVED

MODULES = [
    *("rules", "allowed", "allowlist", "urls", "source", "tex", "policy"),
    *("render", "shapes", "misfit", "yamltree", "addresses", "markdown", "ids"),
]
EQUIVALENT = Path(__file__).with_name("equivalent.txt")


def equivalent() -> set[str]:
    """Names of the mutants that change nothing that could be seen."""
    return {line.rpartition("  # ")[0] for line in EQUIVALENT.read_text("utf-8").splitlines()}


class Tally:
    """Counts mutants as they end, and prints those that no test noticed."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._known = equivalent()
        self.killed = self.survived = self.equivalent = self.stillborn = 0

    def __call__(self, mutant: Mutant, ended: int) -> None:
        if ended == STILLBORN:
            self.stillborn += 1
        elif ended != SURVIVED:
            self.killed += 1
        elif mutant.name in self._known:
            self.equivalent += 1
        else:
            self.survived += 1
            print(f"{mutant.path}:{mutant.line}: survived: {mutant.name}", flush=True)
        if (self.lived + self.stillborn) % 50 == 0:
            print(f"… {self.lived + self.stillborn} of {self._total}: {self}", file=sys.stderr, flush=True)

    @property
    def lived(self) -> int:
        """Mutants that Python could read."""
        return self.killed + self.survived + self.equivalent

    def __str__(self) -> str:
        meaningful = max(1, self.lived - self.equivalent)
        return (
            f"{self.killed} of {meaningful} mutants died ({self.killed / meaningful:.1%}); "
            f"{self.equivalent} more change nothing that could be seen, {self.stillborn} are no Python."
        )


def main() -> int:
    """Run a sample of all mutants and print the survivors; 1 if fewer than nine in ten die."""
    asked = _arguments()
    sys.path.append("build/mutation")  # behind the project's own packages, so that none of those is replaced
    chosen = [m for name in asked.modules for m in mutants(Path("generator", f"{name}.py"))]
    chosen = [m for m in chosen if not asked.only or m.line in asked.only]
    if asked.again:
        survivors = asked.again.read_text("utf-8").splitlines()
        places = {line.partition(":")[0] + ":" + line.partition(" survived: ")[2] for line in survivors}
        places -= {f"generator/{name.partition(':')[0]}.py:{name}" for name in equivalent()}
        chosen = [m for m in chosen if _may_be(m, places) and f"{m.path}:{m.name}" in places]
    random.Random(asked.seed).shuffle(chosen)  # what has run when somebody ends it is a fair sample
    chosen = chosen[asked.after :][: asked.sample or None]
    tally = Tally(len(chosen))
    run(chosen, learn(MODULES, asked.patience), tally)
    print(tally, flush=True)
    return tally.killed < 0.9 * (tally.lived - tally.equivalent)


def _may_be(mutant: Mutant, places: set[str]) -> bool:
    """Whether a mutant of this line is among some: quicker to say than its name."""
    line = mutant.path.read_text("utf-8").split("\n")[mutant.line - 1].strip()
    return any(place.startswith(f"{mutant.path}:{mutant.path.stem}: {line} => ") for place in places)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants, by chance; 0 for all")
    parser.add_argument("--after", type=int, default=0, help="go on after so many, where a run was ended")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=12.0, help="seconds of tests that a mutant has to survive")
    parser.add_argument("--again", type=Path, help="only the survivors that an earlier run printed")
    parser.add_argument("--only", type=int, nargs="*", default=[], help="mutants of these lines")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
