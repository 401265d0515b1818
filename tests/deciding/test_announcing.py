"""What is said of a post-mortem that is revised, where other people may read along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmflow.adapters.memory import Memory
from pmflow.deciding.announcing import UNDER_REVISION, taken_back
from pmflow.deciding.draft import Draft
from pmflow.engine import look
from pmflow.model import Incident
from pmflow.plan import MarkPublished
from pmflow.policy import Policy
from tests.good import GOOD, NOW

WHY = "This post-mortem is under revision: they lost millions."


@pytest.mark.parametrize(("incident", "said"), [("acme/shop#1", WHY), ("acme/status#1", UNDER_REVISION)])
def test_why_it_is_revised_stays_in_its_repository(incident: str, said: str) -> None:
    """In another one it is said that it is, and no more."""
    tracker = Memory()
    snapshot = look(tracker, tracker.add(GOOD, ref="acme/shop#2"), Policy())
    loaded = replace(snapshot.loaded, incident=Incident(ref=incident, title="Search answered with nothing"))
    draft = Draft.of(replace(snapshot, loaded=loaded), Policy(), now=NOW)
    assert list(taken_back(draft, "company", WHY)) == [MarkPublished("company", incident, said)]
