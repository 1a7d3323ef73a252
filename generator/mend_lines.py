"""Mends what keeps a file from being read: marks, line ends, hidden characters, and slips of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator import yamltree

Note = Callable[[int, str], None]

_INVISIBLE = {
    "\ufeff": "a byte order mark",
    "\u200b": "a zero-width space",
    "\u00ad": "a soft hyphen",
    "\u2060": "a word joiner",
}
# One pair of typographic quotes around a whole value, which holds none that would end it; a note may follow.
_SMART = (
    (re.compile(r"[“„]([^“”„\"\\]*)[“”](\s+#.*)?"), r'"\1"\2'),
    (re.compile(r"‘([^‘']*)’(\s+#.*)?"), r"'\1'\2"),
)
_KEY = re.compile(r"(?P<before>\s*(?:- )?)(?P<key>[A-Za-z_-]+)(?P<colon>\s*:\s*)(?P<value>.*)")
_SPECIAL = "@%&*!|>`"


def mend_lines(text: str, note: Note) -> str:
    """Text that the reader can take apart, as far as it is a matter of characters; `note` gets line and change."""
    told: list[tuple[int, str]] = []
    lines = list(_characters(text, lambda line, what: told.append((line, what))))
    empty = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    told += [(1, "deleted an empty line before the front matter")] * empty
    del lines[:empty]
    for line, what in told:
        note(max(1, line - empty), what)
    end = next((i for i, line in enumerate(lines[1:], 1) if re.fullmatch(r"-{3,}\s*", line)), 0)
    if not lines or not re.fullmatch(r"-{3,}\s*", lines[0]) or not end:
        return "\n".join(lines)
    for i in (0, end):
        if lines[i] != "---":
            note(i + 1, "wrote “---”")
    front = _front(lines[1:end], note)
    return "\n".join(["---", *front, "---", *lines[end + 1 :]])


def _front(lines: list[str], note: Note) -> list[str]:
    """The lines of front matter; as they are if they can be read and could not be afterwards."""
    told: list[tuple[int, str]] = []
    mended = [_front_line(each, number, lambda *change: told.append(change)) for number, each in enumerate(lines, 2)]
    if not _is_yaml(mended) and _is_yaml(lines):
        return lines
    for line, what in told:
        note(line, what)
    return mended


def _is_yaml(lines: list[str]) -> bool:
    return isinstance(yamltree.parse("\n".join(lines) + "\n", "", 2), yamltree.Mapping)


def _characters(text: str, note: Note) -> Iterator[str]:
    if "\r" in text:
        note(1, "changed line ends to those of Unix")
    if text and not text.endswith("\n"):
        note(text.count("\n") + 1, "ended the last line")
        text += "\n"
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for sign in sorted(_INVISIBLE.keys() & set(line)):
            note(number, f"deleted {_INVISIBLE[sign]}")
            line = line.replace(sign, "")
        yield line


def _front_line(line: str, number: int, note: Note) -> str:
    for change, mended in (
        ("changed a tab to spaces", line.replace("\t", "  ")),
        ("changed “*” to “-”", re.sub(r"^(\s*)[*•] ", r"\1- ", line.replace("\t", "  "))),
    ):
        if mended != line:
            note(number, change)
            line = mended
    found = _KEY.fullmatch(line)
    return _pair(found, line, number, note) if found else line


def _pair(found: re.Match[str], line: str, number: int, note: Note) -> str:
    """One `key: value`, with a space after the colon and quotes where YAML needs them."""
    key, value = found["key"], found["value"].rstrip()
    if value.startswith("//"):  # the colon belongs to an address
        return line
    for pattern, plain in _SMART:
        if found_pair := pattern.fullmatch(value):
            note(number, f"changed the quotes of “{key}” to plain ones")
            value = found_pair.expand(plain)
    if (": " in value and value[0] not in "\"'[{") or (value[:1] in _SPECIAL and value):
        note(number, f"put the value of “{key}” in double quotes")
        value = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if found["colon"].strip(" ") == ":" and found["colon"] in (":", " :", " : ") and value:
        note(number, f"wrote one space after the colon of “{key}”")
    return f"{found['before']}{key}: {value}".rstrip()
