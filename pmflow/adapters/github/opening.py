"""Making the issue of a post-mortem beside its incident."""

from __future__ import annotations

import contextlib
import datetime as dt

from pmflow.adapters import heads
from pmflow.adapters.github import words
from pmflow.adapters.github.bodies import check_length, naming
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.labels import Labels
from pmflow.adapters.github.payloads import Issue, read
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerError, TrackerRefused
from pmflow.model import Incident, State

WITHDRAWN = (
    "Another run opened {older} for {incident} in the same moment. That one is the older and counts; nobody has written here "
    "yet, so this is closed, and is no post-mortem any more.\n"
)
A_WHILE = dt.timedelta(hours=1)
"""Longer than any run takes from looking whether there is one to making it."""
TITLE = "Post-mortem: {title}"


def make_postmortem(
    incident: Incident, body: str, *, settings: Settings, issues: Issues, labels: Labels, comments: Comments
) -> str:
    """Make it and answer its ref; the one that names the incident where there is one.

    A body that does not name its incident gets the name among its facts: by this a repeat is recognised. Where another run
    made one in the same moment, the younger is withdrawn.
    """
    at = read_ref(incident.ref, settings.repos)
    repo = at.repo if at else _only_repo(incident, settings)
    named = str(at or incident.ref)

    def there() -> str | None:
        return issues.links(repo).get(named)

    if old := there():
        return old
    body = naming(body, named)
    check_length(body, named)
    sent = {
        "title": TITLE.format(title=heads.card(named, body).title or incident.title),
        "body": body,
        "labels": [settings.names.postmortem, f"{settings.names.state_prefix}{State.DRAFT}"],
    }
    made = issues.make(repo, sent, where=repo, seen=there)
    if isinstance(made, str):
        return made
    issue = read(Issue, made, where=repo)
    ref = Ref(repo, issue.number)
    issues.places[str(ref)] = issue.html_url
    older: Ref | None = None
    untouched = False
    with contextlib.suppress(TrackerError):  # it is made: what a look at it cannot tell now, the sweep tells
        older, untouched = _older(ref, issue, named, settings, issues)
    if older is None:
        return str(ref)
    if untouched:
        comments.say(ref, f"withdrawn:{older}", WITHDRAWN.format(older=older, incident=named))
        issues.patch(ref, {"state": "closed", "state_reason": "not_planned"}, expected=issue.body)
        labels.remove(ref, settings.names.postmortem)
    return str(older)


def _older(ref: Ref, made: Issue, named: str, settings: Settings, issues: Issues) -> tuple[Ref | None, bool]:
    """The oldest that names the incident, too, where it is older than what was just made; and whether nobody has written to
    that since. One read: what is older than a while was looked for before."""
    older: Ref | None = None
    untouched = False
    for at, each in issues.list(settings.names.postmortem, repos=(ref.repo,), newest=True):
        if each.created_at < made.created_at - A_WHILE:
            break
        if at == ref:
            untouched = each.body == made.body and not each.comments and each.state == "open"
        elif at.number < ref.number and words.incident_named(each.body, ref.repo, settings.repos) == named:
            older = at
    return older, untouched


def _only_repo(incident: Incident, settings: Settings) -> str:
    if len(settings.repos) == 1 and not settings.owners:
        return settings.repos[0]
    raise TrackerRefused(f"{incident.ref}: says no repository, and there is more than one; write it as owner/repo#12")
