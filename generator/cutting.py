"""Cuts both papers from one layout, made on a page as wide as Letter and as tall as A4, so that none is laid out twice.

Only the box that says which part of the page is paper changes, and keeps its length: no offset in the file moves.
"""

from __future__ import annotations

BOTH = "both"  # papers; `base.typ` has the size
_WHOLE = b"/MediaBox[0 0 612.2863 841.8898]"
_PARTS = {"a4": b"/MediaBox[8.36 0 603.64 841.89]", "us-letter": b"/MediaBox[0 24.95 612 816.95]"}


def cut(pdf: bytes, paper: str) -> bytes:
    """The same document on one of the papers.

    Raises:
        ValueError: It was not laid out for both.
    """
    if _WHOLE not in pdf:
        raise ValueError("this PDF has no page that both papers can be cut from")
    return pdf.replace(_WHOLE, _PARTS[paper].ljust(len(_WHOLE)))
