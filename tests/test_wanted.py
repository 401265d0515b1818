"""Which incident wants its post-mortem opened now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmflow.model import Incident, Severity
from pmflow.policy import Policy
from pmflow.wanted import Wanted, wanted

NOW = dt.datetime(2026, 6, 3, 12, 0, tzinfo=dt.UTC)
OVER = NOW - dt.timedelta(hours=2)
LONG_AGO = NOW - dt.timedelta(days=31)


def incident(**values: Any) -> Incident:
    return Incident(ref="acme/shop#7", title="Search went blank", **values)


def policy(opens_on: str, **values: Any) -> Policy:
    return Policy.model_validate({"opens_on": opens_on, **values})


@pytest.mark.parametrize(
    ("opens_on", "about", "now"),
    [
        ("incident", {}, True),
        ("incident", {"severity": "P4"}, True),
        ("severity", {}, False),
        ("severity", {"severity": "SEV1"}, True),
        ("severity", {"severity": "P3"}, False),
        ("severity", {"severity_normal": Severity.P0}, True),
        ("severity", {"resolved_at": OVER}, False),  # counts as P2, of which adoption asks for none
        ("resolved", {"severity": "P0"}, False),
        ("resolved", {"severity": "P0", "resolved_at": OVER}, True),
        ("resolved", {"severity": "P2", "resolved_at": OVER}, False),
        ("resolved", {"near_miss": True}, False),
        ("request", {"severity": "P0", "resolved_at": OVER}, False),
    ],
)
def test_policy_says_when(opens_on: str, about: dict[str, Any], now: bool) -> None:
    """At once, once its severity is known, once it is over, or never."""
    assert wanted(incident(**about), policy(opens_on), now=NOW).now is now


def test_an_incident_without_a_severity_counts_as_p2_once_it_is_over() -> None:
    """Leaving the severity out is no way round the post-mortem."""
    told = wanted(incident(resolved_at=OVER), policy("severity", phase="maturity"), now=NOW)
    assert told == Wanted(True, "policy asks for one of P2 (opens_on: severity)")


def test_near_misses_are_opened_where_they_are_required() -> None:
    """Nothing ever ran, so there is nothing to wait for."""
    told = wanted(incident(near_miss=True), policy("resolved", phase="excellence"), now=NOW)
    assert told == Wanted(True, "policy asks for one of near-miss (opens_on: resolved)")


def test_history_stays_history_unless_somebody_labels_it() -> None:
    """On the day on which pmflow comes, nobody gets hundreds of drafts."""
    old = incident(resolved_at=LONG_AGO)
    assert wanted(old, policy("incident"), now=NOW) == Wanted(
        False, "it was over on 2026-05-03, long ago; label it anew, or pmflow open"
    )
    assert wanted(old, policy("incident"), now=NOW, named=True).now


def test_one_that_has_its_post_mortem_wants_no_other() -> None:
    """Nor does one that cannot be read."""
    assert wanted(incident(postmortem="acme/shop#8"), policy("incident"), now=NOW, named=True) == Wanted(
        False, "there is acme/shop#8"
    )
    assert not wanted(incident(trouble="line 2: bad"), policy("incident"), now=NOW).now
