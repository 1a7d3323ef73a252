"""The sections an entry's prose is made of: which kind must, may and may not have which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What a section looks like inside."""

    PROSE = "prose"
    BULLETS = "one bullet list"
    PARTS = "parts headed by ###"
    STAR = "one bullet list: **Situation.**, **Task.**, **Action.**, **Result.**"
    PAIR = "one sentence, then the parts ### Weak and ### Strong"
    PYTHON = "at least one Python block"
    SQL = "at least one SQL block"
    TABLE = "one table"


STAR_LABELS = ("Situation.", "Task.", "Action.", "Result.")
PAIR_TITLES = ("Weak", "Strong")


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of a kind.

    Args:
        title: Its `##` heading.
        required: Whether an entry of the kind must have it.
        shape: What it looks like inside.
        items: Least and most items, for bullets and parts.
        words: Least and most words of prose; code and formulas are not counted.
    """

    title: str
    required: bool = True
    shape: Shape = Shape.PROSE
    items: tuple[int, int] | None = None
    words: tuple[int, int] | None = None


def _optional(title: str, shape: Shape = Shape.PROSE) -> SectionSpec:
    return SectionSpec(title, required=False, shape=shape)


IN_DEPTH = SectionSpec("In depth", words=(120, 350))
CODE = _optional("Code", Shape.PYTHON)
MISTAKES = SectionSpec("Common mistakes", shape=Shape.BULLETS, items=(2, 4))
FOLLOW_UPS = SectionSpec("Follow-ups", shape=Shape.PARTS, items=(2, 4))
REMEMBER = SectionSpec("Remember", shape=Shape.BULLETS, items=(1, 3))
_END = (MISTAKES, FOLLOW_UPS, REMEMBER)

QUESTION_SECTIONS: dict[str, tuple[SectionSpec, ...]] = {
    "concept": (IN_DEPTH, CODE, *_END),
    "coding": (
        SectionSpec("Approach"),
        SectionSpec("Code", shape=Shape.PYTHON),
        SectionSpec("Complexity"),
        *_END,
    ),
    "sql": (
        SectionSpec("Schema", shape=Shape.SQL),
        SectionSpec("Query", shape=Shape.SQL),
        SectionSpec("Result", shape=Shape.TABLE),
        _optional("In depth"),
        *_END,
    ),
    "system-design": (
        SectionSpec("Clarify"),
        SectionSpec("Estimate"),
        _optional("Data"),
        _optional("Model"),
        SectionSpec("Design"),
        SectionSpec("Evaluation"),
        SectionSpec("Failure modes"),
        SectionSpec("Trade-offs"),
        CODE,
        SectionSpec("What a senior adds"),
        *_END,
    ),
    "object-oriented-design": (
        SectionSpec("Clarify"),
        SectionSpec("Design"),
        SectionSpec("Code", shape=Shape.PYTHON),
        SectionSpec("Trade-offs"),
        *_END,
    ),
    "case": (
        SectionSpec("Clarify"),
        SectionSpec("Hypotheses"),
        SectionSpec("Metrics"),
        _optional("Test"),
        SectionSpec("Decision"),
        CODE,
        *_END,
    ),
    "behavioral": (
        SectionSpec("What they listen for"),
        SectionSpec("Your story", shape=Shape.STAR, items=(4, 4)),
        SectionSpec("Weak and strong answers", shape=Shape.PAIR, items=(2, 2)),
        *_END,
    ),
    "craft": (IN_DEPTH, _optional("Example"), *_END),
}

ROLE_SECTIONS = (SectionSpec("What the interviews test"), SectionSpec("How to prepare"))
STAGE_SECTIONS = (SectionSpec("What happens"), SectionSpec("How to prepare"))
COMPANY_SECTIONS = (SectionSpec("How to prepare"),)
TOPIC_SECTIONS = (
    SectionSpec("Key formulas", required=False, shape=Shape.BULLETS, items=(1, 8)),
    _optional("At a glance", Shape.TABLE),
)
