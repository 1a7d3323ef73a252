"""What editors are told: a snippet of a whole question, and one of each key whose values are known.

The usual editors complete no front matter of Markdown from a JSON Schema (issue 207 of redhat-developer/vscode-yaml is
open), so what the schema allows goes into what they do complete there.
"""

from __future__ import annotations

import json
from typing import Any

from generator.bank import Bank
from generator.fields import specs
from generator.model import LEVELS, QUESTION_KINDS, Question
from generator.placeholders import KEYWORD, MARK, QUESTION, SPOKEN, TITLE
from generator.sections import CLOSING
from generator.specs import Many, Ref, Spec
from generator.values import Choice, Day

_FEW = ("role", "stage", "company")  # kinds of entry that are few enough to choose from
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"


def snippets_text(bank: Bank) -> str:
    """The file `.vscode/loopbook.code-snippets`.

    Args:
        bank: Its roles, stages and companies are offered.
    """
    found = {"Question": _snippet("question", "A question of Loopbook", _question(bank))}
    for name, spec, about in specs(Question):
        if value := _value(spec, bank):
            found[f"Key {name}"] = _snippet(name, about["says"], [f"{name}: {value}"])
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _snippet(prefix: str, description: str, body: list[str]) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _value(spec: Spec, bank: Bank, place: int = 1) -> str:
    """A value with its choices, to be picked at a tab stop; empty where anything may be written."""
    if isinstance(spec, Many):
        inner = _value(spec.item, bank, place)
        return f"[{inner}]" if inner else ""
    match spec:
        case Choice(values=values):
            return _choice(tuple(values), place)
        case Ref(kind=kind) if kind in _FEW:
            return _choice(tuple(e.id for e in bank.entries if type(e).__name__.lower() == kind), place)
        case Day():
            return _TODAY
    return ""


def _choice(values: tuple[str, ...], place: int) -> str:
    return f"${{{place}|{','.join(values)}|}}" if values else ""


def _question(bank: Bank) -> list[str]:
    front = [
        "---",
        f"question: ${{1:{QUESTION}}}",
        f"kind: {_choice(QUESTION_KINDS, 2)}",
        f"level: {_choice(LEVELS, 3)}",
        "group: ${4:a group of the topic}",
        f"roles: [{_choice(tuple(bank.roles), 5)}]",
        f"stages: [{_choice(tuple(bank.stages), 6)}]",
        f"keywords: [${{7:{KEYWORD}}}]",
        "sources:",
        f"  - title: ${{8:{TITLE}}}",
        "    url: https://$9",
        "---",
        f"${{10:{MARK} {SPOKEN}}}",
    ]
    titles = ["In depth", *(spec.title for spec in CLOSING)]
    return [*front, *(line for title in titles for line in ("", f"## {title}", "$0" if title == titles[-1] else ""))]
