"""The page of what has not been looked at for too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.company import Company
from generator.freshness import COMPANY_SOURCE_DAYS, REVIEW_DAYS, stale, unreviewed
from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """One page; ages are measured against the commit that is built."""
    bank, day = guide.bank, guide.history.day
    draft = Draft(
        guide, "contribute/freshness.md", "Freshness", "Facts and reviews that are due to be looked at again."
    )
    draft.heading(1, "Freshness")
    found = stale(bank, day) if day else []
    never = unreviewed(bank)
    draft.block("freshness.html", day=day, source_days=COMPANY_SOURCE_DAYS, review_days=REVIEW_DAYS)
    draft.heading(2, "Company facts")
    draft.block("freshness_list.html", day=day, items=[item for item in found if isinstance(item.entry, Company)])
    draft.heading(2, "Reviews")
    draft.block("freshness_list.html", day=day, items=[item for item in found if not isinstance(item.entry, Company)])
    draft.heading(2, "Never reviewed")
    groups = [(bank.topics[id], list(questions)) for id, questions in groupby(never, key=lambda each: each.topic)]
    draft.block("freshness_never.html", total=len(never), groups=groups)
    yield draft.page()
