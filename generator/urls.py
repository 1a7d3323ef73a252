"""What the address of a public page may look like, in front matter and in links."""

from __future__ import annotations

import re

MAX_URL = 500
# A host in plain letters (no look-alikes), no user name, and after it no quote, angle bracket, brace or backslash.
_REST = r"[!#-;=?-\[\]_a-z~]*"
_WEB = re.compile(
    rf"https://(?:(?!xn--)[a-z0-9-]+\.)+[a-z]{{2,}}(?::\d{{1,5}})?(?:[/?#]{_REST})?", re.IGNORECASE | re.ASCII
)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def is_web_address(text: str) -> bool:
    """Whether a text is an `https:` address that we link to."""
    return len(text) <= MAX_URL and bool(_WEB.fullmatch(text))


def is_mail_address(text: str) -> bool:
    """Whether a text is a `mailto:` address without a subject or body."""
    return bool(_MAIL.fullmatch(text))
