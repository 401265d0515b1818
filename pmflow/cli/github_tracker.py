"""GitHub as the tracker of a command: where, and under which names; `github_login` knows by which token. Reads the
environment for it.

GITHUB_API_URL      GitHub Enterprise Server; in a workflow it is set
GITHUB_REPOSITORY   the repository of the workflow, where the policy names none
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.adapters.github_names import API, OWNER, REPO
from pmflow.cli.github_login import login
from pmflow.errors import UsageError

if TYPE_CHECKING:
    from pmflow.adapters.github import GitHub
    from pmflow.adapters.github.words import Names
    from pmflow.policy import Policy

_REPO = re.compile(REPO)
_OWNER = re.compile(rf"{OWNER}/\*")
_REMOTE = re.compile(r"(?:.*[@/])?[^/:]+[:/](?:\d+/)?([^/:]+/[^/]+?)(?:\.git)?/?")


def github_tracker(policy: Policy, root: Path, *, key: bytes | None) -> GitHub:
    """The tracker, which sends nothing yet. Raises `UsageError` for what is missing or cannot be."""
    from pmflow.adapters import adapter

    repos = repositories(policy.tracker.repos, root)
    made: GitHub = adapter("github")(
        repos,
        token=login(repos),
        address=address(os.environ.get("GITHUB_API_URL") or API),
        secret=key,
        names=names_for(policy),
        aliases=policy.severities.aliases,
        logins=logins(policy),
        leads=leads(policy),
        action_repo=action_repository(policy),
        fields=policy.tracker.fields.named,
        incident_type=policy.tracker.incident_type,
    )
    return made


def names_for(policy: Policy) -> Names:
    """What the policy calls the labels."""
    from pmflow.adapters.github.words import Names

    labels = policy.tracker.labels
    return Names(labels.incident, labels.postmortem, labels.action_item, labels.state_prefix)


def address(text: str) -> str:
    """The API's address. A token goes over an open line to one's own machine only. Raises `UsageError`."""
    if re.fullmatch(r"https://[^\s/?#@]+(?:/[^\s?#]*)?", text):
        return text
    if re.fullmatch(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/[^\s?#]*)?", text):
        return text
    raise UsageError("GITHUB_API_URL is no address of an API; write it like https://github.example.org/api/v3")


def repositories(named: tuple[str, ...], root: Path) -> tuple[str, ...]:
    """The policy's repositories; else the workflow's; else that of the git remote `origin`."""
    for repo in named:
        if not (_REPO.fullmatch(repo) or _OWNER.fullmatch(repo)):
            raise UsageError(
                f'tracker.repos: "{repo}" is no repository; write owner/name, or owner/* for all of an owner\'s'
            )
    if named:
        return tuple(dict.fromkeys(named))
    here = os.environ.get("GITHUB_REPOSITORY", "") or _origin(root)
    if not _REPO.fullmatch(here):
        raise UsageError("nobody knows which repository: name it under tracker.repos in pmflow.yml, as owner/name")
    return (here,)


def _origin(root: Path) -> str:
    try:
        asked = subprocess.run(
            ["git", "remote", "get-url", "origin"], cwd=root, capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    found = _REMOTE.fullmatch(asked.stdout.strip())
    return found[1] if found else ""


def action_repository(policy: Policy) -> str | None:
    """Where action items are made; None: beside their post-mortem. Raises `UsageError` for another tracker."""
    place = policy.tracker.action_items
    if place is None:
        return None
    if place.kind != "github" or len(place.repos) > 1 or any("*" in repo for repo in place.repos):
        raise UsageError(
            "tracker.action_items: action items of post-mortems on GitHub are kept on GitHub in this version, in one repository: "
            "{kind: github, repos: [owner/name]}"
        )
    return repositories(place.repos, Path())[0] if place.repos else None


def logins(policy: Policy) -> dict[str, str]:
    """People's names in small letters → login. A team has none: nobody can be assigned by its name."""
    known = {name: "" for key, team in policy.teams.items() for name in map(str.casefold, (key, *team.aliases))}
    for person in policy.people:
        if person.handle:
            known |= {name.casefold().removeprefix("@"): person.handle for name in person.names()}
    return known


def leads(policy: Policy) -> dict[str, str]:
    """Owners in small letters → login of whom to assign where they cannot be."""
    names = [name for person in policy.people for name in person.names()]
    names += [name for key, team in policy.teams.items() for name in (key, *team.aliases)]
    found = {name.casefold().removeprefix("@"): policy.lead_of(name) for name in names}
    return {name: lead.handle for name, lead in found.items() if lead is not None and lead.handle}
