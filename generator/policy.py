"""The Content-Security-Policy of every page: what the site itself needs, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re

_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_POLICY = re.compile(rb'\n<meta http-equiv="Content-Security-Policy"[^>]*>')
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",  # MathML of aligned formulas; no text of an entry makes an attribute
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


class PolicyError(ValueError):
    """A page can't be given a policy; the message says which."""


def seal(html: str, name: str) -> str:
    """Put the policy into a page.

    Args:
        html: The page, as the site builder wrote it.
        name: Its file, for the message.

    Returns:
        The page with the policy as the first thing in its head, naming each inline script by its hash.

    Raises:
        PolicyError: The page has no place for it.
    """
    if html.count(_CHARSET) != 1:
        raise PolicyError(f"{name}: no place for the Content-Security-Policy; the theme's head has changed.")
    hashes = "".join(sorted({f" '{_hash(m['body'])}'" for m in _SCRIPT.finditer(html) if _runs(m["attributes"])}))
    policy = "; ".join(_DIRECTIVES).format(hashes=hashes)
    return html.replace(_CHARSET, f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">')


def unseal(html: bytes) -> bytes:
    """Take the policy out of a page, for a server on the writer's own machine that adds a script to it."""
    return _POLICY.sub(b"", html, count=1)


def _runs(attributes: str) -> bool:
    """Whether a script element is inline code; a file is covered by 'self', JSON is not run."""
    return "src=" not in attributes and "application/json" not in attributes


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
