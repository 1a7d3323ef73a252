"""The practice pages: each explains itself without script, and a script of its own brings it to life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.company import Company
from generator.pages.page import Draft, Guide, Page


@dataclass(frozen=True, slots=True)
class Tool:
    """One way to practice.

    Args:
        name: Its folder on the site, its script and its template.
        title: Its heading.
        description: What it is, in one sentence.
    """

    name: str
    title: str
    description: str

    @property
    def path(self) -> str:
        """Its Markdown file."""
        return f"{self.name}/index.md"


TOOLS = (
    Tool("practice", "Flashcards", "Recall an answer before you read it; each question comes back when it is due."),
    Tool("mock", "Mock interview", "A role's stage or a company's whole loop, against the clock, with its own rubric."),
    Tool("plan", "Plan", "Day by day to the interview, from what your role is asked most and what you don't know yet."),
    Tool(
        "stories",
        "Story bank",
        "Your own stories for behavioral questions, and the principles that none of them shows yet.",
    ),
)


def _choices(company: Company) -> Iterator[tuple[str, str]]:
    """What of a loop can be sat: all of it, a part that has a name, or one round; each with its id."""
    yield "", f"{company.name}, the whole loop"
    for id, part in company.parts.items():
        rounds = [each for each in company.rounds if each.part == part]
        yield id, f"{company.name}, {part} ({len(rounds)} rounds)"
    for id, each in zip(company.round_ids, company.rounds, strict=True):
        yield id, f"{company.name}, {each.name}"


def pages(guide: Guide) -> Iterator[Page]:
    """A page per tool."""
    asked = {role for question in guide.bank.questions.values() for role in question.roles}
    for tool in TOOLS:
        draft = Draft(
            guide,
            tool.path,
            tool.title,
            tool.description,
            hide=["navigation", "toc"],
            scripts=[f"{tool.name}.js"],
            styles=["practice.css"],
        )
        draft.heading(1, tool.title)
        draft.block(
            f"{tool.name}.html",
            tool=tool,
            tools=TOOLS,
            role_choices=[(role.id, role.name) for role in guide.bank.roles.values()],
            anki_roles=[(r.id, r.name) for r in guide.bank.roles.values() if r.id in asked],
            loops=[(company, list(_choices(company))) for company in guide.bank.companies.values()],
            topic_choices=[(topic.id, topic.name) for topic in guide.bank.topics.values()],
        )
        yield draft.page()
