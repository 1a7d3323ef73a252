"""Counts what the bank covers, and says where it has holes, by stated minima."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.bank import Bank
from generator.model import KIND_NAMES, LEVEL_NAMES, LEVELS, QUESTION_KINDS, Question
from generator.problems import plural


@dataclass(frozen=True, slots=True)
class Minima:
    """What is wanted at least: advice for whoever looks for something to write, never a problem.

    Args:
        topic: Questions in a topic, over all levels.
        role: Questions tagged with a role.
        stage: Questions tagged with a stage.
        principle: Questions that probe a company's principle.
    """

    topic: int = 10
    role: int = 120
    stage: int = 25
    principle: int = 2


MINIMA = Minima()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions there are of each sort; a sort without any counts 0."""

    total: int
    reviewed: int
    levels: Mapping[str, int]
    kinds: Mapping[str, int]
    roles: Mapping[str, int]
    stages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a bank covers.

    Args:
        whole: All questions.
        topics: The questions of each topic, by its id.
        principles: How many questions probe each principle, by `company/principle`.
        holes: Where there is less than wanted, as sentences.
    """

    whole: Tally
    topics: Mapping[str, Tally]
    principles: Mapping[str, int]
    holes: tuple[str, ...]


def measure(bank: Bank, minima: Minima = MINIMA) -> Coverage:
    """Count a bank."""
    whole = _tally(bank.questions.values(), bank)
    topics = {topic: _tally(bank.by_topic[topic], bank) for topic in bank.topics}
    principles = {id: len(bank.probing.get(id, ())) for id in principle_names(bank)}
    holes = (
        *_thin_topics(bank, topics, minima.topic),
        *_thin("role", {bank.roles[id].name: n for id, n in whole.roles.items()}, minima.role),
        *_thin("stage", {bank.stages[id].name: n for id, n in whole.stages.items()}, minima.stage),
        *_thin("principle", {principle_names(bank)[id]: n for id, n in principles.items()}, minima.principle),
        *(f"The kind “{KIND_NAMES[kind]}” has no question." for kind, n in whole.kinds.items() if not n),
    )
    return Coverage(whole, topics, principles, holes)


def principle_names(bank: Bank) -> dict[str, str]:
    """Every principle, by `company/principle`, with its name and its company's."""
    return {
        f"{company.id}/{principle.id}": f"{principle.name} ({company.name})"
        for company in bank.companies.values()
        for principle in company.principles
    }


def _tally(questions: Iterable[Question], bank: Bank) -> Tally:
    found = list(questions)
    return Tally(
        total=len(found),
        reviewed=sum(question.reviewed is not None for question in found),
        levels=_count(LEVELS, (question.level for question in found)),
        kinds=_count(QUESTION_KINDS, (question.kind for question in found)),
        roles=_count(bank.roles, (role for question in found for role in question.roles)),
        stages=_count(bank.stages, (stage for question in found for stage in question.stages)),
    )


def _count(sorts: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(sorts, 0)
    for value in values:
        counts[value] += 1
    return counts


def _thin_topics(bank: Bank, topics: Mapping[str, Tally], least: int) -> Iterator[str]:
    for id, tally in topics.items():
        name = bank.topics[id].name
        yield from _thin("topic", {name: tally.total}, least)
        for level, number in tally.levels.items():
            if not number:
                yield f"The topic “{name}” has no question of the level “{LEVEL_NAMES[level]}”."


def _thin(sort: str, counts: Mapping[str, int], least: int) -> Iterator[str]:
    for name, number in counts.items():
        if number < least:
            yield f"The {sort} “{name}” has {plural(number, 'question')} ({least} are wanted)."
