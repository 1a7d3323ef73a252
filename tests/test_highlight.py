"""Code is colored as Pygments colors it, with marks only where a color differs from plain code."""

from __future__ import annotations

import ast
import html
import re
import textwrap
import tokenize
from pathlib import Path
from types import ModuleType

import pytest
from pygments.lexers.python import PythonLexer
from pygments.token import STANDARD_TYPES, Name, Operator, Punctuation, Text, Whitespace

from generator import highlight
from generator.allowlist import LANGUAGES

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BANK = sorted(Path("data/questions").rglob("*.md"))
_PLAIN = {STANDARD_TYPES[kind] for kind in (Name, Operator, Punctuation, Whitespace, Text)}


# Plain names, operators, brackets and spaces are not marked: they would be half of all marks.
@pytest.mark.parametrize(
    ("language", "code", "marks"),
    [
        (
            "python",
            "def f(x):\n    return x + 1  # c",
            [("k", "def"), ("nf", "f"), ("k", "return"), ("mi", "1"), ("c1", "# c")],
        ),
        ("sql", "SELECT a FROM t -- c", [("k", "SELECT"), ("k", "FROM"), ("c1", "-- c")]),
        ("text", "SELECT 1 # c", []),
        ("bash", "echo 'a' # c", [("nb", "echo"), ("s1", "'a'"), ("c1", "# c")]),
        ("json", '{"a": 1}', [("nt", '"a"'), ("mi", "1")]),
        ("yaml", "a: 1 # c", [("nt", "a"), ("c1", "# c")]),
        ("dockerfile", "FROM x\n# c", [("k", "FROM"), ("s", "x"), ("c", "# c")]),
    ],
)
def test_code_is_colored_by_its_language(language: str, code: str, marks: list[tuple[str, str]]) -> None:
    marked = highlight.code(code, language)
    assert re.findall(r'<span class="(\w+)">([^<]*)</span>', marked) == marks
    assert re.sub("<[^>]+>", "", marked).rstrip("\n").replace("&#39;", "'") == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_is_allowed_can_be_colored(language: str) -> None:
    assert "a &lt; b" in re.sub("</?span[^>]*>", "", highlight.code("a < b", language))


def marks_of(code: str) -> list[tuple[str, str]]:
    """Each sign with the class it is marked with; white space has no color."""
    pieces = re.findall(r'<span class="(\w+)">([^<]*)</span>|([^<]+)|<[^>]+>', highlight.code(code, "python"))
    return [
        (sign, kind) for kind, inside, outside in pieces for sign in html.unescape(inside or outside) if sign.strip()
    ]


def marks_by_pygments(code: str) -> list[tuple[str, str]]:
    kinds = [(STANDARD_TYPES[kind], text) for kind, text in PythonLexer(stripnl=False).get_tokens(code)]
    return [(sign, "" if kind in _PLAIN else kind) for kind, text in kinds for sign in text if sign.strip()]


@pytest.mark.parametrize("module", [ast, html, textwrap, tokenize], ids=lambda module: str(module.__name__))
def test_frequent_signs_first_color_no_program_in_another_way(module: ModuleType) -> None:
    code = Path(str(module.__file__)).read_text()
    assert marks_of(code) == marks_by_pygments(code)


def test_frequent_signs_first_color_no_answer_in_another_way() -> None:
    blocks = [block for path in _BANK for block in _BLOCK.findall(path.read_text())]
    assert len(blocks) > 100
    for block in blocks:
        assert marks_of(block) == marks_by_pygments(block)


@pytest.mark.parametrize(
    "code",
    [
        "match x:\n    case [1, 2]: pass",
        "x = match (1)",
        "def f(a: int = 1, *b) -> None: '''d''' ; return a@b, .5, 1_0, 0x1f, 1e5, 1j, a.b",
        "x = (\n    r'a' f'{b:>{c}} {d!r}'  # e\n)",
        "  '''doc'''\n@a.b\nclass C(D): x: int",
        "from . import a\nimport b as c ; lambda: (yield)",
        "a if b else c ; a <>b ; a:=b ; a\\\n    + b",
        "print (1) if not  x else  2\t\n\n  \n(  )",
    ],
)
def test_frequent_signs_first_color_no_line_in_another_way(code: str) -> None:
    assert marks_of(code) == marks_by_pygments(code)
