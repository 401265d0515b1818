"""What each part of a document is: by its words first, then by what stands below it and beside it."""

from __future__ import annotations

from pmflow.document.headings import NOTHING_READ, Sure, Topic, plain_words
from pmflow.document.notations import speaks_for
from pmflow.document.parts import CUTTING_TOPICS, OWN_GROUPS, Part, is_inside_section, timed_below, wraps_others
from pmflow.document.unlisted import give_back, name_unlisted
from pmflow.model import SectionName

_WELL, _POORLY = SectionName.WENT_WELL, SectionName.WENT_POORLY


def title_part(parts: list[Part]) -> Part | None:
    """The heading that is the document's title: the first, where no other of its level is, and its words are no
    section's."""
    headings = [part for part in parts if part.level <= 6]
    if not headings:
        return None
    first = headings[0]
    if first.reading.exact and first.reading.names and first.reading.sure is Sure.YES:
        return None
    known = first.reading.topic is not None or (bool(first.reading.names) and first.level > 1)
    if first.reading.exact and known and len(first.heading.split()) <= 3:
        return None
    lower = [part for part in headings[1:] if part.level <= first.level]
    if lower and first.place == 0 and first.parent is not None and not first.parent.blocks:
        others = {name for part in lower if part.reading.exact for name in part.reading.names}
        if len(others) >= 2 and not first.reading.names and speaks_for(first.heading) is None:
            return first  # on one level with its sections, but the first thing in the file, and about none of them
    if not lower or (first.level == 1 and not any(part.reading.exact and part.reading.names for part in lower)):
        return first
    return first if first.level == 1 and not first.reading.names else None


def decide_meanings(parts: list[Part], title: Part | None) -> None:
    """Give each part its names and topic: the listed wordings first, then the second line, then what holds times."""
    if title is not None:
        title.reading = NOTHING_READ
    sure = {
        name for part in parts if part.reading.sure is Sure.YES and part.reading.exact for name in part.reading.names
    }
    for part in parts:
        part.names, part.topic = _meaning(part, sure)
    name_unlisted(parts, title)
    for part in parts:
        if part.scheme and not part.names and part.topic is None:
            give_back(part)
    for part in parts:
        if SectionName.LESSONS_LEARNED in part.names and part.reading.container and _holds_only_well_and_poorly(part):
            part.names = ()
    if not any(SectionName.TIMELINE in part.names for part in parts):
        for part in parts:
            if (
                not part.names
                and part.topic is None
                and part is not title
                and not is_inside_section(part)
                and timed_below(part) >= 3
            ):
                part.names = (SectionName.TIMELINE,)
                break


def _meaning(part: Part, sure: set[SectionName]) -> tuple[tuple[SectionName, ...], Topic | None]:
    """What a part is by its own words and by the parts around and beside it; `sure` are the sections plainly headed."""
    reading = part.reading
    around = next((outer for outer in part.lineage() if outer.names and not wraps_others(outer)), None)
    topic = reading.topic
    if around is not None and around.level < part.level:
        if not reading.exact and reading.names:
            return (), None  # a sub-heading that only mentions another section
        if set(around.names) & set(OWN_GROUPS) and reading.sure is not Sure.YES:
            return (), None
        if (
            set(around.names) & set(OWN_GROUPS)
            and topic is not None
            and not reading.names
            and topic not in CUTTING_TOPICS
        ):
            return (), None
    if reading.beside is not None and _paired(part, reading.beside):
        return (reading.beside,), None
    if topic is Topic.SAFEGUARDS and not reading.names and around is None and _answers_praise(part):
        return (_POORLY,), topic
    if _is_assessment_of_sbar(part) and SectionName.ROOT_CAUSE not in sure:
        return (SectionName.ROOT_CAUSE,), None
    if reading.sure is Sure.YES:
        return reading.names, topic
    name = reading.names[0]
    if reading.sure is Sure.PAIRED:
        return ((name,), None) if _paired(part, name) else ((), topic)
    if around is not None:
        return (), topic
    if reading.sure is Sure.TIMED:
        if name not in sure and timed_below(part) >= 2:
            return (name,), None
        if reading.otherwise is not None and reading.otherwise not in sure:
            return (reading.otherwise,), None
        return (), topic
    if reading.sure is Sure.LISTED:
        held = name not in sure and any(b.kind in ("list", "table") for p in part.below() for b in p.blocks)
        return ((name,), None) if held else ((), topic)
    held = name not in sure and bool(part.blocks) and not reading.container
    if reading.container and name not in sure and part.blocks:
        held = True
    return ((name,), None) if held else ((), topic)


def _is_assessment_of_sbar(part: Part) -> bool:
    """Whether a part is the third of Situation, Background, Assessment, Recommendation, as hospitals report."""
    if part.parent is None or plain_words(part.heading).split()[-1:] != ["assessment"]:
        return False
    beside = {word for other in part.parent.children for word in plain_words(other.heading).split()}
    return {"situation", "background"} <= beside


def _paired(part: Part, name: SectionName) -> bool:
    other = _POORLY if name is _WELL else _WELL
    if part.parent is None:
        return False
    siblings = part.parent.children
    if any(other in sibling.reading.names for sibling in siblings[max(0, part.place - 2) : part.place + 3]):
        return True
    return any(outer.reading.container or {_WELL, _POORLY} & set(outer.names) for outer in part.lineage())


def _answers_praise(part: Part) -> bool:
    """Whether a heading right before or after says of the same things that they went well ("Controls that held")."""
    if part.parent is None:
        return False
    beside = part.parent.children[max(0, part.place - 1) : part.place + 2]
    kind = plain_words(part.heading).split()[:1]
    return any(_WELL in other.reading.names and plain_words(other.heading).split()[:1] == kind for other in beside)


def _holds_only_well_and_poorly(part: Part) -> bool:
    if any(b.kind not in ("rule", "html", "quote") for b in part.blocks):
        return False
    return bool(part.children) and all(
        {_WELL, _POORLY} & set(child.names) or child.topic in (Topic.LUCKY, Topic.SURPRISED) for child in part.children
    )
