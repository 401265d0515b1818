"""Making the issue of a post-mortem beside its incident."""

from __future__ import annotations

from pmflow.adapters import heads
from pmflow.adapters.github.bodies import check_length, naming
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import Issue, read
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerRefused
from pmflow.model import Incident, State

TITLE = "Post-mortem: {title}"


def make_postmortem(incident: Incident, body: str, *, settings: Settings, issues: Issues) -> str:
    """Make it and answer its ref; the one that names the incident where there is one.

    A body that does not name its incident gets the name into its front matter: by this a repeat is recognised.
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
    ref = str(Ref(repo, issue.number))
    issues.places[ref] = issue.html_url
    return ref


def _only_repo(incident: Incident, settings: Settings) -> str:
    if len(settings.repos) == 1 and not settings.owners:
        return settings.repos[0]
    raise TrackerRefused(f"{incident.ref}: says no repository, and there is more than one; write it as owner/repo#12")
