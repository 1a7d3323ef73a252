"""Reads the figures of a bank: Typst files under `figures/`, checked, drawn and made fit for a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import svg
from generator.drawing import Failure, Outcome, draw
from generator.listing import list_files
from generator.problems import Problem, shown
from generator.source import id_problems, read_text, special_file
from generator.store import Store

FOLDER = "figures"
_NAME = "drawings"  # of what is kept
# A figure is drawn from itself alone; the process that draws sees no files anyway, this says so in time.
_REACHES_OUT = re.compile(
    r"#?\b(?:import|include|eval|plugin|datetime|sys)\b|\b(?:read|image|csv|json|toml|yaml|xml|cbor|bibliography)\s*\("
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A small drawing.

    Args:
        id: Permanent id: the file's name.
        path: The file, as the user can open it.
        drawing: An SVG file, as `svg.clean` returns it.
    """

    id: str
    path: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the folder holds.

    Args:
        drawn: Figures that are sound.
        known: Ids of all, so that one with a problem of its own is not called missing too.
        problems: What is wrong with the others.
    """

    drawn: tuple[Figure, ...] = ()
    known: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def read_figures(data: Path, store: Store | None = None) -> Figures:
    """Read every figure of a bank, and draw those that an earlier build did not."""
    files = _files(data / FOLDER)
    problems: list[Problem] = []
    sources: dict[Path, str] = {}
    for path in files:
        if found := _unfit(path, data):
            problems += found
        elif isinstance(text := read_text(path.as_posix()), str):
            reaching = list(_reaching_out(text, path.as_posix()))
            problems += reaching
            sources |= {} if reaching else {path: text}
        else:
            problems += text
    drawn: list[Figure] = []
    for path, outcome in zip(sources, _outcomes(list(sources.values()), store), strict=True):
        figure = _figure(path, outcome)
        drawn += [figure] if isinstance(figure, Figure) else []
        problems += [figure] if isinstance(figure, Problem) else []
    return Figures(tuple(drawn), frozenset(path.stem for path in files), tuple(problems))


def _outcomes(sources: list[str], store: Store | None) -> list[Outcome]:
    kept: dict[str, Outcome] = (store and store.get(_NAME)) or {}
    new = [source for source in sources if source not in kept]
    known = kept | dict(zip(new, draw(tuple(new)), strict=True))
    if store and kept.keys() != set(sources):
        store.put(_NAME, {source: pages for source in sources if isinstance(pages := known[source], tuple)})
    return [known[source] for source in sources]


def _files(folder: Path) -> list[Path]:
    """What stands where figures do; a link or a file of that name is refused as if it were one."""
    if folder.is_dir() and not folder.is_symlink():
        return list(list_files(folder))
    return [folder] if folder.is_symlink() or folder.exists() else []


def _unfit(path: Path, data: Path) -> list[Problem]:
    name = path.as_posix()
    if problem := special_file(name):
        return [problem]
    if path.parent != data / FOLDER or path.suffix != ".typ":
        hint = f"Figures are {data.name}/{FOLDER}/<id>.typ."
        return [Problem(name, 1, "LB106", "This file is not where a figure is.", hint)]
    return list(id_problems(path.stem, name))


def _reaching_out(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for match in _REACHES_OUT.finditer(line.split("//")[0]):
            message = f"A figure can't use {shown(match[0])}: it is drawn from itself alone."
            yield Problem(name, number, "LB703", message, "Write the numbers or the code into the figure.")


def _figure(path: Path, outcome: Outcome) -> Figure | Problem:
    name = path.as_posix()
    if isinstance(outcome, Failure):
        if not outcome.line:
            return Problem(name, 1, "LB705", outcome.message, "Draw less: fewer points, shorter loops.")
        message = f"The figure does not compile: {' '.join(outcome.message.split())}."
        return Problem(name, outcome.line, "LB704", message, "Correct the Typst.")
    if len(outcome) != 1:
        hint = "Draw on one canvas."
        return Problem(name, 1, "LB705", f"The figure has {len(outcome)} pages.", hint)
    try:
        return Figure(path.stem, name, svg.clean(outcome[0]))
    except ValueError as error:
        hint = "Use the shapes and colors of the drawing kit, and fewer of them."
        return Problem(name, 1, "LB706", f"The drawing can't stand in a page: {error}.", hint)
