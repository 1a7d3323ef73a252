"""The site's source: every page as Markdown, its blocks as JSON, and the navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.addresses import topic_page
from generator.filling import dump
from generator.pages import companies, contributors, find, freshness, home, practice, roles, sheets, stages, topics
from generator.pages.page import Guide, Page

Files = dict[str, str | bytes]
PAGES: tuple[Callable[[Guide], Iterator[Page]], ...] = (
    find.pages,
    roles.pages,
    stages.pages,
    companies.pages,
    topics.overview,
    practice.pages,
    sheets.overview,
    contributors.pages,
    freshness.pages,
)


# Pages with answers, which know by themselves what is staged already; home shows one answer.
ANSWERS: tuple[Callable[[Guide], Iterator[Page]], ...] = (home.pages, topics.pages, sheets.pages)


def files(guide: Guide) -> Files:
    """Pages under `docs/` and their blocks under `blocks/`; of those an earlier build left as they are, none."""
    return guide.staged.files("pages", lambda: _made(guide, PAGES)) | _made(guide, ANSWERS)


def _made(guide: Guide, pages: Iterable[Callable[[Guide], Iterator[Page]]]) -> Files:
    found: Files = {}
    for make in pages:
        for page in make(guide):
            found[f"docs/{page.path}"] = page.markdown
            found[f"blocks/{page.key}.json"] = dump(dict(page.blocks))
    return found


def navigation(guide: Guide) -> list[object]:
    """The generated part of the site's navigation, as MkDocs takes it."""
    bank = guide.bank
    topics_nav: list[object] = ["topics/index.md"]
    sheets_nav: list[object] = ["sheets/index.md"]
    for area, members in bank.areas.items():
        topics_nav.append({area: [page for topic in members for page in _topic_pages(guide, topic.id)]})
        if printed := [f"sheets/{topic.id}.md" for topic in members if bank.by_topic[topic.id]]:
            sheets_nav.append({area: printed})
    return [
        {"Home": "index.md"},
        {"Find": find.PATH},
        {"Practice": [tool.path for tool in practice.TOOLS]},
        {"Roles": ["roles/index.md", *(f"roles/{id}.md" for id in bank.roles)]},
        {"Stages": ["stages/index.md", *(f"stages/{id}.md" for id in bank.stages)]},
        {"Companies": ["companies/index.md", *(f"companies/{id}.md" for id in bank.companies)]},
        {"Topics": topics_nav},
        {"Sheets": sheets_nav},
    ]


def _topic_pages(guide: Guide, topic: str) -> list[str]:
    return [topic_page(topic, n + 1).rstrip("/") + ".md" for n in range(len(guide.addresses.chunks[topic]))]
