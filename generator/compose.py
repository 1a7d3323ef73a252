"""Makes the site from MkDocs's pages, the blocks of the answers and the files beside them, at the cost of what changed.

MkDocs sees skeletons, so it has nothing to do where only answers changed; a page is put together again where its shell
or its blocks changed; the other files stay as they are. What is kept for that lies in one folder that may be deleted at
any time: a build without it makes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.configuration import configurations
from generator.files import Cache, remove, renew_tree
from generator.filling import fill, names
from generator.identity import all_names, identity
from generator.tools import tools

Run = Callable[[Path], Mapping[str, Any]]
_ENCODING = "utf-8"
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # as MkDocs knows them


class DamagedError(Exception):
    """What was kept isn't what was put there."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folders that a site is made from and in.

    Args:
        config: The configuration that MkDocs gets.
        staged: What was staged: `docs/` and `blocks/`.
        kept: Where shells, and what is known of the site, are kept.
    """

    config: Path
    staged: Path
    kept: Path

    @property
    def shells(self) -> Path:
        """Pages without their blocks, and the theme's files."""
        return self.kept / "shells"


@dataclass(frozen=True, slots=True)
class Shells:
    """What MkDocs left.

    Args:
        files: Digest of each of its files, and the pages whose blocks it waits for.
        staged: Staged files that belong to the site as they are, by their place on it.
    """

    files: Mapping[str, tuple[str, list[str]]]
    staged: Mapping[str, str]


def renew(place: Place, run: Run, last: Path, fresh: Path) -> None:
    """Make `fresh` the whole new site.

    Args:
        place: Where everything is.
        run: Lets MkDocs build into a folder; returns what `generator.shells` prints.
        last: The site as it is now, if there is one; untouched.
        fresh: Becomes the new one; what an earlier build left there is used again.
    """
    try:
        _renew(place, run, last, fresh)
    except DamagedError:
        remove(place.kept)
        _renew(place, run, last, fresh)


def _renew(place: Place, run: Run, last: Path, fresh: Path) -> None:
    cache = Cache(place.kept)
    shells = _shells(place, cache, run)
    kept = cache.get("site.json")
    known = {name: tuple(facts) for name, facts in json.loads(kept).items()} if kept else {}
    known = renew_tree(fresh, last, _keys(place, shells), lambda name: _content(place, shells, name), known)
    cache.put("site.json", json.dumps(known).encode())


def _keys(place: Place, shells: Shells) -> dict[str, str]:
    """What stands for all that each file of the site is made from."""
    made_with = tools().hex()
    keys = {name: _stat(place.staged / "docs" / path) for name, path in shells.staged.items()}
    for name, (digest, waits) in shells.files.items():
        keys[name] = " ".join((made_with, digest, *(_stat(place.staged / "blocks" / f"{page}.json") for page in waits)))
    return keys


def _content(place: Place, shells: Shells, name: str) -> bytes:
    """A file of the site, made anew."""
    if name in shells.staged:
        return (place.staged / "docs" / shells.staged[name]).read_bytes()
    digest, waits = shells.files[name]
    path = place.shells / name
    content = path.read_bytes() if path.is_file() else b""
    if _digest(content) != digest:
        raise DamagedError(name)
    return fill(content.decode(_ENCODING), place.staged / "blocks").encode(_ENCODING) if waits else content


def _shells(place: Place, cache: Cache, run: Run) -> Shells:
    """The shells: those that are kept, if nothing that MkDocs sees has changed."""
    if kept := cache.get("shells.json"):
        found = json.loads(kept)
        if found["seen"] == seen(place.config, place.staged / "docs", found["theme"]):
            return Shells({name: tuple(facts) for name, facts in found["files"].items()}, found["staged"])
    remove(place.shells)
    told = run(place.shells)
    made = {name: _shell(place.shells / name) for name in sorted(all_names(place.shells))}
    shells = Shells(made, told["staged"])
    if told["seen"]:
        cache.put("shells.json", json.dumps({**told, "files": shells.files}).encode())
    return shells


def _shell(path: Path) -> tuple[str, list[str]]:
    content = path.read_bytes()
    return _digest(content), names(content.decode(_ENCODING)) if path.suffix == ".html" else []


def seen(config: Path, docs: Path, theme: str) -> str:
    """A digest of all that MkDocs sees: settings, theme, pages, names of other files, our code, what is installed.

    Nothing, which no digest equals, if a link leads to a folder, or one can't be read: what is in it may change unseen.
    """
    whole = hashlib.sha256(tools())
    for path, values in configurations(config):  # the file for its tags, the values for what `!ENV` stands for
        whole.update(f"{_digest(path.read_bytes())} {_digest(repr(values).encode())}\n".encode())
    for folder in (docs, *([Path(theme)] if theme else [])):
        try:
            names_there = sorted(all_names(folder))
        except PermissionError:
            return ""
        for name in names_there:
            path, matters = folder / name, name.endswith(_PAGES) or folder != docs
            if matters and path.is_dir():
                return ""
            content = path.read_bytes() if matters and path.is_file() else b""
            whole.update(f"{name}\0{_digest(content)}\n".encode())
    return whole.hexdigest()


def _stat(path: Path) -> str:
    """Stands for the content of a staged file; staging leaves a file alone unless its content changes."""
    return "-".join(map(str, identity(path.stat())))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
