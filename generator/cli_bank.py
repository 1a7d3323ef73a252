"""Commands for those who write: the form of files, new ones, and what there is."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from generator import asking, problems, stats
from generator.endings import guarded
from generator.formatter import format_bank
from generator.git import read_history
from generator.load import load
from generator.model import ENTRY_KINDS, KIND_NAMES, LEVELS
from generator.options import ANY_DATA, DATA
from generator.scaffold import new_question
from generator.schema import schema_text
from generator.skeleton import Answers


@click.command("format")
@ANY_DATA
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit code 1 if a file would change or can't be read."
)
def format_command(data: Path, only_check: bool) -> None:
    """Put keys in order and values on lines of their own style; running it twice changes nothing."""
    changed, found = format_bank(data, write=not only_check)
    for path in changed:
        click.echo(path)
    click.echo(problems.as_text(found), err=True, nl=False)
    click.echo(f"{len(changed)} files {'would change' if only_check else 'changed'}.", err=True)
    sys.exit(1 if (only_check and (changed or found)) or not data.is_dir() else 0)


@click.command("stats")
@DATA
@click.option("--format", "style", type=click.Choice(list(stats.FORMATS)), default="text", help="How it is printed.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Measure ages on this day instead of the commit's.")
def stats_command(data: Path, style: str, day: datetime.datetime | None) -> None:
    """Count what the bank covers, and say where it is thin and what is due to be looked at again."""
    bank = guarded(lambda: load(data))
    measured = day.date() if day else guarded(lambda: read_history(Path(), data)).day
    click.echo(stats.FORMATS[style](bank, measured), nl=False)


@click.command("schema")
@click.argument("kind", type=click.Choice([kind.name for kind in ENTRY_KINDS]), default="question")
def schema_command(kind: str) -> None:
    """Write the JSON Schema of a kind's front matter."""
    click.echo(schema_text(kind), nl=False)


@click.group("new")
def new_group() -> None:
    """Write the skeleton of a new entry."""


@new_group.command("question")
@DATA
@click.option("--topic", callback=asking.topic, help="Topic id; group and id are asked for too if it is left out.")
@click.option("--question", prompt="Question, as an interviewer asks it", help="The question.")
@click.option("--kind", prompt="Kind", type=click.Choice(list(KIND_NAMES)), default="concept", help="Kind of question.")
@click.option("--level", prompt="Level", type=click.Choice(LEVELS), default="core", help="Level.")
@click.option("--group", default="", callback=asking.group, help="Group of the topic; its first one if left out.")
@click.option(
    "--role", "roles", multiple=True, help="Role id; may be given again. All roles that weigh the topic if left out."
)
@click.option("--stage", "stages", multiple=True, help="Stage id; may be given again.")
@click.option("--id", "id_", default="", callback=asking.id, help="Id; made from the question if left out.")
def new_question_command(data: Path, id_: str, **values: object) -> None:
    """Ask for what is needed and write a valid file to fill in."""
    path = guarded(lambda: new_question(data, Answers(id=id_, **values)))  # type: ignore[arg-type]
    click.echo(path)
