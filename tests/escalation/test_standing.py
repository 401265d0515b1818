"""A post-mortem as follow-through sees it, with its text and without."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pmflow.adapters.memory import Memory
from pmflow.escalation.promises import Standing
from pmflow.escalation.standing import standing_without
from pmflow.journal import replay
from pmflow.model import Severity, State
from pmflow.policy import Policy
from pmflow.sweeping import standing_of
from tests.escalation.scene import BEGAN, incident, item, tracked

NOW = BEGAN + dt.timedelta(days=9)


def test_what_is_tracked_needs_no_text() -> None:
    """All comes from the tracker and the journal; its text may be beyond reading."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, dt.date(2026, 1, 16))])
    tracker.edit(ref, tracker.load(ref).body + "\x00")
    (card,) = tracker.cards()
    loaded = tracker.load(ref)
    assert standing_of(tracker, card, tracker.load(card.ref), Policy(), now=NOW) == Standing(
        ref=ref, record=replay(loaded.journal), journal=loaded.journal, title="Incident a", place="memory:PM-1",
        severity=Severity.P1, items=loaded.items, items_in_document=False, resolved_at=BEGAN, labels=("postmortem",),
    )  # fmt: skip


def test_a_draft_is_read() -> None:
    """Its authors, its dates and the severity stand in the text."""
    tracker = Memory()
    tracker.add("---\nauthors: [Ines]\nseverity: sev2\nresolved_at: 2026-01-06T10:00:00Z\n---\n\n# Words\n")
    (card,) = tracker.cards()
    found = standing_of(tracker, card, tracker.load(card.ref), Policy(), now=NOW)
    assert (found.state, found.title, found.authors, found.severity, found.resolved_at) == (
        State.DRAFT, "Words", ("Ines",), Severity.P2, dt.datetime(2026, 1, 6, 10, tzinfo=dt.UTC),
    )  # fmt: skip


def test_the_worse_severity_counts() -> None:
    """Of what the document and the incident say, with the team's own words."""
    tracker = Memory()
    tracked(tracker, "a", [])
    tracker.add_incident(incident("a").model_copy(update={"severity": "red", "severity_normal": None}))
    (card,) = tracker.cards()
    policy = Policy.model_validate({"severities": {"aliases": {"red": "P0"}}})
    assert standing_of(tracker, card, tracker.load(card.ref), policy, now=NOW).severity is Severity.P0
    assert standing_of(tracker, card, tracker.load(card.ref), Policy(), now=NOW).severity is Severity.P1


def test_who_wrote_it_is_who_is_assigned_where_nobody_is_named() -> None:
    """And the incident alone says whether it did harm."""
    tracker = Memory()
    ref = tracked(tracker, "a", [])
    (card,) = tracker.cards()
    loaded = replace(tracker.load(ref), assignees=("omar",))
    near = replace(card, near_miss=True)
    found = standing_without(near, loaded, replay(loaded.journal), Policy())
    assert (found.authors, found.near_miss) == (("omar",), False)
    assert standing_without(near, replace(loaded, incident=None), replay(()), Policy()).near_miss is True
