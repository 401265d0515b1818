"""`pmflow explain REF`: where it stands, what holds the next step back, and how it came to this."""

from __future__ import annotations

from pmflow.cli.options import AsJson, Config, Now, Ref, TrackerName


def explain(
    ref: Ref, as_json: AsJson = False, config: Config = None, tracker: TrackerName = None, now: Now = None
) -> None:
    """State, guards now, history, what happens next."""
    from pmflow import report
    from pmflow.cli.session import Session, console, print_json
    from pmflow.engine import look
    from pmflow.explain import explain as explanation

    session = Session(config, tracker, now, dry_run=True, about=ref)
    snapshot = look(session.tracker, session.tracker.resolve(ref), session.policy, key=session.key)
    told = explanation(snapshot, session.policy, now=session.now)
    if as_json:
        print_json(report.explanation_as_json(told))
    else:
        report.show_explain(console(), told)
