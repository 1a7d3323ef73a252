"""Every block of every answer runs as printed, and every SQL answer gives the table that is printed under it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits

from tests.code_blocks import has_code, printed_result, run
from tests.conftest import ROOT, SAMPLE

SECONDS = 10
ENTRIES = [path for data in (ROOT / "data", SAMPLE) for path in sorted(data.rglob("*.md")) if has_code(path)]
# What answers warn about is theirs; a doubtful escape would be ours.
pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.filterwarnings("error::SyntaxWarning"),
]


@pytest.fixture(scope="module")
def _libraries() -> Iterator[None]:
    """Imports what answers use, so that it is not counted as their time; more than one thread each is slower here."""
    for name in ("numpy", "scipy.stats", "sklearn.linear_model", "sklearn.ensemble", "duckdb"):
        importlib.import_module(name)
    with threadpool_limits(1):
        yield


@pytest.mark.timeout(SECONDS, func_only=True)
@pytest.mark.usefixtures("_libraries")
@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_code_of_an_answer_runs_as_printed(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace = run(path).namespace
    assert namespace.get("answer") == printed_result(path)


def entry(folder: Path, body: str) -> Path:
    """An entry with a body."""
    path = folder / "entry.md"
    path.write_text(f"---\nquestion: Why?\n---\n{body}", "utf-8")
    return path


def test_a_claim_that_does_not_hold_is_an_error_on_its_line(tmp_path: Path) -> None:
    path = entry(tmp_path, "```python\nx = 1\n```\n\ntext\n\n```python\n\nassert x == 2\n```\n")
    with pytest.raises(AssertionError) as raised:
        run(path)
    assert raised.traceback[-1].lineno + 1 == 12
    assert raised.traceback[-1].path == path


def test_blocks_share_a_namespace_within_an_entry_only(tmp_path: Path) -> None:
    run(entry(tmp_path, "```python\nx = 1\n```\n\n```python\nassert x == 1\n```\n"))
    with pytest.raises(NameError):
        run(entry(tmp_path, "```python\nassert x == 1\n```\n"))


def test_a_printed_result_is_compared_with_the_answer_of_the_database(tmp_path: Path) -> None:
    body = (
        "## Schema\n```sql\nCREATE TABLE t (a INTEGER, b TEXT);\nINSERT INTO t VALUES (1, 'x'), (2, NULL);\n```\n\n"
        "## Query\n```sql\nSELECT a, b FROM t ORDER BY a;\n```\n\n"
        "## Result\n| a | b |\n|---|---|\n| 1 | x |\n| 2 | NULL |\n\n## Remember\n- a\n"
    )
    path = entry(tmp_path, body)
    assert run(path).namespace["answer"] == printed_result(path) == [["a", "b"], ["1", "x"], ["2", "NULL"]]
    path = entry(tmp_path, body.replace("| 2 | NULL |", "| 2 | y |"))
    assert run(path).namespace["answer"] != printed_result(path)


def test_every_sql_answer_has_a_result_to_compare() -> None:
    assert [path for path in ENTRIES if path.parent.name == "sql" and printed_result(path) is None] == []
