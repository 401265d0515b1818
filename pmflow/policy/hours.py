"""When one person works: local hours of a zone, on the team's working days, less absences. The one place that says so;
follow-through asks it when to speak to somebody, the meeting when somebody can come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from pmflow.policy.parts import Away, Person
from pmflow.policy.working import WorkingCalendar

FAR = 400
"""Days within which somebody comes back to work. Who is away for longer is not waited for."""


@dataclass(frozen=True)
class Hours:
    """Somebody's working hours, in their own zone."""

    zone: ZoneInfo
    opens: dt.time
    closes: dt.time
    calendar: WorkingCalendar
    away: tuple[Away, ...] = ()

    def day_of(self, at: dt.datetime) -> dt.date:
        """Their local day at an instant (aware)."""
        return at.astimezone(self.zone).date()

    def is_working(self, at: dt.datetime) -> bool:
        """Whether they work at an instant (aware)."""
        local = at.astimezone(self.zone)
        return self._works_on(local.date()) and self.opens <= local.time().replace(tzinfo=None) < self.closes

    def next_working(self, at: dt.datetime) -> dt.datetime | None:
        """`at` (aware) itself where they work then, else when they begin next, in UTC; None where that is not in sight."""
        if self.is_working(at):
            return at
        day = at.astimezone(self.zone).date()
        for ahead in range(min(FAR, (dt.date.max - day).days)):
            here = day + dt.timedelta(days=ahead)
            if not self._works_on(here):
                continue
            begins = dt.datetime.combine(here, self.opens, self.zone).astimezone(dt.UTC)
            # Hours that a change of the clocks leaves out begin later than they are written.
            if begins >= at and self.is_working(begins):
                return begins
        return None

    def _works_on(self, day: dt.date) -> bool:
        return self.calendar.is_workday(day) and not any(each.first <= day <= each.last for each in self.away)


@lru_cache(maxsize=4096)
def hours_for(person: Person | None, calendar: WorkingCalendar) -> Hours:
    """A person's own hours where policy has some, else the team's; None: somebody of whom nothing is known."""
    if person is None:
        return Hours(calendar.zone, calendar.opens, calendar.closes, calendar)
    opens, closes = calendar.opens, calendar.closes
    if person.hours:
        opens, closes = (dt.time.fromisoformat(time) for time in person.hours.split("-"))
    zone = ZoneInfo(person.timezone) if person.timezone else calendar.zone
    return Hours(zone, opens, closes, calendar, person.away)
