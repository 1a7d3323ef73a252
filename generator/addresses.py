"""Where everything lives on the site: addresses are permanent, so they are made in one place."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from generator.bank import Bank
from generator.entry import Entry
from generator.model import ENTRY_KINDS, Question

# Characters of a topic's answers on one page: some 40 KB on the wire, read in one go on a phone.
PAGE_SIZE = 50_000
_FOLDERS: Mapping[type, str] = {kind.cls: kind.folder for kind in ENTRY_KINDS}


@dataclass(frozen=True)
class Addresses:
    """Addresses of all entries of a bank, relative to the site's root."""

    bank: Bank

    @cached_property
    def chunks(self) -> Mapping[str, list[list[Question]]]:
        """Questions of each topic, cut into pages of a size that loads well on a phone."""
        return {topic: _cut(questions) for topic, questions in self.bank.by_topic.items()}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The page each question stands on."""
        return {
            question.id: topic_page(topic, number)
            for topic, chunks in self.chunks.items()
            for number, chunk in enumerate(chunks, 1)
            for question in chunk
        }

    def former_ids(self, question: Question) -> list[str]:
        """Old ids that the question had on the page it stands on."""
        return [alias for alias in question.aliases if "/" not in alias]

    @cached_property
    def moved(self) -> Mapping[str, list[tuple[str, Question]]]:
        """For each topic, old ids that land on its first page and lead elsewhere."""
        found: dict[str, list[tuple[str, Question]]] = {topic: [] for topic in self.chunks}
        for question in self.bank.questions.values():
            for alias in question.aliases:
                topic, _, id = alias.rpartition("/")
                topic = topic or question.topic
                if self.page(question) != topic_page(topic):
                    found.setdefault(topic, []).append((id, question))
        return found

    def page(self, entry: Entry) -> str:
        """Folder of the page an entry stands on, such as `topics/sequence-models/`."""
        if isinstance(entry, Question):
            return self.pages[entry.id]
        return f"{_FOLDERS[type(entry)]}/{entry.id}/"

    def of(self, entry: Entry) -> str:
        """Address of an entry; a question's opens its answer."""
        return self.page(entry) + (f"#{entry.id}" if isinstance(entry, Question) else "")

    def resolver(self, entry: Entry, page: str) -> Callable[[str], str]:
        """How links in the prose of `entry` are written on `page`."""

        def resolve(href: str) -> str:
            target = self.bank.target(entry.path, href)
            return relative(page, self.of(target)) if target else href

        return resolve


def _cut(questions: list[Question]) -> list[list[Question]]:
    """Pages of about one size, as few as hold the questions."""
    sizes = [question.prose.size for question in questions]
    pages: list[list[Question]] = [[] for _ in range(max(1, math.ceil(sum(sizes) / PAGE_SIZE)))]
    for question, size, end in zip(questions, sizes, accumulate(sizes), strict=True):
        middle = (end - size / 2) / sum(sizes)
        pages[int(middle * len(pages))].append(question)
    return pages


def drawing(figure: str, dark: bool = False) -> str:
    """File of a figure's drawing, for light pages or for dark ones."""
    return f"assets/figures/{figure}{'.dark' if dark else ''}.svg"


def topic_page(topic: str, number: int = 1) -> str:
    """Folder of the n-th page of a topic."""
    return f"topics/{topic}/" if number == 1 else f"topics/{topic}/{number}/"


def relative(page: str, target: str) -> str:
    """Write the address `target` as seen from the folder `page`; both are relative to the site's root."""
    path, _, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return _way(page, path) + (f"#{anchor}" if anchor else "")


@lru_cache(maxsize=10_000)
def _way(page: str, path: str) -> str:
    slash = "/" if path.endswith("/") or not path else ""
    return posixpath.relpath("/" + path, "/" + page) + slash
