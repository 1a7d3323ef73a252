"""Ids are for ever: compares a bank with what was there before and refuses ids that are gone or name something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.bank import Bank
from generator.model import ENTRY_KINDS, Question
from generator.problems import Problem, shown
from generator.source import Record, take_apart
from generator.yamltree import Items, Scalar
from generator.yamltree import Mapping as Keys

_KINDS = {kind.folder: kind.name for kind in ENTRY_KINDS}


@dataclass(frozen=True, slots=True)
class Former:
    """An entry as it was.

    Args:
        kind: Its kind.
        topic: Its topic, if it was a question.
        id: Its id.
        path: Its file under the bank.
        question: What was asked.
        aliases: Its former ids.
    """

    kind: str
    topic: str
    id: str
    path: str
    question: str
    aliases: tuple[str, ...]


def formers(texts: Mapping[str, str]) -> list[Former]:
    """The entries of an earlier bank, from its files; one that could not be read still had an id."""
    return [_former(path, text) for path, text in sorted(texts.items()) if path.split("/")[0] in _KINDS]


def _former(path: str, text: str) -> Former:
    parts = tuple(path.split("/"))
    record = take_apart(text.replace("\r\n", "\n"), path, parts)
    front = record.front if isinstance(record, Record) else Keys((), 1)
    values = {key.text: value for key, value in front.entries}
    aliases, question = values.get("aliases"), values.get("question")
    return Former(
        _KINDS[parts[0]],
        parts[1] if len(parts) == 3 else "",
        parts[-1].removesuffix(".md"),
        path,
        question.text if isinstance(question, Scalar) else "",
        tuple(a.text for a in aliases.items if isinstance(a, Scalar)) if isinstance(aliases, Items) else (),
    )


def check(before: list[Former], bank: Bank, data: str, wrong: Collection[str] = ()) -> list[Problem]:
    """Every id that is gone, has moved without a forwarding address, or names something else now.

    Args:
        before: What was there.
        bank: What is there.
        data: Folder of the bank.
        wrong: Files that have problems: while one can't be read, nobody knows which ids it keeps.
    """
    read = {entry.path for entry in bank.entries}
    unread = {path.removeprefix(f"{data}/") for path in wrong if path not in read}
    unread_folders = {path.split("/")[0] for path in unread - {former.path for former in before}}
    rules = (_gone, _moved, _first, _reused)
    judged = [
        former
        for former in before
        if former.path not in unread
        and (f"{data}/{former.path}" in read or former.path.split("/")[0] not in unread_folders)
    ]
    now = _Now.of(bank, data)
    return sorted({problem for former in judged for rule in rules for problem in rule(former, now)})


@dataclass(frozen=True, slots=True)
class _Now:
    """What is there, made ready once for all that was there.

    Args:
        bank: What is there.
        data: Folder of the bank.
        aliases: For each kind, former ids that are kept, with the entry that has them.
        asked: The ids of the questions by what they ask.
    """

    bank: Bank
    data: str
    aliases: Mapping[str, Mapping[str, str]]
    asked: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, bank: Bank, data: str) -> _Now:
        asked: dict[str, list[str]] = {}
        for question in bank.questions.values():
            asked.setdefault(question.question, []).append(question.id)
        return cls(bank, data, {kind.name: _aliases(bank, kind.name) for kind in ENTRY_KINDS}, asked)

    def question(self, former: Former, id: str) -> Question | None:
        """The question that has an id now, if the former entry was one."""
        return self.bank.questions.get(id) if former.kind == "question" else None


def _aliases(bank: Bank, kind: str) -> dict[str, str]:
    """Former ids that are kept, with the entry that has them; `topic/id` keeps the id too."""
    cls = next(each.cls for each in ENTRY_KINDS if each.name == kind)
    kept = [
        (alias, entry.id) for entry in bank.entries if isinstance(entry, cls) for alias in getattr(entry, "aliases", ())
    ]
    return dict([(alias.rpartition("/")[2], id) for alias, id in kept] + kept)


def _gone(former: Former, now: _Now) -> Iterator[Problem]:
    for id in (former.id, *former.aliases):
        if id not in now.aliases[former.kind] and id not in now.bank.known[former.kind]:
            hint = f"Put it under “aliases” of the {former.kind} that takes its place, or bring it back."
            message = f"The {former.kind} {shown(id)} is gone, and links to it would break."
            yield Problem(f"{now.data}/{former.path}", 1, "LB111", message, hint)


def _moved(former: Former, now: _Now) -> Iterator[Problem]:
    found = now.question(former, now.aliases[former.kind].get(former.id, former.id))
    old = f"{former.topic}/{former.id}"
    if found and found.topic != former.topic and former.topic in now.bank.known["topic"] and old not in found.aliases:
        message = f"The question {shown(former.id)} has left the topic {shown(former.topic)}, where links look for it."
        yield Problem(found.path, found.line("aliases"), "LB111", message, f"Add {shown(old)} to its “aliases”.")


def _first(former: Former, now: _Now) -> Iterator[Problem]:
    """The oldest id stays the first alias: cards in other people's Anki are known by it."""
    oldest = (*former.aliases, former.id)[0].rpartition("/")[2]
    found = now.question(former, now.aliases[former.kind].get(oldest, ""))
    same = found and (found.id == former.id or found.question == former.question)  # not one that another has taken in
    if found and same and found.aliases[0].rpartition("/")[2] != oldest:
        message = f"The oldest id of the question, {shown(oldest)}, is not the first of its “aliases” any more."
        yield Problem(found.path, found.line("aliases"), "LB113", message, f"Put {shown(oldest)} first.")


def _reused(former: Former, now: _Now) -> Iterator[Problem]:
    holders = now.aliases[former.kind]
    for alias in former.aliases:
        if alias in now.bank.known[former.kind] and holders.get(former.id) != alias:
            message = f"The id {shown(alias)} was that of the entry that is now {shown(former.id)}."
            yield Problem(f"{now.data}/{former.path}", 1, "LB112", message, "Choose another id for the new entry.")
    found = now.question(former, former.id)
    if found and found.question != former.question:
        for other in now.asked.get(former.question, ()):
            message = f"The id {shown(former.id)} was that of the question that is now {shown(other)}."
            yield Problem(found.path, 1, "LB112", message, "Give the new question an id of its own.")
