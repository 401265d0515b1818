"""What people did is written down: an approval, a meeting, an opening, action items that moved on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.deciding.judging import judge
from pmflow.deciding.steps import TRACKED
from pmflow.document.catch_up import catch_up
from pmflow.document.edit import content_hash
from pmflow.document.parse import parse
from pmflow.events import (
    Event,
    JournalAccepted,
    PostmortemApproved,
    PostmortemOpened,
    PostmortemRead,
    ReviewMeetingHeld,
    ReviewMeetingPlanned,
)
from pmflow.journal import ACCEPTED, CAUGHT_UP, READ, Entry, Meeting, Planned
from pmflow.model import Approval, Person, State, Step
from pmflow.owners import is_bot, is_nobody
from pmflow.plan import CatchUp, Refusal
from pmflow.states.table import step_between


def record_opening(draft: Draft, event: PostmortemOpened) -> None:
    """The first entry. A post-mortem that has a state already was opened before; as a draft, it may lack what the incident
    knows by now."""
    if draft.record.state is None:
        content = draft.snapshot.content_hash
        as_made = event.made is not None and content_hash(parse(event.made, ref=draft.snapshot.ref)) == content
        drafted = content if as_made else None
        draft.journal("PostmortemOpened", by=event.by, to=State.DRAFT, reason=event.incident, drafted=drafted)
        draft.show(draft.state)
    if event.facts is None or event.template is None:
        return
    caught_up = catch_up(draft.snapshot.document, event.facts, event.template)
    missing = caught_up.added
    if not missing:
        return
    if draft.state is State.DRAFT:
        if draft.record.drafted == draft.snapshot.content_hash:
            # Nobody has written there, and that stays known; first, so that a run that dies in between needs nothing more.
            text = caught_up.source.encoded.decode("utf-8")
            drafted = content_hash(parse(text, ref=draft.snapshot.ref))
            draft.journal(CAUGHT_UP, by="pmflow", reason=", ".join(missing), drafted=drafted)
        draft.effects.append(CatchUp(event.facts, event.template, missing))
    else:
        told = f"the incident has more by now ({', '.join(missing)}); to add it, revise the post-mortem first"
        draft.advice.append(Refusal("postmortem_current", (told,)))


def record_approval(draft: Draft, event: PostmortemApproved) -> None:
    """Who agrees, with exactly this content; to publish it, with exactly this text."""
    if is_nobody(event.by) or is_bot(event.by):
        told = f'"{event.by}" is nobody who could approve; say who does: --by NAME'
        draft.refusals.append(Refusal("approver_named", (told,)))
        return
    content = draft.snapshot.readers_hash if event.redaction else draft.snapshot.content_hash
    approval = Approval(by=event.by, at=draft.now, content_hash=content, asserted=not event.proven)
    who = event.by.casefold()
    if event.redaction:
        draft.journal("RedactionApproved", by=event.by, key=f"redaction:{who}:{content}", redaction=approval)
        return
    draft.journal("PostmortemApproved", by=event.by, key=f"approve:{who}:{content}", approval=approval)
    if draft.case(ANY_STEP, ()).is_author(event.by):
        told = f"{event.by} is an author; it counts once somebody else approves, too"
        draft.advice.append(Refusal("reviewer_independent", (told,)))


def record_reading(draft: Draft, event: PostmortemRead) -> None:
    """Once for each person and each time that it was shared: what is read again is not read by more people."""
    if draft.record.sharing is None:
        draft.refusals.append(
            Refusal("step_allowed", (f"it is {draft.state}, and not shared; nobody need read it yet",))
        )
    elif is_nobody(event.by) or is_bot(event.by):
        draft.refusals.append(Refusal("approver_named", (f'"{event.by}" is nobody who could read it',)))
    else:
        draft.journal(READ, by=event.by, key=f"{READ}:{event.by.casefold()}:{draft.record.sharing.at}")


def record_acceptance(draft: Draft, event: JournalAccepted) -> None:
    """Somebody vouches for a journal that is older than the key, or was begun anew. A torn chain nobody can vouch for."""
    journal = draft.snapshot.loaded.journal
    if draft.broken is not None and not draft.broken.unsealed:
        refusal = draft.not_whole()
        assert refusal is not None
        draft.refusals.append(refusal)
    elif draft.broken is None and not begun_anew(journal):
        draft.advice.append(Refusal("journal_readable", ("there is nothing to accept; the journal is whole",)))
    elif not (event.reason or "").strip():
        draft.refusals.append(Refusal("reason_given", ("say what it was compared with: --reason",)))
    elif is_nobody(event.by) or is_bot(event.by):
        draft.refusals.append(Refusal("approver_named", (f'"{event.by}" is nobody; say who vouches: --by NAME',)))
    else:
        draft.journal(ACCEPTED, by=event.by, key=f"{ACCEPTED}:{journal[-1].hash}", reason=event.reason)


def begun_anew(journal: Sequence[Entry]) -> list[Entry]:
    """The entries that were made up after a loss, and for which nobody vouched since."""
    accepted = max((at for at, entry in enumerate(journal) if entry.what == ACCEPTED), default=-1)
    return [entry for entry in journal[accepted + 1 :] if entry.rebuilt]


def record_meeting(draft: Draft, event: ReviewMeetingHeld) -> None:
    """When it was held, who was asked and who came. Names that are given replace those recorded before."""
    known, planned = draft.record.meeting, draft.record.planned
    invited = _by_name(event.invited) or (planned.invited if planned else ()) or (known.invited if known else ())
    came = _by_name(event.came) or (known.came if known else ())
    meeting = Meeting(held=event.held, invited=invited, came=came)
    if meeting != known or planned is not None:
        draft.journal("ReviewMeetingHeld", by=event.by, meeting=meeting)


def record_plan(draft: Draft, event: ReviewMeetingPlanned) -> None:
    """When it is to be held, and who is asked. Names that are given replace those recorded before."""
    known = draft.record.planned
    invited = _by_name(event.invited) or (known.invited if known else ())
    planned = Planned(at=event.at, minutes=event.minutes, invited=invited)
    if planned != known:
        draft.journal("ReviewMeetingPlanned", by=event.by, planned=planned)


def _by_name(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Everybody once; a role that is given anywhere counts."""
    found: dict[str, Person] = {}
    for person in people:
        known = found.get(person.name.casefold())
        if known is None or known.role is None:
            found[person.name.casefold()] = person if known is None else known.model_copy(update={"role": person.role})
    return tuple(found.values())


def sync(draft: Draft, event: Event) -> None:
    """Document, tracker and journal agree on the action items. Once promised, they stay promises, also under revision."""
    if changed := draft.unapproved():
        draft.advice.append(changed)
    if draft.state not in TRACKED and not draft.record.items:
        return
    ready = frozenset[int]() if draft.state in (State.CLOSED, State.DRAFT) else _ready_rows(draft)
    merged = draft.merged(ready)
    items = draft.changed(merged)
    draft.carry_out(merged)
    if items is not None:
        draft.journal("ActionItemsMerged", by=event.by, items=items)


def _ready_rows(draft: Draft) -> frozenset[int]:
    """New rows that have what `track` asks of each. The others are proposals still, and advice says why."""
    row = step_between(State.REVIEWED, State.ACTIONS_TRACKED)
    assert row is not None
    rows = draft.rows
    known = {*draft.record.items, *(item.id for item in draft.tracked)}
    if draft.state is State.REVIEWED or all(item.id in known for item in rows):
        return frozenset()
    waiting = draft.merged().untracked
    ready = set()
    for position in waiting:
        item = rows[position]
        case = draft.case(ANY_STEP.model_copy(update={"step": Step.TRACK}), (item,))
        own = tuple(f for f in case.findings if f.line == item.line)
        verdict = judge(row, replace(case, findings=own))
        if verdict.holds:
            ready.add(position)
        for refusal in verdict.refusals:
            reasons = tuple(f"not tracked yet: {reason}" for reason in refusal.reasons)
            draft.advice.append(Refusal(refusal.guard, reasons))
    return frozenset(ready)
