"""The landing page: what this is, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """The home page."""
    bank, settings = guide.bank, guide.settings
    draft = Draft(
        guide,
        "index.md",
        settings.name,
        settings.description,
        hide=["navigation", "toc"],
        scripts=["due.js"],
        fonts=["display-italic.woff2"],  # of the line in large letters
    )
    draft.heading(1, f"{settings.name}: {settings.description}")
    sample = next((q for q in bank.questions.values() if q.companies), next(iter(bank.questions.values()), None))
    follow_ups = sum(question.prose.follow_ups for question in bank.questions.values())
    draft.block("home.html", sample=sample, follow_ups=follow_ups)
    yield draft.page()
