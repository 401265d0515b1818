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
        'People wrote here, so this stays. If it is not needed, `/pmflow waive "WHY"` closes it, whatever its severity.'
    ),
    State.REVIEWED: (
        'It was reviewed, so this stays. If it is not needed: `/pmflow revise "WHY"`, and then `/pmflow waive "WHY"`.'
    ),
    State.ACTIONS_TRACKED: "Its action items stay promises, and this goes on to its end.",
    State.SHARED: "Its action items stay promises, and this goes on to its end.",
}
GOES_ON = "**{incident} is an incident after all**: {by} set its label again. This goes on where it was."
REASON = "{incident} is no incident any more"


def retract(draft: Draft, event: IncidentRetracted) -> None:
    """Close it where nobody wrote, else say what people can do; once."""
    record = draft.record
    if record.retracted or record.state in (None, State.CLOSED):
        return
    bare = draft.state is State.DRAFT and _untouched(draft)
    words = NONE_IT_WAS.format(incident=event.incident, by=event.by) + (CLOSED if bare else LEFT[draft.state]) + UNDONE
    # The comment first: a run that dies after it says it once all the same, because the key is the chain's.
    draft.comment(f"retracted:{record.tip}", words + "\n")
    moved = {"source": State.DRAFT, "to": State.CLOSED} if bare else {}
    draft.journal(RETRACTED, by=event.by, reason=REASON.format(incident=event.incident), **moved)
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
    draft.comment(f"confirmed:{record.tip}", GOES_ON.format(incident=event.incident, by=event.by) + "\n")
    draft.journal(CONFIRMED, by=event.by, **moved)
    if again:
        draft.state = State.DRAFT
        draft.show(State.DRAFT)


def _untouched(draft: Draft) -> bool:
    record = draft.record
    return record.drafted == draft.snapshot.content_hash and not record.approvals and record.meeting is None
