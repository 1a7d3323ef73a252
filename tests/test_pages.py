"""What the sample bank turns into: our own Markdown, blocks and exports, compared in full; never the theme's HTML."""

from __future__ import annotations

import dataclasses
import json
from html import escape
from pathlib import Path

import pytest
from markdown import Markdown

from generator.addresses import PAGE_SIZE, Addresses, relative, topic_page
from generator.load import load
from generator.model import Question
from generator.outputs import OUTPUTS
from generator.outputs.site import navigation
from generator.pages import find
from generator.pages.page import Guide
from generator.pages.templates import escape_markdown
from generator.settings import Settings, read_settings
from tests.conftest import HERE, ROOT, SAMPLE

GOLDEN = HERE / "golden"
SETTINGS = Settings("Sample", "A sample guide.", "https://example.org/sample/", "https://example.org/repo")


@pytest.fixture(scope="module")
def guide() -> Guide:
    monkey = pytest.MonkeyPatch()
    monkey.chdir(SAMPLE.parent)
    bank = load(Path("data"))
    monkey.undo()
    return Guide(bank, SETTINGS, Addresses(bank))


def readable(name: str, content: str | bytes) -> str:
    """A file as it is compared; blocks are laid out so that a difference can be read."""
    text = content if isinstance(content, str) else content.decode()
    if not name.startswith("blocks/"):
        return text
    blocks = json.loads(text)
    return "".join(f"<!-- {key} -->\n{html}\n" for key, html in blocks.items())


@pytest.mark.parametrize("output", sorted(set(OUTPUTS) - {"reference"}))
def test_outputs_are_as_expected(output: str, guide: Guide, update: bool) -> None:
    files = {name: readable(name, content) for name, content in OUTPUTS[output](guide).items()}
    folder = GOLDEN / output
    if update:
        for old in [path for path in folder.rglob("*") if path.is_file()]:
            old.unlink()
        for name, text in files.items():
            path = folder / (
                name if name.endswith((".md", ".json", ".svg")) and not name.startswith("blocks/") else name + ".html"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    kept = {
        p.relative_to(folder).as_posix().replace(".json.html", ".json"): p.read_text("utf-8")
        for p in folder.rglob("*.*")
    }
    assert files == kept


def test_navigation_lists_every_page(guide: Guide) -> None:
    listed = json.dumps(navigation(guide)) + json.dumps(read_settings(ROOT / "mkdocs.yml").navigation)
    pages = [name.removeprefix("docs/") for name in OUTPUTS["site"](guide) if name.startswith("docs/")]
    assert [page for page in pages if f'"{page}"' not in listed] == []


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("topics/a/", "topics/b/#q", "../b/#q"),
        ("topics/a/", "topics/a/#q", "#q"),
        ("topics/a/2/", "topics/a/#q", "../#q"),
        ("", "roles/x/", "roles/x/"),
        ("roles/x/", "", "../../"),
        ("roles/x/", "assets/a.css", "../../assets/a.css"),
    ],
)
def test_addresses_are_written_relative_to_their_page(page: str, target: str, expected: str) -> None:
    assert relative(page, target) == expected


def test_a_large_topic_is_split_and_every_question_keeps_an_anchor_on_its_first_page(guide: Guide) -> None:
    question = guide.bank.questions["gini-vs-entropy"]
    number = PAGE_SIZE // question.prose.size + 5
    many = {f"q{n}": _renamed(question, f"q{n}") for n in range(number)}
    bank = type(guide.bank)(guide.bank.roles, guide.bank.stages, guide.bank.companies, guide.bank.topics, many)
    files = OUTPUTS["site"](Guide(bank, SETTINGS, Addresses(bank)))
    last = f"q{number - 1}"
    assert f"docs/{topic_page('trees', 2).rstrip('/')}.md" in files
    assert f'<li id=\\"{last}\\"><a href=\\"2/#{last}\\" data-lb-moved>' in str(files["blocks/topics/trees.json"])


def _renamed(question: Question, id: str, aliases: tuple[str, ...] = ()) -> Question:
    return dataclasses.replace(question, id=id, related=(), aliases=aliases)


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ((), {}),
        (("old", "trees/older"), {}),
        (("people/old", "more"), {"people": [("old", "gini-vs-entropy")]}),
        (("gone/a", "gone/b"), {"gone": [("a", "gini-vs-entropy"), ("b", "gini-vs-entropy")]}),
    ],
)
def test_old_ids_lead_on_from_the_topic_they_were_in(
    guide: Guide, aliases: tuple[str, ...], expected: dict[str, list[tuple[str, str]]]
) -> None:
    question = _renamed(guide.bank.questions["gini-vs-entropy"], "gini-vs-entropy", aliases)
    addresses = Addresses(dataclasses.replace(guide.bank, questions={question.id: question}))
    assert {topic: [(id, q.id) for id, q in found] for topic, found in addresses.moved.items() if found} == expected
    assert addresses.former_ids(question) == [alias for alias in aliases if "/" not in alias]


def test_old_ids_lead_on_from_the_first_page_to_the_one_that_a_question_has_come_to(guide: Guide) -> None:
    question = guide.bank.questions["gini-vs-entropy"]
    number = PAGE_SIZE // question.prose.size + 5
    many = {f"q{n}": _renamed(question, f"q{n}", (f"old-{n}",)) for n in range(number)}
    addresses = Addresses(dataclasses.replace(guide.bank, questions=many))
    first, second = addresses.chunks["trees"]
    assert abs(len(first) - len(second)) <= 1
    assert [*first, *second] == list(many.values())
    assert addresses.moved["trees"] == [(q.aliases[0], q) for q in second]
    assert [addresses.of(q) for q in (first[0], second[-1])] == ["topics/trees/#q0", f"topics/trees/2/#q{number - 1}"]


@pytest.mark.parametrize(
    "text", ["a*b*c", "__init__", "[x](y)", "<b>", "R&D", "#1", "1. a", "a_b_c", "`x`", "C:\\new", "$5"]
)
def test_titles_survive_python_markdown(text: str) -> None:
    html = Markdown(extensions=["attr_list", "toc"]).convert(f"# {escape_markdown(text)} {{#anchor}}")
    assert html == f'<h1 id="anchor">{escape(text, quote=False)}</h1>'


@pytest.mark.parametrize(("number", "lists"), [(find.PLAIN, "questions"), (find.PLAIN + 1, "topics")])
def test_without_scripts_a_large_guide_lists_topics_instead_of_questions(guide: Guide, number: int, lists: str) -> None:
    (origin, *_), bank = guide.bank.questions.values(), guide.bank
    made = {f"q{i}": dataclasses.replace(origin, id=f"q{i}") for i in range(number)}
    large = dataclasses.replace(bank, questions=made)
    (page,) = find.pages(Guide(large, SETTINGS, Addresses(large)))
    shown, _, plain = page.blocks["b0"].partition("<noscript>")
    assert shown.count('<details class="lb-hit">') == find.FIRST
    assert f"Show {find.MORE} more of {number - find.FIRST:,}<" in shown
    assert plain.count("<li>") == (number if lists == "questions" else 1)
