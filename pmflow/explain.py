"""What `explain` tells: one post-mortem's state, the guards of its next step, its history and what comes. Pure."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from pmflow.decide import guards_now
from pmflow.deciding.draft import Draft
from pmflow.escalation.following import forecast
from pmflow.escalation.promises import DEADLINES, MEETING, REVIEWED, SHARED, deadlines, promises_of
from pmflow.escalation.standing import standing_in
from pmflow.journal import CONFIRMED, NOT_TOLD, RETRACTED, Answer, Entry, ItemValues, Told, verify
from pmflow.meeting.attendance import attendance
from pmflow.model import Level, State, Step
from pmflow.policy import Policy
from pmflow.states.table import next_step, steps_from
from pmflow.tracker import Snapshot

FAR = dt.date.max
ASKED = 2
"""How many of the rungs ahead are told for each promise."""
PAST = {
    "PostmortemOpened": "opened",
    "PostmortemCaughtUp": "added what the incident knew",
    RETRACTED: "said that it was no incident",
    CONFIRMED: "said that it is an incident after all",
    "PostmortemApproved": "approved",
    "PostmortemRead": "read it",
    "RedactionApproved": "accepted for publication",
    "ReviewMeetingHeld": "recorded the review meeting",
    "ReviewMeetingPlanned": "planned the review meeting",
    "StateSet": "set the state by hand",
    "StateReverted": "set a state by hand; it was taken back",
    "JournalRebuilt": "rebuilt the journal",
    "JournalAccepted": "vouched for the journal as it was",
    "ActionItemsMerged": "action items moved on",
    "ActionItemDone": "said that {id} is done",
    "ActionItemVerified": "verified {id}",
    "ActionItemDated": "set {id} due {due}",
    "ActionItemSnoozed": "snoozed {id} until {until}",
    "ActionItemAssigned": "gave {id} to {owner}",
    "ActionItemSettled": "settled {id}: it will not be done",
}
"""What happened, after the name of who did it."""


@dataclass(frozen=True, slots=True)
class GuardNow:
    """One guard of the next step, as it is at this moment."""

    name: str
    level: Level
    """Error holds the step back, warning advises; a guard that policy has switched off is not listed."""
    holds: bool
    reasons: tuple[str, ...] = ()
    """What to do, where it does not hold."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the past: a journal entry, or something that somebody was told."""

    at: dt.datetime
    by: str
    what: str
    """`review: draft → reviewed`, `told Jane: AI-2 is due on Friday`."""
    reason: str | None = None
    """What was said for it, as `what` has it in brackets."""
    overrides: tuple[str, ...] = ()
    """Guards that were passed over."""
    source: State | None = None
    to: State | None = None
    """From which state to which it moved; None where it moved none."""


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to come; `on` is None where no date is known."""

    what: str
    on: dt.date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that `explain` says."""

    ref: str
    state: State
    title: str | None = None
    step: Step | None = None
    """The step that leads on; None where there is none."""
    guards: tuple[GuardNow, ...] = ()
    history: tuple[Happened, ...] = ()
    told: tuple[Happened, ...] = ()
    """Who was told what and when."""
    next: tuple[Next, ...] = ()
    troubles: tuple[str, ...] = ()
    """What could not be read, or where tracker and journal differ."""
    others: tuple[Step, ...] = ()
    """The other steps that the table allows from here, and the policy at all."""
    waived: bool = False
    """Closed without a post-mortem."""
    waived_by: Entry | None = None
    """What it was closed by, where it was waived."""
    due: Next | None = None
    """By when its next step is to be taken, where that is promised."""
    running: bool = False
    """It is a draft, and its incident goes on as far as anybody said."""


def explain(snapshot: Snapshot, policy: Policy, *, now: dt.datetime, audience: str | None = None) -> Explanation:
    """Put together what is known. `now` is aware UTC and decides what is overdue; `audience` is for whom the step `share` would
    be asked for."""
    draft = Draft.of(snapshot, policy, now=now)
    record = draft.record  # of what the journal says as far as it is believed
    shown = snapshot.loaded.states
    state = draft.state
    step = next_step(state)
    unread = snapshot.loaded.incident_unread
    troubles = [*snapshot.loaded.troubles, *verify(snapshot.loaded.journal), *([unread] if unread else [])]
    if refusal := draft.not_whole():
        troubles.append(refusal.message)
    elif shown and shown != (state,):
        names = " and ".join(shown)
        troubles.append(
            f"the tracker shows {names}, the journal says {state}; `pmflow sync {shlex.quote(snapshot.ref)}` judges it"
        )
    if changed := draft.unapproved():
        troubles.append(changed.message)
    return Explanation(
        ref=snapshot.ref,
        state=state,
        title=snapshot.document.postmortem.title,
        step=step,
        guards=tuple(_guards(snapshot, policy, step, now, audience)) if step else (),
        others=tuple(
            row.step
            for row in steps_from(state, waived=record.waived)
            if row.step is not step and not (row.step is Step.WAIVE and _must_be_written(snapshot, policy, now))
        ),
        waived=record.waived,
        waived_by=record.moved_by if record.waived else None,
        running=_goes_on(draft),
        history=tuple(_past(snapshot, policy)),
        told=tuple(_told(snapshot)),
        next=tuple(_upcoming(draft, policy, now)),
        due=_due(draft, policy, now),
        troubles=tuple(troubles),
    )


def _must_be_written(snapshot: Snapshot, policy: Policy, now: dt.datetime) -> bool:
    _, looked = guards_now(snapshot, policy, now=now, step=Step.WAIVE)
    return any(guard.guard == "postmortem_optional" and guard.reasons for guard in looked)


def _guards(snapshot: Snapshot, policy: Policy, step: Step, now: dt.datetime, audience: str | None) -> list[GuardNow]:
    _, looked = guards_now(snapshot, policy, now=now, step=step, audience=audience)
    return [
        GuardNow(guard.guard, Level(guard.level), not guard.reasons, guard.reasons)
        for guard in looked
        if guard.level != "off"
    ]


def _past(snapshot: Snapshot, policy: Policy) -> list[Happened]:
    past = []
    before: Mapping[str, ItemValues] = {}
    for entry in snapshot.loaded.journal:
        if entry.told is not None:
            continue  # it has a part of its own
        what = PAST.get(entry.what, entry.what)
        if entry.answer:
            what = _answered(what, entry.answer, before, entry.items or before)
        if entry.source and entry.to:
            words = what if entry.what in (RETRACTED, CONFIRMED) else entry.what
            what = f"{words}: {entry.source} → {entry.to}"
        if entry.overrides:
            what += f", passing over {', '.join(entry.overrides)}"
        what += agreed(entry, policy)
        if entry.planned:
            what += f" for {entry.planned.at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
        if entry.meeting and entry.meeting.invited and entry.meeting.came:
            what += f": {attendance(entry.meeting, policy).words}"
        if entry.rebuilt:
            what += ", made up again after a loss"
        if entry.items is not None and entry.what == "ActionItemsMerged":
            what += _moved(before, entry.items)
        if entry.items is not None:
            before = entry.items
        if entry.reason and entry.what not in ("PostmortemOpened", "StateReverted"):
            what += f" ({entry.reason})"
        # For an opening, it is the incident.
        reason = entry.reason if entry.what != "PostmortemOpened" else None
        past.append(Happened(entry.at, entry.by, what, reason, entry.overrides, entry.source, entry.to))
    return past


def agreed(entry: Entry, policy: Policy) -> str:
    """Who agreed to a waiver; of whom that is only said, by whom. Empty for any other entry."""
    if not entry.waived_by or policy.same_person(entry.by, entry.waived_by):
        return ""
    claimed = entry.asked is not None
    return f"; {entry.by} says that {entry.waived_by} agreed" if claimed else f", agreed by {entry.waived_by}"


def _answered(words: str, answer: Answer, before: Mapping[str, ItemValues], after: Mapping[str, ItemValues]) -> str:
    """`said that AI-1 is done, evidence: https://…`, `set AI-2 due 2025-06-20, was 2025-06-10`."""
    was, now = before.get(answer.id), after.get(answer.id)
    told = words.format(id=answer.id, until=answer.until, due=now and now.due, owner=now and now.owner)
    if was is None or now is None or now == was:
        return told
    if now.evidence != was.evidence and now.evidence:
        fresh = [link for link in now.evidence.split() if link not in (was.evidence or "").split()]
        told += f", evidence: {' '.join(fresh)}"
    for name in ("due", "owner"):
        if getattr(was, name) is not None and getattr(was, name) != getattr(now, name):
            told += f", was {getattr(was, name)}"
    return told


def _moved(before: Mapping[str, ItemValues], after: Mapping[str, ItemValues]) -> str:
    """`: AI-2 status done, AI-3 due 2026-11-20`; a new item by its id alone."""
    told = []
    for id, values in after.items():
        was = before.get(id)
        names = () if was is None else ("status", "owner", "due", "priority", "title")
        changes = [f"{name} {getattr(values, name)}" for name in names if getattr(values, name) != getattr(was, name)]
        if was is None or changes:
            told.append(" ".join([id, *changes]))
    return f": {', '.join(told)}" if told else ""


def _upcoming(draft: Draft, policy: Policy, now: dt.datetime) -> list[Next]:
    """What is promised for which day, and under each promise who will be asked, and when, if nothing is done."""
    standing = standing_in(draft)
    today = policy.working_calendar.day_of(now)
    found: list[Next] = []
    for promise in promises_of(standing, policy):
        words = f"{promise.id}: {promise.title}" if promise.is_item else promise.title
        if promise.id == MEETING and standing.planned:
            words += f", planned for {standing.planned.astimezone(policy.working_calendar.zone):%H:%M %Z}"
        owner = f" ({promise.owner})" if promise.owner else ""
        lines = [Next(f"{words}{owner}", promise.due, overdue=today > promise.due)]
        if promise.snoozed and promise.snoozed > today:
            lines.append(Next(f"{promise.id} is snoozed until then", promise.snoozed))
        lines += [
            Next(
                f"{'the ' if not each.person else ''}{each.to[0]} is told ({each.rung}): {each.text}",
                policy.working_calendar.day_of(each.at or now),
            )
            for each in islice(forecast(promise, policy, now=now, until=FAR, told=standing.record.told), ASKED)
        ]
        found += lines
    return sorted(found, key=lambda each: each.on or dt.date.max)


def _goes_on(draft: Draft) -> bool:
    incident, said = draft.snapshot.loaded.incident, draft.snapshot.document.postmortem
    counts = incident is not None and incident.is_running and not draft.record.retracted
    return counts and draft.state is State.DRAFT and said.resolved_at is None


def _due(draft: Draft, policy: Policy, now: dt.datetime) -> Next | None:
    """The deadline of the post-mortem's own that the next step meets."""
    today = policy.working_calendar.day_of(now)
    own = [(id, due) for id, due in deadlines(standing_in(draft), policy) if id in (REVIEWED, SHARED)]
    return next((Next(DEADLINES[id], due, overdue=today > due) for id, due in own), None)


def _told(snapshot: Snapshot) -> list[Happened]:
    """Who was told what and when, from the journal. What did not leave is told as that alone."""
    told: list[tuple[Told, Happened]] = []
    for entry in snapshot.loaded.journal:
        if entry.told is None:
            continue
        words = entry.told.text
        if entry.what == NOT_TOLD:
            told = [each for each in told if each[0] != entry.told or each[1].what != words]
            words = f"did not get: {words}"
        told.append((entry.told, Happened(entry.at, entry.told.to, words)))
    return [happened for _, happened in told]
