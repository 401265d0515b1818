"""The proposal for a review meeting: the slot, who can come, what else there is, and what is to be said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from pmflow.meeting.slots import slot_words
from pmflow.report.screen import columns, marks, one_line, say

if TYPE_CHECKING:
    from rich.console import Console

    from pmflow.meeting.propose import Proposal
    from pmflow.meeting.slots import Slot


def show_proposal(console: Console, proposal: Proposal) -> None:
    """What `meeting REF` says."""
    sign = marks(console)
    say(console, (one_line(f"Review of {proposal.title or proposal.ref}"), "bold"))
    if proposal.window is not None:
        start, end = (moment.astimezone(proposal.zone) for moment in (proposal.window.start, proposal.window.end))
        say(console, f"window: {start:%a %Y-%m-%d %H:%M} – {end:%a %Y-%m-%d %H:%M %Z}")
    slot = proposal.slot
    if slot is not None:
        word = "planned: " if proposal.planned else "proposed: "
        come = f" ({_count(proposal, slot)} can come)" if slot.can else ""
        say(console, word, (slot_words(slot, proposal.zone), "bold cyan"), come)
    rows = []
    for number, each in enumerate(proposal.attendees):
        can = slot.can[number] if slot else True
        mark = Text(sign.yes, "green") if can else Text(sign.no, "bold red")
        if not each.known:
            mark = Text("?", "yellow")
        local = f"{slot.start.astimezone(each.zone):%a %H:%M %Z}" if slot else ""
        rows.append(
            [
                mark if slot else Text(sign.dot),
                Text(one_line(each.name)),
                Text(", ".join(each.roles), "dim"),
                Text(local),
            ]
        )
    columns(console, rows)
    for number, other in enumerate(proposal.alternatives):
        lead = "or: " if number == 0 else "    "
        come = f" ({_count(proposal, other)})" if other.can else ""
        outside = "" if other.inside else ", after the window"
        say(console, lead, slot_words(other, proposal.zone), come, outside)
    for note in proposal.notes:
        say(console, ("! ", "bold yellow"), one_line(note), hang=2)


def proposal_as_json(proposal: Proposal) -> dict[str, Any]:
    """What `meeting --json` prints. Times are ISO in the calendar's zone, the window's in UTC; null is not known."""
    slot, window = proposal.slot, proposal.window
    return {
        "ref": proposal.ref,
        "window": {"start": window.start.isoformat(), "end": window.end.isoformat()} if window else None,
        "proposed": _slot(proposal, slot) if slot else None,
        "planned": proposal.planned,
        "minutes": proposal.minutes,
        "late_minutes": int(proposal.late.total_seconds()) // 60,
        "attendees": [
            {
                "name": each.name,
                "roles": list(each.roles),
                "zone": str(each.zone),
                "local_start": slot.start.astimezone(each.zone).isoformat() if slot else None,
                "available": slot.can[number] if slot and each.known else None,
                "email": each.email,
            }
            for number, each in enumerate(proposal.attendees)
        ],
        "alternatives": [
            {
                **_slot(proposal, other),
                "available": [a.name for a, can in zip(proposal.attendees, other.can, strict=True) if can and a.known],
            }
            for other in proposal.alternatives
        ],
        "notes": list(proposal.notes),
    }


def _count(proposal: Proposal, slot: Slot) -> str:
    """`2 of 3`: of whom one knows when they work; of the others nothing is said."""
    known = [can for each, can in zip(proposal.attendees, slot.can, strict=True) if each.known]
    return f"{sum(known)} of {len(slot.can)}"


def _slot(proposal: Proposal, slot: Slot) -> dict[str, Any]:
    return {
        "start": slot.start.astimezone(proposal.zone).isoformat(),
        "end": slot.end.astimezone(proposal.zone).isoformat(),
        "zone": str(proposal.zone),
        "inside_window": slot.inside,
    }
