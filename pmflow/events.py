"""What can happen to a post-mortem: facts from a tracker, in the past participle, and the one request, `StepAsked`.

`decide` takes one of these at a time. `by` is who did it, as the tracker knows them; what pmflow notices by itself says
`by="pmflow"`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime

from pmflow.model import DayOrInstant, Incident, Person, Step, Word

Answering = Literal["done", "verify", "due", "snooze", "assign", "wont_do"]
"""How one can answer for an action item."""


class _Happened(Word):
    by: str = "pmflow"
    asked: str | None = None
    """By what a repeat of the very same request is known: the comment in which it was made. It is carried out once."""


class StepAsked(_Happened):
    """Somebody wants the post-mortem to move on. A refusal is an answer, not an error."""

    step: Step
    reason: str | None = None
    overrides: tuple[str, ...] = ()
    """Guards to be passed over, by name; needs a reason and the right to."""
    approver: str | None = None
    """Who agreed that no post-mortem is needed (`waive`)."""
    audience: str | None = None
    """For `share`: one of the policy's audiences."""
    authors: tuple[str, ...] = ()
    """Who wrote it, where the document does not say."""


class PostmortemOpened(_Happened):
    """A post-mortem was made from an incident; or it was there, and the incident has more to say by now."""

    incident: str
    facts: Incident | None = None
    """The incident as it is now. With it, a draft is given what it has not: moments, timeline entries, sections."""
    template: str | None = None
    """The template that fits now, filled from `facts`."""
    made: str | None = None
    """The text that pmflow makes of the incident now, as the tracker keeps it: where the post-mortem has that, nobody wrote
    there."""


class IncidentRetracted(_Happened):
    """It was no incident: somebody took its label off."""

    incident: str


class IncidentConfirmed(_Happened):
    """It is an incident after all: the label is there again."""

    incident: str


class PostmortemApproved(_Happened):
    """Somebody read it and agrees; `proven` where the tracker vouches for who it was."""

    proven: bool = False
    redaction: bool = False
    """True: agrees that nothing confidential is in it, so that it can be public."""


class PostmortemRead(_Happened):
    """Somebody says that they read what was shared."""


class ReviewMeetingHeld(_Happened):
    """The review took place."""

    held: DayOrInstant
    invited: tuple[Person, ...] = ()
    came: tuple[Person, ...] = ()


class ReviewMeetingPlanned(_Happened):
    """The review was given a time; a second one replaces it."""

    at: AwareDatetime
    minutes: int = 60
    invited: tuple[Person, ...] = ()


class JournalAccepted(_Happened):
    """Somebody compared a journal with version control and vouches for it as it is."""

    reason: str | None = None


class StateSet(_Happened):
    """A state was set in the tracker by hand: a label, a dragged card, an edited front matter. Which one, the tracker shows."""


class DocumentEdited(_Happened):
    """The text changed."""


class ActionItemChanged(_Happened):
    """An action item was closed, reopened, assigned or dated in the tracker."""

    id: str
    change: Literal["closed", "reopened", "assigned", "dated", "deleted"] = "closed"


class StandIn(Word):
    """That a tracker cannot give an action item to the one who is named, and whom it would give it to instead."""

    why: str
    """In words that begin a sentence."""
    to: str | None = None
    """Who answers for them, by the tracker's name; None: nobody."""


class AnswerGiven(_Happened):
    """Somebody answered for an action item: it is done, it needs longer, somebody else does it. Which of the values below
    are looked at is the answer's; what people typed was made into them before (`pmflow.deciding.answer_words`)."""

    id: str
    answer: Answering
    evidence: str | None = None
    """For `done`: a link that shows it."""
    due: dt.date | None = None
    """For `due`: the new date."""
    days: int | None = None
    """For `snooze`: for how many business days."""
    owner: str | None = None
    """For `assign`: who does it from now on."""
    stand_in: StandIn | None = None
    """For `assign`: what the tracker says of the owner, where it cannot assign them; the engine asks it."""
    reason: str | None = None
    """For `wont_do`, and for overrides; else where somebody gives one."""
    approver: str | None = None
    """For `wont_do`: who agreed."""
    overrides: tuple[str, ...] = ()
    """Guards to be passed over, by name; needs a reason and the right to."""


class Synced(_Happened):
    """Time to look: reconcile document, action items and tracker."""


Event = (
    StepAsked
    | PostmortemOpened
    | IncidentRetracted
    | IncidentConfirmed
    | PostmortemApproved
    | PostmortemRead
    | ReviewMeetingHeld
    | ReviewMeetingPlanned
    | JournalAccepted
    | StateSet
    | DocumentEdited
    | ActionItemChanged
    | AnswerGiven
    | Synced
)
