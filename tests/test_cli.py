"""The command line as a contributor uses it: exit codes, renderings, new files, the formatter, the schema."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from types import FrameType, ModuleType

import click
import jsonschema
import pytest
from click.testing import CliRunner

from generator import cli, cli_bank, cli_build, cli_check, cli_contribute, permanence
from generator.codes import CODES, DRAFT
from generator.fields import specs
from generator.load import examine
from generator.model import ENTRY_KINDS, QUESTION_KINDS
from generator.problems import Problem, as_github
from generator.schema import schema_text
from generator.source import read_records
from generator.yamltree import Items, Mapping, Node, Scalar
from tests.conftest import ROOT, SAMPLE, loopbook

QUESTION = "data/questions/trees/gini-vs-entropy.md"


def spoil(project: Path, old: str = "level: core", new: str = "level: corre") -> None:
    path = project / QUESTION
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_check_of_a_sound_bank_is_silent_on_stdout_and_exits_0(project: Path) -> None:
    done = loopbook(project, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems in 10 entries.\n")


def test_check_of_a_bank_with_problems_exits_1_and_counts_them(project: Path) -> None:
    spoil(project)
    done = loopbook(project, "check")
    assert done.returncode == 1
    assert done.stdout == f"{QUESTION}:4: LB304 “level” can't be “corre”. Did you mean “core”?\n"
    assert done.stderr == "1 problem in 1 file\n"


def test_check_prints_annotations_that_a_file_can_not_spoof(project: Path) -> None:
    spoil(project, "level: core", 'level: "x%0A::error file=a,line=1::boo, 100%"')
    done = loopbook(project, "check", "--format", "github")
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith(f"::error file={QUESTION},line=4,title=LB304::“level” can't be “x%250A::error")


def test_an_annotation_escapes_what_ends_a_property_or_a_command() -> None:
    problem = Problem("a,b:c\nd%.md", 1, "LB104", "100% wrong.")
    assert as_github([problem]) == "::error file=a%2Cb%3Ac%0Ad%25.md,line=1,title=LB104::100%25 wrong.\n"


def test_check_prints_json_for_machines(project: Path) -> None:
    spoil(project)
    problem = json.loads(loopbook(project, "check", "--format", "json").stdout)["problems"][0]
    assert problem == {
        "path": QUESTION,
        "line": 4,
        "code": "LB304",
        "message": "“level” can't be “corre”.",
        "hint": "Did you mean “core”?",
    }


def comparing(data: Path, entries: int) -> int:
    """Steps of the interpreter that comparing takes a bank whose questions all asked something else before."""
    text = (SAMPLE / "questions" / "trees" / "stop-splitting.md").read_text("utf-8")
    shutil.copytree(SAMPLE, data)
    texts = {}
    for n in range(entries):
        mine = re.sub(r"question: .*", f"question: Is it {n}?\\naliases: [was-{n}]", text)
        texts[f"questions/trees/q-{n}.md"] = mine.replace("Is it", "Was it")
        (data / "questions" / "trees" / f"q-{n}.md").write_text(mine, "utf-8")
    bank, formers, steps = examine(data)[0], permanence.formers(texts), 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal steps
        steps += event == "opcode"
        frame.f_trace_opcodes = True
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    permanence.check(formers, bank, data.as_posix())
    sys.settrace(before)
    return steps


def test_comparing_with_a_base_costs_as_much_again_for_as_many_again(tmp_path: Path) -> None:
    assert comparing(tmp_path / "many", 120) < 2.5 * comparing(tmp_path / "few", 60)


def test_a_bank_that_is_not_there_is_a_problem_not_a_traceback(project: Path) -> None:
    done = loopbook(project, "check", "--data", "nowhere")
    assert (done.returncode, done.stdout) == (
        1,
        "nowhere:1: LB106 There is no such folder. Name the folder of a bank with --data.\n",
    )


@pytest.mark.parametrize("kind", QUESTION_KINDS)
def test_new_question_writes_a_file_that_lacks_nothing_but_its_words(project: Path, kind: str) -> None:
    question = "What: is “new” & why — does a [tree] split #1?"
    done = loopbook(
        project, "new", "question", "--topic", "trees", "--question", question, "--kind", kind, "--level", "core"
    )
    assert (done.returncode, done.stdout) == (0, "data/questions/trees/what-is-new-why-does-a-tree-split-1.md\n")
    found = [line.split(" ")[:2] for line in loopbook(project, "check").stdout.splitlines()]
    assert {code for _, code in found} <= DRAFT
    marked = [int(place.split(":")[1]) for place, code in found if code == "LB611"]
    lines = (project / done.stdout.strip()).read_text("utf-8").split("\n")
    assert [number for number, line in enumerate(lines, 1) if "TODO" in line] == [n for n in marked if n > 11]
    assert loopbook(project, "format", "--check").returncode == 0


def test_new_question_asks_for_what_is_not_given(project: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "generator", "new", "question"],
        cwd=project,
        input="tres\ntrees\nWhen does pruning help?\ncoding\nadvanced\n\npruning\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "Topics: trees, people\n"
    assert "Group (Splitting, " in done.stdout
    assert "for ever; a few words [when-does-pruning-help]: " in done.stdout
    assert done.stdout.endswith("data/questions/trees/pruning.md\n")
    text = (project / "data/questions/trees/pruning.md").read_text("utf-8")
    assert "kind: coding\nlevel: advanced\ngroup: Splitting\n" in text


def test_new_question_refuses_unknown_names_and_taken_ids(project: Path) -> None:
    arguments = ("new", "question", "--question", "Why?", "--kind", "concept", "--level", "core")
    unknown = loopbook(project, *arguments, "--topic", "treees", "--role", "testr")
    assert unknown.returncode == 1
    assert "--topic:1: LB306 There is no topic “treees”. Did you mean “trees”?" in unknown.stderr
    assert "--role:1: LB306 There is no role “testr”. Did you mean “tester”?" in unknown.stderr
    taken = loopbook(project, *arguments, "--topic", "people", "--id", "gini-vs-entropy")
    assert "LB109 The id “gini-vs-entropy” is taken." in taken.stderr
    outside = loopbook(project, *arguments, "--topic", "people", "--id", "../../outside")
    assert outside.returncode == 1
    assert not (project / "data" / "outside.md").exists()


def test_format_mends_order_and_quotes_and_is_idempotent(project: Path) -> None:
    path = project / QUESTION
    tidy = path.read_text("utf-8")
    path.write_text(
        tidy.replace("kind: concept\nlevel: core\n", "level:   'core'\nkind: \"concept\"\n").replace("\n", "\r\n"),
        "utf-8",
        newline="",
    )
    assert loopbook(project, "format").stdout == f"{QUESTION}\n"
    assert path.read_bytes() == tidy.encode()
    assert loopbook(project, "format").stdout == ""


def test_format_keeps_notes_above_the_keys_they_belong_to(project: Path) -> None:
    path = project / QUESTION
    tidy = path.read_text("utf-8")
    noted = tidy.replace("level: core\n", "# how hard\n# it is\nlevel: core\n").replace(
        "---\nBoth", "# last\n---\nBoth"
    )
    noted = noted.replace("keywords:", "# not a # trailing one: “#1”\nkeywords:")
    untidy = noted.replace("kind: concept\n", "").replace(
        "level: core\n", "level:   core #easy\nkind: concept # a sort\n"
    )
    path.write_text(untidy, "utf-8")
    loopbook(project, "format")
    expected = noted.replace("kind: concept\n", "# a sort\nkind: concept\n").replace("# it is\n", "# it is\n#easy\n")
    assert path.read_text("utf-8") == expected
    assert loopbook(project, "format").stdout == ""


def test_format_leaves_files_it_can_not_read_alone(project: Path) -> None:
    path = project / QUESTION
    path.write_text("---\nquestion: a: b\n---\n", "utf-8")
    done = loopbook(project, "format")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{QUESTION}:2: LB202 ")
    assert path.read_text("utf-8") == "---\nquestion: a: b\n---\n"
    checked = loopbook(project, "format", "--check")
    assert (checked.returncode, checked.stdout, checked.stderr.count("LB202")) == (1, "", 1)


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_format_says_that_there_is_no_such_folder(project: Path, options: tuple[str, ...]) -> None:
    done = loopbook(project, "format", *options, "--data", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("nowhere:1: LB106 There is no such folder.")


@pytest.mark.parametrize("shape", ["[[lost one, lost two], impurity]", "[{}, impurity]", '["\\a", [impurity]]'])
def test_format_and_fix_leave_what_they_have_no_form_for(project: Path, shape: str) -> None:
    path = project / QUESTION
    tidy = path.read_text("utf-8")
    text = tidy.replace("kind: concept\nlevel: core", "level: core\nkind: concept").replace(
        "[impurity, information gain, CART]", shape
    )
    path.write_text(text, "utf-8")
    found = loopbook(project, "check").stdout
    assert loopbook(project, "format").stdout == ""
    assert loopbook(project, "check", "--fix").stdout == found
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("kind", ENTRY_KINDS, ids=lambda kind: kind.name)
def test_the_schema_accepts_the_bank_and_knows_every_key(kind: object) -> None:
    schema = json.loads(schema_text(kind.name))  # type: ignore[attr-defined]
    assert list(schema["properties"]) == [name for name, _, _ in specs(kind.cls)]  # type: ignore[attr-defined]
    validator = jsonschema.Draft202012Validator(schema)
    for data in (SAMPLE, ROOT / "data"):
        records, _ = read_records(data, {each.folder: each.depth for each in ENTRY_KINDS})
        for record in records:
            if record.folder == kind.folder:  # type: ignore[attr-defined]
                assert list(validator.iter_errors(as_editors_see(record.front))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("level", "hard"), ("roles", []), ("roles", "x"), ("extra", "x"), ("question", ""), ("sources", [{}])],
)
def test_the_schema_refuses_what_the_model_refuses(key: str, value: object) -> None:
    records, _ = read_records(SAMPLE, {each.folder: each.depth for each in ENTRY_KINDS})
    front = as_editors_see(next(record for record in records if record.id == "gini-vs-entropy").front)
    assert isinstance(front, dict)
    assert not jsonschema.Draft202012Validator(json.loads(schema_text("question"))).is_valid({**front, key: value})


def as_editors_see(node: Node) -> object:
    """A tree as a YAML 1.2 reader gives it to the schema: numbers and booleans typed."""
    if isinstance(node, Scalar):
        return (
            int(node.text)
            if re.fullmatch(r"\d+", node.text)
            else {"true": True, "false": False}.get(node.text, node.text)
        )
    if isinstance(node, Items):
        return [as_editors_see(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key.text: as_editors_see(value) for key, value in node.entries}


def test_every_code_that_the_program_can_print_is_documented() -> None:
    used = {
        code
        for path in (ROOT / "generator").rglob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r"\bLB\d{3}\b", path.read_text("utf-8"))
    }
    assert used == set(CODES)


def test_every_number_of_problems_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "data" / "topics").mkdir(parents=True)
    (tmp_path / "data" / "topics" / "a.md").write_text("nothing\n", "utf-8")
    found = examine(tmp_path / "data")[1]
    assert [problem.code for problem in found] == ["LB201"]


@pytest.mark.parametrize("module", [cli_bank, cli_build, cli_check, cli_contribute])
def test_every_command_of_a_module_can_be_called(module: ModuleType) -> None:
    commands = [value for value in vars(module).values() if isinstance(value, click.Command)]
    inner = {id(command) for group in commands if isinstance(group, click.Group) for command in group.commands.values()}
    for command in commands:
        if id(command) not in inner:
            assert cli.main.get_command(click.Context(cli.main), str(command.name)) is command


def test_every_name_of_a_command_leads_to_one() -> None:
    done = CliRunner().invoke(cli.main, ["--help"])
    assert done.exit_code == 0
    for name in cli.main.commands:
        assert f"\n  {name} " in done.output


def test_a_mistyped_command_gets_a_suggestion() -> None:
    done = loopbook(ROOT, "buidl")
    assert (done.returncode, done.stderr.split("\n")[-2]) == (
        2,
        "Error: No such command 'buidl'. Did you mean 'build'?",
    )
