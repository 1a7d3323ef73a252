"""What an id looks like, and how one is made from a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, count

MAX_ID = 60
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_HINT = f"Use lower-case ASCII words and digits joined by single hyphens, at most {MAX_ID} characters."
# The page of a whole folder, what every JavaScript object has, and names under which Windows can't keep a file.
TAKEN = {
    "index",
    "constructor",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
_UNKNOWN = {"Cn", "Co", "Cs"}  # what may be a letter, such as a byte of a name that is not UTF-8


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return bool(ID.fullmatch(text)) and len(text) <= MAX_ID and text not in TAKEN


def id_hint(text: str) -> str:
    """What to do about a text that can't be an id."""
    return "This name is taken; choose another." if text in TAKEN else ID_HINT


def keeps_letters(text: str) -> bool:
    """Whether the id made from a text has all its letters and digits, and no other name; accents and signs may go."""
    signs = unicodedata.normalize("NFKD", text).lower()
    letters = [sign for sign in signs if sign.isalnum() or sign in "+#" or unicodedata.category(sign) in _UNKNOWN]
    return "".join(letters) == slug(text).replace("-", "")


def distinct(texts: Iterable[str]) -> list[str]:
    """Ids made from texts, each with a number if it was there before."""
    found: list[str] = []
    for text in texts:
        plain = slug(text)
        numbered = (f"{plain}-{n}" for n in count(2))
        found.append(next(id for id in chain([plain], numbered) if id not in found))
    return found


@lru_cache(maxsize=1_000)
def slug(text: str) -> str:
    """An id made from a text: its words without accents and signs, as many as fit."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = ""
    for word in re.findall(r"[a-z0-9]+", ascii_text):
        if len(id) + len(word) + 1 > MAX_ID:
            break
        id = f"{id}-{word}" if id else word
    return "question" if id in {"", *TAKEN} else id
