"""`pmflow open INCIDENT`: a post-mortem from an incident."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.files import shown_path
from pmflow.cli.hints import command
from pmflow.cli.options import AsJson, By, Config, DryRun, Now, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.meeting.propose import Proposal
    from pmflow.model import Incident


def open_(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="A known incident, or the title of a new one.")],
    timeline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Timeline to begin with: Slack export, CSV or log.")
    ] = None,
    severity: Annotated[
        str | None, typer.Option(help="For a new incident: P0 to P4, or the policy's own name.")
    ] = None,
    started: Annotated[
        str | None, typer.Option(metavar="ISO", help="For a new incident: when it began; else now.")
    ] = None,
    resolved: Annotated[
        str | None, typer.Option(metavar="ISO", help="For a new incident: when it was over; else it is running.")
    ] = None,
    near_miss: Annotated[
        bool, typer.Option("--near-miss", help="For a new incident: nothing broke, but it could have.")
    ] = False,
    author: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who writes it; else whoever runs this. Repeatable.")
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Open the post-mortem of an incident: a stub while it is running, the template for its severity once it is resolved."""
    import sys

    from pmflow.cli.session import Session, console, print_json
    from pmflow.opening import meeting_for, open_postmortem, text_of
    from pmflow.report import proposal_as_json

    session = Session(config, tracker, now, dry_run, by)
    given = _Given(severity, started, resolved, near_miss)
    writers = tuple(author or ()) or (session.by,)
    known = _find(session, incident, given, timeline=timeline)
    found = known or _new(session, incident, given)
    if timeline is not None:
        found = _with_timeline(session, found, timeline)
        if known is None and started is None and (first := next((e.at for e in found.timeline if e.at), None)):
            found = found.model_copy(update={"started_at": first})
    notes = _zoneless(found, timeline, known) if timeline is not None else []
    if notes and known is None and started is None and found.started_at == session.now:
        notes.append(
            "nobody knows when it began, so it counts as begun now; if that is off, mend started_at and `started`"
        )
    kind, body = text_of(found, session.policy, authors=writers, root=session.root)
    if found.postmortem:
        _catch_up(session, found, body, notes=notes, as_json=as_json)
        return
    if dry_run:
        paths = _would_write(session, found, new=known is None)
        if as_json:
            plan = [
                {
                    "effect": "create_postmortem",
                    "target": found.ref or found.title,
                    "summary": f"open the {kind} template for {found.title}",
                }
            ]
            print_json({"plan": plan, "refusals": [], "advice": [], "applied": False, "paths": paths, "notes": notes})
        else:
            for line in (*(f"would write {path}" for path in paths), *notes):
                print(line, file=sys.stderr)
            console().print(body, markup=False, soft_wrap=True, end="")
        return
    if known is None:
        recorded = session.tracker.incident(session.tracker.record_incident(found))
        _refuse_changes(session, recorded, given)  # of that title and day there was one already
        if recorded.postmortem:
            facts = recorded.model_copy(update={"timeline": found.timeline}) if timeline is not None else recorded
            text = text_of(facts, session.policy, authors=writers, root=session.root)[1]
            _catch_up(session, facts, text, notes=notes, as_json=as_json)
            return
        found = recorded
    opened = open_postmortem(
        session.tracker, found, session.policy, by=session.by, now=session.now, authors=writers, root=session.root,
        key=session.key,
    )  # fmt: skip
    ref = opened.ref
    path = session.tracker.place(ref)
    if found.is_running:
        notes = [_running(session, found, new=known is None), *notes]
    proposal = meeting_for(session.tracker, ref, session.policy, now=session.now, key=session.key)
    if as_json:
        print_json({
            "ref": ref, "path": path, "opened": True, "template": kind, "applied": True, "notes": notes,
            "meeting": proposal_as_json(proposal) if proposal else None,
        })  # fmt: skip
    else:
        out = console()
        out.print(f"opened {shown_path(path)} ({kind.replace('_', '-')} template)", markup=False)
        for note in notes:
            out.print(note, markup=False)
        if proposal is not None:
            out.print(_meeting_line(proposal), markup=False)
        hint = command("check", ref, "--for", "review")
        out.print(f"next: write it, then see what is missing: {hint}", markup=False)


def _meeting_line(proposal: Proposal) -> str:
    """One line with the slot, and where there is more about it."""
    from pmflow.meeting.slots import slot_words

    assert proposal.slot is not None
    word = "planned for" if proposal.planned else "could be on"
    late = "" if proposal.slot.inside or proposal.planned else ", after the review window"
    slot = slot_words(proposal.slot, proposal.zone)
    return f"review: {word} {slot}{late}; who can come, and a calendar file: {command('meeting', proposal.ref)}"


def _running(session: Session, incident: Incident, *, new: bool) -> str:
    place = _incident_place(session, incident.ref)
    written = f"it counts as running, and {place} was written" if new else f"it counts as running ({place})"
    return f"{written}; when it is over, put resolved_at there and open it again: {command('open', incident.ref)}"


def _incident_place(session: Session, ref: str) -> str:
    """Where people find the incident: the path of its file, where it has one."""
    from pmflow.adapters.local import Local

    return shown_path(session.tracker.incident_place(ref)) if isinstance(session.tracker, Local) else ref


def _would_write(session: Session, incident: Incident, *, new: bool) -> list[str]:
    from pmflow.adapters.local import Local

    if not isinstance(session.tracker, Local):
        return []
    return [shown_path(path) for path in session.tracker.would_write(incident, new=new)]


def _catch_up(session: Session, incident: Incident, template: str, *, notes: list[str], as_json: bool) -> None:
    """The post-mortem is there; a draft gets what the incident has known since it was begun."""
    from pmflow.cli.session import console, print_json
    from pmflow.errors import DocumentError
    from pmflow.opening import catch_up, meeting_for
    from pmflow.report import plan_as_json

    assert incident.postmortem is not None
    session.check_now(incident.postmortem)
    try:
        outcome = catch_up(
            session.tracker, incident, template, session.policy, by=session.by, now=session.now, key=session.key,
            dry_run=session.dry_run,
        )  # fmt: skip
    except DocumentError as error:
        raise error if error.path else error.at(shown_path(session.tracker.place(incident.postmortem))) from None
    plan = outcome.plan
    applied = outcome.applied and bool(plan.effects)
    if as_json:
        print_json({"ref": incident.postmortem, "opened": False, **plan_as_json(plan, applied=applied), "notes": notes})
        return
    out = console()
    out.print(f"{incident.ref} has its post-mortem already: {incident.postmortem}", markup=False)
    for note in notes:
        out.print(note, markup=False)
    if plan.effects or plan.advice:
        session.report_plan(plan, applied=applied, as_json=False)
    if not applied:
        return
    proposal = meeting_for(session.tracker, incident.postmortem, session.policy, now=session.now, key=session.key)
    if proposal is not None:
        out.print(_meeting_line(proposal), markup=False)


def _find(session: Session, text: str, given: _Given, *, timeline: Path | None) -> Incident | None:
    """The known incident of that ref; None where the text is the title of a new one."""
    from pmflow.adapters.local import Local
    from pmflow.adapters.local_places import STARTS_WITH_DAY
    from pmflow.errors import TrackerMissing, UsageError

    named = session.tracker.resolve_incident(text) if isinstance(session.tracker, Local) else text
    try:
        found = session.tracker.incident(named)
    except TrackerMissing:
        if " " in text.strip() or given.options or not any(map(str.isalnum, text)):
            return None
        if session.tracker.name == "github":
            raise  # an incident is made there, and the reason says what there is in its place
        line = command("open", f"{text} …", "--severity", "P1", *(("--timeline", str(timeline)) if timeline else ()))
        raise TrackerMissing(
            f"{text}: there is no such incident; `pmflow list` shows those without a post-mortem. For a new one, give its "
            f"title and severity: {line}"
        ) from None
    names = (found.ref, f"{found.ref}.yml", STARTS_WITH_DAY.sub("", found.ref, count=1))
    if given.options and text not in names and Path(text).name != names[1]:
        raise UsageError(
            f"{text} is the beginning of {found.ref}, which is known already: {_to_change(session, found, given)}. "
            "A new incident needs a title that says more"
        )
    _refuse_changes(session, found, given)
    return found


@dataclass(frozen=True)
class _Given:
    """What was said of a new incident on the command line, as it was said."""

    severity: str | None
    started: str | None
    resolved: str | None
    near_miss: bool

    @property
    def options(self) -> bool:
        return bool(self.severity or self.started or self.resolved or self.near_miss)

    def keys(self) -> dict[str, object]:
        """The keys of an incident's file that this is about, with their values."""
        from pmflow.cli.session import parse_instant

        said: dict[str, object] = {}
        if self.severity:
            said["severity"] = self.severity
        if self.started:
            said["started_at"] = parse_instant(self.started, "--started")
        if self.resolved:
            said["resolved_at"] = parse_instant(self.resolved, "--resolved")
        if self.near_miss:
            said["near_miss"] = True
        return said


def _refuse_changes(session: Session, known: Incident, given: _Given) -> None:
    """What is known of an incident stands in its own file. Raises `UsageError` with file and keys for what differs."""
    from pmflow.errors import UsageError

    if _differing(known, given):
        raise UsageError(f"{known.ref} is known already; {_to_change(session, known, given)}")


def _differing(known: Incident, given: _Given) -> dict[str, object]:
    return {key: value for key, value in given.keys().items() if getattr(known, key) != value}


def _to_change(session: Session, known: Incident, given: _Given) -> str:
    """What to do where the facts that were given are meant for a known incident."""
    lines = ", ".join(f"`{key}: {_as_yaml(value)}`" for key, value in _differing(known, given).items())
    write = f"write {lines} into {_incident_place(session, known.ref)}, and " if lines else ""
    return f"{write}open it again: {command('open', known.ref)}"


def _as_yaml(value: object) -> str:
    import datetime as dt

    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return "true" if value is True else str(value)


def _new(session: Session, title: str, given: _Given) -> Incident:
    from pmflow.cli.session import parse_instant
    from pmflow.errors import UsageError
    from pmflow.model import Incident

    severity = given.severity
    normal = session.policy.normal_severity(severity) if severity else None
    if severity and normal is None:
        raise UsageError(
            f'--severity: "{severity}" is none that the policy knows; write P0 to P4, or add it to severities.aliases'
        )
    if not any(letter.isalnum() for letter in title):
        raise UsageError("give the incident a title: what went wrong, in a few words")
    if given.resolved and not given.started:
        raise UsageError("--resolved needs --started: when did it begin?")
    begun = parse_instant(given.started, "--started") if given.started else session.now
    over = parse_instant(given.resolved, "--resolved") if given.resolved else None
    if over and over < begun:
        raise UsageError(f"--resolved {given.resolved} is before the incident began ({begun:%Y-%m-%d %H:%MZ})")
    return Incident(
        ref="", title=" ".join(title.split()), severity=severity, severity_normal=normal, started_at=begun, resolved_at=over,
        near_miss=given.near_miss,
    )  # fmt: skip


def _with_timeline(session: Session, incident: Incident, path: Path) -> Incident:
    """The incident with a file's entries. A zone counts where the file or the policy's own file states one: the policy's
    default of UTC is for deadlines, and says nothing about a log."""
    from pmflow.cli.files import read_bytes
    from pmflow.document.imports import read_timeline_file, sorted_by_time
    from pmflow.errors import DocumentError

    day = incident.started_at.date() if incident.started_at else session.now.date()
    stated = "timezone" in session.policy.calendar.model_fields_set
    zone = session.policy.working_calendar.zone if stated else None
    try:
        entries = read_timeline_file(read_bytes(path), name=path.name, day=day, zone=zone)
    except DocumentError as error:
        raise error if error.path else error.at(str(path)) from None
    known = {(entry.at, entry.local, entry.text) for entry in incident.timeline}
    new = tuple(entry for entry in entries if (entry.at, entry.local, entry.text) not in known)
    return incident.model_copy(update={"timeline": sorted_by_time((*incident.timeline, *new))})


def _zoneless(incident: Incident, path: Path, known: Incident | None) -> list[str]:
    """One line where times came from the file without a zone."""
    had = known.timeline if known else ()
    number = sum(entry.raw is not None and entry.at is None and entry not in had for entry in incident.timeline)
    if not number:
        return []
    from pmflow.opening import LOCAL

    times = "1 time states" if number == 1 else f"{number} times state"
    return [
        f"{times} no zone in {path}: write it in place of “{LOCAL}” in the timeline (14:05 CET), or set calendar.timezone in "
        "pmflow.yml before you open it"
    ]
