"""A post-mortem or one of its action items was touched in the tracker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pmflow.decide import decide
from pmflow.document.escape import shown_words
from pmflow.events import ActionItemChanged, DocumentEdited, StateSet, StepAsked, Synced
from pmflow.happenings import ActionItemTouched, PostmortemTouched, Touch
from pmflow.model import ActionStatus, State, Step
from pmflow.plan import Comment, SetState, UpdateActionItem
from pmflow.reacting.early import reply_early
from pmflow.reacting.words import Reacted
from pmflow.reacting.work import Work

STILL_CLOSED = "It is still closed: to take it up again, say `/pmflow reopen` and why."
NO_LONGER = "the label {label} was taken off: this is no post-mortem any more, as far as pmflow can see"
UNMARKED = (
    "The label `{label}` was taken off, so pmflow looks after this no longer: it asks nobody for anything, and answers no "
    "commands. Was it a mistake? Put the label back, and all goes on as before. If the incident is to have another post-mortem, "
    "`/pmflow open` under it makes a new one.\n"
)

WORK_AGAIN = (
    "**{id} “{title}” was opened again, and this post-mortem is closed**, so nobody is asked for it. To take it up again: "
    '`/pmflow reopen "WHY"`. If there is nothing to do, close the issue of {id} again.\n'
)

CHANGES: Mapping[Touch, Literal["closed", "reopened", "assigned", "dated", "deleted"]] = {
    "opened": "dated",
    "labeled": "dated",
    "unlabeled": "dated",
    "edited": "dated",
    "closed": "closed",
    "reopened": "reopened",
    "assigned": "assigned",
    "unassigned": "assigned",
    "deleted": "deleted",
}
"""What a touch is to an action item; priority, date and status may stand in labels and text."""


def touched_item(work: Work, happening: ActionItemTouched) -> Reacted:
    """Document, journal and tracker are brought together."""
    work.ref = work.around.tracker.resolve(happening.ref)
    by = happening.by or "pmflow"
    if happening.what == "reopened":
        _verified_no_more(work, happening)
    changed = ActionItemChanged(id=happening.id, change=CHANGES[happening.what], by=by)
    work.run(changed, write=work.around.on_its_own)
    if happening.what == "reopened":
        _reopened_under_closed(work, happening)
    return work.finish()


def _verified_no_more(work: Work, happening: ActionItemTouched) -> None:
    """It was open meanwhile, also where it is closed again by now: whoever verified it has not seen what was done since."""
    item = next((item for item in work.snapshot().loaded.items if item.id == happening.id), None)
    if item is not None and item.status is ActionStatus.VERIFIED:
        work.apply((UpdateActionItem(happening.id, status=ActionStatus.DONE),), write=work.around.on_its_own)


def _reopened_under_closed(work: Work, happening: ActionItemTouched) -> None:
    """A closed post-mortem asks nobody for anything: who takes up its work again should know, where policy minds."""
    record = work.current().record
    known = record.items.get(happening.id)
    if record.state is not State.CLOSED or known is None or work.around.policy.closed_early == "accept":
        return
    if not known.status.is_open and work.around.on_its_own:
        return  # it was closed again meanwhile
    key = f"item-reopened:{happening.id}:{record.tip}"
    if key not in work.snapshot().loaded.comments:
        text = WORK_AGAIN.format(id=happening.id, title=shown_words(known.title, 200))
        work.apply((Comment(key, text),), write=work.around.on_its_own)


def touched_postmortem(work: Work, happening: PostmortemTouched) -> Reacted:
    """A state set by hand is judged, an edited text read again, an early closing replied to."""
    by, write = happening.by or "pmflow", work.around.on_its_own
    match happening.what:
        case "deleted":
            work.note("the post-mortem was deleted; its journal went with it")
            return work.reacted()
        case "labeled" | "unlabeled":
            return _labeled(work, happening, by)
        case "closed":
            return _closed(work, happening, by)
        case "reopened":
            work.run(Synced(by=by), write=write)
            key = f"reopened:{happening.at or work.around.now.isoformat()}"
            if work.current().state is State.CLOSED and key not in work.snapshot().loaded.comments:
                work.apply((Comment(key, STILL_CLOSED + "\n"),), write=write)
        case "opened" | "edited" | "assigned" | "unassigned":
            work.run(DocumentEdited(by=by), write=write)
    return work.finish()


def _labeled(work: Work, happening: PostmortemTouched, by: str) -> Reacted:
    """Only labels that mean something to pmflow cost a look."""
    labels, label = work.around.policy.tracker.labels, (happening.label or "").casefold()
    if label.startswith(labels.state_prefix.casefold()):
        write = work.around.on_its_own
        plan = work.run(StateSet(by=by), write=write)
        if plan.after is not None and plan.after is not plan.before:
            # The label is there already; what else shows the state (a closed issue) is not.
            waived = plan.after is State.CLOSED and work.current().record.waived
            work.apply((SetState(plan.after, waived=waived),), write=write)
        return work.finish()
    if label == labels.postmortem.casefold() and happening.what == "unlabeled":
        key = f"unmarked:{happening.at or work.around.now.isoformat()}"
        work.apply((Comment(key, UNMARKED.format(label=labels.postmortem)),), write=work.around.on_its_own)
        work.note(NO_LONGER.format(label=labels.postmortem))
        return work.reacted()
    if label == labels.postmortem.casefold():
        work.run(Synced(by=by), write=work.around.on_its_own)
        return work.finish()
    return work.reacted()


def _closed(work: Work, happening: PostmortemTouched, by: str) -> Reacted:
    """Closing the issue of what is shared is asking for the last step, where who did it may; else it was early."""
    around, write = work.around, work.around.on_its_own
    state = work.current().state
    if state is State.CLOSED:
        return work.finish()
    if state is State.SHARED and happening.by and not happening.bot and around.tracker.may_write(work.ref, by):
        asked = StepAsked(step=Step.CLOSE, by=by)
        if not decide(work.snapshot(), asked, around.policy, now=around.now).refusals:
            work.run(asked, write=write)
            return work.finish()
    work.apply(reply_early(work.snapshot(), around.policy, now=around.now, at=happening.at), write=write)
    return work.finish()
