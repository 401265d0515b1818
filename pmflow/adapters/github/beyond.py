"""What an action item's issue holds that another of the same item does not: people's work, as far as the issue tells. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.adapters.github import items as facts
from pmflow.adapters.github.payloads import Issue

SETTLES_NOTHING = "duplicate"
"""Closed for this reason, an issue says of its item no more than that it is there twice."""


def beyond(younger: Issue, older: Issue, *, label: str) -> tuple[str, ...]:
    """In words, for people, not yet muted; empty where the younger can go and nothing is lost. `label`: of action items.

    Which of two was changed nobody asks: what is not the same in both, such as a date, may be what a person decided.
    """
    return tuple(_beyond(younger, older, label))


def _beyond(younger: Issue, older: Issue, label: str) -> Iterator[str]:
    if younger.comments:
        yield "comments"
    if younger.title != older.title:
        yield "another title"
    if not facts.is_bare(younger.body):
        yield "text"
    if younger.sub_issues_summary is not None and younger.sub_issues_summary.total:
        yield "sub-issues"
    if (reason := _closed_as(younger)) not in (None, SETTLES_NOTHING, _closed_as(older)):
        yield f"closed as {reason}"
    assigned = {user.login.casefold() for user in older.assignees}
    yield from (f"assigned to {user.login}" for user in younger.assignees if user.login.casefold() not in assigned)
    labels = {name.casefold() for name in (label, *older.names)}
    yield from (f"label {name}" for name in younger.names if name.casefold() not in labels)
    known = facts.lines_in(older.body)
    yield from (line.removeprefix("- ") for line in facts.lines_in(younger.body) if line not in known)
    yield from (f"{what} {text}" for what, text in younger.own_fields.items() if older.own_fields.get(what) != text)


def _closed_as(issue: Issue) -> str | None:
    return (issue.state_reason or "completed").replace("_", " ") if issue.state == "closed" else None
