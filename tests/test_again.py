"""A build that uses what earlier ones left makes what one from nothing makes, and fails where it fails."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.policy import seal
from tests.bench.synthetic import answer, items
from tests.conftest import SAMPLE, copy_project, loopbook
from tests.test_build import contents

pytestmark = pytest.mark.xdist_group("again")

SOAK = os.environ.get("LOOPBOOK_SOAK") == "1"
STEPS = 60 if SOAK else 8
GINI = "data/questions/trees/gini-vs-entropy.md"
FRONT = """---
question: {title}
kind: concept
level: core
group: Splitting
roles: [tester]
stages: [screen]
keywords: [term {number}]
sources:
  - title: A page about testing
    url: https://example.org/testing
---
"""
Edit = Callable[[Path, random.Random], None]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def change_an_answer(project: Path, chance: random.Random) -> None:
    replace(project / GINI, "In practice", f"In practice, {chance.randrange(10**6)} times,")


def change_a_title(project: Path, chance: random.Random) -> None:
    replace(project / GINI, "question: How do", f"question: How, in case {chance.randrange(10**6)}, do")


def add_a_question(project: Path, chance: random.Random) -> None:
    item = items(1000)[chance.randrange(1000)]
    text = FRONT.format(title=item.title, number=item.number) + answer(item, 1)
    (project / f"data/questions/trees/{item.id}.md").write_text(text, "utf-8")


def delete_a_question(project: Path, chance: random.Random) -> None:
    if paths := sorted(project.glob("data/questions/trees/q*.md")):
        chance.choice(paths).unlink()


def rename_a_question(project: Path, chance: random.Random) -> None:
    for path in sorted(project.glob("data/questions/trees/q*.md"))[-1:]:
        replace(path, "roles:", f"aliases: [{path.stem}]\nroles:") if "aliases" not in path.read_text("utf-8") else None
        path.rename(path.with_name(f"q{chance.randrange(10**6, 10**7)}.md"))


def change_a_template(project: Path, chance: random.Random) -> None:
    path = project / "generator/templates/question.html"
    replace(path, "<summary>Answer", f"<summary>Answer<!-- {chance.randrange(10**6)} -->")


def change_the_theme(project: Path, chance: random.Random) -> None:
    replace(
        project / "generator/theme/partials/nav.html", "<nav class", f"<!-- {chance.randrange(10**6)} --><nav class"
    )


def change_the_settings(project: Path, chance: random.Random) -> None:
    replace(project / "mkdocs.yml", 'copyright: "', f'copyright: "{chance.randrange(10**6)} ')


def change_a_style(project: Path, chance: random.Random) -> None:
    path = project / "generator/assets/loopbook.css"
    path.write_text(path.read_text("utf-8") + f"/* {chance.randrange(10**6)} */\n", "utf-8")


def change_a_hand_written_page(project: Path, chance: random.Random) -> None:
    path = project / "docs/contribute/index.md"
    path.write_text(path.read_text("utf-8") + f"\n## Case {chance.randrange(10**6)}\n\nText.\n", "utf-8")


def change_nothing(project: Path, chance: random.Random) -> None:
    """A build where nothing is to be done."""


EDITS: tuple[Edit, ...] = (
    add_a_question,
    rename_a_question,
    change_an_answer,
    change_a_title,
    change_a_template,
    change_the_theme,
    change_the_settings,
    change_a_style,
    change_a_hand_written_page,
    change_nothing,
    delete_a_question,
)


def from_nothing(project: Path, place: Path) -> dict[str, bytes]:
    """The site that a build makes which finds nothing of an earlier one."""
    shutil.rmtree(place, ignore_errors=True)
    ignored = shutil.ignore_patterns("build", "site", "__pycache__", "*.generated.yml")
    shutil.copytree(project, place, ignore=ignored, symlinks=True)
    (place / "build").mkdir()
    (place / "build" / "cache").symlink_to((project / "build" / "cache").resolve())
    done = loopbook(place, "build")
    assert done.returncode == 0, done.stderr
    return contents(place / "site")


@pytest.mark.timeout(1800)
def test_after_any_edits_the_site_is_as_if_built_from_nothing(project: Path, tmp_path: Path) -> None:
    chance = random.Random(9)
    assert loopbook(project, "build").returncode == 0
    edits = [*EDITS, *chance.choices(EDITS, k=STEPS)][:STEPS] if len(EDITS) < STEPS else chance.sample(EDITS, STEPS)
    for edit in edits:
        edit(project, chance)
        done = loopbook(project, "build")
        assert done.returncode == 0, (edit.__name__, done.stderr)
        expected = from_nothing(project, tmp_path / "nothing")
        site = contents(project / "site")
        assert site.keys() == expected.keys(), edit.__name__
        assert [name for name in site if site[name] != expected[name]] == [], edit.__name__


def test_only_what_changed_is_written_and_mkdocs_is_left_out_where_only_an_answer_changed(project: Path) -> None:
    for _ in range(2):
        assert loopbook(project, "build").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*") if path.is_file()}
    (project / "build/sabotage/mkdocs").mkdir(parents=True)
    (project / "build/sabotage/mkdocs/__init__.py").write_text("raise SystemExit('MkDocs was run')", "utf-8")
    change_an_answer(project, random.Random(1))
    done = loopbook(project, "build", PYTHONPATH=str(project / "build/sabotage"))
    assert done.returncode == 0, done.stderr
    changed = [path for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert project / "site/topics/trees/index.html" in changed
    assert [path.name for path in changed if path.suffix == ".html"] == ["index.html"]
    change_a_title(project, random.Random(1))
    assert "MkDocs was run" in loopbook(project, "build", PYTHONPATH=str(project / "build/sabotage")).stderr


def test_a_link_to_an_anchor_that_vanished_from_another_page_fails_the_build(project: Path) -> None:
    add_a_question(project, random.Random(3))
    (question,) = project.glob("data/questions/trees/q*.md")
    page = project / "docs/contribute/index.md"
    page.write_text(page.read_text("utf-8") + f"\n[a question](../topics/trees.md#{question.stem})\n", "utf-8")
    assert loopbook(project, "build").returncode == 0
    before = contents(project / "site")
    question.unlink()
    done = loopbook(project, "build")
    assert done.returncode == 1
    assert f"does not contain an anchor '#{question.stem}'" in done.stderr
    assert contents(project / "site") == before
    assert loopbook(project, "build").returncode == 1, "a mistake is not forgotten"


def test_a_theme_edited_while_mkdocs_runs_counts_as_changed(project: Path) -> None:
    theme = project / "generator/theme/partials/nav.html"
    late = project / "generator/shells.py"
    edit = f"Path({str(theme)!r}).write_text('<nav>late</nav>', 'utf-8')"
    text = late.read_text("utf-8")
    late.write_text(text.replace("        build(config)\n", f"        build(config)\n        {edit}\n"), "utf-8")
    assert loopbook(project, "build").returncode == 0
    assert b"<nav>late</nav>" not in (project / "site/index.html").read_bytes()
    assert loopbook(project, "build").returncode == 0
    assert b"<nav>late</nav>" in (project / "site/index.html").read_bytes()


def test_a_theme_with_a_linked_folder_is_never_out_of_date(project: Path, tmp_path: Path) -> None:
    partials = project / "generator/theme/partials"
    partials.rename(tmp_path / "partials")
    partials.symlink_to(tmp_path / "partials")
    assert loopbook(project, "build").returncode == 0
    (tmp_path / "partials/nav.html").write_text("<nav>late</nav>", "utf-8")
    assert loopbook(project, "build").returncode == 0
    assert b"<nav>late</nav>" in (project / "site/index.html").read_bytes()


EXTENSION = """from pathlib import Path
from markdown import Extension, preprocessors

class Reading(Extension, preprocessors.Preprocessor):
    def extendMarkdown(self, md):
        md.preprocessors.register(self, "reading", 40)

    def run(self, lines):
        return [Path("included.txt").read_text() if "included.txt" in line else line for line in lines]

makeExtension = Reading
"""


@pytest.mark.parametrize("extension", ["pymdownx.snippets", "pymdownx.snippets:SnippetExtension", "reading"])
def test_a_file_that_an_extension_reads_is_never_out_of_date(project: Path, extension: str) -> None:
    (project / "reading.py").write_text(EXTENSION, "utf-8")
    replace(project / "mkdocs.yml", "markdown_extensions:\n", f"markdown_extensions:\n  - {extension}\n")
    page = project / "docs/contribute/index.md"
    page.write_text(page.read_text("utf-8") + '\n--8<-- "included.txt"\n', "utf-8")
    for words in ("The first words.", "Other words."):
        (project / "included.txt").write_text(words, "utf-8")
        done = loopbook(project, "build", PYTHONPATH=str(project))
        assert done.returncode == 0, done.stderr
        assert words in (project / "site/contribute/index.html").read_text("utf-8")


def test_a_placeholder_without_a_block_is_told_and_stops_the_build(project: Path) -> None:
    page = project / "docs/contribute/index.md"
    page.write_text(page.read_text("utf-8") + "\n<!-- loopbook: reference#nothing -->\n", "utf-8")
    done = loopbook(project, "build")
    assert (done.returncode, done.stderr) == (
        1,
        "<!-- loopbook: reference#nothing -->: There is no such block. The last good site is untouched.\n",
    )


def test_what_was_kept_and_is_damaged_is_thrown_away(project: Path) -> None:
    assert loopbook(project, "build").returncode == 0
    whole = contents(project / "site")
    for name in ("shells.json", "site.json", "shells/topics/trees/index.html"):
        path = project / "build/kept" / name
        path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)
        shutil.rmtree(project / "site")
        shutil.rmtree(project / "build/next", ignore_errors=True)
        done = loopbook(project, "build")
        assert done.returncode == 0, done.stderr
        assert contents(project / "site") == whole, name


def test_a_file_of_the_site_that_somebody_changed_is_made_again(project: Path) -> None:
    for _ in range(2):
        assert loopbook(project, "build").returncode == 0
    whole = contents(project / "site")
    (project / "site/index.html").write_text("mine", "utf-8")
    (project / "site/stray.html").write_text("mine", "utf-8")
    assert loopbook(project, "build").returncode == 0
    assert contents(project / "site") == whole


def test_pages_are_those_that_mkdocs_alone_would_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks put in afterwards give what the extension gives when it puts them in itself; blank lines aside."""
    project = copy_project(tmp_path, SAMPLE)
    assert loopbook(project, "build").returncode == 0
    monkeypatch.chdir(project)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", "mkdocs.generated.yml"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, check=True, env=environment)
    alone, ours = Path("build/fresh"), Path("site")
    assert {path.relative_to(alone) for path in alone.rglob("*")} == {
        path.relative_to(ours) for path in ours.rglob("*")
    }
    for path in alone.rglob("*.html"):
        one, two = seal(path.read_text("utf-8"), path.name), (ours / path.relative_to(alone)).read_text("utf-8")
        assert _lines(one) == _lines(two), path


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
