"""Makes mutants of a module: cosmic-ray's operators, and parts taken out (a rule, an escape, a sign of a pattern)."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

Code = str | ast.Module
Change = Callable[[ast.AST], object]
Span = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module; `code` makes what `compile` takes."""

    path: Path
    line: int
    what: str
    code: Callable[[], Code]

    @property
    def module(self) -> str:
        """The module's name."""
        return ".".join(self.path.with_suffix("").parts)

    @property
    def name(self) -> str:
        """What people and `equivalent.txt` call it: without numbers, which every edit of the module changes."""
        lines = self.path.read_text("utf-8").split("\n")
        changed = self.code()
        what = _difference(lines, changed.split("\n")) if isinstance(changed, str) else self.what
        return f"{self.path.stem}: {lines[self.line - 1].strip()} => {what}"


def _difference(before: list[str], after: list[str]) -> str:
    return " / ".join(new.strip() for old, new in zip_longest(before, after, fillvalue="") if old != new)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module, in a fixed order."""
    yield from _from_library(path)
    yield from _taken_out(path)


def _from_library(path: Path) -> Iterator[Mutant]:
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    source = path.read_text("utf-8")
    tree = get_ast(source)
    hints = _annotations(ast.parse(source))
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments():
            continue
        places = [span for node in ast_nodes(tree) for span in operator().mutation_positions(node)]
        for i, (start, _) in enumerate(places):
            if not _inside(start, hints):
                yield Mutant(
                    path, start[0], f"{name.partition('/')[2]} {i}", partial(mutate_code, source, operator(), i)
                )


def _annotations(tree: ast.Module) -> list[Span]:
    """Where types are written: they are never evaluated, so to change one changes nothing."""
    found: list[Span] = []
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            hint = getattr(node, name, None)
            if isinstance(hint, ast.expr):
                found.append(((hint.lineno, hint.col_offset), (hint.end_lineno or 0, hint.end_col_offset or 0)))
    return found


def _inside(place: tuple[int, int], spans: list[Span]) -> bool:
    return any(start <= place <= end for start, end in spans)


def _taken_out(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text("utf-8"))
    hints = _annotations(tree)
    for number, node in enumerate(ast.walk(tree)):
        if hasattr(node, "lineno") and _inside((node.lineno, node.col_offset), hints):
            continue
        for what, change in _changes(node):
            yield Mutant(path, getattr(node, "lineno", 1), what, partial(_changed, tree, number, change))


def _changed(tree: ast.Module, number: int, change: Change) -> ast.Module:
    twin = copy.deepcopy(tree)
    change(next(node for i, node in enumerate(ast.walk(twin)) if i == number))
    return ast.fix_missing_locations(twin)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    yield from _elements(node)
    yield from _statements(node)
    yield from _escapes(node)
    yield from _patterns(node)


def _elements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A list, set or table without one of its elements."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for i, each in enumerate(node.elts):
            if len(node.elts) > 1 or not isinstance(node, ast.Set):
                yield f"without the element {ast.unparse(each)[:50]}", lambda n, i=i: n.elts.pop(i)
    elif isinstance(node, ast.Dict):
        for i, key in enumerate(node.keys):
            what = f"without the key {ast.unparse(key) if key else '**'}"
            yield what, lambda n, i=i: (n.keys.pop(i), n.values.pop(i))


def _statements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A block without one of its statements; where a name would then be missing, Python itself would tell."""
    for name in ("body", "orelse"):
        for i, each in enumerate(found if isinstance(found := getattr(node, name, None), list) else ()):
            text = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            if isinstance(each, ast.Expr | ast.Raise | ast.Return | ast.AugAssign | ast.Continue) and not text:
                what = f"without the statement {ast.unparse(each)[:50]}"
                yield what, lambda n, name=name, i=i: getattr(n, name).__setitem__(i, ast.Pass())


def _escapes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A value as it is instead of escaped."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.Call) and value.args and "escape" in ast.unparse(value.func):
            yield f"not escaped: {ast.unparse(value)[:50]}", lambda n, f=name: setattr(n, f, getattr(n, f).args[0])


def _patterns(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A regular expression without one of its signs."""
    if not (isinstance(node, ast.Call) and node.args and re.match(r"re\.[a-z]+$", ast.unparse(node.func))):
        return
    pattern = node.args[0]
    parts = pattern.values if isinstance(pattern, ast.JoinedStr) else [pattern]
    for k, part in enumerate(parts):
        text = part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
        for i, sign in enumerate(text):
            shorter = text[:i] + text[i + 1 :]
            yield f"pattern {text[:50]} without {sign!r} at {i}", lambda n, k=k, s=shorter: _set_part(n, k, s)


def _set_part(call: ast.Call, number: int, text: str) -> None:
    pattern = call.args[0]
    part = pattern.values[number] if isinstance(pattern, ast.JoinedStr) else pattern
    assert isinstance(part, ast.Constant)
    part.value = text
