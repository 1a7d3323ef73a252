"""What the service worker keeps: the pages that work without a connection, and whatever they load."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

WORKER = "sw.js"  # at the site's root: a worker sees only what lies beside or under it
_LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^":]+\.(?:css|js|svg|woff2))"')
_FROM_SCRIPTS = ("assets/practice/guide.json", "assets/fonts/*.woff2")  # what no page names, but its script or style


def with_list(site: Path, pages: Iterable[str]) -> bytes:
    """The service worker with its list of files, and a version that follows from their bytes.

    Args:
        site: The finished site.
        pages: Folders of the pages, such as `practice`.

    Returns:
        The whole script; one byte of it or of a file it names makes it another version.
    """
    code = (site / WORKER).read_bytes()
    names = sorted(_files(site, pages))
    digest = hashlib.sha256(code)
    for name in names:
        path = site / name
        digest.update(hashlib.sha256((path / "index.html" if path.is_dir() else path).read_bytes()).digest())
    found = {"version": digest.hexdigest()[:16], "files": names}
    return f"self.LOOPBOOK={json.dumps(found, separators=(',', ':'))};\n".encode() + code


def _files(site: Path, pages: Iterable[str]) -> set[str]:
    found = {path.relative_to(site).as_posix() for pattern in _FROM_SCRIPTS for path in site.glob(pattern)}
    for page in pages:
        html = (site / page / "index.html").read_text(encoding="utf-8")
        found |= {f"{page}/", *(posixpath.normpath(f"{page}/{name}") for name in _LOADED.findall(html))}
    return found
