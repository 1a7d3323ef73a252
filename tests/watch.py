"""Watches what code that reads strangers' text does: files, programs, hosts, memory, and time with all it starts."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

MEMORY = 1_000_000_000  # bytes for one record, beyond what the process had before
WORKER = str(ROOT / "generator" / "typesetter.py")  # draws figures, and limits itself
# What code reads of its own, and the empty folder in which figures are drawn.
PLACES = (ROOT / "generator", ROOT / ".venv", sys.prefix, sys.base_prefix, Path(tempfile.gettempdir()) / "tmp")
OURS = tuple(os.path.realpath(place) for place in PLACES)
STARTS = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn")
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.Request")
_watching: list[tuple[str, list[str]]] = []


def spent() -> float:
    """Seconds of processor time that this process and the programs it has waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # finer than os.times
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def watched(data: Path) -> Iterator[list[str]]:
    """Within 1 GB, and with a list of what was opened outside a bank or asked of the network."""
    strays: list[str] = []
    with _little_memory():
        _watching.append((os.path.realpath(data), strays))
        try:
            yield strays
        finally:
            _watching.pop()


@contextmanager
def _little_memory() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    if status := _status():
        resource.setrlimit(resource.RLIMIT_AS, (status + MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _status() -> int:
    """Bytes of memory this process has asked for; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmSize:"))


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    data, strays = _watching[-1]
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        # Of a syntax error Python shows the line, and looks for it in a file of this name even when there is none.
        if path != os.path.realpath("<unknown>") and not path.startswith((data, *OURS)):
            strays.append(f"open {path}")
    elif event == "subprocess.Popen":
        strays += [] if _ours(arguments) else [f"run {arguments[0]!s}"]
    elif event in NETWORK or event in STARTS:
        strays.append(event)


def _ours(arguments: tuple[object, ...]) -> bool:
    """Whether a program is one of the two that a check runs: pandoc in its sandbox, and the worker that draws."""
    program, words = arguments[:2]
    command = [os.fsdecode(word) for word in words]  # type: ignore[attr-defined]
    if command[:3] == [sys.executable, "-I", WORKER]:
        return True
    return Path(os.fsdecode(program)).name == "pandoc" and command[1] == "--sandbox"  # type: ignore[arg-type]


sys.addaudithook(_hook)
