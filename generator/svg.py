"""Makes a drawing fit to stand in a page: allow-listed, small, in the reader's colors, with ids of its own."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

MAX_CHARACTERS = 80_000
MAX_WIDTH = 400  # points: wider than that can't be read on a phone
ENLARGED = 1.4  # of points, where there is room

# What the drawing kit calls its colors → how the page writes them.
PALETTE = {
    "#1d2326": "currentColor",
    "#545e61": "var(--lb-soft, #545e61)",
    "#e3dccf": "var(--lb-line, #e3dccf)",
    "#0b5d5a": "var(--lb-green, #0b5d5a)",
    "#a63f1f": "var(--lb-rust, #a63f1f)",
    "#6f2c6b": "var(--lb-plum, #6f2c6b)",
    "#7a5200": "var(--lb-amber, #7a5200)",
    "#fbf8f2": "var(--lb-paper, #fbf8f2)",
}
_INK = next(color for color, written in PALETTE.items() if written == "currentColor")
_VARIABLE = re.compile(r"var\([^,]*, (#[0-9a-f]{6})\)")
_NAMESPACE = "{http://www.w3.org/2000/svg}"
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
    """Check a drawing and rewrite it; `@` stands where `placed` puts the prefix of its ids.

    Args:
        drawing: SVG as the typesetter wrote it.

    Returns:
        An `<svg>` element for HTML, without the attributes of its own place in a page.

    Raises:
        ValueError: It holds what may not stand in a page; the message says what.
    """
    root = ElementTree.fromstring(drawing)  # noqa: S314  (our own typesetter wrote it)
    for group in root.iter(f"{_NAMESPACE}g"):
        _hoist_fill(group)
    if float(root.get("width", "0").removesuffix("pt")) > MAX_WIDTH:
        raise ValueError(f"it is wider than {MAX_WIDTH} points")
    text = _with_short_ids(_element(root))
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"it has {len(text):,} characters of SVG (at most {MAX_CHARACTERS:,})")
    return text


def placed(drawing: str, prefix: str, alt: str) -> str:
    """A cleaned drawing where it stands in a page.

    Args:
        drawing: What `clean` returned.
        prefix: What makes its ids unique in the page.
        alt: What is seen, for those who don't see it.
    """
    return drawing.replace("@", prefix + "-").replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1)


def printed(drawing: str) -> str:
    """A cleaned drawing as a document of its own, in the colors of paper."""
    inked = _VARIABLE.sub(lambda match: match[1], drawing).replace("currentColor", _INK)
    return inked.replace("@", "g").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


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
    return re.sub(r"@(\w+)", lambda match: f"@{numbers.setdefault(match[1], len(numbers))}", text)


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _paint(name: str, value: str) -> str:
    """A color of the palette as the page knows it, with its opacity apart."""
    if value == "none":
        return f' {name}="none"'
    color, opacity = value[:7], value[7:]
    if color not in PALETTE or not re.fullmatch(r"([0-9a-f]{2})?", opacity):
        raise ValueError(f"its color {value} is not of the palette")
    clear = f' {name}-opacity="{_short_opacity(opacity)}"' if opacity else ""
    return f' {name}="{PALETTE[color]}"{clear}'


def _short_opacity(digits: str) -> str:
    return f"{int(digits, 16) / 255:.2f}".rstrip("0").rstrip(".")
