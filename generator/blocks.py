"""A Python-Markdown extension that puts ready-made HTML where a page has `<!-- loopbook: page#name -->`.

The HTML was rendered once by our own parse; Python-Markdown sees only the page's skeleton. An extension, unlike
a hook of one site builder, works in every builder that runs Python-Markdown.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

PLACEHOLDER = re.compile(r"<!-- loopbook: ([a-z0-9/-]+)#([a-z0-9-]+) -->")
# After white space is normalised, which would strip the markers; before raw HTML is looked for.
PRIORITY = 25


def placeholder(page: str, name: str) -> str:
    """The line of a page's Markdown that the block `name` of `page` will take."""
    return f"<!-- loopbook: {page}#{name} -->"


def dump(blocks: dict[str, str]) -> str:
    """The file that carries the blocks of a page."""
    # A block a line, each by itself: asked to break lines, Python's encoder leaves its fast path.
    lines = (f"{_json(name)}: {_json(html)}" for name, html in sorted(blocks.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self._folder = folder

    def run(self, lines: list[str]) -> list[str]:
        return [PLACEHOLDER.sub(self._stash, line) for line in lines]

    def _stash(self, match: re.Match[str]) -> str:
        path = self._folder / f"{match[1]}.json"
        html = _load(path, path.stat().st_mtime_ns)[match[2]]
        return str(self.md.htmlStash.store(html))


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int) -> dict[str, str]:
    blocks: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return blocks


class BlocksExtension(Extension):
    """Configured with `blocks`, the folder of the block files."""

    def __init__(self, **options: Any) -> None:
        self.config = {"blocks": ["build/blocks", "Folder of the block files"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the preprocessor."""
        md.preprocessors.register(_Blocks(md, Path(self.getConfig("blocks"))), "loopbook-blocks", PRIORITY)


def makeExtension(**options: Any) -> BlocksExtension:  # noqa: N802  (Python-Markdown's name)
    """Entry point that Python-Markdown looks for."""
    return BlocksExtension(**options)
