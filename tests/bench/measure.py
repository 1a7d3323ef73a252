"""Runs a program and says what it took: CPU of the whole tree of processes, peak memory of the largest."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_FOREIGN = {"PYTHONDONTWRITEBYTECODE"}  # would make each start of a program that isn't installed compile it


class CommandError(Exception):
    """A measured program failed; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    cpu: float
    memory: float

    def as_dict(self) -> dict[str, float]:
        """For JSON."""
        return asdict(self)


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], limit: float) -> Cost:
    """Run to the end.

    Raises:
        CommandError: It failed, or took longer than `limit` seconds.
    """
    log = folder / "bench.log"
    inherited = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env={**inherited, **environment}, stdout=out, stderr=out, start_new_session=True
        )
        killer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        killer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:  # whoever ends the bench ends what it runs
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL:
        raise CommandError(f"stopped after {limit:.0f} s")
    if process.returncode:
        raise CommandError(log.read_text("utf-8", "replace")[-300:].strip())
    return _cost(used)


def _cost(used: resource.struct_rusage) -> Cost:
    return Cost(round(used.ru_utime + used.ru_stime, 2), round(used.ru_maxrss / 1024, 1))


def size(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)
