"""`pmflow sweep`: deadlines, reminders and escalations over everything that is open."""

from __future__ import annotations

import typer

from pmflow.cli.options import AsJson, Config, DryRun, Now, TrackerName

OBSERVED = (
    "nothing was written or sent, because the policy's mode is observe; to do it, write into pmflow.yml: mode: enforce"
)


def sweep(
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Say what is due, once, to the right person, in their working hours; exit 11 when not everything was looked at or said.

    The post-mortem of an incident that policy says must have one, and that nobody opened, is opened; on GitHub, each stands with
    its status from then on.

    With `mode: observe`, and with --dry-run, nothing is written and nothing is sent. `--dry-run --now MONDAY` tells what
    next Monday will bring.
    """
    import datetime as dt
    import sys

    from pmflow import report
    from pmflow.cli.progress import progress, watched
    from pmflow.cli.session import Session, console, print_json
    from pmflow.cli.targets import set_targets
    from pmflow.errors import NOT_WHOLE, UsageError
    from pmflow.sweeping import sweep as sweep_all

    session = Session(config, tracker, now, dry_run, whole_day=True)
    applied = session.policy.mode == "enforce" and not dry_run
    voice = session.voice
    there = set_targets(session.policy)
    if applied and there and session.now > dt.datetime.now(dt.UTC) + dt.timedelta(hours=1):
        raise UsageError(f"--now {now} would send messages of another day to people now; use it with --dry-run")
    for name, variable in session.policy.notify.items():
        if applied and name not in there:
            told = (
                f"pmflow: notify.{name}: {variable} is not set, so what it would have been told is said in the tracker"
            )
            print(told, file=sys.stderr)
    with progress("post-mortems", quiet=as_json) as meter:
        swept = sweep_all(
            watched(session.tracker, meter),
            session.policy,
            now=session.now,
            voice=voice,
            dry_run=not applied,
            key=session.key,
            root=session.root,
            progress=meter,
        )
    if as_json:
        print_json(report.sweep_as_json(swept, applied=applied))
    else:
        out = console()
        report.show_sweep(out, swept, applied=applied, zone=session.policy.working_calendar.zone)
        if not applied and not dry_run:
            out.print(OBSERVED, style="dim", markup=False)
    if not swept.whole:
        raise typer.Exit(NOT_WHOLE)
