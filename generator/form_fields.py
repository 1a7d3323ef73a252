"""The fields of the issue form for those without git, made from the model and the bank."""

from __future__ import annotations

from dataclasses import dataclass

from generator.bank import Bank
from generator.model import LEVELS, QUESTION_KINDS
from generator.sections import CLOSING, QUESTION_SECTIONS, SectionSpec, Shape

_PROMISE = "I checked every claim and opened every source, also where a machine wrote the text, and copied no sentence."

_GROUP = "The subheading on the topic's page that it stands under; the first one if you leave this empty."


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    Args:
        id: Its id, which a prefilled link can name.
        label: Its heading, also in the text that the form produces.
        says: What to write.
        sort: `input`, `textarea`, `dropdown` or `checkboxes`, as the forge calls them.
        options: What a dropdown offers.
        many: Whether several options can be chosen.
        required: Whether the forge insists on it.
    """

    id: str
    label: str
    says: str
    sort: str = "textarea"
    options: tuple[str, ...] = ()
    many: bool = False
    required: bool = True


def fields(bank: Bank) -> tuple[Field, ...]:
    """The fields, in order; their choices are those of the model and the bank."""
    return (
        Field("topic", "Topic", "Where it belongs.", "dropdown", tuple(bank.topics)),
        Field("question", "Question", "As an interviewer asks it, at most 140 characters.", "input"),
        Field("kind", "Kind of question", "The sections of the answer follow from it.", "dropdown", QUESTION_KINDS),
        Field("level", "Level", "core is asked of everyone, advanced of seniors.", "dropdown", LEVELS),
        Field("roles", "Roles", "Who is really asked this.", "dropdown", tuple(bank.roles), many=True),
        Field("stages", "Stages", "Where it really comes up.", "dropdown", tuple(bank.stages), many=True),
        Field("keywords", "Keywords", "What people type to find it, with commas between.", "input"),
        Field("sources", "Sources", "One a line, 1 to 4: the exact title, a space, the https:// address."),
        Field("group", "Group", _GROUP, "input", required=False),
        Field("spoken", "Spoken answer", "30 to 90 words in sentences: what you would say first."),
        Field("main", "Explanation", f"Markdown. For other kinds than concept, with the headings {_headings()}."),
        *(Field(closing_id(spec), spec.title, _closing_says(spec)) for spec in CLOSING),
        Field("promise", "Promise", _PROMISE, "checkboxes"),
    )


def _headings() -> str:
    kinds = {
        kind: [s.title for s in specs if s.required and s not in CLOSING] for kind, specs in QUESTION_SECTIONS.items()
    }
    return "; ".join(f"{kind}: {', '.join(f'## {title}' for title in titles)}" for kind, titles in kinds.items())


def closing_id(spec: SectionSpec) -> str:
    """Id of the field of a closing section."""
    return spec.title.lower().replace(" ", "-")


def _closing_says(spec: SectionSpec) -> str:
    least, most = spec.items or (1, 4)
    if spec.shape is Shape.PARTS:
        return f"{least} to {most}: the question on a line, its answer on the next, an empty line between two."
    return f"{least} to {most}, one a line" + (f", each at most {spec.line} characters." if spec.line else ".")
