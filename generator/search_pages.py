"""What the search knows of pages that hold no question: roles, stages, companies, topics and hand-written ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model import KIND_NAMES
from generator.pages.page import Guide

Record = dict[str, str]
_TITLE = re.compile(r"^title: *[\"']?(.+?)[\"']? *$|^# +(.+?) *(?:\{.*\})?$", re.MULTILINE)
_ABOUT = re.compile(r"^description: *(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{2,3} +(.+?) *(?:\{.*\})?$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def records(guide: Guide) -> Iterator[Record]:
    """One record a page: what it is, its title, its address, what else people type for it, and a line about it."""
    bank = guide.bank
    for role in bank.roles.values():
        yield _record("role", role.name, guide.addresses.of(role), [f"{role.name} role"], role.emphasis)
    for stage in bank.stages.values():
        kinds = [KIND_NAMES[kind] for kind in stage.kinds]
        yield _record("stage", stage.name, guide.addresses.of(stage), [], f"{stage.who} {' '.join(kinds)}")
    for company in bank.companies.values():
        names = [*(each.name for each in company.rounds), *(each.name for each in company.principles)]
        typed = [f"{company.name} loop", f"{company.name} interview"]
        yield _record("company", company.name, guide.addresses.of(company), typed, ", ".join(names))
    for topic in bank.topics.values():
        about = f"{topic.summary} {' '.join(topic.groups)}"
        yield _record("topic", topic.name, guide.addresses.of(topic), topic.keywords, about)
    for path, markdown in sorted(guide.handwritten.items()):
        yield _handwritten(path, markdown)


def _record(type: str, title: str, url: str, keywords: Iterable[str], text: str) -> Record:
    return {"type": type, "title": title, "url": url, "keywords": "|".join(keywords), "text": text}


def _handwritten(path: str, markdown: str) -> Record:
    """A page under `docs/`: its title, description and headings."""
    prose = _FENCE.sub("", markdown)
    title = _TITLE.search(prose)
    about = _ABOUT.search(prose)
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    name = (title[1] or title[2]) if title else folder
    return _record("page", name, f"{folder}/" if folder else "", _HEADING.findall(prose), about[1] if about else "")
