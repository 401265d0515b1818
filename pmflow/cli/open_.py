"""`pmflow open INCIDENT`: a post-mortem from an incident."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
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
    from pmflow.cli.session import Session, console, print_json
    from pmflow.document.write import new_postmortem
    from pmflow.engine import run
    from pmflow.events import PostmortemOpened
    from pmflow.model import IncidentStatus

    session = Session(config, tracker, now, dry_run, by)
    known = _find(
        session, incident, severity=severity, started=started, resolved=resolved, near_miss=near_miss, timeline=timeline
    )
    found = known or _new(session, incident, severity=severity, started=started, resolved=resolved, near_miss=near_miss)
    if timeline is not None:
        found = _with_timeline(session, found, timeline)
        if known is None and started is None and found.timeline and found.timeline[0].at:
            found = found.model_copy(update={"started_at": found.timeline[0].at})
    out = console()
    normal = session.policy.normal_severity(found.severity) or found.severity_normal
    kind = session.policy.template(normal, near_miss=found.near_miss, running=found.status is IncidentStatus.RUNNING)
    own = _own_template(session, kind)
    body = new_postmortem(
        found,
        kind=kind,
        authors=tuple(author or ()) or (session.by,),
        template=own,
        template_name=_template_path(session, kind) or kind,
    )
    if found.postmortem:
        _catch_up(session, found, body, as_json=as_json)
        return
    if dry_run:
        if as_json:
            plan = [
                {
                    "effect": "create_postmortem",
                    "target": found.ref or found.title,
                    "summary": f"open the {kind} template for {found.title}",
                }
            ]
            print_json({"plan": plan, "refusals": [], "advice": [], "applied": False})
        else:
            out.print(body, markup=False, soft_wrap=True, end="")
        return
    if known is None:
        found = session.tracker.incident(session.tracker.record_incident(found))
        if found.postmortem:
            out.print(f"{found.ref} has its post-mortem already: {found.postmortem}", markup=False)
            return
    ref = session.tracker.create(found, body)
    run(session.tracker, ref, PostmortemOpened(by=session.by, incident=found.ref), session.policy, now=session.now)
    path = session.tracker.place(ref)
    if as_json:
        print_json({"ref": ref, "path": path, "opened": True, "template": kind, "applied": True})
    else:
        out.print(f"opened {_short(path)} ({kind.replace('_', '-')} template)", markup=False)
        out.print(f"next: write it, then see what is missing: pmflow check {ref} --for review", markup=False)


def _catch_up(session: Session, incident: Incident, template: str, *, as_json: bool) -> None:
    """The post-mortem is there; a draft gets what the incident has known since it was begun."""
    from pmflow.cli.session import console, print_json, report_plan
    from pmflow.engine import run
    from pmflow.events import PostmortemOpened
    from pmflow.report import plan_as_json

    assert incident.postmortem is not None
    facts = incident.model_copy(update={"postmortem": None})
    opened = PostmortemOpened(by=session.by, incident=incident.ref, facts=facts, template=template)
    outcome = run(
        session.tracker, incident.postmortem, opened, session.policy, now=session.now, dry_run=session.dry_run
    )
    plan = outcome.plan
    applied = outcome.applied and bool(plan.effects)
    if as_json:
        print_json({"ref": incident.postmortem, "opened": False, **plan_as_json(plan, applied=applied)})
        return
    console().print(f"{incident.ref} has its post-mortem already: {incident.postmortem}", markup=False)
    if plan.effects or plan.advice:
        report_plan(plan, applied=applied, as_json=False)


def _short(path: str) -> str:
    """A path as one would type it from here."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path


def _find(session: Session, text: str, **given: object) -> Incident | None:
    """The known incident of that ref; None where the text is the title of a new one."""
    from pmflow.errors import TrackerMissing, UsageError

    try:
        found = session.tracker.incident(text)
    except TrackerMissing:
        if " " in text.strip() or given["severity"] or given["started"] or given["resolved"] or given["near_miss"]:
            return None
        raise TrackerMissing(
            f"{text}: there is no such incident; `pmflow list` shows those without a post-mortem. For a new one, give its "
            f'title and severity: pmflow open "{text} …" --severity P1'
        ) from None
    details = [
        f"--{name.replace('_', '-')}" for name in ("severity", "started", "resolved", "near_miss") if given[name]
    ]
    if details:
        raise UsageError(
            f"{found.ref} is known already; {', '.join(details)} would change it. Edit the incident itself"
        )
    return found


def _new(
    session: Session, title: str, *, severity: str | None, started: str | None, resolved: str | None, near_miss: bool
) -> Incident:
    from pmflow.cli.session import parse_instant
    from pmflow.errors import UsageError
    from pmflow.model import Incident

    normal = session.policy.normal_severity(severity) if severity else None
    if severity and normal is None:
        raise UsageError(
            f'--severity: "{severity}" is none that the policy knows; write P0 to P4, or add it to severities.aliases'
        )
    if not title.strip():
        raise UsageError("give the incident a title: what went wrong, in a few words")
    if resolved and not started:
        raise UsageError("--resolved needs --started: when did it begin?")
    begun = parse_instant(started, "--started") if started else session.now
    over = parse_instant(resolved, "--resolved") if resolved else None
    if over and over < begun:
        raise UsageError(f"--resolved {resolved} is before the incident began ({begun:%Y-%m-%d %H:%MZ})")
    return Incident(
        ref="", title=" ".join(title.split()), severity=severity, severity_normal=normal, started_at=begun, resolved_at=over,
        near_miss=near_miss,
    )  # fmt: skip


def _with_timeline(session: Session, incident: Incident, path: Path) -> Incident:
    import datetime as dt

    from pmflow.cli.files import read_bytes
    from pmflow.document.imports import read_timeline_file
    from pmflow.errors import DocumentError

    day = incident.started_at.date() if incident.started_at else session.now.date()
    try:
        entries = read_timeline_file(
            read_bytes(path), name=path.name, day=day, zone=session.policy.working_calendar.zone
        )
    except DocumentError as error:
        raise error if error.path else error.at(str(path)) from None
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    merged = sorted((*incident.timeline, *entries), key=lambda entry: entry.at or last)
    return incident.model_copy(update={"timeline": tuple(merged)})


def _template_path(session: Session, kind: str) -> str | None:
    path: str | None = getattr(session.policy.templates, kind)
    return path


def _own_template(session: Session, kind: str) -> str | None:
    from pmflow.errors import PolicyError

    path = _template_path(session, kind)
    if path is None:
        return None
    file = (session.root / path).resolve()
    if not file.is_relative_to(session.root.resolve()):
        raise PolicyError(f"templates.{kind}: {path} leads out of {session.root.name}/; keep the template inside it")
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PolicyError(
            f"templates.{kind}: {path} cannot be read; give a Markdown file in UTF-8 below {session.root.name}/"
        ) from None
