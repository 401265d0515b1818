"""What a team has decided: `pmflow.yml` as values, and what one can ask of it.

Data and look-ups only. Nothing here reads a file, the clock or the environment, and no address of a notification
target ever stands here: only the name of the environment variable that holds it.

`Policy(...)` is always the effective policy: the preset of its phase is laid under what is given (see `presets.py`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BeforeValidator, Field, field_validator, model_validator

from pmflow import severity as names_of_severities
from pmflow.model import Level, Priority, SectionName, Severity
from pmflow.policy import check, together
from pmflow.policy.names import (
    COLUMNS,
    PROFILES,
    SECTIONS,
    STRUCTURAL,
    TEMPLATES,
    Column,
    Guard,
    Profile,
    Template,
    Weight,
)
from pmflow.policy.parts import (
    LADDER,
    Answers,
    AnyColumn,
    Audience,
    Calendar,
    Deadlines,
    LanguageWords,
    Messages,
    Name,
    Part,
    Person,
    Publishing,
    Required,
    Rules,
    Rung,
    Severities,
    Team,
    Templates,
    Tracker,
)
from pmflow.policy.presets import PRESETS, Phase, effective
from pmflow.policy.working import ReviewWindow, WorkingCalendar, working_calendar


def _weight(value: object) -> object:
    return "warn" if value == "warning" else value


class Policy(Part):
    """All that a team has decided. Without a file: `Policy()`."""

    mode: Literal["observe", "enforce"] = "observe"
    """observe: what pmflow does on its own is only shown. enforce: it is done."""
    phase: Phase = "adoption"
    """The preset under this file: how far the team has come."""
    tracker: Tracker = Tracker()
    """Where post-mortems live."""
    severities: Severities = Severities()
    """Names of severities, and how strict each is."""
    required: Required = Required()
    """Which incidents need a post-mortem."""
    guards: dict[Guard, dict[AnyColumn, Annotated[Weight, BeforeValidator(_weight)]]] = Field(default_factory=dict)
    """Guard to error, warn or off; or to a mapping of severity (and near_miss) to that."""
    language: LanguageWords = LanguageWords()
    """What the blameless rules listen for, besides what they know."""
    rules: Rules = Rules()
    """What the linter's rules weigh."""
    deadlines: Deadlines = Deadlines()
    """By when."""
    calendar: Calendar = Calendar()
    """When people work."""
    people: tuple[Person, ...] = ()
    """Who is who."""
    teams: dict[str, Team] = Field(default_factory=dict)
    """Team to the person who answers for it."""
    ladder: tuple[Rung, ...] = LADDER
    """Whom to remind, and when."""
    answers: Answers = Answers()
    """How far an answer to a reminder reaches."""
    messages: Messages = Messages()
    """How often people are spoken to."""
    notify: dict[str, str] = Field(default_factory=dict)
    """Notification target to the environment variable that holds its address. Never the address."""
    publishing: Publishing = Publishing()
    """Who reads a finished post-mortem, and where."""
    templates: Templates = Templates()
    """A team's own templates."""
    state_changes: Literal["revert", "warn"] = "revert"
    """What happens to a state set by hand that the guards do not allow."""
    opens_on: Literal["incident", "severity", "resolved", "request"] = "incident"
    """When pmflow opens a post-mortem by itself: once there is an incident, whatever its severity; of those that need one,
    once their severity is known, or once they are over; or never, only on request."""
    closed_early: Literal["reopen", "warn", "accept"] = "reopen"
    """What happens to the issue of a post-mortem that is closed while work is left: opened again, with a comment that says
    what is left; a comment alone; or nothing."""
    may_override: tuple[Name, ...] = ()
    """Who may override a guard, by name or handle; empty: anyone with write permission."""
    verify_actions: bool = False
    """Whether an action item must be verified, not only done, to count as settled."""

    # -- how a file becomes the effective policy ------------------------------------------------------------------

    @model_validator(mode="before")
    @classmethod
    def _over_the_preset(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            return data
        phase = data.get("phase") or "adoption"
        return effective(cast("Phase", phase), data) if isinstance(phase, str) and phase in PRESETS else data

    @field_validator("notify")
    @classmethod
    def _names_only(cls, targets: dict[str, str]) -> dict[str, str]:
        if problems := list(check.notify(targets)):
            raise check.Several(problems)
        return targets

    @field_validator("teams")
    @classmethod
    def _named(cls, teams: dict[str, Team]) -> dict[str, Team]:
        if problems := list(check.keys(teams)):
            raise check.Several(problems)
        return teams

    @field_validator("guards", mode="before")
    @classmethod
    def _one_weight_for_all(cls, guards: object) -> object:
        """`review_held: warn` means every severity, and near-misses."""
        if not isinstance(guards, Mapping):
            return guards
        return {
            guard: dict.fromkeys(COLUMNS, weights) if isinstance(weights, str) else weights
            for guard, weights in guards.items()
        }

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if problems := list(together.problems(self)):
            raise check.Several(problems)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's, without carrying over what was worked out from the old values."""
        copied = super().model_copy(update=dict(update) if update else None, deep=deep)
        for name in ("hash", "_people_by_name", "_teams_by_name"):
            copied.__dict__.pop(name, None)
        return copied

    # -- what it says ---------------------------------------------------------------------------------------------

    @cached_property
    def hash(self) -> str:
        """Twelve hex digits of the effective policy: the same for two files that say the same, for the journal."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()[:12]

    def column(self, severity: Severity | None, *, near_miss: bool = False) -> Column:
        """What a post-mortem is weighed by.

        An unknown severity counts as P2, the mildest that is taken in full: leaving it out must be no way to the light
        profile, and must not ask of a small incident what only P0 and P1 deserve.
        """
        if near_miss:
            return "near_miss"
        return (severity or Severity.P2).value

    def profile(self, severity: Severity | None, *, near_miss: bool = False) -> Profile:
        """How strict the guards are for it."""
        return self.severities.profiles.get(self.column(severity, near_miss=near_miss), "full")

    def guard_level(
        self, guard: str, severity: Severity | None, *, near_miss: bool = False
    ) -> Literal["error", "warning", "off"]:
        """Whether `guard` binds ("error"), advises ("warning") or is silent ("off"). KeyError for an unknown guard."""
        if guard in STRUCTURAL:
            return "error"
        known = cast("Guard", guard)
        column = self.column(severity, near_miss=near_miss)
        profile = PROFILES[self.severities.profiles.get(column, "full")]
        weight = self.guards.get(known, {}).get(column) or profile[known]
        return "warning" if weight == "warn" else weight

    def sections_required(self, severity: Severity | None, *, near_miss: bool = False) -> tuple[SectionName, ...]:
        """The sections that `sections_complete` asks for: all eight, or fewer in the light profile."""
        return SECTIONS[self.profile(severity, near_miss=near_miss)]

    def requires_postmortem(self, severity: Severity | None, near_miss: bool = False) -> bool:
        """Whether such an incident needs a post-mortem, so that its draft cannot be waived."""
        return self.column(severity, near_miss=near_miss) in self.required.severities

    def template(self, severity: Severity | None, *, near_miss: bool = False, running: bool = False) -> Template:
        """Which template a new post-mortem gets; a team's own file for it is in `templates`."""
        return "stub" if running else TEMPLATES[self.column(severity, near_miss=near_miss)]

    def rule_level(self, rule: str, family: str | None, default: Level) -> Level | None:
        """What a finding of `rule` weighs; None where it is off."""
        weight = self.rules.levels.get(rule) or (self.rules.levels.get(family) if family else None)
        if weight is None:
            return default
        return None if weight == "off" else Level(weight)

    def normal_severity(self, text: str | None) -> Severity | None:
        """The severity that `text` names, by the team's own aliases or the usual ones; None where it names none."""
        return names_of_severities.normal_severity(text, self.severities.aliases)

    # -- by when --------------------------------------------------------------------------------------------------

    @property
    def working_calendar(self) -> WorkingCalendar:
        """The team's working days and hours."""
        return working_calendar(self.calendar)

    def action_limit(self, priority: Priority, start: dt.date) -> dt.date:
        """The last day that an action item's first due date may be; `start` is the resolution's local day."""
        return self.working_calendar.add_workdays(start, self.deadlines.action_days[priority])

    def review_window(self, resolved_at: dt.datetime) -> ReviewWindow:
        """From when to when the review meeting should be; `resolved_at` is aware. For deadline and metric alike."""
        return self.working_calendar.review_window(
            resolved_at, self.deadlines.review_after_hours, self.deadlines.review_within_hours
        )

    # -- who ------------------------------------------------------------------------------------------------------

    def person(self, name_or_handle: str) -> Person | None:
        """Who is meant: by name, alias, handle (with or without @), account id, e-mail or git identity, in any case."""
        listed = self._people_by_name
        return next((listed[name] for name in check.spellings(name_or_handle) if name in listed), None)

    def same_person(self, one: str, other: str) -> bool:
        """Whether two names mean the same person, as far as `people` or the names themselves tell."""
        if set(check.spellings(one)) & set(check.spellings(other)):
            return True
        somebody = self.person(one)
        return somebody is not None and somebody == self.person(other)

    def is_person(self, owner: str) -> bool:
        """Whether `owner` is one of `people`. False says only that nobody of that name is listed."""
        return self.person(owner) is not None

    def maps_team(self, owner: str) -> bool:
        """Whether `owner` is one of `teams`, and so somebody answers for it."""
        return check.who(owner) in self._teams_by_name

    def lead_of(self, owner: str) -> Person | None:
        """Whom to ask when `owner` (a person or a team) does not answer; None where nobody is named."""
        if team := self._teams_by_name.get(check.who(owner)):
            return self._lead(team.lead)
        person = self.person(owner)
        return self._lead(person.lead) if person and person.lead else None

    def there(self, person: Person | None, day: dt.date) -> Person | None:
        """A person, or the first of their leads who has not left by `day`; None where there is nobody."""
        while person is not None and person.has_left(day):
            person = self.lead_of(person.name)  # never round in a circle: such a policy is refused
        return person

    def accountable_for(self, severity: Severity | None) -> Person | None:
        """Who answers for a severity in the end; None where nobody is named."""
        name = self.severities.accountable.get(severity or Severity.P2)
        return self._lead(name) if name else None

    def allows_override(self, name: str) -> bool:
        """Whether policy lets this person override a guard (whether they may write at all is the tracker's answer)."""
        return not self.may_override or any(self.same_person(name, allowed) for allowed in self.may_override)

    def audience(self, name: str) -> Audience | None:
        """The audience of that name, without regard to case."""
        folded = {check.audience(key): audience for key, audience in self.publishing.audiences.items()}
        return folded.get(check.audience(name))

    def goes_without_saying(self) -> str | None:
        """The audience where there is only one."""
        names = list(self.publishing.audiences)
        return names[0] if len(names) == 1 else None

    def folder_for(self, name: str) -> str | None:
        """The folder in which an audience reads; None where it has none. Nothing is looked at: it may not be there yet."""
        audience = self.audience(name)
        if audience is None or audience.to in self.notify:
            return None
        return audience.to or f"published/{check.audience(name)}"

    def _lead(self, name: str) -> Person:
        # Where `people` is empty, a lead is a name and nothing more.
        return self.person(name) or Person(name=name)

    @cached_property
    def _people_by_name(self) -> dict[str, Person]:
        return {check.who(name): person for person in self.people for name in person.names()}

    @cached_property
    def _teams_by_name(self) -> dict[str, Team]:
        return {check.who(name): team for key, team in self.teams.items() for name in (key, *team.aliases)}
