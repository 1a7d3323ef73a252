"""The parser's short cuts: lines that can be nothing but text or a heading give the tokens they always gave."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_core import inline

from generator.markdown import PARSER, make_parser
from tests.conftest import ROOT, SAMPLE

PIECES = (
    *(
        "a",
        "b ",
        "x",
        "é",
        "foo",
        "\xa0",
        "\u2028",
        "\x0b",
        "# ",
        "##",
        "- ",
        "1. ",
        "> ",
        "|",
        "---",
        "===",
        "=",
        "$",
        "`",
    ),
    *("*", "_", "\\", "&amp;", "<b>", "[", "]", "~~", "\t", "  ", "    ", "\n", "\n\n", "é\n", " \n"),
)


@pytest.fixture(scope="module")
def plain() -> MarkdownIt:
    """The same parser without the short cuts."""
    parser = make_parser()
    parser.block.ruler.disable("line_alone")
    parser.core.ruler.at("inline", inline)
    return parser


def parsed(parser: MarkdownIt, text: str) -> object:
    env: dict[str, object] = {}
    return [token.as_dict() for token in parser.parse(text, env)], env


@pytest.mark.parametrize("folder", [SAMPLE, ROOT / "data", ROOT / "docs"], ids=lambda path: path.name)
def test_real_texts_give_the_same_tokens(plain: MarkdownIt, folder: Path) -> None:
    texts = [path.read_text("utf-8") for path in folder.rglob("*.md")]
    assert [text for text in texts if parsed(PARSER, text) != parsed(plain, text)] == []


def test_random_texts_give_the_same_tokens(plain: MarkdownIt) -> None:
    chance = random.Random(9)
    texts = ["".join(chance.choices(PIECES, k=chance.randrange(1, 14))) for _ in range(5_000)]
    assert [text for text in texts if parsed(PARSER, text) != parsed(plain, text)] == []
