"""Lists the addresses outside the guide that its entries point at, each with the places that do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.bank import Bank
from generator.entry import Entry
from generator.markdown import lines_in
from generator.prose import Prose


def external_links(bank: Bank) -> dict[str, list[str]]:
    """Places, as `path:line`, by address without its anchor; sorted."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for entry in bank.entries:
        for url, line in (*_in_front_matter(entry), *_in_prose(entry.prose)):
            if url.startswith("https://"):
                found[url.partition("#")[0]].add((entry.path, line))
    return {url: [f"{path}:{line}" for path, line in sorted(found[url])] for url in sorted(found)}


def _in_front_matter(entry: Entry) -> Iterator[tuple[str, int]]:
    for i, source in enumerate(getattr(entry, "sources", ())):
        yield source.url, entry.line(f"sources[{i}].url")
    if homepage := getattr(entry, "homepage", ""):
        yield homepage, entry.line("homepage")


def _in_prose(prose: Prose) -> Iterator[tuple[str, int]]:
    parts = (part.tokens for section in prose.sections for part in section.parts)
    for tokens in (prose.lead, *(section.tokens for section in prose.sections), *parts):
        yield from _in_tokens(tokens, prose)


def _in_tokens(tokens: Sequence[Token], prose: Prose) -> Iterator[tuple[str, int]]:
    for token in tokens:
        line = prose.line_of(token)
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href")), line
            line += lines_in(child)
