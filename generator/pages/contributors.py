"""The page that credits everyone who wrote a part of the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.pages.page import Draft, Guide, Page


def pages(guide: Guide) -> Iterator[Page]:
    """One page; names come from the history of the files, those with most entries first."""
    draft = Draft(guide, "contributors/index.md", "Contributors", "Everyone who wrote a part of this guide.")
    draft.heading(1, "Contributors")
    paths = {entry.path for entry in guide.bank.entries}
    entries = Counter(name for path, names in guide.history.writers.items() if path in paths for name in names)
    names = sorted(entries.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    draft.block("contributors.html", names=names)
    yield draft.page()
