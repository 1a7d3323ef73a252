"""Runs MkDocs on what is staged, as a program of its own; beside the preview, the only module that knows MkDocs.

It writes pages that still have their placeholders, already sealed, and the theme's files. It prints a JSON object:
`staged`, the staged files that belong to the site as they are, by their place on it; `theme`, the folder of the guide's
own templates; `seen`, a digest of all that the pages were made from, or nothing if that can't be known.
"""

from __future__ import annotations

import gc
import json
import logging
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.compose import seen
from generator.policy import PolicyError, seal

_BLOCKS = "generator.blocks"
_KNOWN = {"markdown", "pymdownx", "generator"}  # packages whose extensions read no files of their own,
_READERS = {"pymdownx.b64", "pymdownx.snippets"}  # but for these


class _Options(Config):
    """None."""


class _Shells(BasePlugin[_Options]):
    """Keeps the blocks out, seals pages before they are written, and leaves staged files where they are."""

    def __init__(self) -> None:
        self.as_they_are: dict[str, str] = {}

    def on_config(self, config: MkDocsConfig) -> None:
        config.mdx_configs.setdefault(_BLOCKS, {})["fill"] = False

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Links to staged files have been looked at by now; copying them is not for MkDocs."""
        env.auto_reload = False  # else each use of a template asks the disk whether it changed
        for file in [file for file in files if file.src_dir == config.docs_dir and not file.is_documentation_page()]:
            if file.inclusion.is_included():
                self.as_they_are[file.dest_uri] = file.src_uri
            files.remove(file)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return seal(output, page.file.dest_uri)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return seal(output_content, template_name) if template_name.endswith(".html") else output_content


def main(config_file: str, site: str) -> int:
    """Build `site` as a configuration says.

    Returns:
        An exit code; what is wrong stands on stderr.
    """
    gc.disable()  # as in `generator.__main__`; what knows itself here is some 80 KB a page, and goes with the process
    _speak()
    shells = _Shells()
    try:
        config = load_config(config_file, strict=True, site_dir=site)
        alone = not (config.plugins or config.hooks or config.extra_templates or _may_read(config.markdown_extensions))
        theme = config.theme.custom_dir or ""
        # Before the build: a template that is edited meanwhile must count as changed the next time.
        digest = seen(Path(config_file), Path(config.docs_dir), theme) if alone else ""
        config.plugins["loopbook/shells"] = shells
        build(config)
    except (MkDocsException, PolicyError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps({"staged": shells.as_they_are, "theme": theme, "seen": digest}))
    return 0


def _may_read(extensions: Iterable[str]) -> bool:
    """Whether one of the extensions of Markdown may look at files that nobody else knows of."""
    short = {each.name: each.value for each in entry_points(group="markdown.extensions")}
    modules = {short.get(name, name).partition(":")[0] for name in extensions}
    return bool(modules & _READERS) or not {module.partition(".")[0] for module in modules} <= _KNOWN


def _speak() -> None:
    """Warnings to stderr, as the command line of MkDocs does."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
