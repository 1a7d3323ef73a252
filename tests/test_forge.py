"""The forge's workflows run as they are, on this machine, and do what they are there for (see tests/forge)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.git import read_history
from tests.conftest import HERE, ROOT, SAMPLE
from tests.forge import WORKFLOWS, Run, run
from tests.test_contribute import commit, git
from tests.test_form import PATH

pytestmark = pytest.mark.xdist_group("forge")

GOOD = (HERE / "forms" / "good.md").read_text("utf-8")
QUESTION = "data/questions/trees/gini-vs-entropy.md"
NEEDED = (".github", "generator", "tools", "docs", "Makefile", "mkdocs.yml", "requirements.txt", "pyproject.toml")


@pytest.fixture(scope="module")
def ran() -> dict[str, Run]:
    """What ran, by the name of the test, for the test that counts the steps."""
    return {}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The repository as the forge has it, with the sample bank."""
    place = tmp_path / "repository"
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        place.mkdir(exist_ok=True)
        copy(ROOT / name, place / name)
    shutil.copytree(SAMPLE, place / "data")
    git(place, "init", "-q", "-b", "main")
    git(place, "remote", "add", "origin", "https://github.com/o/r.git")
    (place / ".gitignore").write_text("__pycache__\n", "utf-8")
    commit(place)
    return place


def said(run: Run, start: str) -> list[list[str]]:
    """What the forge was told, of the commands that begin so."""
    return [told for told in run.told if told[0].startswith(start)]


def edit(place: Path, name: str, old: str, new: str) -> None:
    text = (place / name).read_text("utf-8")
    assert old in text
    (place / name).write_text(text.replace(old, new), "utf-8")


def head(place: Path, ref: str = "HEAD") -> str:
    return (place / ".git" / ref).read_text("utf-8").strip() if ref != "HEAD" else head(place, "refs/heads/main")


def filled_in(body: str, action: str = "labeled") -> dict[str, Any]:
    label = {"name": "new-question"}
    issue = {"number": 12, "body": body, "user": {"login": "ada-l", "id": 7}, "state": "open", "labels": [label]}
    return {"action": action, "issue": issue, "label": label, "repository": {"default_branch": "main"}}


def test_a_form_becomes_a_pull_request_in_its_writers_name(place: Path, ran: dict[str, Run]) -> None:
    done = ran["intake"] = run(place, "intake.yml", "issues", filled_in(GOOD))
    assert done.jobs == {"draft": "success", "open": "success"}, done.log
    assert (place / ".git" / "refs" / "heads" / "question" / "issue-12").is_file()
    git(place, "switch", "-q", "question/issue-12")
    assert read_history(place, Path("data")).writers[PATH] == ("ada-l",)
    assert [told[0].split(" --title")[0] for told in said(done, "pr ")] == [
        "pr list --head question/issue-12 --state open --json number --jq .[0].number // empty",
        "pr create --draft --base main --head question/issue-12",
        "pr ready question/issue-12",
    ]
    assert said(done, "workflow run") == [["workflow run ci.yml --ref question/issue-12"]]
    (comment,) = said(done, "issue comment")
    assert comment[1].startswith("Thank you. Your question is now the file")


def test_a_form_with_problems_becomes_a_draft_and_a_second_look_renews_it(place: Path, ran: dict[str, Run]) -> None:
    payload = filled_in(GOOD.replace("random forest, bagging", "TODO"), "edited")
    done = ran["intake again"] = run(place, "intake.yml", "issues", payload, pr_list="7\n")
    assert done.jobs == {"draft": "success", "open": "success"}, done.log
    assert said(done, "pr create") == said(done, "pr ready") == []
    assert "1 thing is left to do." in said(done, "issue comment")[0][1]


@pytest.mark.parametrize("action", ["labeled", "edited"])
def test_an_issue_without_the_label_starts_nothing(place: Path, action: str) -> None:
    payload = filled_in(GOOD, action)
    payload["issue"]["labels"] = payload["label"] = {}
    done = run(place, "intake.yml", "issues", payload)
    assert done.steps == {}
    assert done.told == []


def test_a_hostile_form_says_no_more_than_problems(place: Path) -> None:
    payload = filled_in(GOOD.replace("random forest, bagging", "$(touch owned) `id`\n::error::x\nready=yes"))
    done = run(place, "intake.yml", "issues", payload)
    assert done.commands == []
    assert said(done, "pr ready") == []
    assert list(place.parent.rglob("owned")) == []


def proposed(place: Path, **files: tuple[str, str, str]) -> dict[str, Any]:
    """A pull request on the branch `theirs` that changes files of the main branch."""
    base = head(place)
    git(place, "switch", "-q", "-c", "theirs")
    for name, old, new in files.values():
        edit(place, name, old, new)
    commit(place)
    git(place, "switch", "-q", "main")
    return {"pull_request": {"base": {"sha": base}, "head": {"ref": "theirs"}}}


def test_a_pull_request_with_mistakes_is_told_where_and_how(place: Path, ran: dict[str, Run]) -> None:
    level = (QUESTION, "level: core", "level: Core")
    text = ("data/questions/trees/stop-splitting.md", "- Validate, then", "- TODO validate, then")
    (place / "a\nspoofed").write_text("x", "utf-8")
    payload = proposed(place, a=level, b=text)
    done = ran["check, with mistakes"] = run(place, "ci.yml", "pull_request", payload, "theirs")
    assert done.jobs["data"] == done.jobs["required"] == "failure"
    errors = [(props["file"], props["line"], props["title"]) for what, props, _ in done.commands if what == "error"]
    assert errors == [(QUESTION, "4", "LB304"), ("data/questions/trees/stop-splitting.md", "45", "LB611")]
    assert [props for what, props, _ in done.commands if what == "warning"] == [{"title": "Paths"}]
    assert f"{QUESTION}:4: LB304" in done.summary
    assert "## Questions" in done.summary
    assert "-level: Core\n+level: core" in done.summary
    assert "+level: core" in (done.kept / "fixes" / "fixes.patch").read_text("utf-8")


def test_a_sound_pull_request_passes_and_all_its_jobs_count(place: Path, ran: dict[str, Run]) -> None:
    payload = proposed(place, a=(QUESTION, "Both measure", "Both of them measure"))
    done = ran["check"] = run(place, "ci.yml", "pull_request", payload, "theirs")
    assert set(done.jobs.values()) == {"success"}, done.log
    assert sorted({told[0] for told in said(done, "make")}) == ["make canary", "make site", "make test"]
    assert "### Changed: 1" in done.summary
    assert (done.kept / "site" / "index.html").is_file()


@pytest.mark.parametrize("target", ["test", "canary"])
def test_the_one_required_check_fails_with_any_job(place: Path, target: str) -> None:
    payload = proposed(place, a=(QUESTION, "Both measure", "Both of them measure"))
    done = run(place, "ci.yml", "pull_request", payload, "theirs", fails=target)
    assert (done.jobs["data"], done.jobs["required"]) == ("success", "failure")


def test_a_pull_request_gets_its_labels_and_suggested_edits(place: Path, ran: dict[str, Run]) -> None:
    proposed(place, a=(QUESTION, "level: core", "level: Core"))
    sha = head(place, "refs/heads/theirs")
    (place / ".git" / "refs" / "pull" / "5").mkdir(parents=True)
    (place / ".git" / "refs" / "pull" / "5" / "head").write_text(sha, "utf-8")
    payload = {"workflow_run": {"event": "pull_request", "head_sha": sha}}
    answers = {"pr_list": "5\n", "api_--paginate_repos/o/r/pulls/5/files": f"{QUESTION}\nREADME.md\n"}
    answers |= {"api_--paginate_repos/o/r/issues/5/labels": "tests\nmine\n", "label_list": "content\ntests\n"}
    done = ran["triage"] = run(place, "triage.yml", "workflow_run", payload, **answers)
    assert done.jobs == {"sort": "success", "label": "success"}, done.log
    place = "repos/o/r/issues/5/labels"
    added = [told[0].rpartition("=")[2] for told in said(done, f"api --method POST {place}")]
    assert added == ["content", "documentation", "content-and-more"]
    assert said(done, "label create") == [["label create documentation"], ["label create content-and-more"]]
    assert said(done, "api --method DELETE") == [[f"api --method DELETE {place}/tests"]]
    (review,) = said(done, "api --method POST repos/o/r/pulls/5/reviews")
    assert json.loads(review[1])["comments"][0]["body"] == "```suggestion\nlevel: core\n```"


def test_once_a_month_an_issue_has_what_is_due(place: Path, ran: dict[str, Run]) -> None:
    edit(place, "data/companies/acme.md", "checked: 2026-11-01", "checked: 2020-01-01")
    commit(place)
    done = ran["freshness"] = run(place, "freshness.yml", "workflow_dispatch", {})
    assert done.jobs == {"list": "success"}, done.log
    (made,) = said(done, "issue create")
    assert "companies/acme.md" in made[1]
    again = run(place, "freshness.yml", "workflow_dispatch", {}, issue_list="3\n")
    assert said(again, "issue create") == []
    assert said(again, "issue edit 3")[0][1] == made[1]


def test_once_a_week_all_addresses_are_asked_and_a_healed_issue_is_closed(place: Path, ran: dict[str, Run]) -> None:
    for path in (place / "data").rglob("*.md"):  # one address is asked as quickly as can be: nobody answers here
        text = path.read_text("utf-8")
        path.write_text(text.replace("https://example.org/", "https://example.org/#"), "utf-8")
    commit(place)
    done = ran["links"] = run(place, "links.yml", "schedule", {"repository": {"fork": False}}, issue_list="4\n")
    assert done.jobs == {"check": "success", "issue": "success"}, done.log
    assert "addresses asked." in done.summary
    assert said(done, "issue close 4") == [["issue close 4 --comment All addresses answer again."]]


def test_what_is_on_the_main_branch_is_published(place: Path, ran: dict[str, Run]) -> None:
    done = ran["deploy"] = run(place, "deploy.yml", "push", {})
    assert done.jobs == {"build": "success", "deploy": "success"}, done.log
    assert [told[0] for told in done.told] == ["make site"]


def test_each_step_of_each_workflow_has_run(ran: dict[str, Run]) -> None:
    if len(ran) < 8:
        pytest.skip("it counts what the tests before it ran, all of them")
    ran_well = {step for each in ran.values() for step, result in each.steps.items() if result == "success"}
    missing = [step for step in all_steps() if step not in ran_well]
    assert missing == []


def all_steps() -> list[tuple[str, str, str]]:
    """Every step with a `run:`, as (workflow, job, its id or number)."""
    found = []
    for path in sorted(WORKFLOWS.glob("*.yml")):
        for job, content in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
            steps = enumerate(content["steps"])
            found += [(path.name, job, step.get("id", str(i))) for i, step in steps if "run" in step]
    return found
