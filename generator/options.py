"""The option that names the folder of a bank; a command gets it as messages and links are to name it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.endings import fail
from generator.listing import folder_problems

_REPOSITORY_BANK = Path("data")


def _tidy(_: click.Context, __: click.Parameter, value: str) -> Path:
    """The folder without detours, seen from here if it is in here."""
    whole = Path(os.path.abspath(value))  # noqa: PTH100  (the data may be a link itself, and keeps its name)
    whole = whole.parent.resolve() / whole.name
    if whole.is_relative_to(Path.cwd()):
        return whole.relative_to(Path.cwd())
    return whole if Path(value).is_absolute() else Path(os.path.normpath(value))


def _there(context: click.Context, option: click.Parameter, value: str) -> Path:
    """A folder that has to be there."""
    data = _tidy(context, option, value)
    if missing := folder_problems(data):
        fail(missing)
    return data


def repository_bank() -> Path:
    """The bank as workflows of the forge expect it; they have no other."""
    if missing := folder_problems(_REPOSITORY_BANK):
        fail(missing)
    return _REPOSITORY_BANK


def _own(context: click.Context, option: click.Parameter, value: str) -> Path:
    """A folder of the guide: pages lead to its files in the repository, and git knows who wrote them."""
    data = _there(context, option, value)
    if data.is_absolute() or ".." in data.parts:
        raise click.BadParameter(f"{data} is not in the folder of the guide, where pages could lead to its files.")
    return data


# The folder is looked at first: other options ask what is in it.
ANY_DATA = click.option(
    "--data", default="data", show_default=True, callback=_tidy, is_eager=True, help="Folder of the bank."
)
DATA = click.option(
    "--data", default="data", show_default=True, callback=_there, is_eager=True, help="Folder of the bank."
)
OWN_DATA = click.option(
    "--data", default="data", show_default=True, callback=_own, is_eager=True, help="Folder of the bank, in here."
)
