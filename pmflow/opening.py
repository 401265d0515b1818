"""Opening a post-mortem from an incident that the tracker knows: the shell that CLI, Action and sweep share.

A stub while the incident runs, the template for its severity once it is over; one that is there already catches up with what
the incident has known since. Opened twice, there is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmflow.document.imports import sorted_by_time
from pmflow.document.write import new_postmortem
from pmflow.engine import Outcome, look, run
from pmflow.errors import PolicyError
from pmflow.events import PostmortemOpened
from pmflow.meeting.propose import Proposal, propose
from pmflow.model import Incident, TimelineEntry
from pmflow.plan import Plan
from pmflow.policy import Policy
from pmflow.policy.names import Template
from pmflow.tracker import Tracker

LOCAL = "(local)"
"""Stands where a zone would. Without it, a time would be read in the zone that the front matter's moments have."""
NAMED = "Its post-mortem is {place}."
"""Said under the incident, once."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it."""

    ref: str
    """The post-mortem's; empty where it would be made."""
    kind: Template
    body: str
    """The text that the template makes of the incident now, as the tracker has it."""
    new: bool
    """It was made, or would be; False: it was there."""
    outcome: Outcome | None = None
    """Of recording it, or of catching up; None where nothing was made in a dry run."""

    @property
    def plan(self) -> Plan | None:
        return self.outcome.plan if self.outcome else None


def text_of(
    incident: Incident, policy: Policy, *, authors: Sequence[str] = (), root: Path | None = None
) -> tuple[Template, str]:
    """The template that fits now, and what it makes of the incident. `root` is where the team's own are; None: pmflow's.

    Raises `PolicyError` for a team's template that cannot be used.
    """
    normal = policy.normal_severity(incident.severity) or incident.severity_normal
    kind = policy.template(normal, near_miss=incident.near_miss, running=incident.is_running)
    path: str | None = getattr(policy.templates, kind) if root is not None else None
    body = new_postmortem(
        incident.model_copy(update={"timeline": as_said(incident)}),
        kind=kind,
        authors=authors,
        template=own_template(root, kind, path) if root is not None and path is not None else None,
        template_name=path or kind,
    )
    return kind, body


def open_postmortem(
    tracker: Tracker,
    incident: Incident,
    policy: Policy,
    *,
    by: str,
    now: dt.datetime,
    authors: Sequence[str] = (),
    root: Path | None = None,
    key: bytes | None = None,
    dry_run: bool = False,
) -> Opened:
    """Make the post-mortem of an incident that the tracker has; where there is one, let it catch up. In a dry run nothing is
    written. Raises `TrackerError`, `DocumentError`, `PolicyError`; run again, it carries on."""
    kind, body = text_of(incident, policy, authors=authors, root=root)
    if incident.postmortem is not None:
        done = catch_up(tracker, incident, body, policy, by=by, now=now, key=key, dry_run=dry_run)
        return Opened(incident.postmortem, kind, body, False, done)
    kept = tracker.preview(incident, body)
    if dry_run:
        return Opened("", kind, kept, True)
    ref = tracker.create(incident, body)
    name_under(tracker, incident, ref)
    event = PostmortemOpened(by=by, incident=incident.ref, made=kept)
    done = run(tracker, ref, event, policy, now=now, key=key)
    return Opened(ref, kind, kept, True, done)


def catch_up(
    tracker: Tracker,
    incident: Incident,
    body: str,
    policy: Policy,
    *,
    by: str,
    now: dt.datetime,
    key: bytes | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Give a draft what its incident knows by now, and its template (`body`, filled) has; no line of people's is touched."""
    assert incident.postmortem is not None
    if not dry_run:
        name_under(tracker, incident, incident.postmortem)
    facts = incident.model_copy(update={"postmortem": None, "timeline": as_said(incident)})
    made = tracker.preview(facts, body)
    event = PostmortemOpened(by=by, incident=incident.ref, facts=facts, template=body, made=made)
    return run(tracker, incident.postmortem, event, policy, now=now, dry_run=dry_run, key=key)


def opening_of(
    tracker: Tracker, incident: Incident, policy: Policy, *, by: str, root: Path | None = None
) -> PostmortemOpened:
    """The event for a post-mortem of which nothing is journaled: a run made it and died before it said so, or people did. The
    stub of an incident that is over by now cannot be told from people's words."""
    _, body = text_of(incident.model_copy(update={"postmortem": None}), policy, root=root)
    return PostmortemOpened(by=by, incident=incident.ref, made=tracker.preview(incident, body))


def name_under(tracker: Tracker, incident: Incident, ref: str) -> None:
    """Name the post-mortem under the incident, once, where people read there. A file of the local tracker's is nobody's
    conversation."""
    told = f"postmortem:{ref}"
    if not tracker.items_in_document and told not in incident.comments and ref != incident.ref:
        tracker.comment_incident(incident.ref, told, NAMED.format(place=ref))


def meeting_for(
    tracker: Tracker, ref: str, policy: Policy, *, now: dt.datetime, key: bytes | None = None
) -> Proposal | None:
    """When the review could be; None while nobody can say, or where it was held."""
    proposal = propose(look(tracker, ref, policy, key=key), policy, now=now)
    return proposal if proposal.slot is not None else None


def as_said(incident: Incident) -> tuple[TimelineEntry, ...]:
    """The incident's entries by time, as the document is to say them."""
    return tuple(map(_said_local, sorted_by_time(incident.timeline)))


def _said_local(entry: TimelineEntry) -> TimelineEntry:
    """An entry whose zone nobody knows, so that the document says it."""
    if entry.at is not None or entry.local is None:
        return entry
    clock = entry.local.strftime("%H:%M:%S" if entry.local.second else "%H:%M")
    about = "~" if entry.approximate else ""
    return entry.model_copy(update={"raw": f"{about}{entry.local.date()} {clock} {LOCAL}", "local": None})


def own_template(root: Path, kind: Template, path: str) -> str:
    """A team's own template. Raises `PolicyError` for one that cannot be read or lies outside of `root`."""
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()):
        raise PolicyError(f"templates.{kind}: {path} leads out of {root.name}/; keep the template inside it")
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PolicyError(
            f"templates.{kind}: {path} cannot be read; give a Markdown file in UTF-8 below {root.name}/"
        ) from None
