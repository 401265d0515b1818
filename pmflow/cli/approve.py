"""`pmflow approve REF`: say that you read it and agree."""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName


def approve(
    ref: Ref,
    redaction: Annotated[
        bool, typer.Option("--redaction", help="Agree that nothing confidential is in it (for public sharing).")
    ] = False,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Approve a post-mortem as it reads now; a later edit of substance makes the approval stale."""
    from pmflow.cli.session import Session
    from pmflow.events import PostmortemApproved

    session = Session(config, tracker, now, dry_run, by, about=ref)
    event = PostmortemApproved(by=session.by, redaction=redaction)
    session.carry_out(ref, event, as_json=as_json)
