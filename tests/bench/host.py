"""Serves a folder the way a static host does: packed with gzip, with a length, kept for ten minutes.

It never answers "not modified": that goes by whole seconds in the standard library's server, which so hides a file that
was written anew within one.
"""

from __future__ import annotations

import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

PACKED_ALREADY = {".woff2", ".png", ".zip", ".apkg", ".pdf", ".epub"}


def sent(path: Path) -> bytes:
    """What travels for a file; a folder stands for its page."""
    file = path / "index.html" if path.is_dir() else path
    content = file.read_bytes()
    return content if file.suffix in PACKED_ALREADY else gzip.compress(content, 6, mtime=0)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path

    def send_head(self) -> io.BytesIO | None:
        path = self.folder / unquote(self.path.partition("?")[0].lstrip("/"))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return None
        body = sent(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix not in PACKED_ALREADY:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    handler = type("Handler", (_Handler,), {"folder": folder})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
