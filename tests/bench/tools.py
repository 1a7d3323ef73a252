"""The tools that are measured: how each takes the questions, and the command that builds its site."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.synthetic import Item, answer, pages
from tests.conftest import ROOT, SAMPLE


@dataclass(frozen=True, slots=True)
class Tool:
    """A way to make a site from questions.

    Args:
        name: As the table says it.
        write: Puts the questions into a folder, in the form the tool takes.
        commands: What is measured, by name, in this order; the folder is the working directory.
        site: Where it leaves the site.
        packages: What it needs from PyPI beyond what this project has.
        absent: Why it is in the table without being measured.
    """

    name: str
    write: Callable[[Path, list[Item]], None]
    commands: dict[str, tuple[str, ...]]
    site: str
    packages: tuple[str, ...] = ()
    absent: str = ""


def python(tool: Tool, place: Path) -> Path:
    """The Python that has the tool; one of its own where it needs more than this project.

    Raises:
        subprocess.CalledProcessError: It can't be installed.
    """
    if not tool.packages:
        return Path(sys.executable)
    folder = place / f"venv-{tool.name.split()[0].lower()}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *tool.packages]
        subprocess.run(install, check=True, capture_output=True, text=True)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def _front(**values: object) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loopbook(folder: Path, questions: list[Item]) -> None:
    """A copy of this project with a bank of the questions."""
    for name in ("generator", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "package.json"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for kind in ("stages", "roles"):
        shutil.copytree(SAMPLE / kind, folder / "data" / kind)
    sources = "\nsources:\n  - title: A page about testing\n    url: https://example.org/testing"
    for role in (folder / "data" / "roles").iterdir():
        text = role.read_text("utf-8").replace("  trees: 5\n", "  t0: 5\n").replace("  people: 2\n", "")
        role.write_text(text.replace("  people: 4\n", "  t0: 5\n"), "utf-8")
    for number, page in enumerate(pages(questions)):
        front = _front(
            name=f"Topic {number}", area=f"Area {number // 20}", order=number + 1, summary=f"About topic {number}.",
            groups="[All]", keywords=f"[word {number}]",
        )  # fmt: skip
        _write(folder / f"data/topics/t{number}.md", f"{front}What topic {number} is about.\n")
        for item in page:
            front = _front(
                question=item.title, kind="concept", level="core", group="All", roles="[tester]", stages="[screen]",
                keywords=f"[term {item.number}]" + sources,
            )  # fmt: skip
            _write(folder / f"data/questions/t{number}/{item.id}.md", front + answer(item, 1))


def edit(folder: Path, questions: list[Item]) -> None:
    """Change a word of one answer of the bank."""
    item = questions[len(questions) // 2]
    path = folder / f"data/questions/t{item.topic}/{item.id}.md"
    path.write_text(path.read_text("utf-8").replace("## In depth\n\n", "## In depth\n\nAltogether "), "utf-8")


def _markdown(folder: Path, questions: list[Item], math: tuple[str, str] = ("$$\n", "\n$$")) -> None:
    for number, page in enumerate(pages(questions)):
        body = "\n\n".join(f"## {item.title}\n\n{answer(item, 2, math)}" for item in page)
        _write(folder / f"topic-{number}.md", f"# Topic {number}\n\n{body}\n")


def mkdocs(folder: Path, questions: list[Item]) -> None:
    """What one would write by hand for MkDocs with Material: a page a topic."""
    _markdown(folder / "docs", questions)
    _write(folder / "docs" / "index.md", "# Guide\n")
    lines = (
        "site_name: Guide", "site_url: https://example.org/", "theme: {name: material, font: false}",
        "plugins: [search]",
        "markdown_extensions: [attr_list, tables, pymdownx.highlight, pymdownx.superfences, pymdownx.details,"
        " {pymdownx.arithmatex: {generic: true}}, {toc: {permalink: true}}]",
    )  # fmt: skip
    _write(folder / "mkdocs.yml", "\n".join(lines) + "\n")


def hugo(folder: Path, questions: list[Item]) -> None:
    """Hugo with a small theme: side navigation of all pages, contents, highlighting."""
    _markdown(folder / "content", questions)
    for path in (folder / "content").glob("*.md"):
        title, _, body = path.read_text("utf-8").partition("\n")
        path.write_text(_front(title=title.removeprefix("# ")) + body, "utf-8")
    config = 'baseURL = "https://example.org/"\ntitle = "Guide"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    _write(folder / "hugo.toml", config + "[markup.highlight]\nnoClasses = false\n")
    base = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        '<nav>{{ range site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>'
        "<main><h1>{{ .Title }}</h1>{{ .Content }}</main><aside>{{ .TableOfContents }}</aside></body></html>\n"
    )
    for name in ("single", "list", "home"):
        _write(folder / f"layouts/_default/{name}.html", base)


def sphinx(folder: Path, questions: list[Item]) -> None:
    """Sphinx with MyST and furo."""
    _markdown(folder, questions)
    names = "\n".join(f"topic-{number}" for number in range(len(pages(questions))))
    _write(folder / "index.md", f"# Guide\n\n```{{toctree}}\n{names}\n```\n")
    config = 'project = "Guide"\nhtml_theme = "furo"\nextensions = ["myst_parser"]\n'
    _write(folder / "conf.py", config + 'myst_enable_extensions = ["dollarmath"]\n')


BUILD = "cold build"
OURS = Tool(
    "Loopbook",
    loopbook,
    {
        "check": ("{python}", "-m", "generator", "check"),
        BUILD: ("{python}", "-m", "generator", "build"),
        "one answer edited": ("{python}", "-m", "generator", "build"),
    },
    "site",
)
TOOLS = (
    OURS,
    Tool("MkDocs with Material", mkdocs, {BUILD: ("{python}", "-m", "mkdocs", "build", "--quiet")}, "site"),
    Tool("Zensical", mkdocs, {BUILD: ("{python}", "-m", "zensical", "build")}, "site"),
    Tool("Hugo with a small theme", hugo, {BUILD: ("{python}", "-m", "hugo", "--quiet")}, "public", ("hugo",)),
    Tool(
        "Sphinx with MyST and furo",
        sphinx,
        {BUILD: ("{python}", "-m", "sphinx", "-q", "-b", "html", ".", "out")},
        "out",
        ("sphinx", "myst-parser", "furo"),
    ),
    Tool("Starlight", mkdocs, {}, "dist", absent="the bench has no set-up for it yet"),
)
