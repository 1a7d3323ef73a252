"""The Find page: filters that a script brings to life, over a plain index of all questions by topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import KIND_NAMES, LEVEL_NAMES
from generator.pages.page import Draft, Guide, Page

PATH = "find/index.md"


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices.

    Args:
        name: Its name in the address.
        title: Its heading.
        values: Id and name of each choice.
        open: Whether its choices show from the start.
    """

    name: str
    title: str
    values: tuple[tuple[str, str], ...]
    open: bool = True


def pages(guide: Guide) -> Iterator[Page]:
    """The one page."""
    draft = Draft(
        guide,
        PATH,
        "Find a question",
        "All questions, by role, stage, company, topic, level and kind.",
        hide=["navigation", "toc"],
        scripts=["due.js"],
    )
    draft.heading(1, "Find a question")
    groups = [(topic, guide.bank.by_topic[topic.id]) for topic in guide.bank.topics.values()]
    draft.block("find.html", facets=_facets(guide), groups=groups)
    yield draft.page()


def _facets(guide: Guide) -> list[Facet]:
    """Those with a choice; a guide without companies has none of that."""
    bank = guide.bank
    all_facets = [
        Facet("level", "Level", tuple(LEVEL_NAMES.items())),
        Facet("role", "Role", tuple((role.id, role.name) for role in bank.roles.values())),
        Facet("stage", "Stage", tuple((stage.id, stage.name) for stage in bank.stages.values())),
        Facet("company", "Company", tuple((company.id, company.name) for company in bank.companies.values())),
        Facet("kind", "Kind", tuple(KIND_NAMES.items()), open=False),
        Facet("topic", "Topic", tuple((topic.id, topic.name) for topic in bank.topics.values()), open=False),
    ]
    return [facet for facet in all_facets if facet.values]
