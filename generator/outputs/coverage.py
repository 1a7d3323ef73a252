"""The tables of the coverage page: topic by level, kind, role and stage, and what is wanted next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from generator.addresses import relative
from generator.coverage import MINIMA, Coverage, measure, principle_names
from generator.filling import dump
from generator.model import KIND_NAMES, LEVEL_NAMES
from generator.outputs.site import Files
from generator.pages.page import Guide

PAGE = "contribute/coverage/"


def files(guide: Guide) -> Files:
    """Blocks that the page under `docs/contribute/` places by `<!-- loopbook: coverage#name -->`."""
    bank, coverage = guide.bank, measure(guide.bank)
    roles = {id: role.name for id, role in bank.roles.items()}
    stages = {id: stage.name for id, stage in bank.stages.items()}
    blocks = {
        "summary": _summary(coverage),
        "holes": _holes(coverage),
        "levels": _by_topic(guide, coverage, "levels", LEVEL_NAMES),
        "kinds": _by_topic(guide, coverage, "kinds", KIND_NAMES),
        "roles": _by_topic(guide, coverage, "roles", roles),
        "stages": _by_topic(guide, coverage, "stages", stages),
        "principles": _table(
            ("Principle", "Questions"),
            [(escape(name), coverage.principles[id]) for id, name in principle_names(bank).items()],
        ),
    }
    return {"blocks/coverage.json": dump(blocks)}


def _summary(coverage: Coverage) -> str:
    whole = coverage.whole
    return (
        f'<p class="lb-lead">{whole.total:,} questions, {whole.reviewed:,} of them reviewed by someone who did not '
        f"write them, {whole.total - whole.reviewed:,} not yet.</p>"
    )


def _holes(coverage: Coverage) -> str:
    wanted = (
        f"Wanted are at least {MINIMA.topic} questions a topic with each level among them, {MINIMA.role} a role, "
        f"{MINIMA.stage} a stage and {MINIMA.principle} a principle."
    )
    items = "".join(f"<li>{escape(hole)}</li>" for hole in coverage.holes)
    return f"<p>{wanted}</p>" + (f"<ul>{items}</ul>" if items else "<p>There are no holes.</p>")


def _by_topic(guide: Guide, coverage: Coverage, dimension: str, names: Mapping[str, str]) -> str:
    rows: list[Sequence[object]] = [
        (_topic(guide, id), tally.total, *getattr(tally, dimension).values(), tally.reviewed)
        for id, tally in coverage.topics.items()
    ]
    whole = coverage.whole
    rows.append(("All topics", whole.total, *getattr(whole, dimension).values(), whole.reviewed))
    return _table(("Topic", "Total", *names.values(), "Reviewed"), rows)


def _topic(guide: Guide, id: str) -> str:
    topic = guide.bank.topics[id]
    return f'<a href="{relative(PAGE, guide.addresses.of(topic))}">{escape(topic.name)}</a>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The first cell of a row is its heading, as HTML; the others are numbers."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell:,}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    )
    rows_html = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>"
    return f'<div class="lb-table lb-matrix" tabindex="0"><table>\n{rows_html}</table></div>'
