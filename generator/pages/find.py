"""The Find page: filters and the first questions as a script would show them; without scripts, an index by topic.

The script has nothing to do until a reader asks for something, so nothing moves and nothing is computed as it loads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.bank import Bank
from generator.company import Company
from generator.model import KIND_NAMES, LEVEL_NAMES, Role, Stage, Topic
from generator.pages.page import Draft, Guide, Page

PATH = "find/index.md"
FIRST, MORE = 20, 50
"""Questions shown from the start, and further ones for each wish; `find.js` has the same."""
PLAIN = 1_000
"""Up to here the index for readers without scripts names every question; a larger one its topics, or the page would
weigh as much as the bank."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices.

    Args:
        name: Its name in the address.
        title: Its heading.
        values: Id, name and number of questions of each choice.
        open: Whether its choices show from the start.
    """

    name: str
    title: str
    values: tuple[tuple[str, str, int], ...]
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
    bank = guide.bank
    draft.block(
        "find.html",
        facets=_facets(bank),
        first=tuple(islice(bank.questions.values(), FIRST)),
        more=min(len(bank.questions) - FIRST, MORE),
        groups=[(topic, bank.by_topic[topic.id]) for topic in bank.topics.values()],
        every=len(bank.questions) <= PLAIN,
    )
    yield draft.page()


def _facets(bank: Bank) -> list[Facet]:
    """Those with a choice; a guide without companies has none of that."""
    questions = bank.questions.values()
    all_facets = [
        Facet("level", "Level", _values(LEVEL_NAMES, (question.level for question in questions))),
        Facet("role", "Role", _values(_names(bank.roles), (id for question in questions for id in question.roles))),
        Facet("stage", "Stage", _values(_names(bank.stages), (id for question in questions for id in question.stages))),
        Facet(
            "company",
            "Company",
            _values(_names(bank.companies), (id for question in questions for id in question.companies)),
        ),
        Facet("kind", "Kind", _values(KIND_NAMES, (question.kind for question in questions)), open=False),
        Facet("topic", "Topic", _values(_names(bank.topics), (question.topic for question in questions)), open=False),
    ]
    return [facet for facet in all_facets if facet.values]


def _names(entries: Mapping[str, Role | Stage | Company | Topic]) -> dict[str, str]:
    return {id: entry.name for id, entry in entries.items()}


def _values(names: Mapping[str, str], found: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(found)
    return tuple((id, name, counts[id]) for id, name in names.items())
