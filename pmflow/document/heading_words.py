"""What the words of a heading speak for, where nobody has listed its wording.

`weigh_heading` adds up the weights of the words and phrases it finds (`heading_evidence.py`), section by section, and for
headings that are none of the eight. It never decides: `second_line.py` weighs this against what stands below the heading
and beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from pmflow.document.heading_evidence import EVIDENCE, INSIDE, PICTURES
from pmflow.document.heading_forms import FORMS, PURPOSE, RELATIVE
from pmflow.document.heading_index import wordings
from pmflow.document.plain_words import plain_words
from pmflow.model import SectionName

_S = SectionName
Weights = Mapping[SectionName | None, float]
"""Evidence for each section; None is the evidence that a heading is none of the eight."""

_PICTURE_OF = {picture: name for name, pictures in PICTURES.items() for picture in pictures}
_PICTURE_WEIGHT = 1.0

_NEGATIONS = frozenset(
    "not no t never didn doesn don wasn weren isn couldn less nothing without non ikke inte niet nicht kein pas "
    "nunca nao nem nie tidak degil khong ei не".split()
)  # "didn't" is "didn t" in plain words


Says = tuple[SectionName | None, int]
"""What a word or phrase speaks for, and how much."""


class _Index:
    """The evidence by word; made when the first heading is weighed, not at import."""

    def __init__(self) -> None:
        self.whole: dict[str, list[Says]] = {}
        self.stems: dict[str, list[Says]] = {}
        self.phrases: dict[str, list[tuple[str, Says]]] = {}
        """By their first words."""
        for name, weights in EVIDENCE.items():
            for weight, table in weights.items():
                for words in wordings(table):
                    self._add(words, (name, weight))
        lengths = {len(stem) for stem in self.stems}
        self.lengths = range(min(lengths), max(lengths) + 1)
        """Of the stems."""

    def _add(self, words: str, says: Says) -> None:
        if " " in words:
            self.phrases.setdefault(words.partition(" ")[0], []).append((words.removesuffix("*"), says))
        elif words.endswith("*"):
            self.stems.setdefault(words[:-1], []).append(says)
        else:
            self.whole.setdefault(words, []).append(says)


_index = cache(_Index)

_NONE: Weights = MappingProxyType({})
_LONG = 200
_SAYS = 2.0
_MANY_WORDS = 14
"""A heading of more words is a sentence: its words say what it talks of, not what stands below."""


@lru_cache(maxsize=2048)
def weigh_heading(text: str) -> Weights:
    """Evidence for each section in a heading's (rendered) words; of a section's words only the two strongest count."""
    if len(text) > _LONG:
        return _NONE
    words = plain_words(text)
    tokens = words.split()
    if not tokens or len(tokens) > _MANY_WORDS:
        return _NONE
    found: dict[SectionName | None, dict[str, float]] = {}

    def note(name: SectionName | None, said: str, weight: float) -> None:
        seen = found.setdefault(name, {})
        seen[said] = max(weight, seen.get(said, 0.0))

    if (purpose := PURPOSE.search(words)) is not None and purpose.start() > 0:
        note(_S.ACTION_ITEMS, "purpose", 2.0)
        tokens = words[: purpose.start()].split()
    clause = RELATIVE.sub("", words)
    if clause != words and max(weigh_heading(clause).values(), default=0.0) >= _SAYS:
        tokens = clause.split()
    index = _index()
    for at, token in enumerate(tokens):
        for name, weight in index.whole.get(token, ()):
            note(name, token, weight)
        for length in index.lengths[: max(0, len(token) - index.lengths.start + 1)]:
            for name, weight in index.stems.get(token[:length], ()):
                note(name, token, weight)
        if token in index.phrases:
            rest = " ".join(tokens[at : at + 6])
            for phrase, (name, weight) in index.phrases[token]:
                if rest.startswith(phrase):
                    note(name, phrase.partition(" ")[0], weight)
    for at, (section, strength, form) in enumerate(FORMS):
        if form.search(words):
            note(section, f"form {at}", strength)
    if not text.isascii():
        for name, inside in INSIDE.items():
            for part in inside.split():
                if part in text:
                    note(name, part, 3.0)
        if (pictured := next((_PICTURE_OF[c] for c in text if c in _PICTURE_OF), None)) is not None:
            note(pictured, "picture", _PICTURE_WEIGHT)
    weights = {name: _sum(seen.values()) for name, seen in found.items()}
    return _turned(weights, tokens)


def _sum(weights: Iterable[float]) -> float:
    first, *more = sorted(weights, reverse=True)[:2]
    return first + 0.5 * sum(more)


def _turned(weights: dict[SectionName | None, float], tokens: list[str]) -> Weights:
    """A "not" turns praise round: "What did not hold", "Things to be less glad about"."""
    if _NEGATIONS.intersection(tokens) and (praised := weights.get(_S.WENT_WELL, 0.0)) > 0:
        blamed = weights.get(_S.WENT_POORLY, 0.0)
        weights[_S.WENT_POORLY] = max(praised + 0.5, blamed)
        weights[_S.WENT_WELL] = 0.0
    return MappingProxyType({name: weight for name, weight in weights.items() if weight > 0})
