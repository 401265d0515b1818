"""What is said in the tracker: one look and one journal write for each post-mortem, then a comment to each."""

from __future__ import annotations

import datetime as dt

from pmflow.journal import TOLD, verify
from pmflow.sweeping import IN_TRACKER, sweep
from pmflow.voice import Sent
from tests.escalation.scene import item, tracked
from tests.sweeping.scene import DUE, Counted, at, policy, rungs

SILENT = policy(notify={})


def test_a_post_mortem_is_looked_at_once_more_and_journaled_in_one_write() -> None:
    """Whoever it is said to; then there is a comment to each. The other post-mortem has nothing to say."""
    tracker = Counted()
    ref = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "Bo"), item(3, DUE, "Ada"), item(4, DUE)])
    tracked(tracker, "b", [item(1, dt.date(2026, 3, 2))])
    tracker.asked.clear()
    swept = sweep(tracker, SILENT, now=at(16))
    assert tracker.asked == ["load PM-1", "load PM-2", "load PM-1", "journal PM-1", *["comment PM-1"] * 3]
    assert rungs(tracker, ref) == [(TOLD, "Ada", ("due",)), (TOLD, "Bo", ("due",)), (TOLD, "Sarah", ("due", "due"))]
    assert [(each.to, each.by_way, each.outcome) for each in swept.said] == [
        (name, IN_TRACKER, Sent.SENT) for name in ("Ada", "Bo", "Sarah")
    ]
    assert (len(tracker.comments(ref)), verify(tracker.load(ref).journal)) == (3, [])


def test_a_person_and_a_target_of_one_name() -> None:
    """Each has an entry and a comment of its own."""
    tracker = Counted()
    ref = tracked(tracker, "a", [item(1, DUE, "channel"), item(2, DUE, "channel")])
    own = policy(
        people=[], notify={}, ladder=[{"name": "x", "day": 0, "to": "owner"}, {"name": "y", "day": 1, "to": "channel"}]
    )
    sweep(tracker, own, now=at(16))
    sweep(tracker, own, now=at(19))
    assert rungs(tracker, ref) == [(TOLD, "channel", ("x", "x")), (TOLD, "channel", ("y", "y"))]
    assert len(tracker.comments(ref)) == 2
