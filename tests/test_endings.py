"""How a command ends that can't do what it was asked: a sentence with the way out, an exit code, no traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.conftest import loopbook

pytestmark = pytest.mark.xdist_group("build")


def refused(project: Path, *arguments: str) -> str:
    """What a command says that ends with an error."""
    done = loopbook(project, *arguments)
    assert done.returncode in (1, 2), done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_hand_written_page_in_another_encoding_is_told_with_its_line(project: Path) -> None:
    (project / "docs" / "guide" / "latin.md").write_bytes("# A page\n\nCaf\xe9\n".encode("latin-1"))
    said = refused(project, "build")
    assert "docs/guide/latin.md:3: LB101 The file is not UTF-8. Save it with that encoding.\n" in said


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:", ":8000", "127.0.0.1:0", "127.0.0.1:65536", "a:b"])
def test_an_address_that_is_none_is_refused_before_anything_is_built(project: Path, address: str) -> None:
    assert "such as 127.0.0.1:8000" in refused(project, "serve", "--address", address)
    assert not (project / "site").exists()


def test_an_address_that_is_taken_is_told_before_anything_is_built(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert refused(project, "serve", "--address", address) == (
            f"{address}: Address already in use. Give another with --address.\n"
        )
    assert "a..b:8000: " in refused(project, "serve", "--address", "a..b:8000")
    assert not (project / "site").exists()


def test_an_export_without_settings_names_the_file_that_is_missing(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    assert refused(project, "export").startswith("mkdocs.yml:1: LB")


ODD = b'{"questions": [{"id": "a", "question": "A?", "topic": [], "level": "core"}]}'


@pytest.mark.parametrize("content", [b"\xff{}", b"{", b"[" * 100_000, b'{"questions": [{"id": []}]}', b"[]", ODD])
def test_a_file_that_is_no_export_is_not_compared(project: Path, content: bytes) -> None:
    (project / "before.json").write_bytes(content)
    assert refused(project, "compare", "before.json", "before.json") == (
        "Error: before.json is no export of Loopbook.\n"
    )


def test_only_a_build_says_what_became_of_the_site(project: Path) -> None:
    new = ("new", "question", "--question", "Why?", "--kind", "concept", "--level", "core", "--topic")
    assert refused(project, *new, "nothing").endswith("\n1 problem in 1 file.\n")
    assert loopbook(project, *new, "people").returncode == 0
    folder = project / "data" / "questions" / "people"
    assert "problems in 1 file.\n" in refused(project, "stats")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("in the way\n", "utf-8")
    said = refused(project, *new, "people")
    assert said.startswith("data/questions/people")
    assert "site" not in said
    assert refused(project, "build").endswith("; nothing was built.\n")


@pytest.mark.parametrize(
    "command",
    [
        ("stats",),
        ("form",),
        ("snippets",),
        ("export",),
        ("freshness", "--day", "2026-01-01"),
        ("new", "question"),
        ("build",),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_not_there_is_told_by_every_command_that_needs_it(
    project: Path, command: tuple[str, ...]
) -> None:
    done = loopbook(project, *command, "--data", "nosuch")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("nosuch:1: LB106 There is no such folder. Name the folder of a bank with --data.\n")


def test_the_commands_of_workflows_say_that_there_is_no_bank(project: Path) -> None:
    (project / "data").rename(project / "bank")
    (project / "event.json").write_text('{"issue": {"number": 1, "body": "", "user": {"login": "a", "id": 1}}}')
    for command in (("take-in", "event.json", "--report", "r", "--outcome", "o"), ("suggest", "--head", "HEAD")):
        assert refused(project, *command).startswith("data:1: LB106 There is no such folder.")
    assert not (project / "r").exists()


def test_nobody_is_asked_for_a_topic_where_there_is_none(project: Path) -> None:
    said = refused(project, "new", "question", "--data", "docs")
    assert said == "Error: docs has no topic yet. Name the folder of a bank with --data, or write a topic first.\n"


def test_a_script_of_the_site_with_a_mistake_is_code_that_does_not_parse(project: Path) -> None:
    script = project / "generator" / "web" / "worker.js"
    script.write_text(script.read_text("utf-8") + "\nlet = ;\n", "utf-8")
    said = refused(project, "build")
    assert said.startswith("generator/web/worker.js:1: LB510 ")
    assert said.endswith("\n1 problem in 1 file; nothing was built.\n")
