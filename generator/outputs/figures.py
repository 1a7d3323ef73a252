"""Drawings of the figures as files, in the colors of light pages and of dark ones."""

from __future__ import annotations

from generator import svg
from generator.addresses import drawing
from generator.outputs.site import Files
from generator.pages.page import Guide


def files(guide: Guide) -> Files:
    """Two files for each figure."""
    found: Files = {}
    for figure in guide.bank.figures.values():
        found[f"docs/{drawing(figure.id)}"] = figure.drawing
        found[f"docs/{drawing(figure.id, dark=True)}"] = svg.in_the_dark(figure.drawing)
    return found
