"""Runs work, such as a pytest session, in a child of this process, which has loaded everything before."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Sequence

import pytest

CPU_SECONDS = 60  # a mutant that takes longer hangs
PATIENCE = 600  # seconds of the clock, for one that waits
MEMORY = 8_000_000_000  # bytes; one that asks for more grows without end
OPTIONS = ("-q", "--no-header", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=failed")


def in_a_fork(work: Callable[[], int], limited: bool = True) -> int:
    """Exit code of `work`, run in a child without a terminal; negative if a signal ended it."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        quiet = os.open(os.environ.get("MUTATION_LOG", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if limited:
            signal.alarm(PATIENCE)
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, resource.RLIM_INFINITY))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def run_pytest(files: Sequence[str], plugin: object, *options: str) -> int:
    """Exit code of a session with a plugin of ours."""
    rewriting = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of what was loaded before pytest could see it
    return pytest.main([*OPTIONS, *rewriting, *options, *files], [plugin])
