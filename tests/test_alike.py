"""Near duplicates are found without comparing each text with each, and none is missed that this would find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from generator.alike import SIMILAR, alike
from generator.load import load
from tests.conftest import ROOT
from tests.search.bench import synthetic


def each_with_each(texts: list[str]) -> Iterator[tuple[int, int]]:
    lines = [" ".join(sorted(default_process(text).split())) for text in texts]
    for later, line in enumerate(lines):
        for earlier, other in enumerate(lines[:later]):
            if line and fuzz.ratio(line, other, score_cutoff=SIMILAR):
                yield later, earlier


def test_nothing_is_missed_that_comparing_each_with_each_would_find() -> None:
    bank = synthetic(load(ROOT / "data"), 1_500)
    texts = [question.question for question in bank.questions.values()]
    found = list(alike(texts))
    assert len(found) > 20
    assert found == list(each_with_each(texts))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("How do a random forest and boosting differ?", "How do boosting and a random forest differ?", True),
        ("How do you detect data leakage in a project?", "How do you detect a data leakage in projects?", True),
        ("What is AUC?", "What is an AUC?", False),
        ("AUC?", "AUC", True),
        ("?", "!", False),
        ("What is a Kalman filter?", "What is a particle filter?", False),
    ],
)  # fmt: skip
def test_two_texts(one: str, other: str, same: bool) -> None:
    assert list(alike([one, other])) == ([(1, 0)] if same else [])
