"""The mappings that `pmflow.yml` is made of, one class each: every key with its type, default, meaning and unit.

The sentence below a key is its documentation: the schema for editors is made from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pmflow import severity as names_of_severities
from pmflow.model import Priority, Severity, State
from pmflow.policy import check
from pmflow.policy.names import WEEKDAYS, BlameList, Column, Profile, RuleWeight, Weekday


class Part(BaseModel):
    """The base of every mapping in `pmflow.yml`: frozen, and strict about keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: object) -> object:
        """A key without a value (its children are commented out) is as if it were not there."""
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


def _column(value: object, info: ValidationInfo) -> object:
    """A severity by any of its names, or `near_miss`."""
    if not isinstance(value, str):
        return value
    if value.casefold().replace("-", "_").replace(" ", "_") == "near_miss":
        return "near_miss"
    found = names_of_severities.normal_severity(value, (info.context or {}).get("aliases"))
    return found.value if found else value


def _weight(value: object) -> object:
    return "warn" if value == "warning" else value


def _rule_weight(value: object) -> object:
    return "warning" if value == "warn" else value


AnyColumn = Annotated[Column, BeforeValidator(_column)]
AnySeverity = Annotated[Severity, BeforeValidator(_column)]
RelativePath = Annotated[str, BeforeValidator(check.relative_path)]
Name = Annotated[str, Field(min_length=1), AfterValidator(check.name)]
Share = Annotated[int, Field(ge=0, le=100)]
Days = Annotated[int, Field(ge=1, le=3650)]


class Labels(Part):
    """The labels that pmflow reads and sets."""

    incident: str = "incident"
    """Marks an incident."""
    postmortem: str = "postmortem"
    """Marks a post-mortem."""
    action_item: str = "postmortem-action"
    """Marks an action item."""
    overdue: str = "pm-overdue"
    """Set while an action item is overdue."""
    escalated: str = "pm-escalated"
    """Set once an overdue item has gone beyond its owner."""
    state_prefix: str = "pm:"
    """Before the state's name: pm:draft, pm:reviewed…"""


class Place(Part):
    """A tracker, and where in it."""

    kind: Literal["local", "github", "jira", "memory"] = "local"
    """Which tracker."""
    repos: tuple[str, ...] = ()
    """GitHub repositories, owner/name or owner/*; empty: this one."""
    project: str | None = None
    """Jira project key."""


class Fields(Part):
    """An organisation's issue fields (GitHub) that tell of action items."""

    due: Name | None = None
    """The date field of due dates: Target date. Absent: a line in the issue's text."""
    priority: Name | None = None
    """The field of priorities, with options like P1 or High. Absent: a label."""

    @property
    def named(self) -> dict[str, str]:
        """What a field is for → what it is called."""
        return {what: name for what in ("due", "priority") if (name := getattr(self, what))}


class Tracker(Place):
    """Where post-mortems live, and what the tracker calls things."""

    labels: Labels = Labels()
    """Names of the labels."""
    incident_type: Name | None = None
    """An issue type (GitHub) by which an incident is known, beside the label."""
    fields: Fields = Fields()
    """Issue fields (GitHub)."""
    statuses: dict[State, str] = {}
    """State to workflow status (Jira). A state that is not named here is kept as a label."""
    action_items: Place | None = None
    """Where action items live; absent: beside their post-mortem."""

    @model_validator(mode="before")
    @classmethod
    def _from_kind(cls, data: object) -> object:
        return {"kind": data} if isinstance(data, str) else data


class Severities(Part):
    """How bad is bad, in the team's own words, and what follows from it."""

    aliases: dict[str, AnySeverity] = {}
    """Own names for severities: {red: P0}."""
    profiles: dict[AnyColumn, Profile] = {
        "P0": "full",
        "P1": "full",
        "P2": "full",
        "P3": "light",
        "P4": "light",
        "near_miss": "light",
    }
    """How strict the guards are: full, light or advise, by severity and for near_miss."""
    accountable: dict[AnySeverity, Name] = {}
    """Who answers for a severity in the end: a person, by name or handle."""

    @field_validator("aliases")
    @classmethod
    def _named(cls, aliases: dict[str, Severity]) -> dict[str, Severity]:
        if problems := list(check.keys(aliases)):
            raise check.Several(problems)
        return aliases


class Required(Part):
    """Which incidents need a post-mortem, and how many of them the team means to reach."""

    severities: tuple[AnyColumn, ...] = ("P0", "P1")
    """Severities, and near_miss, whose post-mortem cannot be waived."""
    targets: dict[AnySeverity, Share] = {Severity.P0: 100, Severity.P1: 100, Severity.P2: 80}
    """Completion target by severity, per cent. A severity without one is not counted."""

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, data: object) -> object:
        return {"severities": data} if isinstance(data, list | tuple) else data


class Rules(Part):
    """What the linter's rules weigh."""

    levels: dict[str, Annotated[RuleWeight, BeforeValidator(_rule_weight)]] = {}
    """Rule, or family of rules, to error, warning, note or off. A rule wins over its family."""


class LanguageWords(Part):
    """Phrases of the blameless rules that a team adds or takes away. `docs/language.md` tells how they are written."""

    add: dict[BlameList, tuple[str, ...]] = {}
    """List → phrases: `{neglect: ["DID go+ full cowboy"]}`."""
    cut: tuple[str, ...] = ()
    """Phrases that find nothing any more, as `pmflow rules NAME` and the findings show them."""


class Deadlines(Part):
    """By when. Hours and days run from the incident's resolution unless it says otherwise."""

    review_after_hours: Annotated[int, Field(ge=0, le=8760)] = 24
    """The review meeting is not before this many hours."""
    review_within_hours: Annotated[int, Field(ge=1, le=8760)] = 48
    """… and not after this many; to the end of the next working day if that holds no working hour."""
    share_days: Days = 7
    """Shared within this many calendar days of the review."""
    open_days: Days = 1
    """An incident that needs a post-mortem has one within this many business days."""
    review_days: Days = 5
    """Reviewed within this many business days."""
    stale_days: Days = 10
    """An action item in progress of which nobody was heard for this many business days is asked after."""
    action_days: dict[Priority, Days] = {Priority.P0: 5, Priority.P1: 10, Priority.P2: 30, Priority.P3: 60}
    """The first due date of an action item, in business days, by its priority."""

    @field_validator("action_days")
    @classmethod
    def _every_priority(cls, days: dict[Priority, int]) -> dict[Priority, int]:
        return {**cls.model_fields["action_days"].default, **days}

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.review_after_hours >= self.review_within_hours:
            raise ValueError(
                f"review_after_hours ({self.review_after_hours}) must be less than "
                f"review_within_hours ({self.review_within_hours})"
            )
        return self


class Calendar(Part):
    """When people work."""

    timezone: Annotated[str, BeforeValidator(check.timezone)] = "UTC"
    """IANA name: Europe/Berlin."""
    week: Annotated[tuple[Weekday, ...], Field(min_length=1), BeforeValidator(check.week)] = WEEKDAYS[:5]
    """Working days: a list, or a range such as sunday-thursday."""
    hours: Annotated[str, BeforeValidator(check.hours)] = "09:00-17:00"
    """Working hours in that time zone."""
    country: Annotated[str, BeforeValidator(check.upper)] | None = None
    """ISO 3166 code whose public holidays are free: DE. Absent: no holidays."""
    subdivision: Annotated[str, BeforeValidator(check.upper)] | None = None
    """Its state or region: BY."""
    holidays: tuple[Annotated[dt.date, BeforeValidator(check.day)], ...] = ()
    """Further free days: [2026-12-24]."""

    @model_validator(mode="after")
    def _known_country(self) -> Self:
        check.country(self.country, self.subdivision)
        return self

    @property
    def opens(self) -> dt.time:
        """Start of the working hours, local."""
        return dt.time.fromisoformat(self.hours[:5])

    @property
    def closes(self) -> dt.time:
        """End of the working hours, local; later than `opens` on the same day."""
        return dt.time.fromisoformat(self.hours[6:])


class Away(Part):
    """Days on which somebody is not there, both included."""

    first: Annotated[dt.date, BeforeValidator(check.day)]
    """The first day of the absence."""
    last: Annotated[dt.date, BeforeValidator(check.day)]
    """The last day of the absence."""

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"last ({self.last}) is before first ({self.first})")
        return self


class Person(Part):
    """Somebody who can own an action item, by all the names that documents and trackers have for them."""

    name: Name
    """As people write it."""
    handle: Annotated[str, BeforeValidator(check.handle)] | None = None
    """GitHub login."""
    account: str | None = None
    """Jira account id."""
    email: str | None = None
    """For git identities and mail."""
    aliases: tuple[Name, ...] = ()
    """Other names in documents: [Sarah]."""
    lead: Name | None = None
    """Whom to ask when the owner does not answer: a person's name or handle."""
    away: tuple[Away, ...] = ()
    """Absences: [{first: 2026-12-20, last: 2027-01-05}]."""
    left: Annotated[dt.date, BeforeValidator(check.day)] | None = None
    """From this day on they are no longer there; their lead is asked in their place."""
    notify: str | None = None
    """The name in notify that reaches them; absent: the one that is called people."""
    timezone: Annotated[str, BeforeValidator(check.timezone)] | None = None
    """Own time zone; absent: the calendar's."""
    hours: Annotated[str, BeforeValidator(check.hours)] | None = None
    """Own working hours; absent: the calendar's."""

    def is_away(self, day: dt.date) -> bool:
        """Whether `day` is one of their absences."""
        return any(absence.first <= day <= absence.last for absence in self.away)

    def has_left(self, day: dt.date) -> bool:
        """Whether they are no longer there on `day`."""
        return self.left is not None and day >= self.left

    def names(self) -> Iterator[str]:
        """All that they are called."""
        yield from (name for name in (self.name, self.handle, self.account, self.email) if name)
        yield from self.aliases


class Team(Part):
    """A group that may own an action item, because one person answers for it."""

    lead: Name
    """A person's name or handle."""
    aliases: tuple[Name, ...] = ()
    """Other names in documents: [Ops, DevOps]."""

    @model_validator(mode="before")
    @classmethod
    def _from_lead(cls, data: object) -> object:
        return {"lead": data} if isinstance(data, str) else data


class Rung(Part):
    """One step of the escalation ladder."""

    name: Name
    """What it is called in the journal."""
    day: Annotated[int, Field(ge=-365, le=365)]
    """Business days after the due date; negative: before it."""
    to: str
    """owner, lead, accountable, channel, or a name in notify."""
    label: Literal["overdue", "escalated"] | None = None
    """The label that it sets."""


LADDER: tuple[Rung, ...] = (
    Rung(name="heads-up", day=-2, to="owner"),
    Rung(name="due", day=0, to="owner"),
    Rung(name="overdue", day=1, to="owner", label="overdue"),
    Rung(name="lead", day=3, to="lead", label="escalated"),
    Rung(name="channel", day=5, to="channel", label="escalated"),
    Rung(name="accountable", day=10, to="accountable", label="escalated"),
)
"""A promise is asked after politely, then a little louder. Days are business days around the due date."""


class Answers(Part):
    """How far an answer to a reminder reaches."""

    moves: Annotated[int, Field(ge=0, le=100)] = 2
    """How often the due date of an action item may be moved to a later day."""
    move_days: Days = 20
    """How far beyond its first due date, in business days."""
    snoozes: Annotated[int, Field(ge=0, le=100)] = 2
    """How often an action item may be snoozed for one due date."""
    snooze_days: Days = 5
    """For how many business days at the most."""
    wont_do: tuple[Name, ...] = ()
    """Who may agree that an action item will not be done; empty: who is accountable for the severity, else any but its owner."""


class Messages(Part):
    """How often people are spoken to."""

    per_week: Annotated[int, Field(ge=1, le=100)] = 5
    """Messages to one person in seven days, at the most; what is over waits."""


class Audience(Part):
    """Somebody who reads post-mortems, and what it takes to reach them."""

    to: str | None = None
    """Where it is put: a folder below the root (local), an issue, owner/repo#12 (GitHub). Absent: on GitHub it is read where it
    is, in its own issue; elsewhere a folder of the audience's name, published/company."""
    tell: tuple[Name, ...] = ()
    """Whom to tell besides those who took part: people, teams, names in notify, and @logins."""
    redaction_review: bool = False
    """Whether a redaction review must be accepted first."""


class Publishing(Part):
    """Who gets to read a finished post-mortem."""

    audiences: dict[str, Audience] = {"company": Audience()}
    """Name of the audience to where it reads, and who is told."""

    @field_validator("audiences", mode="before")
    @classmethod
    def _public_is_redacted(cls, audiences: object) -> object:
        """The public reads nothing unredacted, unless the file says so in as many words."""
        if not isinstance(audiences, Mapping):
            return audiences
        return {name: cls._redacted(to) if check.audience(name) == "public" else to for name, to in audiences.items()}

    @staticmethod
    def _redacted(to: object) -> object:
        if not isinstance(to, Mapping):
            return to
        return {"redaction_review": True, **{key: value for key, value in to.items() if value is not None}}

    @field_validator("audiences")
    @classmethod
    def _named_once(cls, audiences: dict[str, Audience]) -> dict[str, Audience]:
        problems = list(check.keys(audiences))
        first: dict[str, str] = {}
        for name in audiences:
            if (other := first.setdefault(check.audience(name), name)) != name:
                problems.append(
                    ((name,), f"is the same audience as {check.shown(other)}, case does not count; keep one")
                )
        if problems:
            raise check.Several(problems)
        return audiences


class Templates(Part):
    """A team's own templates: Markdown files below the root. Absent: pmflow's."""

    stub: RelativePath | None = None
    """While the incident is running."""
    full: RelativePath | None = None
    """P0 to P2."""
    short: RelativePath | None = None
    """P3 and P4."""
    near_miss: RelativePath | None = None
    """Nothing broke, but it could have."""
