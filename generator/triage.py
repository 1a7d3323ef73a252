"""Sorts a pull request by the paths it touches: its labels, and whether it keeps content and code apart."""

from __future__ import annotations

from collections.abc import Iterable

MIXED = "content-and-more"
# Label → beginnings of the paths it stands for; the first that fits a path is its label.
LABELS: dict[str, tuple[str, ...]] = {
    "content": ("data/",),
    "documentation": ("docs/", "README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"),
    "workflows": (".github/",),
    "tests": ("tests/",),
    "generator": ("",),
}


def labels(paths: Iterable[str]) -> list[str]:
    """The labels of a pull request; content that brings anything else along is flagged."""
    touched = {next(label for label, starts in LABELS.items() if path.startswith(starts)) for path in paths}
    return sorted(touched | ({MIXED} if "content" in touched and len(touched) > 1 else set()))


def advice(paths: Iterable[str]) -> str:
    """What to say about the paths; empty where nothing is to be said."""
    found = sorted(paths)
    if MIXED not in labels(found):
        return ""
    others = [path for path in found if not path.startswith("data/")]
    return (
        "This changes data/ and other files too, first of them "
        f"{others[0]!a}. Content is reviewed fastest in a pull request of its own."
    )
