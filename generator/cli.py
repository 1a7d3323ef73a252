"""The command line: a thin edge over plain functions."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator import asking, cli_contribute, permanence, problems, stats
from generator.build import build, stage_only
from generator.builders import BUILDERS
from generator.endings import guarded
from generator.formatter import format_bank
from generator.git import read_history, texts_at
from generator.load import examine, load
from generator.mend import mend_bank
from generator.model import ENTRY_KINDS, KIND_NAMES, LEVELS
from generator.options import ANY_DATA, DATA, OWN_DATA
from generator.problems import Problem
from generator.project import Project
from generator.scaffold import new_question
from generator.schema import schema_text
from generator.skeleton import Answers
from generator.store import Store


@click.group()
def main() -> None:
    """Turn a bank of interview questions into a site."""


def _store() -> Store | None:
    """What earlier builds left, in the folder of a guide; nothing is kept behind a link, as a build refuses to."""
    linked = any(os.path.islink(path) for path in ("build", "build/cache"))  # noqa: PTH114  (a locked folder is no error)
    return Store(Path("build/cache")) if Path("mkdocs.yml").is_file() and not linked else None


@main.command()
@ANY_DATA
@click.option(
    "--format", "style", type=click.Choice(list(problems.FORMATS)), default="text", help="How problems are printed."
)
@click.option("--base", default="", help="Revision of the base branch: ids that it has and we lost are problems too.")
@click.option("--fix", is_flag=True, help="First mend what is mechanical, and print each change.")
def check(data: Path, style: str, base: str, fix: bool) -> None:
    """Report every problem of every file; exit code 1 if there is any."""
    for change in guarded(lambda: mend_bank(data)) if fix else ():
        click.echo(f"{change}", err=True)
    bank, found = guarded(lambda: examine(data, store=_store()))
    if base:
        before = guarded(lambda: texts_at(base, data.absolute()))
        wrong = {each.path for each in found}
        lost = permanence.check(permanence.formers(before), bank, data.as_posix(), wrong)
        found = sorted({*found, *lost})
    click.echo(problems.FORMATS[style](found), nl=False)
    if style == "text":
        click.echo(problems.count(found) if found else f"No problems in {len(bank.entries):,} entries.", err=True)
    sys.exit(1 if found else 0)


@main.command("stage")
@OWN_DATA
def stage_command(data: Path) -> None:
    """Put the site's source together under build/stage/."""
    click.echo(f"{guarded(lambda: stage_only(Project(data=data)), building=True)} files changed.")


@main.command("build")
@OWN_DATA
@click.option("--builder", type=click.Choice(BUILDERS), default="mkdocs", show_default=True, help="The site builder.")
@click.option("--print", "printed", is_flag=True, help="Print the sheets as PDF and the book as EPUB too.")
@click.option("--drafts", is_flag=True, help="For a preview: half-written answers too; what they lack is printed.")
def build_command(data: Path, builder: str, printed: bool, drafts: bool) -> None:
    """Build the site into site/; on any failure the last good one stays."""
    project = Project(data=data, drafts=_unfinished if drafts else None)
    guarded(lambda: build(project, builder, _say if printed else None), building=True)


def _unfinished(found: Sequence[Problem]) -> None:
    click.echo(problems.as_text(found), err=True, nl=False)
    click.echo(f"{problems.count(found)}; the preview shows what is there.", err=True)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _address(_: click.Context, __: click.Parameter, value: str) -> tuple[str, int]:
    """Host and port."""
    found = re.fullmatch(r"\[?(.+?)\]?:([0-9]{1,5})", value)
    if not found or not 0 < int(found[2]) < 65_536:
        raise click.BadParameter("Write a host and a port, such as 127.0.0.1:8000.")
    return found[1], int(found[2])


@main.command("serve")
@OWN_DATA
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, callback=_address, help="Host and port to serve at."
)
def serve_command(data: Path, address: tuple[str, int]) -> None:
    """Serve the site and rebuild it when a file changes."""
    from generator.server import serve  # brings a part of MkDocs, which no other command should wait for

    guarded(lambda: serve(Project(data=data, drafts=_unfinished), *address), building=True)


@main.command("format")
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


@main.command("stats")
@DATA
@click.option("--format", "style", type=click.Choice(list(stats.FORMATS)), default="text", help="How it is printed.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Measure ages on this day instead of the commit's.")
def stats_command(data: Path, style: str, day: datetime.datetime | None) -> None:
    """Count what the bank covers, and say where it is thin and what is due to be looked at again."""
    bank = guarded(lambda: load(data))
    measured = day.date() if day else guarded(lambda: read_history(Path(), data)).day
    click.echo(stats.FORMATS[style](bank, measured), nl=False)


@main.command("schema")
@click.argument("kind", type=click.Choice([kind.name for kind in ENTRY_KINDS]), default="question")
def schema_command(kind: str) -> None:
    """Write the JSON Schema of a kind's front matter."""
    click.echo(schema_text(kind), nl=False)


@main.group()
def new() -> None:
    """Write the skeleton of a new entry."""


@new.command("question")
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


for command in cli_contribute.COMMANDS:
    main.add_command(command)
