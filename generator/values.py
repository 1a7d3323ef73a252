"""Single values of the front matter: text, choices, numbers, dates, addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from generator.ids import ID, MAX_ID, id_hint, is_id
from generator.problems import nearest, shown
from generator.specs import JsonSchema, Place, scalar
from generator.urls import MAX_URL, is_web_address
from generator.yamltree import Node


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text on one line; no Markdown in it is interpreted."""

    most: int = 300

    @property
    def says(self) -> str:
        return f"plain text of at most {self.most} characters"

    def read(self, node: Node, address: str, place: Place) -> str | None:
        text = scalar(node, address, place, self.says)
        if text is None:
            return None
        if len(text) > self.most:
            place.refuse(
                node.line, "LB305", f"“{address}” has {len(text)} characters (at most {self.most}).", "Shorten it."
            )
        if text != " ".join(text.split()):
            place.refuse(
                node.line, "LB305", f"“{address}” has line breaks or double spaces.", "Write it with single spaces."
            )
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Id:
    """A name of our own for a part of an entry; it becomes an address on the entry's page."""

    says: str = f"lower-case words joined by hyphens, at most {MAX_ID} characters"

    def read(self, node: Node, address: str, place: Place) -> str | None:
        text = scalar(node, address, place, self.says)
        if text is None or is_id(text):
            return text
        place.refuse(node.line, "LB305", f"“{address}” can't be {shown(text)}.", id_hint(text))
        return None

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": MAX_ID}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of values."""

    values: tuple[str, ...]

    @property
    def says(self) -> str:
        return "one of " + ", ".join(self.values)

    def read(self, node: Node, address: str, place: Place) -> str | None:
        text = scalar(node, address, place, self.says)
        if text is None or text in self.values:
            return text
        hint = nearest(text, self.values) or f"Allowed: {', '.join(self.values)}."
        place.refuse(node.line, "LB304", f"“{address}” can't be {shown(text)}.", hint)
        return None

    def schema(self) -> JsonSchema:
        return {"enum": list(self.values)}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within limits."""

    least: int
    most: int

    @property
    def says(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def read(self, node: Node, address: str, place: Place) -> int | None:
        text = scalar(node, address, place, self.says)
        if text is None:
            return None
        if re.fullmatch(r"[0-9]{1,6}", text) and self.least <= int(text) <= self.most:
            return int(text)
        place.refuse(node.line, "LB305", f"“{address}” is {shown(text)}.", f"Write {self.says}.")
        return None

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, written as true or false."""

    says: str = "true or false"

    def read(self, node: Node, address: str, place: Place) -> bool | None:
        text = scalar(node, address, place, self.says)
        if text in (None, "true", "false"):
            return None if text is None else text == "true"
        place.refuse(node.line, "LB304", f"“{address}” can't be {shown(str(text))}.", "Write true or false.")
        return None

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    says: str = "a date like 2026-11-21"

    def read(self, node: Node, address: str, place: Place) -> datetime.date | None:
        text = scalar(node, address, place, self.says)
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass  # a day such as 2026-02-30 ends in the message below
        place.refuse(node.line, "LB305", f"“{address}” is {shown(text)}.", f"Write {self.says}.")
        return None

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Url:
    """The address of a public page."""

    says: str = "an address that starts with https://"

    def read(self, node: Node, address: str, place: Place) -> str | None:
        text = scalar(node, address, place, self.says)
        if text is None or is_web_address(text):
            return text
        place.refuse(
            node.line, "LB305", f"“{address}” is {shown(text)}.", f"Write {self.says}, without spaces or a user name."
        )
        return None

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "uri", "pattern": "^https://", "maxLength": MAX_URL}
