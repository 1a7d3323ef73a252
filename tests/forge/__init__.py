"""Runs the forge's workflows as they are, by act, on this machine; stand-ins are what only the forge has.

Those are: the actions of others (`actions/`), the forge's own command line (`bin/gh`), and `make test`, `site` and
`canary` (`bin/make`), which `.ci/run` runs. Everything else is the workflow's: conditions, outputs, shells,
our commands.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

HERE = Path(__file__).parent
WORKFLOWS = ROOT / ".github" / "workflows"
TOOLS = Path(sys.prefix)


@dataclass(frozen=True, slots=True)
class Run:
    """What a workflow did.

    Args:
        steps: Result of each step that ran, by workflow, job and the step's id or number.
        jobs: Result of each job that ran, by id.
        commands: Workflow commands as the runner understood them: what, properties, text.
        summary: What stands in the job summaries.
        told: What the forge was told: the command line, and the texts of files that it names.
        kept: Folder with an artifact in each folder.
        log: All that was printed, for when a test fails.
    """

    steps: dict[tuple[str, str, str], str]
    jobs: dict[str, str]
    commands: list[tuple[str, dict[str, str], str]]
    summary: str
    told: list[list[str]]
    kept: Path
    log: str


def run(
    place: Path, workflow: str, event: str, payload: dict[str, Any], ref: str = "main", fails: str = "", **answers: str
) -> Run:
    """Run a workflow of a repository.

    Args:
        place: The repository; what is committed there counts.
        workflow: Its file name.
        event: Name of the event, such as `issues`.
        payload: What the forge says of it.
        ref: Branch that is checked out.
        fails: The target of `make` that is to fail.
        answers: What the forge answers, by the start of the question with `_` for a space.
    """
    state = place.with_name(f"{place.name}-{workflow}-{len(list(place.parent.iterdir()))}")
    (state / "kept").mkdir(parents=True)
    (state / "event.json").write_text(json.dumps(payload), "utf-8")
    known = json.dumps({start.replace("_", " "): answer for start, answer in answers.items()})
    environment = {"ORIGIN": str(place), "REF": ref, "TOOLS": str(TOOLS), "KEPT": str(state / "kept")}
    environment |= {"TOLD": str(state / "told"), "ANSWERS": known, "FAILS": fails, "https_proxy": "http://127.0.0.1:9"}
    # What is pushed to the forge arrives in the repository itself.
    environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{place}.insteadOf"}
    environment["GIT_CONFIG_VALUE_0"] = "https://github.com/o/r.git"
    command = [
        str(TOOLS / "bin" / "act"),
        event,
        "-W",
        f".github/workflows/{workflow}",
        "-e",
        str(state / "event.json"),
    ]
    command += ["--json", "-P", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--no-cache-server"]
    command += ["--action-cache-path", str(state / "cache"), "-s", "GITHUB_TOKEN=none", "--concurrent-jobs", "1"]
    command += [part for name, value in environment.items() for part in ("--env", f"{name}={value}")]
    command += [part for use in uses() for part in ("--local-repository", f"{use}={stand_in(use)}")]
    path = f"{HERE / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=place, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=300
    )
    return _read(workflow, state, done.stdout + done.stderr)


def uses() -> set[str]:
    """Every action of others that a workflow uses."""
    return {use for path in WORKFLOWS.glob("*.yml") for use in re.findall(r"uses: (\S+)", path.read_text("utf-8"))}


def stand_in(use: str) -> Path:
    """The folder of what stands for an action."""
    folder = HERE / "actions" / use.split("@")[0].split("/")[-1]
    return folder if folder.is_dir() else HERE / "actions" / "nothing"


def _read(workflow: str, state: Path, log: str) -> Run:
    rows = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    steps = {
        (workflow, r["jobID"], r["stepID"][0]): r["stepResult"]
        for r in rows
        if r.get("stage") == "Main" and "stepResult" in r and len(r["stepID"]) == 1
    }
    jobs: dict[str, str] = {}
    for each in rows:
        if "jobResult" in each and jobs.get(each["jobID"]) != "failure":
            jobs[each["jobID"]] = each["jobResult"]
    commands = [
        (r["command"], r.get("kvPairs") or {}, r.get("arg", ""))
        for r in rows
        if r.get("command") in ("error", "warning", "notice")
    ]
    summary = "".join(r["content"] for r in rows if r.get("command") == "summary")
    told = state / "told"
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return Run(steps, jobs, commands, summary, [json.loads(line) for line in lines], state / "kept", log)
