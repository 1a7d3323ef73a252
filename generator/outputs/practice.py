"""What the practice pages load: questions with their labels, and what stages, roles and companies say about a loop."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.company import Company
from generator.model import Question, Role, Stage, Topic
from generator.outputs.site import Files
from generator.pages.page import Guide

VERSION = 1


def files(guide: Guide) -> Files:
    """`guide.json`: private to the site's own scripts, unlike the export."""
    bank = guide.bank
    value = {
        "version": VERSION,
        "roles": [_role(guide, role) for role in bank.roles.values()],
        "stages": [_stage(guide, stage) for stage in bank.stages.values()],
        "companies": [_company(guide, company) for company in bank.companies.values()],
        "topics": [_topic(guide, topic) for topic in bank.topics.values()],
        "aliases": _former(bank.questions.values()),
        "former": {
            "role": _former(bank.roles.values()),
            "stage": _former(bank.stages.values()),
            "company": _former(bank.companies.values()),
            "topic": _former(bank.topics.values()),
        },
        "questions": [_question(guide, question) for question in bank.questions.values()],
    }
    return {"docs/assets/practice/guide.json": json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"}


def _former(entries: Iterable[Role | Stage | Company | Topic | Question]) -> dict[str, str]:
    """Present ids by former ones; `topic/id`, the address of a question that has left a topic, is its id here."""
    return {old.rpartition("/")[2]: entry.id for entry in entries for old in entry.aliases}


def _role(guide: Guide, role: Role) -> dict[str, Any]:
    return {"id": role.id, "name": role.name, "url": guide.addresses.of(role), "weights": dict(role.weights)}


def _stage(guide: Guide, stage: Stage) -> dict[str, Any]:
    rubric = [{"criterion": row.criterion, "weak": row.weak, "strong": row.strong} for row in stage.rubric]
    return {
        "id": stage.id,
        "name": stage.name,
        "url": guide.addresses.of(stage),
        "minutes": stage.minutes,
        "pace": stage.pace,
        "kinds": list(stage.kinds),
        "rubric": rubric,
    }


def _company(guide: Guide, company: Company) -> dict[str, Any]:
    part_ids = {name: id for id, name in company.parts.items()}
    rounds = [
        {
            "id": id,
            "part": part_ids.get(each.part, ""),
            "name": each.name,
            "stage": each.stage,
            "minutes": each.minutes,
            "opener": each.behavioral_opener,
        }
        for id, each in zip(company.round_ids, company.rounds, strict=True)
    ]
    principles = [{"id": each.id, "name": each.name} for each in company.principles]
    about = {"id": company.id, "name": company.name, "url": guide.addresses.of(company)}
    parts = [{"id": id, "name": name} for id, name in company.parts.items()]
    return {**about, "rounds": rounds, "parts": parts, "principles": principles}


def _topic(guide: Guide, topic: Topic) -> dict[str, Any]:
    about = {"id": topic.id, "name": topic.name, "url": guide.addresses.of(topic)}
    return {**about, "prerequisites": list(topic.prerequisites)}


def _question(guide: Guide, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.question,
        "topic": question.topic,
        "level": question.level,
        "kind": question.kind,
        "roles": list(question.roles),
        "stages": list(question.stages),
        "companies": list(question.companies),
        "principles": list(question.principles),
        "url": guide.addresses.of(question),
    }
