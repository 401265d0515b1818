"""`pmflow tour`: look around, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, Config, Now, TrackerName

if TYPE_CHECKING:
    from pmflow.escalation.promises import Standing


def tour(
    where: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR|OWNER/REPO]",
            help="A folder with post-mortems, else the one where you are; or a repository on GitHub, or all of OWNER/*.",
        ),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Say in one screen what is here, what is missing, what is overdue, and what pmflow would say next week, to whom.

    On GitHub, nothing needs to be installed in the repository, no policy is needed, and no token for a public one. Reads
    alone are sent, a few; exit 11 when not everything could be looked at.
    """
    from pmflow import report
    from pmflow.cli.progress import Meter, progress, watched
    from pmflow.cli.session import Session, console, print_json
    from pmflow.cli.tour_github import repository_in, tour_github
    from pmflow.errors import NOT_WHOLE, DocumentError, TrackerError, UsageError
    from pmflow.escalation.touring import tour as look_around
    from pmflow.model import State
    from pmflow.sweeping import second, standing_of

    if where is not None and (tracker == "github" or not Path(where).is_dir()):
        if tracker in (None, "github") and (repo := repository_in(where)) is not None:
            session = Session(config, "github", now, dry_run=True, whole_day=True)
            try:
                around, whole = tour_github(session, repo)
            except TrackerError as error:
                # `postmortem/old` may be a slip of the pen for a folder.
                raise type(error)(f"{error}; and there is no folder {where} here") from None
            if as_json:
                print_json(report.tour_as_json(around))
            else:
                report.show_tour(console(), around, zone=session.policy.working_calendar.zone, name=repo)
            if not whole:
                raise typer.Exit(NOT_WHOLE)
            return
        raise UsageError(
            f"{where}: there is no such folder; give one with postmortems/, or with post-mortems in it, or OWNER/REPO on GitHub"
        )
    folder = Path(where) if where is not None else None
    session = Session(config, tracker, now, dry_run=True, folder=folder, whole_day=True)

    def standings(meter: Meter) -> Iterator[Standing | tuple[str, str]]:
        counted: dict[str, str] = {}
        for number, there in enumerate(survey.postmortems):
            card = there.card
            meter(number)
            if card.state is not State.CLOSED and (told := second(session.tracker, card, counted)) is not None:
                yield card.ref, told
            if card.trouble:
                yield card.ref, card.trouble
                continue
            try:
                loaded = there.load()
                yield standing_of(session.tracker, card, loaded, session.policy, now=session.now, key=session.key)
            except (TrackerError, DocumentError) as error:
                yield card.ref, str(error)

    with progress("post-mortems", quiet=as_json) as meter:
        survey = watched(session.tracker, meter).survey()
        seen = look_around(standings(meter), survey.incidents, session.policy, now=session.now)
    if as_json:
        print_json(report.tour_as_json(seen))
        return
    name = (folder or session.root).resolve().name
    if session.tracker.name == "github":
        from pmflow.cli.github_tracker import repositories

        name = ", ".join(repositories(session.policy.tracker.repos, session.root))
    report.show_tour(console(), seen, zone=session.policy.working_calendar.zone, name=name)
