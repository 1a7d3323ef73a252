"""Rules over the whole bank, as a table of small functions; all run, every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator import downloads
from generator.alike import alike
from generator.bank import Bank
from generator.company_rules import company_parts_differ, company_sources_exist
from generator.entry import Entry
from generator.fields import specs
from generator.figure_rules import figures_are_told, figures_are_used, figures_exist, figures_stand_once
from generator.ids import is_id
from generator.model import Question
from generator.printable import characters_print, formulas_print
from generator.problems import Problem, nearest, shown

Rule = Callable[[Bank], Iterator[Problem]]


def check(bank: Bank, printing: bool) -> list[Problem]:
    """Run every rule; those of printing only if something is to be printed, or to be known fit for it."""
    return [problem for rule in (*RULES, *(PRINT_RULES if printing else ())) for problem in rule(bank)]


def _at(entry: Entry, address: str, code: str, message: str, hint: str) -> Problem:
    return Problem(entry.path, entry.line(address), code, message, hint)


def ids_are_unique(bank: Bank) -> Iterator[Problem]:
    """A question's id stands once over all topics."""
    for path, other in bank.doubles:
        yield Problem(path, 1, "LB109", f"The id is used by {other} too.", "Rename one of the two files.")


def topics_exist(bank: Bank) -> Iterator[Problem]:
    """The folder of a question is a topic."""
    for question in bank.questions.values():
        if question.topic not in bank.known["topic"]:
            hint = nearest(question.topic, bank.known["topic"]) or "Create the topic first, or move the file."
            yield Problem(
                question.path, 1, "LB306", f"There is no topic {shown(question.topic)} for this folder.", hint
            )


def aliases_are_free(bank: Bank) -> Iterator[Problem]:
    """An old id is nobody else's id or alias, in whatever topic: addresses and scripts know a question by it alone."""
    taken: dict[tuple[type, str], str] = {(type(entry), entry.id): entry.path for entry in bank.entries}
    for entry in bank.entries:
        for i, alias in enumerate(getattr(entry, "aliases", ())):
            other = taken.setdefault((type(entry), alias.rpartition("/")[2]), entry.path)
            if other != entry.path or alias == entry.id:
                yield _at(
                    entry,
                    f"aliases[{i}]",
                    "LB309",
                    f"The alias {shown(alias)} is in use in {other}.",
                    "Take it out there or here.",
                )


def aliases_are_ids(bank: Bank) -> Iterator[Problem]:
    """An old id is an id; for a question that has left a topic, the topic and its id."""
    for entry in bank.entries:
        for i, alias in enumerate(getattr(entry, "aliases", ())):
            topic, slash, id = alias.rpartition("/")
            fits = not slash or (isinstance(entry, Question) and topic in bank.known["topic"])
            if not is_id(id) or not fits:
                hint = "Write the old id, or for a question from another topic topic/id."
                yield _at(entry, f"aliases[{i}]", "LB305", f"{shown(alias)} can't be an alias.", hint)


def downloads_differ(bank: Bank) -> Iterator[Problem]:
    """No two files to print have one name: they all lie in one folder, whatever they are made from."""
    taken = {each.path: "the whole guide" for each in downloads.guide()}
    printed: list[tuple[Entry, tuple[downloads.Download, ...]]]
    printed = [(company, downloads.loop(company.id)) for company in bank.companies.values()]
    printed += [(role, downloads.pack(role.id)) for role in bank.roles.values()]
    printed += [(topic, (*downloads.sheet(topic.id), *downloads.self_test(topic.id))) for topic in bank.topics.values()]
    for entry, files in printed:
        others = {taken.setdefault(each.path, entry.path) for each in files} - {entry.path}
        for other in sorted(others):
            message = f"What is printed of {shown(entry.id)} has the file names of {other}."
            yield Problem(entry.path, 1, "LB109", message, "Choose another id for one of the two.")


def links_land(bank: Bank) -> Iterator[Problem]:
    """A link to another entry names a file that is there."""
    for entry in bank.entries:
        for link in entry.prose.links:
            if not bank.has_file(entry.path, link.href):
                last = link.href.rsplit("/", 1)[-1].removesuffix(".md")
                near = nearest(last, {e.id for e in bank.entries if e is not entry})
                yield Problem(
                    entry.path,
                    link.line,
                    "LB504",
                    f"The link leads to no entry: {shown(link.href)}.",
                    near or "Correct or remove it.",
                )


def groups_exist(bank: Bank) -> Iterator[Problem]:
    """A question's group is one of its topic's."""
    for question in bank.questions.values():
        topic = bank.topics.get(question.topic)
        if topic and question.group not in topic.groups:
            hint = nearest(question.group, topic.groups) or f"Groups of the topic: {', '.join(topic.groups)}."
            yield _at(question, "group", "LB606", f"{shown(question.group)} is not a group of “{topic.id}”.", hint)


def keys_fit_the_kind(bank: Bank) -> Iterator[Problem]:
    """A key that is for one kind of question is not on another."""
    for question in bank.questions.values():
        for name, _, about in specs(Question):
            if about["only"] and question.kind not in about["only"] and getattr(question, name):
                yield _at(
                    question,
                    name,
                    "LB609",
                    f"“{name}” is only for {' and '.join(about['only'])} questions.",
                    "Delete it, or change the kind.",
                )


def not_related_to_itself(bank: Bank) -> Iterator[Problem]:
    """A question names others as related."""
    for question in bank.questions.values():
        if question.id in question.related:
            i = question.related.index(question.id)
            yield _at(question, f"related[{i}]", "LB608", "The question is related to itself.", "Delete the value.")


def keywords_have_one_spelling(bank: Bank) -> Iterator[Problem]:
    """A keyword is spelled alike everywhere."""
    first: dict[str, tuple[str, str]] = {}
    for question in bank.questions.values():
        for i, keyword in enumerate(question.keywords):
            spelling, path = first.setdefault(keyword.casefold(), (keyword, question.path))
            if spelling != keyword:
                yield _at(
                    question,
                    f"keywords[{i}]",
                    "LB607",
                    f"The keyword {shown(keyword)} is spelled {shown(spelling)} in {path}.",
                    "Use one spelling.",
                )


def questions_differ(bank: Bank) -> Iterator[Problem]:
    """No two entries ask nearly the same."""
    questions = list(bank.questions.values())
    for later, earlier in alike([question.question for question in questions]):
        yield _at(
            questions[later],
            "question",
            "LB605",
            f"The question is nearly that of {questions[earlier].path}.",
            "Merge the two, or make the difference plain.",
        )


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    topics_exist,
    company_sources_exist,
    company_parts_differ,
    aliases_are_free,
    aliases_are_ids,
    downloads_differ,
    links_land,
    groups_exist,
    keys_fit_the_kind,
    not_related_to_itself,
    keywords_have_one_spelling,
    questions_differ,
    figures_exist,
    figures_are_told,
    figures_stand_once,
    figures_are_used,
)
PRINT_RULES: tuple[Rule, ...] = (formulas_print, characters_print)
