"""Follow-through for one post-mortem: what a sweep would do there now, as a plan.

Deciding again once the plan is carried out gives an empty one: labels are there, and what was told is journaled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from heapq import heapify, heappop, heappush

from pmflow.escalation.ladder import Fired, Reached, coming, days_of, fires, labels_of, orphan_of, stale_on
from pmflow.escalation.news import news
from pmflow.escalation.people import hours_of, is_orphan, recipient_of
from pmflow.escalation.promises import Promise, Standing, promises_of, tracked
from pmflow.escalation.words import line_of, next_of, task_of
from pmflow.plan import AddLabel, Effect, Notify, Plan, Refusal, RemoveLabel
from pmflow.policy import Policy
from pmflow.policy.parts import Rung

A_DAY_ELSEWHERE = dt.timedelta(days=2)
"""How far two places' days can be apart, at the most."""
THE_END = dt.date(dt.MAXYEAR - 2, 12, 31)
"""Nothing is foretold beyond: the calendar ends, and with it the working days after a date."""

FAR_AWAY = (
    "{id} “{title}” was promised for {first} and is due on {due} now; an answer may move it to {last} at the latest"
)
UNDATED = "{id} “{title}” has no due date, so nobody is reminded of it; set one: pmflow action due {ref} {id} DATE"


def follow(standing: Standing, policy: Policy, *, now: dt.datetime) -> Plan:
    """Labels as they should be, and what is to be said to whom. `now` is aware.

    What may only be said later, because somebody does not work now, is in the plan with that time (`Notify.at`).
    """
    today = policy.working_calendar.day_of(now)
    promises = list(promises_of(standing, policy))
    effects: list[Effect] = list(_labels(standing, promises, policy, today))
    for promise in promises:
        effects.extend(notices(promise, policy, now=now, told=standing.record.told))
    effects.extend(news(standing, policy, now=now))
    return Plan(
        standing.ref,
        tuple(effects),
        advice=(*_undated(standing), *_moved_far(standing, policy)),
        before=standing.state,
        after=standing.state,
    )


def notices(promise: Promise, policy: Policy, *, now: dt.datetime, told: Collection[Fired]) -> Iterator[Notify]:
    """What a promise has to say that was not told yet, as it is said at `now` or as soon as they work."""
    here = policy.working_calendar.day_of(now)

    def today(rung: Rung) -> dt.date:
        return hours_of(recipient_of(rung.to, promise, policy, today=here), policy).day_of(now)

    orphan = orphan_of(promise, told)
    left_alone = promise.snoozed is not None and here < promise.snoozed
    if orphan and not left_alone and is_orphan(promise, policy, today=here):
        yield _notice(promise, orphan, policy, now=now, told=told)
    if _near(promise, policy, here):
        for reached in fires(promise, policy, today=today, told=told):
            yield _notice(promise, reached, policy, now=now, told=told)


def forecast(
    promise: Promise, policy: Policy, *, now: dt.datetime, until: dt.date, told: Collection[Fired]
) -> Iterator[Notify]:
    """What will be said of a promise up to and with a day if nothing is done about it, in order.

    No second reckoning: the sweeps are gone through that will find something, each with what was told until then. What
    nobody will be there for is not in it.
    """
    said = set(told)
    ahead = [now, *_turns(promise, policy, now=now, until=min(until, THE_END))]
    heapify(ahead)
    seen: set[dt.datetime] = set()
    while ahead:
        at = heappop(ahead)
        if at in seen:
            continue
        seen.add(at)
        for notice in notices(promise, policy, now=at, told=said):
            if notice.at == at:
                said.add((promise.id, notice.due or promise.due, notice.rung or ""))
                yield notice
            elif notice.at is not None and policy.working_calendar.day_of(notice.at) <= until:
                heappush(ahead, notice.at)


def _turns(promise: Promise, policy: Policy, *, now: dt.datetime, until: dt.date) -> Iterator[dt.datetime]:
    """When something may begin to be due: days on which a rung is reached, a silence is long enough, a snooze ends, or
    somebody else is asked; each where the team is, and where those are who are asked."""
    calendar = policy.working_calendar
    rungs = {on for on, _ in days_of(policy.ladder, calendar, promise.due)}
    silences = (stale_on(promise, policy, [day]) for day in (promise.quiet_since, *rungs) if day is not None)
    left = (person.left for person in policy.people)
    days = rungs | {day for day in (promise.snoozed, *silences, *left) if day is not None}
    for day in days:
        if not now.date() - A_DAY_ELSEWHERE <= day <= until:
            continue
        for to in {"owner", *(rung.to for rung in policy.ladder)}:
            zone = hours_of(recipient_of(to, promise, policy, today=day), policy).zone
            for where in (zone, calendar.zone):
                if (begins := dt.datetime.combine(day, dt.time(), where).astimezone(dt.UTC)) > now:
                    yield begins


def _notice(promise: Promise, reached: Reached, policy: Policy, *, now: dt.datetime, told: Collection[Fired]) -> Notify:
    """One rung of one promise, as it is said at `now` or as soon as they work."""
    to = recipient_of(reached.rung.to, promise, policy, today=policy.working_calendar.day_of(now))
    hours = hours_of(to, policy)
    day = hours.day_of(now)
    then = coming(promise, policy, after=max(day, reached.on), told={*told, reached.fired})
    return Notify(
        key="told:" + ":".join(map(str, reached.fired)),
        to=(to.key,),
        text=line_of(promise, reached, to, policy, today=day),
        rung=reached.rung.name,
        id=promise.id,
        due=reached.fired[1],
        at=hours.next_working(now),
        person=not to.target,
        task=task_of(reached, promise, today=day),
        after=next_of(promise, then, policy),
    )


def _near(promise: Promise, policy: Policy, here: dt.date) -> bool:
    """Whether anything can be reached at all: most items are far from their date, and cost no more than this."""
    if promise.quiet_since is not None:
        return True
    days = days_of(policy.ladder, policy.working_calendar, promise.due)
    return bool(days) and days[0][0] <= here + A_DAY_ELSEWHERE


def _labels(standing: Standing, promises: Iterable[Promise], policy: Policy, today: dt.date) -> Iterator[Effect]:
    """On items of the tracker's own, each its own: a write for each rung. On the post-mortem what its other promises show."""
    names = policy.tracker.labels
    wanted: dict[str | None, set[str]] = {None: set()}
    for promise in promises:
        labels = {getattr(names, label) for label in labels_of(promise, policy, today=today)}
        if promise.is_item and not standing.items_in_document:
            wanted[promise.id] = labels
        else:
            wanted[None] |= labels
    own = (names.overdue, names.escalated)
    for id in (None, *([] if standing.items_in_document else _known(standing))):
        there = standing.labels if id is None else standing.item_labels.get(id, ())
        should = wanted.get(id, set())
        for label in own:
            if label in should and label not in there:
                yield AddLabel(label, id)
            elif label in there and label not in should:
                yield RemoveLabel(label, id)


def _known(standing: Standing) -> list[str]:
    return [item.id for item in standing.items if item.id]


def _moved_far(standing: Standing, policy: Policy) -> Iterator[Refusal]:
    """Dates that were moved by hand beyond what an answer may: nobody is refused, but nobody should be surprised."""
    told = []
    for item in tracked(standing):
        first = standing.record.first_due.get(item.id or "")
        if first is None or item.due is None:
            continue
        last = policy.working_calendar.add_workdays(first, policy.answers.move_days)
        if item.due > last:
            told.append(FAR_AWAY.format(id=item.id, title=item.title, due=item.due, first=first, last=last))
    if told:
        yield Refusal("due_movable", tuple(told))


def _undated(standing: Standing) -> Iterator[Refusal]:
    told = tuple(
        UNDATED.format(id=item.id, title=item.title, ref=standing.ref) for item in tracked(standing) if item.due is None
    )
    if told:
        yield Refusal("actions_dated", told)
