"""`schedule` and `workflow_dispatch`: deadlines, reminders and escalations over everything that is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmflow.action.result import Result, listed
from pmflow.action.runner import Inputs
from pmflow.action.telling import Paper, why_nothing
from pmflow.cli.targets import set_targets
from pmflow.command_words import in_comments
from pmflow.errors import NOT_WHOLE
from pmflow.report.github import Annotation, said_of
from pmflow.report.summary import sweep_parts
from pmflow.report.sweep import show_sweep, sweep_as_json

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.sweeping import Swept


def sweep(inputs: Inputs, session: Session) -> Result:
    """Raises `PmflowError` where the tracker cannot even say what there is."""
    from pmflow.sweeping import sweep as sweep_all

    applied = session.policy.mode == "enforce" and not inputs.dry_run
    swept = sweep_all(
        session.tracker,
        session.policy,
        now=session.now,
        voice=session.voice,
        dry_run=not applied,
        key=session.key,
        root=session.root,
    )
    zone = session.policy.working_calendar.zone
    answer = sweep_as_json(swept, applied=applied)
    show_sweep(paper := Paper(), swept, applied=applied, zone=zone)
    return Result(
        parts=[*why_nothing(inputs, session), *sweep_parts(swept, applied=applied, zone=zone)],
        log=paper.text,
        annotations=(*_unset(session, applied=applied), *_annotations(swept)),
        outputs={
            "findings": listed(answer["findings"]),
            "refusals": listed(answer["refusals"]),
            "plan": listed(answer["plan"]),
        },
        exit_code=0 if swept.whole else NOT_WHOLE,
    )


def _unset(session: Session, *, applied: bool) -> Iterator[Annotation]:
    """Targets that have a name and no address: what they would have been told is said in the tracker."""
    there = set_targets(session.policy)
    for name, variable in session.policy.notify.items() if applied else ():
        if name not in there:
            told = f"notify.{name}: {variable} is not set, so what it would have been told is said in the tracker"
            yield Annotation("warning", told, {"title": "no address"})


def _annotations(swept: Swept) -> Iterator[Annotation]:
    for ref, trouble in swept.troubles:
        yield Annotation("error", said_of(ref, in_comments(trouble)), {"title": "not looked at"})
