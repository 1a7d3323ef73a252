"""Draws Typst sources as SVG in a process of its own, with little time and memory: run by `drawing`, never imported.

Reads a JSON object {"prelude": text, "figures": [text, …]} and writes one JSON line a figure, so that the reader of
a run that was cut short knows which figure did it.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from typing import Any

import typst

SECONDS = 2  # of one figure; a usual one takes a hundredth of one
MEMORY = 1_000_000_000  # bytes that can be written to
SPACE = 4_000_000_000  # of addresses, most of which are never touched: all that some systems limit
HEAD = '#import "/prelude.typ": *; #show: sheet; '  # on the figure's first line, so that its line numbers stay


def main() -> None:
    """Draw every figure of the order on standard input."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    for source in order["figures"]:
        _allow_seconds()
        sys.stdout.write(json.dumps(_draw(order["prelude"], source)) + "\n")
        sys.stdout.flush()


def _allow_seconds() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _draw(prelude: str, source: str) -> dict[str, object]:
    files: Any = {"main.typ": (HEAD + source).encode(), "prelude.typ": prelude.encode()}  # its types miss this form
    try:
        drawn = typst.compile(files, root=".", format="svg", ignore_system_fonts=True)
    except typst.TypstError as error:
        return {"line": _line(error.diagnostic), "message": error.message}
    pages = drawn if isinstance(drawn, list) else [drawn]
    return {"pages": [page.decode() for page in pages]}


def _line(diagnostic: str) -> int:
    """The last line of the figure that the message goes through: where it called what failed."""
    lines = re.findall(r"main\.typ:(\d+):", diagnostic)
    return int(lines[-1]) if lines else 1


if __name__ == "__main__":
    main()
