"""Styles, scripts and fonts: ours from the package, others' from their npm packages at build time."""

from __future__ import annotations

from pathlib import Path

from generator.files import Cache
from generator.fonts import Characters, Face, cut
from generator.problems import DataError, Problem

_OWN = Path(__file__).parent / "assets"
_STYLES = ("loopbook.css", "contribute.css", "figures.css", "search.css", "sheets.css")
"""Styles of every page, one file for readers: each further one is another request before anything is drawn."""
# Where the site finds a font → what it is cut from.
FONTS = {
    "text.woff2": Face("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
    "text-italic.woff2": Face("@fontsource-variable/inter/files/inter-latin-wght-italic.woff2"),
    "display.woff2": Face("@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2"),
    "display-italic.woff2": Face("@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2"),
    "math.woff2": Face("@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff", None, math=True),
}


def files(root: Path, wanted: Characters) -> dict[str, str | bytes]:
    """Everything under `docs/assets/`.

    Args:
        root: Folder with `node_modules` and `build`.
        wanted: The characters that pages show; the fonts are cut to these.

    Raises:
        DataError: The npm packages are not installed.
    """
    found: dict[str, str | bytes] = {
        f"docs/assets/{path.name}": path.read_bytes()
        for path in sorted(_OWN.iterdir())
        if path.is_file() and path.name not in _STYLES
    }
    found[f"docs/assets/{_STYLES[0]}"] = b"\n".join((_OWN / name).read_bytes() for name in _STYLES)
    cache = Cache(root / "build" / "cache")
    for name, face in FONTS.items():
        found[f"docs/assets/fonts/{name}"] = cut(_whole(root, face), face, wanted, cache)
    return found


def _whole(root: Path, face: Face) -> bytes:
    path = root / "node_modules" / face.package_file
    if not path.is_file():
        message = f"The font {face.package_file} is not installed."
        raise DataError([Problem("package.json", 1, "LB106", message, "Run “make install”.")])
    return path.read_bytes()
