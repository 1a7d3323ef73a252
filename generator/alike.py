"""Finds texts that say nearly the same among many, without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

SIMILAR = 93  # percent of letters in common, words in any order
_RARE = 4
"""Texts that differ in two words at most, whichever these are, share two of their four rarest."""


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of texts that are nearly the same: each later one with the earlier ones, in order."""
    from rapidfuzz import fuzz  # slow to import, and needed only where questions changed, not answers
    from rapidfuzz.utils import default_process

    words = [sorted(default_process(text).split()) for text in texts]
    held = Counter(word for each in words for word in set(each))
    lines = [" ".join(each) for each in words]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        rare = sorted(set(words[place]), key=lambda word: (held[word], word))[:_RARE]
        keys = [*combinations(sorted(rare), min(2, len(rare)) or 1)]
        for other in sorted({other for key in keys for other in holders[key]}):
            if fuzz.ratio(line, lines[other], score_cutoff=SIMILAR):
                yield place, other
        for key in keys:
            holders[key].append(place)
