"""Steps on the calendar: months on, the end of a month or a week, so many working days on."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable

FRIDAY = 4

Workday = Callable[[dt.date], bool]


def monday_to_friday(day: dt.date) -> bool:
    return day.weekday() <= FRIDAY


def add_workdays(day: dt.date, count: int, is_workday: Workday) -> dt.date:
    left = count
    for _ in range(count * 7 + 60):
        if left <= 0:
            break
        day += dt.timedelta(days=1)
        left -= is_workday(day)
    return day


def add_months(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_end(anchor: dt.date, weeks: int) -> dt.date:
    """Friday of the anchor's week or of one after it; on a weekend the coming week has begun."""
    monday = anchor - dt.timedelta(days=anchor.weekday())
    if anchor.weekday() > FRIDAY and weeks == 0:
        monday += dt.timedelta(days=7)
    return monday + dt.timedelta(days=7 * weeks + FRIDAY)
