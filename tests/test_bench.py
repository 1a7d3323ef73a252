"""The bench measures what it says: the same sound questions for every tool, and nothing is left out in silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench import growth
from tests.bench.builds import measured
from tests.bench.measure import CommandError, Cost, run
from tests.bench.report import EDITED, PLAIN, page, ratios, table
from tests.bench.rows import Results, Row
from tests.bench.synthetic import items
from tests.bench.tools import BUILD, OURS, TOOLS, Tool
from tests.bench.writers import edit
from tests.conftest import loopbook

WORK = "sum(range(10_000_000))"


def test_questions_depend_on_their_number_only() -> None:
    assert items(60)[:40] == items(40)
    assert len({item.title for item in items(200)}) == 200
    assert sum(bool(item.code) for item in items(300)) == 100


def test_the_synthetic_bank_is_sound_before_and_after_the_edit(tmp_path: Path) -> None:
    TOOLS[0].write(tmp_path, items(60))
    assert loopbook(tmp_path, "check").stderr == "No problems in 67 entries.\n"
    before = [path.read_text("utf-8") for path in sorted(tmp_path.rglob("q*.md"))]
    edit(tmp_path, items(60))
    after = [path.read_text("utf-8") for path in sorted(tmp_path.rglob("q*.md"))]
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1
    assert loopbook(tmp_path, "check").returncode == 0


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_gets_every_question(tool: Tool, tmp_path: Path) -> None:
    tool.write(tmp_path, items(60))
    texts = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.md"))
    assert [item.id for item in items(60) if item.title not in texts or item.remember not in texts] == []


def test_the_cost_of_a_child_process_is_counted(tmp_path: Path) -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{WORK}'], check=True)"
    idle = run([sys.executable, "-c", "pass"], tmp_path, {}, 60)
    assert run([sys.executable, "-c", child], tmp_path, {}, 60).cpu > idle.cpu + 0.05


def test_a_run_that_takes_too_long_is_stopped_and_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="stopped after 1 s"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, {}, 1)


def test_a_tool_that_fails_is_in_the_table_with_its_words(tmp_path: Path) -> None:
    broken = Tool(
        "Broken", lambda *_: None, {BUILD: (sys.executable, "-c", "import sys; sys.exit('no such theme')")}, "x"
    )
    (row,) = measured(broken, 5, 1, 60, tmp_path)
    assert "| Broken | cold build | 5 | not measured: no such theme |" in table([row])


def test_a_tool_that_cannot_be_installed_is_in_the_table_with_the_reason(tmp_path: Path) -> None:
    missing = Tool("Missing", lambda *_: None, {BUILD: ("true",)}, "x", packages=("no such package",))
    (row,) = measured(missing, 5, 1, 60, tmp_path)
    assert "| Missing | cold build | 5 | not measured: can't be installed: " in table([row])


def test_the_table_has_ratios_to_the_plain_tool_and_the_power_of_growth(tmp_path: Path) -> None:
    costs = {PLAIN: (2.0, 8.0), OURS.name: (1.0, 16.0)}
    rows = [
        Row(tool, BUILD, number, [Cost(cost, 50.0)], megabytes=number)
        for tool, both in costs.items()
        for number, cost in zip((10, 40), both, strict=True)
    ]
    rows.append(Row(OURS.name, EDITED, 40, [Cost(0.5, 50.0)]))
    assert "| Loopbook | cold build | 10 | 1.00 | 0.50 | 50 | 10.0 | 1 |" in table(rows)
    assert "| MkDocs with Material | 40 | 2.00 × | 1/16.0 |" in ratios(rows)
    results = Results(tmp_path / "results.json", {})
    results.add(rows)
    text = page("a\n<!-- bench: start -->\nstale\n<!-- bench: end -->\nb\n", results)
    assert "- Loopbook, cold build: questions to the power of 2.00" in text
    assert text.count("stale") == 0


def test_a_cost_is_linear_until_each_further_question_costs_more() -> None:
    assert growth.bend([(10, 1.0), (20, 2.0), (40, 4.0), (80, 12.0)]) == 40
    straight = [(10, 3.0), (20, 4.0), (40, 6.0)]
    assert growth.bend(straight) is None
    assert growth.sentence("a build", straight).endswith("no more than linear up to 40")


def test_a_bench_that_was_ended_goes_on_where_it_was_unless_the_code_changed(tmp_path: Path) -> None:
    row = Row("Ours", BUILD, 10, [Cost(1.0, 50.0)], 2.0)
    Results(tmp_path / "results.json", {"commit": "a"}).add([row])
    again = Results(tmp_path / "results.json", {"commit": "a"})
    assert again.rows() == [row]
    assert again.has("Ours", 10)
    assert not again.has("Ours", 20)
    assert Results(tmp_path / "results.json", {"commit": "b"}).rows() == []
