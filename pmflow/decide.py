"""`decide`: what a post-mortem needs, given how it stands, what happened, the policy and the time.

Pure. The plan is the ordered difference between wanted and actual, so deciding again on the applied result gives an empty
plan. The order is chosen for a run that dies half way: what a step needs (rows, items, publication), then the journal, then
what is said of it, then the state that the tracker shows, and pmflow's own block last.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import assert_never

from pmflow.deciding.answers import give_answer
from pmflow.deciding.block import block_of, told_by
from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.deciding.facing import face
from pmflow.deciding.judging import Judged, look_at
from pmflow.deciding.recording import (
    record_acceptance,
    record_approval,
    record_meeting,
    record_opening,
    record_plan,
    record_reading,
    sync,
)
from pmflow.deciding.retracting import confirm, retract, say_what_was_ruled
from pmflow.deciding.steps import take_step, tell_of_sharing
from pmflow.deciding.twins import withdrawals
from pmflow.document.own_words import read_block
from pmflow.events import (
    ActionItemChanged,
    AnswerGiven,
    DocumentEdited,
    Event,
    IncidentConfirmed,
    IncidentRetracted,
    JournalAccepted,
    PostmortemApproved,
    PostmortemOpened,
    PostmortemRead,
    ReviewMeetingHeld,
    ReviewMeetingPlanned,
    StateSet,
    StepAsked,
    Synced,
)
from pmflow.journal import verify
from pmflow.model import Step
from pmflow.plan import Plan, Refusal, UpsertBlock, WriteJournal
from pmflow.policy import Policy
from pmflow.states.table import TRANSITIONS, Transition, steps_from
from pmflow.tracker import Snapshot

BLOCK_TELLS_MORE = (
    "pmflow's block in the document tells of what the journal has not: entries are missing, or the block was edited; "
    "compare both with version control"
)


def decide(snapshot: Snapshot, event: Event, policy: Policy, *, now: dt.datetime) -> Plan:
    """The plan for one event. `now` is aware UTC. Never raises for what people wrote; refusals stand in the plan."""
    draft = Draft.of(snapshot, policy, now=now)
    before = draft.state
    for trouble in (*snapshot.loaded.troubles, *verify(snapshot.loaded.journal)):
        draft.advice.append(Refusal("journal_readable", (trouble,)))
    if (why := snapshot.loaded.incident_unread) is not None:
        draft.advice.append(Refusal("incident_known", (why,)))
    if isinstance(event, JournalAccepted):
        record_acceptance(draft, event)
        return draft.plan(before)
    if refusal := draft.not_whole():
        # Nothing at all: to show, to merge or to seal anything on the word of such a journal would make it true.
        draft.refusals.append(refusal)
        return draft.plan(before)
    draft.effects.extend(withdrawals(snapshot.loaded))
    _hold_against_block(draft)
    asked = event.asked
    again = asked is not None and asked in draft.record.asked
    if again:
        event = Synced()  # it was carried out; what a run that died left undone is finished
    if not (isinstance(event, PostmortemOpened) and draft.record.state is None):
        say_what_was_ruled(draft)
        face(draft, event)
    if again and draft.record.shared_by is not None and draft.record.shared_by.asked == asked:
        tell_of_sharing(draft)
    match event:
        case StepAsked():
            take_step(draft, event)
        case PostmortemOpened():
            record_opening(draft, event)
        case IncidentRetracted():
            retract(draft, event)
        case IncidentConfirmed():
            confirm(draft, event)
        case PostmortemApproved():
            record_approval(draft, event)
        case PostmortemRead():
            record_reading(draft, event)
        case ReviewMeetingHeld():
            record_meeting(draft, event)
        case ReviewMeetingPlanned():
            record_plan(draft, event)
        case AnswerGiven():
            give_answer(draft, event)
        case StateSet() | DocumentEdited() | ActionItemChanged() | Synced():
            sync(draft, event)
        case _:
            assert_never(event)
    _write_block(draft)
    return _asked_by(draft.plan(before), asked)


def _asked_by(plan: Plan, asked: str | None) -> Plan:
    """The plan, with the request in the last entry that it journals: the one that says that it was carried out."""
    last = max((at for at, effect in enumerate(plan.effects) if isinstance(effect, WriteJournal)), default=None)
    if asked is None or last is None or plan.refusals:
        return plan
    written = plan.effects[last]
    assert isinstance(written, WriteJournal)
    signed = replace(written, entry=written.entry.model_copy(update={"asked": asked}))
    return replace(plan, effects=(*plan.effects[:last], signed, *plan.effects[last + 1 :]))


def _hold_against_block(draft: Draft) -> None:
    """A journal whose end was cut off is a whole chain; pmflow's block may remember more. Said before it is overwritten."""
    if not draft.snapshot.items_in_document:
        return
    block = read_block(draft.snapshot.document.source)
    if draft.record.state is not None and told_by(block, draft.snapshot.loaded.journal) == "other":
        draft.advice.append(Refusal("journal_readable", (BLOCK_TELLS_MORE,)))


def _write_block(draft: Draft) -> None:
    """pmflow's own block, once anything was journaled that moved the state. A mere refusal writes nothing.

    Where the document is not the tracker itself, what the block would say is shown beside it (`ShowStatus`).
    """
    if not draft.snapshot.items_in_document:
        return
    if draft.record.state is not None and not (draft.refusals and not draft.effects):
        wanted = block_of(draft.state, draft.record)
        if read_block(draft.snapshot.document.source) != wanted:
            draft.effects.append(UpsertBlock(wanted))


def guards_now(
    snapshot: Snapshot, policy: Policy, *, now: dt.datetime, step: Step, audience: str | None = None
) -> tuple[Transition, list[Judged]]:
    """For `explain` and `check --for`: how the guards of `step` stand, from here or else from where it leads on."""
    draft = Draft.of(snapshot, policy, now=now)
    refusal = draft.not_whole()
    whole = [Judged(refusal.guard, "error", refusal.reasons)] if refusal else []
    rows = (*steps_from(draft.state, waived=draft.record.waived), *TRANSITIONS)
    row = next(row for row in rows if row.step is step)
    merged = draft.merged(None if step is Step.TRACK else frozenset())
    asked = ANY_STEP.model_copy(update={"step": step, "audience": audience})
    return row, [*whole, *look_at(row, draft.case(asked, tuple(merged.items)))]
