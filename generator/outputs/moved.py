"""Former addresses: a page for each old id of a role, stage, company or topic that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.addresses import relative
from generator.entry import Entry
from generator.model import ENTRY_KINDS, Question
from generator.outputs.site import Files
from generator.pages.page import Guide
from generator.policy import seal

# A file of its own, so that neither builder puts it into the navigation or the search. The script keeps the anchor.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Moved: {name}</title>
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="1; url={target}">
<script src="{script}" defer></script>
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>It is now <a href="{target}" id="moved">{name}</a>.</p>
</main>
</body>
</html>
"""


def files(guide: Guide) -> Files:
    """One `index.html` for each former id, under the policy of all pages: no builder sees it."""
    pages = {f"{folder}index.html": _page(guide, folder, entry) for folder, entry in _former(guide)}
    return {f"docs/{name}": seal(page, name) for name, page in pages.items()}


def _former(guide: Guide) -> Iterator[tuple[str, Entry]]:
    folders = {kind.cls: kind.folder for kind in ENTRY_KINDS if kind.cls is not Question}
    for entry in guide.bank.entries:
        if type(entry) in folders:
            for alias in getattr(entry, "aliases", ()):
                yield f"{folders[type(entry)]}/{alias}/", entry


def _page(guide: Guide, folder: str, entry: Entry) -> str:
    address = guide.addresses.of(entry)
    values = {
        "name": getattr(entry, "name", entry.id),
        "canonical": guide.settings.site_url + address,
        "target": relative(folder, address),
        "script": relative(folder, "assets/moved.js"),
    }
    return _PAGE.format(**{key: escape(value, quote=True) for key, value in values.items()})
