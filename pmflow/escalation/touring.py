"""What somebody sees who looks around for the first time: what is here, what is missing, what is late, what comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from pmflow.escalation.digest import About
from pmflow.escalation.following import forecast
from pmflow.escalation.promises import Promise, Standing, promises_of, tracked, unopened
from pmflow.journal import Record
from pmflow.model import Incident, State
from pmflow.plan import Notify
from pmflow.policy import Policy


@dataclass(frozen=True, slots=True)
class Open:
    """A promise that is open, and how late."""

    about: About
    promise: Promise
    days: int
    """Calendar days since its due date; negative: until then."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action item that is open and has no date, and since when."""

    about: About
    id: str
    title: str
    owner: str | None
    days: int
    """Calendar days since somebody opened it."""


@dataclass(frozen=True, slots=True)
class Tour:
    """All of it."""

    postmortems: dict[State, int] = field(default_factory=dict)
    incidents: int = 0
    missing: tuple[Incident, ...] = ()
    """Incidents without a post-mortem that the policy asks for."""
    without: int = 0
    """Incidents without a post-mortem at all."""
    unwritten: tuple[Incident, ...] = ()
    """Those of them that are over and that the policy does not ask for, the newest first."""
    open: tuple[Open, ...] = ()
    """Action items that are open and have a date, the latest first."""
    undated: int = 0
    """Open ones without a date."""
    unowned: int = 0
    """Open ones without an owner."""
    waiting: tuple[Waiting, ...] = ()
    """Open ones without a date where it is known since when, the oldest first."""
    oldest: int | None = None
    """Days since the oldest open one was opened, where that is known."""
    deadlines: tuple[Open, ...] = ()
    """Deadlines of post-mortems themselves that have passed."""
    coming: tuple[tuple[About, Notify], ...] = ()
    """What would be said up to `until`, and when (`Notify.at`), in order."""
    until: dt.date = dt.date.max
    troubles: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    """How it was looked at, where that needs saying."""

    @property
    def overdue(self) -> int:
        """How many of the open action items are late."""
        return sum(each.days > 0 for each in self.open)


def tour(
    standings: Iterable[Standing | tuple[str, str]],
    incidents: Iterable[Incident],
    policy: Policy,
    *,
    now: dt.datetime,
    since: Mapping[tuple[str, str], dt.date] | None = None,
) -> Tour:
    """Look at everything; of what cannot be read there is a ref and the reason. `now` is aware; `since`: when items were
    opened, by the standing's ref and their id, where that is known.

    What comes is told to the end of the next week: on a Monday this week's is over soon, and the next is what one plans.
    """
    calendar = policy.working_calendar
    today = calendar.day_of(now)
    until = today + dt.timedelta(days=13 - today.weekday())
    states: dict[State, int] = {}
    found: list[Open] = []
    late: list[Open] = []
    coming: list[tuple[About, Notify]] = []
    troubles: list[tuple[str, str]] = []
    undated = unowned = 0
    opened = {key: (today - day).days for key, day in (since or {}).items()}
    waiting: list[Waiting] = []
    for standing in standings:
        if not isinstance(standing, Standing):
            troubles.append(standing)
            continue
        if standing.of_postmortem:
            states[standing.state] = states.get(standing.state, 0) + 1
        if standing.state is State.CLOSED:
            continue
        standing = as_promised(standing)
        about = About(standing.ref, standing.title, standing.place, standing.severity)
        for item in tracked(standing):
            undated += item.due is None
            unowned += item.owner is None
            if item.due is None and (days := opened.get((standing.ref, item.id or ""))) is not None:
                waiting.append(Waiting(about, item.id or "", item.title, item.owner, days))
        for promise in promises_of(standing, policy):
            days = (today - promise.due).days
            if promise.is_item:
                found.append(Open(about, promise, days))
            elif days > 0:
                late.append(Open(about, promise, days))
            coming += _coming(about, promise, standing.record, policy, now, until)
    seen, missing, without = 0, [], 0
    unwritten: list[Incident] = []
    for incident in incidents:
        seen += 1
        without += incident.postmortem is None
        if (promised := unopened(incident, policy)) is not None:
            missing.append(incident)
            severity = policy.normal_severity(incident.severity) or incident.severity_normal
            about = About(incident.ref, incident.title, "", severity)
            coming += _coming(about, promised, Record(), policy, now, until)
        elif incident.postmortem is None and incident.resolved_at is not None and not incident.trouble:
            unwritten.append(incident)
    return Tour(
        states, seen, tuple(missing), without,
        tuple(sorted(unwritten, key=lambda each: each.resolved_at or now, reverse=True)),
        tuple(sorted(found, key=lambda each: -each.days)), undated, unowned,
        tuple(sorted(waiting, key=lambda each: -each.days)), max(opened.values(), default=None),
        tuple(sorted(late, key=lambda each: -each.days)),
        tuple(sorted(coming, key=lambda each: (each[1].at or now, each[1].to))), until, tuple(troubles),
    )  # fmt: skip


def _coming(
    about: About, promise: Promise, record: Record, policy: Policy, now: dt.datetime, until: dt.date
) -> Iterator[tuple[About, Notify]]:
    for notice in forecast(promise, policy, now=now, until=until, told=record.told):
        yield about, notice


def as_promised(standing: Standing) -> Standing:
    """A post-mortem of which nothing is journaled, as if its action items were tracked: somebody promised them."""
    if standing.record.items or standing.journal or not standing.items_in_document:
        return standing
    taken = {item.id for item in standing.items}
    free = (id for n in count(1) if (id := f"AI-{n}") not in taken)
    items = tuple(item if item.id else item.model_copy(update={"id": next(free)}) for item in standing.items)
    return replace(standing, items=items, items_in_document=False)
