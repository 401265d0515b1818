"""Whether an incident wants its post-mortem opened now, without anybody asking for it. Pure.

Told from how the incident stands, not from what happened to it last: so it does not matter whether a label or its absence
was noticed at once, by the next event or by a sweep.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmflow.model import Incident
from pmflow.policy import Policy

OLD = dt.timedelta(days=30)
"""What was over for longer is history: nobody wants hundreds of drafts on the day on which pmflow comes. Whoever labels
such an incident by hand means that one."""

UNMARKED = (
    "{ref} was opened for it, and is no post-mortem any more, or not of this incident; mark it as one again (label, and "
    "incident: {incident} at the top of its text), or pmflow open {incident} for a new one"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The verdict, and why, in words that end a sentence."""

    now: bool
    why: str


def wanted(incident: Incident, policy: Policy, *, now: dt.datetime, named: bool = False) -> Wanted:
    """Whether to open it. `now` is aware; `named`: somebody has just labeled this very incident."""
    if incident.trouble:
        return Wanted(False, f"the incident cannot be read: {incident.trouble}")
    if incident.postmortem is not None:
        return Wanted(False, f"there is {incident.postmortem}")
    if incident.unmarked is not None:
        return Wanted(False, UNMARKED.format(ref=incident.unmarked, incident=incident.ref))
    if policy.opens_on == "request":
        return Wanted(False, "policy opens none by itself (opens_on: request)")
    if not named and incident.resolved_at is not None and incident.resolved_at < now - OLD:
        return Wanted(False, f"it was over on {incident.resolved_at:%Y-%m-%d}, long ago; label it anew, or pmflow open")
    if policy.opens_on == "incident":
        return Wanted(True, "it is an incident (opens_on: incident)")
    severity = policy.normal_severity(incident.severity) or incident.severity_normal
    if incident.resolved_at is None and not incident.near_miss:
        if policy.opens_on == "resolved":
            return Wanted(False, "it is not over yet (opens_on: resolved)")
        if severity is None:
            return Wanted(False, "nobody has said yet how bad it is (opens_on: severity)")
    column = policy.column(severity, near_miss=incident.near_miss).replace("_", "-")
    if not policy.requires_postmortem(severity, incident.near_miss):
        return Wanted(False, f"policy asks for none of {column} (required.severities)")
    return Wanted(True, f"policy asks for one of {column} (opens_on: {policy.opens_on})")
