"""Reading a document: front matter and blocks, then the parts, then each part by its own reader, and one `Document`
out.

The order matters: what is stated at the top (day, zone, order of day and month) is needed to read the timeline, and the
timeline's end to read relative due dates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakValueDictionary

from pmflow.document.blocks import Block, read_blocks
from pmflow.document.copied import copied_lines
from pmflow.document.days import DayOrder
from pmflow.document.document import Document, ReadItem, SectionBlocks
from pmflow.document.fact_words import Fact
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.headings import Topic
from pmflow.document.incident_time import (
    begun_at,
    document_zone,
    duration,
    hint_of,
    incident_day,
    lead_texts,
    order_of_days,
    resolution_day,
    stated_day,
)
from pmflow.document.items import read_items
from pmflow.document.metadata import Metadata, read_metadata
from pmflow.document.moments import instant_of, read_day
from pmflow.document.names import split_names
from pmflow.document.own_words import BEGIN, find_block
from pmflow.document.prose import Prose, points, read_prose, rendered
from pmflow.document.resting import collector_at_rest
from pmflow.document.sections import Outline, read_sections
from pmflow.document.source import Source
from pmflow.document.timeline import Timeline, read_timeline
from pmflow.document.unread import is_bare_table, unread
from pmflow.model import Person, Postmortem, Review, Section, SectionName, Sharing
from pmflow.patterns import lazy


def parse(data: bytes | str, *, ref: str = "") -> Document:
    """What `data` (UTF-8, with or without BOM, any line ends, any size) says.

    Raises `DocumentError` only, with the line: another encoding, binary data, or front matter that cannot be trusted.
    """
    if (known := _in_hand.get((data, ref))) is not None:
        return known
    with collector_at_rest(len(data)):
        document = _read(data, ref)
    _in_hand[data, ref] = document
    return document


_in_hand: WeakValueDictionary[tuple[bytes | str, str], Document] = WeakValueDictionary()
"""What somebody still has in hand: one run asks for the same text several times (to decide, to write, to look at what it
wrote), and a document never changes once it is read."""


def _read(data: bytes | str, ref: str) -> Document:
    source = Source.of(data)
    lines = source.plain_lines
    front = split_front_matter(lines)
    root = read_blocks("\n".join(_theirs(source)[front.end_line :]), front.end_line + 1)
    outline = read_sections(root)
    lead = lead_texts(outline)
    order = order_of_days(source.plain, outline, lead)
    facts = read_metadata(front, outline, lines, order=order)
    sections = outline.sections
    day, of_document = stated_day(facts, front, outline, order, lead)
    zone = document_zone(facts, lead, outline)
    timeline = read_timeline(
        sections.get(SectionName.TIMELINE) or outline.unheaded.get(SectionName.TIMELINE, ()),
        day=day,
        zone=zone,
        order=order,
        hint=hint_of(outline, lead),
        start=begun_at(facts, day),
    )
    zone = timeline.zone or zone
    date = incident_day(facts, day, of_document, timeline.entries)
    resolved_on = facts.resolved.day or resolution_day(timeline.entries)
    came, invited = _people(facts, outline)
    items = read_items(
        sections.get(SectionName.ACTION_ITEMS) or outline.unheaded.get(SectionName.ACTION_ITEMS, ()),
        source=source,
        anchor=resolved_on or date,
        order=order,
        people=_named(facts, came, invited),
    )
    prose = read_prose(outline, facts)
    postmortem = _postmortem(ref, outline, facts, timeline, items, prose, date, zone, resolved_on, came, invited, order)
    return Document(source, front, root, sections, postmortem, tuple([read.place for read in items]))


def _theirs(source: Source) -> list[str]:
    """The lines, pmflow's own block blank: it is nobody's words, and code that it leaves open must not swallow theirs. Nor is
    what pmflow copied from the incident theirs."""
    lines = source.plain_lines
    if BEGIN in source.plain and (found := find_block(source)) is not None:
        begin, end = found
        lines = [*lines[: begin - 1], *[""] * (end - begin + 1), *lines[end:]]
    if copied := copied_lines(lines):
        lines = ["" if number in copied else line for number, line in enumerate(lines, start=1)]
    return lines


def _postmortem(
    ref: str,
    outline: Outline,
    facts: Metadata,
    timeline: Timeline,
    items: Sequence[ReadItem],
    prose: Prose,
    date: dt.date | None,
    zone: str | None,
    resolved_on: dt.date | None,
    came: tuple[Person, ...],
    invited: tuple[Person, ...],
    order: DayOrder | None,
) -> Postmortem:
    started = instant_of(facts.effect if facts.effect.clock else facts.started, date, zone)
    owners = [read.item.owner for read in items if read.item.owner]
    minutes, raw = duration(facts, outline, date, lead_texts(outline))
    actions = outline.sections.get(SectionName.ACTION_ITEMS, ())
    return Postmortem(
        ref=ref,
        title=facts.title,
        incident=facts.incident,
        state=facts.state,
        severity=facts.severity,
        severity_normal=facts.severity_normal,
        near_miss=facts.near_miss,
        date=date,
        started_at=started,
        detected_at=instant_of(facts.detected, date, zone),
        resolved_at=instant_of(facts.resolved, date, zone),
        resolved_on=resolved_on,
        duration_minutes=minutes,
        duration_raw=raw,
        authors=facts.authors,
        services=facts.services,
        categories=facts.categories,
        people=_distinct([*_named(facts, came, invited), *owners]),
        sections={name: _section(found) for name, found in outline.sections.items()},
        timezone=zone,
        timeline=timeline.entries,
        impact=prose.impact,
        root_cause=prose.root_cause,
        contributing_factors=prose.contributing_factors,
        safeguards=prose.safeguards,
        five_whys=prose.five_whys,
        went_well=prose.went_well,
        went_poorly=prose.went_poorly,
        lucky=prose.lucky,
        surprised=prose.surprised,
        lessons=prose.lessons,
        action_items=tuple([read.item for read in items]),
        no_actions_reason=None if items else _no_actions_reason(actions),
        evidence=prose.evidence,
        review=Review(
            planned=_planned(facts, order, zone),
            held=_held(facts, order),
            invited=invited,
            came=came,
        ),
        sharing=Sharing(audience=facts.audience, place=facts.place),
        unread=unread(outline, timeline.entries, items),
    )


def _section(found: Sequence[SectionBlocks]) -> Section:
    first = found[0]
    texts = [rendered([block for block in part.blocks if not _is_frame(block)]) for part in found]
    return Section(
        heading=first.heading, line=first.line, end_line=first.end_line, text="\n".join([t for t in texts if t])
    )


def _is_frame(block: Block) -> bool:
    """What a template brings along: sub-headings, and tables that have no more than a header."""
    return block.kind == "heading" or is_bare_table(block)


# People, the review, what is left over.


def _named(facts: Metadata, came: Iterable[Person], invited: Iterable[Person]) -> tuple[str, ...]:
    names = [*facts.authors, *[name for _, people in facts.roles for name in people]]
    names += [person.name for person in (*came, *invited)]
    return _distinct(names)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


_ROLE_OF: Mapping[Fact, str] = {
    Fact.RESPONDERS: "responder",
    Fact.PEOPLE: "responder",
    Fact.AFFECTED: "affected",
    Fact.EXPERTS: "expert",
    Fact.STAKEHOLDERS: "stakeholder",
}


def _people(facts: Metadata, outline: Outline) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Who came to the review and who was invited, with the role in which the document names them."""
    roles = {name: _ROLE_OF[fact] for fact, names in facts.roles for name in names if fact in _ROLE_OF}
    came: dict[str, None] = {}
    invited: dict[str, None] = {}
    for fact, names in facts.roles:
        if fact is Fact.CAME:
            came |= dict.fromkeys(names)
        elif fact is Fact.INVITED:
            invited |= dict.fromkeys(names)
    if not came:
        for section in outline.topics.get(Topic.REVIEW, ()):
            if any(
                word in section.heading.lower()
                for word in ("attend", "particip", "present", "teilnehm", "anwesend", "asistent")
            ):
                for point in points(section.blocks):
                    if len(point) < 200:
                        came |= dict.fromkeys(split_names(point))
    return (
        tuple([Person.model_validate({"name": name, "role": roles.get(name)}) for name in came]),
        tuple([Person.model_validate({"name": name, "role": roles.get(name)}) for name in invited]),
    )


_NOT_YET = lazy(r"\b(?:planned|scheduled|tbd|to be|pending|will|proposed|geplant|prévue?|previst[oa])\b", re.IGNORECASE)


def _held(facts: Metadata, order: DayOrder | None) -> dt.datetime | dt.date | None:
    if facts.held is None or _NOT_YET.search(facts.held):
        return None
    moment = read_day(facts.held, order)
    if moment.day is None:
        return None
    if moment.clock is None:
        return moment.day
    return instant_of(moment, None, None) or dt.datetime.combine(moment.day, moment.clock)


def _planned(facts: Metadata, order: DayOrder | None, zone: str | None) -> dt.datetime | None:
    said = facts.planned or (facts.held if facts.held and _NOT_YET.search(facts.held) else None)
    return instant_of(read_day(said, order), None, zone) if said else None


_NONE_NEEDED = lazy(
    r"^\W*(?:none|no\s+(?:further\s+|additional\s+)?(?:actions?|follow[- ]?ups?|action items?|work)(?:\s+items?)?)\b"
    r"(?:\s+(?:is|are|was|were))?(?:\s+(?:needed|required|necessary|planned|identified|taken))?\s*(?:[,:;.—–-]|\b)\s*"
    r"(?:because|since|as|due to|reason:?)?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)


def _no_actions_reason(sections: Iterable[SectionBlocks]) -> str | None:
    for section in sections:
        found = _NONE_NEEDED.match(rendered(section.blocks))
        if found is not None and len(reason := " ".join(found[1].split()).rstrip(".")) > 3:
            return reason
    return None
