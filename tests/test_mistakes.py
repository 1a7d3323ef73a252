"""Mistakes of a first contribution: each has a place and a way out, and most are mended by one command.

A case is a golden case (see test_cases.py) with two more parts: what `check --fix` says it changed, and what is left.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.formatter import format_bank, format_record
from generator.load import examine
from generator.markdown import PARSER
from generator.mend import mend_bank, mend_text
from generator.mend_body import mend_body
from generator.notes import notes
from generator.problems import as_text
from generator.sections import QUESTION_SHAPES
from generator.source import Record, take_apart
from tests.conftest import HERE, ROOT, SAMPLE, loopbook
from tests.test_cases import apply, steps

CASES = sorted((HERE / "mistakes").glob("*.case"))
BANK = examine(SAMPLE)[0]
QUESTION = "questions/trees/gini-vs-entropy.md"
BLOCKS = ("math_block", "fence", "code_block")
HOSTILE = [json.loads(line)["payload"] for line in (HERE / "hostile.jsonl").read_text("utf-8").splitlines()]


def expected(case: Path) -> tuple[str, str, str]:
    """Problems, changes and what is left, as the case has them."""
    parts = re.split(r"^== (?:problems|fixed|left)\n", case.read_text("utf-8"), flags=re.MULTILINE)
    return parts[1], parts[2], parts[3]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_usual_mistake_is_told_and_mended(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    data = Path(shutil.copytree(SAMPLE, "data"))
    text = case.read_text("utf-8")
    apply(data, [step for step in steps(text) if step[0] not in ("fixed", "left")])
    problems = as_text(examine(data)[1])
    changes = "".join(f"{change}\n" for change in mend_bank(data))
    left = as_text(examine(data)[1])
    if update:
        start = text[: text.index("== problems\n")]
        case.write_text(f"{start}== problems\n{problems}== fixed\n{changes}== left\n{left}", "utf-8")
    else:
        assert (problems, changes, left) == expected(case)
    assert mend_bank(data) == [], "mending twice changes nothing"


def test_thirty_mistakes_are_told_and_twenty_five_of_them_mended_by_one_command() -> None:
    found = [expected(case) for case in CASES]
    assert all(re.match(r"data/\S+:\d+: LB\d{3} .+\.", problems) for problems, _, _ in found)
    assert len(found) >= 30
    assert sum(not left and bool(changes) for _, changes, left in found) >= 25


@pytest.mark.parametrize("data", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_mending_leaves_sound_prose_as_it_is(data: Path) -> None:
    bank, _ = examine(data)
    wrong = []
    for path in sorted(data.rglob("*.md")):
        text = path.read_text("utf-8")
        _, changes = mend_text(text, path.as_posix(), path.relative_to(data).parts, bank)
        wrong += [str(change) for change in changes if "in their one form" not in change.what]
    assert wrong == []


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_mending_hostile_text_is_stable(payload: str) -> None:
    text = (SAMPLE / QUESTION).read_text("utf-8")
    for old in ("For class shares", "A page about trees"):
        spoiled = text.replace(old, f"{payload} {old}", 1)
        mended, _ = mend_text(spoiled, "q.md", tuple(QUESTION.split("/")), BANK)
        again, changes = mend_text(mended, "q.md", tuple(QUESTION.split("/")), BANK)
        assert (again, changes) == (mended, [])


@given(st.text(alphabet="#-*_$<>`: \n\t[]&;brABZ09\u201c\ufeff\r", max_size=300))
def test_mending_any_text_ends_and_is_stable(body: str) -> None:
    text = f"---\nkind: concept\n---\n{body}\n"
    once, _ = mend_text(text, "q.md", tuple(QUESTION.split("/")), BANK)
    assert mend_text(once, "q.md", tuple(QUESTION.split("/")), BANK)[0] == once


# Lines that mean one thing in prose and another in code or a formula, and what may stand before them.
LINES = st.sampled_from([
    "+ b w^2", "* c", "a &= b \\\\", "__init__", "__bold text__", "x  ", "***", "&lt; <br>", "# Remember",
    "Remember", "---", "$$", "$$ + x $$", "```", "```py", "~~~", "<pre>", "", "", "$5 and $2n$", "a $x", "+ y$ b", "`a",
    "* __b__` c",
])  # fmt: skip
BODY = st.lists(st.tuples(st.sampled_from(["", "", "", "    ", "- ", "  ", "> "]), LINES).map("".join), max_size=14)


def verbatim(text: str) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """What a body has of formulas and blocks of code, and of code in lines."""
    tokens = PARSER.parse(text)
    leaves = [leaf for token in tokens for leaf in (token, *(token.children or ()))]
    blocks = Counter((leaf.type, leaf.content) for leaf in leaves if leaf.type in BLOCKS or "math" in leaf.type)
    return blocks, Counter(leaf.content for leaf in leaves if leaf.type == "code_inline")


@given(BODY)
def test_mending_never_changes_code_or_a_formula(lines: list[str]) -> None:
    body = "\n".join(lines)
    mended = "\n".join(
        line for _, line in mend_body(body, QUESTION_SHAPES["concept"].sections, lambda _line, _what: None)
    )
    (blocks, codes), (blocks_now, codes_now) = verbatim(body), verbatim(mended)
    assert blocks_now == blocks
    assert codes <= codes_now
    assert list(mend_body(mended, QUESTION_SHAPES["concept"].sections, lambda _line, _what: None)) == list(
        enumerate(mended.split("\n"))
    )


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("[a](https://x.org/json/__init__.py) __init__", "[a](https://x.org/json/__init__.py) `__init__`"),
        ("[a](http://x.org/__init__.py)", "[a](https://x.org/__init__.py)"),
        ("<https://x.org/__init__.py>", "<https://x.org/__init__.py>"),
        ("a <!-- __init__ --> b", "a <!-- __init__ --> b"),
        ("a<br>b", "a b"),
        ("| a &#124;&#124; b |", "| a \\|\\| b |"),
        ("&amp;lt; and &amp; and &eacute;", "&amp;lt; and & and é"),
    ],
)
def test_mending_keeps_addresses_html_and_the_meaning_of_entities(typed: str, mended: str) -> None:
    assert [line for _, line in mend_body(typed, (), lambda _line, _what: None)] == [mended]


def test_a_spoiled_block_of_the_bank_stays_as_it_is() -> None:
    """What stands in a block of a real answer is kept, whatever its lines begin and end with."""
    spoil = ("* {}", "+ {} &amp; b", "{} __init__", "• {}  ", "{} __a b__", "{} \\", "# {}")
    lost = []
    for path in sorted((ROOT / "data" / "questions").glob("*/*.md"))[::5]:
        lines = path.read_text("utf-8").split("\n")
        body = lines[lines.index("---", 1) + 1 :]
        blocks = [token.map for token in PARSER.parse("\n".join(body)) if token.type in BLOCKS and token.map]
        inner = [n for start, end in blocks for n in range(start + 1, end - 1) if body[n].strip()]
        for n in inner:
            body[n] = spoil[n % len(spoil)].format(body[n])
        mended = {line for _, line in mend_body("\n".join(["* a", *body]), (), lambda _line, _what: None)}
        assert "- a" in mended
        lost += [f"{path.stem}: {body[n]}" for n in inner if body[n] not in mended]
    assert lost == []


@given(st.lists(st.text(alphabet="“”„‘’\"' :#ab,[]{}-*•\\\t&|", max_size=9), min_size=1, max_size=3))
def test_mending_never_makes_front_matter_unreadable(values: list[str]) -> None:
    keys = "".join(f"{key}: {value}\n" for key, value in zip(("question", "group", "a"), values, strict=False))
    text = f"---\n{keys}---\nText.\n"
    mended, _ = mend_text(text, "q.md", tuple(QUESTION.split("/")), BANK)
    before, after = (take_apart(each, "q.md", tuple(QUESTION.split("/"))) for each in (text, mended))
    assert isinstance(after, Record) or not isinstance(before, Record)


@given(st.dictionaries(st.integers(1, 15), st.sampled_from(["# a", "  # b: “c”", "## d #", "#e: [f"]), max_size=6))
def test_notes_stay_wherever_they_stand(places: dict[int, str]) -> None:
    lines = (SAMPLE / QUESTION).read_text("utf-8").split("\n")
    for number in sorted(places, reverse=True):
        lines.insert(number, places[number])
    text = "\n".join(lines)
    parts = tuple(QUESTION.split("/"))
    record = take_apart(text, "q.md", parts)
    assert isinstance(record, Record)
    once = format_record(record, notes(text))
    again = take_apart(once, "q.md", parts)
    assert isinstance(again, Record)
    assert format_record(again, notes(once)) == once
    assert sorted(note.text for note in notes(once)) == sorted(note.strip() for note in places.values())


TEXTS = st.text(alphabet="-:#[]{},\"' \\\n\taé~?&*!|>%@\x07\u2028", max_size=8)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the two don't agree on tabs; ours is this one
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_formatting_loses_nothing(tmp_path_factory: pytest.TempPathFactory, front: dict[str, object]) -> None:
    data = tmp_path_factory.getbasetemp() / "formatted"
    path = data / QUESTION
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in front.items())
    path.write_text(f"---\n{keys}---\nText.\n", "utf-8")
    format_bank(data, write=True)
    written = path.read_text("utf-8").removesuffix("---\nText.\n")
    assert (yaml.load(written, LOADER) or {}) == front  # noqa: S506  (it makes texts alone)


def test_a_file_without_problems_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, "data")
    path = Path("data", QUESTION)
    text = path.read_text("utf-8").replace("level: core", "level:   'core'") + "\n\n"
    path.write_text(text, "utf-8")
    assert (mend_bank(Path("data")), path.read_text("utf-8")) == ([], text)


@pytest.mark.parametrize("name", [b"caf\xe9", b"\xff", "x" * 61, "С", "日本 trees"])
def test_a_name_that_would_lose_letters_is_not_changed(tmp_path: Path, name: str | bytes) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "data") / "questions" / "trees"
    path = folder / f"{os.fsdecode(name)}.md"
    (folder / "stop-splitting.md").rename(path)
    assert [change for change in mend_bank(tmp_path / "data") if "renamed" in change.what] == []
    assert path.exists()


def test_what_was_mended_is_told_by_the_line_it_is_on_now() -> None:
    text = (SAMPLE / QUESTION).read_text("utf-8")
    front = text.replace("kind: concept\nlevel: core\n", "# a note\nlevel: Core\nkind: Concept\n")
    end = front.index("\n## Remember")
    body = front[end:].replace("- Gini", "* Gini").replace("- Same", "* Same") + "\n"
    start = front.index("\n## In depth")
    spoiled = "\n\n" + front[:start] + body + "\n***\n" + front[start:end].replace("```python", "```py") + "\n"
    mended, changes = mend_text(spoiled, "q.md", tuple(QUESTION.split("/")), BANK)
    lines = mended.split("\n")
    assert [(change.what, lines[change.line - 1].partition(" $")[0]) for change in changes] == [
        ("deleted an empty line before the front matter", "---"),
        ("changed “level” from “Core” to “core”", "level: core"),
        ("changed “kind” from “Concept” to “concept”", "kind: concept"),
        ("wrote the bullet as “-”", "- Gini"),
        ("wrote the bullet as “-”", "- Same split most of the time; tune depth instead."),
        ("deleted a horizontal rule", "## In depth"),
        ("named the language of a code block: python", "```python"),
        ("put the sections in order", "## Remember"),
    ]
    assert mended.count("# a note\nlevel: core") == 1


def test_the_command_prints_each_change_and_then_what_is_left(project: Path) -> None:
    path = project / "data" / QUESTION
    path.write_text(path.read_text("utf-8").replace("level: core", "level: Core").replace("(stop", "(stopp"), "utf-8")
    done = loopbook(project, "check", "--fix")
    assert done.returncode == 1
    assert done.stderr == f"data/{QUESTION}:4: changed “level” from “Core” to “core”.\n1 problem in 1 file\n"
    assert done.stdout.startswith(f"data/{QUESTION}:33: LB504 ")
