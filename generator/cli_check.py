"""The command that looks at a bank and says what is wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator import permanence, problems
from generator.endings import guarded
from generator.git import texts_at
from generator.load import examine
from generator.mend import mend_bank
from generator.options import ANY_DATA
from generator.store import Store


def _store() -> Store | None:
    """What earlier builds left, in the folder of a guide; nothing is kept behind a link, as a build refuses to."""
    linked = any(os.path.islink(path) for path in ("build", "build/cache"))  # noqa: PTH114  (a locked folder is no error)
    return Store(Path("build/cache")) if Path("mkdocs.yml").is_file() and not linked else None


@click.command("check")
@ANY_DATA
@click.option(
    "--format", "style", type=click.Choice(list(problems.FORMATS)), default="text", help="How problems are printed."
)
@click.option("--base", default="", help="Revision of the base branch: ids that it has and we lost are problems too.")
@click.option("--fix", is_flag=True, help="First mend what is mechanical, and print each change.")
def check_command(data: Path, style: str, base: str, fix: bool) -> None:
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
