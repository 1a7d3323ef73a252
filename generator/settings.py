"""The few settings of a guide, read from its `mkdocs.yml`: name and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote_plus

from generator.problems import DataError, Problem
from generator.yamltree import Items, Mapping, Node, Scalar, parse


@dataclass(frozen=True, slots=True)
class Settings:
    """What every page may need to know about the guide.

    Args:
        name: Name of the guide.
        description: What it is, in one sentence.
        site_url: Where it is served, with a slash at the end.
        repo_url: Where its source lives, without one.
        navigation: Hand-written pages in the navigation, as MkDocs takes them.
        branch: The branch that pull requests go to.
        license: What readers may do with the texts, as every page says it.
    """

    name: str
    description: str
    site_url: str
    repo_url: str
    navigation: tuple[object, ...] = ()
    branch: str = "main"
    license: str = ""

    def edit_url(self, path: str) -> str:
        """The forge's editor for a file of the repository."""
        return f"{self.repo_url}/edit/{self.branch}/{path}"

    def new_url(self, folder: str, name: str, text: str) -> str:
        """The forge's form for a new file in a folder, with a name and a text to start from."""
        return f"{self.repo_url}/new/{self.branch}/{folder}?filename={_quoted(name)}&value={_quoted_lines(text)}"


_quoted = lru_cache(maxsize=1_000)(quote_plus)


def _quoted_lines(text: str) -> str:
    """A text as part of an address; the lines of a template are the same for every topic."""
    return quote_plus("\n").join(map(_quoted, text.split("\n")))


def _tree(config: Path) -> Mapping:
    try:
        text = config.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([Problem(str(config), 1, "LB101", f"The configuration can't be read: {error}.")]) from None
    tree = parse(text, str(config), first_line=1, most_levels=8)
    if isinstance(tree, Problem):
        raise DataError([tree])
    return tree


def read_settings(config: Path) -> Settings:
    """Read the settings.

    Args:
        config: The guide's `mkdocs.yml`.

    Raises:
        DataError: The file is missing, is not YAML, or lacks a setting.
    """
    tree = _tree(config)
    values = {key.text: value.text for key, value in tree.entries if isinstance(value, Scalar)}
    wanted = ("site_name", "site_description", "site_url", "repo_url")
    missing = [
        Problem(str(config), 1, "LB302", f"The setting “{key}” is missing.", "Add it.")
        for key in wanted
        if not values.get(key)
    ]
    if missing:
        raise DataError(missing)
    name, description, site, repo = (values[key] for key in wanted)
    return Settings(
        name,
        description,
        site.rstrip("/") + "/",
        repo.rstrip("/"),
        _navigation(tree),
        license=values.get("copyright", ""),
    )


def _navigation(tree: Mapping) -> tuple[object, ...]:
    nav = next((value for key, value in tree.entries if key.text == "nav"), Items((), 1))
    return tuple(_plain(item) for item in nav.items) if isinstance(nav, Items) else ()


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}
