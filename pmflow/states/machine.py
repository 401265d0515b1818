"""The `transitions` machine, made from the table: one machine for all post-mortems, triggered on a small carrier.

Shared and unbound (`machine.events[step].trigger(carrier)`), because a machine for each post-mortem costs 60 KB and a
millisecond, and because `transitions` would write methods into frozen models. The guards are the machine's conditions;
they leave their reasons on the carrier, since `transitions` itself answers only yes or no.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from transitions import EventData, Machine, MachineError

from pmflow.model import State, Step
from pmflow.states.table import TRANSITIONS, Transition

Judge = Callable[[Transition], bool]
"""Says whether a row's guards hold; remembers the reasons for itself."""


class Carrier:
    """What the machine moves: a state, and who judges the guards."""

    __slots__ = ("judge", "row", "state", "waived")

    def __init__(self, state: State, *, waived: bool, judge: Judge) -> None:
        self.state = state
        self.waived = waived
        self.judge = judge
        self.row: Transition | None = None


def _conditions(row: Transition) -> Callable[[EventData], bool]:
    def guards_hold(event: EventData) -> bool:
        carrier = event.model
        assert isinstance(carrier, Carrier)
        if row.when is not None and (row.when == "waived") != carrier.waived:
            return False
        carrier.row = row
        return carrier.judge(row)

    return guards_hold


@cache
def machine() -> Machine:
    """The one machine. Callbacks do no I/O: effects are carried out by the engine, after the decision."""
    made = Machine(
        model=None,
        states=State,
        initial=State.DRAFT,
        auto_transitions=False,
        send_event=True,
        ignore_invalid_triggers=False,
    )
    for row in TRANSITIONS:
        made.add_transition(row.step, row.source, row.to, conditions=_conditions(row))
    return made


def attempt(state: State, step: Step, *, waived: bool, judge: Judge) -> tuple[State, Transition | None]:
    """Try a step: the state afterwards, and the row that was tried (None where the table has none from here)."""
    carrier = Carrier(state, waived=waived, judge=judge)
    try:
        machine().events[step].trigger(carrier)
    except MachineError:
        return state, None
    return carrier.state, carrier.row
