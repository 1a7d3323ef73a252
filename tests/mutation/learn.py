"""Finds out, by running all tests once, which of them run a line and how long each takes."""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pytest

from tests.mutation.fork import in_a_fork, run_pytest
from tests.mutation.mutants import Mutant
from tests.watch import spent

NAMES = ("limits", "shapes", "markdown", "cases", "pages", "safe")  # whose collection runs nothing of the project
FILES = [f"tests/test_{name}.py" for name in NAMES]
# Tests with these start a browser or another process, which would load the module as it was.
SLOW = {"site", "chromium", "address", "open_page", "project", "hostile_site", "built", "repository"}
LIBRARIES = (
    "hypothesis playwright.sync_api markdown_it mdit_py_plugins.dollarmath pygments.lexers yaml rapidfuzz jinja2"
)
LIBRARIES += " math_core pygments.formatters html.entities anki.collection genanki click fontTools.ttLib jsonschema"
KEPT = Path("build/mutation/learned")


def is_quick(item: pytest.Item) -> bool:
    """Whether a test stays in this process and is no long run of chance."""
    return SLOW.isdisjoint(getattr(item, "fixturenames", ())) and not hasattr(item.obj, "hypothesis")  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Tests:
    """What the tests run.

    Args:
        seconds: How long each takes, by its id.
        lines: Ids of the tests that run a line, by module path and line.
        patience: Seconds of tests that a mutant has to survive.
    """

    seconds: dict[str, float]
    lines: dict[tuple[str, int], set[str]]
    patience: float

    def of(self, mutant: Mutant) -> list[str]:
        """Tests that a mutant can turn red, as many as fit into the patience; what is made for limits comes first."""
        name = mutant.path.as_posix()
        span = _statement(mutant.path, mutant.line)
        wanted = [ids for (path, line), ids in self.lines.items() if path == name and (not span or line in span)]
        found = sorted(set().union(*wanted), key=self._place)
        left, chosen = self.patience, []
        for id in found:
            if self.seconds[id] <= left:
                left -= self.seconds[id]
                chosen.append(id)
        return chosen

    def _place(self, id: str) -> tuple[int, float, str]:
        return FILES.index(id.partition("::")[0]), self.seconds[id], id


@cache
def _statement(path: Path, number: int) -> range | None:
    """The lines of the statement that was changed; None for one that runs when the module is loaded."""
    around = [node for node in _statements(path) if node.lineno <= number <= (node.end_lineno or 0)]
    if not any(isinstance(n, ast.FunctionDef) and n.body[0].lineno <= number for n in around):
        return None
    inner = max(around, key=lambda node: node.lineno)
    body = getattr(inner, "body", None)
    return range(inner.lineno, max(body[0].lineno if body else (inner.end_lineno or 0) + 1, number + 1))


@cache
def _statements(path: Path) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.stmt)]


class Timed:
    """Leaves slow tests out, and notes how much processor time each of the others takes."""

    def __init__(self, begin: Callable[[str], None]) -> None:
        self._begin = begin
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if is_quick(item)]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._begin(nodeid)
        self.seconds[nodeid] = -spent()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] += spent()


def learn(modules: Sequence[str], patience: float) -> Tests:
    """Run all tests once, but for files that were run with just this code, and note which lines each one runs."""
    for name in LIBRARIES.split():  # imported only: a fork of a process whose Typst has run would hang
        importlib.import_module(name)
    KEPT.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}
    lines: dict[tuple[str, int], set[str]] = defaultdict(set)
    common = _common(modules)
    for file in FILES:
        noted = KEPT / f"{_digest([Path(file)], common)}.json"
        if not noted.is_file() and (code := in_a_fork(partial(_learn, modules, file, noted), limited=False)):
            sys.exit(f"{file} fails without any mutant (exit {code}); set MUTATION_LOG to a file to read why.")
        found, rows = json.loads(noted.read_text("utf-8"))
        seconds |= found
        for path, line, ids in rows:
            lines[path, line].update(ids)
    return Tests(seconds, lines, patience)


def _common(modules: Sequence[str]) -> str:
    """Stands for all that the outcome of every test hangs on."""
    places = [path for folder in ("generator", "tests") for path in Path(folder).rglob("*") if path.is_file()]
    left_out = ("__pycache__", "mutation", "golden")
    used = [p for p in places if not p.name.startswith("test_") and not set(left_out) & set(p.parts)]
    return _digest(sorted(used), " ".join(modules))


def _digest(paths: Sequence[Path], start: str) -> str:
    found = hashlib.sha256(start.encode())
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _learn(modules: Sequence[str], file: str, noted: Path) -> int:
    import coverage

    names = [f"generator/{name}.py" for name in modules]
    tool = coverage.Coverage(data_file=None, include=names, config_file=False)
    plugin = Timed(tool.switch_context)
    tool.start()
    code = run_pytest([file], plugin, "-x")
    tool.stop()
    data = tool.get_data()
    rows = [
        (name, line, [id for id in ids if id])
        for name in names
        for line, ids in data.contexts_by_lineno(str(Path(name).resolve())).items()
    ]
    if not code:
        noted.write_text(json.dumps([plugin.seconds, rows]), "utf-8")
    return code
