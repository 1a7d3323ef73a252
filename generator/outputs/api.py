"""The public export: every question as JSON, with a version of its own."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from generator.misfit import bullets
from generator.model import Question
from generator.outputs.site import Files
from generator.pages.page import Guide
from generator.words import plain

VERSION = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def files(guide: Guide) -> Files:
    """`api/v1/questions.json`, as documented on the export page."""
    rows = [guide.text("api", question, partial(_row, guide)) for question in guide.bank.questions.values()]
    return {
        f"docs/api/v{VERSION}/questions.json": f'{{\n "version": {VERSION},\n "questions": [{",".join(rows)}\n ]\n}}\n'
    }


def _row(guide: Guide, question: Question) -> str:
    """A question, on a line of its own: asked to indent, Python's encoder leaves its fast path."""
    return "\n  " + _ENCODER.encode(_question(guide, question))


def _question(guide: Guide, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.question,
        "kind": question.kind,
        "level": question.level,
        "topic": question.topic,
        "roles": list(question.roles),
        "stages": list(question.stages),
        "companies": list(question.companies),
        "keywords": list(question.keywords),
        "url": guide.settings.site_url + guide.addresses.of(question),
        "spoken": plain(question.prose.lead),
        "mistakes": _bullets(question, "Common mistakes"),
        "follow_ups": _follow_ups(question),
        "remember": _bullets(question, "Remember"),
        "sources": [{"title": source.title, "url": source.url} for source in question.sources],
        "aliases": list(question.aliases),
        "reviewed": question.reviewed.isoformat() if question.reviewed else None,
    }


def _bullets(question: Question, title: str) -> list[str]:
    section = question.prose.section(title)
    return [plain(item) for item in bullets(section.tokens)] if section else []


def _follow_ups(question: Question) -> list[dict[str, str]]:
    section = question.prose.section("Follow-ups")
    parts = section.parts if section else ()
    return [{"question": part.title_text, "answer": plain(part.tokens)} for part in parts]
