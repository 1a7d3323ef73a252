"""The `mkdocs.yml` of another guide: what MkDocs takes is taken, and pages show what it says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import loopbook

pytestmark = pytest.mark.xdist_group("build")

OWN = """\
INHERIT: 'base.yml'
site_name: !ENV [GUIDE, Mine]
extra:
  branch: trunk & twig/1
markdown_extensions:
  - attr_list
  - tables
  - admonition
  - toc: {permalink: "#", toc_depth: 3}
  - pymdownx.highlight: &options {use_pygments: true}
  - pymdownx.superfences:
      custom_fences: [{name: m, class: m, format: !!python/name:pymdownx.superfences.fence_code_format }]
  - generator.blocks:
      blocks: build/stage/blocks
"""


def page(project: Path, **environment: str) -> str:
    done = loopbook(project, "build", **environment)
    assert done.returncode == 0, done.stderr
    return (project / "site" / "topics" / "trees" / "index.html").read_text("utf-8")


def test_a_guide_may_inherit_settings_use_tags_and_have_a_branch_of_its_own(project: Path) -> None:
    base = (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text(OWN, "utf-8")
    first = page(project)
    branch = "trunk%20%26%20twig/1"
    assert f"/edit/{branch}/data/questions/trees/gini-vs-entropy.md" in first
    assert f"/new/{branch}/data/questions/trees?filename=" in first
    assert "- Mine</title>" in first
    assert "- Yours</title>" in page(project, GUIDE="Yours")
    text = base.read_text("utf-8")
    base.write_text(text.replace("Text: CC BY 4.0.", "Text: in the public domain."), "utf-8")
    assert "Text: in the public domain." in page(project, GUIDE="Yours")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"site_name: a: b\n", "mkdocs.yml:1: LB202 The configuration is not YAML: mapping values are not allowed "),
        (b"- a\n", "mkdocs.yml:1: LB202 The configuration is not a list of keys and values. "),
        (b"", "mkdocs.yml:1: LB202 The configuration is not a list of keys and values. "),
        (b"a: 1\nsite_name: \xff\n", "mkdocs.yml:2: LB101 The file is not UTF-8. "),
        (b"INHERIT: nowhere.yml\n", "nowhere.yml:1: LB106 The configuration can't be read: No such file or directory."),
        (b"INHERIT: mkdocs.yml\nsite_name: [a]\n", "mkdocs.yml:1: LB302 The setting “repo_url” is missing. Add it."),
    ],
)
def test_settings_that_can_not_be_used_are_told_with_their_file_and_line(
    project: Path, content: bytes, said: str
) -> None:
    (project / "mkdocs.yml").write_bytes(content)
    done = loopbook(project, "export")
    assert done.returncode == 1
    assert done.stderr.startswith(said)
