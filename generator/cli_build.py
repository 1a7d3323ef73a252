"""Commands that make a site of a bank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from generator import problems
from generator.build import build, stage_only
from generator.builders import BUILDERS
from generator.endings import guarded
from generator.options import OWN_DATA
from generator.problems import Problem
from generator.project import Project


@click.command("stage")
@OWN_DATA
def stage_command(data: Path) -> None:
    """Put the site's source together under build/stage/."""
    click.echo(f"{guarded(lambda: stage_only(Project(data=data)), building=True)} files changed.")


@click.command("build")
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


@click.command("serve")
@OWN_DATA
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, callback=_address, help="Host and port to serve at."
)
def serve_command(data: Path, address: tuple[str, int]) -> None:
    """Serve the site and rebuild it when a file changes."""
    from generator.server import serve  # brings a part of MkDocs, which no other command should wait for

    guarded(lambda: serve(Project(data=data, drafts=_unfinished), *address), building=True)
