"""The table of prints: each turns the guide into jobs for the press, and none knows another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.pages.page import Guide
from generator.prints import book, cheatsheet, epub, loop, pack, selftest
from generator.prints.job import Job

PRINTS: tuple[Callable[[Guide], Iterator[Job]], ...] = (
    book.jobs,
    epub.jobs,
    pack.jobs,
    cheatsheet.jobs,
    selftest.jobs,
    loop.jobs,
)


def jobs(guide: Guide) -> list[Job]:
    """Everything there is to print, the longest first."""
    return [job for make in PRINTS for job in make(guide)]
