"""An incident began, was given a severity, or is over: its post-mortem is opened, or catches up."""

from __future__ import annotations

from pmflow.errors import TrackerMissing
from pmflow.events import IncidentConfirmed, IncidentRetracted, PostmortemOpened
from pmflow.happenings import IncidentTouched
from pmflow.model import Incident, State
from pmflow.opening import catch_up, name_under, open_postmortem, opening_of, text_of
from pmflow.reacting.words import Reacted
from pmflow.reacting.work import Work
from pmflow.wanted import wanted

SILENT = frozenset({"unlabeled", "assigned", "unassigned", "deleted"})
"""What says nothing about whether a post-mortem is wanted, or what it lacks."""

UNREAD = "a post-mortem of it that is kept elsewhere would not be seen: {why}"


def touched_incident(work: Work, happening: IncidentTouched) -> Reacted:
    """Open its post-mortem where policy wants one now; one that is there is given what the incident knows by now, once it is
    over."""
    around = work.around
    if happening.what == "unlabeled" and _is_mark(work, happening.label):
        return _retract(work, happening)
    if happening.what in SILENT:
        return work.reacted()
    try:
        incident = around.tracker.incident(happening.ref)
    except TrackerMissing as error:
        work.note(f"nothing to do: {error}")  # it is no incident any more
        return work.reacted()
    tell_unread(work, incident)
    if incident.postmortem is None:
        return _open(work, happening, incident)
    return _follow(work, happening, incident)


def tell_unread(work: Work, incident: Incident) -> None:
    """Where a post-mortem of it could not be looked for."""
    for each in incident.unread:
        work.note(UNREAD.format(why=each))


def _is_mark(work: Work, label: str | None) -> bool:
    """Whether this label makes an incident of an issue."""
    names = work.around.policy.tracker
    return (label or "").casefold() in (names.labels.incident.casefold(), (names.incident_type or "-").casefold())


def _retract(work: Work, happening: IncidentTouched) -> Reacted:
    """It was none: its post-mortem is closed where nobody wrote there, else the people are told what they can do."""
    tracker = work.around.tracker
    try:
        tracker.incident(happening.ref)
    except TrackerMissing:
        found = tracker.postmortem_of(happening.ref)
    else:
        work.note("it is an incident all the same")
        return work.reacted()
    if found is None:
        work.note("it is no incident any more, and has no post-mortem")
        return work.reacted()
    work.ref = found
    by = happening.by or "pmflow"
    if work.current().record.state is None:  # a run made it, and died before it said so
        work.run(PostmortemOpened(by=by, incident=happening.ref), write=work.around.on_its_own)
    work.run(IncidentRetracted(by=by, incident=happening.ref), write=work.around.on_its_own)
    return work.finish()


def _open(work: Work, happening: IncidentTouched, incident: Incident) -> Reacted:
    around = work.around
    verdict = wanted(incident, around.policy, now=around.now, named=_names(work, happening))
    if not verdict.now:
        work.note(f"no post-mortem is opened: {verdict.why}")
        return work.reacted(title=incident.title)
    opened = open_postmortem(
        around.tracker, incident, around.policy, by=happening.by or "pmflow", now=around.now, root=around.root, key=around.key,
        dry_run=not around.on_its_own,
    )  # fmt: skip
    work.opened, work.draft = True, opened.body
    template = opened.kind.replace("_", "-")
    if opened.outcome is None:
        work.note(f"would open the post-mortem ({template} template): {verdict.why}")
        return work.reacted(title=incident.title)
    work.ref, work.applied = opened.ref, True
    work.keep(opened.outcome)
    work.note(f"opened {opened.ref} ({template} template): {verdict.why}")
    return work.finish()


def _names(work: Work, happening: IncidentTouched) -> bool:
    """Whether somebody has just made this one an incident, or said how bad it is: then they mean this very one."""
    if happening.what == "opened":
        return True
    if happening.what != "labeled" or happening.label is None:
        return False
    policy = work.around.policy
    names = (policy.tracker.labels.incident, policy.tracker.incident_type or "")
    return happening.label.casefold() in map(str.casefold, names) or policy.normal_severity(happening.label) is not None


def _follow(work: Work, happening: IncidentTouched, incident: Incident) -> Reacted:
    """Once it is over, the draft gets its end, what was said until then and the sections of its template. What people took out
    of a draft since does not come back with every label; a severity that is given late is added to a draft that says none."""
    around = work.around
    by = happening.by or "pmflow"
    work.ref = incident.postmortem or work.ref
    if around.on_its_own:
        name_under(around.tracker, incident, work.ref)
    if work.current().record.state is None:  # it was made by a run that died before it could say so, or by hand
        event = opening_of(around.tracker, incident, around.policy, by=by, root=around.root)
        work.run(event, write=around.on_its_own)
    if work.current().record.retracted:
        work.run(IncidentConfirmed(by=by, incident=incident.ref), write=around.on_its_own)
    if incident.is_running:
        work.note(f"it has its post-mortem, {work.ref}, which catches up once the incident is over")
        return work.finish()
    if happening.what != "closed" and work.snapshot().document.postmortem.resolved_at is not None:
        _rate(work, happening, incident)
        work.note(f"it has its post-mortem, {work.ref}, which knows how it ended")
        return work.finish()
    _, body = text_of(incident, around.policy, root=around.root)
    outcome = catch_up(
        around.tracker, incident, body, around.policy, by=by, now=around.now, key=around.key,
        dry_run=not around.on_its_own,
    )  # fmt: skip
    work.keep(outcome)
    return work.finish()


def _rate(work: Work, happening: IncidentTouched, incident: Incident) -> None:
    """Give a draft that says no severity the one that was just set; and nothing else, for people may have taken that out."""
    around, draft = work.around, work.current()
    said = work.snapshot().document.postmortem.severity
    if (
        draft.state is not State.DRAFT
        or said is not None
        or around.policy.normal_severity(happening.label or "") is None
    ):
        return
    facts = Incident(ref=incident.ref, title=incident.title, severity=incident.severity)
    template = work.snapshot().document.source.text
    event = PostmortemOpened(by=happening.by or "pmflow", incident=incident.ref, facts=facts, template=template)
    work.run(event, write=around.on_its_own)
