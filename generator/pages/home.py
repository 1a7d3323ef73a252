"""The landing page: what this is, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.page import Draft, Guide, Page, stands


def pages(guide: Guide) -> Iterator[Page]:
    """The home page, where it isn't staged already."""
    bank, settings = guide.bank, guide.settings
    sample = next((q for q in bank.questions.values() if q.companies), next(iter(bank.questions.values()), None))
    if stands(guide, "index.md", [sample] if sample else []):
        return
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
    follow_ups = sum(question.prose.follow_ups for question in bank.questions.values())
    draft.block("home.html", sample=sample, follow_ups=follow_ups)
    yield draft.page()
