"""Tables for the hand-written documentation, made from the code so that they can't go stale."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from generator.codes import CODES
from generator.fields import Part, specs
from generator.filling import dump
from generator.model import ENTRY_KINDS
from generator.outputs.site import Files
from generator.pages.page import Guide
from generator.sections import QUESTION_SECTIONS, SectionSpec
from generator.specs import Many, Spec

_PACKAGE = Path(__file__).parent.parent


def files(_guide: Guide) -> Files:
    """Blocks that pages under `docs/` place by `<!-- loopbook: reference#name -->`."""
    blocks = {
        "codes": _table(
            ("Code", "Problem", "Why, and what to do"),
            [(code, title, _ticks(about)) for code, (title, about) in CODES.items()],
        ),
        "sections": _table(
            ("Kind", "Sections, in order"), [(kind, _sections(s)) for kind, s in QUESTION_SECTIONS.items()]
        ),
        "modules": _table(("Module", "Responsibility"), _modules()),
        **{f"fields-{kind.name}": _fields(kind.cls) for kind in ENTRY_KINDS},
    }
    return {"blocks/reference.json": dump(blocks)}


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Rows are HTML already; the first cell of each is a row heading."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row"><code>{first}</code></th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    )
    rows_html = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>"
    return f'<div class="lb-table" tabindex="0"><table class="lb-grid">\n{rows_html}</table></div>'


def _ticks(text: str) -> str:
    """Text with `code` in backticks as HTML."""
    return "".join(f"<code>{escape(part)}</code>" if i % 2 else escape(part) for i, part in enumerate(text.split("`")))


def _sections(sections: tuple[SectionSpec, ...]) -> str:
    return " · ".join(f"<strong>{s.title}</strong>" if s.required else s.title for s in sections)


def _fields(cls: type) -> str:
    rows = [
        (name, "yes" if about["required"] else "no", escape(spec.says), escape(_meaning(about)))
        for name, spec, about in keys(cls)
    ]
    return _table(("Key", "Required", "Value", "Meaning"), rows)


def keys(cls: type, before: str = "") -> Iterator[tuple[str, Spec, Mapping[str, Any]]]:
    """Every key that a file may have, those inside of others under their address, such as `sources[].title`."""
    for name, spec, about in specs(cls):
        yield f"{before}{name}", spec, about
        item = spec.item if isinstance(spec, Many) else spec
        if isinstance(item, Part):
            yield from keys(item.cls, f"{before}{name}{'[]' if item is not spec else ''}.")


def _meaning(about: Mapping[str, Any]) -> str:
    only = f" For {' and '.join(about['only'])} questions." if about["only"] else ""
    return f"{about['says']}{only}"


def _modules() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for path in sorted(_PACKAGE.rglob("*.py")):
        head = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
        if head:
            rows.append((path.relative_to(_PACKAGE).as_posix(), _ticks(" ".join(head.split()))))
    return rows
