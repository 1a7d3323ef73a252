"""A page of the site before any builder sees it: a skeleton in Markdown and blocks of ready HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markupsafe import Markup

from generator import render, svg
from generator.addresses import Addresses, drawing, relative
from generator.bank import Bank
from generator.credits import History
from generator.entry import Entry
from generator.filling import placeholder
from generator.formulas import Formula
from generator.ids import is_id
from generator.model import KIND_NAMES, LEVEL_NAMES, LEVELS, QUESTION_KINDS, SEEN_NAMES, Question
from generator.pages import templates
from generator.settings import Settings
from generator.staged import Staged


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        path: Markdown file under the site's source, such as `topics/sql.md`.
        markdown: The skeleton, with placeholders for the blocks.
        blocks: HTML by block name.
    """

    path: str
    markdown: str
    blocks: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name of the page in placeholders."""
        return self.path.removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Guide:
    """What page modules work from.

    Args:
        bank: The entries.
        settings: Name and addresses of the guide.
        addresses: Where each entry stands.
        handwritten: Markdown of the pages under `docs/`, by path; the search lists them.
        dates: Day of the last commit of each file, where it is known.
        prints: Whether there are downloads, to print and to learn from, for pages to lead to.
        history: Who wrote what.
        staged: What of an earlier build is still right.
        formulas: Every formula as the printed sheets take it, where there are any.
    """

    bank: Bank
    settings: Settings
    addresses: Addresses
    handwritten: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    prints: bool = False
    formulas: Mapping[tuple[str, bool], Formula] = field(default_factory=dict)
    history: History = History()
    staged: Staged = field(default_factory=Staged)

    def text(self, name: str, question: Question, make: Callable[[Question], str]) -> str:
        """A text made from a question, its answer included, for a larger file."""
        known = self.bank.texts.get(question.path, b"")
        return self.staged.row(f"{name}/{question.id}", known, lambda: make(question))


def stands(guide: Guide, path: str, shown: Iterable[Entry], *made_from: str) -> bool:
    """Whether a page that shows the prose of entries is staged already, as it would be made."""
    texts = (guide.bank.texts.get(entry.path, b"") for entry in shown)
    names = (f"docs/{path}", f"blocks/{path.removesuffix('.md')}.json")
    return guide.staged.has(names, [*texts, *(text.encode() for text in made_from)])


class Draft:
    """Collects the skeleton and the blocks of one page."""

    def __init__(self, guide: Guide, path: str, title: str, description: str, **meta: Any) -> None:
        self.guide = guide
        self.path = path
        self.folder = path.removesuffix("index.md").removesuffix(".md") + ("" if path.endswith("index.md") else "/")
        self._meta: dict[str, Any] = {
            "title": escape(title, quote=True),
            "description": escape(description, quote=True),
            **meta,
        }
        self._lines: list[str] = []
        self._blocks: dict[str, str] = {}
        self._key = path.removesuffix(".md")
        self._shows_math = False
        self._context = self._common()

    def heading(self, level: int, text: str, anchor: str = "") -> None:
        """Add a heading that gets into the page's contents.

        Args:
            level: 1 for the page's title, whose address no entry can take from another heading.
            text: Plain text.
            anchor: Its address on the page; made from the text if left out.

        Raises:
            ValueError: The address would be more than an address.
        """
        anchor = anchor or ("page--title" if level == 1 else "")
        if anchor and not all(map(is_id, anchor.split("--"))):
            raise ValueError(f"{self.path}: no address of a heading: {anchor!r}")
        self._lines += ["", f"{'#' * level} {templates.escape_markdown(text)}" + (f" {{#{anchor}}}" if anchor else "")]

    def block(self, template: str, **values: Any) -> None:
        """Add a block of HTML from a template."""
        self.html_block(templates.render(template, self._context, **values))

    def html_block(self, html: Markup) -> None:
        """Add HTML; what stands side by side is one block."""
        text = str(html).strip("\n")
        # A formula that shows from the start would move its line when its font came; most wait in an answer.
        self._shows_math = self._shows_math or "<math" in text.partition("<details")[0]
        last = f"b{len(self._blocks) - 1}"
        if self._lines and self._lines[-1] == placeholder(self._key, last):
            self._blocks[last] += f"\n{text}"
            return
        name = f"b{len(self._blocks)}"
        self._blocks[name] = text
        self._lines += ["", placeholder(self._key, name)]

    def _common(self) -> dict[str, Any]:
        return {
            "guide": self.guide,
            "bank": self.guide.bank,
            "settings": self.guide.settings,
            "link": self.link,
            "to": self.to,
            "prose": self.prose,
            "level_names": LEVEL_NAMES,
            "kind_names": KIND_NAMES,
            "seen_names": SEEN_NAMES,
            "levels": LEVELS,
            "kinds": QUESTION_KINDS,
        }

    def link(self, entry: Entry) -> str:
        """Address of an entry, from this page."""
        return relative(self.folder, self.guide.addresses.of(entry))

    def to(self, target: str) -> str:
        """Address of a folder or file of the site, from this page."""
        return relative(self.folder, target)

    def prose(self, entry: Entry, tokens: Any) -> Markup:
        """HTML of block tokens of an entry."""
        html = render.html(tokens, self.guide.addresses.resolver(entry, self.folder), self._draw)
        return Markup(html)  # noqa: S704  (the renderer escapes; its tokens passed the allow-list)

    def _draw(self, id: str, alt: str) -> str:
        """A figure for each scheme; the styles show one. Loaded when its answer is open and near."""
        width, height = svg.size(self.guide.bank.figures[id].drawing)
        return "".join(
            f'<img class="lb-{"dark" if dark else "light"}" src="{self.to(drawing(id, dark))}" alt="{escape(alt)}"'
            f' width="{width}" height="{height}" loading="lazy">'
            for dark in (False, True)
        )

    def inline(self, entry: Entry, tokens: Any) -> Markup:
        """HTML of inline tokens of an entry."""
        html = render.inline(tokens, self.guide.addresses.resolver(entry, self.folder))
        return Markup(html)  # noqa: S704  (as above)

    def page(self) -> Page:
        """The finished page; the draft is empty afterwards, for it knows itself and would stay in memory."""
        blocks, self._blocks, self._context = self._blocks, {}, {}
        if self._shows_math:
            self._meta["fonts"] = [*self._meta.get("fonts", ()), "math.woff2"]
        front = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._meta.items())
        return Page(self.path, "\n".join(["---", *front, "---", *self._lines]) + "\n", blocks)
