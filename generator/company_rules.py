"""Rules about companies: facts point at sources that are there, and each part of a page has an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.bank import Bank
from generator.company import Company
from generator.ids import slug
from generator.problems import Problem, nearest, shown
from generator.sections import COMPANY_SHAPE

_HEADINGS = ("The loop", "By role", "Good to know", "Principles", "Questions asked here", "Sources")
_SECTIONS = (section.title for section in COMPANY_SHAPE.sections)
# Addresses that a company's page has anyhow; those of its sources begin with `source-`.
_PAGE = {slug(title) for title in (*_HEADINGS, *_SECTIONS)}


def company_sources_exist(bank: Bank) -> Iterator[Problem]:
    """Every fact of a company points at one of its sources."""
    for company in bank.companies.values():
        known = {source.id for source in company.sources}
        for name in ("rounds", "role_notes", "facts", "principles"):
            for i, fact in enumerate(getattr(company, name)):
                if fact.source not in known:
                    address = f"{name}[{i}].source"
                    hint = nearest(fact.source, known) or f"Sources here: {', '.join(sorted(known))}."
                    message = f"“{address}”: there is no source {shown(fact.source)}."
                    yield Problem(company.path, company.line(address), "LB306", message, hint)


def company_parts_differ(bank: Bank) -> Iterator[Problem]:
    """No two sources or principles of a company have one address, and none has one of the page's own."""
    for company in bank.companies.values():
        sources = [(f"sources[{i}].id", each.id) for i, each in enumerate(company.sources)]
        principles = [(f"principles[{i}].id", each.id) for i, each in enumerate(company.principles)]
        yield from _twice(company, sources)
        yield from _twice(company, principles)
        for address, id in principles:
            if id in _PAGE or id.startswith("source-"):
                message = f"“{address}”: {shown(id)} is an address that the company's page has already."
                yield Problem(company.path, company.line(address), "LB109", message, "Choose another id.")


def _twice(company: Company, ids: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for address, id in ids:
        line = company.line(address)
        if id in first:
            message = f"“{address}”: the id {shown(id)} is that of line {first[id]} too."
            yield Problem(company.path, line, "LB109", message, "Give one of the two another.")
        first.setdefault(id, line)
