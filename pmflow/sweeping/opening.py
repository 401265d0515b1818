"""Incidents whose post-mortem nobody opened: what another workflow's label began starts no workflow of pmflow's."""

from __future__ import annotations

from pmflow.engine import run as happen
from pmflow.errors import PmflowError, TrackerMissing
from pmflow.events import PostmortemOpened
from pmflow.model import Incident, State
from pmflow.opening import name_under, open_postmortem, opening_of
from pmflow.plan import OpenPostmortem, Plan
from pmflow.showing import show_status
from pmflow.sweeping.making import Sweep
from pmflow.tracker import Loaded
from pmflow.wanted import wanted


def open_where_wanted(run: Sweep, incident: Incident) -> bool:
    """Open the post-mortem that policy wants now; answers whether it does, so that nobody is asked to."""
    verdict = wanted(incident, run.policy, now=run.now)
    if not verdict.now:
        return False
    run.of += 1
    if run.stopped:
        return True
    if run.write:
        try:
            opened = _open(run, incident.ref)
        except PmflowError as error:
            run.missed(incident.ref, error)
            return True
        if opened is not None:
            run.opened[incident.ref] = opened
    run.examined, run.unanswered = run.examined + 1, 0
    if not run.write or incident.ref in run.opened:
        run.plans.append(Plan(incident.ref, (OpenPostmortem(incident.title, verdict.why),)))
    return True


def _open(run: Sweep, ref: str) -> str | None:
    """Look again first: a survey does not know all that the text is made of, and somebody may have been quicker."""
    with run.tracker.hold_incident(ref):
        incident = run.tracker.incident(ref)
        if not wanted(incident, run.policy, now=run.now).now:
            return None
        opened = open_postmortem(
            run.tracker, incident, run.policy, by="pmflow", now=run.now, root=run.root, key=run.key
        )
    show_status(run.tracker, opened.ref, run.policy, now=run.now, key=run.key, first=True)
    return opened.ref


def is_half_open(run: Sweep, loaded: Loaded) -> bool:
    """Whether a run made it and died before it wrote that down: pmflow makes an issue with its state on it, people do not."""
    made = loaded.states == (State.DRAFT,) and loaded.incident is not None
    return made and not loaded.journal and not run.tracker.items_in_document


def finish_opening(run: Sweep, loaded: Loaded) -> None:
    """Do what that run left undone. Raises `TrackerError`, `DocumentError`."""
    assert loaded.incident is not None
    try:
        incident = run.tracker.incident(loaded.incident.ref)  # a survey does not know all that the text is made of
    except TrackerMissing:  # it is none any more: nobody reads there, and what the text was made of is not known
        event = PostmortemOpened(by="pmflow", incident=loaded.incident.ref)
    else:
        name_under(run.tracker, incident, loaded.ref)
        event = opening_of(run.tracker, incident, run.policy, by="pmflow", root=run.root)
    happen(run.tracker, loaded.ref, event, run.policy, now=run.now, key=run.key)
    show_status(run.tracker, loaded.ref, run.policy, now=run.now, key=run.key, first=True)
