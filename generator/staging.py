"""Puts the site's source together under `build/stage/`: loads the bank, makes every output, writes what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from generator import assets, scripts
from generator.addresses import Addresses
from generator.builders import Report
from generator.files import write_file, write_tree
from generator.git import dates, read_history
from generator.identity import refuse_link
from generator.load import load
from generator.outputs import DOWNLOADS, OUTPUTS, WITHOUT_ANSWERS
from generator.outputs.site import Files, navigation
from generator.pages.page import Guide
from generator.printable import converted
from generator.problems import DataError, Problem, not_utf8
from generator.project import Project
from generator.settings import read_settings
from generator.staged import Staged
from generator.store import Store

NAVIGATION_FILE = "mkdocs.generated.yml"
FRESH = "build/fresh"  # of the canary


class Clash(Exception):  # noqa: N818  (no error: it is found out anew, with names)
    """Two parts write one file, and one of them was made by an earlier build."""


def stage(project: Project, printing: Report | None = None) -> int:
    """Load the bank and put the site's source together.

    Args:
        project: The guide.
        printing: Told how far the printing is; None to print nothing, and to lead to nothing printed.

    Returns:
        How many staged files changed.

    Raises:
        DataError: The bank or the settings have problems; nothing was written.
        BuildError: Something could not be printed; nothing was staged.
        OSError: A link stands where a build keeps its files; nothing was written.
    """
    for folder in (project.root / "build", project.prints, project.staged, project.kept, project.next, project.site):
        refuse_link(folder)
    store = Store(project.root / "build" / "cache")
    try:
        return _stage(project, printing, store)
    except Clash:
        return _stage(project, printing, None)  # says which two


def _stage(project: Project, printing: Report | None, store: Store | None) -> int:
    guide = _guide(project, printing, store)
    pages = _pages(guide, project)
    parts = {
        "site": pages,
        "assets": assets.files(project.root, guide.staged.characters(pages)),
        "scripts": scripts.files(project.root, store),
        "prints": _prints(guide, project, printing),
    }
    files = _join(parts)
    if files.keys() & guide.staged.kept:
        raise Clash
    changed = write_tree(project.staged, files, guide.staged.kept)
    guide.staged.save(files)
    config = _config([*navigation(guide), *guide.settings.navigation])
    if not (path := project.root / NAVIGATION_FILE).is_file() or path.read_bytes() != config:
        write_file(path, config)
        changed += 1
    return changed


def _guide(project: Project, printing: Report | None, store: Store | None) -> Guide:
    bank = load(project.data, printing=printing is not None, store=store, drafts=project.drafts)
    settings = read_settings(project.root / "mkdocs.yml")
    handwritten = _markdown(_handwritten(project))
    history, days = read_history(project.root, project.data), dates(project.root, project.data)
    addresses = Addresses(bank)
    drawings = [f"{figure.id} {figure.drawing}".encode() for figure in bank.figures.values()]
    # An answer that grows may move its neighbors to another page, and links to them stand anywhere.
    common = [bank.says, repr((settings, bool(printing), addresses.pages)).encode(), *drawings]
    return Guide(
        bank,
        settings,
        addresses,
        handwritten,
        history=history,
        dates=days,
        prints=printing is not None,
        formulas=converted(bank) if printing else {},
        staged=Staged(project.staged, store, common, repr((handwritten, history, days)).encode()),
    )


def _pages(guide: Guide, project: Project) -> Files:
    """All that readers see but what is printed; of what an earlier build left as it is, nothing."""
    made: dict[str, Files] = {}
    for name, make in (OUTPUTS | (DOWNLOADS if guide.prints else {})).items():
        alone = name in WITHOUT_ANSWERS
        made[name] = guide.staged.files(name, partial(make, guide)) if alone else make(guide)
    return _join(made | {"docs": _handwritten(project)})


def _prints(guide: Guide, project: Project, printing: Report | None) -> Files:
    if not printing:
        return {}
    from generator import prints  # a tenth of the time of a build that prints nothing
    from generator.press import press

    printed = press(prints.jobs(guide), project.prints, printing)
    return {f"docs/{name}": content for name, content in printed.items()}


def _handwritten(project: Project) -> Files:
    docs = project.root / "docs"
    return {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file()
    }


def _markdown(docs: Files) -> dict[str, str]:
    """The pages among the hand-written files, by their path on the site."""
    return {
        name.removeprefix("docs/"): _decoded(name, content)
        for name, content in docs.items()
        if name.endswith(".md") and isinstance(content, bytes)
    }


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(name, error)]) from None


def _join(parts: Mapping[str, Files]) -> Files:
    """All files together; two parts that write one file are a mistake to be told, not to be lost."""
    owners: dict[str, str] = {}
    joined: Files = {}
    for owner, files in parts.items():
        for name, content in files.items():
            if name in owners:
                raise DataError(
                    [Problem(name, 1, "LB109", f"Both “{owners[name]}” and “{owner}” write this file.", "Rename one.")]
                )
            owners[name], joined[name] = owner, content
    return joined


def _config(nav: list[object]) -> bytes:
    """The builder's configuration: the guide's own, with the generated pages in its navigation."""
    lines = [
        "# Generated by loopbook; do not edit.",
        "INHERIT: mkdocs.yml",
        f"site_dir: {FRESH}",
        f"nav: {json.dumps(nav, ensure_ascii=False)}",
    ]
    return ("\n".join(lines) + "\n").encode()
