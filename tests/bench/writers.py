"""How each tool takes the questions: what one would write by hand for it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.synthetic import Item, answer, pages
from tests.conftest import ROOT, SAMPLE


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


def edit(folder: Path, questions: list[Item], part: float = 0.5) -> None:
    """Change a word of one answer of the bank: the one in the middle, or at another part of the way."""
    item = questions[int(len(questions) * part)]
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


def _titled(folder: Path, questions: list[Item]) -> None:
    """Pages whose title is in their front matter."""
    _markdown(folder, questions)
    for path in folder.glob("*.md"):
        title, _, body = path.read_text("utf-8").partition("\n")
        path.write_text(_front(title=title.removeprefix("# ")) + body, "utf-8")


def hugo(folder: Path, questions: list[Item]) -> None:
    """Hugo with a theme of ten lines: side navigation of all pages, contents, highlighting."""
    _titled(folder / "content", questions)
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


_DOKS_PARTS = {
    "doks-core": "assets layouts i18n data",
    "core": "assets layouts",
    "seo": "layouts",
    "bootstrap": "assets",
}
_DOKS = """baseURL = "https://example.org/"
title = "Guide"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
[params.doks]
sectionNav = ["docs"]
mainSections = ["docs"]
flexSearch = true
searchExclKinds = ["home", "section"]
searchExclTypes = []
searchLimit = 20
showSearch = ["docs"]
[outputs]
home = ["HTML", "searchIndex"]
[outputFormats.searchIndex]
mediaType = "application/json"
baseName = "search-index"
isPlainText = true
notAlternative = true
"""


def doks(folder: Path, questions: list[Item]) -> None:
    """Hugo with Doks, a theme for documentation: side navigation, contents, search, its styles compiled."""
    docs = folder / "content" / "docs"
    _titled(docs / "topics", questions)
    for place, title in ((docs.parent, "Guide"), (docs, "Guide"), (docs / "topics", "Topics")):
        _write(place / "_index.md", _front(title=title))
    parts = [
        (f"node_modules/@thulite/{name}/{part}", part) for name, all in _DOKS_PARTS.items() for part in all.split()
    ]
    mounts = [*parts, ("node_modules/flexsearch", "assets/js/vendor/flexsearch")]
    mounts += [(name, name) for name in ("content", "layouts", "assets")]
    lines = [f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n' for source, target in mounts]
    _write(folder / "hugo.toml", _DOKS + "".join(lines))
    for name in ("assets/scss/common/_variables-custom.scss", "assets/scss/common/_custom.scss"):
        _write(folder / name, "")
    _write(folder / "layouts/_partials/footer/script-footer-custom.html", "")


_FORMULA = """{{- $options := dict "output" "mathml" "displayMode" (eq .Type "block") -}}
{{- transform.ToMath .Inner $options -}}
"""


def doks_with_formulas(folder: Path, questions: list[Item]) -> None:
    """The same, with Hugo's own way to make formulas at build."""
    doks(folder, questions)
    _write(folder / "layouts/_markup/render-passthrough.html", _FORMULA)


_ASTRO = """import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";
import remarkMath from "remark-math";
export default defineConfig({
  site: "https://example.org/",
  markdown: { remarkPlugins: [remarkMath] },
  integrations: [starlight({ title: "Guide", sidebar: [{ label: "Topics", autogenerate: { directory: "topics" } }] })],
});
"""
_COLLECTION = """import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""


def starlight(folder: Path, questions: list[Item]) -> None:
    """Astro with Starlight and its search."""
    docs = folder / "src" / "content" / "docs"
    _titled(docs / "topics", questions)
    _write(docs / "index.md", _front(title="Guide"))
    _write(folder / "astro.config.mjs", _ASTRO)
    _write(folder / "src" / "content.config.ts", _COLLECTION)
    _write(folder / "package.json", '{"name": "guide", "private": true, "type": "module"}\n')
