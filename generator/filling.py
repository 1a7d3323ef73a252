"""Blocks of ready HTML: how a page's Markdown names them, how they are kept beside it, and put in their place."""

from __future__ import annotations

import errno
import json
import re
from pathlib import Path

PLACEHOLDER = re.compile(r"<!-- loopbook: ([a-z0-9/-]+)#([a-z0-9-]+) -->")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def placeholder(page: str, name: str) -> str:
    """The line of a page's Markdown that the block `name` of `page` will take."""
    return f"<!-- loopbook: {page}#{name} -->"


def dump(blocks: dict[str, str]) -> str:
    """The file that carries the blocks of a page."""
    # A block a line, each by itself: asked to break lines, Python's encoder leaves its fast path.
    lines = (f"{_ENCODE(name)}: {_ENCODE(html)}" for name, html in sorted(blocks.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def names(html: str) -> list[str]:
    """The pages whose blocks a finished page waits for, each once."""
    return list(dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(html)))


def fill(html: str, folder: Path) -> str:
    """Put the blocks under `folder` in the place of a finished page's placeholders.

    Raises:
        FileNotFoundError: There is no such block.
    """
    blocks = {page: read_blocks(folder / f"{page}.json") for page in names(html)}

    def block(match: re.Match[str]) -> str:
        if (found := blocks[match[1]].get(match[2])) is None:
            raise FileNotFoundError(errno.ENOENT, "There is no such block", match[0])
        return found

    return PLACEHOLDER.sub(block, html)


def read_blocks(path: Path) -> dict[str, str]:
    """The blocks of a page, by name."""
    blocks: dict[str, str] = json.loads(path.read_bytes())
    return blocks
