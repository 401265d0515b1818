"""The facts about an incident that people put at the top: severity, date, duration, who, when found, when over.

They stand in front matter, in tables of two columns, in `Key: value` lines, bullets, bold labels, or as a heading with
one line below it. Each is first gathered as a pair of words and value (`pairs.py`, `pair_blocks.py`), then looked up in
one table (`fact_words.py`). Nothing is computed here that is not said, save the duration between a stated start and a
stated end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pmflow.document.days import DayOrder
from pmflow.document.document import FrontMatter
from pmflow.document.durations import whole_duration
from pmflow.document.fact_words import Fact
from pmflow.document.facts import Pair, is_given
from pmflow.document.moments import NO_MOMENT, Moment, length_of, read_moment, time_to_resolve, window_of
from pmflow.document.names import names_of
from pmflow.document.pair_blocks import (
    IMPACT,
    impact_pairs,
    is_letter,
    is_letters_date,
    line_table_pairs,
    part_pairs,
    table_pairs,
)
from pmflow.document.pairs import front_pairs
from pmflow.document.sections import Outline
from pmflow.document.stated_severity import is_near_miss, severity_in_words, severity_of
from pmflow.document.title import read_title
from pmflow.document.zones import find_zone
from pmflow.model import SectionName, Severity, State
from pmflow.severity import normal_severity


@dataclass(frozen=True)
class Metadata:
    """What is stated about the incident as a whole; None where it is not."""

    title: str | None = None
    incident: str | None = None
    state: State | None = None
    severity: str | None = None
    severity_normal: Severity | None = None
    near_miss: bool = False
    date: dt.date | None = None
    """Stated by a key."""
    weak_date: dt.date | None = None
    """The front matter's bare `date`: the incident's, or that of a blog post about it."""
    some_day: dt.date | None = None
    """A day at the top under a label that only names the incident."""
    some_length: str | None = None
    """A length at the top under a label that is not known."""
    zone: str | None = None
    effect: Moment = NO_MOMENT
    started: Moment = NO_MOMENT
    detected: Moment = NO_MOMENT
    resolved: Moment = NO_MOMENT
    duration_raw: str | None = None
    duration_minutes: int | None = None
    authors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    roles: tuple[tuple[Fact, tuple[str, ...]], ...] = ()
    held: str | None = None
    planned: str | None = None
    impact: Mapping[Fact, str] = field(default_factory=dict)
    evidence: tuple[tuple[str, str], ...] = ()
    """Label and text of keys that point at evidence."""
    audience: str | None = None
    place: str | None = None
    shared: str | None = None


def read_metadata(front: FrontMatter, outline: Outline, lines: Sequence[str], *, order: DayOrder | None) -> Metadata:
    """What the document states about its incident. `lines` are its own, `order` reads `7/3/2025`."""
    pairs = list(front_pairs(front.data)) if front.data else []
    limit = outline.second_incident or 1 << 60
    pairs += line_table_pairs(outline, lines)
    for part in outline.loose:
        if part.line < limit:
            pairs += part_pairs(part, outline)
    summary_tables = [
        block
        for name in (SectionName.SUMMARY, SectionName.IMPACT)
        for section in outline.sections.get(name, ())
        for block in section.blocks
        if block.kind == "table" and section.line < limit
    ]
    for table in summary_tables:
        pairs += table_pairs(table)
    if is_letter(pairs):
        pairs = [replace(pair, fact=Fact.WEAK_DATE) if is_letters_date(pair) else pair for pair in pairs]
    first: dict[Fact, Pair] = {}
    for pair in pairs:
        if is_given(pair.value):
            first.setdefault(pair.fact, pair)
    impact = {fact: pair.value for fact, pair in first.items() if fact in IMPACT}
    impact |= {fact: value for fact, value in impact_pairs(outline) if fact not in impact or fact in IMPACT}

    title = read_title(front, outline, first)
    severity = severity_of(pairs) or severity_in_words(front, outline, lines)
    duration = (
        next((p for p in pairs if p.fact is Fact.DURATION and length_of(p) is not None), None)
        or time_to_resolve(pairs)
        or first.get(Fact.DURATION)
    )
    top = min([section.line for found in outline.sections.values() for section in found], default=60)
    some_length = next((p for p in pairs if p.line < top and _is_some_length(p, order)), None)
    some_day = next((p for p in pairs if p.fact is Fact.SOME_DAY and p.line < top), None)
    near_miss = is_near_miss(outline, pairs, title)
    moments = {}
    for fact in (Fact.EFFECT, Fact.STARTED, Fact.DETECTED, Fact.RESOLVED):
        read = (read_moment(p, order) for p in pairs if p.fact is fact and is_given(p.value))
        if (moment := next((m for m in read if m.day is not None or m.clock is not None), None)) is not None:
            moments[fact] = moment
    stated = next((p for p in pairs if p.fact is Fact.DATE and read_moment(p, order).day is not None), None)
    window = next(
        (
            w
            for p in pairs
            if p.fact in (Fact.DATE, Fact.STARTED, Fact.EFFECT) and (w := window_of(p, order)) is not None
        ),
        None,
    )
    date = read_moment(stated, order).day if stated is not None else None
    if window is not None:
        first_moment, last_moment = window if window[0].day is not None else _on(date, *window)
        moments |= {Fact.STARTED: first_moment, Fact.RESOLVED: moments.get(Fact.RESOLVED) or last_moment}
    weak = read_moment(first[Fact.WEAK_DATE], order).day if Fact.WEAK_DATE in first else None
    return Metadata(
        title=title,
        incident=_reference(first.get(Fact.INCIDENT)),
        state=_state(front),
        severity=severity,
        severity_normal=normal_severity(severity) if severity else None,
        near_miss=near_miss,
        date=date,
        weak_date=weak,
        some_day=read_moment(some_day, order).day if some_day is not None else None,
        some_length=some_length.value if some_length is not None else None,
        zone=next((zone for p in pairs if p.fact is Fact.ZONE and (zone := find_zone(p.value)) is not None), None),
        effect=moments.get(Fact.EFFECT, NO_MOMENT),
        started=moments.get(Fact.STARTED, NO_MOMENT),
        detected=moments.get(Fact.DETECTED, NO_MOMENT),
        resolved=moments.get(Fact.RESOLVED, NO_MOMENT),
        duration_raw=duration.value if duration else None,
        duration_minutes=length_of(duration) if duration else None,
        authors=names_of(pairs, Fact.AUTHORS),
        services=names_of(pairs, Fact.SERVICES),
        categories=names_of(pairs, Fact.CATEGORIES),
        roles=tuple((fact, names) for fact in _ROLES if (names := names_of(pairs, fact))),
        held=first[Fact.HELD].value if Fact.HELD in first else None,
        planned=first[Fact.PLANNED].value if Fact.PLANNED in first else None,
        impact=impact,
        evidence=tuple((p.key, p.value) for p in pairs if p.fact is Fact.EVIDENCE and is_given(p.value)),
        audience=first[Fact.AUDIENCE].value if Fact.AUDIENCE in first else None,
        place=first[Fact.PLACE].value if Fact.PLACE in first else None,
        shared=first[Fact.SHARED].value if Fact.SHARED in first else None,
    )


_ROLES = (Fact.PEOPLE, Fact.RESPONDERS, Fact.AFFECTED, Fact.EXPERTS, Fact.STAKEHOLDERS, Fact.CAME, Fact.INVITED)


def _on(day: dt.date | None, start: Moment, end: Moment) -> tuple[Moment, Moment]:
    """A window of two times of day on its day; one that ends earlier than it starts ends on the next."""
    if day is None or start.clock is None or end.clock is None:
        return start, end
    return replace(start, day=day), replace(end, day=day + dt.timedelta(days=end.clock < start.clock))


def _is_some_length(pair: Pair, order: DayOrder | None) -> bool:
    """A length under a label that is not known, or that asks when: what lasts is not a point in time ("Time: 105 min")."""
    if pair.fact not in (Fact.DATE, Fact.STARTED, Fact.EFFECT):
        return pair.fact is Fact.SOME_LENGTH
    moment = read_moment(pair, order)
    return moment.day is None and moment.clock is None and whole_duration(pair.value) is not None


def _reference(pair: Pair | None) -> str | None:
    """An incident's own number or key; a sentence about it is none."""
    if pair is None or len(pair.value) > 120:
        return None
    return pair.value if len(pair.value.split()) == 1 or any(c.isdigit() for c in pair.value) else None


def _state(front: FrontMatter) -> State | None:
    own = front.data.get("pmflow")
    value = own.get("state") if isinstance(own, Mapping) else None
    value = value[0] if isinstance(value, list) and value else value
    return State(value) if isinstance(value, str) and value in State._value2member_map_ else None
