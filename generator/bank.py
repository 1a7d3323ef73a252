"""The bank: every entry, in order, with the look-ups that pages and outputs need."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.company import Company
from generator.entry import Entry
from generator.figures import Figure
from generator.model import LEVELS, Question, Role, Stage, Topic


@dataclass(frozen=True)
class Bank:
    """Everything the guide knows.

    Args:
        roles, stages, companies, topics, questions: Entries by id, each in its display order.
        known: Ids per kind, also of entries that could not be typed.
        files: Every file of the bank, also those that could not be typed.
        doubles: Questions whose id is taken, as (file, file that has it).
        figures: Drawings by id.
        texts: Hash of each sound entry's file.
        says: Hash of all that entries say of themselves outside the answers of questions.
    """

    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    companies: Mapping[str, Company]
    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    known: Mapping[str, set[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    doubles: tuple[tuple[str, str], ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)
    says: bytes = b""

    @classmethod
    def of(
        cls,
        entries: Mapping[str, list[Any]],
        known: Mapping[str, set[str]],
        files: Iterable[str],
        figures: Iterable[Figure] = (),
        texts: Mapping[str, bytes] | None = None,
        says: bytes = b"",
    ) -> Bank:
        """Put entries in display order: by their `order`, questions by group, level and id."""
        return cls(
            roles=_ordered(entries["role"]),
            stages=_ordered(entries["stage"]),
            companies=_ordered(entries["company"]),
            topics=_ordered(entries["topic"]),
            questions=_in_reading_order(entries["question"], entries["topic"]),
            known=known,
            files=frozenset(files),
            doubles=tuple(_doubles(entries["question"])),
            figures={figure.id: figure for figure in figures},
            texts=texts or {},
            says=says,
        )

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of every kind."""
        kinds = (self.roles, self.stages, self.companies, self.topics, self.questions)
        return tuple(entry for kind in kinds for entry in kind.values())

    @cached_property
    def _by_path(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in self.entries}

    def target(self, source: str, href: str) -> Entry | None:
        """The entry that a relative link in the file `source` leads to, if there is one."""
        return self._by_path.get(_joined(source, href))

    def has_file(self, source: str, href: str) -> bool:
        """Whether a relative link leads to a file of the bank, even one with problems of its own."""
        return _joined(source, href) in self.files

    @cached_property
    def drawings(self) -> dict[str, str]:
        """Figures by id, each as an SVG document in the colors of paper."""
        return {figure.id: figure.drawing for figure in self.figures.values()}

    @cached_property
    def by_topic(self) -> dict[str, list[Question]]:
        """Questions of each topic, in reading order."""
        found: dict[str, list[Question]] = {topic: [] for topic in self.topics}
        for question in self.questions.values():
            found.setdefault(question.topic, []).append(question)
        return found

    @cached_property
    def related(self) -> dict[str, list[Question]]:
        """Related questions of each, both ways, although the data names each pair once."""
        pairs: dict[str, set[str]] = {id: set() for id in self.questions}
        for question in self.questions.values():
            for other in question.related:
                pairs[question.id].add(other)
                pairs.get(other, set()).add(question.id)
        order = {id: number for number, id in enumerate(self.questions)}
        return {
            id: [self.questions[other] for other in sorted(others & order.keys(), key=order.__getitem__)]
            for id, others in pairs.items()
        }

    @cached_property
    def probing(self) -> dict[str, list[Question]]:
        """Questions that probe each principle, by `company/principle`."""
        found: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for principle in question.principles:
                found.setdefault(principle, []).append(question)
        return found

    @cached_property
    def areas(self) -> dict[str, list[Topic]]:
        """Topics under their areas, in order."""
        found: dict[str, list[Topic]] = {}
        for topic in self.topics.values():
            found.setdefault(topic.area, []).append(topic)
        return found

    @cached_property
    def _principle_ids(self) -> set[str]:
        return {
            f"{company.id}/{principle.id}" for company in self.companies.values() for principle in company.principles
        }

    def ids(self, kind: str) -> set[str]:
        """Every id of a kind; a principle's is `company/principle`."""
        return self._principle_ids if kind == "principle" else self.known[kind]

    def knows(self, kind: str, id: str) -> bool:
        """Whether an id is one of its kind; the benefit of the doubt where its file could not be typed."""
        company = id.partition("/")[0]
        unread = kind == "principle" and company in self.known["company"] and company not in self.companies
        return unread or id in self.ids(kind)


def _joined(source: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), href))


def _ordered(entries: list[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in sorted(entries, key=lambda entry: (entry.order, entry.id))}


def _doubles(questions: list[Question]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for question in questions:
        path = first.setdefault(question.id, question.path)
        if path != question.path:
            yield question.path, path


def _in_reading_order(questions: list[Question], topics: list[Topic]) -> dict[str, Question]:
    order = {topic.id: (topic.order, topic.groups) for topic in topics}

    def place(question: Question) -> tuple[int, str, int, int, str]:
        number, groups = order.get(question.topic, (0, ()))
        group = groups.index(question.group) if question.group in groups else len(groups)
        return number, question.topic, group, LEVELS.index(question.level), question.id

    return {question.id: question for question in sorted(questions, key=place)}
