"""Incidents without a post-mortem. They have no journal: what was said is known by the keys of the comments under them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from pmflow.escalation.digest import About, message_of, plain
from pmflow.escalation.following import notices
from pmflow.escalation.promises import unopened
from pmflow.model import Incident
from pmflow.plan import Notify, Plan, Refusal
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import Addressee
from pmflow.wanted import UNMARKED

_TOLD, _NOT_TOLD = "told", "not-told"
_KEY = re.compile(
    rf"(?:{_TOLD}|{_NOT_TOLD})\|([^|]*)\|(\d{{4}}-\d\d-\d\d)\|(.*?)\|(\d{{4}}-\d\d-\d\dT[^|]*)\|(.*)", re.DOTALL
)
"""What `_key_of` makes; the rung and the name are people's words and may hold anything."""


def ask_after(run: Sweep, incident: Incident) -> None:
    """Whether it has the post-mortem that it needs."""
    if incident.trouble:
        run.of += 1
        run.troubles.append((incident.ref, incident.trouble))
        return
    if incident.unmarked is not None:
        words = UNMARKED.format(ref=incident.unmarked, incident=incident.ref)
        run.plans.append(Plan(incident.ref, advice=(Refusal("postmortem_marked", (words,)),)))
    promise = unopened(incident, run.policy)
    told = _told_under(incident)
    for key in incident.comments:
        if key.startswith(f"{_TOLD}|") and (found := _told_of(key)) is not None and found[0] in told:
            run.count_message(*found[1:])
    if promise is None:
        return
    run.of, run.examined = run.of + 1, run.examined + 1
    effects = tuple(notices(promise, run.policy, now=run.now, told=told))
    if not effects:
        return
    severity = run.policy.normal_severity(incident.severity) or incident.severity_normal
    about = About(incident.ref, incident.title, "", severity)
    run.plans.append(Plan(incident.ref, effects))
    for effect in effects:
        run.add_due(about, effect)


def say_under(run: Sweep, about: About, addressee: Addressee, said: Iterable[Notify]) -> list[Notify]:
    """Say it in comments, each of which is the intent as well; answer what of it nobody had said meanwhile.

    The incident is held, and is read once. Raises `TrackerError`.
    """
    with run.tracker.hold_incident(about.ref):
        there = run.tracker.incident(about.ref)
        told = _told_under(there)
        kept = [each for each in said if (each.id, each.due, each.rung) not in told and there.postmortem is None]
        for each in kept:
            words = message_of(
                [(about, each)], name=plain(addressee.to), commented=not run.tracker.items_in_document
            ).body
            run.tracker.comment_incident(about.ref, _key_of(_TOLD, each, run.now), words)
        return kept


def take_back_under(run: Sweep, ref: str, addressee: Addressee, said: Iterable[Notify]) -> None:
    """A second comment says that the message did not leave. Raises `TrackerError`."""
    for each in said:
        words = f"{plain(addressee.to)} did not get this."
        run.tracker.comment_incident(ref, _key_of(_NOT_TOLD, each, run.now), words)


def _key_of(what: str, notice: Notify, now: dt.datetime) -> str:
    return "|".join((what, str(notice.id), str(notice.due), str(notice.rung), now.isoformat(), notice.to[0]))


def _told_of(key: str) -> tuple[tuple[str, dt.date, str], str, dt.datetime] | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    try:
        return (found[1], dt.date.fromisoformat(found[2]), found[3]), found[5], dt.datetime.fromisoformat(found[4])
    except ValueError:
        return None


def _told_under(incident: Incident) -> set[tuple[str, dt.date, str]]:
    """What was said of an incident, and did leave: each saying that did not is cancelled by a comment of its own."""
    said = Counter[tuple[str, dt.date, str]]()
    for key in incident.comments:
        if (found := _told_of(key)) is not None:
            said[found[0]] += -1 if key.startswith(f"{_NOT_TOLD}|") else 1
    return {fired for fired, times in said.items() if times > 0}
