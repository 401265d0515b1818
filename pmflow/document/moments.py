"""Reading a value that says when or how long: a moment, the window of a date, a length."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmflow.document.clocks import find_clock, find_clocks
from pmflow.document.days import DayOrder, find_days, in_reach
from pmflow.document.durations import parse_duration, window_times
from pmflow.document.fact_words import Fact
from pmflow.document.facts import Pair
from pmflow.document.plain_words import plain_words
from pmflow.document.time_labels import LABEL_UNITS
from pmflow.document.zones import aware, find_zone
from pmflow.patterns import lazy


@dataclass(frozen=True)
class Moment:
    """A day, a time of day, or both, and the zone written beside them."""

    day: dt.date | None = None
    clock: dt.time | None = None
    zone: str | None = None
    instant: dt.datetime | None = None
    """Where the text itself was an aware time."""


NO_MOMENT = Moment()


def read_day(value: str, order: DayOrder | None) -> Moment:
    """The first day and time of day in a text that was given for one."""
    return read_moment(Pair(Fact.DATE, value, "", 0), order)


def read_moment(pair: Pair, order: DayOrder | None) -> Moment:
    """The first day and time of day in a value."""
    given = pair.given
    if isinstance(given, dt.date) and in_reach(given) is None:
        return NO_MOMENT
    if isinstance(given, dt.datetime):
        if given.tzinfo is not None:
            return Moment(given.date(), given.time().replace(tzinfo=None), _offset_name(given), given)
        return Moment(given.date(), given.time())
    if isinstance(given, dt.date):
        return Moment(given)
    value = pair.value
    days = [found.day for found in find_days(value, order=order) if found.day is not None]
    day = days[0] if days else _first_of_range(value, order)
    if days and (first := _first_of_range(value, order)) is not None and first < days[0]:
        day = first
    clock = find_clock(value) if ":" in value or "." in value or "h" in value.lower() or "m" in value.lower() else None
    if (clock is None or clock.time is None) and any(c in value for c in ":hH"):
        clock = next(iter(find_clocks(value)), None)
    time = clock.time if clock is not None else None
    if clock is not None and clock.day is not None and clock.day.day is not None:
        day = clock.day.day
    zone = (clock.zone if clock is not None and clock.zone else None) or (
        find_zone(value) if time is not None else None
    )
    return Moment(day, time, zone)


def _offset_name(moment: dt.datetime) -> str:
    """The zone of an aware time as people write it: "UTC", "+02:00"."""
    offset = moment.strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}" if moment.utcoffset() else "UTC"


_DAY_RANGE = lazy(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:to|into|-|–|—|/|and|&|bis|until|through|au|al|a)\s*"
    r"(?:(?:the\s+)?[^\W\d_]{2,10}\.?,?\s+)?(\d{1,2}(?:st|nd|rd|th|"
    r"\.)?\s+(?:of\s+)?[^\W\d_]{3,}\.?,?\s+\d{4})",
    re.I,
)
_DAY_RANGE_US = lazy(
    r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:to|-|–|—|/|and|&|"
    r"through)\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})",
    re.I,
)


def _first_of_range(value: str, order: DayOrder | None) -> dt.date | None:
    """The first day of "4 to 7 November 2025" or "Nov 4-7, 2025", whose month and year are written once."""
    if (found := _DAY_RANGE.search(value)) is not None:
        last = next((f.day for f in find_days(found[2], order=order) if f.day), None)
        if last is not None and 1 <= int(found[1]) <= last.day:
            return last.replace(day=int(found[1]))
    if (found := _DAY_RANGE_US.search(value)) is not None:
        first = find_days(f"{found[1]} {found[2]}, {found[4]}", order=order)
        return first[0].day if first else None
    return None


def instant_of(moment: Moment, day: dt.date | None, zone: str | None) -> dt.datetime | None:
    """The moment as an aware time, where its day and zone are known (its own, else the document's)."""
    if moment.instant is not None:
        return moment.instant
    own = moment.day or day
    name = moment.zone or zone
    if own is None or moment.clock is None or name is None:
        return None
    return aware(dt.datetime.combine(own, moment.clock), name)


def window_of(pair: Pair, order: DayOrder | None) -> tuple[Moment, Moment] | None:
    """Start and end of a date that is a window: "3 Nov 2025, 14:00 to 15:30 IST"."""
    clocks = find_clocks(pair.value, order=order)
    first = clocks[0] if clocks else None
    last = (first.until or (clocks[1] if len(clocks) == 2 else None)) if first is not None else None
    if first is None or last is None:
        if (times := window_times(pair.value)) is None:
            return None
        day, zone = read_moment(pair, order).day, find_zone(pair.value)
        over = day + dt.timedelta(days=1) if day is not None and times[1] < times[0] else day
        return Moment(day, times[0], zone), Moment(over, times[1], zone)
    start, end = first.time, last.time if last is not None else None
    if last is None or start is None or end is None:
        return None
    day = (first.day.day if first.day else None) or read_moment(pair, order).day
    end_day = (last.day.day if last.day else None) or day
    if day is not None and end_day == day and end < start:
        end_day = day + dt.timedelta(days=1)
    zone = last.zone or first.zone or find_zone(pair.value)
    return Moment(day, start, first.zone or zone), Moment(end_day, end, zone)


def length_of(pair: Pair) -> int | None:
    """The minutes of a stated length; of a bare number, in the unit of its label ("Duration (min): 68")."""
    value = _BRACKETED.sub(r"\1 \2", pair.value.strip(" *~"))
    if _BARE_NUMBER.fullmatch(value):
        units = [LABEL_UNITS[word] for word in plain_words(pair.key).split() if word in LABEL_UNITS]
        return round(float(value.replace(",", ".")) * units[-1]) if units and units[-1] else None
    return parse_duration(value)


_BRACKETED = lazy(r"^(\d[\d.,]*)\s*\(([^\W\d_]+)\)$")
"""90 (minutes)"""
_BARE_NUMBER = lazy(r"\d{1,5}(?:[.,]\d{1,2})?")


def time_to_resolve(pairs: Iterable[Pair]) -> Pair | None:
    """ "Time to resolve" before "time to repair": the repair is a part of it."""
    found = [p for p in pairs if p.fact is Fact.TIME_TO_RESOLVE and length_of(p) is not None]
    return min(found, key=lambda p: "repair" in p.key.lower(), default=None)
