"""`pmflow show REF|FILE…`: a post-mortem as pmflow understands it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmflow.cli.options import AsJson, Config, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.model import Postmortem


def show(
    refs: Annotated[
        list[str], typer.Argument(metavar="REF|FILE…", help="Post-mortems of the tracker, or Markdown files.")
    ],
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
) -> None:
    """Show what pmflow read: sections, timeline, factors, action items, and what it did not understand."""
    from pmflow import report
    from pmflow.cli.session import Session, console, print_json
    from pmflow.document.to_json import as_json as to_json
    from pmflow.errors import DocumentError, TrackerError

    session = Session(config, tracker)
    answers: list[Any] = []
    worst = 0
    for ref in refs:
        try:
            postmortem = read(session, ref)
        except (DocumentError, TrackerError) as error:
            if len(refs) == 1:
                raise
            worst = max(worst, error.exit_code)
            answers.append({"path": ref, "error": str(error)})
            if not as_json:
                console().print(f"pmflow: {error}", markup=False)
            continue
        if as_json:
            answers.append(to_json(postmortem))
        else:
            report.show_postmortem(console(), postmortem)
    if as_json:
        print_json(answers[0] if len(refs) == 1 else answers)
    if worst:
        raise typer.Exit(worst)


def read(session: Session, ref: str) -> Postmortem:
    """The post-mortem in a file, or of the tracker (where a missing state means draft)."""
    from pmflow.cli.files import is_file_argument, is_issue, missing_file, read_document
    from pmflow.document.parse import parse
    from pmflow.errors import DocumentError, TrackerMissing
    from pmflow.journal import replay
    from pmflow.model import State

    if is_file_argument(ref) and not Path(ref).is_dir():
        return read_document(Path(ref)).postmortem
    try:
        full = session.tracker.resolve(ref)
    except TrackerMissing as error:
        # With a number at its end it is a ref of an issue, slash or not.
        raise (None if is_issue(ref) else missing_file(ref)) or error from None
    loaded = session.tracker.load(full)
    try:
        postmortem = parse(loaded.body, ref=full).postmortem
    except DocumentError as error:
        raise error.at(full) from None
    state = loaded.states[0] if loaded.states else State.DRAFT
    record = replay(loaded.journal)
    review = postmortem.review.model_copy(update={"approvals": record.approvals})
    if record.meeting:
        known = record.meeting
        review = review.model_copy(
            update={"held": known.held, "invited": known.invited or review.invited, "came": known.came or review.came}
        )
    if record.planned:
        review = review.model_copy(update={"planned": record.planned.at})
    postmortem = postmortem.model_copy(update={"review": review, "sharing": record.sharing or postmortem.sharing})
    return postmortem.model_copy(
        update={"state": state, "incident": postmortem.incident or (loaded.incident and loaded.incident.ref)}
    )
