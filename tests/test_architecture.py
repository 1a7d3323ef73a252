"""The shape of the code: one-way imports, one module that writes, no site builder in the core."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the edge to the core: a module imports only from its own layer or from those after it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("cli_check", "cli_build", "cli_bank", "cli_contribute"),
    ("server", "intake", "suggest", "asking", "shells", "options"),
    ("endings",),
    ("build", "scaffold", "mend"),
    ("mend_places",),
    ("staging",),
    ("project",),
    (
        "outputs",
        "formatter",
        "schema",
        "stats",
        "assets",
        "outlinks",
        "scripts",
        "press",
        "prints",
        "compose",
    ),
    ("builders",),
    (
        "outputs.api",
        "outputs.coverage",
        "outputs.decks",
        "outputs.figures",
        "outputs.practice",
        "outputs.moved",
        "outputs.reference",
        "outputs.search",
        "fitting",
    ),
    ("prints.book", "prints.cheatsheet", "prints.epub", "prints.loop", "prints.pack", "prints.selftest"),
    ("search_pages",),
    ("outputs.site",),
    (
        "pages.companies",
        "pages.contributors",
        "pages.find",
        "pages.freshness",
        "pages.home",
        "pages.practice",
        "pages.roles",
        "pages.sheets",
        "pages.stages",
        "pages.topics",
        "prints.job",
    ),
    ("pages.printing",),
    ("pages.answer",),
    ("pages.page",),
    ("pages.templates",),
    ("form_file",),
    ("form",),
    ("form_fields",),
    ("prefilled",),
    ("skeleton",),
    ("staged",),
    ("addresses", "ankihtml", "render", "settings", "load", "sheets", "fonts"),
    ("entries",),
    ("rules", "shapes", "unfinished", "coverage", "editor", "permanence", "freshness", "changes"),
    ("company_rules", "figure_rules", "printable"),
    (
        "anki",
        "bank",
    ),
    ("model",),
    ("company",),
    ("entry",),
    ("mend_front", "mend_body", "readings", "misfit"),
    ("packing",),
    ("values", "prose", "sections", "typeset", "ebook"),
    ("fields", "allowed", "figures"),
    ("specs",),
    ("placing", "drawing", "svg", "typesetter", "store", "leaves"),
    (
        "markdown",
        "tex",
        "source",
        "files",
        "blocks",
        "node",
        "policy",
        "git",
        "formulas",
        "offline",
        "chapters",
        "mend_lines",
        "highlight",
    ),
    (
        "yamltree",
        "ids",
        "mend_inline",
        "credits",
        "triage",
        "pandoc",
        "glyphs",
        "downloads",
        "tools",
        "listing",
        "words",
        "verbatim",
        "notes",
        "allowlist",
        "cutting",
        "identity",
        "tabular",
        "configuration",
        "filling",
    ),
    ("problems", "codes", "urls", "placeholders", "alike"),
    ("", "pages"),
)


def name_of(path: Path) -> str:
    """Module name without the package: `outputs.api`, and `outputs` for its `__init__`."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def imports(path: Path) -> set[str]:
    """Modules of the package that a module imports, and other packages by their first name after `:`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator"):
            base = node.module.removeprefix("generator").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                found.add(inner if (PACKAGE / (inner.replace(".", "/") + ".py")).exists() else base)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(f":{node.module.split('.')[0]}")
        elif isinstance(node, ast.Import):
            found |= {f":{alias.name.split('.')[0]}" for alias in node.names}
    return found


def layer(module: str) -> int:
    return next(i for i, members in enumerate(LAYERS) if module in members)


def test_every_module_has_a_layer() -> None:
    assert {name_of(path) for path in MODULES} == {name for members in LAYERS for name in members}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    own = {module for module in imports(path) if not module.startswith(":")}
    assert [module for module in own if layer(module) <= layer(name_of(path))] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_site_builder_is_known_to_one_program_and_the_preview_alone(path: Path) -> None:
    if name_of(path) not in ("shells", "server"):
        assert imports(path).isdisjoint({":mkdocs", ":material", ":zensical"})
        assert "shells" not in imports(path)


def test_outputs_do_not_know_each_other() -> None:
    outputs = {name_of(path) for path in (PACKAGE / "outputs").glob("*.py")} - {"outputs", "outputs.site"}
    for path in (PACKAGE / "outputs").glob("*.py"):
        if name_of(path) in outputs:
            assert imports(path).isdisjoint(outputs)


def test_only_one_module_writes() -> None:
    writing = re.compile(
        r"\.write_text\(|\.write_bytes\(|open\([^)]*[\"'][wax]|\.unlink\(|\.rename\(|\.replace\(\w+\)$|rmtree"
    )
    found = {name_of(path) for path in MODULES if writing.search(path.read_text(encoding="utf-8"))}
    assert found == {"files", "build"}, "build opens its lock file; all else is written by files"


def spread(node: ast.AST) -> int:
    """Lines of a function without what documents it."""
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    start = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno - 1
    assert node.end_lineno
    assert start is not None
    return node.end_lineno - start


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 200
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if spread(node) > 25] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_its_responsibility(path: Path) -> None:
    head = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert head
    assert head.split("\n\n")[0].rstrip().endswith((".", ";"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_build_reads_no_clock_and_no_chance(path: Path) -> None:
    assert imports(path).isdisjoint(
        {":time", ":random", ":secrets", ":uuid", ":socket", ":urllib3", ":requests", ":http"}
    )
    assert not re.search(r"\.(now|today|utcnow)\(", path.read_text(encoding="utf-8"))
