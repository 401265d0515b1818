"""The lifecycle as data: from where, by which step, to where, and what must hold.

This table is the truth. The machine, the diagram, `docs/lifecycle.md` and the refusals are made from it; no rule about
states stands anywhere else.

Why it is like this. A draft leaves its state only by being reviewed, because an unreviewed document teaches nobody; or by
being waived, which is counted apart so that it cannot hide. Work is tracked before the document is shared, since readers
ask "and what are you doing about it?". Only settled work closes a post-mortem. `revise` and `reopen` lead back, with a
reason, so that nobody edits a finished document in the dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmflow.model import State, Step

D, R, T, S, C = State.DRAFT, State.REVIEWED, State.ACTIONS_TRACKED, State.SHARED, State.CLOSED


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: `step` leads from `source` to `to` when every guard holds."""

    source: State
    step: Step
    to: State
    guards: tuple[str, ...]
    when: Literal["waived", "not waived"] | None = None
    """The row applies only to a post-mortem that was (not) closed by `waive`."""


REVIEW_GUARDS = (
    "sections_complete",
    "timeline_ordered",
    "factors_plural",
    "cause_systemic",
    "language_blameless",
    "went_well_named",
    "review_held",
    "reviewer_independent",
)
TRACK_GUARDS = ("actions_present", "actions_owned", "actions_dated", "actions_prioritised", "actions_specific")
SHARE_GUARDS = ("audience_named", "destination_known", "redacted")

TRANSITIONS: tuple[Transition, ...] = (
    Transition(D, Step.REVIEW, R, REVIEW_GUARDS),
    Transition(R, Step.TRACK, T, TRACK_GUARDS),
    Transition(T, Step.SHARE, S, SHARE_GUARDS),
    Transition(S, Step.CLOSE, C, ("actions_settled",)),
    Transition(R, Step.REVISE, D, ("reason_given",)),
    Transition(T, Step.REVISE, D, ("reason_given",)),
    Transition(S, Step.REVISE, D, ("reason_given",)),
    Transition(C, Step.REOPEN, T, ("reason_given",), when="not waived"),
    Transition(C, Step.REOPEN, D, ("reason_given",), when="waived"),
    Transition(D, Step.WAIVE, C, ("postmortem_optional", "reason_given", "approver_named")),
)


def steps_from(state: State, *, waived: bool = False) -> tuple[Transition, ...]:
    """The rows that lead away from `state`."""
    skip = "not waived" if waived else "waived"
    return tuple(row for row in TRANSITIONS if row.source is state and row.when != skip)


def step_between(source: State, to: State, *, waived: bool = False) -> Transition | None:
    """The row by which a state set by hand would have been reached."""
    return next((row for row in steps_from(source, waived=waived) if row.to is to), None)


def next_step(state: State) -> Step | None:
    """The step that leads on towards `closed`."""
    return {D: Step.REVIEW, R: Step.TRACK, T: Step.SHARE, S: Step.CLOSE}.get(state)
