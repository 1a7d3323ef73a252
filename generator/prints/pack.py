"""Role packs: a cover, the path through the topics, contents with page numbers, and the role's part of each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import downloads, sheets
from generator.cutting import BOTH
from generator.model import LEVEL_NAMES, Role
from generator.pages.page import Guide
from generator.pages.roles import Step, path
from generator.prints.job import (
    Job,
    anchor,
    asking_job,
    document,
    left_foot,
    middle_foot,
    setter,
    shared_job,
    sheet_blocks,
    text,
)
from generator.sheets import Sheet
from generator.typeset import string


def jobs(guide: Guide) -> Iterator[Job]:
    """A job per role, for both papers."""
    for role in guide.bank.roles.values():
        leaves = [_leaf(guide, step) for step in path(guide, role) if step.questions]
        if leaves:
            needs = tuple(dict.fromkeys(leaf.size for leaf in leaves))
            yield shared_job(downloads.pack(role.id), role.path, _source(guide, role, leaves), needs)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A topic's sheet in a pack.

    Args:
        step: The topic's place on the path.
        sheet: What stands on it.
        body: That, as an array of Typst.
        size: The job that asks how it fills its page.
    """

    step: Step
    sheet: Sheet
    body: str
    size: Job


def _leaf(guide: Guide, step: Step) -> _Leaf:
    sheet = sheets.sheet(guide.bank, step.topic, guide.dates, {question.id for question in step.questions})
    blocks = sheet_blocks(guide, sheet)
    pairs = [f"({str(block.startswith('group')).lower()}, {block})" for block in blocks]
    source = document("pack", f"measured({', '.join(pairs)})")
    return _Leaf(step, sheet, f"({', '.join(blocks)},)", asking_job(step.topic, source, BOTH, "<size>"))


def _source(guide: Guide, role: Role, leaves: Sequence[_Leaf]) -> str:
    date = max(sheets.latest([role], guide.dates), *(leaf.sheet.date for leaf in leaves))
    rows = "".join(_row(leaf.step) for leaf in leaves)
    return document(
        "pack",
        f"pack({text(role.name)}, {text(guide.settings.name)}, {text(role.emphasis)},"
        f" {left_foot(guide, f'roles/{role.id}/')}, {middle_foot(guide, date)},"
        f" {setter(guide, role).blocks(role.prose.lead)}, {_facts(guide, role)}, ({rows}), {_sheets(leaves)})",
    )


def _facts(guide: Guide, role: Role) -> str:
    loop = " → ".join(guide.bank.stages[id].name for id in role.stages)
    facts = {"Usual loop": loop, "Education": role.education, "Coding bar": role.coding_bar}
    return "(" + "".join(f"({string(name)}, {text(value)}), " for name, value in facts.items()) + ")"


def _row(step: Step) -> str:
    levels = ", ".join(
        f"{step.levels[level]} {LEVEL_NAMES[level].lower()}" for level in LEVEL_NAMES if step.levels[level]
    )
    return f"({string(anchor(step.topic))}, {text(step.topic.name)}, {step.weight}, {string(levels)}), "


def _sheets(leaves: Sequence[_Leaf]) -> str:
    parts = [
        f"leaf({string(anchor(leaf.sheet.topic))}, {text(leaf.sheet.topic.name)}, {text(leaf.sheet.topic.summary)},"
        f" {string(leaf.size.name)}, {leaf.body})"
        for leaf in leaves
    ]
    return "{\n" + "\n".join(parts) + "\n}"
