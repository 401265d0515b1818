"""Whether one of GitHub's events is pmflow's business, told from the payload alone and at once.

For the quick exit of the Action: most events of a busy repository are not, and each costs a start. So nothing is imported
here but the standard library, and what needs no more; a payload of another shape is answered, not refused; what it means is
read in `github/webhook.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmflow.command_lines import asks_anywhere, further, is_command

TOUCHES = frozenset(
    {
        "opened",
        "labeled",
        "unlabeled",
        "edited",
        "closed",
        "reopened",
        "assigned",
        "unassigned",
        "deleted",
        "typed",
        "untyped",
    }
)
"""Actions of `issues` that are looked at. https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues"""


def concerns(payload: Mapping[str, Any], event: str, labels: Iterable[str], incident_type: str | None = None) -> bool:
    """Whether an event of `issues` or `issue_comment` is to be reacted to. `labels` are the policy's names of incidents,
    post-mortems and action items, `incident_type` its issue type; under any other issue only a command is that asks for help, or
    for a post-mortem. Any other event is not judged here, and False."""
    issue = payload.get("issue")
    if not isinstance(issue, Mapping) or issue.get("pull_request"):
        return False
    wanted = {label.casefold() for label in labels}
    by_type = incident_type is not None and (type_of(issue) or "").casefold() == incident_type.casefold()
    bears = {name.casefold() for name in label_names(issue.get("labels"))} | taken_off(payload)
    action = payload.get("action")
    if not by_type and not wanted & bears:
        return event == "issue_comment" and action == "created" and _commands(payload.get("comment"), anywhere=True)
    if event == "issues":
        return isinstance(action, str) and action in TOUCHES
    return event == "issue_comment" and action == "created" and _commands(payload.get("comment"))


def taken_off(payload: Mapping[str, Any]) -> set[str]:
    """The label that was just taken off, in small letters: what it marked is marked no more, and that is news."""
    if payload.get("action") != "unlabeled":
        return set()
    return {name.casefold() for name in label_names([payload.get("label")])}


def type_of(about: Mapping[str, Any]) -> str | None:
    """The name of the `type` of an issue, or of an event that says which was given to one."""
    kind = about.get("type")
    name = kind.get("name") if isinstance(kind, Mapping) else None
    return name if isinstance(name, str) else None


def label_names(labels: object) -> list[str]:
    """The names of labels as payloads have them: objects, or words."""
    found = [
        each.get("name") if isinstance(each, Mapping) else each for each in (labels if isinstance(labels, list) else ())
    ]
    return [name for name in found if isinstance(name, str)]


def _commands(comment: object, *, anywhere: bool = False) -> bool:
    """A command of a person's, or what was meant as one. Machines are not obeyed: they repeat what anybody may have written."""
    body = str(comment.get("body") or "") if isinstance(comment, Mapping) else ""
    if not isinstance(comment, Mapping) or not (asks_anywhere(body) if anywhere else is_command(body) or further(body)):
        return False
    user = comment.get("user")
    login = str(user.get("login") or "") if isinstance(user, Mapping) else ""
    return isinstance(user, Mapping) and user.get("type") != "Bot" and not login.endswith("[bot]")
