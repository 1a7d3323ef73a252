"""Tries mutants: at first in a process that has loaded everything, then, where that can't be, in one that hasn't."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.fork import in_a_fork, run_pytest
from tests.mutation.learn import FILES, Tests
from tests.mutation.mutants import Mutant
from tests.mutation.warm import SURVIVED, UNFIT, serve

Report = Callable[[Mutant, int], None]


def run(mutants: Sequence[Mutant], tests: Tests, report: Report) -> None:
    """Try mutants, and tell of each how it ended: 0 if no test turned red."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        in_a_fork(lambda: serve(FILES, mutants, tests, lambda *result: _send(writer, *result)), limited=False)
        os._exit(0)
    os.close(writer)
    told = 0
    with os.fdopen(reader) as results:
        for number, ended in (map(int, line.split()) for line in results):
            told += 1
            mutant = mutants[number]
            report(mutant, _cold(mutant, tests) if ended == UNFIT else ended)
    if told < len(mutants):
        sys.exit("The tests can't be collected; set MUTATION_LOG to a file to read why.")


def _send(pipe: int, *numbers: int) -> None:
    os.write(pipe, f"{' '.join(map(str, numbers))}\n".encode())


def _cold(mutant: Mutant, tests: Tests) -> int:
    """How it ends if the module is loaded as the mutant, and after it all that takes something from it."""
    chosen = tests.of(mutant)
    return in_a_fork(lambda: _try(mutant, chosen)) if chosen else SURVIVED


def _try(mutant: Mutant, chosen: Sequence[str]) -> int:
    files = list(dict.fromkeys(id.partition("::")[0] for id in chosen))
    sys.meta_path.insert(0, _Changed(mutant, compile(mutant.code(), str(mutant.path), "exec")))
    return run_pytest(files, _Chosen(chosen), "-x")


class _Chosen:
    """Runs chosen tests in a chosen order."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = wanted

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[id] for id in self._wanted if id in found]


class _Changed(importlib.abc.MetaPathFinder):
    """Finds one module changed; all others as they are."""

    def __init__(self, mutant: Mutant, code: CodeType) -> None:
        self._name, self._path, self._code = mutant.module, mutant.path, code

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        loader = importlib.machinery.SourceFileLoader(name, str(Path(self._path).resolve()))
        loader.get_code = lambda _: self._code  # type: ignore[method-assign]
        return importlib.util.spec_from_file_location(name, Path(self._path).resolve(), loader=loader)
