"""`pmflow sync`: reconcile documents, action items and tracker."""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson, Config, DryRun, Now, TrackerName


def sync(
    refs: Annotated[list[str] | None, typer.Argument(metavar="[REF]…", help="Post-mortems.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every post-mortem of the tracker.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Reconcile document, action items and tracker; with --all, exit 11 when not everything could be looked at."""
    import contextlib
    import sys

    from pmflow import report
    from pmflow.cli.progress import progress, watched
    from pmflow.cli.session import Session, console, print_json
    from pmflow.engine import Examined, look, sync_all
    from pmflow.errors import NOT_WHOLE, DocumentError, TrackerError, UsageError
    from pmflow.report.screen import one_line

    if bool(refs) == everything:
        raise UsageError("say what to sync: one or more REFs, or --all")
    session = Session(config, tracker, now, dry_run)
    tracked = session.tracker
    # A REF that is none is said at once, as everywhere; among --all, one that went away meanwhile is a trouble.
    with progress("post-mortems", quiet=as_json) as meter:
        cards = list(watched(tracked, meter).cards()) if everything else []
    # A line of the board that tells a trouble may be a whole repository.
    unread = [
        Examined(card.ref, None, card.trouble) for card in cards if card.trouble and not tracked.items_in_document
    ]
    lost = {each.ref for each in unread}
    full = [card.ref for card in cards if card.ref not in lost] or [tracked.resolve(ref) for ref in refs or ()]
    for ref in full:
        with contextlib.suppress(TrackerError, DocumentError):  # said below, and does not hide the others
            session.check_now(ref)
    if len(full) == 1 and not everything:
        look(tracked, full[0], session.policy)  # what cannot be read stops this one as it stops any command
    seen = []
    with progress(f"of {len(full)} post-mortems", quiet=as_json) as meter:
        for each in sync_all(tracked, full, session.policy, now=session.now, dry_run=dry_run, key=session.key):
            seen.append(each)
            if each.outcome is not None:
                session.keep_status(each.ref, each.outcome)
            meter(len(seen))
    seen += unread
    plans = [each.outcome.plan for each in seen if each.outcome]
    if as_json:
        # An outcome without effects counts as carried out, too; here the question is whether anything was written.
        applied = any(each.outcome.applied and each.outcome.plan.effects for each in seen if each.outcome)
        answer = report.plans_as_json(plans, applied=applied, examined=len(plans), of=len(seen))
        print_json(
            {**answer, "troubles": [{"target": each.ref, "message": each.trouble} for each in seen if each.trouble]}
        )
    else:
        report.show_plans(console(), plans, applied=not dry_run, examined=len(plans), of=len(seen))
        for each in seen:
            if each.trouble:
                print(f"pmflow: {one_line(each.ref)}: {one_line(each.trouble)}", file=sys.stderr)
    if len(plans) < len(seen):
        raise typer.Exit(NOT_WHOLE if everything else max(each.exit_code for each in seen if each.trouble))
