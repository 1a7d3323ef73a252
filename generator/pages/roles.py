"""Role pages with their path through the topics, and the comparison of all roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator import downloads
from generator.model import LEVELS, Question, Role, Topic
from generator.pages import printing
from generator.pages.page import Draft, Guide, Page


@dataclass(frozen=True, slots=True)
class Step:
    """One topic on a role's path."""

    topic: Topic
    weight: int
    questions: list[Question]
    levels: Counter[str]


def pages(guide: Guide) -> Iterator[Page]:
    """The comparison, then a page per role."""
    yield _comparison(guide)
    for role in guide.bank.roles.values():
        yield _role(guide, role)


def path(guide: Guide, role: Role) -> list[Step]:
    """Topics of a role, the most asked first, each with the role's questions."""
    steps = []
    for id, weight in sorted(role.weights.items(), key=lambda item: (-item[1], guide.bank.topics[item[0]].order)):
        questions = [q for q in guide.bank.by_topic[id] if role.id in q.roles]
        steps.append(Step(guide.bank.topics[id], weight, questions, Counter(q.level for q in questions)))
    return steps


def _comparison(guide: Guide) -> Page:
    bank = guide.bank
    draft = Draft(
        guide, "roles/index.md", "Roles", "The roles compared: emphasis, education, coding bar, loop and topics."
    )
    draft.heading(1, "Roles, side by side")
    counts = Counter(role for question in bank.questions.values() for role in question.roles)
    draft.block("roles.html", counts=counts)
    return draft.page()


def _role(guide: Guide, role: Role) -> Page:
    draft = Draft(guide, f"roles/{role.id}.md", role.name, role.emphasis)
    questions = [q for q in guide.bank.questions.values() if role.id in q.roles]
    draft.heading(1, role.name)
    draft.block("role_intro.html", role=role, total=len(questions))
    printing.links(draft, downloads.pack(role.id) if questions else ())
    for section in role.prose.sections:
        draft.heading(2, section.title)
        draft.block("section.html", entry=role, section=section)
    draft.heading(2, "Your path, topic by topic")
    draft.block("role_path.html", role=role, steps=path(guide, role))
    draft.heading(2, "Questions by level and stage")
    matrix = {stage: Counter(q.level for q in questions if stage in q.stages) for stage in guide.bank.stages}
    draft.block("role_matrix.html", role=role, matrix=matrix, totals=Counter(q.level for q in questions), order=LEVELS)
    return draft.page()
