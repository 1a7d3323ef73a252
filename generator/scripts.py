"""Bundles the site's own scripts: small modules in `web/`, and what they import from npm packages, into one file."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from generator.offline import WORKER
from generator.problems import DataError, Problem
from generator.store import Store

_NAME = "scripts"
_WEB = Path(__file__).parent / "web"
# What browsers of the last three years can run.
_OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--legal-comments=none", "--log-level=error")
BUNDLES = {
    "assets/search.js": "search.js",
    "assets/due.js": "practice/due.js",
    "assets/practice.js": "practice/practice.js",
    "assets/mock.js": "practice/mock.js",
    "assets/plan.js": "practice/plan.js",
    "assets/stories.js": "practice/stories.js",
    WORKER: "worker.js",
}


def files(root: Path, store: Store | None = None) -> dict[str, str | bytes]:
    """Everything under `docs/` that a bundler makes.

    Args:
        root: Folder with `node_modules`.
        store: What earlier builds left.

    Raises:
        DataError: The bundler is not installed, or a script has a mistake.
    """
    # Our own scripts are among the tools that a store goes by; this says which packages they find.
    packages = root / "node_modules" / ".package-lock.json"
    key = hashlib.sha256(packages.read_bytes()).digest() if packages.is_file() else b""
    made_from, made = (store and store.get(_NAME)) or (b"", {})
    if not key or made_from != key:
        bundler = _bundler(root)
        made = {f"docs/{name}": _bundle(bundler, _WEB / entry) for name, entry in BUNDLES.items()}
        if store and key:
            store.put(_NAME, (key, made))
    return dict(made)


def _bundler(root: Path) -> Path:
    """The native program: its npm package brings one for this machine, and needs no Node to run it."""
    found = sorted((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    if not found:
        hint = "Run “make install”."
        raise DataError([Problem("package.json", 1, "LB106", "The bundler esbuild is not installed.", hint)])
    return found[0].absolute()


def _bundle(bundler: Path, entry: Path) -> bytes:
    done = subprocess.run([bundler, entry.name, *_OPTIONS], cwd=entry.parent, env={}, capture_output=True, check=False)
    if done.returncode:
        message = " ".join(done.stderr.decode().split())
        raise DataError([Problem(f"generator/web/{entry.name}", 1, "LB510", f"{message}.", "Correct the script.")])
    return done.stdout
