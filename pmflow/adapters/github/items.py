"""Action items as issues of their own. Pure.

Owner is the assignee; status is open or closed and why (two labels for what GitHub has no word for); priority and kind are
labels; the rest stands in pmflow's block of the body, one fact on a line, which people may edit:

    <!-- pmflow:item AI-1 acme/shop#12 -->
    Action item AI-1 of acme/shop#12
    - due: 2026-06-12
    - done when: the alert fires in staging
    <!-- pmflow:item-end -->

A body in which `due:` stands in front matter keeps it there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import quote, unquote

from pmflow.adapters import heads
from pmflow.adapters.github.field_values import priority_named
from pmflow.adapters.github.markers import key_of, muted, unmuted
from pmflow.adapters.github.payloads import Issue
from pmflow.document.front_edit import set_front_matter
from pmflow.document.source import Source
from pmflow.errors import DocumentError
from pmflow.model import ActionItem, ActionKind, ActionStatus, Improves, Priority

IN_PROGRESS = "pm-in-progress"
VERIFIED = "pm-verified"
PRIORITY = "priority: "
KIND = "kind: "

FACTS = ("due", "owner", "done when", "improves", "evidence", "reason")
"""What stands in the block, in this order. `owner` only where the assignees do not tell it."""

WITHDRAWN = "withdrawn"
"""What a text is marked as that was an action item's a second time."""

_END = "<!-- pmflow:item-end -->"
_BLOCK = re.compile(
    r"^<!-- pmflow:item (AI-\d{1,9}) (\S+) -->[ \t]*\r?$(.*?)^<!-- pmflow:item-end -->[ \t]*\r?$", re.S | re.M
)
_FACT = re.compile(r"^[-*] ([a-z ]+?):[ \t]*(.*?)[ \t]*\r?$", re.M)
_PRIORITY = re.compile(r"(?:(?:priority|prio)[\W_]*)?(p[0-3])", re.I)
_KIND = re.compile(rf"kind[\W_]*({'|'.join(ActionKind)})", re.I)


def is_own(label: str) -> bool:
    """Whether a label tells a field of the item, so that it is none of the people's."""
    return label in (IN_PROGRESS, VERIFIED) or label.startswith((PRIORITY, KIND))


# Reading


def named(body: str) -> tuple[str, str] | None:
    """Id and post-mortem of the item that a body's marker names."""
    found = _BLOCK.search(body)
    return (found[1], unquote(found[2])) if found else None


def is_bare(body: str) -> bool:
    """Whether a body is pmflow's block and nothing else."""
    return not _BLOCK.sub("", body, count=1).strip()


def lines_in(body: str) -> tuple[str, ...]:
    """What stands in the block, line by line: facts, and what people wrote among them."""
    found = _BLOCK.search(body)
    return tuple(line.strip() for line in (found[3] if found else "").splitlines() if line.strip())


def withdrawn(body: str) -> tuple[str, str] | None:
    """Id and post-mortem of the item whose text this was a second time, before it was taken back."""
    id, _, postmortem = (key_of(WITHDRAWN, body) or "").partition(":")
    return (id, postmortem) if postmortem else None


def withdrawn_key(id: str, postmortem: str) -> str:
    """What `withdrawn` reads."""
    return f"{id}:{postmortem}"


def facts_in(body: str) -> dict[str, str]:
    """What the block says."""
    found = _BLOCK.search(body)
    return {key: unmuted(value) for key, value in _FACT.findall(found[3] if found else "") if key in FACTS and value}


def item_of(issue: Issue, id: str) -> ActionItem:
    """The item that an issue is."""
    facts = facts_in(issue.body)
    own = issue.own_fields
    due = _day(own.get("due")) or _day(_front(issue.body).get("due")) or _day(facts.get("due"))
    priority = priority_named(own["priority"]) if "priority" in own else None
    return ActionItem(
        id=id, title=issue.title, owner=owner_of(issue), due=due, due_raw=facts.get("due") if due is None else None,
        priority=priority or _priority(issue.names), status=_status(issue), kind=_kind(issue.names),
        improves=_improves(facts.get("improves")), done_when=facts.get("done when"), evidence=facts.get("evidence"),
        link=issue.html_url, reason=facts.get("reason"),
    )  # fmt: skip


def owner_of(issue: Issue) -> str | None:
    """The assignee; of several the one that the block names; and whom it names where nobody is assigned."""
    named = facts_in(issue.body).get("owner")
    people = issue.people
    if named and (not people or named.casefold() in (login.casefold() for login in people)):
        return named
    return people[0] if people else None


def _status(issue: Issue) -> ActionStatus:
    if issue.state == "closed":
        if issue.state_reason in ("not_planned", "duplicate"):
            return ActionStatus.WONT_DO
        return ActionStatus.VERIFIED if VERIFIED in issue.names else ActionStatus.DONE
    return ActionStatus.IN_PROGRESS if IN_PROGRESS in issue.names else ActionStatus.PLANNED


def priority_in(label: str) -> Priority | None:
    """The priority that a label says: `priority: P1`, `P1`, `prio/p1`."""
    found = _PRIORITY.fullmatch(label.strip())
    return Priority(found[1].upper()) if found else None


def _priority(labels: Iterable[str]) -> Priority | None:
    return next((found for name in labels if (found := priority_in(name)) is not None), None)


def _kind(labels: Iterable[str]) -> ActionKind | None:
    return next((ActionKind(found[1].lower()) for name in labels if (found := _KIND.fullmatch(name.strip()))), None)


def _improves(word: str | None) -> Improves | None:
    try:
        return Improves(word) if word else None
    except ValueError:
        return None


def _front(body: str) -> Mapping[str, object]:
    try:
        return {key.lower(): value for key, value in heads.front_of(body).data.items()}
    except DocumentError:
        return {}


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()) if value else None
    except ValueError:
        return None


# Writing


def labels_for(item: ActionItem, *, told: Collection[str] = ()) -> tuple[str, ...]:
    """The labels that tell of an item; `told`: what its fields tell (`priority`)."""
    names = [f"{PRIORITY}{item.priority}"] if item.priority and "priority" not in told else []
    if item.kind:
        names.append(f"{KIND}{item.kind}")
    if item.status is ActionStatus.IN_PROGRESS:
        names.append(IN_PROGRESS)
    if item.status is ActionStatus.VERIFIED:
        names.append(VERIFIED)
    return tuple(names)


def state_for(status: ActionStatus) -> dict[str, str]:
    """The state of an issue that says a status."""
    if status.is_open:
        return {"state": "open"}
    return {"state": "closed", "state_reason": "not_planned" if status is ActionStatus.WONT_DO else "completed"}


def labels_telling(status: ActionStatus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels to add and those to remove so that they say a status."""
    wanted = {ActionStatus.IN_PROGRESS: IN_PROGRESS, ActionStatus.VERIFIED: VERIFIED}.get(status)
    return (wanted,) if wanted else (), tuple(name for name in (IN_PROGRESS, VERIFIED) if name != wanted)


def body_for(item: ActionItem, postmortem: str, *, told: Collection[str] = ()) -> str:
    """The text of a new item's issue; `told`: what its fields tell (`due`)."""
    facts = {
        "due": None if "due" in told else item.due.isoformat() if item.due else item.due_raw,
        "done when": item.done_when,
        "improves": item.improves,
        "evidence": item.evidence,
        "reason": item.reason,
    }
    return _block(item.id or "", postmortem, {key: value for key, value in facts.items() if value})


def with_facts(body: str, id: str, postmortem: str, changed: Mapping[str, str | None], *, bare: bool = False) -> str:
    """The body with these facts in its block, all else to the character; None takes one away.

    A `due` that stands in front matter is written there. Without a block it gets one, at its end; where there is nothing to
    say in it, only with `bare`.
    """
    if "due" in _front(body) and changed.get("due"):
        source = Source.of(body)
        try:
            day = dt.date.fromisoformat(changed["due"] or "")
            body = set_front_matter(source, heads.front_of(source.text), ("due",), day).encoded.decode("utf-8")
            changed = {key: value for key, value in changed.items() if key != "due"}
        except DocumentError:
            pass  # it cannot be written there, so the block says it
    found = _BLOCK.search(body)
    old = facts_in(body)
    facts = {key: value for key, value in {**old, **changed}.items() if value}
    if found is None:
        if not facts and not bare:
            return body
        gap = "" if not body else "\n" if body.endswith("\n") else "\n\n"
        return f"{body}{gap}{_block(id, postmortem, facts)}"
    if facts == old:
        return body
    inside = found[3]
    for key in FACTS:
        if facts.get(key) != old.get(key):
            inside = _with_fact(inside, key, facts.get(key))
    return body[: found.start(3)] + inside + body[found.end(3) :]


def _with_fact(inside: str, key: str, value: str | None) -> str:
    """The inside of a block with one line changed; what else people wrote there stays."""
    newline = "\r\n" if "\r\n" in inside else "\n"
    line = f"- {key}: {muted(value)}{newline}" if value else ""
    for found in _FACT.finditer(inside):
        if found[1] == key:
            end = inside.find("\n", found.start())
            return inside[: found.start()] + line + inside[len(inside) if end < 0 else end + 1 :]
    return inside + line


def _block(id: str, postmortem: str, facts: Mapping[str, str]) -> str:
    lines = [f"- {key}: {muted(facts[key])}" for key in FACTS if facts.get(key)]
    head = f"<!-- pmflow:item {id} {quote(postmortem, safe='/#')} -->"
    return "\n".join((head, f"Action item {id} of {postmortem}", *lines, _END)) + "\n"
