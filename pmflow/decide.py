"""`decide`: what a post-mortem needs, given how it stands, what happened, the policy and the time.

Pure. The plan is the ordered difference between wanted and actual, so deciding again on the applied result gives an empty
plan. The order is chosen for a run that dies half way: first what a step needs (rows, items, publication), then the state,
then the journal; running the same event again finishes what is missing and repeats nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import assert_never

from pmflow.deciding.block import block_of
from pmflow.deciding.items import Merged, merge
from pmflow.deciding.judging import Judged, judge, look_at
from pmflow.document.own_words import for_readers, read_block
from pmflow.events import (
    ActionItemChanged,
    DocumentEdited,
    Event,
    PostmortemApproved,
    PostmortemOpened,
    ReviewMeetingHeld,
    StateSet,
    StepAsked,
    Synced,
)
from pmflow.journal import Entry, ItemValues, Meeting, Record, replay
from pmflow.model import Approval, Finding, Severity, Sharing, State, Step
from pmflow.plan import Comment, Effect, Plan, Publish, Refusal, SetState, UpsertBlock, WriteJournal, WriteRows
from pmflow.policy import Policy
from pmflow.states.case import Case
from pmflow.states.machine import attempt
from pmflow.states.table import Transition, step_between, steps_from
from pmflow.tracker import Snapshot

TRACKED = frozenset({State.ACTIONS_TRACKED, State.SHARED, State.CLOSED})
"""The states in which action items are promises."""

REVERTED = "**{to} was set by hand and taken back to {source}.** These do not hold:\n{reasons}"
WARNED = "**{to} was set by hand.** The policy lets it stand, though these do not hold:\n{reasons}"
ROW_GONE = "The row of {id} “{title}” disappeared from the document. The work is not deleted: bring the row back, or settle {id}."
SHARED = "Shared with {audience} at {place}: {title}"
UNDER_REVISION = "This post-mortem is under revision: {reason}"


@dataclass(slots=True)
class _Draft:
    """A plan in the making, and how things will stand after it."""

    snapshot: Snapshot
    policy: Policy
    now: dt.datetime
    record: Record
    state: State
    shown: State | None
    """What the tracker shows, None where it shows nothing."""
    ambiguous: bool = False
    """The tracker shows more than one state."""
    effects: list[Effect] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    advice: list[Refusal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def journal(self, entry: Entry) -> None:
        """Plan an entry, once, and let the record know it."""
        if entry.key in self.record.keys:
            return
        entry = entry.model_copy(update={"policy": self.policy.hash})
        self.effects.append(WriteJournal(entry))
        self.record = replay_onto(self.record, entry)

    def show(self, state: State) -> None:
        """Have the tracker show this one state, and no other beside it."""
        if self.shown is not state or self.ambiguous:
            self.effects.append(SetState(state))
            self.shown, self.ambiguous = state, False

    def move(self, to: State) -> None:
        self.show(to)
        self.state = to

    def comment(self, key: str, text: str) -> None:
        if key not in self.snapshot.loaded.comments:
            self.effects.append(Comment(key, text))


def replay_onto(record: Record, entry: Entry) -> Record:
    """The record after one more entry."""
    after = replay([entry])
    return replace(
        record,
        state=after.state or record.state,
        moves=record.moves + after.moves,
        last_step=after.last_step or record.last_step,
        waived=after.waived or (record.waived and (entry.to is None or entry.to is State.CLOSED)),
        approvals=record.approvals + after.approvals,
        redactions=record.redactions + after.redactions,
        meeting=after.meeting or record.meeting,
        items=entry.items if entry.items is not None else record.items,
        first_due={**after.first_due, **record.first_due},
        item_changes=record.item_changes + after.item_changes,
        sharing=after.sharing or record.sharing,
        authors=after.authors or record.authors,
        keys=record.keys | {entry.key},
    )


def severity_of(snapshot: Snapshot, policy: Policy) -> Severity | None:
    """The severity by which the policy judges: the document's, else the incident's."""
    postmortem, incident = snapshot.document.postmortem, snapshot.loaded.incident
    for written, normal in (
        (postmortem.severity, postmortem.severity_normal),
        (incident.severity, incident.severity_normal) if incident else (None, None),
    ):
        if (found := (policy.normal_severity(written) if written else None) or normal) is not None:
            return found
    return None


def decide(snapshot: Snapshot, event: Event, policy: Policy, *, now: dt.datetime) -> Plan:
    """The plan for one event. `now` is aware UTC. Never raises for what people wrote; refusals stand in the plan."""
    record = replay(snapshot.loaded.journal)
    states = snapshot.loaded.states
    draft = _Draft(
        snapshot, policy, now, record,
        state=record.state or State.DRAFT, shown=states[0] if states else None, ambiguous=len(states) > 1,
        findings=list(snapshot.findings),
    )  # fmt: skip
    before = draft.state
    for trouble in snapshot.loaded.troubles:
        draft.advice.append(Refusal("journal_readable", (trouble,)))

    if not (isinstance(event, StepAsked) and _was_interrupted(draft, event)):
        _face_the_tracker(draft, event)

    match event:
        case StepAsked():
            _take_step(draft, event)
        case PostmortemOpened():
            draft.journal(
                Entry(key="opened", at=now, by=event.by, what="PostmortemOpened", to=State.DRAFT, reason=event.incident)
            )
        case PostmortemApproved():
            _approve(draft, event)
        case ReviewMeetingHeld():
            _record_meeting(draft, event)
        case StateSet() | DocumentEdited() | ActionItemChanged() | Synced():
            _sync(draft, event)
        case _:
            assert_never(event)
    if not draft.refusals:
        _write_block(draft)
    return Plan(
        snapshot.ref,
        tuple(draft.effects),
        tuple(draft.refusals),
        tuple(draft.advice),
        tuple(draft.findings),
        before,
        draft.state,
    )


def guards_now(
    snapshot: Snapshot, policy: Policy, *, now: dt.datetime, step: Step | None = None
) -> list[tuple[Transition, list[Judged]]]:
    """For `explain` and `check --for`: the rows that lead on from here (or `step`'s, from wherever), and how their guards stand."""
    record = replay(snapshot.loaded.journal)
    state = record.state or (snapshot.loaded.states[0] if snapshot.loaded.states else State.DRAFT)
    rows = steps_from(state, waived=record.waived)
    if step is not None:
        from pmflow.states.table import TRANSITIONS

        rows = (
            tuple(row for row in rows if row.step is step) or tuple(row for row in TRANSITIONS if row.step is step)[:1]
        )
    draft = _Draft(snapshot, policy, now, record, state=state, shown=state)
    asked = StepAsked(step=Step.REVIEW)
    return [
        (row, look_at(row, _case(draft, asked.model_copy(update={"step": row.step}), _items(draft)))) for row in rows
    ]


# --- the state that the tracker shows, and the journal's -------------------------------------------------------------------


def _was_interrupted(draft: _Draft, event: StepAsked) -> bool:
    """True when this very step was begun before: the tracker shows its end, the journal its beginning."""
    row = next((r for r in steps_from(draft.state, waived=draft.record.waived) if r.step is event.step), None)
    return row is not None and draft.shown is row.to and len(draft.snapshot.loaded.states) == 1


def _face_the_tracker(draft: _Draft, event: Event) -> None:
    """A state set behind pmflow's back is an event like any other, and judged by the guards of the way it took."""
    shown, known = draft.shown, draft.state
    if shown is None:
        if draft.record.state is not None:
            draft.advice.append(
                Refusal("state_shown", (f"the tracker showed no state; the journal's, {known}, is restored",))
            )
            draft.move(known)
        elif isinstance(event, Synced):
            draft.advice.append(Refusal("state_shown", ("no state is shown and nothing is journaled; taken as a draft",)))
        return
    if draft.ambiguous:
        names = " and ".join(draft.snapshot.loaded.states)
        draft.advice.append(Refusal("state_shown", (f"the tracker showed {names}; the newest, {shown}, is taken",)))
        draft.show(shown)
    if shown is known:
        return
    row = step_between(known, shown, waived=draft.record.waived)
    asked = StepAsked(step=row.step if row else Step.REVIEW, by=event.by)
    if row is None:
        refusals = [Refusal("step_allowed", (f"no step leads from {known} to {shown}",))]
    else:
        refusals = judge(row, _case(draft, asked, _items(draft))).refusals
    number = draft.record.moves
    reasons = "\n".join(f"- `{r.guard}`: {r.message}" for r in refusals)
    if not refusals or draft.policy.state_changes == "warn":
        if refusals:
            draft.comment(f"by-hand:{number}", WARNED.format(to=shown, reasons=reasons))
        draft.journal(
            Entry(key=f"by-hand:{number}", at=draft.now, by=event.by, what="StateSet", source=known, to=shown,
                  overrides=tuple(r.guard for r in refusals))
        )  # fmt: skip
        draft.state = shown
        return
    draft.advice.extend(refusals)
    draft.advice.append(Refusal("state_shown", (f"{shown} was set by hand and is taken back to {known}",)))
    draft.comment(f"reverted:{number}:{shown}", REVERTED.format(to=shown, source=known, reasons=reasons))
    draft.move(known)


# --- steps -------------------------------------------------------------------------------------------------------------------


def _items(draft: _Draft, *, track: bool = False) -> Merged:
    return merge(
        draft.snapshot.document.postmortem.action_items,
        draft.snapshot.loaded.items,
        draft.record.items,
        draft.policy,
        items_in_document=draft.snapshot.items_in_document,
        track=track,
    )


def _case(draft: _Draft, event: StepAsked, merged: Merged) -> Case:
    return Case(
        postmortem=draft.snapshot.document.postmortem,
        items=tuple(merged.items),
        record=draft.record,
        findings=draft.snapshot.findings,
        content_hash=draft.snapshot.content_hash,
        policy=draft.policy,
        now=draft.now,
        severity=severity_of(draft.snapshot, draft.policy),
        assignees=draft.snapshot.loaded.assignees,
        authors_given=event.authors,
        reason=event.reason,
        approver=event.approver,
        audience=event.audience,
        by=event.by,
    )


def _take_step(draft: _Draft, event: StepAsked) -> None:
    state, step = draft.state, event.step
    if _is_done(draft, event):
        draft.advice.append(Refusal("step_allowed", (f"it is {state} already; nothing to do",)))
        return
    merged = _items(draft, track=step is Step.TRACK)
    verdicts = []

    def holds(row: Transition) -> bool:
        verdicts.append(judge(row, _case(draft, event, merged), event.overrides))
        return verdicts[-1].holds

    after, row = attempt(state, step, waived=draft.record.waived, judge=holds)
    if row is None:
        allowed = ", ".join(r.step for r in steps_from(state, waived=draft.record.waived))
        draft.refusals.append(Refusal("step_allowed", (f"{step} does not lead on from {state}; from here: {allowed}",)))
        return
    verdict = verdicts[-1]
    draft.advice.extend(verdict.advice)
    if not verdict.holds:
        draft.refusals.extend(verdict.refusals)
        return
    _prepare(draft, event, merged)
    draft.move(after)
    entry = Entry(
        key=f"{step}:{draft.record.moves}", at=draft.now, by=event.by, what=step, source=state, to=after,
        reason=event.reason, overrides=tuple(verdict.overridden), authors=event.authors,
        items=_changed(draft, merged) if after in TRACKED else None,
        sharing=_sharing(draft, event) if step is Step.SHARE else None,
        approval=_waiver(draft, event) if step is Step.WAIVE else None,
    )  # fmt: skip
    draft.journal(entry)


def _is_done(draft: _Draft, event: StepAsked) -> bool:
    """The step was the last to move the state, so asking again asks for nothing."""
    return draft.record.last_step == event.step


def _prepare(draft: _Draft, event: StepAsked, merged: Merged) -> None:
    """The step's own effects, before the state moves."""
    draft.findings.extend(merged.findings)
    if event.step is Step.TRACK:
        _carry_out(draft, merged)
    elif event.step is Step.SHARE:
        audience = draft.policy.audience(event.audience or "")
        place = audience.to if audience else ""
        draft.effects.append(Publish(event.audience or "", place, for_readers(draft.snapshot.document)))
        title = draft.snapshot.document.postmortem.title or draft.snapshot.ref
        draft.comment(f"shared:{draft.record.moves}", SHARED.format(audience=event.audience, place=place, title=title))
    elif event.step is Step.REVISE and draft.state is State.SHARED and draft.record.sharing:
        shared = draft.record.sharing
        note = UNDER_REVISION.format(reason=event.reason)
        draft.effects.append(
            Publish(shared.audience or "", shared.place or "", for_readers(draft.snapshot.document), note=note)
        )


def _sharing(draft: _Draft, event: StepAsked) -> Sharing:
    audience = draft.policy.audience(event.audience or "")
    return Sharing(audience=event.audience, place=audience.to if audience else None, at=draft.now)


def _waiver(draft: _Draft, event: StepAsked) -> Approval | None:
    if not event.approver:
        return None
    return Approval(by=event.approver, at=draft.now, content_hash=draft.snapshot.content_hash)


# --- approvals, meetings, sync -----------------------------------------------------------------------------------------------


def _approve(draft: _Draft, event: PostmortemApproved) -> None:
    approval = Approval(by=event.by, at=draft.now, content_hash=draft.snapshot.content_hash, asserted=not event.proven)
    kind = "redaction" if event.redaction else "approve"
    entry = Entry(
        key=f"{kind}:{event.by.casefold()}:{draft.snapshot.content_hash}", at=draft.now, by=event.by,
        what="RedactionApproved" if event.redaction else "PostmortemApproved",
        approval=None if event.redaction else approval, redaction=approval if event.redaction else None,
    )  # fmt: skip
    draft.journal(entry)
    authors = draft.snapshot.document.postmortem.authors + draft.record.authors
    if not event.redaction and any(draft.policy.same_person(event.by, author) for author in authors):
        draft.advice.append(
            Refusal("reviewer_independent", (f"{event.by} is an author; it counts once somebody else approves, too",))
        )


def _record_meeting(draft: _Draft, event: ReviewMeetingHeld) -> None:
    known = draft.record.meeting
    invited = tuple(dict.fromkeys([*(known.invited if known and known.held == event.held else ()), *event.invited]))
    came = tuple(dict.fromkeys([*(known.came if known and known.held == event.held else ()), *event.came]))
    if known and (known.held, known.invited, known.came) == (event.held, invited, came):
        return
    names = ",".join(sorted(p.name for p in invited)) + "|" + ",".join(sorted(p.name for p in came))
    meeting = Meeting(held=event.held, invited=invited, came=came)
    draft.journal(
        Entry(key=f"meeting:{event.held}:{names}", at=draft.now, by=event.by, what="ReviewMeetingHeld", meeting=meeting)
    )


def _sync(draft: _Draft, event: Event) -> None:
    if draft.state not in TRACKED:
        return
    merged = _items(draft)
    if merged.untracked and draft.state is not State.CLOSED:
        merged = _track_what_is_ready(draft, merged)
    _carry_out(draft, merged)
    draft.findings.extend(merged.findings)
    if (items := _changed(draft, merged)) is not None:
        draft.journal(
            Entry(
                key=f"items:{draft.record.item_changes}",
                at=draft.now,
                by=event.by,
                what="ActionItemsMerged",
                items=items,
            )
        )


def _track_what_is_ready(draft: _Draft, merged: Merged) -> Merged:
    """New rows become promises once they have what `track` asks of each; until then they are proposals, and advice says why."""
    row = next(r for r in steps_from(State.REVIEWED) if r.step is Step.TRACK)
    asked = StepAsked(step=Step.TRACK)
    case = replace(_case(draft, asked, merged), items=tuple(merged.untracked))
    verdict = judge(row, case)
    if verdict.holds:
        return _items(draft, track=True)
    draft.advice.extend(
        Refusal(r.guard, tuple(f"not tracked yet: {reason}" for reason in r.reasons)) for r in verdict.refusals
    )
    return merged


def _carry_out(draft: _Draft, merged: Merged) -> None:
    # Rows first: an item in the tracker whose row does not bear its id yet would be made twice after a crash.
    if merged.rows:
        draft.effects.append(WriteRows(tuple(merged.rows)))
    draft.effects.extend(merged.effects)
    for item in merged.gone:
        draft.comment(f"row-gone:{item.id}", ROW_GONE.format(id=item.id, title=item.title))


def _changed(draft: _Draft, merged: Merged) -> dict[str, ItemValues] | None:
    return dict(merged.values) if merged.values != dict(draft.record.items) else None


def _write_block(draft: _Draft) -> None:
    if draft.record.moves == 0:
        return
    wanted = block_of(draft.state, draft.record)
    if read_block(draft.snapshot.document.source) != wanted:
        draft.effects.append(UpsertBlock(wanted))
