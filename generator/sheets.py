"""What stands on a topic's cheat sheet, for the page and for paper alike: lines to remember, formulas, one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it.token import Token

from generator.bank import Bank
from generator.entry import Entry
from generator.misfit import bullets
from generator.model import Question, Topic


@dataclass(frozen=True, slots=True)
class Group:
    """A subheading of a topic with its questions."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A topic's cheat sheet.

    Args:
        topic: The topic.
        groups: Its subheadings, each with the questions whose lines are shown.
        date: Day of the last commit that changed any of it; empty if it isn't known.
    """

    topic: Topic
    groups: tuple[Group, ...]
    date: str = ""

    @property
    def formulas(self) -> tuple[Token, ...]:
        """The topic's key formulas, a bullet list."""
        section = self.topic.prose.section("Key formulas")
        return section.tokens if section else ()

    @property
    def table(self) -> tuple[Token, ...]:
        """The topic's table."""
        section = self.topic.prose.section("At a glance")
        return section.tokens if section else ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in reading order."""
        return tuple(question for group in self.groups for question in group.questions)


def sheet(bank: Bank, topic: Topic, dates: Mapping[str, str], only: Collection[str] | None = None) -> Sheet:
    """The sheet of a topic, with all its questions or only those of the given ids."""
    questions = [q for q in bank.by_topic[topic.id] if only is None or q.id in only]
    groups = tuple(Group(title, tuple(members)) for title, members in groupby(questions, key=lambda q: q.group))
    return Sheet(topic, groups, latest([topic, *questions], dates))


def latest(entries: Sequence[Entry], dates: Mapping[str, str]) -> str:
    """The last day any of the entries changed; empty if none is known."""
    return max((dates.get(entry.path, "") for entry in entries), default="")


def lines(question: Question) -> list[tuple[Token, ...]]:
    """The lines to remember, each as its tokens."""
    section = question.prose.section("Remember")
    return bullets(section.tokens) if section else []
