"""`react`: what happened in a tracker is answered as policy says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from pmflow.errors import DocumentError, PolicyError, TrackerError
from pmflow.happenings import ActionItemTouched, CommandGiven, Happening, IncidentTouched, PostmortemTouched
from pmflow.policy import Policy
from pmflow.reacting.commanding import obey
from pmflow.reacting.incidents import touched_incident
from pmflow.reacting.postmortems import touched_item, touched_postmortem
from pmflow.reacting.words import Reacted, Reaction
from pmflow.reacting.work import Surroundings, Work
from pmflow.tracker import Tracker


def react(
    tracker: Tracker,
    policy: Policy,
    happenings: Sequence[Happening],
    *,
    now: dt.datetime,
    key: bytes | None = None,
    root: Path | None = None,
    dry_run: bool = False,
) -> Reaction:
    """Answer what happened. `now` is aware UTC; `key` seals journals; `root` is where the team's templates are, None: pmflow's
    own are used.

    In mode `observe` nothing is written that pmflow would do on its own; what a person commands is carried out. With
    `dry_run` nothing is written at all. Never raises for what people wrote, nor for a tracker that is down: that is a
    `Reacted.trouble`, and the next run carries on. What is done here starts nothing anew, so what follows from it is done here.
    """
    enforced = policy.mode == "enforce" and not dry_run
    around = Surroundings(tracker, policy, now, key, root, on_its_own=enforced, when_asked=not dry_run)
    return Reaction(tuple(_one(Work(around, happening, happening.ref)) for happening in happenings))


def _one(work: Work) -> Reacted:
    try:
        match work.happening:
            case ActionItemTouched(ref="") | CommandGiven(ref=""):
                return _unnamed(work, work.happening)
            case IncidentTouched() as happening:
                return touched_incident(work, happening)
            case PostmortemTouched() as happening:
                return touched_postmortem(work, happening)
            case ActionItemTouched() as happening:
                return touched_item(work, happening)
            case CommandGiven() as happening:
                return obey(work, happening)
            case _:
                assert_never(work.happening)
    except (TrackerError, DocumentError, PolicyError) as error:
        return work.reacted(trouble=str(error), exit_code=error.exit_code)


def _unnamed(work: Work, happening: ActionItemTouched | CommandGiven) -> Reacted:
    """At an action item whose own words do not tell which it is: somebody wrote over them."""
    work.ref = happening.place
    found = work.around.tracker.item_at(happening.place)
    if found is None:
        work.note("it is no action item of a post-mortem")
        return work.reacted()
    work.happening = replace(happening, ref=found[0], id=found[1])
    work.ref = found[0]
    return _one(work)
