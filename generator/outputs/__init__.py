"""The tables of outputs: each is a function from the guide to files, and none knows another's."""

from __future__ import annotations

from collections.abc import Callable

from generator.outputs import api, coverage, figures, moved, practice, reference, search, site
from generator.outputs.site import Files
from generator.pages.page import Guide

OUTPUTS: dict[str, Callable[[Guide], Files]] = {
    "site": site.files,
    "figures": figures.files,
    "api": api.files,
    "moved": moved.files,
    "reference": reference.files,
    "coverage": coverage.files,
    "search": search.files,
    "practice": practice.files,
}
# Nothing in these is of an answer: they stay when one changes. The others tell their files apart themselves.
WITHOUT_ANSWERS = frozenset({"figures", "moved", "reference", "coverage", "practice"})


def _decks(guide: Guide) -> Files:
    from generator.outputs import decks  # what makes them is slow to import, and most builds make none

    return decks.files(guide)


# Made with what is printed: pages lead to these only then.
DOWNLOADS: dict[str, Callable[[Guide], Files]] = {"decks": _decks}
