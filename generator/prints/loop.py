"""Loop sheets: a company's rounds, principles and facts on one page, each with its source and its date."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, sheets
from generator.company import Company
from generator.pages.page import Guide
from generator.prints.job import SMALLEST, Fit, Job, document, left_foot, middle_foot, print_jobs, text
from generator.typeset import string

FITS = (Fit(1, SMALLEST, 10.5),)


def jobs(guide: Guide) -> Iterator[Job]:
    """A job per company and paper."""
    for company in guide.bank.companies.values():
        yield from print_jobs(downloads.loop(company.id), company.path, _source(guide, company), FITS)


def _source(guide: Guide, company: Company) -> str:
    numbers = {source.id: i for i, source in enumerate(company.sources, 1)}
    date = sheets.latest([company], guide.dates)
    summary = f"The interview loop at {company.name}, from the sources below; numbers in brackets name them."
    parts = [
        _group("The loop", [_round(guide, company, i, numbers) for i in range(len(company.rounds))]),
        _group("Principles", [_fact(p.name, p.listens_for, numbers[p.source]) for p in company.principles]),
        _group(
            "By role", [_fact(guide.bank.roles[n.role].name, n.note, numbers[n.source]) for n in company.role_notes]
        ),
        _group("Good to know", [_fact("•", fact.fact, numbers[fact.source]) for fact in company.facts]),
        _group("Sources", [_source_line(company, i) for i in range(len(company.sources))]),
    ]
    return document(
        "sheet",
        f"sheet({text(company.name)}, {text(guide.settings.name + ' loop sheet')}, {text(summary)}, {text(summary)},"
        f" (), {left_foot(guide, f'companies/{company.id}/')}, {middle_foot(guide, date)},"
        " {\n" + "\n".join(parts) + "\n})",
    )


def _group(title: str, items: list[str]) -> str:
    return f"group({string(title)})\n" + "\n".join(items) if items else "none"


def _round(guide: Guide, company: Company, i: int, numbers: dict[str, int]) -> str:
    each = company.rounds[i]
    opener = "; opens with a behavioral question" if each.behavioral_opener else ""
    about = f"{guide.bank.stages[each.stage].name}, {each.minutes} minutes{opener}"
    return f"step({i + 1}, {text(each.name)}, {text(about)}, {text(each.about)}, {numbers[each.source]})"


def _fact(name: str, says: str, source: int) -> str:
    return f"fact({text(name)}, {text(says)}, {source})"


def _source_line(company: Company, i: int) -> str:
    source = company.sources[i]
    return f"cited({i + 1}, {text(source.title)}, {string(source.url)}, {string(source.checked.isoformat())})"
