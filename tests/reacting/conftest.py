"""A tracker in memory, something that happens there, and what comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from pmflow.adapters.memory import Memory
from pmflow.engine import run
from pmflow.events import PostmortemApproved, ReviewMeetingHeld, StepAsked
from pmflow.happenings import CommandGiven, Happening
from pmflow.model import Incident, Person, State, Step
from pmflow.policy import Policy
from pmflow.reacting import Reacted, react
from tests.good import GOOD, NOW


def policy(**values: Any) -> Policy:
    return Policy.model_validate({"mode": "enforce", **values})


@dataclass
class Stage:
    """What a test acts on."""

    tracker: Memory = field(default_factory=Memory)
    policy: Policy = field(default_factory=policy)
    now: dt.datetime = NOW
    said: int = 0

    def incident(self, **values: Any) -> Incident:
        made = Incident(
            ref="INC-1",
            title="Search went blank",
            **{"detected_at": NOW - dt.timedelta(hours=2), "severity": "P1", **values},
        )
        self.tracker.add_incident(made)
        return made

    def good(self, to: State = State.DRAFT) -> str:
        """A post-mortem that is ready for each step, brought to a state."""
        ref = self.tracker.add(GOOD, assignees=("Ines Okafor",))
        met = ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=(Person(name="Tariq"),))
        steps = [StepAsked(step=step, by="Ines", audience="company") for step in (Step.REVIEW, Step.TRACK, Step.SHARE)]
        for event in (met, PostmortemApproved(by="Tariq"), *steps[: list(State).index(to)]):
            assert run(self.tracker, ref, event, self.policy, now=NOW).plan.refusals == ()
        return ref

    def happens(self, happening: Happening, **how: Any) -> Reacted:
        [reacted] = react(self.tracker, self.policy, (happening,), now=self.now, **how).reacted
        return reacted

    def says(self, text: str, ref: str, by: str = "Tariq", **how: Any) -> Reacted:
        self.said += 1
        return self.happens(CommandGiven(ref, text, str(self.said), by, place=ref, **how))

    def twice(self, happening: Happening) -> Reacted:
        """The second time changes nothing."""
        first = self.happens(happening)
        writes = self.tracker.writes
        again = self.happens(happening)
        assert (self.tracker.writes, again.applied, again.trouble) == (writes, False, None)
        return first


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def made() -> Callable[..., Stage]:
    """A stage with another policy."""
    return lambda **values: Stage(policy=policy(**values))
