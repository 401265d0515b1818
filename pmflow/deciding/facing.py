"""The state that the tracker shows, held against the journal's.

A state set behind pmflow's back (a label by hand, an edited front matter) is an event like any other, judged by the guards
of the way it took: accepted and journaled, or taken back, with a comment that names what does not hold.

Two things only look like it. A run that died after it journaled a move, before the tracker showed it: the block, written
last, does not tell the new state yet, and the move is finished. A journal that was lost: the block tells the state that the
tracker shows, and the journal begins anew from there, marked as rebuilt. Where journals are sealed with a key, losing
one must be no way round the guards: the whole way from draft is judged, as for a state set by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.command_words import in_comments
from pmflow.deciding.block import told_sharing, told_state
from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.deciding.items import Merged
from pmflow.deciding.judging import judge
from pmflow.deciding.steps import UNDER_REVISION, Facts, prepare, take_back, tell_of_sharing
from pmflow.document.own_words import read_block
from pmflow.events import Event, StateSet, StepAsked, Synced
from pmflow.journal import REVERTED, Entry, ItemValues
from pmflow.model import Sharing, State, Step
from pmflow.plan import Refusal
from pmflow.states.table import Transition, next_step, step_between, steps_from

TAKEN_BACK = "**{to} was set by hand and taken back to {source}.** These do not hold:\n{reasons}"
LET_STAND = "**{to} was set by hand.** The policy lets it stand, though these do not hold:\n{reasons}"
LOST = (
    "**The journal was lost, and begins anew from draft.** Document and block show {to}, but without the journal these do "
    "not hold:\n{reasons}"
)
LOST_REASON = "the journal was lost; this is the state that document and tracker show"
LOST_NOTE = "its journal was lost, and it is reviewed anew"
SOMEBODY = "somebody"


def face(draft: Draft, event: Event) -> None:
    """Bring what the tracker shows and what the journal says together."""
    if draft.shown is None:
        _face_nothing(draft, event)
        return
    if draft.ambiguous and not _half_shown(draft):
        names = " and ".join(draft.snapshot.loaded.states)
        draft.advice.append(
            Refusal("state_shown", (f"the tracker showed {names}; the newest, {draft.shown}, is taken",))
        )
    if _died_while_taking_back(draft):
        draft.show(draft.state)
        _say_taken_back(draft)
        return
    told, waived = _told(draft)
    lost = draft.record.state is None and told is draft.shown
    if lost and (draft.shown is not draft.state or not draft.snapshot.loaded.journal):
        _rebuild(draft, draft.shown, waived=waived)
    elif draft.shown is draft.state:
        if draft.ambiguous and draft.record.state is None:
            # Shown by pmflow from now on: with nothing journaled, that would look like a journal that was lost.
            draft.journal("StateSet", by=_by(event), to=draft.state)
        draft.show(draft.state)
    elif draft.record.came_from is draft.shown and told is not draft.state:
        # The run that journaled this move died before the tracker showed it. Who revises wants nobody to read it any more.
        tell_of_sharing(draft, quiet=isinstance(event, StepAsked) and event.step is Step.REVISE)
        draft.show(draft.state)
    else:
        _judge_hand(draft, event, draft.shown)


def _half_shown(draft: Draft) -> bool:
    """The state before the last move is still shown beside the one after it: a run died in between, and nobody set either."""
    record, states = draft.record, draft.snapshot.loaded.states
    return draft.shown is record.state and set(states) == {record.came_from, record.state}


def _told(draft: Draft) -> tuple[State | None, bool]:
    """Which state pmflow was the last to show, and whether that is a waived one: its block tells, or else the tracker."""
    return told_state(_block(draft)) if draft.snapshot.items_in_document else (draft.snapshot.loaded.own_state, False)


def _block(draft: Draft) -> str | None:
    """pmflow's block; one that came with a text into a tracker where pmflow writes none tells of another place."""
    return read_block(draft.snapshot.document.source) if draft.snapshot.items_in_document else None


def _face_nothing(draft: Draft, event: Event) -> None:
    if draft.record.state is not None:
        told = f"the tracker showed no state; the journal's, {draft.state}, is restored"
        draft.advice.append(Refusal("state_shown", (told,)))
        draft.show(draft.state)
    elif isinstance(event, Synced):
        told = "no state is shown and nothing is journaled; taken as a draft"
        draft.advice.append(Refusal("state_shown", (told,)))


def _rebuild(draft: Draft, shown: State, *, waived: bool) -> None:
    """Begin anew from what the document shows: state, action items, where it is published. Approvals are gone."""
    merged = draft.merged(frozenset(position for position, row in enumerate(draft.rows) if row.id))
    sharing = None if shown is State.DRAFT else told_sharing(_block(draft))
    refusals = _judge_way(draft, shown, merged, sharing, waived=waived) if draft.snapshot.loaded.keyed else []
    reasons = _listed(draft, refusals)
    items = draft.changed(merged) or None
    draft.carry_out(merged)
    if refusals and draft.policy.state_changes == "revert":
        _begin_as_draft(draft, shown, items, sharing, refusals, reasons)
        return
    if refusals:
        draft.comment(f"by-hand:{draft.record.tip}", LET_STAND.format(to=shown, reasons=reasons))
    what = "waive" if waived else "JournalRebuilt"
    passed = tuple(refusal.guard for refusal in refusals)
    draft.journal(
        what, by="pmflow", to=shown, rebuilt=True, items=items, sharing=sharing, reason=LOST_REASON, overrides=passed
    )
    draft.state = shown
    draft.advice.append(Refusal("journal_readable", (f"the journal was lost and begins anew from {shown}",)))


def _listed(draft: Draft, refusals: list[Refusal]) -> str:
    """What does not hold, in words of the place where it is read."""
    if draft.snapshot.items_in_document:
        return "\n".join(f"- `{refusal.guard}`: {refusal.message}" for refusal in refusals)
    document = draft.snapshot.document
    told = {each.guard: "; ".join(in_comments(reason, document) for reason in each.reasons) for each in refusals}
    return "\n".join(f"- `{guard}`: {words}".replace("<", "&lt;") for guard, words in told.items())


def _judge_way(draft: Draft, shown: State, merged: Merged, sharing: Sharing | None, *, waived: bool) -> list[Refusal]:
    """What fails on the way from draft to the state that is shown, each guard once."""
    found: dict[str, Refusal] = {}
    for row in _way(shown, waived=waived):
        audience = sharing.audience if sharing else None
        asked = ANY_STEP.model_copy(update={"step": row.step, "by": SOMEBODY, "audience": audience})
        for refusal in judge(row, draft.case(asked, tuple(merged.items))).refusals:
            found.setdefault(refusal.guard, refusal)
    return list(found.values())


def _way(shown: State, *, waived: bool) -> Iterator[Transition]:
    """The rows that lead from draft to a state."""
    at = State.DRAFT
    if waived and (row := step_between(at, shown)) is not None:
        yield row
        return
    while at is not shown:
        step = next_step(at)
        row = next(row for row in steps_from(at) if row.step is step)
        yield row
        at = row.to


def _begin_as_draft(
    draft: Draft,
    shown: State,
    items: dict[str, ItemValues] | None,
    sharing: Sharing | None,
    refusals: list[Refusal],
    reasons: str,
) -> None:
    draft.state = shown
    take_back(draft, sharing, UNDER_REVISION.format(reason=LOST_NOTE))
    draft.comment(f"journal-lost:{shown}:{draft.now:%Y-%m-%d}", LOST.format(to=shown, reasons=reasons))
    told = f"the journal was lost; {shown} is shown, but {', '.join(r.guard for r in refusals)} did not hold without it"
    # From `shown`, so that a run which dies before the tracker shows the draft is known by it.
    draft.journal("JournalRebuilt", by="pmflow", source=shown, to=State.DRAFT, rebuilt=True, items=items, reason=told)
    draft.advice.extend(refusals)
    draft.advice.append(Refusal("state_shown", (f"the journal was lost, and {shown} is taken back to draft",)))
    draft.state = State.DRAFT
    draft.show(State.DRAFT)


def _by(event: Event) -> str:
    return event.by if isinstance(event, StateSet) else SOMEBODY


def _judge_hand(draft: Draft, event: Event, shown: State) -> None:
    known = draft.state
    by = _by(event)
    row = step_between(known, shown, waived=draft.record.waived)
    merged = draft.merged(None if shown is State.ACTIONS_TRACKED else frozenset())
    if row is None:
        refusals = [Refusal("step_allowed", (f"no step leads from {known} to {shown}",))]
    else:
        asked = ANY_STEP.model_copy(update={"step": row.step, "by": by})
        refusals = judge(row, draft.case(asked, tuple(merged.items))).refusals
    reasons = _listed(draft, refusals)
    if refusals and draft.policy.state_changes == "revert":
        draft.advice.extend(refusals)
        draft.advice.append(Refusal("state_shown", (f"{shown} was set by hand and is taken back to {known}",)))
        draft.journal(REVERTED, by=by, reason=TAKEN_BACK.format(to=shown, source=known, reasons=reasons))
        draft.show(known)
        _say_taken_back(draft)
        return
    _accept(draft, row, by, shown, refusals, reasons)


def _accept(draft: Draft, row: Transition | None, by: str, shown: State, refusals: list[Refusal], reasons: str) -> None:
    if refusals:
        draft.comment(f"by-hand:{draft.record.tip}", LET_STAND.format(to=shown, reasons=reasons))
    asked = StepAsked(step=row.step, by=by) if row else None
    facts: Facts = prepare(draft, asked, row.to) if asked and row else {}
    draft.journal(
        "StateSet", by=by, source=draft.state, to=shown, overrides=tuple(refusal.guard for refusal in refusals), **facts
    )
    if facts.get("sharing"):
        tell_of_sharing(draft)
    draft.state = shown
    draft.show(shown)


def _died_while_taking_back(draft: Draft) -> bool:
    """The last that is journaled is a revert that nobody was told of yet."""
    last = draft.record.reverted
    return (
        last is not None and last.hash == draft.record.tip and _comment_key(last) not in draft.snapshot.loaded.comments
    )


def _say_taken_back(draft: Draft) -> None:
    if draft.record.reverted is not None:
        draft.comment(_comment_key(draft.record.reverted), draft.record.reverted.reason or "")


def _comment_key(reverted: Entry) -> str:
    return f"reverted:{reverted.key}"
