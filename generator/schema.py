"""JSON Schemas of the front matter, made from the model, for editors and other tools."""

from __future__ import annotations

import json

from generator.fields import object_schema
from generator.model import ENTRY_KINDS


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind's front matter, as a file."""
    entry = next(each for each in ENTRY_KINDS if each.name == kind)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Loopbook {kind}",
        **object_schema(entry.cls),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
