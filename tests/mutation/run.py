"""Runs tests against a mutant, in a fork of this process that has loaded everything but the project itself."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.mutants import Mutant

FILES = [f"tests/test_{name}.py" for name in ["limits", "cases", "pages", "contribute", "safe"]]
QUICK = FILES[:3]  # most mutants die here, before the others are collected
# Tests with these start a browser or another process, which would load the module as it was.
SLOW = {"site", "chromium", "address", "open_page", "project", "hostile_site", "built", "repository"}
LIBRARIES = (
    "hypothesis playwright.sync_api markdown_it mdit_py_plugins.dollarmath pygments.lexers yaml rapidfuzz jinja2"
)
LIBRARIES += " math_core pygments.formatters html.entities anki.collection genanki click fontTools.ttLib jsonschema"
LONG = 3.0  # seconds; a test that takes longer is left out
CPU_SECONDS = 90  # a mutant that takes longer hangs


@dataclass(frozen=True, slots=True)
class Tests:
    """What the tests run.

    Args:
        seconds: How long each takes, by its id.
        lines: Ids of the tests that run a line, by module path and line.
    """

    seconds: dict[str, float]
    lines: dict[tuple[str, int], set[str]]

    def of(self, mutant: Mutant) -> list[str]:
        """Tests that a mutant can turn red, the quickest first."""
        name = mutant.path.as_posix()
        span = _statement(mutant)
        wanted = [ids for (path, line), ids in self.lines.items() if path == name and (not span or line in span)]
        found = [id for id in set().union(*wanted) if self.seconds.get(id, 0) < LONG]
        return sorted(found, key=lambda test: (self.seconds.get(test, 0), test))


def _statement(mutant: Mutant) -> range | None:
    """The lines of the statement that was changed; None for one that runs when the module is loaded."""
    tree = ast.parse(mutant.path.read_text("utf-8"))
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= mutant.line <= (node.end_lineno or 0)
    ]
    inner = max(around, key=lambda node: node.lineno)
    body = getattr(inner, "body", None)
    functions = [n for n in around if isinstance(n, ast.FunctionDef) and n.body[0].lineno <= mutant.line]
    if not functions:
        return None
    return range(inner.lineno, max(body[0].lineno if body else (inner.end_lineno or 0) + 1, mutant.line + 1))


class _Plugin:
    """Runs chosen tests in a chosen order, and notes how long each takes."""

    def __init__(self, wanted: Sequence[str] | None, begin: Callable[[str], None] = lambda _: None) -> None:
        self._wanted, self._begin = wanted, begin
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._wanted is None:
            items[:] = [item for item in items if SLOW.isdisjoint(getattr(item, "fixturenames", ()))]
        else:
            found = {item.nodeid: item for item in items}
            items[:] = [found[id] for id in self._wanted if id in found]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._begin(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration


def _pytest(files: Sequence[str], plugin: _Plugin) -> int:
    options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return pytest.main([*options, *files], [plugin])


def _in_a_fork(work: Callable[[], int]) -> int:
    """Exit code of `work`, run in a child without a terminal; negative if a signal ended it."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        quiet = os.open(os.environ.get("MUTATION_LOG", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, resource.RLIM_INFINITY))
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def learn(modules: Sequence[str]) -> Tests:
    """Run all tests once and note which lines each one runs."""
    for name in LIBRARIES.split():  # imported only: a fork of a process whose Typst has run would hang
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as place:
        noted = Path(place, "noted.json")
        if code := _in_a_fork(lambda: _learn(modules, noted)):
            sys.exit(f"The tests fail without any mutant (exit {code}); set MUTATION_LOG to a file to read why.")
        seconds, rows = json.loads(noted.read_text("utf-8"))
    lines: dict[tuple[str, int], set[str]] = defaultdict(set)
    for path, line, ids in rows:
        lines[path, line].update(ids)
    return Tests(seconds, lines)


def _learn(modules: Sequence[str], noted: Path) -> int:
    import coverage

    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    names = [f"generator/{name}.py" for name in modules]
    tool = coverage.Coverage(data_file=None, include=names, config_file=False)
    plugin = _Plugin(None, tool.switch_context)
    tool.start()
    code = _pytest([file for file in FILES if Path(file).exists()], plugin)
    tool.stop()
    data = tool.get_data()
    rows = [
        (name, line, [id for id in ids if id])
        for name in names
        for line, ids in data.contexts_by_lineno(str(Path(name).resolve())).items()
    ]
    noted.write_text(json.dumps([plugin.seconds, rows]), "utf-8")
    return code


class _Changed(importlib.abc.MetaPathFinder):
    """Finds one module changed; all others as they are."""

    def __init__(self, mutant: Mutant, code: CodeType) -> None:
        self._name, self._path, self._code = ".".join(mutant.path.with_suffix("").parts), mutant.path, code

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        loader = importlib.machinery.SourceFileLoader(name, str(self._path.resolve()))
        loader.get_code = lambda _: self._code  # type: ignore[method-assign]
        return importlib.util.spec_from_file_location(name, self._path.resolve(), loader=loader)


def outcome(mutant: Mutant, tests: Tests) -> str:
    """`killed` if a test fails with the mutant, `survived` if none does."""
    chosen = tests.of(mutant)
    for quick in (True, False):
        ids = [id for id in chosen if (id.partition("::")[0] in QUICK) is quick]
        if ids and _in_a_fork(lambda ids=ids: _try(mutant, ids)):
            return "killed"
    return "survived"


def _try(mutant: Mutant, chosen: Sequence[str]) -> int:
    files = list(dict.fromkeys(id.partition("::")[0] for id in chosen))
    sys.meta_path.insert(0, _Changed(mutant, compile(mutant.code(), str(mutant.path), "exec")))
    return _pytest(files, _Plugin(chosen))
