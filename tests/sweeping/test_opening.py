"""Incidents whose post-mortem nobody opened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest

from pmflow.adapters.memory import Memory
from pmflow.model import Incident, Severity, State
from pmflow.plan import OpenPostmortem, Plan
from pmflow.sweeping import sweep
from tests.escalation.scene import incident
from tests.escalation.voices import Remembered
from tests.sweeping.scene import at, policy

POLICY = policy(opens_on="severity")
WHY = "policy asks for one of P1 (opens_on: severity)"


def unwritten(**more: object) -> tuple[Memory, Incident]:
    tracker = Memory()
    there = incident("inc", resolved=at(15)).model_copy(update={"responders": ("Sarah",), **more})
    tracker.add_incident(there)
    return tracker, there


def journal(tracker: Memory, ref: str) -> list[tuple[str, str]]:
    return [(entry.what, entry.by) for entry in tracker.load(ref).journal]


def test_it_is_opened_and_nobody_is_asked_to() -> None:
    """As a person would have: recorded, named under the incident, with its status; the next sweep finds it."""
    tracker, there = unwritten()
    voice = Remembered()
    swept = sweep(tracker, POLICY, now=at(16), voice=voice)
    assert swept.plans == (Plan("inc", (OpenPostmortem(there.title, WHY),)),)
    assert (swept.opened, swept.examined, swept.of, swept.said) == ((("inc", "PM-1"),), 1, 1, ())
    loaded = tracker.load("PM-1")
    assert (journal(tracker, "PM-1"), loaded.states) == ([("PostmortemOpened", "pmflow")], (State.DRAFT,))
    assert (loaded.status or "").startswith("### This post-mortem is a **draft**")
    assert tracker.incident_comments("inc") == {"postmortem:PM-1": "Its post-mortem is PM-1."}
    again = sweep(tracker, POLICY, now=at(16, 11), voice=voice)
    asked = [notice.id for each in again.said for _, notice in each.notices]
    assert (again.opened, asked) == ((), ["meeting"])  # from now on, for what a post-mortem promises


def test_a_dry_run_shows_it() -> None:
    """And opens nothing."""
    tracker, there = unwritten()
    swept = sweep(tracker, POLICY, now=at(16), voice=Remembered(), dry_run=True)
    assert swept.plans == (Plan("inc", (OpenPostmortem(there.title, WHY),)),)
    assert (swept.opened, swept.examined, swept.of, list(tracker.cards()), tracker.writes) == ((), 1, 1, [], 0)


@pytest.mark.parametrize(
    "more",
    [
        {"severity": "P4", "severity_normal": Severity.P4},
        {"resolved_at": at(16) - dt.timedelta(days=60)},
        {"severity": None, "severity_normal": None, "resolved_at": None},
    ],
)
def test_what_policy_does_not_want_now_stays_unopened(more: dict[str, object]) -> None:
    """A small one, one of long ago, one of which nobody has said yet how bad it is."""
    tracker, _ = unwritten(**more)
    swept = sweep(tracker, POLICY, now=at(16), voice=Remembered())
    assert (swept.opened, list(tracker.cards())) == ((), [])


def test_somebody_else_was_quicker() -> None:
    """It is looked for again under the lock."""

    class Late(Memory):
        def hold_incident(self, ref: str) -> object:  # type: ignore[override]
            self.create(self.incident(ref), "# Mine\n")
            return super().hold_incident(ref)

    tracker = Late()
    tracker.add_incident(incident("inc", resolved=at(15)))
    swept = sweep(tracker, POLICY, now=at(16), voice=Remembered())
    assert (swept.opened, swept.plans, swept.whole, len(list(tracker.cards()))) == ((), (), True, 1)


@pytest.mark.parametrize("lost", ["write", "answer"])
def test_whatever_write_fails_there_is_one(lost: Literal["write", "answer"]) -> None:
    """The sweep tells of it, and goes on; the next one finds it, or opens it."""
    for write in range(1, 6):
        tracker, _ = unwritten()
        tracker.fail_after(write, lost=lost)
        first = sweep(tracker, POLICY, now=at(16), voice=Remembered())
        assert ([ref for ref, _ in first.troubles], first.whole) == (["inc"], False)
        assert sweep(tracker, POLICY, now=at(16, 11), voice=Remembered()).whole
        assert [card.ref for card in tracker.cards()] == ["PM-1"]


def test_what_a_dead_run_began_is_finished() -> None:
    """An issue with its state on it and no journal was made by pmflow; one that people made has no state, and is left alone."""
    tracker, there = unwritten()
    quiet = policy(ladder=[{"name": "late", "day": 99, "to": "owner"}])
    ref = tracker.create(there, "# Search\n")
    assert sweep(tracker, quiet, now=at(16)).whole
    tracker.set_state(ref, State.DRAFT)
    assert sweep(tracker, quiet, now=at(16), dry_run=True).whole
    assert (journal(tracker, ref), tracker.incident_comments("inc")) == ([], {})
    for _ in range(2):
        assert sweep(tracker, quiet, now=at(16)).whole
    assert journal(tracker, ref) == [("PostmortemOpened", "pmflow")]
    assert list(tracker.incident_comments("inc")) == [f"postmortem:{ref}"]
    assert tracker.load(ref).status


@pytest.mark.parametrize("wrote", [False, True])
def test_what_a_dead_run_began_is_known_as_nobodys(wrote: bool) -> None:
    """It has the words that pmflow makes of the incident; with any other, somebody wrote there."""
    tracker, there = unwritten()
    tracker.fail_after(2)
    assert not sweep(tracker, POLICY, now=at(16), voice=Remembered()).whole
    tracker.set_state("PM-1", State.DRAFT)
    if wrote:
        tracker.edit("PM-1", f"{tracker.load('PM-1').body}\nWe looked into it.\n")
    assert sweep(tracker, POLICY, now=at(16, 11), voice=Remembered()).whole
    opened, *_ = tracker.load("PM-1").journal
    assert (opened.what, opened.reason, opened.drafted is None) == ("PostmortemOpened", there.ref, wrote)


def test_a_template_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """The others are opened."""
    tracker, _ = unwritten()
    tracker.add_incident(incident("small", resolved=at(15), severity=Severity.P3))
    own = policy(templates={"full": "gone.md"}, opens_on="incident")
    swept = sweep(tracker, own, now=at(16), voice=Remembered(), root=tmp_path)
    assert ([ref for ref, _ in swept.troubles], swept.examined, swept.of) == (["inc"], 1, 2)
    assert swept.opened == (("small", "PM-1"),)
