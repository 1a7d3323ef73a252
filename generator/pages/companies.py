"""A page per company: its loop, its principles, and where each fact comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import downloads
from generator.bank import Bank
from generator.company import Company
from generator.pages import printing
from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """The overview, then a page per company."""
    draft = Draft(
        guide,
        "companies/index.md",
        "Companies",
        "How companies interview: loops, principles, and where each fact comes from.",
    )
    draft.heading(1, "Companies")
    asked = Counter(company for question in guide.bank.questions.values() for company in question.companies)
    draft.block("companies.html", asked=asked)
    yield draft.page()
    for company in guide.bank.companies.values():
        yield _company(guide, company)


def _company(guide: Guide, company: Company) -> Page:
    draft = Draft(
        guide,
        f"companies/{company.id}.md",
        company.name,
        f"The interview loop at {company.name}: rounds, roles, principles, questions.",
    )
    draft.heading(1, company.name)
    printing.links(draft, downloads.loop(company.id))
    draft.block("prose.html", entry=company)
    _loop(draft, company)
    for section in company.prose.sections:
        draft.heading(2, section.title)
        draft.block("section.html", entry=company, section=section)
    _questions(draft, guide.bank, company)
    draft.heading(2, "Sources")
    draft.block("company_sources.html", company=company)
    return draft.page()


def _loop(draft: Draft, company: Company) -> None:
    draft.heading(2, "The loop")
    draft.block("company_loop.html", company=company)
    if company.role_notes:
        draft.heading(2, "By role")
        draft.block("company_roles.html", company=company)
    if company.facts:
        draft.heading(2, "Good to know")
        draft.block("company_facts.html", company=company)


def _questions(draft: Draft, bank: Bank, company: Company) -> None:
    """Those that probe its principles, and those that were asked there."""
    if company.principles:
        draft.heading(2, "Principles")
        for principle in company.principles:
            draft.heading(3, principle.name, principle.id)
            probing = bank.probing.get(f"{company.id}/{principle.id}", [])
            draft.block("company_principle.html", company=company, principle=principle, questions=probing)
    draft.heading(2, "Questions asked here")
    asked = [
        (topic, [q for q in bank.by_topic[topic.id] if company.id in q.companies]) for topic in bank.topics.values()
    ]
    draft.block("question_lists.html", groups=[(topic, questions) for topic, questions in asked if questions])
