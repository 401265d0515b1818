"""Post-mortems that claim one incident: each shows the others in its status, until there are none.

Only who looks at all of them knows: a sweep. What it showed stays in the status meanwhile (`pmflow.status`), and nothing is
read for them while it says what it should.
"""

from __future__ import annotations

from pmflow.engine import look
from pmflow.errors import DocumentError, TrackerError
from pmflow.plan import Plan, ShowStatus
from pmflow.showing import outdated
from pmflow.status import shown_rivals, told_rivals
from pmflow.sweeping.making import Sweep
from pmflow.tracker import Card, Loaded


def note_claim(run: Sweep, card: Card, loaded: Loaded) -> None:
    """Remember which incident an open post-mortem claims. (In a folder, `incident: cart` may be said of many.)"""
    if run.tracker.items_in_document:
        return
    run.claims.setdefault(card.incident or card.ref, []).append(card.ref)
    if loaded.status is not None:
        run.rivals[card.ref] = shown_rivals(loaded.status)


def show_rivals(run: Sweep) -> None:
    """Bring each status up to date in which the others are missing, or are no more. After all were looked at."""
    for claimed in run.claims.values():
        for ref in claimed:
            others = tuple(other for other in claimed if other != ref)
            if run.stopped or ref not in run.rivals or run.rivals[ref] == told_rivals(others):
                continue
            try:
                _show(run, ref, others)
            except (TrackerError, DocumentError) as error:
                run.missed(ref, error)


def _show(run: Sweep, ref: str, others: tuple[str, ...]) -> None:
    with run.tracker.hold(ref):
        snapshot = look(run.tracker, ref, run.policy, key=run.key)
        wanted = outdated(snapshot, run.policy, now=run.now, rivals=others)
        if wanted is None or snapshot.loaded.status is None:
            return
        run.plans.append(Plan(ref, (ShowStatus(wanted),)))
        if run.write:
            run.tracker.apply(ref, ShowStatus(wanted))
