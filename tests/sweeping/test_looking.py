"""What a sweep makes of a post-mortem: labels, what is open, what happened in between, and what cannot be believed."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.adapters.memory import Memory
from pmflow.journal import TOLD, Entry
from pmflow.model import ActionStatus, State
from pmflow.plan import AddLabel
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from tests.escalation.scene import BEGAN, item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, PEOPLE, POLICY, at, closed, policy, rungs


def test_a_state_that_was_set_by_hand_closes_nothing() -> None:
    """The journal's counts; that they differ is said, and sync judges it."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    tracker.set_state(ref, State.CLOSED)
    swept = sweep(tracker, POLICY, now=at(16), voice=voice)
    assert ([said.to for said in swept.said], swept.examined, swept.of) == (["Sarah"], 1, 1)
    (advice,) = swept.plans[0].advice
    assert advice.guard == "state_shown"


def test_labels_of_what_is_closed_go() -> None:
    """Those of its items, too."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=Remembered())
    closed(tracker, ref, at(21))
    swept = sweep(tracker, POLICY, now=at(22), voice=Remembered())
    assert (tracker.load(ref).labels, tracker.load(ref).item_labels) == (("postmortem",), {"AI-1": ()})
    assert (swept.examined, swept.of, len(swept.plans), swept.said) == (0, 0, 1, ())
    assert sweep(tracker, POLICY, now=at(22), voice=Remembered()).plans == ()


def test_a_label_that_cannot_be_taken_from_what_is_closed_stops_nothing() -> None:
    """It is said, and the rest is swept."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [])
    tracker.apply(ref, AddLabel("pm-overdue"))
    tracker.set_state(ref, State.CLOSED)
    tracked(tracker, "b", [item(1, dt.date(2026, 1, 9))])
    tracker.fail_after(1)
    swept = sweep(tracker, POLICY, now=at(9), voice=voice)
    assert [trouble[0] for trouble in swept.troubles] == [ref]
    assert (len(voice.sent), swept.whole) == (1, False)
    assert sweep(tracker, POLICY, now=at(9), voice=voice).whole
    assert tracker.load(ref).labels == ("postmortem",)


def test_a_broken_journal_is_not_believed() -> None:
    """Nothing is set or said there, and it is told; the others are looked at."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    tracked(tracker, "b", [item(1, DUE, "Ada")])
    tracker._postmortems[ref].journal.append(Entry(key="forged", at=BEGAN, by="x", what="share"))
    writes = tracker.writes
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [ref for ref, _ in swept.troubles] == ["PM-1"]
    assert "its journal cannot be believed" in swept.troubles[0][1]
    assert ([each[0] for each in voice.sent], swept.examined, swept.of) == (["ada@example.org"], 1, 2)
    assert tracker.writes == writes + 2  # a label and an intent, of the other


def test_a_document_that_cannot_be_read_is_told() -> None:
    """A draft must be read."""
    tracker = Memory()
    tracker.add("---\ntitle: [x\n---\n\n# T\n")
    swept = sweep(tracker, POLICY, now=at(19), voice=Remembered())
    assert ([ref for ref, _ in swept.troubles], swept.examined, swept.of) == (["PM-1"], 0, 1)


def test_a_clock_that_is_put_back_says_nothing_new() -> None:
    """A day, or a month; and when it is right again, it goes on where it was."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=voice)
    for day in (20, 19, 16, 14, 6):
        swept = sweep(tracker, POLICY, now=at(day), voice=voice)
        assert swept.said == ()
    sweep(tracker, POLICY, now=at(22), voice=voice)
    assert (len(voice.sent), rungs(tracker, ref)) == (1, [(TOLD, "Ada", ("lead",))])
    assert tracker.load(ref).item_labels == {"AI-1": ("pm-overdue", "pm-escalated")}


def test_a_rung_that_was_renamed_is_another_rung() -> None:
    """It speaks once more at the most, and then never."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(19), voice=voice)
    renamed = policy(ladder=[{"name": "late", "day": 1, "to": "owner"}, {"name": "early", "day": -2, "to": "owner"}])
    for hour in (11, 12, 13):
        sweep(tracker, renamed, now=at(19, hour), voice=voice)
    for hour in (14, 15):
        sweep(tracker, POLICY, now=at(19, hour), voice=voice)
    assert len(voice.sent) == 2


def test_a_person_who_is_taken_out_of_the_policy() -> None:
    """Who is accountable is asked for them, else the channel; what was told stays told."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(16), voice=voice)
    without = policy(people=PEOPLE[1:])
    (orphaned,) = sweep(tracker, without, now=at(16, 11), voice=voice).said
    assert [notice.rung for _, notice in orphaned.notices] == ["orphan: Sarah"]
    sweep(tracker, without, now=at(19), voice=voice)
    assert voice.sent[-1][0] == "channel"
    assert "you are asked because Sarah is nobody that pmflow.yml knows" in voice.sent[-1][2]


@pytest.mark.parametrize("due", [dt.date(1, 1, 1), dt.date(1999, 1, 1), dt.date(2026, 1, 17)])
def test_a_date_that_is_moved_into_the_past(due: dt.date) -> None:
    """It is asked after once, by the highest rung."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(16), voice=voice)
    tracker.set_due(ref, "AI-1", due)
    for hour in (10, 11):
        sweep(tracker, POLICY, now=at(19, hour), voice=voice)
    assert len(voice.sent) == 2


@pytest.mark.parametrize("due", [dt.date(2031, 1, 1), dt.date(9999, 12, 31)])
def test_a_date_that_is_moved_far_away(due: dt.date) -> None:
    """Nothing is said, and the labels go."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=voice)
    tracker.set_due(ref, "AI-1", due)
    assert sweep(tracker, POLICY, now=at(22), voice=voice).said == ()
    assert (tracker.load(ref).labels, tracker.load(ref).item_labels) == (("postmortem",), {"AI-1": ()})


def test_an_answer_in_between_is_heard() -> None:
    """Done: nothing more is said, labels go. In progress, or "won't do" without a word why: the ladder goes on."""
    for status, more in ((ActionStatus.DONE, 0), (ActionStatus.WONT_DO, 1), (ActionStatus.IN_PROGRESS, 1)):
        tracker, voice = Memory(), Remembered()
        ref = tracked(tracker, "a", [item(1, DUE)])
        sweep(tracker, POLICY, now=at(16), voice=voice)
        tracker.close_item(ref, "AI-1", status)
        sweep(tracker, POLICY, now=at(19), voice=voice)
        assert len(voice.sent) == 1 + more


def test_a_comment_that_a_dead_run_did_not_make_is_made_by_the_next() -> None:
    """What is said in the tracker is neither lost nor said twice, wherever a run dies."""
    for lost in ("write", "answer"):
        for write in range(1, 8):
            tracker = Memory()
            ref = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "Bo")])
            tracker.fail_after(write, lost=lost)  # type: ignore[arg-type]
            sweep(tracker, Policy(), now=at(16), voice=None)
            for hour in (11, 12, 13):
                sweep(tracker, Policy(), now=at(16, hour), voice=None)
            said = list(tracker.comments(ref).values())
            assert (sum("AI-1" in text for text in said), sum("AI-2" in text for text in said)) == (1, 1), (lost, write)
