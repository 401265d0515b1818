"""What another policy would make of what is open."""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.memory import Memory
from pmflow.engine import look, run
from pmflow.events import Synced
from pmflow.model import Incident
from pmflow.policy import Policy
from pmflow.policy_change import Differs, KeyChanged, differs, incident_differs, keys_changed
from pmflow.tracker import Snapshot
from tests.good import GOOD

NOW = dt.datetime(2025, 6, 4, 12, tzinfo=dt.UTC)


def policy(**said: object) -> Policy:
    return Policy.model_validate(said)


def snapshot() -> Snapshot:
    tracker = Memory()
    ref = tracker.add(GOOD)
    run(tracker, ref, Synced(), Policy(), now=NOW)
    return look(tracker, ref, Policy())


def test_the_keys() -> None:
    """As they hold in effect, so that a phase shows all that it brings; what is only written differently is no change."""
    assert keys_changed(policy(required=["P0", "P1"]), policy()) == ()
    assert keys_changed(policy(), policy(mode="enforce", notify={"channel": "CHANNEL"})) == (
        KeyChanged("mode", '"observe"', '"enforce"'), KeyChanged("notify.channel", None, '"CHANNEL"'),
    )  # fmt: skip
    assert KeyChanged("required.severities", '["P0", "P1"]', '["P0", "P1", "P2"]') in keys_changed(
        policy(), policy(phase="maturity")
    )


def test_a_post_mortem() -> None:
    """Guards that would hold it back no more, and dates that would be others; a mode alone changes nothing of it."""
    there = snapshot()
    assert differs(there, policy(), policy(mode="enforce"), now=NOW, key=None) is None
    found = differs(there, policy(), policy(guards={"review_held": "off"}), now=NOW, key=None)
    assert found == Differs(there.ref, there.document.postmortem.title, ("review_held holds back the step review",), ())
    later = differs(there, policy(), policy(guards={"review_held": "warn"}), now=NOW, key=None)
    assert later is not None
    assert later.from_now == ("review_held advises against the step review",)


def test_an_incident_without() -> None:
    """Whether it needs one is the policy's to say."""
    over = Incident(
        ref="login-slow", title="Login slow", severity="P3", started_at=NOW - dt.timedelta(hours=2), resolved_at=NOW
    )
    strict = policy(required=["P0", "P1", "P2", "P3"])
    assert incident_differs(over, policy(), policy(mode="enforce")) is None
    assert incident_differs(over, policy(), strict) == Differs(
        "login-slow", "Login slow", (), ("needs a post-mortem",), postmortem=False
    )
    assert incident_differs(over, strict, policy()) == Differs(
        "login-slow", "Login slow", ("needs a post-mortem",), (), postmortem=False
    )
