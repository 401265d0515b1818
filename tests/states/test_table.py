"""The lifecycle table, the machine and the pages made from it are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmflow.model import State, Step
from pmflow.policy.names import GUARDS as POLICY_NAMES
from pmflow.states.diagram import lifecycle_page, mermaid
from pmflow.states.guards import GUARDS, STRUCTURAL
from pmflow.states.machine import attempt
from pmflow.states.table import TRANSITIONS, next_step, step_between, steps_from

DESIGN = {
    ("draft", "review", "reviewed"),
    ("reviewed", "track", "actions_tracked"),
    ("actions_tracked", "share", "shared"),
    ("shared", "close", "closed"),
    ("reviewed", "revise", "draft"),
    ("actions_tracked", "revise", "draft"),
    ("shared", "revise", "draft"),
    ("closed", "reopen", "actions_tracked"),
    ("closed", "reopen", "draft"),
    ("draft", "waive", "closed"),
}


def test_the_table_is_the_lifecycle() -> None:
    """The rows are those of the practice, no more and no fewer."""
    assert {(row.source.value, row.step.value, row.to.value) for row in TRANSITIONS} == DESIGN


def test_every_guard_of_the_table_is_known_and_every_known_guard_is_used() -> None:
    """No row names a guard that does not exist, and no guard is left over."""
    assert {name for row in TRANSITIONS for name in row.guards} == set(GUARDS)


def test_policy_and_guards_use_the_same_names() -> None:
    """What a policy may set a level for are the guards that exist."""
    assert set(POLICY_NAMES) == set(GUARDS) | STRUCTURAL - {"override_permitted", "journal_whole"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("waived", [False, True])
def test_the_machine_does_what_the_table_says(state: State, step: Step, waived: bool) -> None:
    """For every state and step the machine moves as the row says, and nowhere where there is no row."""
    row = next((r for r in steps_from(state, waived=waived) if r.step is step), None)
    expected = (row.to, row) if row else (state, None)
    assert attempt(state, step, waived=waived, judge=lambda _: True) == expected


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.source}-{row.step}")
def test_a_failing_guard_keeps_the_state(row) -> None:
    """When the guards do not hold, nothing moves, and the row that was tried is told."""
    waived = row.when == "waived"
    assert attempt(row.source, row.step, waived=waived, judge=lambda _: False) == (row.source, row)


def test_every_state_but_the_last_leads_on() -> None:
    """From each state there is one step towards closed."""
    assert [next_step(state) for state in State] == [Step.REVIEW, Step.TRACK, Step.SHARE, Step.CLOSE, None]


def test_a_state_set_by_hand_is_matched_with_the_step_that_leads_there() -> None:
    """draft to reviewed is `review`; draft to shared is no step at all."""
    assert step_between(State.DRAFT, State.REVIEWED).step is Step.REVIEW
    assert step_between(State.DRAFT, State.SHARED) is None


def test_the_diagram_shows_every_row() -> None:
    """Each row of the table is one arrow."""
    assert sum("-->" in line for line in mermaid().splitlines()) == len(TRANSITIONS) + 2


def test_the_lifecycle_page_is_up_to_date() -> None:
    """docs/lifecycle.md is what the table says now (make docs writes it)."""
    page = Path(__file__).parents[2] / "docs" / "lifecycle.md"
    assert page.read_text(encoding="utf-8") == lifecycle_page()
