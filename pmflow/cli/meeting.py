"""`pmflow meeting REF`: propose the review meeting, plan it, hand out calendar file and agenda, record that it took place."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.files import BESIDE, shown_path
from pmflow.cli.hints import command
from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName

if TYPE_CHECKING:
    import datetime as dt

    from pmflow.cli.session import Session
    from pmflow.meeting.agenda import Matter
    from pmflow.meeting.propose import Proposal
    from pmflow.meeting.slots import Attendee
    from pmflow.model import Person
    from pmflow.tracker import Snapshot

ROLES = ("responder", "affected", "expert", "stakeholder")


def meeting(
    ref: Ref,
    held: Annotated[
        str | None,
        typer.Option(
            metavar="ISO",
            help="Record it: when it was held, a day or a time (in the calendar's zone without an offset).",
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="Plan it: when it is to be held (in the calendar's zone without an offset)."),
    ] = None,
    came: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --held: who came; repeatable. NAME:ROLE names the role."),
    ] = None,
    invited: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=f"Who is invited; repeatable. Else all whom document and incident name. Roles: {', '.join(ROLES)}.",
        ),
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who is invited on top of those; repeatable.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it takes; else 60, or as planned.")] = None,
    ics: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="Write a calendar file; - is standard output.")
    ] = None,
    agenda: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help="Write the facilitator's agenda (Markdown); - is standard output."),
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Propose a time for the review meeting, in the review window and everybody's working hours; plan it; record it."""
    from pmflow.cli.session import Session

    session = Session(config, tracker, now, dry_run, by, about=ref)
    _refuse_together(held, plan, came, also, ics, agenda, minutes, as_json=as_json)
    asked = _Asked(tuple(map(person, invited or ())), tuple(map(person, also or ())), minutes)
    if held is not None:
        _record(session, ref, held, asked, tuple(map(person, came or ())), as_json=as_json)
    else:
        _prepare(session, ref, plan, asked, ics=ics, agenda=agenda, as_json=as_json)


@dataclass(frozen=True)
class _Asked:
    """What was said about the meeting on the command line."""

    invited: tuple[Person, ...]
    also: tuple[Person, ...]
    minutes: int | None


def _refuse_together(
    held: str | None, plan: str | None, came: list[str] | None, also: list[str] | None, ics: str | None,
    agenda: str | None, minutes: int | None, *, as_json: bool,
) -> None:  # fmt: skip
    """Raises `UsageError` for options that do not go together."""
    from pmflow.errors import UsageError
    from pmflow.meeting.propose import LONGEST, SHORTEST

    before = {"--plan": plan, "--also": also, "--ics": ics, "--agenda": agenda, "--minutes": minutes}
    if held is not None and (wrong := next((option for option, given in before.items() if given is not None), None)):
        raise UsageError(f"{wrong} is for a meeting that is to come, --held for one that was; give one of them")
    if came and held is None:
        raise UsageError("--came needs --held: when was it held?")
    if minutes is not None and not SHORTEST <= minutes <= LONGEST:
        raise UsageError(f"--minutes {minutes}: a review takes {SHORTEST} to {LONGEST} minutes")
    for option, given in (("--ics", ics), ("--agenda", agenda)):
        if given == "-" and as_json:
            raise UsageError(f"{option} - and --json both want standard output; give {option} a file")
    if ics == agenda == "-":
        raise UsageError("--ics - and --agenda - both want standard output; give one of them a file")


# It is to come


@dataclass(frozen=True)
class _File:
    """A file to be written, or what goes to standard output (`path` None)."""

    path: Path | None
    data: bytes
    stands: bool = False
    """Whether it says just that already."""


def _prepare(
    session: Session, ref: str, plan: str | None, asked: _Asked, *, ics: str | None, agenda: str | None, as_json: bool
) -> None:
    from pmflow import report
    from pmflow.cli.session import console, print_json
    from pmflow.engine import look
    from pmflow.errors import UsageError
    from pmflow.meeting.propose import propose

    full = session.tracker.resolve(ref)
    snapshot = look(session.tracker, full, session.policy, key=session.key)
    proposal = propose(
        snapshot, session.policy, now=session.now, minutes=asked.minutes, invited=asked.invited, also=asked.also,
        at=_time_to_plan(session, plan) if plan is not None else None,
    )  # fmt: skip
    if proposal.trouble and (ics is not None or not (as_json or agenda or proposal.held)):
        raise UsageError(proposal.trouble)
    notes: list[str] = []
    files = _files(session, snapshot, proposal, ics, agenda, notes)  # first of all: what cannot be written is refused
    planned = plan is not None and _carry_out_plan(session, full, proposal, as_json=as_json)
    for file in files:
        _write(session, file)
    if any(file.path is None for file in files):
        for note in (*proposal.notes, *notes):
            print(f"pmflow: {note}", file=sys.stderr)
    elif as_json:
        paths = [str(file.path) for file in files if not file.stands]
        print_json({
            **report.proposal_as_json(proposal), "notes": [*proposal.notes, *notes],
            "written": [] if session.dry_run else paths, "would_write": paths if session.dry_run else [],
            "applied": planned and not session.dry_run,
        })  # fmt: skip
        if proposal.trouble and not agenda and not proposal.held:
            raise typer.Exit(UsageError.exit_code)
    else:
        out = console()
        report.show_proposal(out, proposal)
        for line in (*(f"! {note}" for note in notes), *_done(session, files, planned=planned)):
            out.print(line, markup=False)
        if hint := _next(proposal, asked, files):
            out.print(f"next: {hint}", style="dim", markup=False)


def _time_to_plan(session: Session, plan: str) -> dt.datetime:
    """A time to come. Raises `UsageError`."""
    import datetime as dt

    from pmflow.cli.session import parse_instant
    from pmflow.errors import UsageError

    try:
        dt.date.fromisoformat(plan.strip())
    except ValueError:
        at = parse_instant(plan, "--plan", session.policy.working_calendar.zone).replace(second=0, microsecond=0)
    else:
        raise UsageError(
            f"--plan {plan}: at what time? Write it like {plan.strip()}T14:00, on the clocks of "
            f"{session.policy.calendar.timezone} (calendar.timezone), or with an offset"
        )
    if at < session.now:
        raise UsageError(
            f"--plan {plan} is over ({_here(session, session.now)} now); a meeting that was is recorded with --held"
        )
    return at


def _here(session: Session, at: dt.datetime) -> str:
    """An instant on the team's clocks."""
    return f"{at.astimezone(session.policy.working_calendar.zone):%Y-%m-%d %H:%M %Z}"


def _carry_out_plan(session: Session, ref: str, proposal: Proposal, *, as_json: bool) -> bool:
    """Journal the time and who is asked; leaves with `REFUSED` where that is refused."""
    from pmflow.events import ReviewMeetingPlanned

    assert proposal.slot is not None
    session.check_now(ref)
    event = ReviewMeetingPlanned(
        by=session.by,
        at=proposal.slot.start,
        minutes=proposal.minutes,
        invited=tuple(map(_as_person, proposal.attendees)),
    )
    outcome = session.happen(ref, event)
    if outcome.plan.refusals:
        session.report_plan(outcome.plan, applied=outcome.applied, as_json=as_json)
    return True


def _as_person(attendee: Attendee) -> Person:
    from pmflow.model import Person

    role = next((role for role in attendee.roles if role in ROLES), None)
    return Person.model_validate({"name": attendee.name, "role": role})


def _done(session: Session, files: list[_File], *, planned: bool) -> list[str]:
    """What was written down, in the words of people."""
    would = session.dry_run
    lines = ["would write the plan down" if would else "the plan is written down"] if planned else []
    for file in files:
        if file.path is not None:
            verb = "says so already:" if file.stands else "would write" if would else "wrote"
            lines.append(f"{verb} {shown_path(file.path)}")
    return lines


def _next(proposal: Proposal, asked: _Asked, files: list[_File]) -> str | None:
    """How to plan what is proposed."""
    if proposal.slot is None or proposal.planned or files:
        return None
    start = proposal.slot.start.astimezone(proposal.zone).isoformat(timespec="minutes").replace("+00:00", "Z")
    words = ["meeting", proposal.ref, "--plan", start]
    for option, people in (("--invited", asked.invited), ("--also", asked.also)):
        for each in people:
            words += [option, f"{each.name}:{each.role}" if each.role else each.name]
    if asked.minutes:
        words += ["--minutes", str(asked.minutes)]
    return command(*words, "--ics", "review.ics", "--agenda", "agenda.md")


# Files


def _files(
    session: Session, snapshot: Snapshot, proposal: Proposal, ics: str | None, agenda: str | None, notes: list[str]
) -> list[_File]:
    """What is to be written. Raises `UsageError` where somebody's file stands in the way."""
    if ics is None and agenda is None:
        return []
    matter = _matter(session, snapshot, proposal)
    files = [_ics_file(session, proposal, matter, ics, notes)] if ics is not None else []
    return [*files, *([_agenda_file(session, matter, agenda)] if agenda is not None else [])]


def _matter(session: Session, snapshot: Snapshot, proposal: Proposal) -> Matter:
    from pmflow.decide import guards_now
    from pmflow.meeting.agenda import Matter, Unsettled
    from pmflow.meeting.propose import record_of
    from pmflow.model import State, Step

    record = record_of(snapshot)
    _, looked = guards_now(snapshot, session.policy, now=session.now, step=Step.REVIEW)
    fails = [each for each in looked if each.reasons and each.level == "error" and each.guard != "review_held"]
    start = f"{proposal.slot.start:%Y-%m-%dT%H:%MZ}" if proposal.slot else f"{session.now:%Y-%m-%d}"
    invited = [] if proposal.planned else [word for each in proposal.attendees for word in ("--invited", each.name)]
    return Matter(
        proposal=proposal,
        postmortem=snapshot.document.postmortem,
        items=snapshot.loaded.items or snapshot.document.postmortem.action_items,
        unsettled=tuple(Unsettled(each.guard, each.reasons) for each in fails)
        if (record.state or State.DRAFT) is State.DRAFT
        else (),
        place=_place(session, proposal.ref),
        record_with=command("meeting", proposal.ref, "--held", start, *invited, "--came", "NAME"),
    )


def _place(session: Session, ref: str) -> str:
    """Where the document is, as others can use it: an address, or the path in the repository."""
    place = session.tracker.place(ref)
    path = Path(place)
    if path.is_absolute() and path.is_relative_to(session.root):
        return path.relative_to(session.root).as_posix()
    return place


def _ics_file(session: Session, proposal: Proposal, matter: Matter, name: str, notes: list[str]) -> _File:
    from pmflow.cli.own_files import there_now
    from pmflow.meeting.agenda import outline
    from pmflow.meeting.ics import Event, same_event, sequence_in, to_ics, why_not_ours

    assert proposal.slot is not None
    silent = [each.name for each in proposal.attendees if not each.email]
    if silent:
        told = (
            "nobody's e-mail is known"
            if len(silent) == len(proposal.attendees)
            else f"no e-mail of {', '.join(silent)}"
        )
        notes.append(f"{told}, so the calendar file does not invite them; put it under `people` in pmflow.yml (email)")
    event = Event(
        ref=proposal.ref,
        title=proposal.title or proposal.ref,
        start=proposal.slot.start,
        end=proposal.slot.end,
        zone=session.policy.working_calendar.zone,
        now=session.now,
        attendees=proposal.attendees,
        organizer=_organizer(session, proposal),
        description=_description(proposal, outline(matter)),
        place=matter.place,
        settled=proposal.planned,
    )
    if name == "-":
        return _File(None, to_ics(event))
    path = Path(name)
    there = there_now(path, "--ics", lambda data: why_not_ours(data, proposal.ref))
    made = to_ics(event, least=sequence_in(there) + 1)
    return _File(path, made, stands=bool(there) and same_event(there, made))


def _description(proposal: Proposal, outline: str) -> str:
    names = ", ".join(each.name for each in proposal.attendees)
    return f"{outline}\n\nInvited: {names}" if names else outline


def _organizer(session: Session, proposal: Proposal) -> Attendee | None:
    """Who invites: whoever runs this, where their address is known; else the first of the authors, else of all."""
    from pmflow.errors import UsageError
    from pmflow.meeting.attendees import somebody

    try:
        runs = somebody(session.by, session.policy)
    except UsageError:  # nobody knows who runs this, and nobody need
        runs = None
    authors = [each for each in proposal.attendees if "author" in each.roles]
    return next((each for each in (runs, *authors, *proposal.attendees) if each is not None and each.email), None)


def _agenda_file(session: Session, matter: Matter, name: str) -> _File:
    from pmflow.cli.own_files import there_now
    from pmflow.errors import UsageError
    from pmflow.meeting.agenda import agenda, why_not_ours

    data = agenda(matter).encode("utf-8", "replace")
    if name == "-":
        return _File(None, data)
    path = Path(name)
    full = Path.cwd() / path
    listed = full.suffix.lower() == ".md" and full.resolve().is_relative_to((session.root / "postmortems").resolve())
    if listed and full.name not in BESIDE[1:] and not full.name.endswith(f".{BESIDE[1]}"):
        raise UsageError(
            f"--agenda {name}: there it would be taken for a post-mortem; call it {full.with_name(BESIDE[1]).name}"
        )
    there = there_now(path, "--agenda", lambda data: why_not_ours(data, matter.proposal.ref))
    return _File(path, data, stands=there == data)


def _write(session: Session, file: _File) -> None:
    from pmflow.cli.own_files import put

    if file.path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(file.data)
        sys.stdout.buffer.flush()
    elif not session.dry_run and not file.stands:
        put(file.path, file.data)


# It was held


def _record(session: Session, ref: str, held: str, asked: _Asked, came: tuple[Person, ...], *, as_json: bool) -> None:
    import datetime as dt
    from dataclasses import replace

    from pmflow import report
    from pmflow.cli.session import console, parse_instant, print_json
    from pmflow.engine import look
    from pmflow.errors import REFUSED, UsageError
    from pmflow.events import ReviewMeetingHeld
    from pmflow.meeting.attendance import attendance
    from pmflow.meeting.propose import held_of, record_of
    from pmflow.plan import WriteJournal

    day: dt.datetime | dt.date
    zone = session.policy.working_calendar.zone
    try:
        day = dt.date.fromisoformat(held.strip())
    except ValueError:
        day = parse_instant(held, "--held", zone)
    first = day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time(), zone)
    if first > session.now:
        now = _here(session, session.now)
        raise UsageError(f"--held {held} is in the future (it is {now}); record the meeting once it has taken place")
    full = session.tracker.resolve(ref)
    snapshot = look(session.tracker, full, session.policy, key=session.key)
    _after_the_beginning(session, snapshot, day, held)
    session.check_now(full)
    event = ReviewMeetingHeld(by=session.by, held=day, invited=asked.invited, came=came)
    outcome = session.happen(full, event)
    record = record_of(snapshot)
    new = next((each.entry.meeting for each in outcome.plan.effects if isinstance(each, WriteJournal)), record.meeting)
    meeting = held_of(snapshot, replace(record, meeting=new))
    shown = attendance(meeting, session.policy) if meeting and meeting.invited and not outcome.plan.refusals else None
    if as_json:
        told = (
            {"invited": shown.invited, "came": shown.came, "missed": shown.missed, "guests": shown.guests}
            if shown
            else None
        )
        at = day.astimezone(zone) if isinstance(day, dt.datetime) else day
        print_json({
            **report.plan_as_json(outcome.plan, applied=outcome.applied), "held": at.isoformat(), "participation": told,
        })  # fmt: skip
        if outcome.plan.refusals:
            raise typer.Exit(REFUSED)
        return
    if not outcome.plan.refusals and isinstance(day, dt.datetime):
        console().print(f"held: {_here(session, day)}", markup=False)
    if shown:
        console().print(shown.words, markup=False)
    session.report_plan(outcome.plan, applied=outcome.applied, as_json=False)


def _after_the_beginning(session: Session, snapshot: Snapshot, day: dt.datetime | dt.date, held: str) -> None:
    """A review looks back on the incident. Raises `UsageError` where it was held before that began.

    A day is compared with the incident's day, at the team's place or in UTC: either may be meant.
    """
    import datetime as dt

    from pmflow.errors import UsageError

    postmortem, incident = snapshot.document.postmortem, snapshot.loaded.incident
    known = (postmortem.started_at, incident.started_at if incident else None)
    began = min((moment for moment in known if moment), default=None)
    zones = (dt.UTC, session.policy.working_calendar.zone)
    if isinstance(day, dt.datetime) and began is not None:
        early = day < began
    else:
        last = max(day.astimezone(zone).date() for zone in zones) if isinstance(day, dt.datetime) else day
        days = {began.astimezone(zone).date() for zone in zones} if began else set()
        early = last < min(days, default=postmortem.date or dt.date.min)
    if early:
        when = f"{began.astimezone(dt.UTC):%Y-%m-%d %H:%MZ}" if began else f"{postmortem.date}"
        raise UsageError(
            f"--held {held} is before the incident began ({when}); mend it, or `started` in the document if that is off"
        )


def person(text: str) -> Person:
    """`Jane` or `Jane:expert`. Raises `UsageError` for a role that is none."""
    from pmflow.errors import UsageError
    from pmflow.model import Person

    name, colon, role = text.rpartition(":")
    if not colon:
        name, role = text, ""
    name, role = name.strip().removeprefix("@"), role.strip().lower()
    if not name:
        raise UsageError(f'"{text}" names nobody; write NAME or NAME:ROLE')
    if role.removesuffix("s") in ROLES:
        role = role.removesuffix("s")
    if role and role not in ROLES:
        raise UsageError(f'"{role}" is no role; one of {", ".join(ROLES)}')
    return Person.model_validate({"name": name, "role": role or None})
