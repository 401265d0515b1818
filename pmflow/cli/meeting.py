"""`pmflow meeting REF`: record that the review took place, who was asked and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName

if TYPE_CHECKING:
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
    event = ReviewMeetingHeld(
        by=session.by, held=day, invited=tuple(map(person, invited or ())), came=tuple(map(person, came or ()))
    )
    session.carry_out(ref, event, as_json=as_json)


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
