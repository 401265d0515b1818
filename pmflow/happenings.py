"""What a tracker tells of itself: somebody touched an incident, a post-mortem, an action item, or gave a command. Pure.

Made from a tracker's own payloads by its adapter (`adapters/github/webhook.py`), and reacted to by `pmflow.reacting`. A
happening says who did what and where, never how things stand: that is loaded when it is reacted to, because it may have
moved on since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Touch = Literal["opened", "labeled", "unlabeled", "edited", "closed", "reopened", "assigned", "unassigned", "deleted"]
"""What somebody did with an issue or a ticket. Whatever else can be done with one (pinned, locked) is nobody's business."""


@dataclass(frozen=True, slots=True)
class IncidentTouched:
    """An incident began, was given a severity, is over, or over no more."""

    ref: str
    what: Touch
    by: str = ""
    """Who did it, as the tracker knows them; empty where it does not say."""
    bot: bool = False
    """The tracker says that it was a machine."""
    label: str | None = None
    """Which one, where it was labeled or unlabeled."""

    @property
    def summary(self) -> str:
        return _told("the incident", self.ref, self.what, self.by, self.label)


@dataclass(frozen=True, slots=True)
class PostmortemTouched:
    """A post-mortem was edited, closed, given another state by hand…"""

    ref: str
    what: Touch
    by: str = ""
    bot: bool = False
    label: str | None = None
    at: str | None = None
    """When, as the tracker says it: by this one knows a repeat."""

    @property
    def summary(self) -> str:
        return _told("the post-mortem", self.ref, self.what, self.by, self.label)


@dataclass(frozen=True, slots=True)
class ActionItemTouched:
    """An action item was closed, reopened, given to somebody…"""

    ref: str
    """The post-mortem that it belongs to; empty where its own words do not tell: then the tracker is asked (`item_at`)."""
    what: Touch
    by: str = ""
    bot: bool = False
    label: str | None = None
    id: str = ""
    """`AI-1`."""
    place: str = ""
    """The item's own ref in the tracker."""

    @property
    def summary(self) -> str:
        return _told(
            f"{self.id} of" if self.id else "the action item", self.ref or self.place, self.what, self.by, self.label
        )


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """Somebody wrote a comment that begins with `/pmflow`."""

    ref: str
    """The post-mortem that it is about; of one under an incident, the incident; empty as in `ActionItemTouched`."""
    text: str
    """The whole comment. Only its first line is a command."""
    comment: str
    """The tracker's id of the comment: by it a repeat is known, and the answer finds its place."""
    by: str = ""
    bot: bool = False
    place: str = ""
    """Where the comment stands: the post-mortem itself, an action item, an incident; as a ref."""
    id: str | None = None
    """The action item under which it was given, so that it need not be named."""
    under_incident: bool = False

    @property
    def summary(self) -> str:
        line = next(iter(self.text.splitlines()), "").strip()
        return f"{self.by or 'somebody'}, under {self.place or self.ref}: {line}"


Happening = IncidentTouched | PostmortemTouched | ActionItemTouched | CommandGiven


def _told(which: str, ref: str, what: Touch, by: str, label: str | None) -> str:
    about = f" ({label})" if label else ""
    return f"{which} {ref} was {what}{about}{f' by {by}' if by else ''}"
