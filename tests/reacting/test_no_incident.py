"""An incident that was none: a false alarm, a label by mistake. Its post-mortem is ended, and goes on with it."""

from __future__ import annotations

from pmflow.engine import look
from pmflow.explain import explain
from pmflow.happenings import IncidentTouched
from pmflow.journal import replay
from pmflow.model import State
from tests.reacting.conftest import Stage

LABELED = IncidentTouched("INC-1", "labeled", "noor", label="incident")
UNLABELED = IncidentTouched("INC-1", "unlabeled", "noor", label="incident")


def opened(stage: Stage) -> str:
    """A post-mortem of a P1, for which policy asks for one."""
    stage.incident()
    return stage.happens(LABELED).ref


def taken_off(stage: Stage) -> None:
    stage.tracker.retract_incident("INC-1")
    reacted = stage.twice(UNLABELED)
    assert reacted.trouble is None


def last_said(stage: Stage, ref: str) -> str:
    return list(stage.tracker._find(ref).comments.values())[-1]


def test_a_draft_in_which_nobody_wrote(stage: Stage) -> None:
    """Is closed as waived, with the reason, and nobody is asked for a severity's sake."""
    ref = opened(stage)
    taken_off(stage)
    loaded = stage.tracker.load(ref)
    assert (loaded.states, replay(loaded.journal).waived) == ((State.CLOSED,), True)
    assert last_said(stage, ref) == (
        "**INC-1 is no incident any more**: noor took its label off. Nobody had written here, so this draft is closed, and "
        "counts as waived. Was it a mistake? Set the label again, and all goes on as before.\n"
    )
    past = explain(look(stage.tracker, ref, stage.policy), stage.policy, now=stage.now).history
    assert past[-1].what == "said that it was no incident: draft → closed (INC-1 is no incident any more)"


def test_one_that_caught_up(stage: Stage) -> None:
    """What pmflow added once it was over is nobody's writing either."""
    ref = opened(stage)
    stage.incident(resolved_at=stage.now)
    stage.happens(IncidentTouched("INC-1", "closed", "noor"))
    assert [entry.what for entry in stage.tracker.load(ref).journal] == ["PostmortemOpened", "PostmortemCaughtUp"]
    taken_off(stage)
    assert stage.tracker.load(ref).states == (State.CLOSED,)


def test_the_label_set_again(stage: Stage) -> None:
    """The same post-mortem goes on, and there is no second."""
    ref = opened(stage)
    taken_off(stage)
    stage.incident()
    again = stage.happens(LABELED)
    assert (again.ref, again.opened, stage.tracker.load(ref).states) == (ref, False, (State.DRAFT,))
    assert [card.ref for card in stage.tracker.cards()] == [ref]
    assert "goes on where it was" in last_said(stage, ref)
    taken_off(stage)
    assert stage.tracker.load(ref).states == (State.CLOSED,)


def test_a_draft_in_which_people_wrote(stage: Stage) -> None:
    """Stays, and can be waived now, whatever its severity."""
    ref = opened(stage)
    stage.tracker.edit(ref, stage.tracker.load(ref).body + "\nWe looked into it.\n")
    stage.says('/pmflow waive "false alarm" --approver ivo', ref, by="noor")
    assert stage.tracker.load(ref).states == (State.DRAFT,)
    taken_off(stage)
    assert stage.tracker.load(ref).states == (State.DRAFT,)
    assert (
        'People may have been here, so this stays. If it is not needed, `/pmflow waive "WHY"` closes it'
        in last_said(stage, ref)
    )
    stage.says('/pmflow waive "false alarm" --approver ivo', ref, by="noor")
    assert stage.tracker.load(ref).states == (State.CLOSED,)


def test_one_that_was_reviewed(stage: Stage) -> None:
    """Stays what it is: promises are promises."""
    stage.incident()
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker._written["INC-1"] = [ref]
    taken_off(stage)
    assert stage.tracker.load(ref).states == (State.ACTIONS_TRACKED,)
    assert "Its action items stay promises" in last_said(stage, ref)


def test_what_is_an_incident_all_the_same(stage: Stage) -> None:
    """By its type, say: nothing is done, and nothing where there is no post-mortem."""
    ref = opened(stage)
    assert stage.happens(UNLABELED).notes == ("it is an incident all the same",)
    assert stage.tracker.load(ref).states == (State.DRAFT,)
    other = IncidentTouched("INC-9", "unlabeled", "noor", label="incident")
    assert stage.happens(other).notes == ("it is no incident any more, and has no post-mortem",)
