"""What the issues of a repository that may never have heard of pmflow amount to. Pure; nothing but issues is looked at.

Journals and comments are not read: a post-mortem's state is its label (closed where the issue is closed), and an incident has
a post-mortem where one of the two names the other, where it is one itself, or where its text links to a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import AwareDatetime

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import words
from pmflow.adapters.github.payloads import Issue, Payload
from pmflow.adapters.github.refs import Ref, spelled
from pmflow.adapters.github.usual_names import Kind, is_postmortem_title, kinds_of
from pmflow.adapters.github.words import Names
from pmflow.adapters.github_names import REPO
from pmflow.model import Incident, Severity, State
from pmflow.tracker import Card, Promised

_NAMED = re.compile(
    rf"(?:https?://[^/\s]+/(?:repos/)?)?({REPO})(?:#|/issues/)([1-9]\d{{0,9}})\b|(?<![\w&/])#([1-9]\d{{0,9}})\b"
)
_PARENT = re.compile(rf"/repos/({REPO})/issues/([1-9]\d{{0,9}})$")
_DOCUMENT = re.compile(
    r"post[ -]?mortem[^\n]{0,80}?(?:https?://\S{4}|\]\([^)\s]{4})|(?:https?://|\]\()[^\s)]*post-?mortem", re.I
)
"""A link to a document, or one that is called so: `Post-mortem: https://…`, `[notes](docs/postmortems/3.md)`."""


class Milestone(Payload):
    title: str = ""
    due_on: AwareDatetime | None = None


class Sighted(Issue):
    """An issue as looking around needs it."""

    milestone: Milestone | None = None
    parent_issue_url: str | None = None


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is there, in pmflow's words."""

    incidents: tuple[Incident, ...] = ()
    postmortems: tuple[Card, ...] = ()
    promised: tuple[Promised, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Ref → address."""


def first_look(
    issues: Iterable[Sighted],
    names: Names,
    *,
    beside: str = "",
    repos: Sequence[str] = (),
    aliases: Mapping[str, Severity] | None = None,
) -> FirstLook:
    """Put together what the issues say, in order of ref. `beside`: the repository of those that name none."""
    found: dict[Ref, Sighted] = {ref_of(issue, beside, repos): issue for issue in issues if issue.pull_request is None}
    kinds = {ref: _kind(issue, names) for ref, issue in found.items()}
    incidents = sorted(ref for ref, kind in kinds.items() if Kind.INCIDENT in kind)
    documents = sorted(ref for ref, kind in kinds.items() if Kind.POSTMORTEM in kind and Kind.INCIDENT not in kind)
    linked = _links(found, incidents, documents)
    cards = [_card(found[ref], ref, names, repos, aliases) for ref in documents]
    return FirstLook(
        tuple(
            words.incident_of(
                found[ref], ref, postmortem=_written(found[ref], ref, kinds[ref], linked), aliases=aliases
            )
            for ref in incidents
        ),
        tuple(cards),
        tuple(
            _promised(found[ref], ref, {*documents, *incidents})
            for ref, kind in sorted(kinds.items())
            if Kind.ACTION_ITEM in kind and found[ref].state == "open"
        ),
        {str(ref): issue.html_url for ref, issue in found.items()},
    )


def ref_of(issue: Issue, beside: str, repos: Sequence[str] = ()) -> Ref:
    """Where an issue is: searching answers those of many repositories."""
    parts = issue.repository_url.rstrip("/").rsplit("/", 2)
    return Ref(spelled("/".join(parts[-2:]), (beside, *repos)) if len(parts) == 3 else beside, issue.number)


def _kind(issue: Sighted, names: Names) -> frozenset[Kind]:
    """An action item is nothing else, whatever else it is called."""
    kinds = kinds_of(issue.names, names)
    if Kind.ACTION_ITEM in kinds or facts.named(issue.body) is not None:
        return frozenset({Kind.ACTION_ITEM})
    return kinds | {Kind.POSTMORTEM} if is_postmortem_title(issue.title) else kinds


def _named(issue: Sighted, beside: str) -> set[Ref]:
    """The issues that an issue names, in its title, its text, or as its parent."""
    found = {
        Ref(each[1], int(each[2])) if each[1] else Ref(beside, int(each[3]))
        for each in _NAMED.finditer(f"{issue.title}\n{issue.body}")
    }
    parent = _PARENT.search(issue.parent_issue_url or "")
    return found | {Ref(parent[1], int(parent[2]))} if parent else found


def _links(found: Mapping[Ref, Sighted], incidents: Sequence[Ref], documents: Sequence[Ref]) -> dict[Ref, Ref]:
    """Incident → the oldest post-mortem that names it, or that it names."""
    linked: dict[Ref, Ref] = {}
    known = set(incidents)
    for document in documents:
        for incident in known & _named(found[document], document.repo):
            linked.setdefault(incident, document)
    written = set(documents)
    for incident in incidents:
        if incident not in linked and (there := written & _named(found[incident], incident.repo)):
            linked[incident] = min(there)
    return linked


def _written(issue: Sighted, ref: Ref, kinds: frozenset[Kind], linked: Mapping[Ref, Ref]) -> str | None:
    if (document := linked.get(ref)) is not None:
        return str(document)
    return str(ref) if Kind.POSTMORTEM in kinds or _DOCUMENT.search(issue.body) else None


def _card(issue: Sighted, ref: Ref, names: Names, repos: Sequence[str], aliases: Mapping[str, Severity] | None) -> Card:
    card = words.card_of(issue, ref, names, repos, aliases)
    state = card.state or (State.CLOSED if issue.state == "closed" else State.DRAFT)
    return replace(card, state=state, title=issue.title if card.trouble else card.title, trouble=None)


def _promised(issue: Sighted, ref: Ref, known: set[Ref]) -> Promised:
    own = facts.named(issue.body)
    item = facts.item_of(issue, own[0] if own else str(ref))
    if item.due is None and issue.milestone is not None and issue.milestone.due_on is not None:
        item = item.model_copy(update={"due": issue.milestone.due_on.date()})
    named = sorted(known & _named(issue, ref.repo))
    whose = own[1] if own else str(named[0]) if named else None
    return Promised(str(ref), item, issue.created_at.date(), ref.repo, whose)
