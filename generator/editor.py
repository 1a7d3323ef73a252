"""What editors are told: a snippet of a question whose choices are those of the model."""

from __future__ import annotations

import json

from generator.model import LEVELS, QUESTION_KINDS
from generator.sections import CLOSING


def snippets_text() -> str:
    """The file `.vscode/loopbook.code-snippets`."""
    snippet = {
        "scope": "markdown",
        "prefix": "question",
        "description": "A question of Loopbook",
        "body": _body(),
    }
    return json.dumps({"Question": snippet}, indent=2) + "\n"


def _body() -> list[str]:
    front = [
        "---",
        "question: ${1:The question, as an interviewer asks it?}",
        f"kind: ${{2|{','.join(QUESTION_KINDS)}|}}",
        f"level: ${{3|{','.join(LEVELS)}|}}",
        "group: ${4:a group of the topic}",
        "roles: [$5]",
        "stages: [$6]",
        "keywords: [$7]",
        "sources:",
        "  - title: ${8:Exact title}",
        "    url: https://$9",
        "---",
        "${10:The spoken answer, 30 to 90 words.}",
    ]
    titles = ["In depth", *(spec.title for spec in CLOSING)]
    return [*front, *(line for title in titles for line in ("", f"## {title}", "$0" if title == titles[-1] else ""))]
