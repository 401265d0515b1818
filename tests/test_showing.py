"""The status follows whoever moved the post-mortem."""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.memory import Memory
from pmflow.engine import run
from pmflow.events import PostmortemApproved
from pmflow.plan import ShowStatus
from pmflow.policy import Policy
from pmflow.showing import show_status
from tests.escalation.scene import item, tracked

NOW = dt.datetime(2026, 1, 19, 10, tzinfo=dt.UTC)


def test_it_is_written_where_one_is_shown() -> None:
    """A team without one gets none, unless it is asked for; what is shown already is not written again."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, dt.date(2026, 1, 23))])
    show_status(tracker, ref, Policy(), now=NOW)
    assert tracker.load(ref).status is None
    show_status(tracker, ref, Policy(), now=NOW, first=True)
    first = tracker.load(ref).status
    assert first is not None
    assert "| AI-1" in first
    tracker.apply(ref, ShowStatus("old"))
    run(tracker, ref, PostmortemApproved(by="Bo"), Policy(), now=NOW)
    show_status(tracker, ref, Policy(), now=NOW)
    assert tracker.load(ref).status == first
