"""Requests that come from a comment: carried out once, whatever runs again; and readers who say that they read it."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.adapters.memory import Memory
from pmflow.decide import decide
from pmflow.engine import look, run
from pmflow.errors import TrackerUnavailable
from pmflow.events import AnswerGiven, Event, PostmortemApproved, PostmortemRead, ReviewMeetingHeld, StepAsked
from pmflow.journal import replay
from pmflow.model import Person, State, Step
from pmflow.plan import Plan
from pmflow.policy import Policy
from tests.good import GOOD, NOW

POLICY = Policy()
LATER = NOW + dt.timedelta(hours=1)


def begun(*events: Event) -> tuple[Memory, str]:
    tracker = Memory()
    ref = tracker.add(GOOD)
    met = ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=(Person(name="Tariq"),))
    for event in (met, PostmortemApproved(by="Tariq"), *events):
        assert run(tracker, ref, event, POLICY, now=NOW).plan.refusals == ()
    return tracker, ref


def step(step: Step, asked: str | None = None, **values: str) -> StepAsked:
    return StepAsked.model_validate({"step": step, "by": "Ines", "asked": asked, **values})


SHARED = (step(Step.REVIEW), step(Step.TRACK), step(Step.SHARE, audience="company"))


def again(tracker: Memory, ref: str, event: Event) -> Plan:
    return decide(look(tracker, ref, POLICY), event, POLICY, now=LATER)


def test_a_request_is_carried_out_once() -> None:
    """Delivered again after somebody has moved on, the very same request changes nothing; another one would."""
    tracker, ref = begun(step(Step.REVIEW, "c1"), step(Step.REVISE, reason="the cause was another"))
    assert replay(tracker.load(ref).journal).asked == {"c1"}
    assert again(tracker, ref, step(Step.REVIEW, "c1")).effects == ()
    assert again(tracker, ref, step(Step.REVIEW, "c2")).after is State.REVIEWED


def test_a_request_that_was_refused_is_not_carried_out() -> None:
    """So nothing remembers it, and nothing is journaled."""
    tracker, ref = begun()
    assert again(tracker, ref, step(Step.CLOSE, "c1")).refusals
    run(tracker, ref, step(Step.CLOSE, "c1"), POLICY, now=NOW)
    assert replay(tracker.load(ref).journal).asked == frozenset()


def test_a_request_whose_run_died_is_finished() -> None:
    """Before the journal: it is carried out. After it: the state is shown, and nothing is done twice."""
    for at in (1, 2):
        tracker, ref = begun()
        tracker.fail_after(at)
        with pytest.raises(TrackerUnavailable):
            run(tracker, ref, step(Step.REVIEW, "c1"), POLICY, now=NOW)
        run(tracker, ref, step(Step.REVIEW, "c1"), POLICY, now=LATER)
        loaded = tracker.load(ref)
        assert (loaded.states, [e.what for e in loaded.journal].count("review")) == ((State.REVIEWED,), 1)


def test_an_answer_of_several_is_known_by_its_item() -> None:
    """AI-1 was answered, AI-2 not yet: only that one is left."""
    tracker, ref = begun(*SHARED[:2])
    answers = [AnswerGiven(id=id, answer="done", by="Ines", asked=f"c1#{id}") for id in ("AI-1", "AI-2")]
    run(tracker, ref, answers[0], POLICY, now=NOW)
    assert [bool(again(tracker, ref, answer).effects) for answer in answers] == [False, True]


def test_readers_are_counted_once_for_each_time_that_it_was_shared() -> None:
    """By whoever says so, and when first."""
    tracker, ref = begun(*SHARED)
    for by in ("noor", "ivo", "Noor"):
        assert run(tracker, ref, PostmortemRead(by=by), POLICY, now=LATER).plan.refusals == ()
    record = replay(tracker.load(ref).journal)
    assert record.read_by == {"noor": LATER, "ivo": LATER}
    assert record.state is State.SHARED


def test_nobody_reads_what_is_not_shared() -> None:
    """Nor does a machine read at all."""
    tracker, ref = begun(SHARED[0])
    assert again(tracker, ref, PostmortemRead(by="noor")).refusals[0].message == (
        "it is reviewed, and not shared; nobody need read it yet"
    )
    tracker, ref = begun(*SHARED)
    assert again(tracker, ref, PostmortemRead(by="robo[bot]")).refusals[0].guard == "approver_named"
