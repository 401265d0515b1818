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
    """Reconcile document, action items and tracker; exit 11 when not everything could be looked at."""
    import sys

    from pmflow import report
    from pmflow.cli.session import Session, console, print_json
    from pmflow.engine import sync_all
    from pmflow.errors import UsageError
    from pmflow.report.screen import one_line

    if bool(refs) == everything:
        raise UsageError("say what to sync: one or more REFs, or --all")
    session = Session(config, tracker, now, dry_run)
    full = [card.ref for card in session.tracker.cards()] if everything else list(refs or ())
    seen = list(sync_all(session.tracker, full, session.policy, now=session.now, dry_run=dry_run))
    plans = [each.outcome.plan for each in seen if each.outcome]
    if as_json:
        answer = report.plans_as_json(plans, applied=not dry_run, examined=len(plans), of=len(full))
        print_json(
            {**answer, "troubles": [{"target": each.ref, "message": each.trouble} for each in seen if each.trouble]}
        )
    else:
        report.show_plans(console(), plans, applied=not dry_run, examined=len(plans), of=len(full))
        for each in seen:
            if each.trouble:
                print(f"pmflow: {one_line(each.ref)}: {one_line(each.trouble)}", file=sys.stderr)
    if len(plans) < len(full):
        raise typer.Exit(11)
