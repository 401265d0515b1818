"""What comes of a sweep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmflow.escalation.digest import About, Message
from pmflow.plan import Notify, Plan
from pmflow.voice import Sent

IN_TRACKER = "the tracker"
"""No target (their names have no spaces): a comment under each post-mortem."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message to one recipient: sent, to be sent, or held back."""

    to: str
    by_way: str
    """The notification target, or `IN_TRACKER`: a comment under each post-mortem."""
    message: Message
    notices: tuple[tuple[About, Notify], ...]
    at: dt.datetime | None
    """When it is sent: now, or once they work; None where that is not in sight."""
    outcome: Sent | None = None
    """None: it was not tried."""
    reason: str = ""
    """Why it was not sent, or not yet."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What came of a sweep."""

    plans: tuple[Plan, ...] = ()
    """Of the post-mortems where there is something to do or to say."""
    said: tuple[Said, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()
    """What could not be looked at, and why; under an empty ref, what is no single post-mortem's."""
    examined: int = 0
    of: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything was looked at, and everything that was due was said as far as is known."""
        return self.examined == self.of and not self.troubles and not any(
            each.outcome in (Sent.NOT_SENT, Sent.UNSURE) for each in self.said
        )  # fmt: skip
