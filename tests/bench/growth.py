"""How a cost grows with the number of questions: the fitted power, and where each further one begins to cost more."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[int, float]
BENT = 1.25  # times the cheapest question before: then a cost is called more than linear


def power(points: Sequence[Point]) -> float:
    """The power of the number of questions that a cost grows with: 1 is linear, 2 quadratic."""
    xs, ys = zip(*((math.log(number), math.log(max(cost, 1e-9))) for number, cost in points), strict=True)
    return statistics.linear_regression(xs, ys).slope


def bend(points: Sequence[Point]) -> int | None:
    """The size from which a further question costs more than `BENT` times what it cost before; None if at no size."""
    cheapest = math.inf
    for (few, low), (many, high) in pairwise(points):
        each = (high - low) / (many - few)
        if each > BENT * cheapest > 0:
            return few
        cheapest = min(cheapest, each)
    return None


def sentence(name: str, points: Sequence[Point]) -> str:
    """What a page of the documentation says of a cost."""
    start = f"- {name}: questions to the power of {power(points):.2f}"
    most, least = max(number for number, _ in points), bend(points)
    if least is not None:
        return f"{start}; each further question costs more from {least:,} on"
    return f"{start}; no more than linear up to {most:,}"
