"""The folders of a guide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.load import Told

NEXT = "build/next"


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a guide.

    Args:
        root: Folder with `mkdocs.yml`.
        data: Folder of the bank; written as the user would, for messages.
        drafts: Told what half-written answers lack, in a preview; None to refuse them.
    """

    root: Path = Path()
    data: Path = Path("data")
    drafts: Told | None = None

    @property
    def staged(self) -> Path:
        """Where the site's source is put together."""
        return self.root / "build" / "stage"

    @property
    def prints(self) -> Path:
        """What was printed before, and nothing else."""
        return self.root / "build" / "cache" / "prints"

    @property
    def next(self) -> Path:
        """The site that is made beside the last one."""
        return self.root / NEXT

    @property
    def kept(self) -> Path:
        """What builds leave for the next one; it may be deleted at any time."""
        return self.root / "build" / "kept"

    @property
    def built(self) -> Path:
        """A folder in which a file is written after each site that is published."""
        return self.root / "build" / "built"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"
