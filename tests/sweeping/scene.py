"""What the tests of a sweep have in common: people, times, and what to look at afterwards."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from pmflow.adapters.memory import Memory
from pmflow.journal import Entry
from pmflow.model import State
from pmflow.plan import WriteJournal
from pmflow.policy import Policy
from pmflow.sweeping import Swept
from pmflow.voice import Sent

DUE = dt.date(2026, 1, 16)
"""A Friday."""


PEOPLE = [
    {"name": "Sarah", "email": "sarah@example.org", "handle": "sarah-ok", "lead": "Ada"},
    {"name": "Bo", "handle": "bo"},
    {"name": "Ada", "email": "ada@example.org"},
]


def policy(**more: object) -> Policy:
    return Policy.model_validate({"people": PEOPLE, "notify": {"people": "P", "channel": "C"}, **more})


POLICY = policy()


def at(day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, tzinfo=dt.UTC)


def said(*swept: Swept) -> Counter[tuple[str, str | None, str | None, dt.date | None]]:
    """Every rung that was sent, or may have been."""
    return Counter(
        (about.ref, notice.id, notice.rung, notice.due)
        for each in swept
        for message in each.said
        if message.outcome in (Sent.SENT, Sent.UNSURE)
        for about, notice in message.notices
    )


def rungs(tracker: Memory, ref: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the journal says of messages."""
    return [
        (entry.what, entry.told.to, tuple(rung.rung for rung in entry.told.rungs))
        for entry in tracker.load(ref).journal
        if entry.told
    ]


def closed(tracker: Memory, ref: str, when: dt.datetime) -> None:
    """It was closed in the proper way."""
    entry = Entry(key=f"closed:{ref}", at=when, by="noor", what="close", source=State.SHARED, to=State.CLOSED)
    tracker.apply(ref, WriteJournal(entry))
    tracker.set_state(ref, State.CLOSED)
