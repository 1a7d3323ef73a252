"""A page per interview stage: what happens, what is scored, what comes up."""

from __future__ import annotations

from collections.abc import Iterator

from generator.company import Company, Round
from generator.model import Question, Stage, Topic
from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """The overview, then a page per stage."""
    draft = Draft(
        guide, "stages/index.md", "Stages", "The interview process, stage by stage: who, how long, what is scored."
    )
    draft.heading(1, "Interview stages")
    draft.block("stages.html")
    yield draft.page()
    for stage in guide.bank.stages.values():
        yield _stage(guide, stage)


def _stage(guide: Guide, stage: Stage) -> Page:
    draft = Draft(
        guide, f"stages/{stage.id}.md", stage.name, f"{stage.name}: who, how long, what is scored, how to prepare."
    )
    draft.heading(1, stage.name)
    draft.block("stage_intro.html", stage=stage, rounds=_rounds(guide, stage))
    for section in stage.prose.sections:
        draft.heading(2, section.title)
        draft.block("section.html", entry=stage, section=section)
    draft.heading(2, "What is scored")
    draft.block("rubric.html", stage=stage)
    draft.heading(2, "What to ask back")
    draft.block("bullets.html", lines=stage.ask_back)
    draft.heading(2, "Questions that come up here")
    draft.block("question_lists.html", groups=_by_topic(guide, stage))
    return draft.page()


def _rounds(guide: Guide, stage: Stage) -> list[tuple[Company, Round]]:
    return [
        (company, each)
        for company in guide.bank.companies.values()
        for each in company.rounds
        if each.stage == stage.id
    ]


def _by_topic(guide: Guide, stage: Stage) -> list[tuple[Topic, list[Question]]]:
    groups = (
        (topic, [q for q in guide.bank.by_topic[topic.id] if stage.id in q.stages])
        for topic in guide.bank.topics.values()
    )
    return [(topic, questions) for topic, questions in groups if questions]
