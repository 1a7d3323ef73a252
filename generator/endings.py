"""How commands end that can't do what they were asked: what is wrong on stderr, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

import click

from generator import problems
from generator.builders import BuildError
from generator.git import GitError
from generator.problems import DataError, Problem, printable

_Result = TypeVar("_Result")


def fail(found: Sequence[Problem], building: bool = False) -> NoReturn:
    """Print problems with their number and end."""
    click.echo(problems.as_text(found), err=True, nl=False)
    click.echo(f"{problems.count(found)}{'; nothing was built' if building else ''}.", err=True)
    sys.exit(1)


def guarded(work: Callable[[], _Result], building: bool = False) -> _Result:
    """What some work returns; if it fails for a reason that people can mend, the command ends with that reason.

    Args:
        work: The work.
        building: Whether it builds the site, so that people want to know what became of the last one.
    """
    try:
        return work()
    except DataError as error:
        fail(error.problems, building)
    except OSError as error:
        place = printable(f"{error.filename}: ") if error.filename else ""
        kept = " The last good site is untouched." if building else ""
        click.echo(f"{place}{error.strerror or error}.{kept}", err=True)
    except (BuildError, GitError) as error:
        click.echo(str(error), err=True)
    sys.exit(1)
