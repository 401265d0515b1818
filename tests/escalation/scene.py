"""A tracker full of promises, for the laws of follow-through: made from a policy and a few dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pmflow.adapters.memory import Memory
from pmflow.journal import Entry, ItemValues
from pmflow.model import ActionItem, ActionStatus, Incident, Severity, State
from pmflow.plan import CreateActionItem, WriteJournal

BEGAN = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
"""A Monday, on which everything was tracked."""
TEXT = "---\ntitle: {title}\nincident: {ref}\nseverity: P1\n---\n\n# {title}\n"


def incident(ref: str, *, resolved: dt.datetime = BEGAN, severity: Severity = Severity.P1) -> Incident:
    """One that is over."""
    started = resolved - dt.timedelta(hours=2)
    return Incident(
        ref=ref, title=f"Incident {ref}", severity=severity.value, severity_normal=severity,
        started_at=started, resolved_at=resolved,
    )  # fmt: skip


def item(number: int, due: dt.date | None, owner: str | None = "Sarah", **more: object) -> ActionItem:
    """A promise."""
    status = more.pop("status", ActionStatus.PLANNED)
    return ActionItem.model_validate(
        {"id": f"AI-{number}", "title": f"Promise {number}", "owner": owner, "due": due, "status": status, **more}
    )


def tracked(tracker: Memory, ref: str, items: Iterable[ActionItem], *, at: dt.datetime = BEGAN) -> str:
    """A post-mortem that was shared, with these action items. Answers its ref."""
    there = incident(ref, resolved=at)
    tracker.add_incident(there)
    made = tracker.create(there, TEXT.format(title=there.title, ref=ref))
    values = {}
    for each in items:
        tracker.apply(made, CreateActionItem(each))
        values[str(each.id)] = ItemValues(
            title=each.title, owner=each.owner, due=each.due, status=each.status or ActionStatus.PLANNED
        )
    entry = Entry(
        key=f"tracked:{ref}",
        at=at,
        by="noor",
        what="share",
        source=State.ACTIONS_TRACKED,
        to=State.SHARED,
        items=values,
    )
    tracker.apply(made, WriteJournal(entry))
    tracker.set_state(made, State.SHARED)
    return made
