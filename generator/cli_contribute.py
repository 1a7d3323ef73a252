"""Commands for those who take contributions in: the issue form and what is made of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.files import write_file
from generator.form_file import form_text
from generator.intake import EventError, draft, issue, outcome, report
from generator.load import examine

_DATA = click.option("--data", default="data", show_default=True, help="Folder of the bank.")


@click.command("form")
@_DATA
def form_command(data: str) -> None:
    """Write the issue form for a new question, made from the model and the bank."""
    click.echo(form_text(examine(Path(data))[0]), nl=False)


@click.command("take-in")
@click.argument("event", type=click.Path(exists=True, dir_okay=False))
@_DATA
@click.option("--report", "report_file", required=True, help="File for the comment on the issue.")
@click.option("--outcome", "outcome_file", required=True, help="File for name=value lines.")
def take_in_command(event: str, data: str, report_file: str, outcome_file: str) -> None:
    """Make a data file from the issue in an event file; problems go into the report, not into the exit code."""
    try:
        number, body, author_line = issue(Path(event))
    except (EventError, ValueError) as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    made = draft(Path(data), body)
    write_file(Path(report_file), report(made).encode())
    write_file(Path(outcome_file), outcome(number, author_line, made).encode())


COMMANDS = (form_command, take_in_command)
