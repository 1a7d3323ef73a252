"""What there is to print and where it lies: one list for the links on pages and for the press."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = {"a4": "A4", "us-letter": "Letter"}
_FOLDER = "sheets/pdf"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to print.

    Args:
        path: Where it lies, from the site's root.
        label: What its link says.
        paper: The paper, as Typst names it; empty for a book that flows.
    """

    path: str
    label: str
    paper: str


def _papers(stem: str, label: str) -> tuple[Download, ...]:
    return tuple(
        Download(f"{_FOLDER}/{stem}-{name.lower()}.pdf", f"{label}, {name} (PDF)", paper)
        for paper, name in PAPERS.items()
    )


def sheet(topic: str) -> tuple[Download, ...]:
    """A topic's cheat sheet."""
    return _papers(topic, "Cheat sheet")


def self_test(topic: str) -> tuple[Download, ...]:
    """A topic's self-test."""
    return _papers(f"{topic}-self-test", "Self-test")


def pack(role: str) -> tuple[Download, ...]:
    """A role's pack of sheets."""
    return _papers(f"{role}-pack", "Pack of sheets")


def loop(company: str) -> tuple[Download, ...]:
    """A company's loop sheet."""
    return _papers(f"{company}-loop", "Loop sheet")


def guide() -> tuple[Download, ...]:
    """The whole guide on paper."""
    return _papers("guide", "The whole guide")


def book() -> Download:
    """The whole guide as a book that flows."""
    return Download(f"{_FOLDER}/guide.epub", "The whole guide (EPUB)", "")
