"""Reading a document: front matter and blocks, then the parts, then each part by its own reader, and one `Document`
out.

The order matters: what is stated at the top (day, zone, order of day and month) is needed to read the timeline, and the
timeline's end to read relative due dates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from pmflow.document.blocks import read_blocks
from pmflow.document.days import DayOrder, find_days, guess_order
from pmflow.document.document import Document, FrontMatter, ReadItem, SectionBlocks
from pmflow.document.durations import parse_duration
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.headings import Topic
from pmflow.document.items import read_items
from pmflow.document.metadata import Fact, Metadata, Moment, instant_of, read_day, read_metadata, split_names
from pmflow.document.prose import Prose, points, read_prose, rendered
from pmflow.document.sections import Outline, read_sections
from pmflow.document.source import Source
from pmflow.document.timeline import Timeline, read_timeline
from pmflow.document.zones import find_zone, stated_zone
from pmflow.model import Person, Postmortem, Review, Section, SectionName, Sharing, TimelineEntry, Unread


def parse(data: bytes | str, *, ref: str = "") -> Document:
    """What `data` (UTF-8, with or without BOM, any line ends, any size) says.

    Raises `DocumentError` only, with the line: another encoding, binary data, or front matter that cannot be trusted.
    """
    source = Source.of(data)
    lines = source.plain_lines
    front = split_front_matter(lines)
    root = read_blocks("\n".join(lines[front.end_line :]) if front.end_line else source.plain, front.end_line + 1)
    outline = read_sections(root)
    order = _order(source.plain, outline)
    facts = read_metadata(front, outline, lines, order=order)
    sections = outline.sections
    day = _stated_day(facts, front, outline, order)
    zone = facts.zone or _stated_zone(outline) or _moments_zone(facts)
    timeline = read_timeline(sections.get(SectionName.TIMELINE, ()), day=day, zone=zone, order=order)
    zone = timeline.zone or zone
    date = (
        facts.effect.day or facts.date or facts.started.day or facts.detected.day or day or _first_day(timeline.entries)
    )
    resolved_on = facts.resolved.day or _resolution_day(timeline.entries)
    came, invited = _people(facts, outline)
    items = read_items(
        sections.get(SectionName.ACTION_ITEMS, ()),
        source=source,
        anchor=resolved_on or date,
        order=order,
        people=_named(facts, came, invited),
    )
    prose = read_prose(outline, facts)
    postmortem = _postmortem(ref, outline, facts, timeline, items, prose, date, zone, resolved_on, came, invited, order)
    return Document(source, front, root, sections, postmortem, tuple([read.place for read in items]))


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
    minutes, raw = _duration(facts, outline, date)
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
        unread=tuple(_unread(outline, timeline.entries, items)),
    )


def _section(found: Sequence[SectionBlocks]) -> Section:
    first = found[0]
    text = rendered(first.blocks) if len(found) == 1 else "\n".join([rendered(part.blocks) for part in found])
    return Section(heading=first.heading, line=first.line, end_line=first.end_line, text=text)


# Days.

_OTHER_DAY = re.compile(
    r"(?:creat|publish|updat|edit|releas|written|review|modif|version|generat|last|draft|prepar|post(?:ed)?\b|sign|"
    r"due|expire|since|until)\w*[^.\n]{0,24}$",
    re.IGNORECASE,
)


def _stated_day(facts: Metadata, front: FrontMatter, outline: Outline, order: DayOrder | None) -> dt.date | None:
    """The incident's day as the document gives it, by falling certainty: keys, title, first prose, a blog's own
    date."""
    stated = facts.effect.day or facts.date or facts.started.day or facts.detected.day
    if stated is not None:
        return stated
    own = front.data.get("title")
    titles = [str(own)] if isinstance(own, str) else []
    if outline.title is not None:
        titles.append(outline.title.heading)
    for title in titles:
        for found in find_days(title, order=order):
            if found.day is not None and found.year_known:
                return found.day
    weak = facts.weak_date
    prose = _prose_day(outline, order, weak)
    if prose is not None and (weak is None or 0 <= (weak - prose).days <= 45):
        return prose
    return weak


def _prose_day(outline: Outline, order: DayOrder | None, near: dt.date | None) -> dt.date | None:
    """The first day that the lead or the summary names, documents' own dates ("last edited …") aside."""
    undated: str | None = None
    for text in _lead(outline):
        for found in find_days(text, order=order, near=near):
            if _OTHER_DAY.search(text[max(0, found.start - 30) : found.start]):
                continue
            if found.day is not None:
                return found.day
            undated = undated or text
    if undated is None:
        return None
    years = [
        f.day for text in _every_text(outline, 40_000) for f in find_days(text, order=order) if f.day and f.year_known
    ]
    return next((f.day for f in find_days(undated, order=order, near=years[0]) if f.day), None) if years else None


def _lead(outline: Outline) -> list[str]:
    """The paragraphs before the first section, then those of the summary, then the timeline's heading."""
    texts: list[str] = []
    for part in (outline.top, outline.title):
        if part is not None:
            texts += [block.text for block in part.blocks if block.kind in ("paragraph", "quote") and block.text]
            texts += [inner.text for block in part.blocks if block.kind == "quote" for inner in block.children]
    for section in outline.sections.get(SectionName.SUMMARY, ()):
        texts += [block.text for block in section.blocks if block.kind == "paragraph"]
        texts += [item.own.text for block in section.blocks if block.kind == "list" for item in block.children]
    texts += [section.heading for section in outline.sections.get(SectionName.TIMELINE, ())]
    for section in outline.topics.get(Topic.ASIDE, ())[:1]:  # "Background"
        texts += [block.text for block in section.blocks[:3] if block.kind == "paragraph"]
    return [text[:2000] for text in texts[:12]]


def _every_text(outline: Outline, limit: int) -> Iterable[str]:
    total = 0
    for part in outline.top.below():
        for block in part.blocks:
            for inner in block.walk():
                if inner.inline is not None:
                    total += len(inner.raw)
                    yield inner.text
            if total > limit:
                return


_SLASHED = re.compile(r"/(?<=\d/)(?<!\d{4}/)\d\d?/\d")
_HYPHENED = re.compile(r"-(?:(?<=\D\d\d-)|(?<=\D\d-))\d\d?-\d\d")
# fmt: off
_MONTH_FIRST = frozenset([
    "PT", "ET", "CT", "MT", "PST", "PDT", "EST", "EDT", "CDT", "MDT", "AKST", "AKDT", "HST",
    "America/Los_Angeles", "America/New_York", "America/Chicago", "America/Denver",
])
# fmt: on


def _order(text: str, outline: Outline) -> DayOrder | None:
    """Day or month first: what the document proves, else month first where its times are those of the United States."""
    if _SLASHED.search(text) is None and _HYPHENED.search(text) is None:
        return None  # no such date: spare the scan
    order = guess_order(text)
    if order is not None:
        return order
    headings = (section.heading for section in outline.sections.get(SectionName.TIMELINE, ()))
    zone = _stated_zone(outline) or next((z for heading in headings if (z := find_zone(heading))), None)
    return DayOrder.MDY if zone in _MONTH_FIRST else None


def _first_day(entries: Iterable[TimelineEntry]) -> dt.date | None:
    for entry in entries:
        if entry.local is not None:
            return entry.local.date()
        if entry.at is not None:
            return entry.at.date()
    return None


_OVER = re.compile(
    r"\b(?:resolved|restored|recovered|all clear|back to normal|fully (?:operational|normal)|"
    r"incident (?:is )?(?:closed|over|ended)|"
    r"end of (?:the )?incident|service(?:s)? (?:is |are )?(?:back|restored)|behoben|entstört|résolu|rétabli|"
    r"resuelto|restablecido|resolvido|mitigated)\b",
    re.IGNORECASE,
)


def _resolution_day(entries: Sequence[TimelineEntry]) -> dt.date | None:
    """The local day of the last entry that says that it was over."""
    for entry in reversed(entries):
        if _OVER.search(entry.text):
            moment = entry.local or entry.at
            if moment is not None:
                return moment.date()
    return None


_ABOUT_TIMES = ("time", "zeit", "clock", "heure", "hora", "horári", "orari", "tijd", "uhr", "utc", "gmt", "tz")


def _stated_zone(outline: Outline) -> str | None:
    for text in _lead(outline):
        if not any(word in text.lower() for word in _ABOUT_TIMES):
            continue
        for line in text.split("\n"):
            if len(line) > 300:
                continue
            zone = stated_zone(line)
            if zone is not None and not any(c.isdigit() for c in line.replace(zone, "")):
                return zone
    return None


def _moments_zone(facts: Metadata) -> str | None:
    """The zone beside the stated start or end, if it is one and the same."""
    zones = {m.zone for m in (facts.effect, facts.started, facts.detected, facts.resolved) if m.zone}
    return zones.pop() if len(zones) == 1 else None


# Duration: stated, else from start (or detection) to resolution, else in prose.

_LASTED = re.compile(
    r"\b(?:last(?:ed|ing)|took|outage of|downtime of|duration of|period of|total of|resolved (?:in|after|within)|"
    r"fixed (?:in|after|within)|"
    r"mitigated (?:in|after|within)|restored (?:in|after|within)|recovered (?:in|after|within)|"
    r"down(?:time)? (?:for|of)|dauerte|pendant|durante|für|during|for)\s+"
    r"(?=(?:[\w’'-]+\s+){0,5}?(?:\d|an?\s+(?:half|hour)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|half|fifteen|twenty|thirty|forty|fifty|several|about|over|nearly))"
    r"([^.;()\n]{2,60})",
    re.IGNORECASE,
)
_OUTAGE = re.compile(
    r"([\d][\w\s.,½-]{0,24}?(?:minutes?|mins?|hours?|hrs?|days?))[ -](?:long )?(?:of )?(?:outage|"
    r"downtime|disruption|unavailability)",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(
    r"\b(?:the (?:last|past|next)|every|each|per|within|retention|cached?|ttl|timeouts?|"
    r"up to date|older|ago|expire[sd]?)\b",
    re.IGNORECASE,
)


_LENGTH = re.compile(r"(?:\d\s?(?:h|m|min|mins|hrs?)\b)|[Mm]inut|hour|\bday|Stunde|heure|hora|Tage|jour|día")
_VERBS = re.compile(
    r"lasted|lasting|outage of|downtime|duration of|(?:resolved|restored|mitigated|recovered|fixed) (?:in|after|within)"
)


def _duration(facts: Metadata, outline: Outline, date: dt.date | None) -> tuple[int | None, str | None]:
    if facts.duration_minutes is not None:
        return facts.duration_minutes, facts.duration_raw
    begin = next((m for m in (facts.effect, facts.started, facts.detected) if m.clock is not None), None)
    between = _between(begin, facts.resolved, date) if begin is not None and facts.resolved.clock is not None else None
    if between is not None:
        return between, facts.duration_raw
    if facts.some_length is not None:
        return parse_duration(facts.some_length), facts.some_length
    stated = facts.impact.get(Fact.DURATION)
    if stated is not None and (minutes := parse_duration(stated)) is not None:
        return minutes, stated
    return _duration_in_prose(outline, facts.duration_raw)


def _between(begin: Moment, end: Moment, date: dt.date | None) -> int | None:
    if begin.clock is None or end.clock is None:
        return None
    first_day = begin.day or date or dt.date(2000, 1, 1)
    zone = begin.zone or end.zone
    last_day = end.day or first_day
    first, last = instant_of(begin, first_day, zone), instant_of(end, last_day, zone)
    if first is not None and last is not None:  # in one zone, Python would subtract the clocks, not the instants
        first, last = first.astimezone(dt.UTC), last.astimezone(dt.UTC)
    else:
        first, last = dt.datetime.combine(first_day, begin.clock), dt.datetime.combine(last_day, end.clock)
    if last < first and end.day is None:
        last += dt.timedelta(days=1)
    minutes = int((last - first).total_seconds() // 60)
    return minutes if minutes >= 0 else None


def _duration_in_prose(outline: Outline, raw: str | None) -> tuple[int | None, str | None]:
    texts = _lead(outline)
    for section in outline.sections.get(SectionName.IMPACT, ()):
        texts += [block.text for block in section.blocks if block.kind == "paragraph"]
        texts += [item.own.text for block in section.blocks if block.kind == "list" for item in block.children]
    for strict in (False, True):
        for text in texts:
            if _LENGTH.search(text) is None or (strict and _VERBS.search(text) is None):
                continue
            for found in (*_OUTAGE.finditer(text), *_LASTED.finditer(text)):
                said = found[1]
                if strict and found[0].lower().startswith(("for ", "during ")):
                    continue
                if _NO_LENGTH.search(said) or _NO_LENGTH.search(text[max(0, found.start() - 24) : found.start()]):
                    continue
                minutes = parse_duration(said)
                if minutes:
                    return minutes, found[1].strip()
        texts = list(_every_text(outline, 40_000))
    return None, raw


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


_NOT_YET = re.compile(
    r"\b(?:planned|scheduled|tbd|to be|pending|will|proposed|geplant|prévue?|previst[oa])\b", re.IGNORECASE
)


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


_NONE_NEEDED = re.compile(
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


def _unread(outline: Outline, entries: Sequence[TimelineEntry], items: Sequence[ReadItem]) -> Iterable[Unread]:
    """What was kept without being understood."""
    if outline.second_incident is not None:
        yield Unread(
            line=outline.second_incident,
            end_line=outline.top.end_line,
            reason="a second incident begins here; it is read together with the first (give each its own file)",
        )
    lines = {
        SectionName.TIMELINE: [entry.line for entry in entries],
        SectionName.ACTION_ITEMS: [read.item.line for read in items],
    }
    for name, read in lines.items():
        for section in outline.sections.get(name, ()):
            for block in section.blocks:
                if block.kind == "table" and not any(block.line <= line <= block.end_line for line in read):
                    yield Unread(
                        line=block.line,
                        end_line=block.end_line,
                        reason=f"a table in the section {name.value} that gave nothing; name its columns in the "
                        f"first row",
                    )
