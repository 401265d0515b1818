"""A sweep in the making: what was found so far, what everybody was sent in the last seven days, and whether to go on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from pmflow.errors import PmflowError, TrackerThrottled, TrackerUnavailable
from pmflow.escalation.digest import About
from pmflow.journal import Record
from pmflow.plan import Notify, Plan
from pmflow.policy import Policy
from pmflow.policy.check import who
from pmflow.tracker import Card, Tracker

WEEK = dt.timedelta(days=7)
GIVEN_UP = 5
"""After so many in a row for which the tracker does not answer, the rest is left for the next sweep."""


@dataclass(slots=True)
class Sweep:
    """One run."""

    tracker: Tracker
    policy: Policy
    now: dt.datetime
    write: bool
    key: bytes | None
    root: Path | None
    """Where the team's own templates are."""
    plans: list[Plan] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)
    """Incident → the post-mortem that was opened for it."""
    troubles: list[tuple[str, str]] = field(default_factory=list)
    due: dict[tuple[str, bool], list[tuple[About, Notify]]] = field(default_factory=dict)
    """What there is to say, by recipient (and whether that is a person)."""
    cards: dict[str, Card] = field(default_factory=dict)
    """Of the post-mortems that something is due of: just before it is said, one looks again."""
    logins: dict[str, frozenset[str]] = field(default_factory=dict)
    """Post-mortem → who is assigned there, as last seen."""
    messages: dict[str, set[dt.datetime]] = field(default_factory=dict)
    """When each person was sent something in the last seven days, by their name as names are compared."""
    names: dict[str, str] = field(default_factory=dict)
    """How a recipient was first called: `sarah` and `@Sarah` are one, also where policy knows neither."""
    examined: int = 0
    of: int = 0
    unanswered: int = 0
    """For how many in a row the tracker did not answer."""
    throttled: bool = False
    """The tracker has had enough of requests: not one more is sent."""

    counted: dict[str, str] = field(default_factory=dict)
    """Incident → the first open post-mortem that names it."""
    claims: dict[str, list[str]] = field(default_factory=dict)
    """Incident → the open post-mortems that name it, in order."""
    rivals: dict[str, list[str]] = field(default_factory=dict)
    """Of the post-mortems that show a status: what it says of others of the same incident."""

    @property
    def stopped(self) -> bool:
        """Whether to leave the rest for the next sweep."""
        return self.throttled or self.unanswered >= GIVEN_UP

    def missed(self, ref: str, error: PmflowError) -> None:
        """Something could not be looked at, written or said."""
        self.troubles.append((ref, str(error)))
        self.throttled = self.throttled or isinstance(error, TrackerThrottled)
        self.unanswered = self.unanswered + 1 if isinstance(error, TrackerUnavailable) else 0

    def add_due(self, about: About, notice: Notify) -> None:
        to = self.names.setdefault(who(notice.to[0]), notice.to[0]) if notice.person else notice.to[0]
        self.due.setdefault((to, notice.person), []).append((about, notice))

    def count_messages(self, record: Record) -> None:
        for to, at in record.messages:
            self.count_message(to, at)

    def count_message(self, to: str, at: dt.datetime) -> None:
        if at > self.now - WEEK:
            self.messages.setdefault(who(to), set()).add(at)

    def sent_to(self, to: str, *, but: dt.datetime | None = None) -> int:
        """How many messages a person was sent in seven days, but for those of one moment."""
        return len(self.messages.get(who(to), set()) - {but})
