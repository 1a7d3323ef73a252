"""The few settings of a guide, read from its `mkdocs.yml`: name, addresses and branch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, quote_plus

from generator.configuration import read_configuration
from generator.problems import DataError, Problem

_BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every page may need to know about the guide.

    Args:
        name: Name of the guide.
        description: What it is, in one sentence.
        site_url: Where it is served, with a slash at the end.
        repo_url: Where its source lives, without one.
        navigation: Hand-written pages in the navigation, as MkDocs takes them.
        branch: The branch that pull requests go to; `branch` under `extra`.
        license: What readers may do with the texts, as every page says it.
    """

    name: str
    description: str
    site_url: str
    repo_url: str
    navigation: tuple[object, ...] = ()
    branch: str = _BRANCH
    license: str = ""

    def edit_url(self, path: str) -> str:
        """The forge's editor for a file of the repository."""
        return f"{self.repo_url}/edit/{quote(self.branch)}/{path}"

    def new_url(self, folder: str, name: str, text: str) -> str:
        """The forge's form for a new file in a folder, with a name and a text to start from."""
        return f"{self.repo_url}/new/{quote(self.branch)}/{folder}?filename={_quoted(name)}&value={_quoted_lines(text)}"


_quoted = lru_cache(maxsize=1_000)(quote_plus)


def _quoted_lines(text: str) -> str:
    """A text as part of an address; the lines of a template are the same for every topic."""
    return quote_plus("\n").join(map(_quoted, text.split("\n")))


def read_settings(config: Path) -> Settings:
    """Read the settings.

    Args:
        config: The guide's `mkdocs.yml`.

    Raises:
        DataError: The file is missing, is not YAML, or lacks a setting.
    """
    values = read_configuration(config)
    wanted = ("site_name", "site_description", "site_url", "repo_url")
    found = {key: value for key in wanted if isinstance(value := values.get(key), str) and value}
    missing = [
        Problem(str(config), 1, "LB302", f"The setting “{key}” is missing.", "Add it.")
        for key in wanted
        if key not in found
    ]
    if missing:
        raise DataError(missing)
    nav, extra = values.get("nav"), values.get("extra")
    return Settings(
        found["site_name"],
        found["site_description"],
        found["site_url"].rstrip("/") + "/",
        found["repo_url"].rstrip("/"),
        tuple(nav) if isinstance(nav, list) else (),
        str((isinstance(extra, dict) and extra.get("branch")) or _BRANCH),
        str(values.get("copyright") or ""),
    )
