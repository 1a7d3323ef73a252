"""Role packs: a cover, the path through the topics, contents with page numbers, and the role's part of each sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, sheets
from generator.model import LEVEL_NAMES, Role
from generator.pages.page import Guide
from generator.pages.roles import Step, path
from generator.prints.job import (
    Job,
    anchor,
    document,
    left_foot,
    middle_foot,
    setter,
    shared_job,
    sheet_body,
    text,
)
from generator.sheets import Sheet
from generator.typeset import string


def jobs(guide: Guide) -> Iterator[Job]:
    """A job per role, for both papers."""
    for role in guide.bank.roles.values():
        if any(step.questions for step in path(guide, role)):
            yield shared_job(downloads.pack(role.id), role.path, _source(guide, role))


def _source(guide: Guide, role: Role) -> str:
    found = [(step, _sheet(guide, step)) for step in path(guide, role) if step.questions]
    date = max(sheets.latest([role], guide.dates), *(sheet.date for _, sheet in found))
    rows = "".join(_row(step) for step, _ in found)
    return document(
        "pack",
        f"pack({text(role.name)}, {text(guide.settings.name)}, {text(role.emphasis)},"
        f" {left_foot(guide, f'roles/{role.id}/')}, {middle_foot(guide, date)},"
        f" {setter(guide, role).blocks(role.prose.lead)}, {_facts(guide, role)}, ({rows}),"
        f" {_sheets(guide, [sheet for _, sheet in found])})",
    )


def _sheet(guide: Guide, step: Step) -> Sheet:
    return sheets.sheet(guide.bank, step.topic, guide.dates, {question.id for question in step.questions})


def _facts(guide: Guide, role: Role) -> str:
    loop = " → ".join(guide.bank.stages[id].name for id in role.stages)
    facts = {"Usual loop": loop, "Education": role.education, "Coding bar": role.coding_bar}
    return "(" + "".join(f"({string(name)}, {text(value)}), " for name, value in facts.items()) + ")"


def _row(step: Step) -> str:
    levels = ", ".join(
        f"{step.levels[level]} {LEVEL_NAMES[level].lower()}" for level in LEVEL_NAMES if step.levels[level]
    )
    return f"({string(anchor(step.topic))}, {text(step.topic.name)}, {step.weight}, {string(levels)}), "


def _sheets(guide: Guide, found: list[Sheet]) -> str:
    parts = [
        f"leaf({string(anchor(sheet.topic))}, {text(sheet.topic.name)}, {text(sheet.topic.summary)},"
        f" {sheet_body(guide, sheet)})"
        for sheet in found
    ]
    return "{\n" + "\n".join(parts) + "\n}"
