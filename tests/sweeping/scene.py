"""What the tests of a sweep have in common: people, times, and what to look at afterwards."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from pmflow.adapters.memory import Memory
from pmflow.errors import TrackerThrottled
from pmflow.journal import Entry
from pmflow.model import Incident, State
from pmflow.plan import EFFECT_NAMES, Effect, WriteJournal
from pmflow.policy import Policy
from pmflow.sweeping import Swept
from pmflow.tracker import Loaded
from pmflow.voice import Sent

DUE = dt.date(2026, 1, 16)
"""A Friday."""


PEOPLE = [
    {"name": "Sarah", "email": "sarah@example.org", "handle": "sarah-ok", "lead": "Ada"},
    {"name": "Bo", "handle": "bo"},
    {"name": "Ada", "email": "ada@example.org"},
]


def policy(**more: object) -> Policy:
    """Post-mortems are opened on request alone, so that people are asked for those that are not there."""
    usual = {"people": PEOPLE, "notify": {"people": "P", "channel": "C"}, "opens_on": "request"}
    return Policy.model_validate({**usual, **more})


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


class Counted(Memory):
    """A tracker that counts what is asked of it, and takes only so many requests: of the next it says that it has had
    enough. What it lists costs nothing here."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed: int | None = None
        self.asked: list[str] = []
        """`load PM-1`, `journal PM-1`…, also what was refused."""
        self._asking = False

    @contextmanager
    def ask(self, what: str) -> Iterator[None]:
        """What one request asks for inside costs no other."""
        if self._asking:
            yield
            return
        self.asked.append(what)
        if self.allowed is not None and len(self.asked) > self.allowed:
            raise TrackerThrottled("too many requests; run it again in 3601 s", retry_after=3601.0)
        self._asking = True
        try:
            yield
        finally:
            self._asking = False

    def load(self, ref: str) -> Loaded:
        with self.ask(f"load {ref}"):
            return super().load(ref)

    def apply(self, ref: str, effect: Effect) -> None:
        with self.ask(f"{EFFECT_NAMES[type(effect)]} {ref}"):
            super().apply(ref, effect)

    def incident(self, ref: str) -> Incident:
        with self.ask(f"incident {ref}"):
            return super().incident(ref)

    def incidents(self) -> Iterator[Incident]:
        for ref in sorted(self._incidents):
            yield super().incident(ref)

    def hold_incident(self, ref: str) -> AbstractContextManager[object]:
        assert ref in self._incidents
        return self._lock

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        with self.ask(f"comment {ref}"):
            super().comment_incident(ref, key, text)
