"""`pmflow doctor`: is everything in place?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from pmflow.cli.options import AsJson, Config, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session

Look = tuple[str, bool, str]
"""What was looked at, whether it is well, and what was found."""


def doctor(as_json: AsJson = False, config: Config = None, tracker: TrackerName = None) -> None:
    """Look at policy, tracker, documents, journals and notification targets; exit 10 when something is wrong."""
    from pmflow.cli.session import Session, console, print_json
    from pmflow.report.screen import marks, one_line

    session = Session(config, tracker)
    looks = list(examine(session))
    if as_json:
        print_json(
            {
                "healthy": all(ok for _, ok, _ in looks),
                "checks": [{"name": n, "ok": ok, "message": m} for n, ok, m in looks],
            }
        )
    else:
        out = console()
        sign = marks(out)
        for name, ok, message in looks:
            first, *others = message.splitlines() or [""]
            out.print(f"{sign.yes if ok else sign.no} {one_line(name)}: {one_line(first)}", markup=False)
            for other in others:
                out.print(f"  {one_line(other)}", markup=False)
    if not all(ok for _, ok, _ in looks):
        raise typer.Exit(10)


def examine(session: Session) -> Iterator[Look]:
    """Everything that doctor looks at, one after the other; one trouble does not hide the next."""
    import sys

    from pmflow.errors import PmflowError, PolicyError

    yield "python", True, sys.version.split()[0]
    try:
        policy = session.policy
    except PolicyError as error:
        yield "policy", False, str(error)
        return
    yield (
        "policy",
        True,
        f"mode {policy.mode}, phase {policy.phase}, tracker {session.tracker_name or policy.tracker.kind}",
    )
    yield from _templates(session)
    for name, variable in policy.notify.items():
        there = bool(os.environ.get(variable))
        yield f"notify.{name}", there, "set" if there else f"the environment variable {variable} is not set"
    try:
        yield from _tracker(session)
    except PmflowError as error:
        yield "tracker", False, str(error)


def _templates(session: Session) -> Iterator[Look]:
    import datetime as dt

    from pmflow.cli.open_ import _own_template
    from pmflow.document.write import new_postmortem
    from pmflow.errors import PmflowError
    from pmflow.model import Incident

    sample = Incident(ref="sample", title="Sample", started_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    for kind in ("stub", "full", "short", "near_miss"):
        if path := getattr(session.policy.templates, kind):
            try:
                new_postmortem(sample, kind=kind, template=_own_template(session, kind), template_name=path)
                yield f"templates.{kind}", True, path
            except PmflowError as error:
                yield f"templates.{kind}", False, str(error)


def _tracker(session: Session) -> Iterator[Look]:
    from pmflow.cli.audit import disagreement, unsound
    from pmflow.errors import PmflowError
    from pmflow.journal import replay

    tracker = session.tracker
    cards = list(tracker.cards())
    unreadable = [card for card in cards if card.trouble]
    for card in unreadable:
        yield card.ref, False, card.trouble or ""
    broken = 0
    for card in cards:
        if card.trouble:
            continue
        try:
            loaded = tracker.load(card.ref)
        except PmflowError as error:
            broken += 1
            yield card.ref, False, str(error)
            continue
        whole = [*loaded.troubles, *unsound(loaded.journal)]
        for problem in (*whole, *disagreement(card.ref, loaded.states, replay(loaded.journal).state)):
            broken += 1
            yield f"{card.ref} journal", False, problem
    yield "post-mortems", not unreadable, f"{len(cards)} found, {len(cards) - len(unreadable)} readable"
    if not broken:
        yield "journals", True, "all chains whole"
    try:
        incidents = list(tracker.incidents())
        for incident in incidents:
            if incident.trouble:
                yield incident.ref, False, incident.trouble
        without = sum(1 for incident in incidents if not incident.postmortem)
        yield "incidents", True, f"{len(incidents)} found, {without} without a post-mortem"
    except PmflowError as error:
        yield "incidents", False, str(error)
