"""`pmflow tour OWNER/REPO`: a repository on GitHub where nothing needs to be installed. Sends reads alone."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pmflow.adapters.github_names import API, NAME, OWNER

if TYPE_CHECKING:
    from pmflow.adapters.github.api import Api
    from pmflow.cli.session import Session
    from pmflow.escalation.touring import Tour

_WHERE = re.compile(rf"{OWNER}/(?:\*|{NAME})")
_ADDRESS = re.compile(
    r"(?:(?:https?|ssh)://(?:git@)?([^/\s@]+)/|git@([^/\s:]+):)"
    rf"({OWNER})/({NAME}?)(?:\.git)?(?:[/?#].*)?"
)

BUDGET = "{requests}; {left} of {limit} {what} left until {until:%H:%M} UTC"
KINDS = {"core": "requests an hour", "search": "searches a minute"}


def repository_in(text: str) -> str | None:
    """The repository (or `owner/*`) that a word on the command line names; None where it names none.

    Raises `UsageError` for an address on another server than GITHUB_API_URL's: the token is not for it.
    """
    from pmflow.errors import UsageError

    text = text.strip()
    if _WHERE.fullmatch(text):
        return text
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    host = (found[1] or found[2]).partition(":")[0]
    api = urlsplit(os.environ.get("GITHUB_API_URL") or API).hostname or ""
    if host.removeprefix("www.") not in (api, api.removeprefix("api.")):
        if host.removeprefix("www.") == "github.com":
            raise UsageError(
                f"{text}: is on {host}, and GITHUB_API_URL names another server; run it without, and a token of {host}"
            )
        raise UsageError(f"{text}: is on {host}; set GITHUB_API_URL=https://{host}/api/v3, and a token of that server")
    return f"{found[3]}/{found[4]}"


def tour_github(session: Session, where: str) -> tuple[Tour, bool]:
    """What is there, and whether everything was looked at. Raises `TrackerError` where nothing could be."""
    from dataclasses import replace

    from pmflow.adapters.github.api import Api
    from pmflow.adapters.github.first_look import first_look
    from pmflow.adapters.github.looking import look_around
    from pmflow.cli.github_login import login
    from pmflow.cli.github_tracker import address, names_for
    from pmflow.escalation.first_sight import sight
    from pmflow.escalation.touring import tour

    policy = session.policy
    token = login((where,))
    names = names_for(policy)
    # A limit is not waited for: what there is by then is shown, and when the rest can be had.
    api = Api(token, address(os.environ.get("GITHUB_API_URL") or API), patience=0.0)
    around = look_around(api, where, names, token=token is not None)
    beside = "" if where.endswith("/*") else where
    seen = first_look(around.issues, names, beside=beside, aliases=policy.severities.aliases)
    known = sight(seen.postmortems, seen.promised, seen.places)
    found = tour(known.standings, seen.incidents, policy, now=session.now, since=known.since)
    notes = (*around.notes, _spent(api))
    return replace(found, troubles=(*((where, each) for each in around.troubles), *found.troubles), notes=notes), (
        not around.troubles
    )


def _spent(api: Api) -> str:
    """What looking cost, and what is left."""
    import datetime as dt

    from pmflow.report.screen import count

    told = count(api.reads, "request")
    for kind, what in KINDS.items():
        if (budget := api.budgets.get(kind)) is not None:
            until = dt.datetime.fromtimestamp(budget.ends, dt.UTC)
            told = BUDGET.format(requests=told, left=budget.left, limit=budget.limit, what=what, until=until)
    return told
