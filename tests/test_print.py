"""What a person gets who prints: pages counted, text read, fonts embedded, nothing outside its column, nothing run."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from generator import formulas, prose, tex
from generator.addresses import Addresses
from generator.cutting import cut
from generator.git import dates
from generator.glyphs import missing
from generator.load import load
from generator.pages.page import Guide
from generator.press import press
from generator.printable import converted
from generator.prints import PRINTS, cheatsheet, jobs, loop, pack, selftest
from generator.prints.job import Fit, Job, document, string
from generator.problems import DataError
from generator.settings import read_settings
from generator.typeset import Typesetter, breakable
from tests.conftest import HERE, ROOT, SAMPLE, loopbook

pytestmark = pytest.mark.xdist_group("print")
FORMULAS = [(line, True) for line in (HERE / "formulas.txt").read_text("utf-8").splitlines()]
TOPICS = ("sequence-models", "behavioral", "sql")
LAST_PAGES = (
    "statistics-self-test-letter",
    "trees-and-ensembles-self-test-a4",
)  # a rest of one and two, if lines kept 7 mm
SIZES = {"a4": (595, 841), "letter": (612, 792)}
Files = dict[str, bytes]


def guide_of(data: Path) -> Guide:
    bank = load(data)
    known = {entry.path: "2026-11-21" for entry in bank.entries}
    settings = read_settings(ROOT / "mkdocs.yml")
    return Guide(bank, settings, Addresses(bank), dates=known, prints=True, formulas=converted(bank))


def quiet(_: str) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def sample() -> Guide:
    return guide_of(SAMPLE)


@pytest.fixture(scope="module")
def real() -> Guide:
    return guide_of(ROOT / "data")


@pytest.fixture(scope="module")
def sheets(real: Guide, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A dense, a long and a code-laden sheet of the real bank, a self-test and a loop sheet."""
    wanted = {f"sheets/pdf/{topic}-{paper}.pdf" for topic in TOPICS for paper in SIZES}
    wanted |= {
        f"sheets/pdf/{name}.pdf" for name in ("sql-self-test-a4", *LAST_PAGES, "amazon-loop-a4", "amazon-loop-letter")
    }
    made = [job for part in (cheatsheet, selftest, loop) for job in part.jobs(real) if job.name in wanted]
    assert {job.name for job in made} == wanted
    return press(made, tmp_path_factory.mktemp("cache"), quiet)


@pytest.fixture(scope="module")
def everything(sample: Guide, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All there is to print of the sample bank."""
    return press(jobs(sample), tmp_path_factory.mktemp("cache"), quiet)


def pdfs(files: Files) -> dict[str, pypdf.PdfReader]:
    return {name: pypdf.PdfReader(io.BytesIO(data)) for name, data in files.items() if name.endswith(".pdf")}


def read(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())


def test_a_sheet_has_two_pages_at_most_and_a_loop_sheet_one(sheets: Files) -> None:
    counts = {name: len(pdf.pages) for name, pdf in pdfs(sheets).items() if "self-test" not in name}
    assert {name for name, count in counts.items() if count > (1 if "loop" in name else 2)} == set()


def test_each_paper_has_its_size(sheets: Files, everything: Files) -> None:
    for name, pdf in pdfs(sheets | everything).items():
        sizes = {(int(page.mediabox.width), int(page.mediabox.height)) for page in pdf.pages}
        assert sizes == {SIZES[name.removesuffix(".pdf").rsplit("-", 1)[1]]}, name


def test_both_papers_of_a_guide_or_a_pack_are_cut_from_the_middle_of_one_page(everything: Files) -> None:
    for name in ("guide", "tester-pack"):
        whole = [everything[f"sheets/pdf/{name}-{paper}.pdf"] for paper in SIZES]
        boxes = [pypdf.PdfReader(io.BytesIO(data)).pages[0].mediabox for data in whole]
        assert re.sub(rb"/MediaBox.*?]", b"", whole[0]).split() == re.sub(rb"/MediaBox.*?]", b"", whole[1]).split()
        a4, letter = ([float(box.left + box.right) / 2, float(box.top + box.bottom) / 2] for box in boxes)
        assert a4 == pytest.approx(letter, abs=0.1)


def test_a_document_of_one_paper_is_not_cut() -> None:
    with pytest.raises(ValueError, match="both papers"):
        cut(b"/MediaBox[0 0 595.2756 841.8898]", "a4")


def test_every_pdf_is_tagged_titled_and_has_bookmarks(sheets: Files, everything: Files) -> None:
    for name, pdf in pdfs(sheets | everything).items():
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], name
        assert root["/StructTreeRoot"], name
        assert root["/Lang"] == "en", name
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], name
        assert b"<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data(), name
        assert pdf.metadata, name
        assert pdf.metadata.title, name
        assert pdf.outline, name
    marks = [mark for mark in pdfs(sheets)["sheets/pdf/sql-a4.pdf"].outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == ["SQL"]
    assert pdfs(sheets)["sheets/pdf/sql-a4.pdf"].metadata.title == "SQL – Loopbook cheat sheet"


def test_every_font_is_embedded(sheets: Files, everything: Files) -> None:
    for name, pdf in pdfs(sheets | everything).items():
        for page in pdf.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(inner), name


def test_nothing_leaves_its_column_or_is_too_small_to_read(sheets: Files) -> None:
    edge = 12 / 25.4 * 72 - 1
    for name, data in sheets.items():
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                signs = [c for c in page.chars if c["text"].strip()]
                assert [c["text"] for c in signs if c["x0"] < edge or c["x1"] > page.width - edge] == [], name
                assert [c["text"] for c in signs if c["top"] < 0 or c["bottom"] > page.height] == [], name
                assert min(c["size"] for c in signs if "Libertinus" in c["fontname"]) >= 7.49, name
                assert "self-test" in name or _across(signs, page.width / 2, page.height) == "", name


def test_no_letters_are_smaller_than_can_be_read_on_a_wall(sample: Guide, everything: Files) -> None:
    assert min(fit.smallest for job in jobs(sample) for fit in job.fits) >= 7.5
    for name, data in everything.items():
        if name.endswith(".pdf"):
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                letters = [c for page in pdf.pages for c in page.chars if "Serif" in c["fontname"]]
            assert [c["text"] for c in letters if c["size"] < 7.49] == [], name


def _across(signs: list[dict[str, Any]], middle: float, height: float) -> str:
    """What stands on the gutter between two columns, below the title and above the footer."""
    inner = [c for c in signs if 0.12 * height < c["top"] < 0.95 * height]
    return "".join(c["text"] for c in inner if c["x0"] < middle - 1 and c["x1"] > middle + 1)


def test_a_sheet_holds_its_lines_its_address_its_date_and_its_license(sheets: Files, real: Guide) -> None:
    text = read(sheets["sheets/pdf/sequence-models-a4.pdf"])
    for words in (
        "Key formulas",
        "At a glance",
        "the forward algorithm trains, Viterbi predicts",
        "loopbook.github.io/loopbook/sheets/sequence-models/",
        "Content of 2026-11-21",
        "CC BY 4.0",
    ):
        assert words in text
    for question in real.bank.by_topic["sequence-models"]:
        assert question.question in text.replace("- ", "-")


@pytest.mark.parametrize("name", LAST_PAGES)
def test_the_last_page_of_a_self_test_is_no_mere_rest(sheets: Files, name: str) -> None:
    pages = [page.extract_text() for page in pdfs(sheets)[f"sheets/pdf/{name}.pdf"].pages]
    asked = [len(re.findall(r"(?:Core|Intermediate|Advanced) · ", text)) for text in pages if ": key" not in text]
    assert min(asked) > max(asked) / 2


def test_the_key_of_a_self_test_starts_on_a_page_of_its_own(sheets: Files) -> None:
    pages = [page.extract_text() for page in pdfs(sheets)["sheets/pdf/sql-self-test-a4.pdf"].pages]
    first = next(i for i, text in enumerate(pages) if "SQL: key" in text)
    assert first > 0
    assert pages[first].startswith("SQL: key")
    assert "WHERE" in pages[first]
    assert not re.search(r"(?:Core|Intermediate|Advanced) · ", pages[first]), "room to write and its key on one page"
    assert all("full answer on the site" not in text for text in pages[:first])


def test_a_pack_has_a_cover_a_path_with_right_pages_and_the_sheets_of_its_role(real: Guide, tmp_path: Path) -> None:
    name = "sheets/pdf/research-scientist-pack-a4.pdf"
    made = [job for job in pack.jobs(real) if name in job.name]
    files = press(made, tmp_path, quiet)
    pages = [page.extract_text() for page in pdfs(files)[name].pages]
    assert "Research scientist" in " ".join(pages[0].split())
    rows = re.findall(r"^(.+?) ?\d/5 .*?(\d+)$", pages[1], flags=re.MULTILINE)
    assert len(rows) > 10
    assert [row for row in rows if not pages[int(row[1]) - 1].startswith(row[0].strip())] == []
    starts = [int(number) for _, number in rows]
    assert sum(after - before > 1 for before, after in pairwise(starts)) <= 1, "only behavioral takes more than a page"
    assert_columns_end_alike(files[name], range(starts[0], len(pages) + 1))


def assert_columns_end_alike(pdf: bytes, numbers: Iterable[int]) -> None:
    """Both columns of a page reach as far down; where there is more in the boxes than in all lines, they can't."""
    uneven = []
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in (opened.pages[number - 1] for number in numbers):
            body = [c for c in page.chars if c["top"] < 0.9 * page.height]
            middle = (page.mediabox[0] + page.mediabox[2]) / 2
            ends = [max(c["bottom"] for c in body if (c["x0"] > middle) == right) for right in (False, True)]
            uneven += [page.page_number] if abs(ends[0] - ends[1]) > 0.15 * page.height else []
    assert len(uneven) <= 2, uneven


def test_a_sheet_that_is_too_full_is_named_with_its_topic(sample: Guide, tmp_path: Path) -> None:
    (job, *_) = cheatsheet.jobs(sample)
    with pytest.raises(DataError) as raised:
        press([replace(job, fits=(Fit(1, 40, 40),))], tmp_path, quiet)
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == ("LB801", job.path)
    assert re.search(
        rf"^{re.escape(job.name)} is too full: it takes [2-9]\d* pages at 40 points, 1 at most", problem.message
    )


def test_progress_is_shown_with_the_name_of_each_file(sample: Guide, tmp_path: Path) -> None:
    made = list(loop.jobs(sample))
    said: list[str] = []
    press(made, tmp_path, said.append)
    assert said[0] == f"Printing {len(made)} files: 0 are in the cache, {len(made)} are new or changed."
    assert sorted(line.split()[1] for line in said[1:]) == sorted(job.name for job in made)
    assert [line.split()[0] for line in said[1:]] == [f"{i}/{len(made)}" for i in range(1, len(made) + 1)]


def test_a_changed_line_prints_again_only_what_holds_it(tmp_path: Path, sample: Guide) -> None:
    press(jobs(sample), tmp_path / "cache", quiet)
    shutil.copytree(SAMPLE, tmp_path / "data")
    path = tmp_path / "data/questions/trees/stop-splitting.md"
    path.write_text(path.read_text("utf-8").replace("- Validate, then cut back.", "- Validate, then prune."), "utf-8")
    said: list[str] = []
    changed = jobs(guide_of(tmp_path / "data"))
    press(changed, tmp_path / "cache", said.append)
    again = {name for line in said[1:] for name in line.split()[1:] if name != "and"}
    stems = ("guide", "trees", "trees-self-test", "tester-pack")
    assert again == {f"sheets/pdf/{stem}-{p}.pdf" for stem in stems for p in SIZES} | {"sheets/pdf/guide.epub"}


def test_the_book_has_contents_and_links_that_stay_inside(everything: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(everything["sheets/pdf/guide.epub"])) as book:
        assert book.testzip() is None
        pages = {n: book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml")}
        assert "Trees" in pages["EPUB/nav.xhtml"]
        assert any("<math" in text for text in pages.values())
        ids = {(n.rpartition("/")[2], m) for n, text in pages.items() for m in re.findall(r' id="([^"]+)"', text)}
        links = {m for text in pages.values() for m in re.findall(r'href="(?:text/)?([^":#]+)#([^"]+)"', text)}
        assert links
        assert links <= ids
        chapters = [text for name, text in pages.items() if "/text/" in name]
        assert not any(re.search('href="#|<!--[0-9]', text) for text in chapters)


def test_printing_twice_gives_the_same_bytes(sample: Guide, everything: Files, tmp_path: Path) -> None:
    assert press(jobs(sample), tmp_path, quiet) == everything


def test_what_did_not_change_is_not_printed_again_and_a_damaged_entry_is(sample: Guide, tmp_path: Path) -> None:
    made = list(cheatsheet.jobs(sample))
    said: list[str] = []
    first = press(made, tmp_path, quiet)
    press(made, tmp_path, said.append)
    assert said == [f"Printing {len(made)} files: {len(made)} are in the cache, 0 are new or changed."]
    broken = sorted(tmp_path.iterdir())[0]
    broken.write_bytes(broken.read_bytes()[:-7])
    said.clear()
    assert press(made, tmp_path, said.append) == first
    assert said[0].endswith("1 are new or changed.")


def test_every_print_is_in_the_table() -> None:
    modules = {path.stem for path in (ROOT / "generator" / "prints").glob("*.py")} - {"__init__", "job"}
    assert {make.__module__.rsplit(".", 1)[1] for make in PRINTS} == modules


HOSTILE = [
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "$ #panic() $",
    '"); panic("',
    "\\u{41} \\n \\",
    "]#[*bold* _x_ = y <label> @ref // no /* no */ ~ --- `raw`",
    "{ } ( ) [ ] ;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_an_entry_never_runs_as_code(text: str, tmp_path: Path) -> None:
    parsed, problems = prose.parse(f"```text\n{text}\n```", 1, "x")
    assert parsed
    assert not problems
    body = Typesetter({}, string).blocks(parsed.lead)
    call = f'base({string(text)}, "", {{\nheading(level: 1, {string(text)})\n{body}\ntold }})'
    printed = press([Job("x.pdf", "x", document("sheet", call), "a4")], tmp_path, quiet)["x.pdf"]
    squeezed = "".join(text.split())
    assert "".join(read(printed).split()).count(squeezed) == 2


@pytest.mark.parametrize("key", FORMULAS, ids=lambda key: key[0][:40])
def test_formulas_of_the_trade_render_on_the_site_and_on_paper(key: tuple[str, bool]) -> None:
    assert tex.to_mathml(*key).startswith("<math")
    assert formulas.convert(frozenset(FORMULAS))[key].error == ""


@pytest.mark.parametrize(
    ("written", "set_as"),
    [("a \\; b", "thick"), ("\\operatorname*{arg\\,min}_w L", "arg min_w"), ("a \\qquad b", "#h(2em)")],
)
def test_spaces_and_limits_are_on_paper_as_on_the_site(written: str, set_as: str) -> None:
    assert set_as in formulas.convert(frozenset([(written, True)]))[written, True].typst


def test_there_are_enough_formulas() -> None:
    assert len(set(FORMULAS)) >= 60


def test_no_formula_of_the_bank_carries_code(real: Guide) -> None:
    for formula in real.formulas.values():
        assert not re.sub(r'"(?:\\.|[^"\\])*"|\\.|#h\([\d.-]+em\)|#scale\([^)]*\)\[\\?.\]', "", formula.typst).count(
            "#"
        )


def test_a_word_of_300_letters_gets_places_to_break() -> None:
    assert max(map(len, breakable("a" * 300).split("\u200b"))) <= 24
    assert breakable("cross-validation of word2vec") == "cross-validation of word2vec"


def test_signs_without_a_drawing_are_found() -> None:
    assert missing(frozenset("aé≤→😀日")) == frozenset("😀日")


def test_dates_come_from_the_commits(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    assert dates(tmp_path, Path("data")) == {}
    (tmp_path / "data").mkdir()
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    for name, day in (("a.md", "2024-05-06"), ("b.md", "2025-01-02")):
        (tmp_path / "data" / name).write_text(name, "utf-8")
        subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
        when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "PATH": os.environ["PATH"]}
        subprocess.run([*git, "commit", "-qm", name], cwd=tmp_path, check=True, env=when)
    assert dates(tmp_path, Path("data")) == {"data/a.md": "2024-05-06", "data/b.md": "2025-01-02"}


def test_a_build_that_prints_leads_to_files_that_are_there(project: Path) -> None:
    done = loopbook(project, "build", "--print")
    assert done.returncode == 0, done.stderr
    assert "are in the cache" in done.stderr
    site = project / "site"
    pages = {
        "sheets/index.html": {"pdf", "epub"},
        "sheets/trees/index.html": {"pdf"},
        "topics/trees/index.html": {"pdf", "apkg"},
        "roles/tester/index.html": {"pdf", "apkg"},
        "practice/index.html": {"apkg"},
    }
    for page, endings in pages.items():
        links = re.findall(r'href="([^"]+\.(?:pdf|epub|apkg))"', (site / page).read_text("utf-8"))
        assert {link.rpartition(".")[2] for link in links} >= endings, page
        assert [link for link in links if not (site / page).parent.joinpath(link).resolve().is_file()] == []


def test_a_changed_program_prints_anew_and_what_pandoc_refuses_is_told(project: Path) -> None:
    assert loopbook(project, "build", "--print").returncode == 0
    before = (project / "site/sheets/pdf/guide.epub").read_bytes()
    path = project / "generator/chapters.py"
    path.write_text(path.read_text("utf-8").replace('"--mathml"', '"--nonsense"'), "utf-8")
    done = loopbook(project, "build", "--print")
    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1, done.stderr
    assert re.match(r"trees [0-9a-f]+ can't be printed: pandoc refuses it: .*--nonsense", last), done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site/sheets/pdf/guide.epub").read_bytes() == before


def test_the_pandoc_that_prints_is_the_installed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that the machine has as well, of a version that no key of the cache knows, changes nothing."""
    other = tmp_path / "pandoc"
    other.write_text("#!/bin/sh\necho pandoc 99.0; echo 'Hello.'\n", "utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    program = "from generator.formulas import convert; print(convert(frozenset({('x', False)})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Formula(typst='$x$', error='')" in done.stdout, done.stderr


def test_a_build_that_does_not_print_leads_to_no_files(project: Path) -> None:
    assert loopbook(project, "build").returncode == 0
    html = {p: p.read_text("utf-8") for p in (project / "site").rglob("*.html")}
    assert [p for p, text in html.items() if ".pdf" in text or '.apkg"' in text] == []
