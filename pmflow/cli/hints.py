"""What to type next: only what would work, with every name quoted as a shell wants it."""

from __future__ import annotations

import contextlib
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.model import Step
    from pmflow.plan import Plan


def command(*words: str) -> str:
    """A command as one would type it."""
    return shlex.join(("pmflow", *words))


def next_command(session: Session, plan: Plan) -> str | None:
    """What to do after a plan was carried out; None where nothing is left, or somebody else has to act first."""
    from pmflow.errors import DocumentError, TrackerError
    from pmflow.model import Step
    from pmflow.states.table import next_step

    step = next_step(plan.after) if plan.after else None
    own = any(advice.guard == "reviewer_independent" for advice in plan.advice)
    if step is None or (step is Step.REVIEW and own):  # an author's own approval: the advice says who is to act
        return None
    audiences = list(session.policy.publishing.audiences) if step is Step.SHARE else []
    asked: list[str | None] = [*audiences] or [None]
    with contextlib.suppress(DocumentError, TrackerError):  # saying what comes next is no reason to fail
        if not any(_holds(session, plan.ref, step, audience) for audience in asked):
            one = ("--audience", audiences[0]) if len(audiences) == 1 else ()
            return f"see what is missing: {command('check', plan.ref, '--for', step, *one)}"
    advance = command("advance", plan.ref, step)
    if len(audiences) == 1:
        return f"{advance} --audience {shlex.quote(audiences[0])}"
    if audiences:
        return f"{advance} --audience NAME (one of {', '.join(audiences)})"
    return advance


def _holds(session: Session, ref: str, step: Step, audience: str | None) -> bool:
    from pmflow.decide import guards_now
    from pmflow.engine import look

    snapshot = look(session.tracker, ref, session.policy, key=session.key)
    _, looked = guards_now(snapshot, session.policy, now=session.now, step=step, audience=audience)
    return not any(guard.reasons and guard.level == "error" for guard in looked)
