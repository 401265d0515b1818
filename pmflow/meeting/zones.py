"""A time zone as calendars want it: when its clocks change, and by which rule. Pure.

icalendar can list every change since 1970, but says those of spring in the wrong clock (the new one instead of the old);
and what every calendar reads is two short rules. So they are worked out here, from the zone itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clocks."""

    at: dt.datetime
    """On the clock that ends here, naive."""
    before: dt.timedelta
    after: dt.timedelta
    """Offsets from UTC."""
    name: str
    """What the time is called from then on."""
    rule: tuple[int, str] | None = None
    """Month and day (`-1SU`, `2SU`) where it comes again every year on those; None where it does not."""

    @property
    def summer(self) -> bool:
        """Whether clocks go forward."""
        return self.after > self.before


def changes_around(zone: ZoneInfo, start: dt.datetime) -> tuple[Change, ...]:
    """The last changes before `start` (aware), of each kind, oldest first; for a zone without any, its one offset.

    What comes after the event does not matter to it, but a rule says it where there is one.
    """
    start = start.astimezone(dt.UTC)
    past = [each for year in (start.year - 1, start.year) for each in _changes(zone, year) if _instant(each) <= start]
    last = {change.summer: change for change in past}
    found = sorted(last.values(), key=lambda change: change.at)
    if not found:
        local = start.astimezone(zone)
        offset = local.utcoffset() or dt.timedelta()
        return (Change(dt.datetime.fromisoformat("1970-01-01"), offset, offset, local.tzname() or "UTC"),)
    return tuple(Change(c.at, c.before, c.after, c.name, _rule(zone, c)) for c in found)


def _instant(change: Change) -> dt.datetime:
    return (change.at - change.before).replace(tzinfo=dt.UTC)


def _changes(zone: ZoneInfo, year: int) -> list[Change]:
    """Every change of offset in a year (UTC)."""
    found = []
    day = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    while day.year == year:
        after = day + dt.timedelta(days=1)
        if _offset(zone, day) != _offset(zone, after):
            at = _turn(zone, day, after)
            before = _offset(zone, day)
            name = at.astimezone(zone).tzname() or ""
            found.append(Change((at + before).replace(tzinfo=None), before, _offset(zone, after), name))
        day = after
    return found


def _offset(zone: ZoneInfo, at: dt.datetime) -> dt.timedelta:
    return at.astimezone(zone).utcoffset() or dt.timedelta()


def _turn(zone: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """The first minute of the new offset."""
    old = _offset(zone, low)
    while high - low > dt.timedelta(minutes=1):
        middle = low + (high - low) // dt.timedelta(minutes=2) * dt.timedelta(minutes=1)
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    return high


def _rule(zone: ZoneInfo, change: Change) -> tuple[int, str] | None:
    """The rule that this change and those of the same kind in the next four years keep; None where there is none."""
    same = [change]
    for year in range(change.at.year + 1, change.at.year + 5):
        same += [c for c in _changes(zone, year) if c.summer == change.summer]
    kept = {(c.at.month, c.at.weekday(), c.at.time(), c.before, c.after) for c in same}
    if len(same) != 5 or len(kept) != 1:
        return None
    day = DAYS[change.at.weekday()]
    if all((c.at + dt.timedelta(days=7)).month != c.at.month for c in same):
        return change.at.month, f"-1{day}"
    weeks = {(c.at.day - 1) // 7 + 1 for c in same}
    return (change.at.month, f"{weeks.pop()}{day}") if len(weeks) == 1 else None
