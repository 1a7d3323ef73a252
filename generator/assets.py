"""Styles, scripts and fonts: ours from the package, others' from their npm packages at build time."""

from __future__ import annotations

from pathlib import Path

from generator.problems import DataError, Problem

_OWN = Path(__file__).parent / "assets"
# Where the site finds a font → the file of an npm package that carries it.
FONTS = {
    "text.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "text-italic.woff2": "@fontsource-variable/inter/files/inter-latin-wght-italic.woff2",
    "display.woff2": "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
    "display-italic.woff2": "@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2",
    "math.woff2": "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2",
}


def files(root: Path) -> dict[str, str | bytes]:
    """Everything under `docs/assets/`.

    Raises:
        DataError: The npm packages are not installed.
    """
    found: dict[str, str | bytes] = {
        f"docs/assets/{path.name}": path.read_bytes() for path in sorted(_OWN.iterdir()) if path.is_file()
    }
    for name, package_file in FONTS.items():
        path = root / "node_modules" / package_file
        if not path.is_file():
            raise DataError(
                [
                    Problem(
                        "package.json", 1, "LB106", f"The font {package_file} is not installed.", "Run “make install”."
                    )
                ]
            )
        found[f"docs/assets/fonts/{name}"] = path.read_bytes()
    return found
