"""A Python-Markdown extension that puts ready-made HTML where a page has `<!-- loopbook: page#name -->`.

The HTML was rendered once by our own parse; Python-Markdown sees only the page's skeleton. An extension, unlike
a hook of one site builder, works in every builder that runs Python-Markdown. It may also leave the placeholders in the
page, for `filling.fill` to take them out of the finished HTML: then a builder has nothing to do where only answers
changed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from generator.filling import PLACEHOLDER, read_blocks

# After white space is normalised, which would strip the markers; before raw HTML is looked for.
PRIORITY = 25
_BEFORE_PARAGRAPHS = 200


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int) -> dict[str, str]:
    return read_blocks(path)


class _Blocks(Preprocessor):
    """Keeps placeholders, or their blocks, from being read as Markdown."""

    def __init__(self, md: Markdown, folder: Path, filled: bool) -> None:
        super().__init__(md)
        self._folder, self._filled = folder, filled

    def run(self, lines: list[str]) -> list[str]:
        return [PLACEHOLDER.sub(self._stash, line) for line in lines]

    def _stash(self, match: re.Match[str]) -> str:
        return str(self.md.htmlStash.store(self._block(*match.groups()) if self._filled else match[0]))

    def _block(self, page: str, name: str) -> str:
        path = self._folder / f"{page}.json"
        return _load(path, path.stat().st_mtime_ns)[name]


class _Untouched(BlockProcessor):
    """A block that is stashed HTML alone holds no emphasis, links and so on to be looked for."""

    def test(self, parent: Element, block: str) -> bool:
        return HTML_PLACEHOLDER_RE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


class BlocksExtension(Extension):
    """Configured with `blocks`, the folder of the block files, and `fill`, whether they are put in at once."""

    def __init__(self, **options: Any) -> None:
        self.config = {"blocks": ["build/blocks", "Folder of the block files"], "fill": [True, "Put them in"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the processors."""
        blocks = _Blocks(md, Path(self.getConfig("blocks")), self.getConfig("fill"))
        md.preprocessors.register(blocks, "loopbook-blocks", PRIORITY)
        md.parser.blockprocessors.register(_Untouched(md.parser), "loopbook-untouched", _BEFORE_PARAGRAPHS)


def makeExtension(**options: Any) -> BlocksExtension:  # noqa: N802  (Python-Markdown's name)
    """Entry point that Python-Markdown looks for."""
    return BlocksExtension(**options)
