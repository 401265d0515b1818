"""A post-mortem as follow-through looks at it: from its document where that was read, else from what the tracker says."""

from __future__ import annotations

from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.escalation.promises import Standing
from pmflow.journal import Record
from pmflow.meeting.propose import resolved_at
from pmflow.policy import Policy
from pmflow.tracker import Card, Loaded


def standing_in(draft: Draft, *, place: str = "") -> Standing:
    """Of a post-mortem whose document was read."""
    loaded, postmortem = draft.snapshot.loaded, draft.snapshot.document.postmortem
    case = draft.case(ANY_STEP, ())
    planned = draft.record.planned.at if draft.record.planned else postmortem.review.planned
    return Standing(
        ref=draft.snapshot.ref,
        record=draft.record,
        journal=loaded.journal,
        title=postmortem.title,
        place=place,
        severity=draft.severity(),
        near_miss=draft.near_miss(),
        authors=case.authors,
        items=postmortem.action_items if draft.snapshot.items_in_document else loaded.items,
        items_in_document=draft.snapshot.items_in_document,
        resolved_at=resolved_at(draft.snapshot),
        held=case.meeting is not None,
        planned=planned,
        labels=loaded.labels,
        item_labels=loaded.item_labels,
        activity=loaded.activity,
        comments=loaded.comments,
    )


def standing_without(card: Card, loaded: Loaded, record: Record, policy: Policy, *, place: str = "") -> Standing:
    """Of one whose action items are the tracker's own, and which is no draft any more: its text need not be read."""
    incident = loaded.incident
    severities = [(card.severity, card.severity_normal)]
    if incident:
        severities.append((incident.severity, incident.severity_normal))
    known = [policy.normal_severity(written) or normal for written, normal in severities]
    return Standing(
        ref=card.ref,
        record=record,
        journal=loaded.journal,
        title=card.title,
        place=place,
        severity=min((each for each in known if each), default=None),
        near_miss=incident.near_miss if incident else card.near_miss,
        authors=card.authors or loaded.assignees,
        items=loaded.items,
        items_in_document=False,
        resolved_at=incident.resolved_at if incident else None,
        held=record.meeting is not None,
        labels=loaded.labels,
        item_labels=loaded.item_labels,
        activity=loaded.activity,
        comments=loaded.comments,
    )
