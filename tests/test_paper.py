"""What must hold on paper whatever is written: accessible, drawn, and nothing outside its column."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pdfplumber
import pypdf
import pytest

from generator.load import load
from generator.press import press
from generator.prints import cheatsheet, jobs
from generator.problems import DataError
from tests.conftest import SAMPLE
from tests.test_print import Files, guide_of, quiet

pytestmark = pytest.mark.xdist_group("print")
MILLIMETRE = 72 / 25.4
# Millimetres left and right on A4, and between two columns; on Letter at least as much.
LAYOUTS = {"trees": (12, 7), "trees-self-test": (18, 8), "tester-pack": (12, 7), "guide": (24, 0)}
PAPERS = ("a4", "letter")
ALT = "Training error falls with depth, while a band in the middle marks where to stop."
ROW = "| " + " | ".join(f"columnnamedafternumber{i}" for i in range(12)) + " |"
WIDE = f"{ROW}\n|{'---|' * 12}\n{ROW}"
CODE = "```python\n" + "\n".join(f"step_{i} = {'x' * 3 * i!r}" for i in range(40)) + "\n```"
LETTERS = "".join("abcdefghijklmnopqrst"[i // 15] for i in range(300))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return press(jobs(guide_of(SAMPLE)), tmp_path_factory.mktemp("cache"), quiet)


def bank_with(place: Path, file: str, old: str, new: str) -> Path:
    """A copy of the sample bank with one text changed."""
    data = place / "data"
    shutil.copytree(SAMPLE, data)
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new), "utf-8")
    return data


def failures(pdf: bytes) -> set[str]:
    """Rules of PDF/UA-1 that a validator of others' making finds broken."""
    return {f"{failure.rule_id}: {failure.message}" for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures}


def test_an_independent_validator_finds_nothing_against_accessibility(everything: Files) -> None:
    found = {name: failures(data) for name, data in everything.items() if name.endswith(".pdf")}
    assert len(found) > 5
    assert {name: broken for name, broken in found.items() if broken} == {}


@pytest.mark.parametrize("part", ["/StructTreeRoot", "/Lang", "/Metadata", "/MarkInfo", "/ViewerPreferences"])
def test_the_validator_sees_what_is_missing(part: str, everything: Files) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(everything["sheets/pdf/trees-a4.pdf"]))
    del writer.root_object[part]
    out = io.BytesIO()
    writer.write(out)
    assert failures(out.getvalue())


def elements(node: Any) -> list[Any]:
    """The structure elements of a tagged PDF, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [element for child in node for element in elements(child)]
    if not isinstance(node, dict):
        return []
    inner = elements(node["/K"]) if "/K" in node else []
    return [node, *inner] if "/S" in node else inner


def test_a_figure_is_drawn_in_the_guide_and_said_in_words(everything: Files) -> None:
    for paper in ("a4", "letter"):
        pdf = pypdf.PdfReader(io.BytesIO(everything[f"sheets/pdf/guide-{paper}.pdf"]))
        tree = elements(pdf.trailer["/Root"]["/StructTreeRoot"])
        assert [str(e["/Alt"]) for e in tree if e["/S"] == "/Figure"] == [ALT]
        assert "Figure: " not in "".join(sheet.extract_text() for sheet in pdf.pages)


def test_a_figure_is_drawn_in_the_book_and_said_in_words(everything: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(everything["sheets/pdf/guide.epub"])) as archive:
        text = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml"))
        source, alt = re.findall(r'<img src="\.\./([^"]+)" alt="([^"]+)" />', text)[0]
        drawing = archive.read(f"EPUB/{source}").decode()
    assert alt == ALT
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert not re.search(r"var\(|currentColor|@", drawing)


def test_a_figure_at_a_glance_stands_on_the_sheet(tmp_path: Path) -> None:
    data = bank_with(tmp_path, *TOPIC, f"{TOPIC[1]}\n\n![{ALT}](../figures/pruning-curve.typ)")
    made = [job for job in cheatsheet.jobs(guide_of(data)) if job.name.endswith("trees-a4.pdf")]
    pdf = press(made, tmp_path / "cache", quiet)[made[0].name]
    tree = elements(pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    assert [str(e["/Alt"]) for e in tree if e["/S"] == "/Figure"] == [ALT]
    assert failures(pdf) == set()


def test_headings_never_skip_a_level(everything: Files) -> None:
    for name, data in everything.items():
        if name.endswith(".pdf"):
            tree = elements(pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"])
            levels = [int(e["/S"][2:]) for e in tree if re.fullmatch(r"/H\d", e["/S"])]
            assert levels[:1] == [1], name
            assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], name


REMEMBER = "questions/trees/stop-splitting.md", "- Validate, then cut back."
REFUSED = {
    "a word of 300 letters": (f"- {LETTERS}", "LB604"),
    "a wide table": ("- Cut:\n\n  " + WIDE.replace("\n", "\n  "), "LB604"),
    "40 lines of code": ("- Cut:\n\n  " + CODE.replace("\n", "\n  "), "LB604"),
    "a table after the list": (f"- Cut.\n\n{WIDE}", "LB407"),
    "an emoji": ("- Cut \U0001f600 back.", "LB512"),
}
STARTS = {"LB604": "- ", "LB407": "| column", "LB512": "- Cut"}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_sheet_cannot_hold_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    line, code = REFUSED[case]
    data = bank_with(tmp_path, *REMEMBER, line)
    with pytest.raises(DataError) as raised:
        load(data)
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == (code, (data / REMEMBER[0]).as_posix())
    text = (data / REMEMBER[0]).read_text("utf-8").split("\n")
    assert text[problem.line - 1].startswith(STARTS[code])


TOPIC = "topics/trees.md", "| Gini | 0 to 0.5 |"
DEPTH = "questions/trees/gini-vs-entropy.md", "| equal shares of two classes | 0.5 | 1 bit |"
TABLE = "topics/trees.md", "| criterion | range for two classes |\n|---|---|\n| Gini | 0 to 0.5 |"
LAID_OUT = {
    "a word of 160 letters": (*REMEMBER, f"- {LETTERS[:155]}."),
    "code of 160 letters": (*REMEMBER, f"- `{LETTERS[:150]}`."),
    "a long word in a table": (*TOPIC, f"| {LETTERS} | {LETTERS} |"),
    "a wide table on the sheet": (*TABLE, WIDE),
    "40 lines of code": (*DEPTH, f"{DEPTH[1]}\n\n{CODE}"),
    "a wide table in an answer": (*DEPTH, f"{DEPTH[1]}\n\n{WIDE}"),
    "a long formula": (*DEPTH, f"{DEPTH[1]}\n\n$$\n{' + '.join(['1'] * 90)}\n$$"),
    "a long formula on the sheet": ("topics/trees.md", "$G = 1 -", f"$G = {'a_1 + ' * 40} 1 -"),
    "a fraction wider than its column": ("topics/trees.md", "$G = 1 -", f"$G = \\frac{{{'a_1 + ' * 40} 1}}{{2}} -"),
}


@pytest.mark.parametrize("case", LAID_OUT)
def test_what_is_wide_is_laid_out_inside_its_column(case: str, tmp_path: Path) -> None:
    file, old, new = LAID_OUT[case]
    wanted = {f"sheets/pdf/{name}-{paper}.pdf" for name in LAYOUTS for paper in PAPERS}
    made = [job for job in jobs(guide_of(bank_with(tmp_path, file, old, new))) if wanted & set(job.name.split())]
    files = press(made, tmp_path / "cache", quiet)
    for name, (margin, gutter) in LAYOUTS.items():
        for paper in PAPERS:
            data = files[f"sheets/pdf/{name}-{paper}.pdf"]
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                for sheet in pdf.pages:
                    assert outside(sheet, margin) == "", (name, paper)
                    assert between(sheet, gutter if two_columns(sheet, name) else 0) == "", (name, paper)
            assert_nothing_lost(new, data)


def two_columns(sheet: Any, name: str) -> bool:
    """Whether a page is one of two columns: a pack's first two are not, nor are questions with room to write."""
    if name == "tester-pack":
        return bool(sheet.page_number > 2)
    return "self-test" not in name or ": key" in sheet.extract_text()[:200]


def signs(sheet: Any) -> Iterator[tuple[str, float, float, float]]:
    """Signs with their left and right edge and their distance from the top of the paper, which may be cut from more."""
    left, _, _, top = sheet.mediabox
    for sign in sheet.chars:
        if sign["text"].strip():
            yield sign["text"], sign["x0"] - left, sign["x1"] - left, top - sign["y1"]


def outside(sheet: Any, margin: float) -> str:
    """Signs beyond a margin or off the page."""
    edge = margin * MILLIMETRE - 1
    low, high, most = edge, sheet.width - edge, sheet.height - 7 * MILLIMETRE
    return "".join(text for text, left, right, top in signs(sheet) if left < low or right > high or not 0 < top < most)


def between(sheet: Any, gutter: float) -> str:
    """Signs on the gutter between two columns, below the title and above the footer."""
    low, high = (sheet.width / 2 + side * (gutter * MILLIMETRE / 2 - 1) for side in (-1, 1))
    body = [sign for sign in signs(sheet) if 0.16 < sign[3] / sheet.height < 0.92]
    return "".join(text for text, left, right, _ in body if gutter and left < high and right > low)


def assert_nothing_lost(new: str, data: bytes) -> None:
    """Of what was written, all words can be read wherever one of them stands."""
    text = re.sub(r"[\s\u200b-]", "", "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages))
    words = re.findall(r"[a-t]{150,}|columnnamedafternumber\d+|step_39", new)
    assert [word for word in words if word not in text] == [] or not any(word in text for word in words)
