"""`pmflow tour`: look around, and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, Config, Now, TrackerName

if TYPE_CHECKING:
    from pmflow.escalation.promises import Standing


def tour(
    where: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder with post-mortems; else the one where you are.")
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Say in one screen what is here, what is missing, what is overdue, and what pmflow would say next week, to whom."""
    from pmflow import report
    from pmflow.cli.progress import progress
    from pmflow.cli.session import Session, console, print_json
    from pmflow.errors import DocumentError, TrackerError, UsageError
    from pmflow.escalation.touring import tour as look_around
    from pmflow.sweeping import standing_of

    if where is not None and not where.is_dir():
        raise UsageError(f"{where}: there is no such folder; give one with postmortems/, or with post-mortems in it")
    session = Session(config, tracker, now, dry_run=True, folder=where, whole_day=True)

    def standings(step: Callable[[int], None]) -> Iterator[Standing | tuple[str, str]]:
        for number, card in enumerate(session.tracker.cards()):
            step(number)
            if card.trouble:
                yield card.ref, card.trouble
                continue
            try:
                yield standing_of(session.tracker, card, session.policy, now=session.now, key=session.key)
            except (TrackerError, DocumentError) as error:
                yield card.ref, str(error)

    with progress("post-mortems", quiet=as_json) as step:
        seen = look_around(standings(step), session.tracker.incidents(), session.policy, now=session.now)
    if as_json:
        print_json(report.tour_as_json(seen))
        return
    report.show_tour(
        console(), seen, zone=session.policy.working_calendar.zone, name=(where or session.root).resolve().name
    )
