"""The only module that writes: files where they changed, whole trees in one step, results worth keeping."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.identity import all_names, identities, identity

_RENAME_EXCHANGE = 2  # renameat2(2)
_RENAME_SWAP = 2  # renamex_np(2), macOS
_AT_FDCWD = -100
_DIGEST = hashlib.sha256().digest_size


def write_tree(root: Path, files: Mapping[str, str | bytes], kept: Set[str] = frozenset()) -> int:
    """Make `root` hold exactly `files`, and those of `kept` as they are: write what changed, remove what is stale.

    Files that did not change are left alone, so that a builder that watches the folder stays quiet.

    Returns:
        How many files were written or removed.
    """
    wanted = files.keys() | kept
    changed = _remove(root, [name for name in all_names(root) if name not in wanted])
    for name, text in files.items():
        path, content = root / name, text.encode() if isinstance(text, str) else text  # all at once would be twice
        if not _holds(path, content):
            write_file(path, content)
            changed += 1
    return changed


def _remove(root: Path, names: Collection[str]) -> int:
    """Delete files, and the folders that are empty then."""
    for name in names:
        (root / name).unlink()
    for folder, _, _ in os.walk(root, topdown=False) if names else ():
        path = Path(folder)
        if path != root and not any(path.iterdir()):
            path.rmdir()
    return len(names)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Cache:
    """Results of earlier builds by the hash of what they were made from; never needed for a right one.

    Args:
        folder: Where they are kept; it may be deleted at any time.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; an entry that isn't what was put there is thrown away."""
        path = self.folder / key
        try:
            digest, content = (whole := path.read_bytes())[:_DIGEST], whole[_DIGEST:]
        except FileNotFoundError:
            return None
        if hashlib.sha256(content).digest() == digest:
            return content
        path.unlink(missing_ok=True)
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a result."""
        write_file(self.folder / key, hashlib.sha256(content).digest() + content)


Known = dict[str, tuple[str, int, int, int]]  # by name: what a file was made from, and its identity


def renew_tree(root: Path, last: Path, keys: Mapping[str, str], make: Callable[[str], bytes], known: Known) -> Known:
    """Make `root` hold exactly the files of `keys`, at the cost of those that changed.

    A file that is as `known` says, here or in `last`, and was made from the same, is kept or linked, not made again.

    Args:
        root: The folder; no one may be reading it.
        last: A tree of the same kind, or nothing; it is only linked to.
        keys: By name, what stands for all that a file is made from.
        make: The content of a file.
        known: What the last call returned.

    Returns:
        What is known of the files now.
    """
    there = dict(identities(root))
    _remove(root, there.keys() - keys.keys())
    twins = dict(identities(last))
    folders: set[str] = set()
    now: Known = {}
    for name, key in keys.items():
        fact = known.get(name, ("", 0, 0, 0))
        same = fact[0] == key
        if not same or there.get(name) != fact[1:]:
            path, folder = root / name, name.rpartition("/")[0]
            if name in there:
                path.unlink()
            elif folder not in folders:
                (root / folder).mkdir(parents=True, exist_ok=True)
                folders.add(folder)
            twin = last / name if same and twins.get(name) == fact[1:] else None
            if not (twin and _linked(path, twin)):
                path.write_bytes(twin.read_bytes() if twin else make(name))
                fact = (key, *identity(path.stat()))
        now[name] = fact
    return now


def link_tree(root: Path, last: Path) -> None:
    """Give files of `last` a second name under `root`, which holds nothing yet: all of them, or as many as can be."""
    with suppress(OSError):
        for name in all_names(last):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.hardlink_to(last / name)


def _linked(path: Path, twin: Path) -> bool:
    """Make a file another name of its twin, if the disk has such."""
    try:
        path.hardlink_to(twin)
    except OSError:
        return False
    return True


def publish(fresh: Path, place: Path) -> None:
    """Put the folder `fresh` in the place of `place` in one step; what was there is in `fresh` then.

    A build that is killed leaves the old folder whole or the new one whole, never a mixture.
    """
    if place.exists():
        _exchange(fresh, place)
    else:
        fresh.rename(place)


def _exchange(a: Path, b: Path) -> None:
    """Swap two folders atomically, by the system call that exists for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        failed = libc.renamex_np(os.fsencode(a), os.fsencode(b), ctypes.c_uint(_RENAME_SWAP))
    else:
        failed = libc.renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), ctypes.c_uint(_RENAME_EXCHANGE))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(b))


def remove(folder: Path) -> None:
    """Delete a folder if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def move_file(path: Path, place: Path) -> None:
    """Give a file another name; its old folder goes if nothing is left in it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    path.rename(place)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
