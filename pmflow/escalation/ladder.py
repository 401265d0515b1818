"""The ladder: which rungs have been reached, which of them fires now, and which comes next.

The table itself is data, `LADDER` in `pmflow/policy/parts.py` or a team's own in `pmflow.yml`. The rules:

1. A rung is reached on its business day around the due date, by the team's calendar and in the zone of whom it speaks to,
   and stays reached.
2. Of the rungs that are reached only the highest speaks: whoever was not asked for two weeks is not asked six times.
3. A rung fires once for an item and a due date. No lower one fires after it. Another due date arms all of them again.
4. Labels do not wait for anybody: they show which rungs are reached, whether anybody was told or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pmflow.escalation.promises import Promise
from pmflow.policy import Policy
from pmflow.policy.parts import Rung
from pmflow.policy.working import WorkingCalendar

STALE = Rung(name="stale", day=0, to="owner")
"""No rung of the ladder: the question after an item that is in progress, and of which nobody was heard."""

ORPHAN = Rung(name="orphan", day=0, to="owner")
"""No rung of the ladder either: an action item whose owner is not there is said at once, once for each such owner."""

Fired = tuple[str, dt.date, str]
"""Item, date, rung: what is remembered of one that fired. The date is the due date; of a stale item, the day of the last
that was heard, so that it is asked after once for each silence."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung that speaks, or will."""

    rung: Rung
    on: dt.date
    """The business day on which it is reached."""
    fired: Fired


@lru_cache(maxsize=4096)
def days_of(ladder: tuple[Rung, ...], calendar: WorkingCalendar, due: dt.date) -> tuple[tuple[dt.date, Rung], ...]:
    """When each rung is reached for a due date, in the order in which they are.

    What is due on a day off is due, for day 0, on the last working day before: the day after it would be too late to say so.
    """
    last = due if calendar.is_workday(due) else calendar.add_workdays(due, -1)
    reached = [(calendar.add_workdays(due, rung.day) if rung.day else last, rung) for rung in ladder]
    return tuple(sorted(reached, key=lambda each: (each[1].day, each[0])))


def fires(
    promise: Promise, policy: Policy, *, today: Callable[[Rung], dt.date], told: Collection[Fired]
) -> tuple[Reached, ...]:
    """What speaks today of what was not told yet: usually one rung or none; several only where they share a day.

    `today` answers with the local day of whoever a rung speaks to: a due date has no zone, and is everybody's own day.
    """
    if promise.snoozed is not None and today(STALE) < promise.snoozed:
        return ()
    days = days_of(policy.ladder, policy.working_calendar, promise.due)
    reached = [(on, rung) for on, rung in days if on <= today(rung)]
    highest = max((rung.day for _, rung in reached), default=None)
    if highest is None:
        return _stale(promise, policy, (), today(STALE), told)
    if any((promise.id, promise.due, rung.name) in told for _, rung in days if rung.day > highest):
        return ()  # the clock was put back, or the ladder changed: no lower rung after a higher one
    found = tuple(
        Reached(rung, on, (promise.id, promise.due, rung.name))
        for on, rung in reached
        if rung.day == highest and (promise.id, promise.due, rung.name) not in told
    )
    # Not one now and the other an hour later: deciding again at the same time must be empty.
    return found + _stale(promise, policy, reached, today(STALE), told)


def _stale(
    promise: Promise, policy: Policy, reached: Iterable[tuple[dt.date, Rung]], today: dt.date, told: Collection[Fired]
) -> tuple[Reached, ...]:
    """The question after a silence, once for each and only before the due date: from then on the ladder asks."""
    on = stale_on(promise, policy, (day for day, _ in reached))
    if on is None or promise.quiet_since is None or not on <= today < promise.due:
        return ()
    fired = (promise.id, promise.quiet_since, STALE.name)
    return () if fired in told else (Reached(STALE, on, fired),)


def stale_on(promise: Promise, policy: Policy, reached: Iterable[dt.date]) -> dt.date | None:
    """When a silence is long enough. It is broken by whoever does something, and by each rung that is reached: who was
    asked this morning is not asked again at noon."""
    if promise.quiet_since is None:
        return None
    begun = max([promise.quiet_since, *reached])
    return policy.working_calendar.add_workdays(begun, policy.deadlines.stale_days)


def coming(promise: Promise, policy: Policy, *, after: dt.date, told: Collection[Fired]) -> tuple[Reached, ...]:
    """The rungs that will speak after a day if nothing happens, the next first. Snoozing puts them off."""
    found: list[Reached] = []
    days = days_of(policy.ladder, policy.working_calendar, promise.due)
    highest = max((rung.day for _, rung in days if (promise.id, promise.due, rung.name) in told), default=None)
    for on, rung in days:
        fired = (promise.id, promise.due, rung.name)
        if on > after and fired not in told and (highest is None or rung.day >= highest):
            found.append(Reached(rung, max(on, promise.snoozed or on), fired))
    stale = stale_on(promise, policy, (on for on, _ in days if on <= after))
    fired = (promise.id, promise.quiet_since or promise.due, STALE.name)
    asked = fired in told or any(after < on <= (stale or on) for on, _ in days)
    if stale and promise.quiet_since and not asked and after < stale < promise.due:
        found.append(Reached(STALE, max(stale, promise.snoozed or stale), fired))
    return tuple(sorted(found, key=lambda each: (each.on, each.rung.day)))


def orphan_of(promise: Promise, told: Collection[Fired]) -> Reached | None:
    """What is said at once of an action item whose owner is not there; None where it was said."""
    name = f"{ORPHAN.name}: {promise.owner}" if promise.owner else ORPHAN.name
    fired = (promise.id, promise.due, name)
    if fired in told:
        return None
    return Reached(ORPHAN.model_copy(update={"name": name}), promise.due, fired)


Label = Literal["overdue", "escalated"]


def labels_of(promise: Promise, policy: Policy, *, today: dt.date) -> frozenset[Label]:
    """The labels of the rungs that are reached."""
    days = days_of(policy.ladder, policy.working_calendar, promise.due)
    return frozenset(rung.label for on, rung in days if on <= today and rung.label)
