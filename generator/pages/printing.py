"""The line on a page that leads to what there is to print of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.downloads import Download
from generator.pages.page import Draft


def links(draft: Draft, files: Sequence[Download], sheet: str = "") -> None:
    """Add the line, if there is anything to lead to.

    Args:
        draft: The page.
        files: What is printed of it, if printing is on.
        sheet: Folder of the sheet's page, if the page itself is not it.
    """
    shown = files if draft.guide.prints else ()
    if shown or sheet:
        draft.block("downloads.html", files=shown, sheet=sheet)
