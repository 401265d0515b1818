"""What comes of a sweep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmflow.escalation.digest import About, Message, message_of
from pmflow.escalation.promises import OPEN
from pmflow.plan import Notify, Plan
from pmflow.voice import Sent

IN_TRACKER = "the tracker"
"""No target (their names have no spaces): a comment under each post-mortem."""


LEFT = "left for the next sweep"
OVERTAKEN = "was said, or is no longer due: somebody else was quicker"
UNWRITTEN = "was not said: it could not be journaled"

Saying = tuple[About, Notify]
"""Of which post-mortem (or incident) there is what to say."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message to one recipient: sent, to be sent, or held back."""

    to: str
    by_way: str
    """The notification target, or `IN_TRACKER`: a comment under each post-mortem."""
    message: Message
    notices: tuple[Saying, ...]
    at: dt.datetime | None
    """When it is sent: now, or once they work; None where that is not in sight."""
    outcome: Sent | None = None
    """None: it was not tried."""
    reason: str = ""
    """Why it was not sent, or not yet."""

    def of(self, part: Iterable[Saying], *, named: str | None) -> Said:
        """The same, of a part of it alone."""
        notices = tuple(part)
        return replace(self, message=message_of(notices, name=named), notices=notices)


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
    opened: tuple[tuple[str, str], ...] = ()
    """Incidents that had no post-mortem and wanted one, and what was opened for each."""

    @property
    def whole(self) -> bool:
        """Whether everything was looked at, and everything that was due was said as far as is known."""
        return self.examined == self.of and not self.troubles and not any(
            each.outcome in (Sent.NOT_SENT, Sent.UNSURE) for each in self.said
        )  # fmt: skip


def by_ref(said: Iterable[Saying]) -> list[tuple[About, list[Notify]]]:
    """By post-mortem; and by incident, which may bear the same name."""
    parts: dict[tuple[str, bool], tuple[About, list[Notify]]] = {}
    for about, notice in said:
        parts.setdefault((about.ref, notice.id == OPEN), (about, []))[1].append(notice)
    return list(parts.values())
