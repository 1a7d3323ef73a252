"""Runs the code of an entry as it is printed: Python in one fresh namespace, SQL on one fresh database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
from markdown_it.token import Token
from sybil import Document, Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

from generator.markdown import PARSER
from generator.words import plain


class SqlEvaluator:
    """Executes a block on the document's database and keeps what the last statement returned."""

    def __call__(self, example: Example) -> None:
        database = example.namespace.setdefault("database", duckdb.connect())
        cursor = database.execute(example.parsed)
        names = [column[0] for column in cursor.description or ()]
        rows = [["NULL" if value is None else str(value) for value in row] for row in cursor.fetchall()]
        example.namespace["answer"] = [names, *rows]


BLOCKS = Sybil(
    [CodeBlockParser("python", PythonEvaluator()), CodeBlockParser("sql", SqlEvaluator())],
    pattern="*.md",
)


def has_code(path: Path) -> bool:
    """Whether an entry has a block that runs."""
    text = path.read_text(encoding="utf-8")
    return "```python\n" in text or "```sql\n" in text


def run(path: Path) -> Document:
    """Run every block of an entry, in order.

    Returns:
        The document, whose namespace holds what the blocks left there.
    """
    document = BLOCKS.parse(path)
    document.namespace["__name__"] = "__main__"
    for example in document.examples():
        example.evaluate()
    return document


def printed_result(path: Path) -> list[list[str]] | None:
    """The table under `## Result`, its head first, or None if the entry has none."""
    _, heading, rest = path.read_text(encoding="utf-8").partition("\n## Result\n")
    if not heading:
        return None
    tokens = PARSER.parse(rest.partition("\n## ")[0])
    starts = [i for i, token in enumerate(tokens) if token.type == "tr_open"]
    return [_cells(tokens[start:end]) for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]


def _cells(tokens: Sequence[Token]) -> list[str]:
    inside = [i for i, token in enumerate(tokens) if token.type in ("th_open", "td_open")]
    return [plain([tokens[i + 1]]) for i in inside]
