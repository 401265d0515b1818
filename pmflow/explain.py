"""What `explain` tells: one post-mortem's state, guards and history as values. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmflow.decide import severity_of
from pmflow.deciding.judging import Judged
from pmflow.journal import Entry, replay
from pmflow.model import ActionItem, Severity, State
from pmflow.policy import Policy
from pmflow.states.table import Transition, next_step
from pmflow.tracker import Snapshot


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something with a date: what, by when, and whether that has passed."""

    what: str
    day: dt.date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    ref: str
    title: str | None
    state: State
    severity: Severity | None
    next_step: str | None
    ways: tuple[tuple[Transition, tuple[Judged, ...]], ...]
    """Each row that leads away from here, with its guards as they stand."""
    history: tuple[Entry, ...]
    upcoming: tuple[Upcoming, ...]
    items: tuple[ActionItem, ...]
    troubles: tuple[str, ...]


def explain(
    snapshot: Snapshot, policy: Policy, guards: list[tuple[Transition, list[Judged]]], *, now: dt.datetime
) -> Explanation:
    """Put together what is known. `now` is aware UTC and decides what is overdue."""
    record = replay(snapshot.loaded.journal)
    state = record.state or (snapshot.loaded.states[0] if snapshot.loaded.states else State.DRAFT)
    return Explanation(
        ref=snapshot.ref,
        title=snapshot.document.postmortem.title,
        state=state,
        severity=severity_of(snapshot, policy),
        next_step=next_step(state),
        ways=tuple((row, tuple(looked)) for row, looked in guards),
        history=snapshot.loaded.journal,
        upcoming=tuple(_upcoming(snapshot, policy, state, now)),
        items=snapshot.document.postmortem.action_items,
        troubles=snapshot.loaded.troubles,
    )


def _upcoming(snapshot: Snapshot, policy: Policy, state: State, now: dt.datetime) -> list[Upcoming]:
    postmortem, record = snapshot.document.postmortem, replay(snapshot.loaded.journal)
    today = now.date()
    found: list[Upcoming] = []
    if state is State.DRAFT and record.meeting is None and postmortem.review.held is None and postmortem.resolved_at:
        window = policy.review_window(postmortem.resolved_at)
        found.append(Upcoming("hold the review meeting", window.end.date(), now > window.end))
    reviewed = max((e.at for e in snapshot.loaded.journal if e.to is State.REVIEWED), default=None)
    if state in (State.REVIEWED, State.ACTIONS_TRACKED) and reviewed:
        day = reviewed.date() + dt.timedelta(days=policy.deadlines.share_days)
        found.append(Upcoming("share it", day, today > day))
    for item in postmortem.action_items:
        if item.due and (item.status is None or item.status.is_open):
            name = f"{item.id}: " if item.id else ""
            found.append(Upcoming(f"{name}{item.title}" + (f" ({item.owner})" if item.owner else ""), item.due, today > item.due))
    return sorted(found, key=lambda upcoming: upcoming.day)
