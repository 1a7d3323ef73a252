"""The door without git: a filled-in issue form becomes a data file or problems, whatever its text is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.form import read_form
from generator.form_fields import fields
from generator.form_file import form_text
from generator.intake import EventError, author
from generator.load import examine
from generator.source import MAX_BYTES, Record
from tests.conftest import HERE, ROOT, SAMPLE, loopbook

GOOD = (HERE / "forms" / "good.md").read_text("utf-8")
HOSTILE = [json.loads(line)["payload"] for line in (HERE / "hostile.jsonl").read_text("utf-8").splitlines()]
BANK = examine(SAMPLE)[0]
PATH = "data/questions/trees/why-does-a-random-forest-average-trees.md"


def take_in(project: Path, body: str | None, **user: object) -> tuple[str, str]:
    """Report and outcome of an issue with that text."""
    issue = {"number": 12, "body": body, "user": {"login": "ada-l", "id": 7, **user}}
    (project / "event.json").write_text(json.dumps({"issue": issue}), "utf-8")
    done = loopbook(project, "take-in", "event.json", "--report", "report.md", "--outcome", "outcome")
    assert done.returncode == 0, done.stderr
    return (project / "report.md").read_text("utf-8"), (project / "outcome").read_text("utf-8")


def test_a_filled_in_form_becomes_a_file_that_passes_the_check(project: Path) -> None:
    report, outcome = take_in(project, GOOD)
    assert (
        report == f"Thank you. Your question is now the file `{PATH}`, and the checks have nothing to say against it.\n"
    )
    assert outcome.splitlines() == [
        f"path={PATH}",
        "branch=question/issue-12",
        "author=ada-l <7+ada-l@users.noreply.github.com>",
        "ready=yes",
    ]
    assert loopbook(project, "check").returncode == 0
    assert loopbook(project, "format", "--check").returncode == 0


def test_the_same_form_with_windows_line_ends_becomes_the_same_file(project: Path) -> None:
    take_in(project, GOOD)
    first = (project / PATH).read_bytes()
    (project / PATH).unlink()
    take_in(project, GOOD.replace("\n", "\r\n"))
    assert (project / PATH).read_bytes() == first


def test_problems_of_the_answer_are_told_with_the_line_they_are_in(project: Path) -> None:
    report, outcome = take_in(project, GOOD.replace("Averaging does not mend bias", "It costs \\frac{$x, bias"))
    assert "ready=\n" in outcome
    assert "1 thing is left to do." in report
    assert "A dollar sign starts no formula. Write \\$ for money" in report
    assert "LB5" not in report


def test_an_explanation_may_be_followed_by_more_sections_and_a_group_be_named(project: Path) -> None:
    code = "nothing gets below it.\n\n## Code\n```python\nassert 4 * 0.5 == 2\n```\n"
    text = GOOD.replace("and no number of trees gets below it.\n", f"and {code}").replace("_No response_", "Stopping")
    report, _ = take_in(project, text)
    assert "the checks have nothing to say against it" in report
    made = (project / PATH).read_text("utf-8")
    assert "group: Stopping\n" in made
    assert made.index("\n## In depth\nTake") < made.index("\n## Code\n```python")


def test_what_is_mended_is_told_and_a_formula_is_not(project: Path) -> None:
    formula = "$$\nf = a\n+ b w^2\n$$\n\n* a bullet"
    report, _ = take_in(project, GOOD.replace("and no number of trees gets below it.\n", f"and:\n\n{formula}\n"))
    made = (project / PATH).read_text("utf-8")
    assert f"{formula.replace('* a', '- a')}\n" in made
    line = made[: made.index("- a bullet")].count("\n") + 1
    assert report.endswith(f"\n\n```text\n- Line {line}: wrote the bullet as “-”.\n```\n")


def test_a_group_that_the_topic_has_not_is_told(project: Path) -> None:
    report, _ = take_in(project, GOOD.replace("_No response_", "Splittng"))
    assert "“Splittng” is not a group of “trees”. Did you mean “Splitting”?" in report


def test_what_is_left_to_do_in_a_form_is_told_and_no_pull_request_is_ready(project: Path) -> None:
    text = GOOD.replace("Variance of the", "TODO variance of the").replace("random forest, bagging", "what people type")
    report, outcome = take_in(project, text)
    assert "ready=\n" in outcome
    assert "2 things are left to do." in report
    assert "Something is left to do: “variance of the mean: correlation is the floor”." in report
    assert "“keywords[0]” is still the template's: “what people type”." in report


def test_a_form_that_is_none_makes_no_file(project: Path) -> None:
    report, outcome = take_in(project, None)
    assert outcome.startswith("path=\nbranch=question/issue-12\n")
    assert "No file could be made from the form yet." in report
    assert loopbook(project, "check").stderr == "No problems in 10 entries.\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("### Level\n\ncore", "### Level\n\ncorre", "LB304", 15),
        ("### Topic\n\ntrees", "### Topic\n\n../../.github/workflows", "LB304", 3),
        ("tester, writer", "tester, writr", "LB304", 19),
        ("- [x]", "- [ ]", "LB902", 70),
        ("### Keywords\n\nrandom forest, bagging", "### Keywords\n\n_No response_", "LB902", 27),
        ("It lowers the correlation", "### Topic\n\npeople\n\nIt lowers", "LB901", 1),
        ("### Keywords\n", "### keywords\n", "LB901", 1),
        ("Why does a random forest average trees?", "Gini vs entropy", "LB109", 7),
    ],
)
def test_a_wrong_field_is_a_problem_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert GOOD.count(old) == 1
    found = read_form(GOOD.replace(old, new), BANK)
    assert isinstance(found, list)
    assert [(problem.code, problem.line) for problem in found] == [(code, line)]


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_gives_problems_or_a_plain_question(payload: str) -> None:
    for field in fields(BANK):
        start = GOOD.index(f"### {field.label}\n") + len(f"### {field.label}\n\n")
        found = read_form(GOOD[:start] + payload + "\n" + GOOD[start:], BANK)
        if isinstance(found, Record):
            assert (found.folder, found.parent) == ("questions", "trees")
            assert found.path == f"data/questions/trees/{found.id}.md"
            assert set(found.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_hostile_forms_leave_the_rest_of_the_project_alone(project: Path) -> None:
    before = {path for path in project.rglob("*") if "data/questions/trees" not in path.as_posix()}
    report, outcome = take_in(
        project, GOOD.replace("Variance of the mean", "```\n\n@everyone [x](javascript:1) ```\nready=yes")
    )
    assert re.findall(r"^```.*$", report, re.MULTILINE) == ["```text", "```"] * 2  # what is left, what was mended
    assert report.count("```") == 4
    assert outcome.count("\n") == 4
    after = {path for path in project.rglob("*") if "data/questions/trees" not in path.as_posix()}
    assert {path.name for path in after - before} == {"event.json", "report.md", "outcome"} | {
        path.name for path in after - before if "__pycache__" in path.parts or path.name == "__pycache__"
    }


@given(st.text())
def test_any_text_at_all_gives_problems(text: str) -> None:
    assert isinstance(read_form(text, BANK), list)


def test_a_form_is_no_longer_than_a_file_may_be() -> None:
    found = read_form(GOOD.replace("Averaging", "x " * MAX_BYTES), BANK)
    assert isinstance(found, list)
    assert [(problem.code, problem.line) for problem in found] == [("LB102", 1)]


def test_a_lone_surrogate_is_a_problem() -> None:
    found = read_form(GOOD.replace("Averaging", "\ud800"), BANK)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["LB101"]


@pytest.mark.parametrize("login", ["a b", "a\nb", "$(id)", "", "a" * 60, None, "<x>"])
def test_an_author_that_the_forge_would_not_name_is_refused(login: object) -> None:
    with pytest.raises(EventError):
        author({"login": login, "id": 1})


def test_the_committed_form_is_made_from_the_model_and_the_bank() -> None:
    file = ROOT / ".github" / "ISSUE_TEMPLATE" / "new-question.yml"
    assert file.read_text("utf-8") == form_text(examine(ROOT / "data")[0]), "run “loopbook form” into that file"


def test_the_form_is_what_the_forge_reads() -> None:
    form = yaml.safe_load(form_text(BANK))
    labels = [field["attributes"]["label"] for field in form["body"][1:-1]]
    assert [f"### {label}" for label in labels] == [line for line in GOOD.splitlines() if line.startswith("### ")][:-1]
    assert form["labels"] == ["new-question"]
