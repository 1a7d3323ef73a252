"""Runs pandoc, which converts formulas for paper and writes the book for readers of electronic paper."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

# The same bytes on every run and every machine: no clock, and no settings of the user.
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}

Node = dict[str, Any]
"""A node of pandoc's own format, in JSON: `t` is its name, `c` its content."""


def convert(blocks: list[Node], target: str, *options: str, meta: Node | None = None) -> bytes:
    """Write blocks of pandoc's own format as something else.

    Args:
        blocks: The document.
        target: The format to write.
        options: More options of pandoc.
        meta: Title and the like, as pandoc's own values.

    Raises:
        ChildProcessError: pandoc refuses it, with what it said.
    """
    document = {"pandoc-api-version": _version(), "meta": meta or {}, "blocks": blocks}
    return _run(json.dumps(document), "--from=json", f"--to={target}", "--output=-", *options)


def math(tex: str, display: bool) -> Node:
    """A formula as a node."""
    return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}


@cache
def _version() -> list[int]:
    """The version of the format that this pandoc reads, as it says itself."""
    found: list[int] = json.loads(_run("", "--from=markdown", "--to=json"))["pandoc-api-version"]
    return found


def _run(text: str, *options: str) -> bytes:
    import pypandoc  # type: ignore[import-untyped]  # slow to import, and most builds print nothing

    # The one that is installed with us: another on the path could make other bytes, and no key of a cache would know.
    program = str(Path(pypandoc.__file__).parent / "files" / "pandoc")
    done = subprocess.run(
        [program, "--sandbox", *options], input=text.encode(), capture_output=True, env=_ENVIRONMENT, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:300] or f"it ended with {done.returncode}"
        raise ChildProcessError(done.returncode, said, "pandoc")
    return done.stdout
