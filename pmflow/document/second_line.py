"""The second line behind the vocabulary: which of the headings that nobody has listed is which section.

Four kinds of evidence are added up: the words of the heading (`heading_words.py`), what stands below it
(`evidence.py`), its place among the sections already known, and its partner (praise is followed by regret, "What held"
by "What did not"). The likeliest way to name all of them together is chosen. A section that the vocabulary has found
is never taken away from its heading.

Where few sections are known, words must say it almost alone: most documents have but three of the eight, and a
heading too many is worse than one too few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pmflow.document.evidence import Below
from pmflow.document.heading_words import Weights, weigh_heading
from pmflow.document.headings import plain_words
from pmflow.model import SectionName

_S = SectionName

# How well a section follows another in the same document; what is not here is 0. None is the document's begin or end.
_FOLLOWS: Mapping[tuple[SectionName | None, SectionName | None], float] = {
    (None, _S.SUMMARY): 1.0,
    (_S.SUMMARY, _S.IMPACT): 1.0,
    (_S.SUMMARY, _S.TIMELINE): 1.0,
    (_S.SUMMARY, _S.ROOT_CAUSE): 0.5,
    (_S.IMPACT, _S.TIMELINE): 1.0,
    (_S.IMPACT, _S.ROOT_CAUSE): 1.0,
    (_S.TIMELINE, _S.IMPACT): 0.7,
    (_S.TIMELINE, _S.ROOT_CAUSE): 1.0,
    (_S.ROOT_CAUSE, _S.WENT_WELL): 1.0,
    (_S.ROOT_CAUSE, _S.TIMELINE): 0.5,
    (_S.ROOT_CAUSE, _S.IMPACT): 0.5,
    (_S.ROOT_CAUSE, _S.ACTION_ITEMS): 0.5,
    (_S.ROOT_CAUSE, _S.LESSONS_LEARNED): 0.3,
    (_S.WENT_WELL, _S.WENT_POORLY): 1.5,
    (_S.WENT_POORLY, _S.WENT_WELL): 0.7,
    (_S.WENT_POORLY, _S.ACTION_ITEMS): 1.0,
    (_S.WENT_POORLY, _S.LESSONS_LEARNED): 0.8,
    (_S.WENT_WELL, _S.ACTION_ITEMS): 0.3,
    (_S.ACTION_ITEMS, _S.LESSONS_LEARNED): 1.3,
    (_S.LESSONS_LEARNED, _S.ACTION_ITEMS): 1.0,
    (_S.LESSONS_LEARNED, _S.WENT_WELL): 0.3,
    (_S.ACTION_ITEMS, None): 0.5,
    (_S.LESSONS_LEARNED, None): 0.5,
}
_USUAL: tuple[SectionName, ...] = (
    _S.SUMMARY,
    _S.IMPACT,
    _S.TIMELINE,
    _S.ROOT_CAUSE,
    _S.WENT_WELL,
    _S.WENT_POORLY,
    _S.ACTION_ITEMS,
    _S.LESSONS_LEARNED,
)
_RANK = {name: rank for rank, name in enumerate(_USUAL)}
_OPPOSITE = {_S.WENT_WELL: _S.WENT_POORLY, _S.WENT_POORLY: _S.WENT_WELL}

_COST = 2.6
"""What it costs to name a heading, against leaving it alone …"""
_COST_LESS = 0.15
"""… and how much less for each section that is plain already: who has five of the eight mostly has all."""
_MANY = 6
_PLAIN = 3.0
_WAYS = 24
_SPEAKS = 2.0
_OUT_OF_ORDER = -0.5
_PARTNER = 1.0
_HINT = 1.5
_MORE_OF_ANOTHER = 1.0
"""A heading that speaks for a section which has its heading already is more of that, not another."""
_ENOUGH_FOR_TWINS = 4
"""Sections that must be plain before two headings are taken for a pair that no word of theirs says they are."""
_ALIKE = 1.5
_WANTS_BELOW: Mapping[SectionName, float] = {_S.TIMELINE: -2.0, _S.ACTION_ITEMS: -1.0}
"""What it costs that nothing of the kind stands below."""


class Candidate(NamedTuple):
    """A heading in document order: one with a name is a fixed point, one without may get a name."""

    heading: str
    names: tuple[SectionName, ...]
    below: Below | None = None
    """None for fixed points, of which it does not matter."""
    aside: bool = False
    """Known to be none of the eight: a fixed point without a name."""
    level: int = 2
    hint: tuple[SectionName, ...] = ()
    """What the vocabulary takes it for beside a counterpart ("Keep" beside "Stop"), which it did not find."""
    above: frozenset[SectionName] = frozenset()
    """What the words of the headings around it speak for: it is a group of that ("Prevent" below "Our programme")."""
    in_pair: bool = False
    """One of two or three sub-headings under a heading that holds nothing else, and is none of the eight."""


def is_doubtful(heading: str, names: Sequence[SectionName]) -> bool:
    """Whether the words of a heading speak for another section than the one that a phrase in it was taken for."""
    weights = weigh_heading(heading)
    own = max((weights.get(name, 0.0) for name in names), default=0.0)
    best = max((weight for name, weight in weights.items() if name is not None), default=0.0)
    return best > own and best >= _SPEAKS and best > weights.get(None, 0.0)


def settle(candidates: Sequence[Candidate]) -> list[SectionName | None]:
    """The section of each candidate that gets one here, None for all others.

    The likeliest way to name them all, kept to a few ways at each step: a heading more or less changes what its
    neighbours can be.
    """
    taken = frozenset(name for c in candidates for name in c.names)
    open_ = {at for at, c in enumerate(candidates) if not c.names and not c.aside and c.below is not None}
    weights = {at: weigh_heading(candidates[at].heading) for at in open_}
    offers: dict[int, list[tuple[SectionName, float]]] = {}
    level = _usual_level(candidates)
    worded = frozenset(
        at for at, c in enumerate(candidates) if c.names or _OPPOSITE.keys() & weights.get(at, {}).keys()
    )
    for at in open_:
        own = [
            (name, _evidence(name, candidates[at], weights[at], taken))
            for name in SectionName
            if name not in taken
            and name not in candidates[at].above
            and (
                candidates[at].level == level
                or name in weights[at]
                or name in candidates[at].hint
                or (candidates[at].in_pair and name in _OPPOSITE)
            )
        ]
        offers[at] = [(name, score) for name, score in own if score > 0]
    plain = len(taken) + len({max(o, key=lambda p: p[1])[0] for o in offers.values() if any(s >= _PLAIN for _, s in o)})
    cost = _COST - _COST_LESS * min(plain, _MANY)
    if plain >= _ENOUGH_FOR_TWINS:
        worded |= _twins(candidates, open_, weights)
    ways: list[_Way] = [_Way(0.0, None, frozenset(), None, -1)]
    for at, candidate in enumerate(candidates):
        grown: list[_Way] = []
        for way in ways:
            if candidate.names:
                grown.append(way.then(at, candidate.names[0], _joint(way, at, candidate.names[0], candidates, worded)))
                continue
            grown.append(way)
            for name, score in offers.get(at, ()):
                if name not in way.used:
                    joint = _joint(way, at, name, candidates, worded)
                    grown.append(way.then(at, name, score - cost + joint))
        grown.sort(key=lambda way: -way.score)
        ways = grown[:_WAYS]
    best = max(
        ways, key=lambda way: way.score + _FOLLOWS.get((way.last, None), 0.0) * (way.where == len(candidates) - 1)
    )
    given: list[SectionName | None] = [None] * len(candidates)
    step: _Way | None = best
    while step is not None:
        if step.where in open_:
            given[step.where] = step.last
        step = step.before
    return given


def _twins(candidates: Sequence[Candidate], open_: Collection[int], weights: Mapping[int, Weights]) -> frozenset[int]:
    """Headings side by side over lists or texts of one kind, of which the words of neither speak for anything else: in a
    document that has its other sections, these are what went well and what went poorly, whatever they are called."""
    found: set[int] = set()
    for at in sorted(open_):
        pair = (at, at + 1)
        if at + 1 not in open_ or candidates[at].level != candidates[at + 1].level:
            continue
        looks = [candidates[side].below for side in pair]
        alike = len({below is not None and below.listed for below in looks}) == 1
        if alike and not any(_speaks_for_else(weights[side], candidates[side].below) for side in pair):
            found.update(pair)
    return frozenset(found)


def _speaks_for_else(weights: Weights, below: Below | None) -> bool:
    """Whether words or content speak for something other than praise and regret."""
    if below is None or below.empty or below.coded or below.glossary or below.checklist:
        return True
    if any(below.weights.get(name, 0.0) >= _SPEAKS for name in (_S.TIMELINE, _S.ACTION_ITEMS)):
        return True
    return any(weight >= _SPEAKS and name not in _OPPOSITE for name, weight in weights.items())


def _usual_level(candidates: Sequence[Candidate]) -> int:
    """The level on which this document's sections stand; elsewhere, a heading must have a word for it."""
    levels = Counter[int]()
    for candidate in candidates:
        levels[candidate.level] += 3 if candidate.names else 1
    return levels.most_common(1)[0][0]


class _Way(NamedTuple):
    """One way to name the headings so far."""

    score: float
    before: _Way | None
    """The way up to the last heading with a name: thousands of headings are not copied at each step."""
    used: frozenset[SectionName]
    last: SectionName | None
    where: int
    """Of the last heading with a name, -1 where there is none."""

    def then(self, at: int, name: SectionName, gain: float) -> _Way:
        return _Way(self.score + gain, self, self.used | {name}, name, at)


def _joint(way: _Way, at: int, name: SectionName, candidates: Sequence[Candidate], worded: frozenset[int]) -> float:
    """What a section gains or loses by its place after those before it."""
    gap = at - way.where
    score = _FOLLOWS.get((way.last, name), 0.0) / gap if gap <= 3 else 0.0
    early = sum(_RANK[before] > _RANK[name] + 1 for before in way.used)
    score += max(-2.0, _OUT_OF_ORDER * early)
    other = _OPPOSITE.get(name)
    if other is None or way.last is not other or gap > 1 or not worded & {at, way.where}:
        return score
    if candidates[at].level == candidates[way.where].level:
        score += _PARTNER
        mine = plain_words(candidates[at].heading).split()
        its = plain_words(candidates[way.where].heading).split()
        same = len(set(mine) & set(its))
        if same and same * 2 >= min(len(mine), len(its)):
            score += _ALIKE
    return score


def _evidence(name: SectionName, candidate: Candidate, weights: Weights, taken: frozenset[SectionName]) -> float:
    """How much the words of a heading and what stands below it speak for a section; 0 where nothing does."""
    below = candidate.below
    if below is None or below.empty or below.coded:
        return 0.0
    words = max(weights.get(name, 0.0), _HINT if name in candidate.hint else 0.0)
    content = below.weights.get(name, 0.0)
    if not words and not content:
        return 0.0
    score = words + content
    if not content:
        score += _WANTS_BELOW.get(name, 0.0)
    if name is not _S.TIMELINE and below.weights.get(_S.TIMELINE, 0.0) >= 3:
        score -= 2.0
    if name not in (_S.ACTION_ITEMS, _S.TIMELINE) and below.weights.get(_S.ACTION_ITEMS, 0.0) >= 2:
        score -= 1.5
    if below.glossary and name is not _S.ACTION_ITEMS:
        score -= 1.0
    if below.checklist:
        score -= 1.0
    opposite = _OPPOSITE.get(name)
    rivals = [w for rival, w in weights.items() if rival not in (None, name, opposite) and rival not in taken]
    if (none := weights.get(None, 0.0)) > 0 and none >= words:
        score -= (none + 0.5) * (0.5 if content >= _PLAIN else 1.0)
    elif rivals and max(rivals) > words:
        score -= 0.5 * (max(rivals) - words)
    elif not words and any(weights.get(rival, 0.0) >= _SPEAKS for rival in taken):
        score -= _MORE_OF_ANOTHER
    return score
