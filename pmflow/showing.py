"""Keep the status that people see in the tracker up to date, whoever moved the post-mortem."""

from __future__ import annotations

import datetime as dt

from pmflow.engine import look
from pmflow.plan import ShowStatus
from pmflow.policy import Policy
from pmflow.status import says_the_same, status_of
from pmflow.tracker import Snapshot, Tracker


def show_status(
    tracker: Tracker, ref: str, policy: Policy, *, now: dt.datetime, key: bytes | None = None, first: bool = False
) -> None:
    """Show how it stands now. Where none is shown yet, only if this is the `first`: a team that works from the command line
    alone has no use for one. Raises `TrackerError`, `DocumentError`."""
    if tracker.items_in_document:
        return
    with tracker.hold(ref):
        snapshot = look(tracker, ref, policy, key=key)
        if not first and snapshot.loaded.status is None:
            return
        wanted = outdated(snapshot, policy, now=now)
        if wanted is not None:
            tracker.apply(ref, ShowStatus(wanted))


def outdated(
    snapshot: Snapshot, policy: Policy, *, now: dt.datetime, rivals: tuple[str, ...] | None = None
) -> str | None:
    """The status as it should be shown; None where it is. `rivals` as for `status_of`."""
    wanted = status_of(snapshot, policy, now=now, rivals=rivals)
    return None if says_the_same(snapshot.loaded.status, wanted) else wanted
