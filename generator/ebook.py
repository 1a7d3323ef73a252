"""Turns the tokens of an entry into pandoc's own format, and chapters of it into an EPUB."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from generator import chapters, pandoc
from generator.pandoc import Node

_PLAIN = ["", [], []]  # no id, classes or attributes
_ALIGN = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}


def write(source: str, converted: str) -> bytes:
    """Make the EPUB of a book.

    Args:
        source: What is said about the book, and the names of its chapters, as JSON.
        converted: The chapters by name, as JSON.
    """
    book, made = json.loads(source), json.loads(converted)
    parts = [made[name] for name in book.pop("chapters")]
    meta = {name: {"t": "MetaInlines", "c": [_text(value)]} for name, value in book.items() if value}
    return chapters.bound(meta, parts)


def heading(level: int, words: str, id: str = "") -> Node:
    """A heading with an id that links can name."""
    return {"t": "Header", "c": [level, [id, [], []], [_text(words)]]}


def paragraph(words: str) -> Node:
    """A paragraph of plain text."""
    return {"t": "Para", "c": [_text(words)]}


def _text(words: str) -> Node:
    return {"t": "Str", "c": words}


def _image(drawing: str, alt: str) -> Node:
    """A drawing that pandoc, which sees no files here, unpacks into one of the book."""
    source = "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
    return {"t": "Image", "c": [_PLAIN, [_text(alt)], [source, ""]]}


@dataclass(frozen=True, slots=True)
class Tree:
    """Writes tokens as nodes.

    Args:
        destination: Turns the href of a link into an address.
        drawings: Figures by id, each an SVG document.
    """

    destination: Callable[[str], str]
    drawings: Mapping[str, str]

    def blocks(self, tokens: Sequence[Token]) -> list[Node]:
        """Block tokens as nodes."""
        return [self._block(node) for node in SyntaxTreeNode(tokens).children]

    def inlines(self, tokens: Sequence[Token]) -> list[Node]:
        """The children of one inline token as nodes."""
        return [self._inline(node) for node in SyntaxTreeNode(tokens).children]

    def _block(self, node: SyntaxTreeNode) -> Node:
        match node.type:
            case "paragraph":
                return {"t": "Plain" if node.hidden else "Para", "c": self._content(node)}
            case "bullet_list":
                return {"t": "BulletList", "c": self._items(node)}
            case "ordered_list":
                return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], self._items(node)]}
            case "blockquote":
                return {"t": "BlockQuote", "c": [self._block(child) for child in node.children]}
            case "fence":
                return {"t": "CodeBlock", "c": [["", [node.info.strip()], []], node.content.rstrip("\n")]}
            case "math_block":
                return {"t": "Para", "c": [pandoc.math(node.content.strip(), True)]}
            case "table":
                return self._table(node)
            case "figure":
                return {"t": "Para", "c": [_image(self.drawings[node.meta["id"]], node.content)]}
        raise ValueError(f"“{node.type}” reached the book")

    def _content(self, node: SyntaxTreeNode) -> list[Node]:
        return [self._inline(child) for inline in node.children for child in inline.children]

    def _items(self, node: SyntaxTreeNode) -> list[list[Node]]:
        return [[self._block(child) for child in item.children] for item in node.children]

    def _inline(self, node: SyntaxTreeNode) -> Node:
        inside = [self._inline(child) for child in node.children]
        match node.type:
            case "text" | "text_special":
                return _text(node.content)
            case "softbreak":
                return {"t": "SoftBreak"}
            case "code_inline":
                return {"t": "Code", "c": [_PLAIN, node.content]}
            case "math_inline":
                return pandoc.math(node.content.strip(), False)
            case "em" | "strong":
                return {"t": "Emph" if node.type == "em" else "Strong", "c": inside}
            case "link":
                address = self.destination(str(node.attrs.get("href", "")))
                return {"t": "Link", "c": [_PLAIN, inside, [address, ""]]}
        raise ValueError(f"“{node.type}” reached the book")

    def _table(self, node: SyntaxTreeNode) -> Node:
        head = node.children[0].children
        bodies = [row for part in node.children[1:] for row in part.children]
        columns = [[{"t": _align(cell)}, {"t": "ColWidthDefault"}] for cell in head[0].children]
        rows = [[_PLAIN, [self._cell(cell) for cell in row.children]] for row in (*head, *bodies)]
        first, rest = rows[: len(head)], rows[len(head) :]
        return {
            "t": "Table",
            "c": [_PLAIN, [None, []], columns, [_PLAIN, first], [[_PLAIN, 0, [], rest]], [_PLAIN, []]],
        }

    def _cell(self, node: SyntaxTreeNode) -> list[object]:
        return [_PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": self._content(node)}]]


def _align(cell: SyntaxTreeNode) -> str:
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return _ALIGN.get(side, "AlignDefault")
