"""The landing page: what this is, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """The home page."""
    bank, settings = guide.bank, guide.settings
    draft = Draft(
        guide, "index.md", settings.name, settings.description, hide=["navigation", "toc"], scripts=["due.js"]
    )
    draft.heading(1, f"{settings.name}: {settings.description}")
    sample = next((q for q in bank.questions.values() if q.companies), next(iter(bank.questions.values()), None))
    draft.block("home.html", sample=sample, follow_ups=_follow_ups(guide))
    yield draft.page()


def _follow_ups(guide: Guide) -> int:
    sections = (question.prose.section("Follow-ups") for question in guide.bank.questions.values())
    return sum(len(section.parts) for section in sections if section)
