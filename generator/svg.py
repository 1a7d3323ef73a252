"""Makes a drawing fit to be shown: allow-listed, small, in the palette's colors, for light and for dark pages."""

from __future__ import annotations

import re
from xml.etree import ElementTree

MAX_CHARACTERS = 80_000
MAX_WIDTH = 400  # points: wider than that can't be read on a phone
ENLARGED = 1.4  # of points, where there is room

# The palette: a color on light paper, as the drawing kit writes it → the same in the dark, as the styles have it.
PALETTE = {
    "#1d2326": "#e9e6de",
    "#545e61": "#a9b1b0",
    "#e3dccf": "#323b3e",
    "#0b5d5a": "#7fd1c2",
    "#a63f1f": "#f0a183",
    "#6f2c6b": "#dda6d9",
    "#7a5200": "#e6c170",
    "#fbf8f2": "#14181a",
}
_URI = "http://www.w3.org/2000/svg"
_NAMESPACE = f"{{{_URI}}}"
_PAINTS = ("fill", "stroke")
_ATTRIBUTES = {
    "svg": {"viewBox", "width", "height"},
    "g": {"transform", "clip-path", "fill"},
    "defs": set[str](),
    "clipPath": {"id"},
    "symbol": {"id", "overflow"},
    "use": {"href", "x", "y", "fill", "fill-rule", "stroke", "stroke-width", "transform"},
    "path": {
        "d",
        "transform",
        "fill",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
    },
}
# What holds anyway, and would be half of the drawing.
_DEFAULTS = {
    ("fill-rule", "nonzero"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-miterlimit", "4"),
    ("stroke-dashoffset", "0"),
    ("x", "0"),
    ("y", "0"),
}
_VALUE = re.compile(r"[\w .,#()+%-]*", re.ASCII)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def clean(drawing: str) -> str:
    """Check a drawing and rewrite it.

    Args:
        drawing: SVG as the typesetter wrote it.

    Returns:
        A file of its own, in the colors of a light page.

    Raises:
        ValueError: It holds what may not be shown; the message says what.
    """
    root = ElementTree.fromstring(drawing)  # noqa: S314  (our own typesetter wrote it)
    for group in root.iter(f"{_NAMESPACE}g"):
        _hoist_fill(group)
    if float(root.get("width", "0").removesuffix("pt")) > MAX_WIDTH:
        raise ValueError(f"it is wider than {MAX_WIDTH} points")
    text = _with_short_ids(_element(root)).replace("<svg", f'<svg xmlns="{_URI}"', 1)
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"it has {len(text):,} characters of SVG (at most {MAX_CHARACTERS:,})")
    return text


def in_the_dark(drawing: str) -> str:
    """A cleaned drawing in the colors of a dark page."""
    return re.sub(r"#[0-9a-f]{6}\b", lambda color: PALETTE[color[0]], drawing)


def size(drawing: str) -> tuple[str, str]:
    """Width and height of a cleaned drawing, in CSS pixels."""
    width, height = re.findall(r' (?:width|height)="(\d+)"', drawing.partition(">")[0])
    return width, height


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def _element(element: ElementTree.Element) -> str:
    tag = _local(element.tag)
    if tag not in _ATTRIBUTES:
        raise ValueError(f"it holds <{tag}>")
    attributes = "".join(_attribute(tag, _local(name), value) for name, value in element.items())
    return f"<{tag}{attributes}>{''.join(map(_element, element))}</{tag}>"


def _attribute(tag: str, name: str, value: str) -> str:
    if name not in _ATTRIBUTES[tag] or not _VALUE.fullmatch(value):
        raise ValueError(f"it has the attribute {name} on <{tag}>")
    if (name, value) in _DEFAULTS:
        return ""
    if name in _PAINTS:
        return _paint(name, value)
    if name == "id":
        value = f"@{value}"
    elif name == "href" or value.startswith("url(#"):
        value = value.replace("#", "#@", 1)
    elif tag == "svg" and name in ("width", "height"):
        value = f"{float(value.removesuffix('pt')) * ENLARGED:.0f}"
    return f' {name}="{_LONG_NUMBER.sub(_short, value)}"'


def _hoist_fill(group: ElementTree.Element) -> None:
    """Say the color of a run of glyphs once."""
    fills = {child.get("fill", "") for child in group if _local(child.tag) == "use"}
    if len(fills) == 1 and all(_local(child.tag) == "use" for child in group):
        group.set("fill", fills.pop())
        for glyph in group:
            glyph.attrib.pop("fill", None)


def _with_short_ids(text: str) -> str:
    """Ids by number, in order: a glyph's is named as often as it is written."""
    numbers: dict[str, int] = {}
    return re.sub(r"@(\w+)", lambda match: f"g{numbers.setdefault(match[1], len(numbers))}", text)


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _paint(name: str, value: str) -> str:
    """A color of the palette, with its opacity apart."""
    if value == "none":
        return f' {name}="none"'
    color, opacity = value[:7], value[7:]
    if color not in PALETTE or not re.fullmatch(r"([0-9a-f]{2})?", opacity):
        raise ValueError(f"its color {value} is not of the palette")
    clear = f' {name}-opacity="{_short_opacity(opacity)}"' if opacity else ""
    return f' {name}="{color}"{clear}'


def _short_opacity(digits: str) -> str:
    return f"{int(digits, 16) / 255:.2f}".rstrip("0").rstrip(".")
