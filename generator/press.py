"""Prints jobs in several processes at once; what has been printed before comes from a cache.

A job's key is everything its file depends on, our code and the installed packages too, so an unchanged sheet is never
printed again and a cache can be shared.
Each entry carries a checksum: one that was cut short or damaged is thrown away and printed anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from generator.builders import BuildError, Report
from generator.files import Cache, write_tree
from generator.fitting import Failed, print_job
from generator.prints.job import Job
from generator.problems import DataError, Problem
from generator.tools import tools


class PressError(BuildError):
    """Something could not be printed although the bank is sound: a mistake of ours, not of the data."""


_FEW = 8


def press(jobs: Sequence[Job], cache: Path, report: Report) -> dict[str, bytes]:
    """Print jobs.

    Args:
        jobs: What to print.
        cache: Folder that holds what was printed before; left with exactly these jobs.
        report: Told how far the work is.

    Returns:
        The files, by name.

    Raises:
        DataError: Naming every job that does not fit its pages.
        PressError: The typesetter or pandoc refused a job, or was ended from outside.
    """
    store = Cache(cache)
    asking = list(dict.fromkeys(each for job in jobs for each in job.needs))
    answers = _made(asking, store, lambda _: None)
    ready = [_answered(job, answers) for job in jobs]
    done = _made(ready, store, report)
    write_tree(cache, {}, kept={_key(job) for job in (*asking, *ready)})
    return {name: content for job in jobs for name, content in job.files(done[job.name]).items()}


def _answered(job: Job, answers: Mapping[str, bytes]) -> Job:
    """A job with what it asked for."""
    return replace(job, needs=(), answers=json.dumps({each.name: json.loads(answers[each.name]) for each in job.needs}))


def _made(jobs: Sequence[Job], store: Cache, report: Report) -> dict[str, bytes]:
    """What each job makes, by its name; from the cache where it is there."""
    done = {job.name: found for job in jobs if (found := store.get(_key(job))) is not None}
    waiting = [job for job in jobs if job.name not in done]
    total, new = _count(jobs), _count(waiting)
    report(f"Printing {total} files: {total - new} are in the cache, {new} are new or changed.")
    problems: list[Problem] = []
    for number, (job, result) in enumerate(_printed(waiting), 1):
        if isinstance(result, Failed):
            problems.append(_problem(job, result))
            continue
        done[job.name] = result
        store.put(_key(job), result)
        report(f"  {number}/{len(waiting)} {job.name}")
    if problems:
        raise DataError(sorted(set(problems)))
    return done


def _count(jobs: Sequence[Job]) -> int:
    return sum(len(job.parts) or 1 for job in jobs)


def _printed(jobs: Sequence[Job]) -> Iterator[tuple[Job, bytes | Failed]]:
    """Jobs with what they make, as it gets ready; one alone is not worth a process, nor are a few that only ask."""
    if len(jobs) < (_FEW if all(job.asks for job in jobs) else 2):
        yield from ((job, print_job(job)) for job in jobs)
        return
    # Fresh processes: a fork would copy the compiler's threads in an unknown state.
    with ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(print_job, job): job for job in jobs}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                raise PressError("A process that prints was ended from outside; is there enough memory?") from None


def _key(job: Job) -> str:
    parts = (tools().hex(), job.paper, repr(job.fits), job.asks, job.answers, job.source)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _problem(job: Job, failed: Failed) -> Problem:
    if not failed.full:
        raise PressError(f"{job.name} can't be printed: {failed.message}")
    hint = "Shorten its longest parts, or split the topic."
    return Problem(job.path, 1, "LB801", f"{job.name} is too full: {failed.message}", hint)
