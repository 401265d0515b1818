"""The parts whose headings the vocabulary does not know, put before the second line (`second_line.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmflow.document.evidence import Below, look_below
from pmflow.document.heading_words import weigh_heading
from pmflow.document.headings import Sure, Topic
from pmflow.document.notations import is_time_label, speaks_for
from pmflow.document.parts import OWN_GROUPS, TIME_STARTS, Part, blocks_below, is_inside_section, wraps_others
from pmflow.document.promised import promised_below
from pmflow.document.second_line import Candidate, is_doubtful, settle
from pmflow.document.teaching import teaches
from pmflow.model import SectionName

_PAIR_OR_THREE = 3
_TEACHES = 1.2
_PLAIN_BELOW = {SectionName.TIMELINE, SectionName.ACTION_ITEMS}
_CROWD = 150
"""From so many parts on, only headings with a word for a section are weighed: nobody's eight are hidden in more."""


def name_unlisted(parts: list[Part], title: Part | None) -> None:
    """Names for the headings that nobody has listed, by the evidence in, below and around them."""
    pairs = {id(part) for outer in parts for part in _pair_inside(outer)}
    considered: list[Part] = []
    candidates: list[Candidate] = []
    crowd = len(parts) > _CROWD
    for part in parts:
        if part is title or part.parent is None or (part.level > 6 and not part.scheme and not part.names):
            continue
        if not part.names and part.heading[:1] in TIME_STARTS and is_time_label(part.heading.partition(" - ")[0]):
            continue
        around = next((outer for outer in part.lineage() if outer.names and not wraps_others(outer)), None)
        if around is not None and not part.names and not around.reading.container:
            continue
        doubtful = not part.reading.exact and (
            is_doubtful(part.heading, part.names) or _holds_another(part)
            if part.names
            else is_doubtful(part.heading, ())
        )
        known = part.topic is not None and (part.reading.exact or part.topic is not Topic.METADATA)
        container = (
            part.reading.sure is Sure.YES and part.reading.container and (part.reading.exact or bool(part.children))
        )
        aside = not doubtful and (known or container or _only_holds(part, pairs))
        open_ = doubtful or (not part.names and not aside)
        if crowd and open_ and speaks_for(part.heading) is None:
            continue
        hint = part.names if doubtful else part.reading.names if open_ and part.reading.sure is Sure.PAIRED else ()
        considered.append(part)
        candidates.append(
            Candidate(
                part.heading,
                () if doubtful else part.names,
                _look(part) if open_ else None,
                aside,
                part.level,
                hint=hint,
                above=_spoken_above(part, title) if open_ else frozenset(),
                in_pair=id(part) in pairs,
            )
        )
    if not any(c.below is not None for c in candidates):
        return
    for part, name in zip(considered, settle(candidates), strict=True):
        if name is not None:
            part.names = (name,)
            part.topic = None


def _look(part: Part) -> Below:
    """The evidence below a heading."""
    blocks = blocks_below(part)
    below = look_below(blocks)
    promised = promised_below(blocks)
    if promised > below.weights.get(SectionName.ACTION_ITEMS, 0.0):
        return replace(below, weights={SectionName.ACTION_ITEMS: promised})
    lessons = below.weights.get(SectionName.LESSONS_LEARNED, 0.0)
    if lessons < _TEACHES and not _PLAIN_BELOW & below.weights.keys() and teaches(blocks):
        return replace(below, weights={**below.weights, SectionName.LESSONS_LEARNED: _TEACHES})
    return below


def _pair_inside(part: Part) -> Sequence[Part]:
    """The two or three sub-headings of a part that is none of the eight and holds nothing else: what went well, what
    went poorly, and perhaps what was luck."""
    inner = part.children
    if part.names or part.level == 0 or is_inside_section(part) or not 2 <= len(inner) <= _PAIR_OR_THREE:
        return ()
    if len({child.level for child in inner}) > 1 or any(child.children or not child.blocks for child in inner):
        return ()
    return inner if part.reading.container or not part.blocks else ()


def _spoken_above(part: Part, title: Part | None) -> frozenset[SectionName]:
    """The sections that the headings around a part all but name."""
    outer = (around for around in part.lineage() if around is not title and around.level > 0)
    return frozenset(name for around in outer if (name := speaks_for(around.heading)) is not None)


def _only_holds(part: Part, pairs: set[int]) -> bool:
    """Whether a part holds only its pair, and its words speak for nothing."""
    return bool(part.children) and id(part.children[0]) in pairs and speaks_for(part.heading) is None


def give_back(part: Part) -> None:
    """An unknown label below a section that has groups of its own is one of them: the people of an action list."""
    above = part.parent
    if above is None or part.place == 0:
        return
    before = above.children[part.place - 1]
    if before.level != part.level or not set(before.names) & set(OWN_GROUPS) or weigh_heading(part.heading):
        return
    if SectionName.ACTION_ITEMS in before.names and promised_below(blocks_below(before)) and teaches(part.blocks):
        return  # below promises, what holds in general is something else
    above.children.remove(part)
    for place, child in enumerate(above.children):
        child.place = place
    before.children.append(part)
    part.parent, part.place, part.level = before, len(before.children) - 1, part.level + 1
    before.end_line = max(before.end_line, part.end_line)


def _holds_another(part: Part) -> bool:
    """Whether what stands below is plainly a timeline or action items, and the heading was taken for neither."""
    strong = {name for name, weight in _look(part).weights.items() if weight >= 3.0}
    return bool(strong) and not strong & set(part.names)
