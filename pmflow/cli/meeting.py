"""`pmflow meeting REF`: record that the review took place, who was asked and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName

if TYPE_CHECKING:
    import datetime as dt

    from pmflow.cli.session import Session
    from pmflow.model import Person

ROLES = ("responder", "affected", "expert", "stakeholder")


def meeting(
    ref: Ref,
    held: Annotated[
        str, typer.Option(metavar="ISO", help="When it was held: a day, or a time (UTC where no offset is given).")
    ],
    came: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who came; repeatable. NAME:ROLE names the role.")
    ] = None,
    invited: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=f"Who was invited; repeatable. Roles: {', '.join(ROLES)}.")
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Record the review meeting."""
    import datetime as dt

    from pmflow.cli.session import Session, parse_instant
    from pmflow.errors import UsageError
    from pmflow.events import ReviewMeetingHeld

    session = Session(config, tracker, now, dry_run, by, about=ref)
    day: dt.datetime | dt.date
    try:
        day = dt.date.fromisoformat(held)
    except ValueError:
        day = parse_instant(held, "--held")
    first = day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time(), dt.UTC)
    if first > session.now:
        raise UsageError(f"--held {held} is in the future; record the meeting once it has taken place")
    _after_the_beginning(session, ref, day, held)
    event = ReviewMeetingHeld(
        by=session.by, held=day, invited=tuple(map(person, invited or ())), came=tuple(map(person, came or ()))
    )
    session.carry_out(ref, event, as_json=as_json)


def _after_the_beginning(session: Session, ref: str, day: dt.datetime | dt.date, held: str) -> None:
    """A review looks back on the incident. Raises `UsageError` where it was held before that began.

    A day is compared with the incident's day, at the team's place or in UTC: either may be meant.
    """
    import datetime as dt

    from pmflow.engine import look
    from pmflow.errors import UsageError

    snapshot = look(session.tracker, session.tracker.resolve(ref), session.policy, key=session.key)
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
