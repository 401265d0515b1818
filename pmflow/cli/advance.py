"""`pmflow advance REF STEP`: move a post-mortem on, or hear why not."""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName

STEPS = "review, track, share, close, revise, reopen or waive"


def advance(
    ref: Ref,
    step: Annotated[str, typer.Argument(metavar="STEP", help=f"One of: {STEPS}.")],
    reason: Annotated[str | None, typer.Option(help="Why (revise, reopen, waive, overrides).")] = None,
    override: Annotated[
        list[str] | None, typer.Option(metavar="GUARD", help="Pass over a guard by name; repeatable.")
    ] = None,
    audience: Annotated[str | None, typer.Option(help="For share: one of the policy's audiences.")] = None,
    approver: Annotated[str | None, typer.Option(metavar="NAME", help="For waive: who agreed.")] = None,
    author: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who wrote it, where it does not say; repeatable.")
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Take one step of the lifecycle; a refusal lists every guard that fails."""
    import difflib

    from pmflow.cli.session import Session
    from pmflow.errors import UsageError
    from pmflow.events import StepAsked
    from pmflow.model import Step
    from pmflow.states.guards import GUARDS, STRUCTURAL

    try:
        wanted = Step(step.lower())
    except ValueError:
        near = difflib.get_close_matches(step.lower(), [s.value for s in Step], 1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        raise UsageError(f'"{step}" is no step{hint}; steps are {STEPS}') from None
    for guard in override or ():
        if guard in STRUCTURAL:
            raise UsageError(
                f"--override: {guard} cannot be passed over; without it the journal would not say what happened"
            )
        if guard not in GUARDS:
            near = difflib.get_close_matches(guard, GUARDS, 1)
            raise UsageError(f'--override: "{guard}" is no guard' + (f'; did you mean "{near[0]}"?' if near else ""))
    session = Session(config, tracker, now, dry_run, by, about=ref)
    event = StepAsked(
        step=wanted, by=session.by, reason=reason, overrides=tuple(override or ()), audience=audience,
        approver=approver, authors=tuple(author or ()),
    )  # fmt: skip
    session.carry_out(ref, event, as_json=as_json)
