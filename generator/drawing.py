"""Turns the source of figures into SVG: the same source always into the same bytes, within limits."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_PRELUDE = Path(__file__).with_name("figure.typ")
_WORKER = Path(__file__).with_name("typesetter.py")
_PATIENCE = 120  # seconds of the clock for one run, should a process hang that uses no time of its own


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a figure could not be drawn; `line` is 0 if it was cut short."""

    line: int
    message: str


Outcome = tuple[str, ...] | Failure
"""The pages that were drawn, or why there are none."""


@lru_cache(maxsize=8)
def draw(sources: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Draw figures.

    Args:
        sources: Typst, each a whole figure; what the drawing kit offers is there.

    Returns:
        What became of each, in order.
    """
    done: list[Outcome] = []
    while len(done) < len(sources):
        done += _run(sources[len(done) :])
        if len(done) < len(sources):
            done.append(Failure(0, "It takes too much time or memory."))
    return tuple(done)


def _run(sources: Sequence[str]) -> list[Outcome]:
    """One run of the worker, which ends early at a figure that asks for too much."""
    order = json.dumps({"prelude": _PRELUDE.read_text(encoding="utf-8"), "figures": sources})
    # An empty folder is all the worker can see, and a proxy that is not there all the network.
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    with tempfile.TemporaryDirectory() as empty:
        command = [sys.executable, "-I", str(_WORKER)]
        try:
            output = subprocess.run(
                command,
                input=order.encode(),
                cwd=empty,
                env=nowhere,
                check=False,
                capture_output=True,
                timeout=_PATIENCE,
            ).stdout
        except subprocess.TimeoutExpired as expired:
            output = expired.stdout or b""
    return [_outcome(json.loads(line)) for line in output.splitlines(keepends=True) if line.endswith(b"\n")]


def _outcome(answer: dict[str, object]) -> Outcome:
    pages = answer.get("pages")
    if isinstance(pages, list):
        return tuple(pages)
    return Failure(int(str(answer["line"])), str(answer["message"]))
