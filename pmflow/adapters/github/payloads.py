"""GitHub's answers, as far as pmflow reads them. What has another shape is `TrackerMisunderstood`, never a crash.

Nothing here is lazy: what is not in the answer is None, and no attribute sends a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError, field_validator

from pmflow.errors import TrackerMisunderstood

TRUSTED = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
"""https://docs.github.com/en/graphql/reference/enums#commentauthorassociation: who may write to the repository."""


class Payload(BaseModel):
    """The base: frozen; what pmflow does not know is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, hide_input_in_errors=True)


class User(Payload):
    login: str
    type: str = "User"

    @property
    def is_bot(self) -> bool:
        return self.type == "Bot" or self.login.endswith("[bot]")


class Label(Payload):
    name: str


class SubIssues(Payload):
    total: int = 0


class IssueType(Payload):
    """https://docs.github.com/en/issues/tracking-your-work-with-issues/configuring-issues/managing-issue-types-in-an-organization"""

    name: str


class SelectedOption(Payload):
    name: str


class FieldValue(Payload):
    """What one of the organisation's fields says of an issue."""

    issue_field_id: int = 0
    issue_field_name: str | None = None
    value: Any = None
    single_select_option: SelectedOption | None = None


class Issue(Payload):
    """An issue, in a list or alone."""

    id: int
    number: int
    title: str
    html_url: str
    body: str = ""
    state: str = "open"
    state_reason: str | None = None
    user: User | None = None
    labels: tuple[Label, ...] = ()
    assignees: tuple[User, ...] = ()
    comments: int = 0
    created_at: AwareDatetime
    updated_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    repository_url: str = ""
    pull_request: dict[str, Any] | None = None
    sub_issues_summary: SubIssues | None = None
    type: IssueType | None = None
    issue_field_values: tuple[FieldValue, ...] | None = None
    """None where the answer does not tell (GraphQL's)."""
    own_fields: Mapping[str, str] = {}
    """What the policy's fields tell of an action item, by what they are for (`field_values`); GitHub sends no such thing."""

    @field_validator("body", "labels", "assignees", "repository_url", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object, info: Any) -> object:
        return cls.model_fields[info.field_name].default if value is None else value

    @field_validator("labels", mode="before")
    @classmethod
    def _names_alone(cls, labels: object) -> object:
        return (
            [{"name": each} if isinstance(each, str) else each for each in labels]
            if isinstance(labels, list)
            else labels
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Its labels."""
        return tuple(label.name for label in self.labels)

    @property
    def people(self) -> tuple[str, ...]:
        """Logins of those whom it is assigned to, machines left out."""
        return tuple(user.login for user in self.assignees if not user.is_bot)


GHOST = "ghost"
"""Whom GitHub names in place of an account that was deleted; GraphQL names nobody."""


class Comment(Payload):
    """A comment under an issue."""

    id: int
    node_id: str = ""
    """By which GraphQL knows it."""
    body: str = ""
    user: User | None = None
    author_association: str = "NONE"
    created_at: AwareDatetime
    html_url: str = ""

    @field_validator("body", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return "" if value is None else value

    @property
    def is_nobodys(self) -> bool:
        """Whether its author's account is gone. Then nothing tells whose words it has: anybody may comment in public, and delete
        their account; a chain of hashes anybody can make, and what is sealed with a key can be copied from another journal."""
        return self.user is None or self.user.login.casefold() == GHOST

    def trusted(self, me: frozenset[str]) -> bool:
        """Whether its author may speak for pmflow: a machine, a member, or one of `me` (logins, small letters)."""
        if self.is_nobodys or self.user is None:
            return False
        return self.user.is_bot or self.author_association in TRUSTED or self.user.login.casefold() in me


class Permission(Payload):
    """What somebody may do in a repository."""

    permission: str = "none"


class Happened(Payload):
    """One line of an issue's timeline; of what kind, `event` says."""

    event: str = ""
    actor: User | None = None
    user: User | None = None
    created_at: AwareDatetime | None = None
    submitted_at: AwareDatetime | None = None
    label: Label | None = None
    assignee: User | None = None
    body: str = ""

    @field_validator("body", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return "" if value is None else value


P = TypeVar("P", bound=Payload)


ANSWER = "{where}: GitHub's answer is not what it should be ({wrong}); is GITHUB_API_URL the address of the API itself?"
EVENT = "{where}: is not as GitHub sends it ({wrong}); look at the event's file (GITHUB_EVENT_PATH)"


def read(kind: type[P], data: object, *, where: str, words: str = ANSWER) -> P:
    """One answer, or a part of an event (`words` EVENT). Raises `TrackerMisunderstood` with what is missing."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, wrong["loc"])) or "it"
        raise TrackerMisunderstood(words.format(where=where, wrong=f"{key}: {wrong['msg']}")) from None


def read_all(kind: type[P], data: object, *, where: str) -> list[P]:
    """A list of answers."""
    if not isinstance(data, list):
        raise TrackerMisunderstood(
            f"{where}: GitHub answered no list; is GITHUB_API_URL the address of the API itself?"
        )
    return [read(kind, each, where=where) for each in data]
