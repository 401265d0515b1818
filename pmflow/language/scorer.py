"""Where lists end: a small statistical scorer, for a warning at most.

It adds up what the words of a sentence weighed in thousands of sentences that were written, half of them blameful, for
it (`tests/language/`): single words, neighbours, and what stands behind and before a person. `en/weights.tsv` holds every
weight, to be read; `benchmarks/train_language.py` makes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pmflow.language.data import read
from pmflow.language.shape import Shape

_SOMEBODY = frozenset(
    """
    <p> <r> <t> he she him her his hers they them their theirs who whoever whose someone somebody anyone anybody nobody
    everyone everybody no-one themselves himself herself
    """.split()
)
_SELF = frozenset(["i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"])
_ENDINGS = ("ingly", "edly", "ness", "ing", "ies", "ied", "ed", "ly", "es", "s", "e")


def is_about_somebody(shape: Shape) -> bool:
    """Whether somebody else than the author is in the sentence: of all others there is nothing to score."""
    return not _SOMEBODY.isdisjoint(shape.words)


def features(shape: Shape) -> Iterator[str]:
    """What is weighed; some come more than once.

    `1 forgot`, `2 never read`, `3 as usual <p>` are words in a row; `~ should check` two words up to four apart; `> ignor`
    and `< caus` what stands behind and before somebody; in `2`, `3` and `~`, W is somebody and I the author.
    """
    texts = [token.text for token in shape.tokens]
    words = ["^", *map(_stem, texts), "$"]
    marks = ["W" if t in _SOMEBODY else "I" if t in _SELF else w for t, w in zip(["", *texts, ""], words, strict=True)]
    count = len(words)
    for at in range(count):
        yield f"1 {words[at]}"
        for width in (2, 3):
            if at + width <= count:
                yield f"{width} {' '.join(marks[at : at + width])}"
                yield f"{width} {' '.join(words[at : at + width])}"
        for distance in (2, 3, 4):
            if at + distance < count:
                yield f"~ {marks[at]} {marks[at + distance]}"
        if marks[at] in ("W", "I"):
            side = "" if marks[at] == "W" else "I"
            for distance in range(1, 8):
                if at + distance < count:
                    yield f"{side}> {marks[at + distance]}"
            for distance in range(1, 6):
                if at - distance >= 0:
                    yield f"{side}< {marks[at - distance]}"
    yield f"first {next((mark for mark in marks if mark in ('W', 'I')), '-')}"


def _stem(word: str) -> str:
    if len(word) > 5:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Scorer:
    """The weights of one language."""

    weights: Mapping[str, float]
    start: float

    def score(self, shape: Shape) -> float:
        """The chance, 0 to 1, that a sentence blames."""
        total = self.start + sum(self.weights.get(name, 0.0) for name in set(features(shape)))
        return 1 / (1 + math.exp(-total))


@cache
def scorer_of(language: str) -> Scorer:
    """The scorer of a language."""
    weights: dict[str, float] = {}
    for line in read(language, "weights.tsv").decode().splitlines():
        weight, tab, name = line.partition("\t")
        if tab:
            weights[name] = float(weight)
    return Scorer(weights, weights.pop("start"))
