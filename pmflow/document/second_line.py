"""The second line behind the vocabulary: which of the headings that nobody has listed is which section.

Four kinds of evidence are added up: the words of the heading (`heading_words.py`), what stands below it (`evidence.py`),
its place among the sections already known, and its partner (praise is followed by regret, "What held" by "What did not").
The best pair of heading and missing section is settled first, then places are looked at anew, until nothing that is left
is good enough. A section that the vocabulary has found is never taken away from its heading.

Where few sections are known, words must say it almost alone: most documents have but three of the eight, and a heading
too many is worse than one too few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

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
    (_S.ACTION_ITEMS, _S.LESSONS_LEARNED): 1.0,
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

ENOUGH = 2.5
_OUT_OF_ORDER = -1.0
_PARTNER = 1.0
_HINT = 1.5
_ALIKE = 1.5
_WANTS_BELOW: Mapping[SectionName, float] = {_S.TIMELINE: -2.0, _S.ACTION_ITEMS: -1.0}
"""What it costs that nothing of the kind stands below."""


class Heading(Protocol):
    """What the second line needs to know of a part."""

    @property
    def heading(self) -> str: ...


@dataclass(slots=True)
class Candidate:
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


def settle(candidates: Sequence[Candidate]) -> list[SectionName | None]:
    """The section of each candidate that gets one here, None for all others."""
    given: list[SectionName | None] = [None] * len(candidates)
    names: list[tuple[SectionName, ...]] = [c.names for c in candidates]
    taken = {name for known in names for name in known}
    open_ = [at for at, c in enumerate(candidates) if not c.names and not c.aside and c.below is not None]
    weights = {at: weigh_heading(candidates[at].heading) for at in open_}
    while open_:
        best: tuple[float, int, SectionName] | None = None
        for at in open_:
            for name in SectionName:
                if name in taken:
                    continue
                score = _score(at, name, candidates, names, weights[at], taken)
                if score >= ENOUGH and (best is None or score > best[0]):
                    best = (score, at, name)
        if best is None:
            return given
        _, at, name = best
        given[at] = name
        names[at] = (name,)
        taken.add(name)
        open_.remove(at)
    return given


def _score(
    at: int,
    name: SectionName,
    candidates: Sequence[Candidate],
    names: Sequence[tuple[SectionName, ...]],
    weights: Weights,
    taken: set[SectionName],
) -> float:
    candidate = candidates[at]
    below = candidate.below
    if below is None or below.empty or below.coded:
        return 0.0
    words = max(weights.get(name, 0.0), _HINT if name in candidate.hint else 0.0)
    content = below.weights.get(name, 0.0)
    if not words and below.weights.get(name) is None and name in _WANTS_BELOW:
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
    rivals = [weight for other, weight in weights.items() if other is not name and (other is None or other not in taken)]
    if None in weights and weights[None] >= words:
        score -= weights[None] + 0.5
    elif rivals and max(rivals) > words:
        score -= 0.5 * (max(rivals) - words)
    place = _place(at, name, names, candidates)
    known = len(taken)
    score += place * min(1.0, known / 4) if place > 0 else place
    score += _partner(at, name, candidates, names)
    if not words and score - content - place < 0:
        return 0.0
    return score


def _place(
    at: int, name: SectionName, names: Sequence[tuple[SectionName, ...]], candidates: Sequence[Candidate]
) -> float:
    """How well a section stands here: between its neighbours, and in the order that most people keep."""
    before = next((i for i in range(at - 1, -1, -1) if names[i]), None)
    after = next((i for i in range(at + 1, len(names)) if names[i]), None)
    gap_before = at - before if before is not None else at + 1
    gap_after = after - at if after is not None else len(names) - at
    score = 0.0
    if gap_before <= 2:
        left = names[before][-1] if before is not None else None
        score += _FOLLOWS.get((left, name), 0.0) / gap_before
    if gap_after <= 2:
        right = names[after][0] if after is not None else None
        score += _FOLLOWS.get((name, right), 0.0) / gap_after
    rank = _RANK[name]
    early = sum(any(_RANK[n] > rank + 1 for n in names[i]) for i in range(at) if names[i])
    late = sum(any(_RANK[n] < rank - 1 for n in names[i]) for i in range(at + 1, len(names)) if names[i])
    return score + max(-2.0, _OUT_OF_ORDER * 0.5 * (early + late))


def _partner(at: int, name: SectionName, candidates: Sequence[Candidate], names: Sequence[tuple[SectionName, ...]]) -> float:
    """Praise beside regret; the more, the more alike the two headings are."""
    other = _OPPOSITE.get(name)
    if other is None:
        return 0.0
    for near in (at - 1, at + 1):
        if not 0 <= near < len(names) or other not in names[near] or candidates[near].level != candidates[at].level:
            continue
        mine, its = plain_words(candidates[at].heading).split(), plain_words(candidates[near].heading).split()
        same = sum(a == b for a, b in zip(mine, its, strict=False))
        return _PARTNER + (_ALIKE if same and same * 2 >= min(len(mine), len(its)) else 0.0)
    return 0.0
