"""An event of GitHub's, as a workflow finds it in `GITHUB_EVENT_PATH` or a webhook brings it, as happenings. Pure.

    issues         labeled, closed, edited…, by the issue's labels: an incident, a post-mortem, an action item
    issue_comment  created, where a line begins with `/pmflow` (only the first is obeyed); edited ones are not obeyed:
                   what was approved by whoever may, another may change afterwards

Comments on pull requests, and whatever else there is, are nobody's business and give nothing.
https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pmflow.adapters.github import items
from pmflow.adapters.github.payloads import EVENT, Comment, Issue, User, read
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.words import Names
from pmflow.adapters.github_events import concerns, type_of
from pmflow.happenings import ActionItemTouched, CommandGiven, Happening, IncidentTouched, PostmortemTouched, Touch

TYPED = {"typed": "labeled", "untyped": "unlabeled"}
"""An issue's type says what a label says elsewhere."""


def happenings(
    payload: Mapping[str, Any], event: str, names: Names, incident_type: str | None = None
) -> tuple[Happening, ...]:
    """What an event tells; nothing where it is not pmflow's business. Raises `TrackerMisunderstood` for a payload that is
    none of GitHub's."""
    if not concerns(payload, event, (names.incident, names.postmortem, names.action_item), incident_type):
        return ()
    where = f"the event {event}"
    issue = read(Issue, payload["issue"], where=where, words=EVENT)
    ref = _ref(payload, issue)
    if ref is None:
        return ()
    if event == "issue_comment":
        return _commanded(read(Comment, payload["comment"], where=where, words=EVENT), issue, ref, names)
    user = payload.get("sender")
    return _touched(
        cast("Touch", TYPED.get(payload["action"], payload["action"])),
        read(User, user, where=where, words=EVENT) if user else None,
        _label(payload) or type_of(payload),
        issue,
        ref,
        names,
        _before(payload),
    )


def _touched(
    what: Touch, user: User | None, label: str | None, issue: Issue, ref: Ref, names: Names, before: str
) -> tuple[Happening, ...]:
    by, bot = (user.login, user.is_bot) if user else ("", False)
    lost = (label or "").casefold() if what == "unlabeled" else None
    if _is(issue, names.postmortem) or lost == names.postmortem.casefold():
        at = issue.closed_at if what == "closed" and issue.closed_at else issue.updated_at
        return (PostmortemTouched(str(ref), what, by, bot, label, f"{at:%Y-%m-%dT%H:%M:%SZ}"),)
    if _is(issue, names.action_item):
        # Whoever wrote over pmflow's words edited an action item all the same: the text before says which.
        id, postmortem = items.named(issue.body) or items.named(before) or ("", "")
        return (ActionItemTouched(postmortem, what, by, bot, label, id, str(ref)),)
    return (IncidentTouched(str(ref), what, by, bot, label),)


def _commanded(comment: Comment, issue: Issue, ref: Ref, names: Names) -> tuple[Happening, ...]:
    by, bot = (comment.user.login, comment.user.is_bot) if comment.user else ("", False)
    given = CommandGiven(str(ref), comment.body, str(comment.id), by, bot, str(ref))
    if _is(issue, names.postmortem):
        return (given,)
    if _is(issue, names.action_item):
        id, postmortem = items.named(issue.body) or ("", "")
        return (CommandGiven(postmortem, given.text, given.comment, by, bot, given.place, id),)
    return (CommandGiven(given.ref, given.text, given.comment, by, bot, given.place, under_incident=True),)


def _is(issue: Issue, label: str) -> bool:
    return label.casefold() in map(str.casefold, issue.names)


def _ref(payload: Mapping[str, Any], issue: Issue) -> Ref | None:
    """The event's repository; an issue names its own, too."""
    repository = payload.get("repository")
    name = repository.get("full_name") if isinstance(repository, Mapping) else None
    if not isinstance(name, str):
        name = "/".join(issue.repository_url.rstrip("/").rsplit("/", 2)[-2:])
    return Ref(name, issue.number) if name.count("/") == 1 else None


def _before(payload: Mapping[str, Any]) -> str:
    """The text that an edit replaced; empty where none was."""
    found: object = payload
    for name in ("changes", "body", "from"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


def _label(payload: Mapping[str, Any]) -> str | None:
    label = payload.get("label")
    name = label.get("name") if isinstance(label, Mapping) else None
    return name if isinstance(name, str) else None
