"""What strangers wrote is inert in everything else that is made of it: exports, decks, print, credits, calendars."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typst

from generator import formulas, typeset
from generator.addresses import Addresses
from generator.bank import Bank
from generator.credits import History, writers
from generator.drawing import Failure, draw
from generator.load import examine
from generator.outputs import DOWNLOADS, OUTPUTS
from generator.pages.page import Guide
from generator.problems import Problem, as_github
from tests.conftest import ROOT, SAMPLE
from tests.test_safe import ALLOWED_TAGS, HOSTILE, SETTINGS, accepted, plant_all
from tests.tools import run_node

# Aimed at one medium each; they go through all.
TEXTS = [
    *dict.fromkeys(row["payload"] for row in HOSTILE if len(row["payload"]) < 2_000),
    '#read("/etc/passwd")',
    '"); #read("/etc/passwd"); ("',
    '\\"); panic("x"); ("',
    '#import "@preview/x:1.0.0": *',
    '$#read("/etc/passwd")$',
    '=HYPERLINK("https://evil.example","x")',
    "\t=1+1",
    "</script><script>window.hacked=1</script>",
    "]]><!--",
    "BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT",
    "::error file=a,line=1::x",
    "%0A::set-output name=ready::yes",
]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A sound bank in which every hostile input that is let through has an entry of its own."""
    place = tmp_path_factory.mktemp("surfaces")
    rows = accepted(place)
    data = Path(shutil.copytree(SAMPLE, place / "data"))
    plant_all(data, rows)
    bank, found = examine(data)
    assert found == []
    assert len(rows) > 50
    return Guide(bank, SETTINGS, Addresses(bank))


def titles(bank: Bank) -> list[str]:
    return [question.question for question in bank.questions.values()]


class Judge(HTMLParser):
    """Notes tags, attributes and addresses that no answer has."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS | {"dl", "dt", "dd"}:
            self.strays.append(tag)
        for name, value in attrs:
            href = name == "href" and re.match(r"(https://|mailto:)", value or "")
            if not href and (name, tag) not in {("start", "ol"), ("style", "th"), ("style", "td")}:
                self.strays.append(f"{tag} {name}={value}")


def test_exports_hold_hostile_texts_as_they_are_and_are_sound_json(guide: Guide) -> None:
    exported = json.loads(str(OUTPUTS["api"](guide)["docs/api/v1/questions.json"]))
    assert [question["question"] for question in exported["questions"]] == titles(guide.bank)
    practice = json.loads(str(OUTPUTS["practice"](guide)["docs/assets/practice/guide.json"]))
    assert [question["title"] for question in practice["questions"]] == titles(guide.bank)
    found = {name: json.loads(str(text)) for name, text in OUTPUTS["search"](guide).items()}
    assert found["docs/assets/search/0.json"]["title"] == titles(guide.bank)


def test_fields_of_decks_are_plain_html_that_a_spreadsheet_does_not_compute(guide: Guide) -> None:
    table = str(DOWNLOADS["decks"](guide)["docs/anki/all.tsv"])
    rows = list(csv.reader((line for line in table.splitlines() if not line.startswith("#")), delimiter="\t"))
    assert len(rows) == len(guide.bank.questions)
    judge = Judge()
    for row in rows:
        assert len(row) == 9
        assert [cell for cell in row if cell[:1] in set("=+-@\t\r")] == []
        judge.feed("".join(row[3:]))
    assert judge.strays == []


def test_the_judge_of_decks_would_see_something() -> None:
    judge = Judge()
    judge.feed('<p onclick="x"><img src=x><a href="javascript:1">')
    assert judge.strays == ["p onclick=x", "img", "img src=x", "a href=javascript:1"]


def test_every_text_is_one_string_in_typst(tmp_path: Path) -> None:
    texts = [text for text in TEXTS if text.isprintable() or "\r" in text]
    source = "\n".join(f"#metadata({typeset.string(text)}) <text>" for text in texts)
    (tmp_path / "main.typ").write_bytes(source.encode())
    values = json.loads(typst.query(str(tmp_path / "main.typ"), "<text>", field="value"))
    assert values == texts


@pytest.mark.parametrize(
    "tex",
    [
        '#read("/etc/passwd")',
        '\\text{#read("/etc/passwd")}',
        '\\text{"#read(\\"/etc/passwd\\")}',
        "\\mathrm{#import}",
        "x $ #panic() $",
        "\\unknown{#panic()}",
        '\\operatorname{"); #panic(); ("}',
        "\\href{file:///etc/passwd}{x}",
        "\\input{/etc/passwd}",
    ],
)
def test_no_formula_is_code_in_typst(tex: str) -> None:
    """What Typst would run stands outside strings; after the strings are gone no sign that starts code is left."""
    formula = formulas.convert(frozenset({(tex, False)}))[tex, False]
    bare = re.sub(r'"(?:\\.|[^"\\])*"', "", formula.typst)
    assert formula.error or not re.search(r"(?<!\\)#|read|panic|import|passwd", bare)


@pytest.mark.parametrize(
    "source",
    [
        '#let r = read\n#r("/etc/passwd")',
        '#let r = read\n#r("../../../../../../etc/passwd")',
        '#let f = image\n#f("/etc/passwd")',
        '#let x = "@preview/cetz:0.3.0"\n#import x',
    ],
)
def test_a_figure_that_hides_what_it_reads_finds_nothing_there(source: str) -> None:
    """The search for words is a courtesy; what counts is that the process that draws sees no file and no network."""
    assert isinstance(draw((source,))[0], Failure)


def test_names_from_git_are_text_without_hidden_signs(guide: Guide) -> None:
    hostile = [
        "<img src=x onerror=window.hacked=1>",
        "::error::x",
        "\u202egnp\u200b\x07\x1b[31m",
        "{{ 7*7 }}",
        "[x](y)",
    ]
    path = next(iter(guide.bank.questions.values())).path
    log = "".join(f"\x01{name}\n\nM\t{path}\n" for name in hostile)
    history = History(None, writers(log))
    assert history.writers[path] == (hostile[0], "::error::x", "gnp[31m", "{{ 7*7 }}", "[x](y)")
    files = OUTPUTS["site"](dataclasses.replace(guide, history=history))
    page = "".join(json.loads(str(files["blocks/contributors/index.json"])).values())
    assert "<img" not in page
    assert "&lt;img src=x onerror=window.hacked=1&gt;" in page


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_problem_starts_one_workflow_command_whatever_it_quotes(text: str) -> None:
    written = as_github([Problem(f"data/{text}.md", 1, "LB101", text, text)])
    assert written.count("\n") == 1
    assert "\r" not in written
    assert written.startswith("::error file=")
    assert written.removeprefix("::error file=").count("::") == written.count("::") - 1
    assert re.fullmatch(r"::error file=[^,:]*,line=1,title=LB101::.*\n", written)


CALENDAR = """
const { calendarFile } = await import(process.argv[1]);
const days = [{ day: "2026-11-23", kind: "learn", review: 0, cards: [] }];
const texts = JSON.parse(process.argv[2]);
console.log(JSON.stringify(texts.map((text) => calendarFile(days, text, () => text, "https://example.org/", 0))));
"""


def test_a_calendar_has_one_event_whatever_a_role_is_called() -> None:
    texts = [text for text in TEXTS if len(text) < 200]
    module = (ROOT / "generator" / "web" / "practice" / "calendar.js").as_uri()
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    made = json.loads(run_node("--input-type=module", "-e", CALENDAR, module, json.dumps(texts)))
    for text, calendar in zip(texts, made, strict=True):
        lines = calendar.split("\r\n")
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VCALENDAR") == 1, text
        assert "\n" not in "".join(lines), text
