"""Bundles the site's own scripts: small modules in `web/`, and what they import from npm packages, into one file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.problems import DataError, Problem

_WEB = Path(__file__).parent / "web"
# What browsers of the last three years can run.
_OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--legal-comments=none", "--log-level=error")
BUNDLES = {
    "search.js": "search.js",
    "due.js": "practice/due.js",
    "practice.js": "practice/practice.js",
    "mock.js": "practice/mock.js",
    "plan.js": "practice/plan.js",
    "stories.js": "practice/stories.js",
}


def files(root: Path) -> dict[str, str | bytes]:
    """Everything under `docs/assets/` that a bundler makes.

    Raises:
        DataError: The bundler is not installed, or a script has a mistake.
    """
    bundler = _bundler(root)
    return {f"docs/assets/{name}": _bundle(bundler, _WEB / entry) for name, entry in BUNDLES.items()}


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
