"""A proposal for the review meeting: who, when, and all that is to be said about it. Pure.

One call for the command, for `open` and for whoever else names the slot: `propose(snapshot, policy, now=…)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmflow.journal import Meeting, Planned, Record, first_break, replay
from pmflow.meeting.attendance import attendance
from pmflow.meeting.attendees import Asked, who_is_asked, why_not
from pmflow.meeting.slots import Attendee, Slot, find_slots, slot_at
from pmflow.model import Person, State
from pmflow.policy import Policy
from pmflow.policy.working import ReviewWindow
from pmflow.tracker import Snapshot

MINUTES = 60
SHORTEST, LONGEST = 15, 480
"""Minutes that a review may take. In less nobody learns anything, and after a day nobody can."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What there is to say before the meeting."""

    ref: str
    title: str | None
    minutes: int
    zone: dt.tzinfo
    """The team's calendar's, in which times are shown."""
    attendees: tuple[Attendee, ...]
    resolved: dt.datetime | None = None
    window: ReviewWindow | None = None
    """When it should be; None while nobody knows when the incident was over."""
    slot: Slot | None = None
    """The planned one where there is a plan, else the best."""
    planned: bool = False
    """Whether `slot` is what people planned."""
    alternatives: tuple[Slot, ...] = ()
    notes: tuple[str, ...] = ()
    held: Meeting | None = None
    """The meeting that took place already, where there is one and no other is planned."""
    trouble: str | None = None
    """Why there is no slot; None where there is one."""

    @property
    def late(self) -> dt.timedelta:
        """By how much the slot ends after the window; zero where it does not."""
        if self.slot is None or self.window is None:
            return dt.timedelta()
        return max(self.slot.end - self.window.end, dt.timedelta())


def resolved_at(snapshot: Snapshot) -> dt.datetime | None:
    """When the incident was over, from the document, else from the incident: what the review window counts from."""
    incident = snapshot.loaded.incident
    return snapshot.document.postmortem.resolved_at or (incident.resolved_at if incident else None)


def record_of(snapshot: Snapshot) -> Record:
    """What the journal says, as far as it is believed."""
    journal = snapshot.loaded.journal
    broken = snapshot.loaded.broken or first_break(journal)
    return replay(journal[: broken.at] if broken else journal)


def propose(
    snapshot: Snapshot,
    policy: Policy,
    *,
    now: dt.datetime,
    minutes: int | None = None,
    invited: Iterable[Person] = (),
    also: Iterable[Person] = (),
    at: dt.datetime | None = None,
) -> Proposal:
    """The slot, its alternatives, who can come and what stands in the way.

    `at` is a time that somebody chose; without it, the plan in the journal or the document; without that, the best slot.
    `minutes` is an hour, or as long as was planned, where it is not given.
    """
    record = record_of(snapshot)
    asked = who_is_asked(snapshot, record, policy, now=now, invited=invited, also=also)
    plan = planned_of(snapshot, record)
    minutes = minutes or (plan.minutes if plan else MINUTES)
    missed = plan if plan and at is None and plan.at + dt.timedelta(minutes=plan.minutes) <= now else None
    chosen = at or (plan.at if plan and not missed else None)
    held = None if chosen is not None else held_of(snapshot, record)
    resolved = resolved_at(snapshot)
    window = _window(resolved, policy)
    slot: Slot | None = None
    others: tuple[Slot, ...] = ()
    trouble = None if chosen is not None else _settled(held, record, policy)
    unknown = _no_window(snapshot, policy, resolved) if window is None else None
    if chosen is not None:
        slot = slot_at(asked.attendees, policy.working_calendar, window, chosen, minutes)
    elif trouble is None and window is not None:
        found = find_slots(asked.attendees, policy.working_calendar, window, now=now, minutes=minutes)
        slot, others = found.best, found.others
        trouble = _nobody_works(minutes) if slot is None else None
    else:
        trouble = trouble or unknown
    notes = [*asked.notes, *_about_the_facts(missed, resolved, policy, now)]
    notes += [note for note in (trouble, unknown if slot else None) if note is not None]
    if slot is not None:
        notes += _about(slot, asked, window, policy, now=now, chosen=chosen is not None)
    if not asked.attendees:
        notes.append(NOBODY)
    title = snapshot.document.postmortem.title or (snapshot.loaded.incident.title if snapshot.loaded.incident else None)
    return Proposal(
        snapshot.ref, title, minutes, policy.working_calendar.zone, asked.attendees, resolved, window, slot,
        planned=chosen is not None, alternatives=others, notes=tuple(notes), held=held, trouble=trouble,
    )  # fmt: skip


NOBODY = "nobody is known to invite: --invited NAME, or name responders in the incident and authors in the document"


def _window(resolved: dt.datetime | None, policy: Policy) -> ReviewWindow | None:
    """The policy's; None where the resolution is not known, or so near the end of the calendar that no day is left."""
    if resolved is None or not dt.MINYEAR + 1 < resolved.year < dt.MAXYEAR - 10:
        return None
    return policy.review_window(resolved)


def _settled(held: Meeting | None, record: Record, policy: Policy) -> str | None:
    """Why no meeting is proposed any more; None while one is needed."""
    if held is not None:
        told = f": {attendance(held, policy).words}" if held.invited and held.came else ""
        return f"the review was held on {str(held.held)[:10]}{told}; for another one, plan it: --plan ISO"
    if record.state in (None, State.DRAFT):
        return None
    state = str(record.state).replace("_", " ")
    return f"it is {state} already, and no meeting is recorded; if there was one, record it: --held ISO"


def _about_the_facts(
    missed: Planned | None, resolved: dt.datetime | None, policy: Policy, now: dt.datetime
) -> Iterator[str]:
    if missed is not None:
        planned = f"{missed.at.astimezone(policy.working_calendar.zone):%A %Y-%m-%d %H:%M %Z}"
        yield f"it was planned for {planned}, which is over: record it (--held), or plan another time (--plan)"
    if resolved is not None and resolved > now:
        yield f"the incident is said to be over on {resolved:%Y-%m-%d %H:%M} UTC, which is still to come"


def planned_of(snapshot: Snapshot, record: Record) -> Planned | None:
    """The plan in the journal; else the one that the document states, as long as no meeting was held."""
    stated = snapshot.document.postmortem.review
    if record.planned is None and stated.planned is not None and record.meeting is None and stated.held is None:
        return Planned(at=stated.planned)
    return record.planned


def held_of(snapshot: Snapshot, record: Record) -> Meeting | None:
    """The meeting as it was recorded; what was not recorded, as the document states it. None where there was none."""
    stated = snapshot.document.postmortem.review
    known = record.meeting
    held = known.held if known else stated.held
    if held is None:
        return None
    invited, came = (known.invited, known.came) if known else ((), ())
    return Meeting(held=held, invited=invited or stated.invited, came=came or stated.came)


def _no_window(snapshot: Snapshot, policy: Policy, resolved: dt.datetime | None) -> str:
    if resolved is not None:
        return f"the incident is said to be over in the year {resolved.year}: mend `resolved` in the document"
    postmortem, incident = snapshot.document.postmortem, snapshot.loaded.incident
    day = (
        postmortem.resolved_on
        or postmortem.date
        or (incident.started_at.date() if incident and incident.started_at else None)
    )
    example = f"{day}T15:30Z" if day else "2026-03-10T15:30Z"
    known = f" (only the day is known, {postmortem.resolved_on})" if postmortem.resolved_on else ""
    where = (
        f"write `resolved: {example}` into the front matter of the document"
        if snapshot.document.front.language in ("yaml", "toml")
        else f"write {example} behind Resolved at the top of the text"
    )
    if incident:
        where += f", or `resolved_at: {example}` into the incident {incident.ref}"
    hours = f"{policy.deadlines.review_after_hours} to {policy.deadlines.review_within_hours} hours"
    return f"nobody has said when the incident was over{known}, and the review is {hours} after that: {where}"


def _nobody_works(minutes: int) -> str:
    told = f"nobody of them works {minutes} minutes at a stretch on any day to come"
    return f"{told}: shorten it (--minutes), or see to hours and absences in the policy"


def _about(
    slot: Slot, asked: Asked, window: ReviewWindow | None, policy: Policy, *, now: dt.datetime, chosen: bool
) -> list[str]:
    """What is said about a slot: that it is late or early, and who cannot come."""
    notes = []
    if window is not None and slot.start < window.start:
        notes.append(f"this is {span(window.start - slot.start)} before the review window begins")
    elif window is not None and not slot.inside:
        ended = f"{window.end.astimezone(policy.working_calendar.zone):%A %Y-%m-%d %H:%M %Z}"
        late = f"late by {span(slot.end - window.end)}"
        if chosen:
            notes.append(f"this is after the review window, which ends on {ended}: {late}")
        elif window.end <= now:
            notes.append(f"the review window ended on {ended}: {late}")
        else:
            notes.append(f"nobody can come for that long in what is left of the review window, to {ended}: {late}")
    for attendee, can in zip(asked.attendees, slot.can, strict=True):
        if not can and attendee.known:
            role = " (responder)" if attendee.responds else ""
            notes.append(f"{attendee.name}{role} cannot come: {why_not(attendee, policy, slot)}")
    return notes


def span(length: dt.timedelta) -> str:
    """`2 days 3 h`, `3 h 30 min`, `20 min`: the two largest units of a length."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "day" if days == 1 else "days"), (hours, "h"), (left, "min")]
    told = [f"{number} {unit}" for number, unit in parts if number]
    return " ".join(told[:2]) or "0 min"
