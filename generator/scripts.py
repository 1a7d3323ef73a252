"""Bundles the site's own scripts: small modules in `web/`, and what they import from npm packages, into one file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.offline import WORKER
from generator.problems import DataError, Problem

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


def files(root: Path) -> dict[str, str | bytes]:
    """Everything under `docs/` that a bundler makes.

    Raises:
        DataError: The bundler is not installed, or a script has a mistake.
    """
    bundler = _bundler(root)
    return {f"docs/{name}": _bundle(bundler, _WEB / entry) for name, entry in BUNDLES.items()}


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
        raise DataError([Problem(f"generator/web/{entry.name}", 1, "LB106", f"{message}.", "Correct the script.")])
    return done.stdout
