"""When the people who are asked could meet: inside the review window, in everybody's own working hours.

Pure and deterministic: the same people, window and time give the same slot. Of equally good slots the earliest is best.

A slot begins at a full or half hour of the team's calendar and is as long as asked. Somebody can come to it where all of
it lies in one of their working days: their own hours in their own zone, on a day of the team's week that is no holiday
there and on which they are neither away nor gone. The day is the one that they have: Monday morning in Auckland is
a Monday there, though it still is Sunday in London.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pmflow.policy.working import ReviewWindow, WorkingCalendar

HALF_HOURS = tuple(dt.time(hour, minute) for hour in range(24) for minute in (0, 30))
DAY = dt.timedelta(days=1)
HORIZON = dt.timedelta(days=400)
"""How far ahead somebody is looked for who works at all."""
APART = dt.timedelta(hours=2)
"""Alternatives lie so far from each other, where there are enough: a choice between ten and half past ten is none."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is asked to come, and when they work."""

    name: str
    zone: ZoneInfo
    opens: dt.time
    closes: dt.time
    roles: tuple[str, ...] = ()
    """`author`, `responder`, `affected`, `expert`, `stakeholder`, `owner`, `lead` (of somebody who left); else `involved` or
    `invited`."""
    email: str | None = None
    is_off: Callable[[dt.date], bool] = lambda _: False
    """Whether a local day is one of their absences, or after they left."""
    known: bool = True
    """Whether anybody knows when they work: False for who is none of the people that a policy lists. They are searched for in
    the team's hours, and nobody is told that they can come, or cannot."""

    @property
    def responds(self) -> bool:
        """Responders come before the others where not all can: they saw it."""
        return "responder" in self.roles


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at which the meeting could be. Instants are UTC."""

    start: dt.datetime
    end: dt.datetime
    can: tuple[bool, ...]
    """For each attendee, whether it lies in their working hours."""
    inside: bool
    """Whether it lies in the review window, all of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search answers: the best slot, None where nobody ever works that long, and a few others."""

    best: Slot | None
    others: tuple[Slot, ...] = ()


def find_slots(
    attendees: Sequence[Attendee],
    calendar: WorkingCalendar,
    window: ReviewWindow,
    *,
    now: dt.datetime,
    minutes: int,
    others: int = 3,
) -> Found:
    """The best slot and up to `others` more. `now` is aware; nothing before it is proposed.

    In the window: the first at which everybody can come; else that of most responders, and of those that of most people.
    Where nobody can come in the window, or it is over: the same choice among the slots of the 24 hours that begin with the
    first one at which anybody can. Where no attendees are given, the calendar's own hours count.
    """
    people = tuple(attendees) or (Attendee("", calendar.zone, calendar.opens, calendar.closes),)
    length = dt.timedelta(minutes=minutes)
    after = max(window.start, now)
    inside = _slots(people, calendar, after, window.end, length, inside=True)
    chosen = _chosen(inside, people, 1 + others)
    if len(chosen) <= others:
        later = _next_day_of_work(people, calendar, max(window.end, now), length)
        chosen += _chosen(later, people, 1 + others - len(chosen))
    if not attendees:
        chosen = [Slot(slot.start, slot.end, (), slot.inside) for slot in chosen]
    return Found(chosen[0], tuple(chosen[1:])) if chosen else Found(None)


def slot_at(
    attendees: Sequence[Attendee],
    calendar: WorkingCalendar,
    window: ReviewWindow | None,
    start: dt.datetime,
    minutes: int,
) -> Slot:
    """The slot that begins at an instant which somebody chose, and who can come to it."""
    start = start.astimezone(dt.UTC)
    end = start + dt.timedelta(minutes=minutes)
    can = tuple(_can_come(_hours(each, calendar, start, end), start, end) for each in attendees)
    return Slot(start, end, can, window is not None and window.start <= start and end <= window.end)


def _worse(slot: Slot, people: Sequence[Attendee]) -> tuple[int, int]:
    """How many stay away: of the responders, and of all."""
    away = [person for can, person in zip(slot.can, people, strict=True) if not can]
    return sum(person.responds for person in away), len(away)


def _chosen(slots: Iterable[Slot], people: Sequence[Attendee], wanted: int) -> list[Slot]:
    """The best, and the best of the rest: as good ones before worse, well apart before close, overlapping never."""
    ranked = sorted(slots, key=lambda slot: (_worse(slot, people), slot.start))
    chosen: list[Slot] = []
    for as_good in (True, False):
        for apart in (APART, dt.timedelta()):
            for slot in ranked:
                if len(chosen) >= wanted or (as_good and _worse(slot, people) != _worse(ranked[0], people)):
                    break
                if all(slot.start >= one.end + apart or one.start >= slot.end + apart for one in chosen):
                    chosen.append(slot)
    return chosen


def _next_day_of_work(
    people: Sequence[Attendee], calendar: WorkingCalendar, after: dt.datetime, length: dt.timedelta
) -> list[Slot]:
    """The slots of the 24 hours from the first one at or after `after` at which anybody can come."""
    end = after + HORIZON
    while after < end:
        found = _slots(people, calendar, after, after + DAY + length, length, inside=False)
        if first := next(found, None):
            # Anew from there: what is left of its day may be an hour of one person, and the morning all of them.
            return list(_slots(people, calendar, first.start, first.start + DAY + length, length, inside=False))
        after += DAY
    return []


def _slots(
    people: Sequence[Attendee],
    calendar: WorkingCalendar,
    after: dt.datetime,
    end: dt.datetime,
    length: dt.timedelta,
    *,
    inside: bool,
) -> Iterator[Slot]:
    """Every slot in `after` to `end` to which anybody can come, by time."""
    if end - after < length:
        return
    hours = [_hours(person, calendar, after, end) for person in people]
    for start in _starts(calendar.zone, after, end - length):
        can = tuple(_can_come(theirs, start, start + length) for theirs in hours)
        if any(can):
            yield Slot(start, start + length, can, inside)


def _starts(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The full and half hours on the clocks of `zone`, from `first` to `last`, both included; those that a change of the
    clocks leaves out are none, and those that it repeats are two."""
    for day in _days(zone, first, last):
        on_clock = (dt.datetime.combine(day, time, zone) for time in HALF_HOURS)
        real = {
            instant
            for local in on_clock
            for fold in (0, 1)
            if (instant := local.replace(fold=fold).astimezone(dt.UTC)).astimezone(zone).replace(tzinfo=None)
            == local.replace(tzinfo=None)
        }
        yield from (instant for instant in sorted(real) if first <= instant <= last)


Hours = tuple[tuple[dt.datetime, dt.datetime], ...]


def _hours(person: Attendee, calendar: WorkingCalendar, after: dt.datetime, end: dt.datetime) -> Hours:
    """When somebody works around that time, as instants."""
    return tuple(
        (
            dt.datetime.combine(day, person.opens, person.zone).astimezone(dt.UTC),
            dt.datetime.combine(day, person.closes, person.zone).astimezone(dt.UTC),
        )
        for day in _days(person.zone, after, end)
        if calendar.is_workday(day) and not person.is_off(day)
    )


def _can_come(hours: Hours, start: dt.datetime, end: dt.datetime) -> bool:
    at = bisect_right(hours, start, key=lambda span: span[0]) - 1
    return at >= 0 and end <= hours[at][1]


def _days(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterable[dt.date]:
    """The local days from one instant to another."""
    day, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    return (day + dt.timedelta(days=n) for n in range((end - day).days + 1))


def slot_words(slot: Slot, zone: dt.tzinfo) -> str:
    """`Wednesday 2026-03-11 14:00–15:00 CET`."""
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%A %Y-%m-%d %H:%M}–{until} {start:%Z}"
