"""What pmflow says in its own marked block of the document, where the document is all that there is: where it stands, and
who saw it.

Facts of the journal only, so that an edit of the text does not change it. It is written last of all, and so tells two
things to whoever reads it later: that the move before it was finished, and what the state was, should the journal be lost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

from pmflow.journal import Entry, Record, with_entry
from pmflow.model import Sharing, State
from pmflow.states.table import next_step

STATE = "**Post-mortem state:** "
WAIVED = " (waived)"
SHARED = "- shared with "
_SHARED = re.compile(rf"^{SHARED}(.+?)(?: at (.+))?$", re.M)


def block_of(state: State, record: Record) -> str:
    """The block's Markdown for a state and the record that leads to it."""
    step = next_step(state)
    words = state.value.replace("_", " ") + (WAIVED if record.waived else "")
    lines = [f"{STATE}{words}" + (f" · next step: {step}" if step else "")]
    if record.meeting:
        came = ", ".join(_plain(person.name) for person in record.meeting.came)
        lines.append(f"- review held {str(record.meeting.held)[:10]}" + (f"; came: {came}" if came else ""))
    if record.planned and state is State.DRAFT:
        lines.append(f"- review planned for {record.planned.at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC")
    if state is not State.DRAFT and not record.waived:
        last = record.approvals[-1].content_hash if record.approvals else None  # of the text as it was seen last
        approved = {_plain(a.by): a.at.date() for a in record.approvals if a.content_hash == last}
        if approved:
            lines.append("- approved by " + ", ".join(f"{name} ({day})" for name, day in approved.items()))
    if record.sharing and record.sharing.audience:
        place = f" at {_plain(record.sharing.place)}" if record.sharing.place else ""
        lines.append(f"{SHARED}{_plain(record.sharing.audience)}{place}")
    return "\n".join(lines)


def told_state(block: str | None) -> tuple[State | None, bool]:
    """The state that a block tells, and whether it was waived; (None, False) where it tells none."""
    first = (block or "").split("\n", 1)[0]
    if not first.startswith(STATE):
        return None, False
    words = first.removeprefix(STATE).split(" · ", 1)[0]
    waived = words.endswith(WAIVED)
    try:
        return State(words.removesuffix(WAIVED).replace(" ", "_")), waived
    except ValueError:
        return None, False


def told_sharing(block: str | None) -> Sharing | None:
    """With whom and where a block tells that the post-mortem is shared; since when, it does not tell."""
    found = _SHARED.search(block or "")
    return Sharing(audience=found[1], place=found[2]) if found else None


def told_by(block: str | None, journal: Sequence[Entry]) -> Literal["all", "some", "other"]:
    """Whether a block tells all that the journal amounts to; only what it did earlier, because a run died before the block
    was written; or something else: entries that are gone, an edit. No block tells all of a journal that moved nothing."""
    record, found = Record(), block is None
    for entry in journal:
        if record.state is not None and block_of(record.state, record) == block:
            found = True
        record = with_entry(record, entry)
    if record.state is None:
        return "all" if block is None else "other"
    if block_of(record.state, record) == block:
        return "all"
    return "some" if found else "other"


def _plain(words: str) -> str:
    """People's names on one line, and without what would end or begin a comment."""
    return " ".join(words.split()).replace("<!--", "").replace("-->", "")
