"""The templates of the site's pages, and what they are filled with that is no template."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # a template does not change while a site is made
)
# Python-Markdown takes a backslash before these as an escape; `<`, `>` and `&` become entities first.
_ESCAPABLE = set("\\`*_{}[]()#+-.!")


def render(template: str, context: dict[str, Any], **values: Any) -> Markup:
    """HTML from a template."""
    html = _TEMPLATES.get_template(template).render(context, **values)
    return Markup(html)  # noqa: S704  (the template has escaped)


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, which knows its arguments alone: a tenth of the cost of a template of its own."""
    found: Callable[..., Markup] = getattr(_TEMPLATES.get_template(template).module, name)
    return found


def escape_markdown(text: str) -> str:
    """Write plain text so that Python-Markdown shows it as it is."""
    entities = escape(text, quote=False)
    return "".join(f"\\{sign}" if sign in _ESCAPABLE else sign for sign in entities)
