"""The fields of a company: its loop, its principles and facts, each with its source and the day it was checked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.entry import FORMER_IDS, Entry
from generator.fields import Part, of
from generator.ids import distinct
from generator.specs import Many, Ref
from generator.values import Day, Flag, Id, Number, Text, Url


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """A source of a company's facts, with the day somebody last looked at it."""

    id: str = of(Id(), "Name that facts point at.")
    title: str = of(Text(200), "Exact title.")
    checked: datetime.date = of(Day(), "The day it was last looked at.")
    url: str = of(Url(), "Address, if it is public.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of a company's loop."""

    name: str = of(
        Text(80), "What the company calls it; words before a colon name the part of the loop: “Onsite: coding”."
    )
    stage: str = of(Ref("stage"), "The stage it is an example of.")
    minutes: int = of(Number(5, 1440), "How long it takes.")
    about: str = of(Text(400), "What happens in it.")
    behavioral_opener: bool = of(Flag(), "Whether a behavioral question opens it.")
    source: str = of(Text(60), "Id of a source above.")

    @property
    def part(self) -> str:
        """The part of the loop it belongs to, such as “Onsite”; empty if it stands alone."""
        return self.name.rpartition(": ")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNote:
    """What is special about a role at a company."""

    role: str = of(Ref("role"), "The role.")
    note: str = of(Text(500), "What is special about it here.")
    source: str = of(Text(60), "Id of a source above.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing worth knowing about a company's interviews."""

    fact: str = of(Text(400), "The fact, in our own words.")
    source: str = of(Text(60), "Id of a source above.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A principle the company interviews for."""

    id: str = of(Id(), "Permanent id within the company.")
    name: str = of(Text(80), "The company's name for it.")
    listens_for: str = of(Text(400), "What an interviewer listens for, in our own words.")
    source: str = of(Text(60), "Id of a source above.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Entry):
    """A company, its loop and its principles, each fact with source and date."""

    name: str = of(Text(60), "Name of the company.")
    order: int = of(Number(1, 99), "Position in lists.")
    homepage: str = of(Url(), "Its careers page.")
    sources: tuple[CheckedSource, ...] = of(Many(Part(CheckedSource), 1, 40), "What the facts rest on.")
    rounds: tuple[Round, ...] = of(Many(Part(Round), 1, 12), "The loop, in order.")
    role_notes: tuple[RoleNote, ...] = of(Many(Part(RoleNote)), "What differs by role.", default=())
    facts: tuple[Fact, ...] = of(Many(Part(Fact)), "What else is worth knowing.", default=())
    principles: tuple[Principle, ...] = of(Many(Part(Principle)), "What it interviews for.", default=())
    aliases: tuple[str, ...] = of(Many(Text(60), 1, 20), FORMER_IDS, default=())

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the loop that have a name, by an id made of it, in their order."""
        names = self._part_names
        return dict(zip(distinct(names), names, strict=True))

    @property
    def round_ids(self) -> list[str]:
        """An id for each round, made of its name; no part has the same one."""
        return distinct([*self._part_names, *(each.name for each in self.rounds)])[len(self._part_names) :]

    @property
    def _part_names(self) -> list[str]:
        return list(dict.fromkeys(each.part for each in self.rounds if each.part))

    def source(self, id: str) -> CheckedSource:
        """The source that a fact points at; raises StopIteration if a rule let a bad one through."""
        return next(source for source in self.sources if source.id == id)
