"""A sweep in the making: what was found so far, and what everybody was sent in the last seven days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pmflow.escalation.digest import About
from pmflow.journal import Record
from pmflow.plan import Notify, Plan
from pmflow.policy import Policy
from pmflow.policy.check import who
from pmflow.tracker import Card, Tracker

WEEK = dt.timedelta(days=7)


@dataclass(slots=True)
class Sweep:
    """One run."""

    tracker: Tracker
    policy: Policy
    now: dt.datetime
    write: bool
    key: bytes | None
    plans: list[Plan] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    due: dict[tuple[str, bool], list[tuple[About, Notify]]] = field(default_factory=dict)
    """What there is to say, by recipient (and whether that is a person)."""
    cards: dict[str, Card] = field(default_factory=dict)
    """Of the post-mortems that something is due of: just before it is said, one looks again."""
    messages: dict[str, set[dt.datetime]] = field(default_factory=dict)
    """When each person was sent something in the last seven days, by their name as names are compared."""
    names: dict[str, str] = field(default_factory=dict)
    """How a recipient was first called: `sarah` and `@Sarah` are one, also where policy knows neither."""
    examined: int = 0
    of: int = 0

    def add_due(self, about: About, notice: Notify) -> None:
        to = self.names.setdefault(who(notice.to[0]), notice.to[0]) if notice.person else notice.to[0]
        self.due.setdefault((to, notice.person), []).append((about, notice))

    def count_messages(self, record: Record) -> None:
        for to, at in record.messages:
            self.count_message(to, at)

    def count_message(self, to: str, at: dt.datetime) -> None:
        if at > self.now - WEEK:
            self.messages.setdefault(who(to), set()).add(at)

    def has_had_enough(self, to: str) -> bool:
        """Whether a person was sent as many messages as policy allows; those of this run count for nothing here."""
        return len(self.messages.get(who(to), set()) - {self.now}) >= self.policy.messages.per_week
