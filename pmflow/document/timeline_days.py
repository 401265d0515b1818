"""Days and zones on the rows of a timeline.

A written day holds until the next. Without one the clock tells: a step back of more than three hours is the next day
(23:58, then 00:12), unless the rows after it go on where the row before it stood; a smaller one is an entry out of
order (09:30, then 09:00). No instant is made up: a row without a time, or in a document without a day, has none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pmflow.document.days import DayOrder, FoundDay, find_days
from pmflow.document.timeline_rows import DayMark, Gathered, Row, is_timed
from pmflow.document.zones import aware
from pmflow.model import TimelineEntry

_SLACK = dt.timedelta(hours=3)
"""Entries out of order step back less than this; what steps back further is on another day (or past noon)."""


def date_rows(
    got: Gathered, day: dt.date | None, zone: str | None, hint: str, start: dt.datetime | None = None
) -> list[TimelineEntry]:
    """Days and zones put on the rows; untimed rows are kept where their list has timed ones before and after."""
    rows = _kept(got.rows)
    base = _base_day(rows, got.base or day)
    current, first = base, base
    last: dt.datetime | None = None
    marked_day = base
    """The last day that was written, from which "(+1)" counts."""
    half_day = _has_twelve_hours(rows)
    first_nth = min(
        (r.clock.nth for r in rows if isinstance(r, Row) and r.clock and r.clock.nth is not None), default=1
    )
    zero_based = any(isinstance(r, DayMark) and r.nth == 0 for r in rows)
    entries: list[TimelineEntry] = []
    carried = next((row.zone for row in rows if isinstance(row, Row) and row.zone is not None), None)
    for index, row in enumerate(rows):
        if row is got.zero and not row.text:
            continue  # "T0 = 14:02 UTC" says when the clock starts, not what happened
        if isinstance(row, DayMark):
            marked = _marked_day(row, first, current, got.order, 0 if zero_based else 1)
            if marked is not None:
                if first is None:
                    first = marked
                current, last = marked, None
                marked_day = marked
            continue
        clock = row.clock
        carried = row.zone or carried
        written = resolved_day(row.day, current, got.order)
        if written is not None and row.day is not None:
            if current is None or first is None:
                first = written
            written = _mended(written, current, row.day)
            if written != current:
                last = None
            current = marked_day = written
        if clock is not None and clock.elapsed is not None:
            begun = _beginning(got, rows[:index], current, first, start)
            if begun is not None:
                moment = begun + dt.timedelta(minutes=clock.elapsed)
                entries.append(_entry(row, moment, None, row.zone or zone or (got.zero or row).zone or carried, hint))
                continue
        if clock is None or clock.hour is None:
            entries.append(_entry(row, None, None, None))
            continue
        if current is None or (row.day is not None and written is None):
            entries.append(_entry(row, None, None, None))
            continue
        if row.day is None and clock.weekday is not None:
            ahead = (clock.weekday - current.weekday()) % 7
            back = ahead - 7 if ahead > 3 and last is None else ahead
            if back:
                current, last = current + dt.timedelta(days=back), None
        if clock.nth is not None and row.day is None:
            current, last = (first or current) + dt.timedelta(days=max(0, clock.nth - first_nth)), None
        if clock.day_after and row.day is None:
            current, last = current + dt.timedelta(days=1), None
        assert clock.time is not None
        local = dt.datetime.combine(current, clock.time)
        if clock.next_day:
            local = dt.datetime.combine(
                (written or marked_day or current) + dt.timedelta(days=clock.next_day), clock.time
            )
        elif row.day is None and last is not None and half_day and not clock.has_meridian and local < last - _SLACK:
            local += dt.timedelta(hours=12)  # 12:50, then 1:15: the clock has twelve hours
            if local < last - _SLACK:
                local += dt.timedelta(hours=12)
            current = local.date()
        elif row.day is None and last is not None:
            step = last - local
            if step >= dt.timedelta(hours=12) or (step >= _SLACK and not _returns(rows, index, last, current)):
                local += dt.timedelta(days=1)
                current = local.date()
        if last is None or local > last or row.day is not None:
            last = local
        until = None
        if clock.until is not None and clock.until.time is not None:
            end_day = (
                clock.until.day.day if clock.until.day is not None and clock.until.day.day is not None else local.date()
            )
            until = dt.datetime.combine(end_day, clock.until.time) + dt.timedelta(days=clock.until.next_day)
            if until < local and clock.until.day is None:
                until += dt.timedelta(days=1)
            if until.date() > local.date() and row.day is None:
                last = max(last, local)
        entries.append(_entry(row, local, until, row.zone or zone or carried, hint))
    return entries


def _beginning(
    got: Gathered,
    before: list[Row | DayMark],
    current: dt.date | None,
    first: dt.date | None,
    start: dt.datetime | None,
) -> dt.datetime | None:
    """From when "T+5" counts: as the timeline says, else its first entry, else the stated start."""
    if current is None:
        return start
    zero = got.zero or next((row for row in before if isinstance(row, Row) and row.clock and row.clock.time), None)
    if zero is None or zero.clock is None or zero.clock.time is None:
        return start
    return dt.datetime.combine(resolved_day(zero.day, current, got.order) or first or current, zero.clock.time)


def resolved_day(day: FoundDay | None, near: dt.date | None, order: DayOrder | None) -> dt.date | None:
    """The date of a written day; what it leaves open (its year, its order) is closed by the days before it."""
    if day is None or day.day is not None or near is None:
        return day.day if day is not None else None
    return next((found.day for found in find_days(day.raw, order=order, near=near)), None)


def _entry(
    row: Row, local: dt.datetime | None, until: dt.datetime | None, zone: str | None, hint: str = ""
) -> TimelineEntry:
    at = aware(local, zone, country_hint=hint) if local is not None and zone is not None else None
    end_zone = (row.clock.until.zone if row.clock and row.clock.until else None) or zone
    end = aware(until, end_zone, country_hint=hint) if until is not None and end_zone is not None else None
    return TimelineEntry(
        at=at,
        until=end if at is not None else None,
        raw=row.raw,
        text=row.text.strip().lstrip(": "),
        line=row.line,
        approximate=row.clock.approximate if row.clock else False,
        local=local if at is None else None,
    )


def _kept(rows: list[Row | DayMark]) -> list[Row | DayMark]:
    """Without the untimed rows of lists that are no timeline; a day heading without timed rows under it is an entry."""
    timed_places = {
        row.place for row in rows if isinstance(row, Row) and (row.clock is not None or row.day is not None)
    }
    kept: list[Row | DayMark] = []
    for index, row in enumerate(rows):
        if isinstance(row, DayMark):
            following = next((r for r in rows[index + 1 :] if isinstance(r, DayMark) or is_timed(r)), None)
            alone = (
                not isinstance(following, Row)
                or following.clock is None
                or (following.heading and following.day is not None)
            )
            kept.append(row)
            if alone and row.row is not None and row.row.text:
                kept.append(row.row)
            continue
        if row.guess:
            if _among_paragraphs(rows, index):
                kept.append(row)
            continue
        if is_timed(row) or (row.place in timed_places and (row.raw is not None or _among(rows, index))):
            kept.append(row)
    return kept


def _among_paragraphs(rows: list[Row | DayMark], index: int) -> bool:
    """Whether timed entries stand right before and after, day marks aside."""

    def timed(others: Iterable[Row | DayMark]) -> bool:
        nearest = next((o for o in others if isinstance(o, Row) and not o.guess), None)
        return nearest is not None and nearest.clock is not None

    return timed(reversed(rows[:index])) and timed(rows[index + 1 :])


def _among(rows: list[Row | DayMark], index: int) -> bool:
    """Whether an untimed row stands between timed ones of its own list, or begins that of a later day. What ends a day's
    list may be a note on it."""
    row = rows[index]
    assert isinstance(row, Row)

    def timed(others: Iterable[Row | DayMark]) -> bool:
        return any(isinstance(o, Row) and o.place == row.place and o.clock is not None for o in others)

    if not timed(rows[index + 1 :]):
        return False
    if timed(rows[:index]):
        return True
    others = (
        at for at in range(index - 1, 0, -1) if not (isinstance(other := rows[at], Row) and other.place == row.place)
    )
    first = next(others, 0)
    return isinstance(rows[first], DayMark) and any(isinstance(o, Row) and o.clock is not None for o in rows[:first])


def _marked_day(
    mark: DayMark, first: dt.date | None, current: dt.date | None, order: DayOrder | None, first_nth: int
) -> dt.date | None:
    if mark.day is not None:
        return resolved_day(mark.day, current, order)
    if mark.nth is not None:
        return first + dt.timedelta(days=mark.nth - first_nth) if first is not None else None
    if mark.weekday is not None and current is not None:
        ahead = (mark.weekday - current.weekday()) % 7
        return current + dt.timedelta(days=ahead - 7 if ahead == 6 else ahead)
    return None


def _mended(written: dt.date, current: dt.date | None, day: FoundDay) -> dt.date:
    """A year mistyped around New Year (31 December 2024, then 1 January 2024) is mended by the days around it."""
    if current is None or not day.year_known or abs((written - current).days) < 300:
        return written
    for year in (written.year + 1, written.year - 1):
        try:
            moved = written.replace(year=year)
        except ValueError:
            continue
        if abs((moved - current).days) <= 3:
            return moved
    return written


def _has_twelve_hours(rows: list[Row | DayMark]) -> bool:
    """Whether the times without am or pm may be of a clock with twelve hours: none is later than 12:59, and some entry
    has an am or pm, or is written as nobody writes 24 hours (1:15).
    """
    clocks = [
        row.clock for row in rows if isinstance(row, Row) and row.clock is not None and row.clock.hour is not None
    ]
    bare = [clock for clock in clocks if not clock.has_meridian]
    if not bare or any(clock.hour is None or not 1 <= clock.hour <= 12 for clock in bare):
        return False
    return len(bare) < len(clocks) or any(re.match(r"\D*[1-9]:", clock.raw) for clock in bare)


def _returns(rows: list[Row | DayMark], index: int, last: dt.datetime, current: dt.date) -> bool:
    """Whether the entries after a step back go on where the one before it stood: then the step is out of order."""
    for row in rows[index + 1 :]:
        if isinstance(row, DayMark) or row.day is not None:
            return False
        if row.clock is not None and row.clock.time is not None:
            return dt.datetime.combine(current, row.clock.time) >= last
    return False


def _base_day(rows: list[Row | DayMark], day: dt.date | None) -> dt.date | None:
    """The day of the first row, where no row before it says one.

    The incident's date is the day on which it did harm. A timeline that begins shortly before midnight and lies mostly
    after it began on the day before.
    """
    times: list[dt.time] = []
    for row in rows:
        written = row.day
        if isinstance(row, Row) and row.clock is not None and row.clock.time is not None and written is None:
            times.append(row.clock.time)
            continue
        if isinstance(row, Row) and written is None:
            continue
        if not times:
            return day
        date = resolved_day(written, day, None) if written is not None else None
        if date is None:
            break
        then = row.clock.time if isinstance(row, Row) and row.clock is not None else None
        return _day_before(times, then, date, day)
    if day is None or len(times) < 3 or times[0].hour < 22 or any(_counts_from_first(row) for row in rows):
        return day
    before = next((i for i, t in enumerate(times) if t.hour < 12), len(times))
    after = sum(t.hour < 6 for t in times[before:])
    return day - dt.timedelta(days=1) if after >= 4 * before else day


def _counts_from_first(row: Row | DayMark) -> bool:
    return isinstance(row, Row) and row.clock is not None and (row.clock.next_day > 0 or row.clock.nth is not None)


def _day_before(times: list[dt.time], then: dt.time | None, written: dt.date, day: dt.date | None) -> dt.date:
    """The day of rows without one that stand before the first row (or heading) with one: the incident's, where that is
    close before; else the same day, or the one before if their times are later than the row's.
    """
    if day is not None and 0 < (written - day).days <= 3:
        return day
    if then is not None:
        return written if times[-1] <= then else written - dt.timedelta(days=1)
    return written - dt.timedelta(days=1)
