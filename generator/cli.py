"""The command line: a thin edge over plain functions."""

from __future__ import annotations

from importlib import import_module

import click

# A command's module is brought in when the command is: all of them together are a quarter of the time that a build
# takes after one answer was edited.
_MODULES = {
    "cli_check": ("check",),
    "cli_build": ("stage", "build", "serve"),
    "cli_bank": ("format", "stats", "schema", "new"),
    "cli_contribute": (
        "form",
        "snippets",
        "take-in",
        "export",
        "compare",
        "triage",
        "suggest",
        "freshness",
    ),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


class _Group(click.Group):
    """A group that knows the names of its commands, and where each is."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PLACES:
            return None
        module = import_module(f"generator.{_PLACES[cmd_name]}")
        commands = (value for value in vars(module).values() if isinstance(value, click.Command))
        return next(command for command in commands if command.name == cmd_name)


@click.group(cls=_Group, commands=dict.fromkeys(_PLACES, click.Command(None)))  # names, to list and to suggest
def main() -> None:
    """Turn a bank of interview questions into a site."""
