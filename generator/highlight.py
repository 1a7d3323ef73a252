"""Colors code as the theme styles it."""

from __future__ import annotations

from functools import lru_cache

from pygments import format as pygments_format
from pygments.formatters import HtmlFormatter
from pygments.lexer import inherit
from pygments.lexers import find_lexer_class_by_name
from pygments.lexers.python import PythonLexer
from pygments.token import Name, Number, Operator, Punctuation, Text, Whitespace


class _Python(PythonLexer):
    """Python's lexer, which tries some forty patterns before it comes to a bracket, with what is frequent first.

    Half of a program is made of these, and takes half as long with this. Whatever else begins with one of these signs,
    or with a space inside a line, is an operator, a bracket or a space too, and plain like these.
    """

    tokens = {  # noqa: RUF012  (Pygments' way to write a lexer)
        "root": [
            (r"(?:[][(){},;:=+*/%<>&|^~-]|(?<=\S) +(?=\S))+", Punctuation),
            (r"\d+(?![\w.])", Number.Integer),
            inherit,
        ]
    }


_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
# Shown in the color of plain code; marked up, they would be half of all the spans on a page.
_PLAIN = (Name, Operator, Punctuation, Whitespace)


@lru_cache(maxsize=20_000)
def code(source: str, language: str) -> str:
    """Highlight a code block; the classes are those the theme styles."""
    lexer = _Python if language == "python" else find_lexer_class_by_name(language)  # brings in just that one
    tokens = lexer(stripnl=False).get_tokens(source)
    marked = pygments_format(((Text if kind in _PLAIN else kind, text) for kind, text in tokens), _FORMATTER)
    return f'<div class="highlight"><pre><code tabindex="0">{marked}</code></pre></div>\n'
