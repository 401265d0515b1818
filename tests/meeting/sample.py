"""A post-mortem and its incident on the memory tracker, for what comes before a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pmflow.adapters.memory import Memory
from pmflow.engine import look
from pmflow.model import Incident
from pmflow.policy import Policy
from pmflow.tracker import Snapshot
from tests.good import GOOD

RESOLVED = dt.datetime(2025, 6, 3, 10, 0, tzinfo=dt.UTC)
"""A Tuesday."""
NOW = dt.datetime(2025, 6, 3, 12, 0, tzinfo=dt.UTC)
DRAFT = GOOD.replace("incident: search-blank\n", "")


def tracker_with(body: str = DRAFT, **facts: Any) -> tuple[Memory, str]:
    """The tracker and the post-mortem's ref."""
    tracker = Memory()
    incident = Incident(ref="search-blank", title="Search went blank", **{"resolved_at": RESOLVED, **facts})
    tracker.add_incident(incident)
    return tracker, tracker.create(incident, body)


def snapshot(body: str = DRAFT, policy: Policy | None = None, **facts: Any) -> Snapshot:
    """The post-mortem as it stands; `facts` are the incident's."""
    tracker, ref = tracker_with(body, **facts)
    return look(tracker, ref, policy or Policy())


def policy(**keys: Any) -> Policy:
    return Policy.model_validate(keys)
