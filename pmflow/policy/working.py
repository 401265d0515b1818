"""Working days and hours: which days count, and arithmetic on them.

All arithmetic is on tuples of one year's working days, worked out once per year and searched by bisection; so sixty
business days ahead cost as little as one.
"""

from __future__ import annotations

import datetime as dt
import warnings
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pmflow.policy.names import WEEKDAYS

if TYPE_CHECKING:
    from pmflow.policy.parts import Calendar


@dataclass(frozen=True)
class ReviewWindow:
    """When the review meeting should be: not before `start`, not after `end`. Both aware, in UTC."""

    start: dt.datetime
    end: dt.datetime


class WorkingCalendar:
    """A team's working days and hours. Days are local dates of `zone`; a day is working or it is not, never half."""

    def __init__(self, calendar: Calendar) -> None:
        self.zone = ZoneInfo(calendar.timezone)
        self.opens, self.closes = calendar.opens, calendar.closes
        self._weekdays = frozenset(WEEKDAYS.index(day) for day in calendar.week)
        self._country, self._subdivision = calendar.country, calendar.subdivision
        self._own = frozenset(calendar.holidays)
        self._years: dict[int, tuple[dt.date, ...]] = {}

    def is_workday(self, day: dt.date) -> bool:
        """Whether people work on `day`."""
        if day.weekday() not in self._weekdays:
            return False
        days = self._workdays(day.year)
        at = bisect_left(days, day)
        return at < len(days) and days[at] == day

    def add_workdays(self, start: dt.date, n: int) -> dt.date:
        """The `n`-th working day after `start` (before it, where `n` is negative); `start` itself for 0.

        `start` never counts, working or not: one business day after a Saturday is Monday. Beyond what a date can hold
        it is the first or last date there is.
        """
        if n == 0:
            return start
        days = self._workdays(start.year)
        year, at = start.year, bisect_right(days, start) + n - 1 if n > 0 else bisect_left(days, start) + n
        while at >= len(days):
            if year == dt.MAXYEAR:
                return dt.date.max
            at, year = at - len(days), year + 1
            days = self._workdays(year)
        while at < 0:
            if year == dt.MINYEAR:
                return dt.date.min
            year -= 1
            days = self._workdays(year)
            at += len(days)
        return days[at]

    def workdays_between(self, start: dt.date, end: dt.date) -> int:
        """How many working days lie after `start`, up to and with `end`; negative where `end` is before `start`.

        So `workdays_between(d, add_workdays(d, n)) == n`.
        """
        if end < start:
            # Mirrored, so that the law above holds for negative n as well: `start` does not count, `end` does.
            return -self._count(end, start, bisect_left)
        return self._count(start, end, bisect_right)

    def next_workday(self, day: dt.date) -> dt.date:
        """`day` itself if people work then, else the first day after it on which they do."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def is_working_time(self, at: dt.datetime) -> bool:
        """Whether people work at the instant `at` (aware)."""
        local = at.astimezone(self.zone)
        return self.is_workday(local.date()) and self.opens <= local.time() < self.closes

    def day_of(self, at: dt.datetime) -> dt.date:
        """The local day of the instant `at` (aware)."""
        return at.astimezone(self.zone).date()

    def working_hours(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """When work begins and ends on `day`, as instants in UTC."""
        return (
            dt.datetime.combine(day, self.opens, self.zone).astimezone(dt.UTC),
            dt.datetime.combine(day, self.closes, self.zone).astimezone(dt.UTC),
        )

    def review_window(self, resolved_at: dt.datetime, after_hours: int, within_hours: int) -> ReviewWindow:
        """From `after_hours` to `within_hours` after the resolution (aware).

        Where no working hour lies in between, it runs to the end of the next working day: nobody meets on a Sunday
        because the incident was on a Friday.
        """
        start = resolved_at.astimezone(dt.UTC) + dt.timedelta(hours=after_hours)
        end = resolved_at.astimezone(dt.UTC) + dt.timedelta(hours=within_hours)
        day = self.next_workday(self.day_of(start))
        opens, closes = self.working_hours(day)
        if closes <= start:
            day = self.add_workdays(day, 1)
            opens, closes = self.working_hours(day)
        return ReviewWindow(start, end if opens < end else closes)

    def _count(self, low: dt.date, high: dt.date, side: object) -> int:
        find = bisect_right if side is bisect_right else bisect_left
        count = find(self._workdays(high.year), high) - find(self._workdays(low.year), low)
        return count + sum(len(self._workdays(year)) for year in range(low.year, high.year))

    def _workdays(self, year: int) -> tuple[dt.date, ...]:
        if year not in self._years:
            free = self._own | self._public_holidays(year)
            first = dt.date(year, 1, 1)
            length = (dt.date(year, 12, 31) - first).days + 1
            days = (first + dt.timedelta(days=i) for i in range(length))
            self._years[year] = tuple(day for day in days if day.weekday() in self._weekdays and day not in free)
        return self._years[year]

    def _public_holidays(self, year: int) -> frozenset[dt.date]:
        if self._country is None:
            return frozenset()
        import holidays  # 50 ms; only teams that set a country pay for it

        with warnings.catch_warnings():
            # Moon calendars are known for a range of years only; outside of it there are fewer holidays.
            warnings.simplefilter("ignore")
            return frozenset(holidays.country_holidays(self._country, subdiv=self._subdivision, years=year))


@lru_cache(maxsize=32)
def working_calendar(calendar: Calendar) -> WorkingCalendar:
    """The working calendar of a policy's `calendar`; the same one for the same values, with its years worked out."""
    return WorkingCalendar(calendar)
