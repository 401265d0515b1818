"""How far a token reaches, and what a repository has: what `pmflow doctor` asks GitHub. Only reads."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pmflow.adapters.github.api import PAGE, Api
from pmflow.adapters.github.limits import Budget
from pmflow.adapters.github.payloads import Issue, Label, Payload, User, read, read_all
from pmflow.adapters.github.repositories import Repository
from pmflow.errors import TrackerMissing, TrackerRefused


class Rate(Payload):
    limit: int
    remaining: int
    reset: float


class Rates(Payload):
    resources: Mapping[str, Rate]


class File(Payload):
    content: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose token it is."""

    login: str | None = None
    """None for what is no user: an installation, or nobody."""
    scopes: tuple[str, ...] | None = None
    """Of a classic token; None where it has none to tell."""


@dataclass(frozen=True, slots=True)
class Fitness:
    """One repository."""

    asked: str
    """The name that the policy has for it."""
    found: Repository
    labels: frozenset[str] = frozenset()
    sub_issues: bool | None = None
    """None: it has no issue to tell by."""
    workflows: Mapping[str, bytes | None] = field(default_factory=dict)
    """Workflow file → what stands there; None where nothing does."""


def budgets(api: Api) -> dict[str, Budget]:
    """What is left of each limit; asking costs nothing. Empty where a server has none. Raises `TrackerError`."""
    try:
        rates = read(Rates, api.get("/rate_limit", where="the token"), where="the token").resources
    except TrackerMissing:
        # https://docs.github.com/en/enterprise-server/admin/configuring-settings/configuring-rate-limits: off by default
        return {}
    return {name: Budget(rate.limit, rate.remaining, rate.reset) for name, rate in rates.items()}


def identity(api: Api) -> Identity:
    """Who the token is. Raises `TrackerError`."""
    if api.installed:
        return Identity()
    try:
        headers, data = api.read("/user", where="the token")
    except (TrackerMissing, TrackerRefused):
        return Identity()
    scopes = headers.get("x-oauth-scopes")
    words = tuple(each.strip() for each in scopes.split(",") if each.strip()) if scopes is not None else None
    return Identity(read(User, data, where="the token").login, words)


def fitness(api: Api, repo: str, workflows: Iterable[str]) -> Fitness:
    """What there is to know of one repository. Raises `TrackerError` where it cannot be read."""
    found = read(Repository, api.get(f"/repos/{repo}", where=repo), where=repo)
    if not found.has_issues or found.archived or found.disabled:
        return Fitness(repo, found)
    return Fitness(
        repo,
        found,
        frozenset(_labels(api, repo)),
        _sub_issues(api, repo),
        {name: _file(api, repo, name) for name in workflows},
    )


def _labels(api: Api, repo: str) -> Iterator[str]:
    for page in api.pages(f"/repos/{repo}/labels", where=repo):
        for label in read_all(Label, page, where=repo):
            yield label.name.casefold()


def _sub_issues(api: Api, repo: str) -> bool | None:
    data = api.get(f"/repos/{repo}/issues", where=repo, state="all", per_page=PAGE)
    issues = [each for each in read_all(Issue, data, where=repo) if each.pull_request is None]
    return issues[0].sub_issues_summary is not None if issues else None


def _file(api: Api, repo: str, path: str) -> bytes | None:
    try:
        file = read(File, api.get(f"/repos/{repo}/contents/{path}", where=f"{repo} {path}"), where=repo)
        return base64.b64decode(file.content) if file.encoding == "base64" else file.content.encode()
    except (TrackerMissing, TrackerRefused, binascii.Error):
        return None


def assignable(api: Api, repo: str, login: str) -> bool:
    """Whether somebody can be assigned there."""
    try:
        api.get(f"/repos/{repo}/assignees/{login}", where=f"{repo} ({login})")
    except TrackerMissing:
        return False
    return True
