"""When the shipped workflow files run a sweep, and whether people are at work then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pmflow.policy.names import WEEKDAYS, Weekday
from pmflow.policy.parts import Calendar, Person


@dataclass(frozen=True)
class Schedule:
    """Once an hour, all around the clock, on some days of the week. In UTC, as cron is on GitHub and in Jira."""

    week: tuple[Weekday, ...]
    minute: int

    @property
    def cron(self) -> str:
        """As cron writes it; Sunday is 0 there."""
        days = sorted((WEEKDAYS.index(day) + 1) % 7 for day in self.week)
        whole = days == list(range(days[0], days[-1] + 1))
        return f"{self.minute} * * * {f'{days[0]}-{days[-1]}' if whole and len(days) > 1 else ','.join(map(str, days))}"

    def next(self, at: dt.datetime) -> dt.datetime:
        """The first run at or after `at` (aware); UTC."""
        run = at.astimezone(dt.UTC).replace(minute=self.minute, second=0, microsecond=0)
        if run < at:
            run += dt.timedelta(hours=1)
        while WEEKDAYS[run.weekday()] not in self.week:
            run = (run + dt.timedelta(days=1)).replace(hour=0)
        return run


SCHEDULE = Schedule(week=WEEKDAYS[:5], minute=23)
"""Hourly from Monday to Friday. Not at the full hour, when everybody's jobs start and GitHub drops some."""


def days_missed(calendar: Calendar, person: Person | None, start: dt.date) -> tuple[Weekday, ...]:
    """Working days of somebody (None: of the calendar) on which no sweep ever meets their hours, in the year from `start`.

    Clocks that change in that year count; holidays do not.
    """
    zone = ZoneInfo((person and person.timezone) or calendar.timezone)
    hours = (person and person.hours) or calendar.hours
    opens, closes = dt.time.fromisoformat(hours[:5]), dt.time.fromisoformat(hours[6:])
    met: set[Weekday] = set()
    for day in (start + dt.timedelta(days=number) for number in range(366)):
        if len(met) == len(calendar.week):
            break
        name = WEEKDAYS[day.weekday()]
        if name in calendar.week and name not in met:
            first = dt.datetime.combine(day, opens, zone)
            if SCHEDULE.next(first) < dt.datetime.combine(day, closes, zone).astimezone(dt.UTC):
                met.add(name)
    return tuple(day for day in calendar.week if day not in met)
