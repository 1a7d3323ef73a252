"""The cache is a convenience: a build with it stages what one without it does, whatever changed in between."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import DataError
from generator.project import Project
from generator.staging import stage
from tests.conftest import SAMPLE, copy_project, loopbook

KEPT = ("readings", "staged", "rows")
ANSWER = Path("data/questions/trees/gini-vs-entropy.md")
STEPS = 25


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A staged sample project as the working directory, with a cache of its own."""
    copy_project(tmp_path, SAMPLE)
    (tmp_path / "build" / "cache").unlink()
    monkeypatch.chdir(tmp_path)
    stage(Project())
    return tmp_path


def outcome() -> object:
    """How many files a build changed, or what it refused."""
    try:
        return stage(Project())
    except DataError as error:
        return error.problems


def forget() -> None:
    for name in KEPT:
        Path("build/cache", name).unlink(missing_ok=True)


def the_same_without() -> bool:
    """Whether a build without the cache would leave everything as it is, or refuse the same."""
    kept = {name: Path("build/cache", name).read_bytes() for name in KEPT if Path("build/cache", name).exists()}
    before = outcome()
    forget()
    same = outcome() == before == 0 if isinstance(before, int) else outcome() == before
    for name, content in kept.items():  # the next build goes on from what this one had, not from what it just made
        Path("build/cache", name).write_bytes(content)
    return same


def files(pattern: str) -> list[Path]:
    return sorted(path for path in Path().glob(pattern) if path.is_file())


def put(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def change_an_answer(chance: random.Random) -> None:
    put(chance.choice(files("data/questions/*/*.md")), " the ", f" the {chance.choice(('very', 'naïve', 'Σ'))} ")


def change_a_title(chance: random.Random) -> None:
    put(chance.choice(files("data/questions/*/*.md")), "question: ", f"question: Case {chance.randrange(99)}, ")


def change_a_level(chance: random.Random) -> None:
    put(chance.choice(files("data/questions/*/*.md")), "level: core", "level: advanced")


def add_a_question(chance: random.Random) -> None:
    source = chance.choice(files("data/questions/*/*.md"))
    number = chance.randrange(10_000)
    text = source.read_text("utf-8").replace("question: ", f"question: {'zyx'[number % 3] * 9} number {number}, ", 1)
    kept = [line for line in text.split("\n") if not line.startswith("aliases:")]
    source.with_name(f"added-{number}.md").write_text("\n".join(kept), "utf-8")


def delete_a_question(_chance: random.Random) -> None:
    for path in files("data/questions/*/added-*.md")[:1]:
        path.unlink()


def rename_a_question(chance: random.Random) -> None:
    for path in files("data/questions/*/added-*.md")[:1]:
        path.rename(path.with_name(f"added-{chance.randrange(10_000, 20_000)}.md"))


def move_a_question(_chance: random.Random) -> None:
    for path in files("data/questions/trees/added-*.md")[:1]:
        path.rename(Path("data/questions/people") / path.name)


def change_a_topic(chance: random.Random) -> None:
    put(chance.choice(files("data/topics/*.md")), "name: ", "name: New ")


def change_a_role(chance: random.Random) -> None:
    put(chance.choice(files("data/roles/*.md")), "name: ", "name: New ")


def change_a_page(chance: random.Random) -> None:
    path = chance.choice(files("docs/guide/*.md"))
    path.write_text(path.read_text("utf-8") + f"\n## More {chance.randrange(99)}\n", "utf-8")


def change_the_settings(chance: random.Random) -> None:
    put(Path("mkdocs.yml"), "repo_url: https://", f"repo_url: https://{chance.choice('abc')}.")


def break_and_mend(chance: random.Random) -> None:
    path = chance.choice(files("data/questions/*/*.md"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("## Remember", "## Forget"), "utf-8")
    assert the_same_without()
    path.write_text(text, "utf-8")


def write_the_same(chance: random.Random) -> None:
    path = chance.choice(files("data/**/*.md"))
    path.write_bytes(path.read_bytes())


def spoil_the_cache(chance: random.Random) -> None:
    path = Path("build/cache", chance.choice(KEPT))
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 + chance.randrange(255)
    path.write_bytes(content[: chance.choice((len(content), len(content) // 2, 0))])


def spoil_what_is_staged(chance: random.Random) -> None:
    path = chance.choice(files("build/stage/**/*"))
    path.write_bytes(b"") if chance.random() < 0.5 else path.unlink()


CHANGES: tuple[Callable[[random.Random], None], ...] = (
    *(change_an_answer, change_an_answer, change_a_title, change_a_level, change_a_topic, change_a_role, change_a_page),
    *(add_a_question, add_a_question, delete_a_question, rename_a_question, move_a_question, change_the_settings),
    *(break_and_mend, write_the_same, spoil_the_cache, spoil_what_is_staged),
)


@pytest.mark.usefixtures("place")
def test_random_changes_come_out_the_same_with_and_without() -> None:
    chance = random.Random(12)
    refused = 0
    for number in range(STEPS):
        made = [chance.choice(CHANGES) for _ in range(chance.randrange(1, 3))]
        saved = {path: path.read_bytes() for path in files("data/**/*")}
        for change in made:
            change(chance)
        first = outcome()
        assert the_same_without(), f"step {number}: {[change.__name__ for change in made]}"
        if not isinstance(first, int):  # a change that the rules refuse: both have said so; go on from before it
            refused += 1
            for path in files("data/**/*"):
                path.unlink()
            for path, content in saved.items():
                path.write_bytes(content)
    assert refused < STEPS / 3


@pytest.mark.usefixtures("place")
def test_an_answer_changes_its_page_and_no_other() -> None:
    put(ANSWER, "## In depth\n", "## In depth\nAltogether, ")
    before = {path: path.stat().st_mtime_ns for path in files("build/stage/**/*")}
    assert stage(Project()) == 1
    after = {path: path.stat().st_mtime_ns for path in files("build/stage/**/*")}
    assert {path.as_posix() for path in after if after[path] != before[path]} == {
        "build/stage/blocks/topics/trees.json"
    }


@pytest.mark.usefixtures("place")
def test_nothing_changed_makes_nothing() -> None:
    assert stage(Project()) == 0


@pytest.mark.usefixtures("place")
def test_a_generated_page_that_stays_still_clashes_with_a_new_one_by_hand() -> None:
    page = Path("docs/topics/trees.md")
    page.parent.mkdir()
    page.write_text("# Mine\n", "utf-8")
    assert [problem.code for problem in outcome()] == ["LB109"]  # type: ignore[attr-defined]
    assert the_same_without()


@pytest.mark.usefixtures("place")
def test_the_answer_that_the_home_page_shows_is_renewed_there() -> None:
    put(ANSWER, "Both measure", "Both of them measure")
    outcome()
    assert "Both of them measure" in Path("build/stage/blocks/index.json").read_text("utf-8")
    assert the_same_without()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("templates/question.html", "<summary>Answer", "<summary>The answer"),
        ("templates/topics.html", "<ul", "<ul data-more"),
        ("render.py", "LONG_FORMULA = 24", "LONG_FORMULA = 2"),
        ("pages/answer.py", '"asked at ', '"heard at '),
    ],
)
def test_a_change_of_the_program_counts(project: Path, name: str, old: str, new: str) -> None:
    (project / "build" / "cache").unlink()
    assert loopbook(project, "stage").returncode == 0
    path = project / "generator" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    done = loopbook(project, "stage")
    assert (done.returncode, done.stdout == "0 files changed.\n") == (0, False)
    shutil.rmtree(project / "build" / "cache")
    assert loopbook(project, "stage").stdout == "0 files changed.\n"


@pytest.mark.usefixtures("place")
def test_a_half_written_answer_is_looked_at_anew_and_its_title_shows_everywhere() -> None:
    told: list[str] = []
    preview = Project(drafts=lambda found: told.extend(problem.code for problem in found))
    put(ANSWER, "Both measure", "TODO Both measure")
    for old, new in (("Both measure", "Both tell"), ("mixed", "impure"), ("entropy", "information")):
        stage(preview)
        put(ANSWER, old, new)
    assert stage(preview)
    assert set(told) == {"LB611"}
    forget()
    assert stage(preview) == 0, "without the cache it is the same"
    assert all(word in Path("build/stage/blocks/topics/trees.json").read_text("utf-8") for word in ("tell", "impure"))
