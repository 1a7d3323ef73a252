"""The Anki decks, imported by Anki itself: twice, the second time with changed text."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest, ImportCsvRequest
from anki.import_export_pb2 import ImportAnkiPackageOptions

from generator.addresses import Addresses
from generator.load import load
from generator.outputs import decks
from generator.pages.page import Guide
from generator.settings import Settings
from tests.conftest import ROOT, SAMPLE

FIRST, LATER = datetime.date(2026, 11, 20), datetime.date(2026, 11, 21)
SETTINGS = Settings("Sample", "A sample guide.", "https://example.org/sample/", "https://example.org/repo")


def guide_of(data: Path, monkeypatch: pytest.MonkeyPatch) -> Guide:
    monkeypatch.chdir(data.parent)
    bank = load(Path(data.name))
    return Guide(bank, SETTINGS, Addresses(bank))


@pytest.fixture
def guide(monkeypatch: pytest.MonkeyPatch) -> Guide:
    return guide_of(SAMPLE, monkeypatch)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


def changed_guide(guide: Guide) -> Guide:
    """The same guide after somebody changed the wording of every question."""
    questions = {
        id: dataclasses.replace(question, question=f"{question.question} Again?")
        for id, question in guide.bank.questions.items()
    }
    bank = dataclasses.replace(guide.bank, questions=questions)
    return Guide(bank, guide.settings, Addresses(bank))


def bring(collection: Collection, content: bytes, folder: Path) -> None:
    path = folder / "deck.apkg"
    path.write_bytes(content)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions(merge_notetypes=True))
    collection.import_anki_package(request)


def packages(files: decks.Files) -> dict[str, bytes]:
    return {name: text for name, text in files.items() if name.endswith(".apkg") and isinstance(text, bytes)}


def schedule(collection: Collection) -> dict[str, tuple[int, int]]:
    rows = collection.db.all("select n.guid, c.ivl, c.reps from cards c join notes n on n.id = c.nid")
    return {guid: (interval, reps) for guid, interval, reps in rows}


def test_a_later_import_of_any_deck_changes_its_texts_and_keeps_its_schedule(guide: Guide, tmp_path: Path) -> None:
    first, later = (packages(decks.files(each, day)) for each, day in ((guide, FIRST), (changed_guide(guide), LATER)))
    assert sorted(first) == sorted(later)
    assert len(first) == 1 + len(guide.bank.topics) + len(guide.bank.roles)
    for name in first:
        place = Collection(str(tmp_path / f"{name.replace('/', '-')}.anki2"))
        bring(place, first[name], tmp_path)
        cards = place.find_cards("")
        place.sched.set_due_date(cards, "9!")
        before = schedule(place)
        assert {interval for interval, _ in before.values()} == {9}
        bring(place, later[name], tmp_path)
        assert schedule(place) == before, name
        notes = [place.get_note(id) for id in place.find_notes("")]
        assert len(notes) == len(before)
        assert all(note["Question"].endswith("Again?") for note in notes), name
        place.close()


def test_a_renamed_question_keeps_its_schedule(guide: Guide, collection: Collection, tmp_path: Path) -> None:
    bring(collection, packages(decks.files(guide, FIRST))["docs/anki/all.apkg"], tmp_path)
    collection.sched.set_due_date(collection.find_cards(""), "9!")
    before = schedule(collection)
    question = guide.bank.questions["stop-splitting"]
    renamed = dataclasses.replace(question, id="when-to-stop", aliases=("stop-splitting",))
    questions = {each.id: each for each in (*guide.bank.questions.values(), renamed) if each is not question}
    bank = dataclasses.replace(guide.bank, questions=questions)
    later = decks.files(Guide(bank, SETTINGS, Addresses(bank)), LATER)
    bring(collection, packages(later)["docs/anki/all.apkg"], tmp_path)
    assert schedule(collection) == before
    assert collection.find_notes("Id:when-to-stop")


def test_each_deck_has_a_table_with_the_same_notes(guide: Guide) -> None:
    files = decks.files(guide, FIRST)
    for name in packages(files):
        rows = [line for line in str(files[name.replace(".apkg", ".tsv")]).splitlines() if line[:1] != "#"]
        assert rows, name
    trees = str(files["docs/anki/topics/trees.tsv"])
    assert ("stop-splitting\t" in trees, "told-the-truth\t" in trees) == (True, False)


def test_decks_that_overlap_share_their_cards(guide: Guide, collection: Collection, tmp_path: Path) -> None:
    for content in packages(decks.files(guide, FIRST)).values():
        bring(collection, content, tmp_path)
    assert sorted(schedule(collection)) == ["gini-or-entropy", "stop-splitting", "told-the-truth"]
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"Sample", "Sample::Trees", "Sample::People"} <= names
    assert len([each for each in collection.models.all_names_and_ids() if each.name.startswith("Sample")]) == 1


def test_a_note_carries_answer_mistakes_follow_ups_link_and_tags(
    guide: Guide, collection: Collection, tmp_path: Path
) -> None:
    bring(collection, packages(decks.files(guide, FIRST))["docs/anki/all.apkg"], tmp_path)
    note = collection.get_note(collection.find_notes("Id:gini-vs-entropy")[0])
    assert note.guid == "gini-or-entropy", "the oldest id, so that a card that was renamed is known again"
    assert note["Answer"].startswith("<p>Both measure how mixed")
    assert note["Mistakes"].startswith("<ul><li>&quot;Entropy is more accurate.&quot; Neither is")
    assert r"<dt>What changes for \(K\) classes?</dt>" in note["Follow-ups"]
    assert r"\(1 - 1/K\)" in note["Follow-ups"]
    assert note["Link"] == "https://example.org/sample/topics/trees/#gini-vs-entropy"
    assert {"topic::trees", "level::core", "role::tester", "stage::onsite", "company::acme"} <= set(note.tags)
    back = note.cards()[0].answer()
    assert "The full answer" in back
    assert ".nightMode" in back
    amp = collection.get_note(collection.find_notes("Id:stop-splitting")[0])
    assert "&amp; why" in amp["Question"]


def test_the_same_bank_gives_the_same_bytes_and_another_day_others(guide: Guide) -> None:
    assert decks.files(guide, FIRST) == decks.files(guide, FIRST)
    assert packages(decks.files(guide, FIRST)) != packages(decks.files(guide, LATER))
    assert decks.files(guide) == decks.files(guide)
    with zipfile.ZipFile(io.BytesIO(packages(decks.files(guide, FIRST))["docs/anki/all.apkg"])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_table_is_imported_over_the_cards_of_the_package(
    guide: Guide, collection: Collection, tmp_path: Path
) -> None:
    bring(collection, packages(decks.files(guide, FIRST))["docs/anki/all.apkg"], tmp_path)
    path = tmp_path / "all.tsv"
    path.write_text(str(decks.files(changed_guide(guide), FIRST)["docs/anki/all.tsv"]), "utf-8")
    metadata = collection.get_csv_metadata(str(path), None)
    collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    notes = [collection.get_note(id) for id in collection.find_notes("")]
    assert len(notes) == len(guide.bank.questions)
    assert all(note["Question"].endswith("Again?") for note in notes)


def test_every_question_of_the_real_bank_is_in_its_decks(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = guide_of(ROOT / "data", monkeypatch)
    found = decks.files(guide, FIRST)
    lines = str(found["docs/anki/all.tsv"]).splitlines(keepends=True)
    rows = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert [row[8] for row in rows] == list(guide.bank.questions)
    assert {len(row) for row in rows} == {9}
    assert {f"docs/anki/topics/{topic}.apkg" for topic, questions in guide.bank.by_topic.items() if questions} < set(
        found
    )
