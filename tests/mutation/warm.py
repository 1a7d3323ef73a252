"""Tries mutants in a process that has loaded the project and collected its tests: a fork each, and nothing else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.mutation.fork import in_a_fork, run_pytest
from tests.mutation.learn import Tests, is_quick
from tests.mutation.mutants import Mutant

SURVIVED, KILLED, UNFIT, STILLBORN = 0, 1, 77, 78
Tell = Callable[[int, int], None]


class Session:
    """A pytest session that collects all tests, and then runs for each mutant those that can see it."""

    def __init__(self, mutants: Sequence[Mutant], tests: Tests, tell: Tell) -> None:
        self._mutants, self._tests, self._tell = mutants, tests, tell

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if is_quick(item)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        by_id = {item.nodeid: item for item in session.items}
        assert _threads() == 1, "a fork of a process with threads may wait for ever"
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # one for all forks
        for number, mutant in enumerate(self._mutants):
            wanted = [by_id[id] for id in self._tests.of(mutant) if id in by_id]
            self._tell(number, in_a_fork(lambda m=mutant, w=wanted: _try(session, m, w)))
        return True


def serve(files: Sequence[str], mutants: Sequence[Mutant], tests: Tests, tell: Tell) -> int:
    """Try mutants one after the other; `tell` gets the number of each and how it ended."""
    return run_pytest(files, Session(mutants, tests, tell))


def _threads() -> int:
    """How many threads this process has, those of libraries too where the system tells."""
    own = Path("/proc/self/task")
    return len(list(own.iterdir())) if own.is_dir() else threading.active_count()


def _try(session: pytest.Session, mutant: Mutant, wanted: Sequence[pytest.Item]) -> int:
    try:
        code = compile(mutant.code(), str(mutant.path), "exec")
    except SyntaxError:
        return STILLBORN
    if not put_in_place(mutant.module, code):
        return UNFIT
    for item, after in zip(wanted, [*wanted[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return KILLED
    return SURVIVED


def put_in_place(name: str, code: CodeType) -> bool:
    """Change a module that is loaded: its functions get other code, its values are made anew wherever they are known.

    Returns:
        Whether that was possible; a class that is made in another way would leave its instances behind.
    """
    module = sys.modules[name]
    fresh: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    try:
        exec(code, fresh)  # noqa: S102  (our own module, with one change)
        for name, old, new in _changed(module, fresh):
            if isinstance(old, type):
                _change_class(old, new)
            elif function := _function(old):
                _change_function(function, _function(new))
            else:
                _rebind(name, old, new)
    except Exception:
        return False
    for name, each in list(sys.modules.items()):
        if name.startswith("generator"):
            _forget(each)
    return True


def _changed(module: ModuleType, fresh: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, old in list(vars(module).items()):
        new = fresh.get(name)
        if not name.startswith("__") and name in fresh and new is not old:
            yield name, old, new


def _function(value: Any) -> FunctionType | None:
    """The function in a value, if it is one or wraps one."""
    for name in ("fget", "func", "__func__", "__wrapped__"):
        value = getattr(value, name, value)
    return value if isinstance(value, FunctionType) else None


def _change_function(old: FunctionType, new: FunctionType | None) -> None:
    assert new is not None
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__


def _change_class(old: type, new: type) -> None:
    """Give the methods of a class other code; whatever else has changed in it is refused."""
    for name, value in list(vars(old).items()):
        if function := _function(value):
            _change_function(function, _function(vars(new)[name]))


def _rebind(name: str, old: Any, new: Any) -> None:
    """Where one module takes a value from another, it has it under the same name."""
    for where, module in list(sys.modules.items()):
        if where.startswith(("generator", "tests")) and vars(module).get(name) is old:
            setattr(module, name, new)


def _forget(module: ModuleType) -> None:
    for value in list(vars(module).values()):
        if callable(clear := getattr(value, "cache_clear", None)):
            clear()
