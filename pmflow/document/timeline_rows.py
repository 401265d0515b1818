"""What is gathered from a timeline before days are put on it: rows and day marks, and how a line's head is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pmflow.document.blocks import Block
from pmflow.document.clocks import FoundClock, find_clock
from pmflow.document.day_counts import day_count
from pmflow.document.days import DayOrder, FoundDay, find_days
from pmflow.document.days_of_month import day_of_month
from pmflow.document.monthnames import DAY_NAME, WEEKDAYS
from pmflow.document.zone_statements import declared_zone
from pmflow.document.zones import stated_zone
from pmflow.patterns import lazy

ANY_DIGIT = lazy(r"[0-9?]")
NOISE = lazy(r"^[\s:\-–—|,.)\]*_`·•>=→;]+")
NTH_DAY = lazy(r"\W*(?:day|tag|jour|día|dia|giorno|dag)\s*[#:]?\s*(\d{1,2})\b\W*", re.I)
_OTHER_ZONE = lazy(r"^\s*[(\[]\s*(?:\d{4}-\d\d-\d\d\s)?\d{1,2}[:.]\d\d[^)\]]{0,14}[)\]]")


@dataclass
class Row:
    """One row as gathered: a time, a day alone, or neither (an untimed row among timed ones)."""

    text: str
    line: int
    clock: FoundClock | None = None
    day: FoundDay | None = None
    raw: str | None = None
    zone: str | None = None
    place: int = 0
    """Which list, table or paragraph it came from."""
    heading: bool = False
    guess: bool = False
    """A paragraph that is an entry only if timed ones of its kind stand before and after it."""


@dataclass
class DayMark:
    """From here on this day holds: a heading, a bold line, a list item that is a date alone."""

    day: FoundDay | None
    nth: int | None = None
    """"Day 2" counts from the first day."""
    weekday: int | None = None
    line: int = 0
    row: Row | None = None
    """The entry that it is itself, if no timed entries come under it."""


@dataclass
class Gathered:
    order: DayOrder | None
    near: dt.date | None
    rows: list[Row | DayMark] = field(default_factory=list)
    zone: str | None = None
    base: dt.date | None = None
    place: int = 0
    places: int = 0
    compact: bool = False
    columned: bool = False
    """A column's head names the zone of its times."""
    counted: bool = False
    """Days are counted from the incident's ("D-1", "D", "D+1")."""
    numbered: bool = False
    """The entries bear numbers in front of their times ("4.1. 05:15"), which are no days."""
    zero: Row | None = None
    """Where "T0" is said to be."""
    asides: list[Block] = field(default_factory=list)
    """Under a heading such as "Chat transcript", or in a quotation: not the timeline, if there is one."""

    def enter(self) -> None:
        """A new list, table or paragraph begins."""
        self.places += 1
        self.place = self.places

    @property
    def timed(self) -> int:
        return sum(isinstance(row, Row) and (row.clock is not None or row.day is not None) for row in self.rows)


_COUNTED = lazy(
    r"[\s*_]*(?:\(?(?P<plain>[a-z]|\d{1,2})[.)]|(?P<outer>\d{1,2}(?:\.\d{1,2})*)\.(?P<inner>\d{1,2})[.):]?"
    r"|[#№]\s?(?P<hash>\d{1,3})[.):]?|\[(?P<square>\d{1,3})\]"
    r"|(?:item|entry|event|step|nr|no|line)\.?\s*(?P<word>\d{1,3})[.):]?"
    r"|(?P<code>[A-DF-SU-Z]{1,3}[-.]?)(?P<coded>\d{1,3})[.):]?)[\s*_]+(?:[-–—|]\s+)?(?=[*_~≈`\[(]*\d)",
    re.I,
)
_IN_A_ROW = 3


def are_numbered(texts: Iterable[str]) -> bool:
    """Whether lines bear numbers that count on, each in front of a time: "4.1. 05:15", "4.2. 05:23", "4.3. 06:02"."""
    run = 0
    last: tuple[str, int] | None = None
    for text in texts:
        match = _COUNTED.match(text)
        if match is None:
            continue
        inner = next((match[name] for name in ("inner", "hash", "square", "word", "coded", "plain") if match[name]), "")
        outer = f"{match['outer'] or match['code'] or ''}"
        count = int(inner) if inner.isdigit() else ord(inner.lower()) - ord("a") + 1
        run = run + 1 if last == (outer, count - 1) else 1
        last = (outer, count)
        if run >= _IN_A_ROW:
            return True
    return False


def uncounted(text: str, got: Gathered) -> str:
    """An entry's text without the number in front of its time."""
    match = _COUNTED.match(text) if got.numbered else None
    return text[match.end() :] if match is not None else text


def clock_of(text: str, got: Gathered) -> FoundClock | None:
    head = text[:110]
    if got.counted and (counted := _counted_clock(head, got)) is not None:
        return counted
    if not ANY_DIGIT.search(head) and "noon" not in head.lower() and "midnight" not in head.lower():
        return None
    return find_clock(head, order=got.order, near=got.base or got.near, compact=got.compact)


_TO_CLOCK = lazy(r"[\s,:;|)\]*_`–—-]*(?:(?:at|à|um|a las|às|alle|om|kl\.?)\s+)?(?=[~≈]?\d)", re.I)
_BEHIND_CLOCK = lazy(r"[\s,;]*[(\[]?(?=[DJG\w])")


def _counted_clock(text: str, got: Gathered) -> FoundClock | None:
    """A time beside a counted day: "D+1, 09:00", "09:00 (D+1)"."""
    near = got.base or got.near
    day = day_count(text, near)
    if day is not None and (gap := _TO_CLOCK.match(text, day.end)) is not None:
        clock = find_clock(text[gap.end() :], order=got.order, near=near, compact=True)
        if clock is None or clock.day is not None:
            return None
        end, start = clock.end + gap.end(), day.start - (")" in gap[0] and text[day.start - 1 : day.start] == "(")
        return replace(clock, day=day, start=start, end=end, raw=text[start:end])
    clock = find_clock(text, order=got.order, near=near, compact=got.compact) if ANY_DIGIT.search(text) else None
    if clock is None or clock.day is not None or (gap := _BEHIND_CLOCK.match(text, clock.end)) is None:
        return None
    behind = day_count(text, near, gap.end())
    if behind is None or behind.start != gap.end() or not _CLOSES.match(text, behind.end):
        return None
    end = behind.end + (text[behind.end : behind.end + 1] in (")", "]"))
    return replace(clock, day=behind, end=end, raw=text[clock.start : end])


_CLOSES = lazy(r"\s*(?:[,:;|)\]–—-]|$)")


def day_of_head(text: str, got: Gathered) -> FoundDay | None:
    """The day with which `text` begins, after a bracket or an "on"."""
    if not ANY_DIGIT.search(text[:40]):
        return None
    found = find_days(text[:64], order=got.order, near=got.base or got.near)
    if found and re.fullmatch(
        r"[^\w~]*(?:(?:on|am|le|el|em|op|the|night\s+of|evening\s+of|early\s+morning|early|late|morning(?:\s+of)?"
        r"|afternoon(?:\s+of)?"
        r"|around|about|approx\.?|ca\.?|~)\W*){0,3}",
        text[: found[0].start],
        re.I,
    ):
        return found[0]
    return None


def row_of(clock: FoundClock, text: str, line: int, got: Gathered) -> Row:
    if clock.elapsed == 0:
        rest = text[clock.end :].lstrip(" =:(-")
        zero = clock_of(rest, got)
        if zero is not None:  # "T0 = 14:02 UTC"
            row = Row(NOISE.sub("", rest[zero.end :]), line, zero, zero.day, raw_of(zero), zero.zone, got.place)
            got.zero = row
            return row
    rest = _OTHER_ZONE.sub("", text[clock.end :])
    return Row(NOISE.sub("", rest), line, clock, clock.day, raw_of(clock), clock.zone, got.place)


def raw_of(clock: FoundClock) -> str:
    return re.sub(r"\s+", " ", clock.raw).strip()


def day_row(text: str, line: int, day: FoundDay, place: int) -> Row:
    """An entry that has a day and no time."""
    rest = re.sub(r"^[\s*_`]*\([^\W\d]{2,12}\)", "", text[day.end :])  # "Jun 16 (Mon): ..."
    return Row(NOISE.sub("", rest), line, None, day, span_of(text, day), None, place)


def span_of(text: str, day: FoundDay) -> str:
    """What stands up to the end of the day, without decoration ("Early morning July 12th, 2018")."""
    return re.sub(r"\s+", " ", text[: day.end]).strip(" *_`[(-–—")


def mark_of(text: str, line: int, got: Gathered, *, whole: bool = False) -> DayMark | None:
    """A day that holds from here on. `whole`: the text must be nothing but the day."""
    if got.counted and (counted := day_count(text, got.base or got.near)) is not None:
        rest = text[counted.end :].strip(" *_:-–—.()[],")
        if not rest or (not whole and text[counted.end :].lstrip()[:1] in tuple(",:;(–—-")):
            return DayMark(counted, line=line)
        if rest.lower() in WEEKDAYS or find_days(rest, order=got.order, near=got.base or got.near):
            return DayMark(counted, line=line)
    if ANY_DIGIT.search(text):
        if (nth := NTH_DAY.match(text)) is not None and (not whole or nth.end() == len(text) or find_days(text)):
            days = find_days(text, order=got.order, near=got.base or got.near)
            return DayMark(days[0] if days else None, int(nth[1]), line=line)
        days = find_days(text, order=got.order, near=got.base or got.near)
        if days:
            around = text[: days[0].start] + text[days[0].end :]
            if not whole or re.fullmatch(
                r"[\W_]*(?:(?:on|the|day|date|am|le|utc|[a-z]+day|\d)?[\W_]*){0,3}", around, re.I
            ):
                return DayMark(days[0], line=line)
        numbered = day_of_month(stripped := text.strip(" *_:-–—.()[]"), 0, got.base or got.near)
        if numbered is not None and numbered.end == len(stripped):
            return DayMark(numbered, line=line)
    if (night := _NIGHT.fullmatch(text.strip(" *_:-–—.()[]"))) is not None and night[1].lower() in WEEKDAYS:
        return DayMark(None, weekday=WEEKDAYS[night[1].lower()], line=line)
    word = text.strip(" *_:-–—.()[]").lower()
    if word in WEEKDAYS and len(word) > 2:
        return DayMark(None, weekday=WEEKDAYS[word], line=line)
    return None


_NIGHT = lazy(
    rf"(?:the\s+)?(?:night|evening)\s+(?:of|from)\s+({DAY_NAME})(?:\s*(?:to|into|on|-|–|/)\s*{DAY_NAME})?", re.I
)
_ZERO = lazy(r"\bT(?:\s?[+-]?\s?0\s*(?:=|:|is|was|at|means|\()|\s*=)\s*(?=[~≈\d])")


def note_zero(text: str, line: int, got: Gathered) -> None:
    """Where a heading or a line of prose says when the counting starts ("T+0 is 14:02 UTC")."""
    if got.zero is None and (said := _ZERO.search(text)) is not None:
        clock = find_clock(text[said.end() :], order=got.order, near=got.base or got.near)
        if clock is not None and clock.time is not None:
            got.zero = Row("", line, clock, clock.day, raw_of(clock), clock.zone, got.place)


def note_zone(text: str, got: Gathered) -> None:
    if "T" in text:
        note_zero(text, 0, got)
    if got.zone is None and len(text) < 600:
        got.zone = declared_zone(text) or stated_zone(text)


def is_timed(row: Row) -> bool:
    return row.clock is not None or row.day is not None
