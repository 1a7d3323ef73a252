"""Asks on the command line for what a new question needs, with what the bank knows to choose from.

Each function is a callback of an option; those who name the topic on the command line are asked nothing more.
"""

from __future__ import annotations

import click

from generator.ids import slug
from generator.load import examine

_BANK = "generator.asking.bank"  # in the command's own store, so that the bank is read once


def topic(context: click.Context, _: click.Parameter, value: str | None) -> str:
    """The topic, chosen from a list that is shown."""
    if value is not None:
        return value
    bank = context.meta[_BANK] = examine(context.params["data"])[0]
    if not bank.topics:
        way_out = "Name the folder of a bank with --data, or write a topic first."
        raise click.ClickException(f"{context.params['data']} has no topic yet. {way_out}")
    click.echo(f"Topics: {', '.join(bank.topics)}", err=True)
    return str(click.prompt("Topic", type=click.Choice(list(bank.topics)), show_choices=False))


def group(context: click.Context, _: click.Parameter, value: str) -> str:
    """One of the topic's groups."""
    if value or _BANK not in context.meta:
        return value
    groups = context.meta[_BANK].topics[context.params["topic"]].groups
    return str(click.prompt("Group", type=click.Choice(groups), default=groups[0]))


def id(context: click.Context, _: click.Parameter, value: str) -> str:
    """The permanent id, with one made from the question as a start."""
    if value or _BANK not in context.meta:
        return value
    return str(click.prompt("Id, the file's name for ever; a few words", default=slug(context.params["question"])))
