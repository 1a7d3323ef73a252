"""Knows which staged files are still right, by hashes of what they were made from, so that only the others are made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.fonts import Characters, characters
from generator.identity import Stamp, stamp
from generator.store import Store

Files = dict[str, str | bytes]
_PARTS, _ROWS = "staged", "rows"


@dataclass(frozen=True, slots=True)
class _Part:
    """Files that are made together, and the hash of what they are made from."""

    key: bytes
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A staged file: what it looks like from outside, and the characters it needs from the fonts."""

    stamp: Stamp
    text: str
    math: str


class Staged:
    """What an earlier build staged, and what this one does.

    Args:
        folder: Where the site's source is put together.
        store: What earlier builds left; None to make everything anew.
        common: What everything is made from.
        beside: What else those files are made from that show no answer.
    """

    def __init__(
        self, folder: Path = Path(), store: Store | None = None, common: Iterable[bytes] = (), beside: bytes = b""
    ) -> None:
        self._folder, self._store = folder, store
        # As a hash: it is part of every key, and as long as the list of all questions.
        self._common, self._beside = hashlib.sha256(b"\0".join(common)).digest(), beside
        parts, files = (store and store.get(_PARTS)) or ({}, {})
        self._parts_before = {name: _Part(*part) for name, part in parts.items()}
        self._files_before = {name: _File(*file) for name, file in files.items()}
        made_with, rows = (store and store.get(_ROWS)) or (b"", {})
        self._rows_before: dict[str, tuple[bytes, str]] = rows if made_with == self._common else {}
        self._parts: dict[str, _Part] = {}
        self._files: dict[str, _File] = {}
        self._rows: dict[str, tuple[bytes, str]] = {}
        self._needs: dict[str, Characters] = {}

    @property
    def kept(self) -> frozenset[str]:
        """Files that stay as they stand."""
        return frozenset(self._files)

    def has(self, names: tuple[str, ...], made_from: Iterable[bytes]) -> bool:
        """Whether files stand as they would be made; if so they stay, if not it is for the caller to make them."""
        part = self._parts[names[0]] = _Part(self._key(names[0], made_from), names)
        return self._stays(part, self._parts_before.get(names[0]))

    def files(self, name: str, make: Callable[[], Files]) -> Files:
        """Files that show no answer, and whose names only their maker knows; none if all stay as they stand."""
        key, before = self._key(name, [self._beside]), self._parts_before.get(name)
        if before and self._stays(_Part(key, before.names), before):
            self._parts[name] = before
            return {}
        made = make()
        self._parts[name] = _Part(key, tuple(made))
        return dict(made)

    def row(self, name: str, made_from: bytes, make: Callable[[], str]) -> str:
        """A piece of a larger file."""
        before = self._rows_before.get(name)
        row = self._rows[name] = before if before and before[0] == made_from else (made_from, make())
        return row[1]

    def _key(self, name: str, made_from: Iterable[bytes]) -> bytes:
        return hashlib.sha256(b"\0".join((name.encode(), self._common, *made_from))).digest()

    def _stays(self, part: _Part, before: _Part | None) -> bool:
        if part != before or not all(self._stands(name) for name in part.names):
            return False
        self._files |= {name: self._files_before[name] for name in part.names}
        return True

    def _stands(self, name: str) -> bool:
        known = self._files_before.get(name)
        try:
            return known is not None and stamp(f"{self._folder}/{name}") == known.stamp
        except (FileNotFoundError, NotADirectoryError):
            return False

    def characters(self, made: Mapping[str, str | bytes]) -> Characters:
        """The characters that the fonts need for all pages: those made now and those that stay."""
        self._needs = {name: characters([_text(made[name])]) for name in made if name.endswith((".md", ".json"))}
        made_now, kept = self._needs.values(), self._files.values()
        return Characters(
            # Of what stays, each text once: most pages need the same characters.
            frozenset().union(*(each.text for each in made_now), *{file.text for file in kept}),
            frozenset().union(*(each.math for each in made_now), *{file.math for file in kept}),
        )

    def save(self, made: Mapping[str, str | bytes]) -> None:
        """Keep what was made, now that it is written."""
        if self._store is None:
            return
        names = {name for part in self._parts.values() for name in part.names}
        for name in names & made.keys():
            needs = self._needs.get(name, Characters(frozenset(), frozenset()))
            text, math = "".join(sorted(needs.text)), "".join(sorted(needs.math))
            self._files[name] = _File(stamp(self._folder / name), text, math)
        if (self._parts, self._files) != (self._parts_before, self._files_before):
            parts = {name: (part.key, part.names) for name, part in self._parts.items()}
            files = {name: (file.stamp, file.text, file.math) for name, file in self._files.items()}
            self._store.put(_PARTS, (parts, files))
        if self._rows != self._rows_before:
            self._store.put(_ROWS, (self._common, self._rows))


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode("utf-8", "replace")
