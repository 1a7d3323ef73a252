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
        line: Most characters of a bullet, where it has to fit a printed sheet.
    """

    title: str
    required: bool = True
    shape: Shape = Shape.PROSE
    items: tuple[int, int] | None = None
    words: tuple[int, int] | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class BodyShape:
    """What the body of an entry looks like.

    Args:
        sections: Its sections, in order.
        spoken: Least and most words of a first part that can be said aloud; None where it is an introduction.
        total: Least and most words of all sections but the closing ones.
    """

    sections: tuple[SectionSpec, ...]
    spoken: tuple[int, int] | None = None
    total: tuple[int, int] | None = None


def _optional(title: str, shape: Shape = Shape.PROSE) -> SectionSpec:
    return SectionSpec(title, required=False, shape=shape)


IN_DEPTH = SectionSpec("In depth", words=(120, 350))
CODE = _optional("Code", Shape.PYTHON)
MISTAKES = SectionSpec("Common mistakes", shape=Shape.BULLETS, items=(2, 4))
FOLLOW_UPS = SectionSpec("Follow-ups", shape=Shape.PARTS, items=(2, 4))
REMEMBER = SectionSpec("Remember", shape=Shape.BULLETS, items=(1, 3), line=160)
CLOSING = (MISTAKES, FOLLOW_UPS, REMEMBER)

SPOKEN_WORDS = (30, 90)
DESIGN_WORDS = (200, 900)

QUESTION_SECTIONS: dict[str, tuple[SectionSpec, ...]] = {
    "concept": (IN_DEPTH, CODE, *CLOSING),
    "coding": (
        SectionSpec("Approach"),
        SectionSpec("Code", shape=Shape.PYTHON),
        SectionSpec("Complexity"),
        *CLOSING,
    ),
    "sql": (
        SectionSpec("Schema", shape=Shape.SQL),
        SectionSpec("Query", shape=Shape.SQL),
        SectionSpec("Result", shape=Shape.TABLE),
        _optional("In depth"),
        *CLOSING,
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
        *CLOSING,
    ),
    "object-oriented-design": (
        SectionSpec("Clarify"),
        SectionSpec("Design"),
        SectionSpec("Code", shape=Shape.PYTHON),
        SectionSpec("Trade-offs"),
        *CLOSING,
    ),
    "case": (
        SectionSpec("Clarify"),
        SectionSpec("Hypotheses"),
        SectionSpec("Metrics"),
        _optional("Test"),
        SectionSpec("Decision"),
        CODE,
        *CLOSING,
    ),
    "behavioral": (
        SectionSpec("What they listen for"),
        SectionSpec("Your story", shape=Shape.STAR, items=(4, 4)),
        SectionSpec("Weak and strong answers", shape=Shape.PAIR, items=(2, 2)),
        *CLOSING,
    ),
    "craft": (IN_DEPTH, _optional("Example"), *CLOSING),
}

QUESTION_SHAPES = {
    kind: BodyShape(sections, SPOKEN_WORDS, DESIGN_WORDS if kind == "system-design" else None)
    for kind, sections in QUESTION_SECTIONS.items()
}
ROLE_SHAPE = BodyShape((SectionSpec("What the interviews test"), SectionSpec("How to prepare")))
STAGE_SHAPE = BodyShape((SectionSpec("What happens"), SectionSpec("How to prepare")))
COMPANY_SHAPE = BodyShape((SectionSpec("How to prepare"),))
TOPIC_SHAPE = BodyShape(
    (
        SectionSpec("Key formulas", required=False, shape=Shape.BULLETS, items=(1, 8)),
        _optional("At a glance", Shape.TABLE),
    )
)
