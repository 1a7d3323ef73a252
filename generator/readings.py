"""Readings of entries that had no problem, kept from one build to the next, so that only what changed is parsed again.

A file is taken for the same as git does it: by size, inode and both times, and where these differ by its bytes. What is
kept of an entry is all but its answer; that is parsed anew when somebody looks at it.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from generator.allowed import Link
from generator.identity import Stamp
from generator.packing import pack, unpack
from generator.placing import Placement
from generator.prose import Prose, Section
from generator.store import Store

Facts = tuple[Any, ...]
_NAME = "readings"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a file without looking into it.

    Args:
        stamp: Size, inode and times of the file.
        text: Hash of its text.
        says: Hash of what pages of other entries may show of it.
        judged: Hash of what rules about the whole bank look at.
        facts: Values, lines, and what `Prose` knows beside tokens, as marshal writes them.
    """

    stamp: Stamp
    text: bytes
    says: bytes
    judged: bytes
    facts: bytes


@dataclass(frozen=True, slots=True)
class Readings:
    """All readings of a bank.

    Args:
        files: Readings by file.
        sound: Hashes of what the rules found nothing wrong with; the second, where it was looked at for paper too.
    """

    files: Mapping[str, Reading]
    sound: tuple[bytes, bytes] = (b"", b"")

    def known_sound(self, judged: bytes, printing: bool) -> bool:
        """Whether the rules have seen just this and found nothing."""
        return judged == self.sound[1] or (judged == self.sound[0] and not printing)

    def judged_sound(self, judged: bytes, printing: bool) -> Readings:
        """The same, with what the rules have found nothing wrong with."""
        return Readings(self.files, (judged, judged if printing else self.sound[1]))


class KeptProse(Prose):
    """The body of an entry that was judged before: parsed only if somebody looks at it."""

    __slots__ = ("_parse", "_parsed")
    _parse: Callable[[], Prose]
    _parsed: Prose | None

    def __init__(self, facts: Facts, parse: Callable[[], Prose]) -> None:
        line, links, figures, formulas, signs, follow_ups, size = facts
        known = {
            "line": line,
            "links": tuple(Link(*link) for link in links),
            "figures": tuple(Placement(*figure) for figure in figures),
            "formulas": formulas,
            "signs": signs,
            "follow_ups": follow_ups,
            "size": size,
            "_parse": parse,
            "_parsed": None,
        }
        for name, value in known.items():
            object.__setattr__(self, name, value)

    @property
    def lead(self) -> tuple[Token, ...]:
        """As in `Prose`."""
        return self._whole().lead

    @property
    def sections(self) -> tuple[Section, ...]:
        """As in `Prose`."""
        return self._whole().sections

    def _whole(self) -> Prose:
        parsed = self._parsed or self._parse()
        object.__setattr__(self, "_parsed", parsed)
        return parsed


def text_hash(text: str) -> bytes:
    """The hash a reading knows a file by."""
    return hashlib.sha256(text.encode()).digest()


def make_reading(
    cls: type, mark: Stamp, text: bytes, values: Mapping[str, Any], lines: Mapping[str, int], prose: Prose, whole: bool
) -> Reading:
    """What to keep of a file that had no problem; `whole` if pages of other entries may show its prose too."""
    said = pack(cls, values)
    links = tuple((link.href, link.line) for link in prose.links)
    figures = tuple((place.id, place.href, place.alt, place.line) for place in prose.figures)
    body = (prose.line, links, figures, prose.formulas, prose.signs, prose.follow_ups, prose.size)
    # Without lines: a word more in an answer moves what stands below it and changes nothing in the judgment.
    hrefs, shown = [href for href, _ in links], [figure[:3] for figure in figures]
    looked_at = (hrefs, shown, [formula[1:] for formula in prose.formulas], [sign for _, sign in prose.signs])
    says = text if whole else _hash((said, prose.follow_ups))
    return Reading(mark, text, says, _hash((said, looked_at)), marshal.dumps((said, dict(lines), body)))


def _hash(value: Any) -> bytes:
    # Version 0: later ones write a text in another way once something else in the process has the same.
    return hashlib.sha256(marshal.dumps(value, 0)).digest()


def unpacked(reading: Reading, cls: type) -> tuple[dict[str, Any], dict[str, int], Facts]:
    """The values and their lines, as they were read from the front matter, and what `KeptProse` takes."""
    said, lines, body = marshal.loads(reading.facts)  # noqa: S302  (the store has compared a checksum)
    unpack(cls, said)
    return said, lines, body


def load_readings(store: Store | None, data: Path) -> Readings:
    """What an earlier look at the same bank left."""
    place, rows, sound = (store and store.get(_NAME)) or ("", {}, (b"", b""))
    if place != data.as_posix():
        return Readings({})
    return Readings({path: Reading(*row) for path, row in rows.items()}, sound)


def save_readings(store: Store | None, data: Path, before: Readings, now: Readings) -> None:
    """Keep readings for the next build, if there is anything new in them."""
    if store and before != now:
        rows = {path: (r.stamp, r.text, r.says, r.judged, r.facts) for path, r in now.files.items()}
        store.put(_NAME, (data.as_posix(), rows, now.sound))
