"""The bench measures what it says: the same sound questions for every tool, and nothing is left out in silence."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench import growth, scale
from tests.bench.builds import measured
from tests.bench.measure import CommandError, Cost, run
from tests.bench.report import EDITED, PLAIN, page, ratios, table
from tests.bench.rows import Results, Row
from tests.bench.synthetic import items
from tests.bench.tools import BUILD, OURS, SMALL, TOOLS, Tool
from tests.bench.writers import edit
from tests.conftest import ROOT, loopbook

WORK = "sum(range(10_000_000))"
ENDED = """
import pathlib, signal, sys
from tests.bench.measure import run
signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
run([sys.executable, "-c", sys.argv[1]], pathlib.Path(sys.argv[2]), {}, 60)
"""


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


def test_a_bench_that_is_ended_leaves_nothing_running(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = f"import pathlib, time\nwhile True: pathlib.Path({str(alive)!r}).touch(); time.sleep(0.01)"
    bench = subprocess.Popen([sys.executable, "-c", ENDED, child, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE)
    while not alive.exists():
        time.sleep(0.01)
    bench.terminate()
    assert bench.communicate(timeout=60)[1] == b"ended\n"
    alive.unlink(missing_ok=True)
    time.sleep(0.1)
    assert not alive.exists()


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


def test_dear_commands_are_run_with_few_questions_only_and_one_can_be_asked_for(tmp_path: Path) -> None:
    nothing = ("true",)
    tool = Tool("Any", lambda *_: None, {BUILD: nothing, "edit": nothing, "print": nothing}, "x", small=("print",))
    run_at = lambda number, only="": [row.command for row in measured(tool, number, 1, 60, tmp_path, only)]  # noqa: E731
    assert run_at(SMALL) == [BUILD, "edit", "print"]
    assert run_at(SMALL + 1) == [BUILD, "edit"]
    assert run_at(SMALL, "edit") == [BUILD, "edit"]


def test_every_tool_says_what_it_does_with_formulas_and_code() -> None:
    assert [tool.name for tool in TOOLS if not tool.does] == []


def scaled() -> Results:
    """Costs that grow by the same for each question."""
    results = Results(Path("unwritten"), {})
    rows = [
        Row(OURS.name, command, number, [Cost(number / 1000, 100 + number / 100)], number / 100)
        for command in ("check", BUILD)
        for number in (10_000, 20_000)
    ]
    results.content["rows"] = [row.as_dict() for row in rows]
    page = {"page": "topics/sql/", "first visit": 180_000, "next page": 30_000, "files": 12}
    found = [{"questions": n, "ready": n * 10, "duplicates s": n / 10_000} for n in (10_000, 20_000)]
    results.content["parts"] = {"reader": [page], "topic page": 26_000.0, "search": found}
    return results


def test_the_page_at_scale_carries_on_what_was_measured() -> None:
    text = f"a\n{scale.READ}\nstale\n<!-- bench: end -->\nb\n{scale.GROWN}\nstale\n<!-- bench: end -->\nc\n"
    made = scale.page(text, scaled())
    assert "180 + 4 × 26 = **284 KB**" in made
    assert "(284 + 130) / 2 = 207 KB a visit" in made
    assert "**207 GB a day**" in made
    assert (
        "| size of the site | 10.0 KB | 1.0 GB | GitHub Pages publishes at most 1 GB: at about **100,000 questions** |"
        in made
    )
    assert "| CPU of a cold build | 1.0 ms | 1.7 minutes |" in made
    assert "| bytes before the search answers | 10 bytes | 1,000 KB | a phone’s patience: 200 KB at 20,000 |" in made
    assert "stale" not in made
    assert [line for line in made.splitlines() if len(line) == 1] == ["a", "b", "c"]
    assert scale.page(made, scaled()) == made


def test_the_page_at_scale_is_left_alone_by_a_bench_that_measured_too_little() -> None:
    assert scale.page("as it is", Results(Path("unwritten"), {})) == "as it is"
