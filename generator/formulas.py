"""TeX to Typst's math, for everything that is printed; the same conversion is the second half of the formula check.

pandoc converts all formulas of a bank in one call and Typst compiles them all in one document: half a second for
2,500 formulas, so `check` can afford the real thing, where an allow-list of commands would only guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import typst

from generator import pandoc

# Spaces that pull signs together break pandoc's reader; big brackets become ones that fit by themselves.
_TIGHT = re.compile(r"\\!|\\negthinspace(?![A-Za-z])")
_BIG = re.compile(r"\\[bB]igg?([lrm]?)(?![A-Za-z])\s*")
_COMMENT = re.compile(r"(?<!\\)%.*")
_LIMIT = re.compile(r"\\(?:no)?limits(?![A-Za-z])")
_ARG = re.compile(r"\\operatorname\*\{arg\\,(min|max)\}")  # pandoc makes it a plain word, which has nothing below it
# Names that pandoc's Typst has and ours has no more.
_RENAMED = {"sect": "inter", "dot.circle": "dot.o", "angle.l": "chevron.l", "angle.r": "chevron.r"}
_WORD = re.compile(r'"(?:\\.|[^"\\])*"|\\.|[A-Za-z][A-Za-z.]*[A-Za-z]|[#$]', re.DOTALL)
# Typst keeps a space beside a word or a bar; TeX has none there.
_SPACED = re.compile(r'("(?:\\.|[^"\\])*")(?: (?=\\?[(\[]))?| ?(\\\|) ?|(\\.)', re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_UNSEEN = re.compile(r"[\s{}^_&]")
_CODE = re.compile(r"#(?:h\(-?[\d.]+em\)|scale\(x: \d+%, y: \d+%\)\[\\?.\])")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Typst takes it.

    Args:
        typst: Equation with its dollar signs; empty if there is an error.
        error: Why it can't be printed.
    """

    typst: str
    error: str = ""


def signs(tex: str) -> int:
    """How many signs a formula shows at most, about; most are narrower than their size."""
    names = _COMMAND.findall(tex)
    return sum(min(len(name), 4) for name in names) + len(_UNSEEN.sub("", _COMMAND.sub("", tex)))


@lru_cache(maxsize=16)
def convert(formulas: frozenset[tuple[str, bool]]) -> Mapping[tuple[str, bool], Formula]:
    """Convert formulas, given as TeX and whether each stands on lines of its own."""
    order = sorted(formulas)
    written = _pandoc(order) if order else []
    judged = [_judge(text) for text in written]
    sound = [i for i, formula in enumerate(judged) if not formula.error]
    for i, error in _compile([judged[i].typst for i in sound]).items():
        judged[sound[i]] = Formula("", error)
    return dict(zip(order, judged, strict=True))


def _prepared(tex: str) -> str:
    tex = _ARG.sub(r"\\arg\\\1", " ".join(_COMMENT.sub("", tex).split()))
    kinds = [match[1] for match in _BIG.finditer(tex)]
    paired = kinds.count("l") == kinds.count("r") and "&" not in tex and "\\\\" not in tex
    words = {"l": "\\left", "r": "\\right"} if paired else {}
    return _LIMIT.sub(" ", _TIGHT.sub("", _BIG.sub(lambda match: words.get(match[1], ""), tex)))


def _pandoc(formulas: Sequence[tuple[str, bool]]) -> list[str]:
    blocks: list[pandoc.Node] = [{"t": "Para", "c": [pandoc.math(_prepared(tex), shown)]} for tex, shown in formulas]
    return pandoc.convert(blocks, "typst", "--wrap=none").decode().strip("\n").split("\n\n")


def _judge(text: str) -> Formula:
    """Take pandoc's text only if nothing in it can run as Typst code; what it can't read it leaves as plain text."""
    if not (text.startswith("$") and text.endswith("$") and len(text) > 1):
        return Formula("", "pandoc can't convert it for the printed sheets")
    inner = " ".join(text[1:-1].split("\n"))
    for match in _WORD.finditer(inner):
        if match[0] == "$" or (match[0] == "#" and not _CODE.match(inner, match.start())):
            return Formula("", "it has a “#” or “$” that the printed sheets would read as code")
    thick = inner.replace("#h(0em)", "thick")  # pandoc rounds the space of `\;` down
    renamed = _WORD.sub(lambda match: _RENAMED.get(match[0], match[0]), thick)
    return Formula(f"${_SPACED.sub(lambda match: match[1] or match[2] or match[3], renamed)}$")


def _compile(formulas: Sequence[str]) -> dict[int, str]:
    """Which formulas Typst refuses, and why; it names one at a time, so the rest is tried again."""
    errors: dict[int, str] = {}
    while True:
        lines = ["#none" if i in errors else f"#{formula}" for i, formula in enumerate(formulas)]
        try:
            typst.compile("\n".join(lines).encode(), format="pdf", ignore_system_fonts=True)
        except typst.TypstError as error:
            place = re.search(r"\.typ:(\d+):", error.diagnostic)
            if not place:
                raise
            errors[int(place[1]) - 1] = f"Typst, which prints the sheets, says: {error.message}"
        else:
            return errors
