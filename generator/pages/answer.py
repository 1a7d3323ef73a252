"""A question with its answer, as it stands on its topic's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from generator.ids import slug
from generator.model import KIND_NAMES, LEVEL_NAMES, Question
from generator.pages.page import Draft, Guide
from generator.pages.templates import macro

REPORT_FORM = "wrong-answer.yml"
_WRITERS = 4  # by name; the others are counted

Links = list[tuple[str, str]]
"""Addresses with what stands in the link."""


def _macro(name: str) -> Callable[..., Markup]:
    return macro("question.html", name)


class Answers:
    """Adds questions to a topic's page."""

    def __init__(self, draft: Draft, guide: Guide) -> None:
        self._draft, self._guide = draft, guide
        self._labels: dict[object, Markup] = {}  # many questions have the same

    def add(self, question: Question) -> None:
        """Add a question with its answer."""
        draft, bank = self._draft, self._guide.bank
        draft.html_block(_macro("start")(question.id, question.aliases, question.level, question.kind))
        draft.heading(3, question.question, question.id)
        answer = _macro("answer")(
            question.id,
            self._labels_of(question),
            self._guide.addresses.former_ids(question),
            draft.prose(question, question.prose.lead),
            self._sections(question),
            self._principles(question),
            [(draft.link(other), other.question) for other in bank.related[question.id]],
            [(source.url, source.title) for source in question.sources],
        )
        draft.html_block(answer + self._actions(question))

    def _labels_of(self, question: Question) -> Markup:
        key = (question.level, question.kind, question.roles, question.stages, question.companies)
        if key not in self._labels:
            names = LEVEL_NAMES[question.level], KIND_NAMES[question.kind]
            self._labels[key] = _macro("labels")(question.level, *names, list(self._chips(question)))
        return self._labels[key]

    def _chips(self, question: Question) -> Iterator[tuple[str, str, str]]:
        bank, link = self._guide.bank, self._draft.link
        yield from (("role", role.name, link(role)) for role in map(bank.roles.__getitem__, question.roles))
        yield from (("stage", stage.name, link(stage)) for stage in map(bank.stages.__getitem__, question.stages))
        for company in map(bank.companies.__getitem__, question.companies):
            yield "company", f"asked at {company.name}", link(company)

    def _sections(self, question: Question) -> list[tuple[str, str, Markup, list[tuple[Markup, Markup]]]]:
        prose, inline = partial(self._draft.prose, question), partial(self._draft.inline, question)
        return [
            (
                section.title,
                slug(section.title),
                prose(section.tokens),
                [(inline(part.title), prose(part.tokens)) for part in section.parts],
            )
            for section in question.prose.sections
        ]

    def _principles(self, question: Question) -> Links:
        found: Links = []
        for name in question.principles:
            company, _, id = name.partition("/")
            page = self._draft.link(self._guide.bank.companies[company])
            found += [(f"{page}#{p.id}", p.name) for p in self._guide.bank.companies[company].principles if p.id == id]
        return found

    def _actions(self, question: Question) -> Markup:
        writers = self._guide.history.writers.get(question.path, ())
        return _macro("actions")(
            question.id,
            writers[:_WRITERS],
            len(writers[_WRITERS:]),
            self._draft.to("contributors/") if writers else "",
            question.reviewed,
            self._guide.settings.edit_url(question.path),
            report_url(self._guide, question),
        )


def report_url(guide: Guide, question: Question) -> str:
    """The issue form for a wrong answer, with the question filled in."""
    title = f"Wrong+answer%3A+{question.id}"  # an id has nothing to be quoted
    return f"{guide.settings.repo_url}/issues/new?template={REPORT_FORM}&title={title}&question={question.id}"
