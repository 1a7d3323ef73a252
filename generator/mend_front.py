"""Mends front matter by its specs: misspelled keys, values in another spelling, lists that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.fields import Part, Weights, specs
from generator.ids import slug
from generator.specs import Many, Ref, Spec
from generator.urls import is_web_address
from generator.values import Choice, Day, Flag, Id, Number, Text, Url
from generator.yamltree import Items, Node, Scalar, bare
from generator.yamltree import Mapping as Keys

Note = Callable[[int, str], None]

_OTHER_SPELLINGS = {"behavioural": "behavioral", "yes": "true", "no": "false", "on": "true", "off": "false"}


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends nodes of one file.

    Args:
        known: Ids of each kind with the entry's name, for references.
        note: Gets the line and what was changed.
    """

    known: Mapping[str, Mapping[str, str]]
    note: Note

    def keys(self, cls: type, node: Keys) -> Keys:
        """The keys of a class: misspelled ones corrected, empty optional ones and repetitions dropped."""
        wanted = {name: (spec, about["required"]) for name, spec, about in specs(cls)}
        written = {key.text for key, _ in node.entries}
        entries: list[tuple[Scalar, Node]] = []
        for key, value in node.entries:
            name = key.text if key.text in wanted else _near(key.text, wanted.keys() - written, 0.7) or key.text
            if name != key.text:
                self.note(key.line, f"changed the key “{key.text}” to “{name}”")
            if name in wanted:
                spec, required = wanted[name]
                if _is_empty(value) and not required:
                    self.note(key.line, f"deleted “{name}”, which was empty")
                    continue
                value = self.value(spec, value, name)
            if (name, bare(value)) in [(k.text, bare(v)) for k, v in entries]:
                self.note(key.line, f"deleted the second “{name}”")
                continue
            entries.append((Scalar(name, key.line), value))
        return Keys(tuple(entries), node.line)

    def value(self, spec: Spec, node: Node, address: str) -> Node:
        """A value as its spec wants it, where that is no guess."""
        if isinstance(spec, Many):
            return self._many(spec, node, address)
        if isinstance(spec, Part) and isinstance(node, Keys):
            return self.keys(spec.cls, node)
        if isinstance(spec, Weights) or not isinstance(node, Scalar):
            return node
        text = self._text(spec, node.text)
        if text != node.text:
            self.note(node.line, f"changed “{address}” from “{node.text}” to “{text}”")
        return Scalar(text, node.line)

    def _many(self, spec: Many, node: Node, address: str) -> Items:
        if isinstance(node, Items):
            nodes: Iterable[Node] = node.items
        elif isinstance(node, Scalar):
            nodes = [Scalar(part.strip(), node.line) for part in node.text.strip("[]").split(",")]
            self.note(node.line, f"made “{address}” a list")
        else:
            nodes = [node]
            self.note(node.line, f"made “{address}” a list")
        kept: list[Node] = []
        for item in nodes:
            mended = self.value(spec.item, item, address)
            if _is_empty(mended) or bare(mended) in map(bare, kept):
                self.note(
                    item.line, f"deleted {'an empty' if _is_empty(mended) else 'a repeated'} value of “{address}”"
                )
            else:
                kept.append(mended)
        return Items(tuple(kept), node.line)

    def _text(self, spec: Spec, text: str) -> str:
        tidy = " ".join(text.split())
        match spec:
            case Choice(values=values):
                return tidy if tidy in values else _choice(tidy, values)
            case Ref(kind=kind):
                return self._reference(tidy, self.known.get(kind, {}))
            case Flag():
                return _OTHER_SPELLINGS.get(tidy.lower(), tidy.lower())
            case Day():
                return _day(tidy)
            case Url():
                return _address(tidy)
            case Number():
                return re.sub(r"\s*min(utes?|\.)?$", "", tidy)
            case Text() | Id():
                return tidy
        return text

    def _reference(self, text: str, known: Mapping[str, str]) -> str:
        last = text.removesuffix(".md").rpartition("/")[2] if "principle" not in text else text
        named = [id for id, name in known.items() if id == slug(last) or name.casefold() == text.casefold()]
        return text if text in known else named[0] if len(named) == 1 else text


def _choice(text: str, values: Iterable[str]) -> str:
    spelled = _OTHER_SPELLINGS.get(slug(text), slug(text))
    return spelled if spelled in values else _near(spelled, values, 0.8) or text


def _near(word: str, known: Iterable[str], least: float) -> str:
    """The one known word most like another; nothing where two are."""
    plain = {slug(each): each for each in known}
    if slug(word) in plain:
        return plain[slug(word)]
    found = get_close_matches(slug(word), sorted(plain), n=2, cutoff=least)
    return plain[found[0]] if len(found) == 1 else ""


def _day(text: str) -> str:
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text, re.ASCII)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else text


def _address(text: str) -> str:
    bare = text.strip("<>")
    for start, instead in (
        ("http://", "https://"),
        ("doi:", "https://doi.org/"),
        ("www.", "https://www."),
        ("", "https://"),
    ):
        if bare.lower().startswith(start) and is_web_address(instead + bare[len(start) :]):
            return bare if is_web_address(bare) else instead + bare[len(start) :]
    return text


def _is_empty(node: Node) -> bool:
    return (isinstance(node, Scalar) and not node.text.strip()) or (isinstance(node, Items) and not node.items)
