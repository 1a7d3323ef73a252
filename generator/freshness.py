"""What has not been looked at for too long: company facts and reviews, measured against a given day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.bank import Bank
from generator.company import Company
from generator.model import Question

COMPANY_SOURCE_DAYS = 180  # loops and careers pages change within a hiring season
REVIEW_DAYS = 730  # what an answer says changes slowly


@dataclass(frozen=True, slots=True)
class Stale:
    """Something that is older than its limit.

    Args:
        entry: The company or question.
        what: The source or the review.
        checked: When it was last looked at.
        days: Its age.
        limit: How old it may be.
    """

    entry: Company | Question
    what: str
    checked: datetime.date
    days: int
    limit: int


def stale(bank: Bank, day: datetime.date) -> list[Stale]:
    """Everything older than its limit on that day, the oldest first."""
    return sorted(
        (item for item in _dated(bank, day) if item.days > item.limit), key=lambda s: (-s.days, s.entry.path, s.what)
    )


def _dated(bank: Bank, day: datetime.date) -> Iterator[Stale]:
    for company in bank.companies.values():
        for source in company.sources:
            yield Stale(company, source.title, source.checked, (day - source.checked).days, COMPANY_SOURCE_DAYS)
    for question in bank.questions.values():
        if question.reviewed:
            yield Stale(question, "review", question.reviewed, (day - question.reviewed).days, REVIEW_DAYS)


def unreviewed(bank: Bank) -> list[Question]:
    """Questions that nobody but the writer has checked."""
    return [question for question in bank.questions.values() if not question.reviewed]


def as_markdown(bank: Bank, day: datetime.date) -> str:
    """The text of the monthly issue; empty if nothing is due."""
    found, never = stale(bank, day), len(unreviewed(bank))
    rows = [f"- `{item.entry.path}`: {item.days} days (limit {item.limit})" for item in found]
    rows += [f"- Questions that nobody has reviewed: {never}"] if never else []
    return f"Older than their limits on {day}:\n\n" + "\n".join(rows) + "\n" if rows else ""
