"""Writes the file of a new question: valid but for the answer that is still to be written."""

from __future__ import annotations

from pathlib import Path

from generator.bank import Bank
from generator.files import write_file
from generator.formatter import format_record
from generator.ids import id_hint, is_id, slug
from generator.load import examine
from generator.model import QUESTION_KINDS
from generator.problems import DataError, Problem, nearest, shown
from generator.skeleton import Answers, body, front
from generator.source import Record


def new_question(data: Path, answers: Answers) -> str:
    """Write the skeleton of a question.

    Returns:
        The path of the file.

    Raises:
        DataError: An answer names something that does not exist, or the file is there already.
    """
    bank, _ = examine(data)
    _refuse_unknown(bank, answers)
    id = answers.id or slug(answers.question)
    if not is_id(id):
        raise DataError([Problem("--id", 1, "LB105", f"{shown(id)} can't be an id.", id_hint(id))])
    path = data / "questions" / answers.topic / f"{id}.md"
    if path.exists() or id in bank.questions:
        raise DataError(
            [Problem(path.as_posix(), 1, "LB109", f"The id {shown(id)} is taken.", "Give another with --id.")]
        )
    record = Record("questions", answers.topic, id, path.as_posix(), front(bank, answers), body(answers.kind), 1)
    write_file(path, format_record(record).encode())
    return path.as_posix()


def _refuse_unknown(bank: Bank, answers: Answers) -> None:
    checks = [("topic", answers.topic, list(bank.topics)), ("kind", answers.kind, list(QUESTION_KINDS))]
    checks += [("role", role, list(bank.roles)) for role in answers.roles]
    checks += [("stage", stage, list(bank.stages)) for stage in answers.stages]
    if answers.group and answers.topic in bank.topics:
        checks.append(("group", answers.group, list(bank.topics[answers.topic].groups)))
    found = [
        Problem(
            f"--{name}",
            1,
            "LB306",
            f"There is no {name} {shown(value)}.",
            nearest(value, known) or f"Known: {', '.join(known)}.",
        )
        for name, value, known in checks
        if value not in known
    ]
    if found:
        raise DataError(found)
