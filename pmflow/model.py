"""The words of pmflow: what a post-mortem is made of.

Everything here is frozen: a change is a new value. A field that the text does not give is None (or empty); nothing is
guessed. Instants are aware; days are dates; durations are whole minutes. The names are the field's own
(see `docs/words.md`), and each word means one thing in code, on screen and in the tracker.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict


class Word(BaseModel):
    """The base of all words: frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _day_or_instant(value: object) -> object:
    """Ten characters are a day, more are an instant: pydantic alone would read a day as its midnight."""
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
    return value


DayOrInstant = Annotated[dt.datetime | dt.date, BeforeValidator(_day_or_instant)]
"""When something was held: a day, or an aware instant where the time is known."""


class State(StrEnum):
    """Where a post-mortem stands. "Overdue" and "stale" are no states: they follow from dates."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    ACTIONS_TRACKED = "actions_tracked"
    SHARED = "shared"
    CLOSED = "closed"


class Step(StrEnum):
    """What moves a post-mortem along, in the imperative."""

    REVIEW = "review"
    TRACK = "track"
    SHARE = "share"
    CLOSE = "close"
    REVISE = "revise"
    REOPEN = "reopen"
    WAIVE = "waive"


class Severity(StrEnum):
    """How bad it was, P0 worst. SEV1, S1, "critical" and a policy's own names are read as aliases."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Priority(StrEnum):
    """How soon an action item must be done, P0 first."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class ActionStatus(StrEnum):
    """An action item's own short life. `proposed` promises nothing; from `planned` on it is a commitment."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    VERIFIED = "verified"
    WONT_DO = "wont_do"

    @property
    def is_open(self) -> bool:
        return self in (ActionStatus.PROPOSED, ActionStatus.PLANNED, ActionStatus.IN_PROGRESS)


class ActionKind(StrEnum):
    """What an action item does about the next incident of this sort."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    PROCESS = "process"


class Improves(StrEnum):
    """Which part of the practice an action item makes better."""

    PLAYBOOK = "playbook"
    ALERTING = "alerting"
    CHANGE_MANAGEMENT = "change_management"
    ON_CALL = "on_call"
    TESTING = "testing"
    OTHER = "other"


class SectionName(StrEnum):
    """The eight sections of a post-mortem, in the order in which people write them."""

    SUMMARY = "summary"
    TIMELINE = "timeline"
    IMPACT = "impact"
    ROOT_CAUSE = "root_cause"
    WENT_WELL = "went_well"
    WENT_POORLY = "went_poorly"
    ACTION_ITEMS = "action_items"
    LESSONS_LEARNED = "lessons_learned"


class Section(Word):
    """One of the eight sections as this document has it: its own heading, where it is, and its rendered text."""

    heading: str
    line: int
    """1-based line of the heading (or bold label)."""
    end_line: int
    """Last line that belongs to it, 1-based, inclusive."""
    text: str = ""
    """Rendered text below the heading, without code, comments and pmflow's own block."""


class TimelineEntry(Word):
    """One thing that happened. `raw` is the time alone as written; `at` is aware, or None where no zone or day is known."""

    at: AwareDatetime | None = None
    until: AwareDatetime | None = None
    """The end, where a range was written ("11:00 - 11:45")."""
    raw: str | None = None
    text: str
    line: int = 0
    approximate: bool = False
    local: dt.datetime | None = None
    """Naive local time where the day is known but no zone: enough to check the order, never shown as an instant."""


class Impact(Word):
    """Who was hurt, and how much, in the document's own words; only `duration_minutes` is a number."""

    users: str | None = None
    revenue: str | None = None
    reputation: str | None = None
    duration: str | None = None
    support_tickets: str | None = None
    duration_minutes: int | None = None


class Why(Word):
    """One of the five whys: the question and its answer."""

    question: str
    answer: str | None = None


class Evidence(Word):
    """What a reader can check for himself."""

    kind: Literal["log", "screenshot", "dashboard", "chat", "other"] = "other"
    label: str
    url: str | None = None


class ActionItem(Word):
    """A promise to change something. `id` is "AI-1" once it is tracked, and None before."""

    id: str | None = None
    title: str
    """Rendered text, links reduced to their words, without owner, date, priority and status decoration."""
    owner: str | None = None
    """As written, without a leading @."""
    due: dt.date | None = None
    due_raw: str | None = None
    """The words for the due date as written ("2 weeks"), also where `due` could be resolved from them."""
    priority: Priority | None = None
    priority_raw: str | None = None
    status: ActionStatus | None = None
    status_raw: str | None = None
    kind: ActionKind | None = None
    improves: Improves | None = None
    done_when: str | None = None
    """How one can see that it is done (the measurable outcome)."""
    evidence: str | None = None
    """A link that shows that it was done."""
    link: str | None = None
    """The tracker's item, or a ticket that the document names."""
    reason: str | None = None
    """Why it will not be done, and who agreed."""
    line: int = 0


class Person(Word):
    """Somebody who took part; `role` is responder, affected, expert or stakeholder where it is known."""

    name: str
    role: Literal["responder", "affected", "expert", "stakeholder"] | None = None


class Approval(Word):
    """Somebody read it and agreed, on exactly that content."""

    by: str
    at: AwareDatetime
    content_hash: str
    asserted: bool = True
    """True where the name was only stated (a git identity); False where the tracker proved who it was."""


class Review(Word):
    """The review meeting: planned, held, who was asked and who came."""

    planned: AwareDatetime | None = None
    held: DayOrInstant | None = None
    invited: tuple[Person, ...] = ()
    came: tuple[Person, ...] = ()
    approvals: tuple[Approval, ...] = ()


class Sharing(Word):
    """Who can learn from it, where, since when."""

    audience: str | None = None
    place: str | None = None
    at: AwareDatetime | None = None


class Unread(Word):
    """A stretch of the document that was not understood: kept byte for byte, and said."""

    line: int
    end_line: int
    reason: str


class Postmortem(Word):
    """A post-mortem as pmflow understands it, from whatever template it was written."""

    ref: str = ""
    title: str | None = None
    incident: str | None = None
    """Reference of the incident it is about (a slug, an issue, a ticket key)."""
    state: State | None = None
    severity: str | None = None
    """As written."""
    severity_normal: Severity | None = None
    near_miss: bool = False
    date: dt.date | None = None
    """First effect that users saw, else the incident's date as stated."""
    started_at: AwareDatetime | None = None
    detected_at: AwareDatetime | None = None
    resolved_at: AwareDatetime | None = None
    resolved_on: dt.date | None = None
    """Local day of the resolution; relative due dates count from here."""
    duration_minutes: int | None = None
    duration_raw: str | None = None
    authors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Everybody the document names in a role: authors, owners, attendees, lead."""
    sections: dict[SectionName, Section] = {}
    timezone: str | None = None
    """The zone as stated ("UTC", "CET", "+05:30"), None where it is not."""
    timeline: tuple[TimelineEntry, ...] = ()
    impact: Impact = Impact()
    root_cause: str | None = None
    contributing_factors: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    """Why existing safeguards failed."""
    five_whys: tuple[Why, ...] = ()
    went_well: tuple[str, ...] = ()
    went_poorly: tuple[str, ...] = ()
    lucky: tuple[str, ...] = ()
    surprised: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    no_actions_reason: str | None = None
    """Why there is nothing to do, where the document says "none needed, because …"."""
    evidence: tuple[Evidence, ...] = ()
    review: Review = Review()
    sharing: Sharing = Sharing()
    unread: tuple[Unread, ...] = ()


class IncidentStatus(StrEnum):
    RUNNING = "running"
    RESOLVED = "resolved"


class Incident(Word):
    """What happened, before anybody wrote about it. It exists without its post-mortem, so one can see which have none."""

    ref: str
    title: str
    severity: str | None = None
    severity_normal: Severity | None = None
    started_at: AwareDatetime | None = None
    detected_at: AwareDatetime | None = None
    resolved_at: AwareDatetime | None = None
    near_miss: bool = False
    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    responders: tuple[str, ...] = ()
    impact: Impact = Impact()
    timeline: tuple[TimelineEntry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    said: str = ""
    """What its own text says, as text: whatever looks like markup in it is none."""
    postmortem: str | None = None
    """Ref of its post-mortem, None while it has none."""
    comments: frozenset[str] = frozenset()
    """Keys of what pmflow said under it."""
    trouble: str | None = None
    """Why this one could not be read, where it could not (in a list of all; alone it is an error)."""
    unmarked: str | None = None
    """A post-mortem that pmflow named under it, which is still there and bears the mark of one, or its name, no more."""
    unread: tuple[str, ...] = ()
    """Where its post-mortem could be, too, and nobody could look; with the reason."""

    @property
    def status(self) -> IncidentStatus:
        return IncidentStatus.RESOLVED if self.resolved_at else IncidentStatus.RUNNING

    @property
    def is_running(self) -> bool:
        """Whether it goes on; of a near miss, nothing ever ran."""
        return self.status is IncidentStatus.RUNNING and not self.near_miss


class Level(StrEnum):
    """How much a finding or a guard weighs. `note` never counts against anybody."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Word):
    """One remark on a document: where, why, and what to write in its place."""

    rule: str
    severity: Level
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None
    section: SectionName | None = None
    message: str
    suggestion: str | None = None
    fix: str | None = None
    """Words for the place, where they are safe to put there unseen; None nearly always."""
