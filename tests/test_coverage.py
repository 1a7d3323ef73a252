"""What the bank covers is counted from the bank, and its holes are named."""

from __future__ import annotations

import json
from pathlib import Path

from generator.coverage import Minima, measure
from generator.load import load
from tests.conftest import SAMPLE, loopbook

NOTHING_WANTED = Minima(0, 0, 0, 0)


def test_each_question_is_counted_once_for_its_topic_level_and_kind() -> None:
    bank = load(SAMPLE)
    whole = measure(bank).whole
    assert whole.total == sum(whole.levels.values()) == sum(whole.kinds.values()) == len(bank.questions)
    assert {id: tally.total for id, tally in measure(bank).topics.items()} == {"trees": 2, "people": 1}
    assert whole.roles == {"writer": 1, "tester": 3}


def test_holes_follow_from_the_minima() -> None:
    bank = load(SAMPLE)
    found = measure(bank, Minima(topic=2, role=2, stage=0, principle=0)).holes
    assert "The topic “People” has 1 question (2 are wanted)." in found
    assert "The role “Writer & editor” has 1 question (2 are wanted)." in found
    assert "The topic “Trees” has no question of the level “Intermediate”." in found
    assert not any(hole.startswith("The topic “Trees” has 2") for hole in found)
    assert all("are wanted" not in hole for hole in measure(bank, NOTHING_WANTED).holes)


def test_stats_prints_tables_and_holes(project: Path) -> None:
    done = loopbook(project, "stats")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 questions, ")
    assert "\n  Trees       2     1             0         1         " in done.stdout
    assert "\nHoles\n  The topic “Trees” has 2 questions (10 are wanted).\n" in done.stdout


def test_stats_prints_json_for_machines(project: Path) -> None:
    found = json.loads(loopbook(project, "stats", "--format", "json").stdout)
    assert list(found) == ["whole", "topics", "principles", "holes", "freshness"]
    assert found["topics"]["trees"]["levels"] == {"core": 1, "intermediate": 0, "advanced": 1}


def test_stats_lists_what_is_older_than_its_limit(project: Path) -> None:
    text = loopbook(project, "stats", "--day", "2027-06-01").stdout
    assert (
        "\nDue to be looked at again on 2027-06-01\n  data/companies/acme.md: Acme careers, 212 days (limit 180)\n"
        in text
    )
    assert loopbook(project, "stats", "--day", "2026-11-22").stdout.endswith("on 2026-11-22\n  nothing\n")
    found = json.loads(loopbook(project, "stats", "--format", "json", "--day", "2027-06-01").stdout)["freshness"]
    assert [(item["what"], item["days"], item["limit"]) for item in found["due"]] == [
        ("Acme careers", 212, 180),
        ("A candidate's diary", 211, 180),
    ]
    assert found["unreviewed"] == ["stop-splitting", "told-the-truth"]
    assert "not known" in loopbook(project, "stats").stdout, "a copy without history knows no day"


def test_stats_of_a_bank_with_problems_fails(project: Path) -> None:
    (project / "data" / "topics" / "trees.md").write_text("nothing\n", "utf-8")
    assert loopbook(project, "stats").returncode == 1
