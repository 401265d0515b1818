"""By which way somebody is reached."""

from __future__ import annotations

from pmflow.adapters.memory import Memory
from pmflow.policy import Policy
from pmflow.sweeping import IN_TRACKER, sweep
from pmflow.voice import Sent
from tests.escalation.scene import item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, at, policy


def test_without_a_target_it_is_said_under_the_post_mortem() -> None:
    """To each by name, once."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "Bo")])
    swept = sweep(tracker, policy(notify={}), now=at(19))
    assert [(each.to, each.by_way, each.outcome) for each in swept.said] == [
        ("Bo", IN_TRACKER, Sent.SENT),
        ("Sarah", IN_TRACKER, Sent.SENT),
    ]
    assert sorted(text.splitlines()[0] for text in tracker.comments(ref).values()) == ["@bo:", "@sarah-ok:"]
    before = tracker.comments(ref)
    sweep(tracker, policy(notify={}), now=at(20))
    assert tracker.comments(ref) == before


def test_a_target_called_tracker_is_a_target() -> None:
    """The word is not ours alone."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    own = Policy.model_validate({"notify": {"tracker": "T"}, "ladder": [{"name": "x", "day": 0, "to": "tracker"}]})
    sweep(tracker, own, now=at(19), voice=voice)
    assert ([each[0] for each in voice.sent], tracker.comments(ref)) == (["tracker"], {})
