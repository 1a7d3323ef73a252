"""Makes the file of one job: the largest letters with which it fits its pages, or a book that flows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import typst

from generator import chapters, ebook
from generator.prints.job import FLOWING, Fit, Job

STEP = 0.25  # points
STANDARD: Literal["ua-1"] = "ua-1"  # accessible PDF; the compiler refuses what breaks it


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job has no file.

    Args:
        message: What is wrong.
        full: Whether there is just too much on it; otherwise the typesetter refused it, which a check should have.
    """

    message: str
    full: bool


def print_job(job: Job) -> bytes | Failed:
    """Print a job with the first fit that holds it; a job without paper is a book that flows, and pandoc's.

    A job that asks is not printed: its answer is returned, as JSON.
    """
    try:
        if job.paper == FLOWING:
            return chapters.converted(job.source) if job.asks else ebook.write(job.source, job.answers)
        if job.asks:
            return _asked(job, job.asks, job.fits[0].smallest).encode()
        for fit in job.fits:
            size = _largest(job, fit)
            if size is not None:
                return _compiled(job, size)
    except ChildProcessError as error:
        return Failed(f"pandoc refuses it: {error.strerror}", full=False)
    except RuntimeError as error:  # what `query` raises; `compile` raises a subclass of it
        return Failed(f"Typst refuses it: {' '.join(str(error).split())[:300]}.", full=False)
    last = job.fits[-1]
    over = _pages(job, last.smallest)
    return Failed(f"it takes {over} pages at {last.smallest} points, {last.pages} at most.", full=True)


def _largest(job: Job, fit: Fit) -> float | None:
    """The largest size that keeps to the pages of a fit, by halving; None if even the smallest does not."""
    if fit.smallest == fit.largest and fit.pages > 1_000:
        return fit.smallest
    if _pages(job, fit.smallest) > fit.pages:
        return None
    low, high = 0, round((fit.largest - fit.smallest) / STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if _pages(job, fit.smallest + middle * STEP) <= fit.pages:
            low = middle
        else:
            high = middle - 1
    return fit.smallest + low * STEP


def _inputs(job: Job, size: float) -> dict[str, str]:
    return {"paper": job.paper, "size": f"{size:g}", "sizes": job.answers}


def _pages(job: Job, size: float) -> int:
    return int(json.loads(_asked(job, "<pages>", size)))


def _asked(job: Job, label: str, size: float) -> str:
    """The value that a document has under a label, as JSON."""
    return typst.query(
        job.source.encode(),
        label,
        field="value",
        one=True,
        ignore_system_fonts=True,
        sys_inputs=_inputs(job, size),
    )


def _compiled(job: Job, size: float) -> bytes:
    return typst.compile(
        job.source.encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=_inputs(job, size),
        pdf_standards=[STANDARD],
        timestamp=0,
    )
