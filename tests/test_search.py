"""The search without a browser: its modules, its records, and how well it answers the judged set."""

from __future__ import annotations

import dataclasses
import gzip
import json
import subprocess
from pathlib import Path

import pytest

from generator.addresses import Addresses
from generator.bank import Bank
from generator.load import load
from generator.model import Question
from generator.outputs import search
from generator.pages.page import Guide
from generator.problems import DataError
from generator.scripts import files as scripts
from generator.settings import Settings
from tests.conftest import ROOT
from tests.search.judge import Score, judge, table
from tests.tools import node

SETTINGS = Settings("Sample", "A sample guide.", "https://example.org/sample/", "https://example.org/repo")
LIMIT_500 = 150_000  # bytes on the wire until a query can be answered
FLOOR_HIT_1, FLOOR_HIT_3 = 0.85, 0.97


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def found(bank: Bank) -> search.Files:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}
    return search.files(Guide(bank, SETTINGS, Addresses(bank), pages))


def index_of(files: search.Files) -> dict[str, object]:
    return json.loads(files[f"{search.FOLDER}/index.json"])  # type: ignore[no-any-return]


def test_modules_hold_what_they_promise() -> None:
    done = subprocess.run(
        [node(), "--test", *(ROOT / "tests" / "web").glob("*.test.mjs")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 0" not in done.stdout


def test_types_of_the_scripts_are_right() -> None:
    done = subprocess.run(
        [node(), ROOT / "node_modules" / ".bin" / "tsc", "-p", ROOT / "generator" / "web"], check=False
    )
    assert done.returncode == 0


def test_every_entry_has_a_record(bank: Bank, found: search.Files) -> None:
    index = index_of(found)
    titles = [json.loads(text) for name, text in found.items() if name.endswith("/0.json")]
    assert len(index["label"]) == len(bank.questions)  # type: ignore[arg-type]
    assert titles[0]["id"] == list(bank.questions)[: search.CHUNK]
    pages = {(page["type"], page["title"]) for page in index["pages"]}  # type: ignore[attr-defined]
    for kind, entries in (
        ("role", bank.roles),
        ("stage", bank.stages),
        ("company", bank.companies),
        ("topic", bank.topics),
    ):
        assert {(kind, entry.name) for entry in entries.values()} <= pages
    assert ("page", "Problem codes") in pages


def test_records_of_hand_written_pages_come_from_their_headings_not_their_code() -> None:
    text = "---\ntitle: A \ndescription: What.\n---\n# B\n\n## One {#one}\n```\n## not a heading\n```\n### Two\n"
    bank = Bank({}, {}, {}, {}, {})
    pages = index_of(
        search.files(Guide(bank, SETTINGS, Addresses(bank), {"a/index.md": text, "x.md": "# Only *this*\n"}))
    )
    assert pages["pages"] == [
        {"type": "page", "title": "A", "url": "a/", "keywords": "One|Two", "text": "What."},
        {"type": "page", "title": "Only *this*", "url": "x/", "keywords": "", "text": ""},
    ]


def test_labels_lead_back_to_those_of_the_question(bank: Bank, found: search.Files) -> None:
    index = index_of(found)
    names = ("topic", "level", "kind", "role", "stage", "company")
    for question, place in zip(bank.questions.values(), index["label"], strict=True):  # type: ignore[call-overload]
        label = index["labels"][place]  # type: ignore[index]
        ids = [
            [index["facets"][name][i][0] for i in (value if isinstance(value, list) else [value])]  # type: ignore[index]
            for name, value in zip(names, label, strict=True)
        ]
        assert ids == [
            [question.topic],
            [question.level],
            [question.kind],
            list(question.roles),
            list(question.stages),
            list(question.companies),
        ]


def test_a_large_bank_is_cut_into_files_and_says_which_words_each_has(bank: Bank) -> None:
    some: list[Question] = list(bank.questions.values())[:3]
    many = {f"q{n}": dataclasses.replace(some[n % 3], id=f"q{n}") for n in range(search.CHUNK * search.FEW_CHUNKS + 1)}
    large = Bank(bank.roles, bank.stages, bank.companies, bank.topics, many)
    files = search.files(Guide(large, SETTINGS, Addresses(large)))
    index = index_of(files)
    assert index["chunks"] == search.FEW_CHUNKS + 1
    assert len(index["words"]) == index["chunks"]  # type: ignore[arg-type]
    assert sum(
        len(json.loads(text)["id"])
        for name, text in files.items()
        if name.split("/")[-1][0].isdigit() and "text" not in name
    ) == len(many)


def test_what_a_query_needs_is_small(found: search.Files) -> None:
    needed = [found[f"{search.FOLDER}/{name}"] for name in ("index.json", "0.json")]
    needed.append(scripts(ROOT)["docs/assets/search.js"])
    sizes = [len(gzip.compress(part if isinstance(part, bytes) else part.encode(), 9)) for part in needed]
    assert sum(sizes) < LIMIT_500


def test_the_bundle_is_the_same_each_time_and_names_no_path() -> None:
    one, two = scripts(ROOT), scripts(ROOT)
    assert one == two
    assert str(ROOT).encode() not in b"".join(part for part in one.values() if isinstance(part, bytes))


def test_a_missing_bundler_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        scripts(tmp_path)
    assert [str(p.code) for p in caught.value.problems] == ["LB106"]


def test_the_judged_set_is_answered(found: search.Files, tmp_path: Path) -> None:
    folder = tmp_path / "search"
    folder.mkdir()
    for name, text in found.items():
        (folder / Path(name).name).write_text(str(text), "utf-8")
    judged = judge(folder, tmp_path)
    assert len(judged) >= 210
    print(table(judged))  # noqa: T201  (shown when the test fails)
    for part in (judged, [each for each in judged if each.held_out]):
        score = Score.of(part)
        assert score.hit_1 >= FLOOR_HIT_1
        assert score.hit_3 >= FLOOR_HIT_3


def test_the_judged_set_asks_for_entries_that_exist(bank: Bank, found: search.Files) -> None:
    lines = (ROOT / "tests/search/queries.tsv").read_text("utf-8").splitlines()[1:]
    urls = {page["url"].rstrip("/") for page in index_of(found)["pages"]}  # type: ignore[attr-defined]
    wanted = {id.removesuffix("/index") for line in lines for id in line.split("\t")[2].split(",")}
    assert wanted - set(bank.questions) - urls == set()


def test_a_worse_engine_would_be_seen(found: search.Files, tmp_path: Path) -> None:
    """Guards the judge: with shuffled titles it must not be content."""
    folder = tmp_path / "search"
    folder.mkdir()
    for name, text in found.items():
        (folder / Path(name).name).write_text(str(text), "utf-8")
    titles = json.loads((folder / "0.json").read_text("utf-8"))
    titles["id"] = titles["id"][::-1]
    (folder / "0.json").write_text(json.dumps(titles), "utf-8")
    assert Score.of(judge(folder, tmp_path)).hit_3 < FLOOR_HIT_3
