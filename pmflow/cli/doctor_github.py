"""What `pmflow doctor` says of GitHub: who the token is, how far it reaches, and what is missing where. Nothing is written."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmflow.adapters.github import GitHub
    from pmflow.adapters.github.api import Api
    from pmflow.adapters.github.fitness import Fitness, Identity
    from pmflow.adapters.github.limits import Budget
    from pmflow.cli.session import Session

Look = tuple[str, bool, str]

FEW = 100
"""Requests left of the hourly limit below which a sweep may not come to its end."""
MOST_PEOPLE = 100
"""Of whom it is asked whether they can be assigned, a request each."""

OWN_ALONE = (
    "a workflow's own token reaches {own} alone; give the workflow the token of a GitHub App, or a fine-grained one"
)
READ_ONLY = "{who} may read it, but not write issues; give them the role Write there"
SCOPE = "the token has the scopes {scopes}, and needs `repo` (for public repositories alone `public_repo` does)"
FINE_GRAINED = "{who} may write there; whether this token may, GitHub does not tell: it needs Issues: read and write"
BY_FILE = "reached; that issues may be written is said in the workflow's file: permissions: issues: write"
WORKFLOWS = "not installed: the Action is not at work here; `pmflow init --tracker github` writes its files"


def github_looks(session: Session, github: GitHub) -> Iterator[Look]:
    """Everything, one after the other. Raises `TrackerError` where nothing at all can be asked."""
    from pmflow.adapters.github import fitness as ask
    from pmflow.adapters.github.app import granted
    from pmflow.cli.workflow_files import workflow_files
    from pmflow.errors import TrackerError

    api, policy = github.api, session.policy
    left = ask.budgets(api)
    yield "github", True, f"{api.address} answers"
    who = ask.identity(api)
    yield _token(api, who)
    yield from _limits(left, who, installed=api.installed)
    app = granted(api.app, api.address, api.timeout) if api.app is not None else None
    if app is not None:
        issues = app.get("issues", "none")
        told = f"the App may do with issues: {issues}"
        yield "permissions", issues == "write", told if issues == "write" else f"{told}; give it Issues: read and write"
    shipped = dict(workflow_files("github"))
    named = [*github.repositories.all]
    for repo, why in github.repositories.troubles.items():
        yield repo, False, why
    where = policy.tracker.action_items.repos if policy.tracker.action_items else ()
    own = os.environ.get("GITHUB_REPOSITORY", "") if os.environ.get("GITHUB_ACTIONS") else ""
    first: str | None = None
    for repo in dict.fromkeys((*named, *where)):
        try:
            found = ask.fitness(api, repo, shipped if repo in named else ())
        except TrackerError as error:
            told = str(error).removeprefix(f"{repo}: ")
            if own and own.casefold() != repo.casefold() and api.installed:
                told = OWN_ALONE.format(own=own)
            yield repo, False, told
            continue
        first = repo if repo in where or first is None else first
        yield repo, *_reach(found, who, api, own)
        if found.found.has_issues and not found.found.archived:
            yield from _contents(session, found, shipped if repo in named else {}, items=repo in where or not where)
    if first is not None:
        yield from _people(session, github, first)


def _token(api: Api, who: Identity) -> Look:
    if api.app is not None:
        return "token", True, "of a GitHub App's installation"
    if api.installed:
        workflow = os.environ.get("GITHUB_ACTIONS")
        return (
            "token",
            True,
            "the workflow's own" if workflow else "of an installation: a GitHub App's, or a workflow's own",
        )
    if who.login is None:
        return "token", False, "none: what is public can be read, and nothing written; put one into GITHUB_TOKEN"
    kind = "" if who.scopes is None else f", a classic one ({', '.join(who.scopes) or 'no scopes'})"
    return "token", True, f"{who.login}'s{kind}"


def _limits(left: dict[str, Budget], who: Identity, *, installed: bool) -> Iterator[Look]:
    core, graphql = left.get("core"), left.get("graphql")
    if core is not None:
        until = dt.datetime.fromtimestamp(core.ends, dt.UTC)
        yield (
            "rate limit",
            core.left >= min(FEW, core.limit),
            f"{core.left} of {core.limit} requests left until {until:%H:%M} UTC",
        )
    else:
        yield "rate limit", True, "this server has none"
    known = who.login is not None or installed
    if graphql is not None and graphql.limit:
        yield "graphql", True, f"{graphql.left} of {graphql.limit} points left"
    else:
        yield (
            "graphql",
            True,
            "not here; more requests are needed" if known else "not without a token; more requests are needed",
        )


def _reach(found: Fitness, who: Identity, api: Api, own: str) -> tuple[bool, str]:
    """Whether issues can be written there, as far as GitHub tells."""
    there, may = found.found, found.found.permissions
    if there.archived or there.disabled:
        return False, "is archived: nothing can be written there; take it out of the policy"
    if not there.has_issues:
        return False, "has its issues switched off; switch them on in its settings"
    moved = f"is now {there.full_name}; " if there.full_name.casefold() != found.asked.casefold() else ""
    if api.installed:
        if own and own.casefold() != there.full_name.casefold() and api.app is None:
            return False, moved + OWN_ALONE.format(own=own)
        return True, moved + ("reached" if api.app is not None else BY_FILE)
    if who.login is None:
        return True, moved + "can be read"
    if who.scopes is not None and not {"repo", *(() if there.private else ("public_repo",))} & set(who.scopes):
        return False, moved + SCOPE.format(scopes=", ".join(who.scopes) or "none")
    if may is not None and not (may.push or may.maintain or may.admin):
        return False, moved + READ_ONLY.format(who=who.login)
    return True, moved + (
        f"{who.login} may write there" if who.scopes is not None else FINE_GRAINED.format(who=who.login)
    )


def _contents(session: Session, found: Fitness, shipped: dict[str, bytes], *, items: bool) -> Iterator[Look]:
    """Labels, sub-issues and workflow files of one repository."""
    from pmflow.model import State

    names, repo = session.policy.tracker.labels, found.asked
    wanted = [names.incident, names.postmortem, *(f"{names.state_prefix}{state}" for state in State)] if shipped else []
    wanted += [names.action_item, names.overdue, names.escalated] if items else []
    missing = [name for name in wanted if name.casefold() not in found.labels]
    if missing:
        hint = f"; people need {names.incident} to begin with" if names.incident in missing else ""
        yield (
            f"{repo} labels",
            True,
            f"not there yet: {', '.join(missing)}. GitHub makes each when it is first set{hint}",
        )
    else:
        yield f"{repo} labels", True, "all there"
    match found.sub_issues:
        case True:
            yield f"{repo} sub-issues", True, "there"
        case False:
            yield f"{repo} sub-issues", True, "this GitHub has none: action items are listed in a comment"
    if shipped:
        there = {name: data for name, data in found.workflows.items() if data is not None}
        old = sorted(name.rpartition("/")[2] for name, data in there.items() if data != shipped[name])
        lacking = sorted(name.rpartition("/")[2] for name in shipped.keys() - there.keys())
        if not there:
            told = WORKFLOWS
        else:
            parts = [f"{', '.join(old)}: not as this version ships it"] if old else []
            parts += [f"{', '.join(lacking)}: missing"] if lacking else []
            told = "; ".join(parts) or "installed and current"
        yield f"{repo} workflows", True, told


def _people(session: Session, github: GitHub, repo: str) -> Iterator[Look]:
    """Who cannot be assigned where action items are made."""
    from pmflow.adapters.github.fitness import assignable
    from pmflow.errors import TrackerError

    today = session.now.date()
    people = [each for each in session.policy.people if each.handle and not each.has_left(today)][:MOST_PEOPLE]
    try:
        unknown = [each.name for each in people if not assignable(github.api, repo, each.handle or "")]
    except TrackerError as error:
        yield f"{repo} assignees", False, str(error)
        return
    if unknown:
        yield (
            f"{repo} assignees",
            False,
            f"{_list(unknown)} cannot be assigned there: give them access, or mend their handle in people",
        )
    elif people:
        yield f"{repo} assignees", True, "everybody with a handle can be assigned"


def _list(names: Sequence[str]) -> str:
    shown = [*names[:9], f"{len(names) - 9} more"] if len(names) > 10 else list(names)
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
