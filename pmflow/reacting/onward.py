"""What a reply says of the step that leads on: nothing is promised that cannot be done yet."""

from __future__ import annotations

from pmflow.command_words import typed
from pmflow.model import Level
from pmflow.plan import Plan, WriteJournal
from pmflow.reacting.work import Work
from pmflow.states.table import next_step
from pmflow.status import READY, explained

NEXT = " Next: `{command}`."
WAITS = " Next: `{command}`, which still waits for {things} (the status says what to do)."


def next_after(work: Work, plan: Plan) -> str:
    """Of a plan that moved the state: the next command, and for which guards it waits."""
    step = next_step(plan.after) if plan.after else None
    if step is None:
        return ""
    command, waits = typed(step, work.around.policy), _waits(work)
    if not waits or work.current().state is not plan.after:  # of a dry run, nobody knows
        return NEXT.format(command=command)
    count = f"{len(waits)} thing{'' if len(waits) == 1 else 's'}"
    return WAITS.format(command=command, things=f"{count}: {', '.join(f'`{guard}`' for guard in waits)}")


def ready_after(work: Work, plan: Plan) -> str:
    """Of an approval that was journaled: that nothing stands in the way any more, where that is so."""
    entries = [effect.entry for effect in plan.effects if isinstance(effect, WriteJournal)]
    step = next_step(plan.after) if plan.after else None
    if step is None or not any(entry.approval or entry.redaction for entry in entries) or _waits(work):
        return ""
    return f" {READY.format(command=typed(step, work.around.policy))}"


def _waits(work: Work) -> list[str]:
    told = explained(work.snapshot(), work.around.policy, now=work.around.now)
    return [guard.name for guard in told.guards if not guard.holds and guard.level is Level.ERROR]
