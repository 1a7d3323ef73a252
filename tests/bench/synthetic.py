"""Synthetic questions, the same for every tool: about 220 words, a formula, code in one of three."""

from __future__ import annotations

import random
from dataclasses import dataclass

PER_PAGE = 25
_SYLLABLES = [first + last for first in "bcdfglmnprstv" for last in ("a", "en", "i", "or", "u", "el", "im")]


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answer, before any tool's format."""

    number: int
    title: str
    spoken: str
    depth: tuple[str, str]
    formula: str
    code: str
    mistakes: tuple[str, str]
    follow_ups: tuple[tuple[str, str], tuple[str, str]]
    remember: str

    @property
    def id(self) -> str:
        """Its permanent name."""
        return f"q{self.number}"

    @property
    def topic(self) -> int:
        """The page it stands on."""
        return self.number // PER_PAGE


def items(number: int) -> list[Item]:
    """The first questions of a list without an end; each depends on its own number only."""
    return [_item(n) for n in range(number)]


def _item(n: int) -> Item:
    chance = random.Random(n)

    def words(count: int) -> str:
        return " ".join("".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 3)))) for _ in range(count))

    def sentence(count: int) -> str:
        return words(count).capitalize() + "."

    values = ", ".join(str(chance.randrange(99)) for _ in range(6))
    code = f"values = [{values}]\nassert sorted(values)[0] == min(values)\n"
    return Item(
        n,
        sentence(9).rstrip(".") + "?",
        " ".join(sentence(10) for _ in range(4)),
        (" ".join(sentence(13) for _ in range(5)), " ".join(sentence(13) for _ in range(5))),
        rf"y_{{{n}}} = \frac{{1}}{{n}} \sum_{{i=1}}^{{n}} (x_i - \bar{{x}})^{{{n % 9}}} + \beta_{{{n % 7}}}",
        code if n % 3 == 0 else "",
        (sentence(8), sentence(8)),
        ((sentence(5).rstrip(".") + "?", sentence(10)), (sentence(5).rstrip(".") + "?", sentence(10))),
        sentence(9),
    )


def pages(questions: list[Item]) -> list[list[Item]]:
    """The questions, cut into pages."""
    return [questions[i : i + PER_PAGE] for i in range(0, len(questions), PER_PAGE)]


def answer(item: Item, level: int, math: tuple[str, str] = ("$$\n", "\n$$")) -> str:
    """The answer in plain Markdown, with headings below `level`."""
    mark = "#" * (level + 1)
    follow_ups = "\n\n".join(f"{mark}# {question}\n\n{text}" for question, text in item.follow_ups)
    code = f"{mark} Code\n\n```python\n{item.code}```\n\n" if item.code else ""
    named = "Here $x$ is a value and $n$ their number."
    depth = f"{item.depth[0]}\n\n{math[0]}{item.formula}{math[1]}\n\n{named} {item.depth[1]}"
    return (
        f"{item.spoken}\n\n{mark} In depth\n\n{depth}\n\n{code}"
        f"{mark} Common mistakes\n\n- {item.mistakes[0]}\n- {item.mistakes[1]}\n\n{mark} Follow-ups\n\n{follow_ups}\n\n"
        f"{mark} Remember\n\n- {item.remember}\n"
    )
