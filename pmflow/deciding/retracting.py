"""What became of a post-mortem whose incident was none: a false alarm, a label that was set by mistake.

A draft in which nobody wrote is closed, and counts as waived: nothing is lost, and nobody is asked for what never happened.
Where people wrote it is theirs to end, and from then on they can: no severity asks for a post-mortem of what was no incident.
The label set again undoes either.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.deciding.draft import Draft
from pmflow.events import IncidentConfirmed, IncidentRetracted
from pmflow.journal import CONFIRMED, RETRACTED
from pmflow.model import State

NONE_IT_WAS = "**{incident} is no incident any more**: {by} took its label off. "
UNDONE = " Was it a mistake? Set the label again, and all goes on as before."
CLOSED = "Nobody had written here, so this draft is closed, and counts as waived."
LEFT: Mapping[State, str] = {
    State.DRAFT: (
        'People may have been here, so this stays. If it is not needed, `/pmflow waive "WHY"` closes it, whatever its severity.'
    ),
    State.REVIEWED: (
        'It was reviewed, so this stays. If it is not needed: `/pmflow revise "WHY"`, and then `/pmflow waive "WHY"`.'
    ),
    State.ACTIONS_TRACKED: "Its action items stay promises, and this goes on to its end.",
    State.SHARED: "Its action items stay promises, and this goes on to its end.",
}
GOES_ON = "**{incident} is an incident after all**: {by} set its label again. This goes on where it was."
REASON = "{incident} is no incident any more"
REASON_CONFIRMED = "{incident} is an incident after all"


def retract(draft: Draft, event: IncidentRetracted) -> None:
    """Close it where nobody wrote, else say what people can do; once."""
    record = draft.record
    if record.retracted or record.state in (None, State.CLOSED):
        return
    bare = draft.state is State.DRAFT and _untouched(draft)
    moved = {"source": State.DRAFT, "to": State.CLOSED} if bare else {}
    draft.journal(RETRACTED, by=event.by, reason=REASON.format(incident=event.incident), **moved)
    _say(draft)
    if bare:
        draft.state = State.CLOSED
        draft.show(State.CLOSED)


def confirm(draft: Draft, event: IncidentConfirmed) -> None:
    """Go on: what was closed for that alone is a draft again."""
    record = draft.record
    if not record.retracted:
        return
    again = draft.state is State.CLOSED and record.last_move == RETRACTED
    moved = {"source": State.CLOSED, "to": State.DRAFT} if again else {}
    draft.journal(CONFIRMED, by=event.by, reason=REASON_CONFIRMED.format(incident=event.incident), **moved)
    _say(draft)
    if again:
        draft.state = State.DRAFT
        draft.show(State.DRAFT)


def say_what_was_ruled(draft: Draft) -> None:
    """Make good for a run that journaled it and died before it said so: nothing was journaled since."""
    ruled = draft.record.ruled
    if ruled is not None and ruled.hash == draft.record.tip:
        _say(draft)


def _say(draft: Draft) -> None:
    """The comment that belongs to the last entry of these."""
    ruled = draft.record.ruled
    assert ruled is not None
    told = ruled.reason or ""
    if ruled.what == CONFIRMED:
        words = GOES_ON.format(incident=told.removesuffix(REASON_CONFIRMED.format(incident="")), by=ruled.by)
        draft.comment(f"confirmed:{ruled.made_on}", words + "\n", raced=True)
    elif said := CLOSED if ruled.to is State.CLOSED else LEFT.get(draft.state):
        words = NONE_IT_WAS.format(incident=told.removesuffix(REASON.format(incident="")), by=ruled.by) + said + UNDONE
        draft.comment(f"retracted:{ruled.made_on}", words + "\n", raced=True)


def _untouched(draft: Draft) -> bool:
    """Nobody wrote there, said anything, took it on, agreed to it or met about it: pmflow assigns a post-mortem to nobody."""
    record, loaded = draft.record, draft.snapshot.loaded
    people = loaded.talked or loaded.assignees or record.approvals or record.meeting
    return record.drafted == draft.snapshot.content_hash and not people
