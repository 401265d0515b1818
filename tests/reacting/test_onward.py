"""What a reply says of the step that leads on, and of a word that does not lead where somebody wants to go."""

from __future__ import annotations

from pmflow.engine import carry_out
from pmflow.model import ActionStatus, State
from pmflow.plan import UpdateActionItem
from tests.good import GOOD
from tests.reacting.conftest import Stage
from tests.reacting.test_commands import answer


def test_a_step_that_waits_is_not_promised(stage: Stage) -> None:
    """The reply says for how many guards, by name, and where it is told what to do."""
    ref = stage.good()
    stage.tracker.edit(ref, GOOD.replace("| Tariq |", "|  |", 1).replace("| 2025-06-10 |", "|  |", 1))
    stage.says("/pmflow approve", ref)
    stage.says("/pmflow review", ref)
    assert answer(stage) == (
        "done",
        "draft → **reviewed**. Next: `/pmflow track`, which still waits for 2 things: `actions_owned`, `actions_dated` (the "
        "status says what to do).",
    )
    stage.says('/pmflow revise "the cause was another"', ref)
    assert answer(stage) == ("done", "reviewed → **draft**. Next: `/pmflow review`.")


def test_the_last_guard_that_an_approval_met(stage: Stage) -> None:
    """Then the step can be taken now; an author's approval opens no way."""
    ref = stage.good()
    stage.tracker.edit(ref, GOOD.replace("50 minutes, until", "50 long minutes, until"))
    stage.says("/pmflow approve", ref, by="Ines Okafor")
    assert "stands in the way" not in answer(stage)[1]
    stage.says("/pmflow approve", ref)
    assert answer(stage)[1] == "Recorded the approval by Tariq. Nothing stands in the way of `/pmflow review`."


def settled(stage: Stage) -> str:
    """Everything done, and closed."""
    ref = stage.good(State.SHARED)
    for id in ("AI-1", "AI-2", "AI-3"):
        carry_out(stage.tracker, ref, UpdateActionItem(id, status=ActionStatus.DONE))
    stage.says("/pmflow close", ref)
    assert stage.tracker.load(ref).states == (State.CLOSED,)
    return ref


def test_an_item_is_not_opened_by_reopen(stage: Stage) -> None:
    """Neither by its id, while it is settled, nor under its own issue; with a reason of its own the post-mortem is reopened."""
    ref = settled(stage)
    instead = (
        "Not done: `/pmflow reopen` takes up the whole post-mortem again, and AI-1 stays as it is. To open AI-1 again, reopen "
        "its issue. Is the post-mortem meant? Begin the reason with another word."
    )
    for words in ("ai-1 broke again", '"AI-1: broke again"', '--reason "AI-1 broke again"'):
        stage.says(f"/pmflow reopen {words}", ref)
        assert answer(stage) == ("refused", instead)
    stage.says("/pmflow reopen broke again", ref, id="AI-1")
    assert answer(stage) == (
        "refused",
        f"Not done: `/pmflow reopen` takes up the whole post-mortem again ({ref}). To open AI-1 again, reopen this issue.",
    )
    assert stage.tracker.load(ref).states == (State.CLOSED,)
    carry_out(stage.tracker, ref, UpdateActionItem("AI-1", status=ActionStatus.PLANNED))
    stage.says("/pmflow reopen AI-1 broke again", ref)
    assert answer(stage)[1].startswith("closed → **actions tracked**. Next: `/pmflow share")
