"""Mutation testing: how many changes of rules, escaping and path code turn a test red (`make mutate`).

Each mutant is a fork of one warm process: the changed module is loaded from memory, never written, and only tests that
run the changed line follow, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.run import Tests, learn, outcome

MODULES = [
    "rules",
    "allowed",
    "urls",
    "source",
    "tex",
    "policy",
    "render",
    "shapes",
    "yamltree",
    "addresses",
    "markdown",
    "ids",
]


def main() -> int:
    """Run a sample of all mutants and print the survivors; 1 if fewer than nine in ten die."""
    asked = _arguments()
    sys.path.append("build/mutation")  # behind the project's own packages, so that none of those is replaced
    chosen = [m for name in asked.modules for m in mutants(Path("generator", f"{name}.py"))]
    if asked.only:
        chosen = [m for m in chosen if m.line in asked.only]
    elif asked.sample:
        chosen = random.Random(asked.seed).sample(chosen, min(asked.sample, len(chosen)))
    tests = learn(asked.modules)
    survivors = list(_survivors(chosen, tests))
    killed = len(chosen) - len(survivors)
    print(f"{killed} of {len(chosen)} mutants died ({killed / len(chosen):.1%}).", flush=True)
    return killed < 0.9 * len(chosen)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants, by chance; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, nargs="*", default=[], help="mutants of these lines")
    return parser.parse_args()


def _survivors(chosen: list[Mutant], tests: Tests) -> Iterator[Mutant]:
    for number, mutant in enumerate(chosen, 1):
        if outcome(mutant, tests) == "survived":
            print(f"{mutant.path}:{mutant.line}: {mutant.what} survived.", flush=True)
            yield mutant
        if number % 50 == 0:
            print(f"… {number} of {len(chosen)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
