"""The kinds of entry and their fields: the one place where allowed values live."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from generator.company import Company
from generator.entry import FORMER_IDS, Entry
from generator.fields import Part, Weights, of
from generator.sections import COMPANY_SHAPE, QUESTION_SHAPES, ROLE_SHAPE, STAGE_SHAPE, TOPIC_SHAPE, BodyShape
from generator.specs import Many, Ref
from generator.values import Choice, Day, Number, Text, Url

QUESTION_KINDS = tuple(QUESTION_SHAPES)
LEVELS = ("core", "intermediate", "advanced")
SEEN = ("common", "some-companies")
KIND_NAMES = {
    "concept": "Concept",
    "coding": "Coding",
    "sql": "SQL",
    "system-design": "System design",
    "object-oriented-design": "Object-oriented design",
    "case": "Case",
    "behavioral": "Behavioral",
    "craft": "Interview craft",
}
LEVEL_NAMES = {"core": "Core", "intermediate": "Intermediate", "advanced": "Advanced"}
SEEN_NAMES = {"common": "Most companies", "some-companies": "Some companies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something public that supports a claim."""

    title: str = of(Text(200), "Exact title, with authors and year where there are any.")
    url: str = of(Url(), "Address in canonical form: DOI, arXiv abstract page, documentation page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifications:
    """What a role's job descriptions ask for."""

    basic: tuple[str, ...] = of(Many(Text()), "Without these there is no interview.")
    preferred: tuple[str, ...] = of(Many(Text()), "These help.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entry):
    """A job that people interview for."""

    name: str = of(Text(60), "Name of the role.")
    order: int = of(Number(1, 99), "Position in lists.")
    emphasis: str = of(Text(300), "What sets the role apart, in one sentence.")
    responsibilities: tuple[str, ...] = of(Many(Text()), "What one does in it.")
    education: str = of(Text(300), "Usual degree.")
    qualifications: Qualifications = of(Part(Qualifications), "Basic and preferred qualifications.")
    coding_bar: str = of(Text(400), "How much coding is asked, and how it is judged.")
    seniority: str = of(Text(400), "How the role stands to its neighbors.", default="")
    stages: tuple[str, ...] = of(Many(Ref("stage")), "The usual loop, in order.")
    weights: Mapping[str, int] = of(
        Weights("topic", Number(1, 5)), "How often each topic is asked: 1 rarely, 5 always."
    )
    sources: tuple[Source, ...] = of(Many(Part(Source), 1, 8), "Where this comes from.")
    aliases: tuple[str, ...] = of(Many(Text(60), 1, 20), FORMER_IDS, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of a rubric."""

    criterion: str = of(Text(80), "What is scored.")
    weak: str = of(Text(300), "Signal of a weak answer.")
    strong: str = of(Text(300), "Signal of a strong answer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entry):
    """A round or step of the interview process."""

    name: str = of(Text(60), "Name of the stage.")
    order: int = of(Number(1, 99), "Position in the process.")
    who: str = of(Text(300), "Who sits opposite.")
    duration: str = of(Text(60), "How long it takes, for people.")
    minutes: int = of(Number(5, 1440), "How long it takes, in minutes, for the clock.")
    pace: int = of(Number(1, 600), "Minutes a single question takes here, follow-ups included.")
    seen: str = of(Choice(SEEN), "Whether most companies have it.")
    kinds: tuple[str, ...] = of(Many(Choice(QUESTION_KINDS)), "Kinds of question that come up.")
    rubric: tuple[Criterion, ...] = of(Many(Part(Criterion), 3, 5), "What is scored, with weak and strong signals.")
    ask_back: tuple[str, ...] = of(Many(Text(), 2, 6), "What to ask the interviewer.")
    sources: tuple[Source, ...] = of(Many(Part(Source), 1, 8), "Where this comes from.", default=())
    aliases: tuple[str, ...] = of(Many(Text(60), 1, 20), FORMER_IDS, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A field of knowledge; its questions stand on its page."""

    name: str = of(Text(60), "Name of the topic.")
    area: str = of(Text(60), "The area it is listed under.")
    order: int = of(Number(1, 999), "Position in lists.")
    summary: str = of(Text(160), "What it covers, in one sentence.")
    groups: tuple[str, ...] = of(Many(Text(60), 1, 8), "Subheadings its questions stand under, in order.")
    keywords: tuple[str, ...] = of(Many(Text(60), 1, 12), "What people type to find it.")
    prerequisites: tuple[str, ...] = of(Many(Ref("topic"), 1, 6), "Topics to read first.", default=())
    aliases: tuple[str, ...] = of(Many(Text(60), 1, 20), FORMER_IDS, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Entry):
    """A question with its answer.

    Args:
        topic: Id of the topic, which is the folder it lies in.
    """

    topic: str
    question: str = of(Text(140), "The question, as an interviewer asks it.")
    kind: str = of(Choice(QUESTION_KINDS), "What sort of question it is; the sections follow from it.")
    level: str = of(
        Choice(LEVELS), "core: any candidate; intermediate: some experience; advanced: seniors and scientists."
    )
    group: str = of(Text(60), "The subheading of its topic it stands under.")
    roles: tuple[str, ...] = of(Many(Ref("role")), "Who is really asked this.")
    stages: tuple[str, ...] = of(Many(Ref("stage")), "Where it really comes up.")
    companies: tuple[str, ...] = of(Many(Ref("company")), "Known to have been asked there.", default=())
    principles: tuple[str, ...] = of(
        Many(Ref("principle"), 1, 4),
        "Company principles it probes: company/principle.",
        default=(),
        only=("behavioral",),
    )
    keywords: tuple[str, ...] = of(
        Many(Text(60), 1, 12), "What people type to find it: synonyms, abbreviations, other spellings."
    )
    related: tuple[str, ...] = of(
        Many(Ref("question"), 1, 6), "Questions to read next; the link shows on both.", default=()
    )
    sources: tuple[Source, ...] = of(Many(Part(Source), 1, 4), "Primary sources that support the answer.")
    reviewed: datetime.date | None = of(Day(), "The day somebody other than the writer checked it.", default=None)
    aliases: tuple[str, ...] = of(Many(Text(60), 1, 20), FORMER_IDS, default=())


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry: where its files lie and what is in them.

    Args:
        name: Name in messages and on the command line.
        folder: Folder under the bank.
        cls: The dataclass.
        depth: Folders between that folder and a file.
        shape: What the body looks like; None where it follows from the entry's own `kind`.
    """

    name: str
    folder: str
    cls: type
    depth: int = 0
    shape: BodyShape | None = None


ENTRY_KINDS = (
    EntryKind("role", "roles", Role, shape=ROLE_SHAPE),
    EntryKind("stage", "stages", Stage, shape=STAGE_SHAPE),
    EntryKind("company", "companies", Company, shape=COMPANY_SHAPE),
    EntryKind("topic", "topics", Topic, shape=TOPIC_SHAPE),
    EntryKind("question", "questions", Question, depth=1),
)
