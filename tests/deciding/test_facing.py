"""What the tracker shows, held against the journal, where no block in the document tells who showed it."""

from __future__ import annotations

import pytest

from pmflow.adapters.memory import Memory
from pmflow.engine import Outcome, run
from pmflow.errors import TrackerUnavailable
from pmflow.events import PostmortemApproved, PostmortemOpened, ReviewMeetingHeld, StateSet, StepAsked, Synced
from pmflow.model import Person, State, Step
from pmflow.policy import Policy
from tests.good import GOOD, NOW

POLICY = Policy()


def ask(step: Step) -> StepAsked:
    return StepAsked(step=step, by="Ines Okafor")


def sync(tracker: Memory, ref: str) -> Outcome:
    return run(tracker, ref, Synced(), POLICY, now=NOW)


BOTH = "the tracker showed reviewed and shared; the newest, reviewed, is taken"


def reviewed() -> tuple[Memory, str]:
    tracker = Memory()
    ref = tracker.add(GOOD)
    held = ReviewMeetingHeld(by="Ines", held=NOW.date(), came=(Person(name="Tariq"),))
    for event in (held, PostmortemApproved(by="Tariq"), ask(Step.REVIEW)):
        assert run(tracker, ref, event, POLICY, now=NOW).plan.refusals == ()
    return tracker, ref


def test_the_text_is_left_alone() -> None:
    """pmflow writes no block into a document that is not the tracker itself."""
    tracker, ref = reviewed()
    assert tracker.load(ref).body == GOOD


def test_a_lost_journal_begins_anew_from_what_pmflow_showed() -> None:
    """The tracker remembers that it was pmflow who showed the state."""
    tracker, ref = reviewed()
    tracker.lose_journal(ref)
    sync(tracker, ref)
    loaded = tracker.load(ref)
    assert [(entry.what, entry.to, entry.rebuilt) for entry in loaded.journal] == [
        ("JournalRebuilt", State.REVIEWED, True)
    ]
    assert (loaded.states, sync(tracker, ref).plan.effects) == ((State.REVIEWED,), ())


def test_a_draft_without_its_journal_begins_anew() -> None:
    """Though it shows what every draft shows: who approved it, and that it was reviewed, is gone, and is said to be."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    run(tracker, ref, PostmortemOpened(by="Ines", incident="search-blank"), POLICY, now=NOW)
    tracker.lose_journal(ref)
    plan = run(tracker, ref, PostmortemApproved(by="Tariq"), POLICY, now=NOW).plan
    assert [(entry.what, entry.to, entry.rebuilt) for entry in tracker.load(ref).journal] == [
        ("JournalRebuilt", State.DRAFT, True), ("PostmortemApproved", None, False),
    ]  # fmt: skip
    assert "the journal was lost and begins anew from draft" in [advice.message for advice in plan.advice]
    assert sync(tracker, ref).plan.effects == ()


def test_a_state_set_by_hand_is_no_lost_journal() -> None:
    """Where nothing is journaled, a label that a person set is judged like any other."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    tracker.set_state(ref, State.REVIEWED)
    sync(tracker, ref)
    loaded = tracker.load(ref)
    assert ([entry.what for entry in loaded.journal], loaded.states) == (["StateReverted"], (State.DRAFT,))


def test_a_run_that_died_before_it_showed_the_state() -> None:
    """What was journaled is shown by the next run, and nothing is said."""
    tracker, ref = reviewed()
    tracker.fail_after(6)  # rows, three items, journal, state
    with pytest.raises(TrackerUnavailable):
        run(tracker, ref, ask(Step.TRACK), POLICY, now=NOW)
    loaded = tracker.load(ref)
    assert (loaded.journal[-1].to, loaded.states) == (State.ACTIONS_TRACKED, (State.REVIEWED,))
    sync(tracker, ref)
    assert (tracker.load(ref).states, tracker.comments(ref)) == ((State.ACTIONS_TRACKED,), {})


def test_a_state_put_back_by_hand() -> None:
    """The state from which pmflow came, set again by a person after pmflow had shown the new one, is judged, and answered."""
    tracker, ref = reviewed()
    tracker.set_state(ref, State.DRAFT)
    sync(tracker, ref)
    loaded = tracker.load(ref)
    assert (loaded.journal[-1].what, loaded.states, len(tracker.comments(ref))) == (
        "StateReverted", (State.REVIEWED,), 1,
    )  # fmt: skip


def test_a_block_from_elsewhere() -> None:
    """A block that came with the text tells of another tracker: it is not believed, and not complained of."""
    tracker, ref = reviewed()
    block = "<!-- pmflow:begin -->\n**Post-mortem state:** closed\n<!-- pmflow:end -->\n"
    tracker.edit(ref, f"{GOOD}\n{block}")
    plan = sync(tracker, ref).plan
    assert (plan.effects, [each.guard for each in plan.advice]) == ((), [])


def test_a_draft_among_two_states_begins_a_journal() -> None:
    """Nothing was journaled yet: what pmflow shows from then on is no sign of a journal that was lost."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    tracker.set_state(ref, State.DRAFT, State.REVIEWED)
    run(tracker, ref, StateSet(by="Noor"), POLICY, now=NOW)
    assert sync(tracker, ref).plan.effects == ()
    loaded = tracker.load(ref)
    assert [(entry.what, entry.by, entry.to) for entry in loaded.journal] == [("StateSet", "Noor", State.DRAFT)]
    assert loaded.states == (State.DRAFT,)


@pytest.mark.parametrize(("older", "said"), [(State.DRAFT, []), (State.SHARED, [BOTH])])
def test_two_states_of_which_the_newer_is_journaled(older: State, said: list[str]) -> None:
    """The one that the last move came from is what a run left that died; of any other people are told."""
    tracker, ref = reviewed()
    tracker.set_state(ref, State.REVIEWED, older)
    plan = sync(tracker, ref).plan
    assert ([advice.message for advice in plan.advice], tracker.load(ref).states) == (said, (State.REVIEWED,))
