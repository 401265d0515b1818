"""What the tracker was told about its place: repositories, names of labels and people. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmflow.adapters.github.words import Names
from pmflow.model import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    repos: tuple[str, ...]
    """`owner/name`, as the policy names them one by one."""
    owners: tuple[str, ...] = ()
    """Of whom all repositories are meant (`owner/*`)."""
    names: Names = field(default_factory=Names)
    aliases: Mapping[str, Severity] | None = None
    """The team's words for severities."""
    logins: Mapping[str, str] = field(default_factory=dict)
    """People's names (small letters) → login."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """Owner (small letters) → login of who is assigned where they cannot be."""
    action_repo: str | None = None
    """Where action items are made; None: beside their post-mortem."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What an issue field is for (`due`, `priority`) → what it is called."""
    incident_type: str | None = None
    """The issue type of incidents, beside the label."""
    secret: bytes | None = field(default=None, repr=False)
    """The journal's HMAC key."""

    def action_repo_beside(self, repo: str) -> str:
        """Where the action items of a post-mortem of that repository are made."""
        return self.action_repo or repo
