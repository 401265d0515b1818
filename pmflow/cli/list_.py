"""`pmflow list`: the board, and the incidents that have no post-mortem."""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson, Config, TrackerName


def list_(
    state: Annotated[list[str] | None, typer.Option(metavar="STATE", help="Only these states; repeatable.")] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Leave out what is closed.")] = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
) -> None:
    """List every post-mortem with its state, and the incidents without one."""
    import sys

    from pmflow import report
    from pmflow.cli.progress import progress, watched
    from pmflow.cli.session import Session, console, print_json
    from pmflow.errors import TrackerError, UsageError
    from pmflow.model import State

    try:
        wanted = {State(name.lower().replace("-", "_")) for name in state or ()}
    except ValueError as error:
        word = str(error).partition(" ")[0].strip("'")
        raise UsageError(f'--state: "{word}" is no state; one of {", ".join(State)}') from None
    session = Session(config, tracker)
    cards = []
    with progress("post-mortems", quiet=as_json) as meter:
        survey = watched(session.tracker, meter).survey()
        for card in (there.card for there in survey.postmortems):
            if (not wanted or (card.state or State.DRAFT) in wanted) and not (open_only and card.state is State.CLOSED):
                cards.append(card)
                meter(len(cards))
        written = {card.incident for card in cards if card.incident}
        without = [] if wanted else [i for i in survey.incidents if i.postmortem is None and i.ref not in written]
    if as_json:
        print_json(report.board_as_json(cards, without))
    else:
        report.show_board(console(), cards, without)
    troubled = sum(1 for card in cards if card.trouble)
    if troubled:
        print(f"pmflow: {troubled} of {len(cards)} could not be read", file=sys.stderr)
        # A repository that cannot be read is the tracker's trouble; a post-mortem's own text is the document's.
        unread = session.tracker.name == "github" and all(card.trouble and "#" not in card.ref for card in cards)
        raise typer.Exit(TrackerError.exit_code if unread else 4)
