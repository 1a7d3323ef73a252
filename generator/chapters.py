"""Puts an EPUB together from chapters that were converted before, so that one changed answer costs its own chapter.

pandoc makes the book, with a mark where a chapter's text goes; the text is put in afterwards, as pandoc wrote it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping

from generator import pandoc
from generator.pandoc import Node

_OPTIONS = ("--mathml", "--syntax-highlighting=none")
_MARK = re.compile(r"<!--(\d+)-->(?:<math></math>)?")  # pandoc lists a file with formulas as such
_LINK = re.compile(r'href="#([^"]+)"')
_ID = re.compile(r' id="([^"]+)"')
_FIXED = (1980, 1, 1, 0, 0, 0)


def converted(source: str) -> bytes:
    """A chapter, given as JSON of pandoc's nodes, with its text as HTML; headings of the contents and images stay."""
    nodes: list[Node] = []
    text: list[Node] = []
    for node in [*json.loads(source), None]:
        if node is not None and not _stays(node):
            text.append(node)
            continue
        if text:
            html = pandoc.convert(text, "html5", "--wrap=none", *_OPTIONS).decode()
            nodes.append({"t": "RawBlock", "c": ["html5", html]})
            text = []
        nodes += [node] if node is not None else []
    return json.dumps(nodes, ensure_ascii=False).encode()


def _stays(node: Node) -> bool:
    return (node["t"] == "Header" and node["c"][0] <= 2) or '"t": "Image"' in json.dumps(node)


def bound(meta: Mapping[str, Node], chapters: list[list[Node]]) -> bytes:
    """The EPUB of chapters that are converted; links to a place in another one get its file."""
    texts: list[str] = []
    files: dict[str, str] = {}
    for number, chapter in enumerate(chapters, 1):
        for node in chapter:
            places = [node["c"][1][0]] if node["t"] == "Header" else []
            if node["t"] == "RawBlock":
                texts.append(node["c"][1])
                places = _ID.findall(node["c"][1])
                node["c"] = ["html5", f"<!--{len(texts) - 1}-->{'<math></math>' * ('<math' in texts[-1])}"]
            files |= dict.fromkeys(places, f"ch{number:03d}.xhtml")
    book = pandoc.convert(
        [node for chapter in chapters for node in chapter],
        "epub3",
        *_OPTIONS,
        "--toc",
        "--toc-depth=2",
        "--split-level=1",
        meta=dict(meta),
    )
    filled = [_LINK.sub(lambda link: f'href="{files.get(link[1], "")}#{link[1]}"', text) for text in texts]
    return _rewritten(book, filled)


def _rewritten(book: bytes, texts: list[str]) -> bytes:
    """The archive with the texts at their marks, and no times in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".xhtml"):
                content = _MARK.sub(lambda mark: texts[int(mark[1])], content.decode()).encode()
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(entry.filename, _FIXED), content, kind)
    return out.getvalue()
