"""Rules about figures: each is placed, each place names one that is there, each is said in words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from generator.bank import Bank
from generator.problems import Problem, nearest, plural, shown

ALT_WORDS = (6, 60)


def figures_exist(bank: Bank) -> Iterator[Problem]:
    """An image names a figure that is there, by the way to its file."""
    for entry in bank.entries:
        for place in entry.prose.figures:
            if place.id not in bank.known["figure"]:
                hint = nearest(place.id, bank.known["figure"]) or "Draw it, or take the image out."
                yield Problem(entry.path, place.line, "LB701", f"There is no figure {shown(place.id)}.", hint)
            elif place.id in bank.figures:
                right = posixpath.relpath(bank.figures[place.id].path, posixpath.dirname(entry.path))
                if place.href != right:
                    message = f"The way to the figure is wrong: {shown(place.href)}."
                    yield Problem(entry.path, place.line, "LB701", message, f"Write {right}.")


def figures_are_told(bank: Bank) -> Iterator[Problem]:
    """Those who can't see a figure read what is seen."""
    least, most = ALT_WORDS
    for entry in bank.entries:
        for place in entry.prose.figures:
            words = len(place.alt.split())
            if not least <= words <= most or not place.alt.endswith((".", "?", "!")):
                message = f"The image's text has {plural(words, 'word')}: {shown(place.alt)}."
                hint = f"Say in a full sentence, {least} to {most} words, what is seen."
                yield Problem(entry.path, place.line, "LB702", message, hint)


def figures_stand_once(bank: Bank) -> Iterator[Problem]:
    """An entry shows a figure once."""
    for entry in bank.entries:
        seen: set[str] = set()
        for place in entry.prose.figures:
            if place.id in seen:
                message = f"The figure {shown(place.id)} stands twice in this entry."
                yield Problem(entry.path, place.line, "LB707", message, "Take one out.")
            seen.add(place.id)


def figures_are_used(bank: Bank) -> Iterator[Problem]:
    """A figure that nobody sees is not kept."""
    used = {place.id for entry in bank.entries for place in entry.prose.figures}
    unread = bank.known["question"] - set(bank.questions)
    for figure in bank.figures.values():
        if figure.id not in used and not unread:
            hint = "Place it in an answer, or delete the file."
            yield Problem(figure.path, 1, "LB708", "No entry shows this figure.", hint)
