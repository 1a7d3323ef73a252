"""Commands for those who take contributions in: the issue form and what is made of it."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from generator import changes, freshness, suggest, triage
from generator.addresses import Addresses
from generator.editor import snippets_text
from generator.endings import guarded
from generator.files import write_file
from generator.form_file import form_text
from generator.git import GitError, diff_since, read_history, texts_of
from generator.intake import EventError, draft, issue, outcome, report
from generator.load import examine
from generator.options import DATA, repository_bank
from generator.outputs import api
from generator.pages.page import Guide
from generator.settings import read_settings


@click.command("form")
@DATA
def form_command(data: Path) -> None:
    """Write the issue form for a new question, made from the model and the bank."""
    click.echo(form_text(examine(data)[0]), nl=False)


@click.command("snippets")
@DATA
def snippets_command(data: Path) -> None:
    """Write the snippets that editors offer, made from the model and the bank."""
    click.echo(snippets_text(examine(data)[0]), nl=False)


@click.command("take-in")
@click.argument("event", type=click.Path(exists=True, dir_okay=False))
@click.option("--report", "report_file", required=True, help="File for the comment on the issue.")
@click.option("--outcome", "outcome_file", required=True, help="File for name=value lines.")
def take_in_command(event: str, report_file: str, outcome_file: str) -> None:
    """Make a data file from the issue in an event file; problems go into the report, not into the exit code."""
    try:
        number, body, author_line = issue(Path(event))
    except (EventError, ValueError) as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    made = draft(repository_bank(), body)
    write_file(Path(report_file), report(made).encode())
    write_file(Path(outcome_file), outcome(number, author_line, made).encode())


@click.command("export")
@DATA
def export_command(data: Path) -> None:
    """Write the export of every question that can be read, also of a bank with problems."""
    bank, _ = examine(data)
    guide = Guide(bank, guarded(lambda: read_settings(Path("mkdocs.yml"))), Addresses(bank))
    for content in api.files(guide).values():
        click.echo(content, nl=False)


@click.command("compare")
@click.argument("before", type=click.Path(exists=True, dir_okay=False))
@click.argument("after", type=click.Path(exists=True, dir_okay=False))
def compare_command(before: str, after: str) -> None:
    """Write, as Markdown, what changed between two exports."""
    try:
        exports = [changes.read_export(Path(name).read_bytes(), name) for name in (before, after)]
    except changes.ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(changes.summary(*exports), nl=False)


@click.command("triage")
@click.option("--advice", "only_advice", is_flag=True, help="Print what to say about the paths instead.")
def triage_command(only_advice: bool) -> None:
    """Read the paths a pull request touches, one a line, and print its labels."""
    paths = [line for line in sys.stdin.read().split("\n") if line]
    for line in [triage.advice(paths)] if only_advice else triage.labels(paths):
        if line:
            click.echo(line)


@click.command("freshness")
@DATA
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Measure on this day instead of the commit's.")
def freshness_command(data: Path, day: datetime.datetime | None) -> None:
    """Write, as Markdown, what is older than its limit; nothing if nothing is."""
    measured = day.date() if day else guarded(lambda: read_history(Path(), data)).day
    if measured is None:
        raise click.ClickException("There is no history here. Name a day with --day.")
    click.echo(freshness.as_markdown(examine(data)[0], measured), nl=False)


@click.command("suggest")
@click.option("--head", required=True, help="Revision of the pull request; it is read, never checked out.")
def suggest_command(head: str) -> None:
    """Write mechanical fixes of a pull request as a review with suggested edits; nothing if there are none."""
    data = repository_bank()
    try:
        texts, diff = texts_of(head, data), diff_since("HEAD", head, data)
    except GitError as error:
        raise click.ClickException(str(error)) from None
    found = suggest.suggestions(texts, suggest.touched(diff), examine(data)[0])
    click.echo(suggest.review(found), nl=False)
