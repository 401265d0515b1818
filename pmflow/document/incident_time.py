"""When the incident was and how long it lasted: what is stated at the top, else what the first sentences say.

The order of certainty, for the day: keys, title, first prose, a day under an unknown label, a document's own date, the
first day before the timeline. For the length: stated, from start (or detection) to resolution, under an unknown label,
prose. For the zone: a key, a line about times, the zone beside the stated start, the one that the first prose uses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pmflow.document.clocks import find_clocks
from pmflow.document.days import DayOrder, FoundDay, find_days, guess_order
from pmflow.document.document_days import WRITTEN, day_told_from, is_dateline, is_documents, line_before
from pmflow.document.duration_prose import duration_in_prose, window_in_prose
from pmflow.document.durations import parse_duration
from pmflow.document.fact_words import Fact
from pmflow.document.headings import Topic
from pmflow.document.metadata import Metadata
from pmflow.document.moments import Moment, instant_of
from pmflow.document.pair_blocks import is_mail_header
from pmflow.document.zone_statements import declared_zone
from pmflow.document.zones import bare_zone, find_zone, stated_zone, zone_of
from pmflow.model import SectionName, TimelineEntry
from pmflow.patterns import lazy

if TYPE_CHECKING:
    from pmflow.document.blocks import Block
    from pmflow.document.document import FrontMatter
    from pmflow.document.sections import Outline

_NEAR = dt.timedelta(days=45)
"""A report is written within this time after what it reports."""

# The text to look in.


def lead_texts(outline: Outline) -> list[str]:
    """The paragraphs before the first section, then those of the summary, then the timeline's heading."""
    texts: list[str] = []
    for part in (outline.top, outline.title):
        if part is not None:
            texts += [
                block.text
                for block in part.blocks
                if block.kind in ("paragraph", "quote") and block.text and not is_mail_header(block.text)
            ]
            texts += [inner.text for block in part.blocks if block.kind == "quote" for inner in block.children]
    for section in outline.sections.get(SectionName.SUMMARY, ()):
        texts += [block.text for block in section.blocks if block.kind == "paragraph"]
        texts += [item.own.text for block in section.blocks if block.kind == "list" for item in block.children]
    texts += [section.heading for section in outline.sections.get(SectionName.TIMELINE, ())]
    for section in outline.topics.get(Topic.ASIDE, ())[:1]:  # "Background"
        texts += [block.text for block in section.blocks[:3] if block.kind == "paragraph"]
    return [text[:2000] for text in texts[:12]]


def _every_text(outline: Outline, limit: int, *, before: int = 1 << 60) -> Iterator[str]:
    total = 0
    for part in outline.top.below():
        for block in part.blocks:
            if block.line >= before:
                return
            for inner in block.walk():
                if inner.inline is not None:
                    total += len(inner.raw)
                    yield inner.text
            if total > limit:
                return


# The order of day and month.

_SLASHED = lazy(r"/(?<=\d/)(?<!\d{4}/)\d\d?/\d")
_HYPHENED = lazy(r"-(?:(?<=\D\d\d-)|(?<=\D\d-))\d\d?-\d\d")
# fmt: off
_MONTH_FIRST = frozenset([
    "PT", "ET", "CT", "MT", "PST", "PDT", "EST", "EDT", "CDT", "MDT", "AKST", "AKDT", "HST",
    "America/Los_Angeles", "America/New_York", "America/Chicago", "America/Denver",
])
# fmt: on
_DAY_FIRST = lazy(
    r"Europe/|Africa/|Australia/|Pacific/Auckland|Asia/(?:Kolkata|Jakarta|Makassar|Bangkok|Ho_Chi_Minh"
    r"|Singapore|Kuala|Dubai|Riyadh"
    r"|Jerusalem|Karachi|Dhaka|Hong_Kong|Colombo)|America/(?:Sao_Paulo|Argentina|Santiago|Bogota|Lima"
    r"|Mexico|Montevideo)"
)


def order_of_days(text: str, outline: Outline, lead: Sequence[str]) -> DayOrder | None:
    """Day or month first: what the document proves, else what is usual where its times are."""
    if _SLASHED.search(text) is None and _HYPHENED.search(text) is None:
        return None  # no such date: spare the scan
    order = guess_order(text)
    if order is not None:
        return order
    headings = (section.heading for section in outline.sections.get(SectionName.TIMELINE, ()))
    zone = zone_in_lead(lead) or next((z for heading in headings if (z := find_zone(heading))), None)
    if zone in _MONTH_FIRST:
        return DayOrder.MDY
    return DayOrder.DMY if zone is not None and _DAY_FIRST.match(str(zone_of(zone))) else None


# The day.


def stated_day(
    facts: Metadata, front: FrontMatter, outline: Outline, order: DayOrder | None, lead: Sequence[str]
) -> tuple[dt.date | None, bool]:
    """The incident's day as the document gives it, and whether it is that of the document rather than the incident."""
    stated = facts.effect.day or facts.date or facts.started.day or facts.detected.day
    if stated is not None:
        return stated, False
    own = front.data.get("title")
    titles = [str(own)] if isinstance(own, str) else []
    if outline.title is not None:
        titles.append(outline.title.heading)
    if facts.title is not None:
        titles.append(facts.title)
    for title in titles:
        for found in find_days(title, order=order, near=facts.weak_date):
            if found.day is not None and (found.year_known or _shortly_before(found.day, facts.weak_date)):
                return found.day, False
    prose, dateline, written = _prose_day(outline, order, facts.weak_date, lead)
    weak = facts.weak_date or dateline
    if prose is not None and (weak is None or dt.timedelta(0) <= weak - prose <= _NEAR):
        return prose, False
    if facts.some_day is not None and (weak is None or dt.timedelta(0) <= weak - facts.some_day <= _NEAR):
        return facts.some_day, False
    if (told := weak or written) is not None and (day := day_told_from(told, lead)) is not None:
        return day, False
    if weak is not None:
        return weak, True
    return _day_before_timeline(outline, order), True


def _shortly_before(day: dt.date, written: dt.date | None) -> bool:
    return written is not None and dt.timedelta(0) <= written - day <= _NEAR


def incident_day(
    facts: Metadata, day: dt.date | None, of_document: bool, entries: Sequence[TimelineEntry]
) -> dt.date | None:
    """The incident's date: the first effect, else as stated; a document's own date gives way to the timeline's."""
    stated = facts.effect.day or facts.date or facts.started.day or facts.detected.day
    if stated is not None:
        return stated
    first = first_day(entries)
    if of_document and day is not None and first is not None and dt.timedelta(0) < day - first <= _NEAR:
        return first
    return day or first


def _in_the_year_of_others(day: FoundDay, outline: Outline, order: DayOrder | None) -> dt.date | None:
    """A day without a year in that of the first day of the document that has one."""
    for text in _every_text(outline, 40_000):
        for other in find_days(text, order=order):
            if other.day is not None and other.year_known:
                return next((found.day for found in find_days(day.raw, order=order, near=other.day)), None)
    return None


_HAPPENED = lazy(r"\b(?:happened|occurred|took place|befell|broke out)\b", re.I)
_HAPPENED_ON = lazy(
    r"\b(?:it|this|all of it|the (?:\w+ ){0,3}(?:incident|event|outage|failure|fault|breakdown))(?: all)? "
    r"(?:happened|occurred|took place|befell us|broke out)\s+(?:on|in the (?:night|morning|evening|afternoon|small hours) of"
    r"|during the night of|late on|early on)\s+(?:the\s+)?$",
    re.I,
)
"""The sentence that says when it was, wherever other days are named before it."""


def _prose_day(
    outline: Outline, order: DayOrder | None, near: dt.date | None, lead: Sequence[str]
) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """The first day that the lead names, documents' own dates ("last edited …") aside; the one of a dateline; and the
    one on which it says to have been written.
    """
    undated: str | None = None
    dateline: dt.date | None = None
    written: dt.date | None = None
    for text in lead:
        for found in find_days(text, order=order, near=near) if _HAPPENED.search(text) is not None else ():
            if _HAPPENED_ON.search(text[max(0, found.start - 80) : found.start]) is not None:
                day = found.day or _in_the_year_of_others(found, outline, order)
                if day is not None:
                    return day, None, None
    for text in lead:
        for found in find_days(text, order=order, near=near):
            of_letter = found.day is not None and found.day == near and ":" in line_before(text, found.start)
            if of_letter or is_documents(text, found.start, found.end):
                written = written or (
                    found.day if WRITTEN.search(text[max(0, found.start - 80) : found.start]) else None
                )
                continue
            if found.day is not None and is_dateline(text, found.start, found.end):
                dateline = dateline or found.day
                continue
            if found.day is not None:
                return found.day, dateline, written
            undated = undated or text
    if undated is None:
        return None, dateline, written
    years = [
        f.day for text in _every_text(outline, 40_000) for f in find_days(text, order=order) if f.day and f.year_known
    ]
    if not years:
        return None, dateline, written
    day = next((f.day for f in find_days(undated, order=order, near=years[0]) if f.day), None)
    return day, dateline, written


def _day_before_timeline(outline: Outline, order: DayOrder | None) -> dt.date | None:
    """The first full date before the timeline, where nothing at the top says one."""
    sections = outline.sections.get(SectionName.TIMELINE, ())
    if not sections:
        return None
    for text in _every_text(outline, 40_000, before=sections[0].line):
        for found in find_days(text, order=order):
            if found.day is not None and found.year_known and not is_documents(text, found.start, found.end):
                return found.day
    return None


def begun_at(facts: Metadata, day: dt.date | None) -> dt.datetime | None:
    """When the incident began, as stated, on the document's own clock."""
    for moment in (facts.effect, facts.started, facts.detected):
        if moment.clock is not None and (own := moment.day or day) is not None:
            return dt.datetime.combine(own, moment.clock)
    return None


def first_day(entries: Iterable[TimelineEntry]) -> dt.date | None:
    """The local day of the first entry that has one."""
    for entry in entries:
        if entry.local is not None:
            return entry.local.date()
        if entry.at is not None:
            return entry.at.date()
    return None


_OVER = lazy(
    r"\b(?:resolved|restored|recovered|all clear|back to normal|fully (?:operational|normal)|"
    r"incident (?:is )?(?:closed|over|ended)|"
    r"end of (?:the )?incident|service(?:s)? (?:is |are )?(?:back|restored)|behoben|entstört|résolu|rétabli|"
    r"resuelto|restablecido|resolvido|mitigated)\b",
    re.IGNORECASE,
)


def resolution_day(entries: Sequence[TimelineEntry]) -> dt.date | None:
    """The local day of the last entry that says that it was over."""
    for entry in reversed(entries):
        if _OVER.search(entry.text):
            moment = entry.local or entry.at
            if moment is not None:
                return moment.date()
    return None


# The zone.

_ABOUT_TIMES = lazy(
    r"time|zeit|clock|heure|hora|horári|orari|tijd|uhr|utc|gmt|tz|hour|jam |waktu|godzin|czas|klock|saat|時|시각|时",
    re.I,
)


def document_zone(facts: Metadata, lead: Sequence[str], outline: Outline) -> str | None:
    """The zone that the document states for its times, as written."""
    return (
        facts.zone or zone_in_lead(lead) or _zone_declared(outline) or _moments_zone(facts) or _zone_beside_times(lead)
    )


def _zone_declared(outline: Outline) -> str | None:
    """The zone that a sentence elsewhere gives: in the conventions, a footnote, a glossary."""
    left = 60_000
    for part in outline.top.below():
        if SectionName.ACTION_ITEMS in part.names:
            continue  # "All times in the report in UTC" is something to do there
        for block in part.blocks:
            for text in _statements(block, listed=not part.names):
                left -= len(text)
                if _ABOUT_TIMES.search(text) is not None and (zone := declared_zone(text)) is not None:
                    return zone
        if left < 0:
            return None
    return None


def _statements(block: Block, *, listed: bool) -> Iterator[str]:
    """The texts of a block that may state a convention; rows of a table as "Times: Gulf Standard Time"."""
    if block.kind in ("paragraph", "html"):
        yield block.text
    elif block.kind == "quote" or (block.kind == "list" and listed):
        for inner in block.walk():
            if inner.kind == "paragraph":
                yield inner.text
    elif block.kind == "table" and listed:
        for row in block.rows:
            cells = [cell.text.strip() for cell in row.children]
            yield ": ".join(cells)
            yield cells[-1]  # of "T | clock time in Riyadh"


def zone_in_lead(lead: Sequence[str]) -> str | None:
    """The zone that a line about times gives."""
    for text in lead:
        if _ABOUT_TIMES.search(text) is None:
            if (zone := bare_zone(text, places=False)) is not None:
                return zone
            continue
        if (zone := declared_zone(text)) is not None:
            return zone
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


_CLOCK = lazy(r"\d(?:[:h.]\d\d|\s?[ap]\.?m|\d\d\d\s?(?:Z|UTC))", re.I)


def _zone_beside_times(lead: Sequence[str]) -> str | None:
    """The zone that stands beside the times of the first prose, if it is one and the same."""
    zones = {clock.zone for text in lead if _CLOCK.search(text) for clock in find_clocks(text) if clock.zone}
    return zones.pop() if len(zones) == 1 else None


def hint_of(outline: Outline, lead: Sequence[str]) -> str:
    """Text that may tell which IST or CST is meant: the title, the first prose, what precedes the entries."""
    texts = [outline.title.heading] if outline.title is not None else []
    texts += lead
    for section in outline.sections.get(SectionName.TIMELINE, ()):
        texts += [block.text for block in section.blocks[:2] if block.kind == "paragraph"]
    return "\n".join(texts)


# How long.


def duration(
    facts: Metadata, outline: Outline, date: dt.date | None, lead: Sequence[str]
) -> tuple[int | None, str | None]:
    """The incident's length in minutes, and the words that say so."""
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
    texts = list(lead)
    for section in outline.sections.get(SectionName.IMPACT, ()):
        texts += _sentences(section.blocks)
    found = duration_in_prose(texts)
    if found[0] is None:
        found = duration_in_prose(_every_text(outline, 40_000), sure=True)
    if found[0] is None:
        found = window_in_prose(texts)
    return found if found[0] is not None else (None, facts.duration_raw)


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "paragraph":
            yield block.text
        elif block.kind == "list":
            for item in block.children:
                yield item.own.text


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
