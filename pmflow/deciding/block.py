"""What pmflow says in its own marked block of the document: where it stands, and who saw it. Facts of the journal only, so
that an edit of the text does not change it."""

from __future__ import annotations

from pmflow.journal import Record
from pmflow.model import State
from pmflow.states.table import next_step


def block_of(state: State, record: Record) -> str:
    """The block's Markdown for a state and the record that leads to it."""
    step = next_step(state)
    words = state.value.replace("_", " ") + (" (waived)" if record.waived else "")
    lines = [f"**Post-mortem state:** {words}" + (f" · next step: {step}" if step else "")]
    if record.meeting:
        came = ", ".join(person.name for person in record.meeting.came)
        lines.append(f"- review held {_day(record.meeting.held)}" + (f"; came: {came}" if came else ""))
    approvers = list(dict.fromkeys(a.by for a in record.approvals))
    if approvers:
        lines.append(f"- approved by {', '.join(approvers)}")
    if record.sharing and record.sharing.audience and state in (State.SHARED, State.CLOSED):
        lines.append(
            f"- shared with {record.sharing.audience}" + (f" at {record.sharing.place}" if record.sharing.place else "")
        )
    return "\n".join(lines)


def _day(held: object) -> str:
    return str(held)[:10]
