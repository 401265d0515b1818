"""What happens to a post-mortem and its action items in the tracker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmflow.happenings import ActionItemTouched, PostmortemTouched
from pmflow.journal import replay
from pmflow.model import ActionStatus, State
from tests.reacting.conftest import Stage


def touched(what: str, **more: str) -> PostmortemTouched:
    return PostmortemTouched("PM-1", what, "noor", **more)  # type: ignore[arg-type]


def test_a_state_that_is_not_earned_is_taken_back(stage: Stage) -> None:
    """And a comment names what does not hold."""
    ref = stage.good()
    stage.happens(touched("edited"))
    stage.tracker.set_state(ref, State.SHARED)
    reacted = stage.twice(touched("labeled", label="pm:shared"))
    assert stage.tracker.load(ref).states == (State.DRAFT,)
    assert reacted.state is State.DRAFT
    [told] = stage.tracker.comments(ref).values()
    assert told.startswith("**shared was set by hand and taken back to draft.** These do not hold:")


def test_a_state_that_is_earned_is_accepted_with_all_that_it_brings(stage: Stage) -> None:
    """A label that says that items are tracked makes them, in the same run: what pmflow does starts no other."""
    ref = stage.good(State.REVIEWED)
    stage.tracker.set_state(ref, State.ACTIONS_TRACKED)
    reacted = stage.twice(touched("labeled", label="PM:actions_tracked"))
    assert reacted.state is State.ACTIONS_TRACKED
    assert [item.id for item in stage.tracker.load(ref).items] == ["AI-1", "AI-2", "AI-3"]


def test_in_mode_observe_nothing_is_taken_back(made: Callable[..., Stage]) -> None:
    """What would be done is told."""
    stage = made(mode="observe")
    ref = stage.good()
    stage.tracker.set_state(ref, State.SHARED)
    writes = stage.tracker.writes
    reacted = stage.happens(touched("labeled", label="pm:shared"))
    assert (stage.tracker.writes, reacted.applied) == (writes, False)
    assert "set the state to draft" in [effect.summary for plan in reacted.plans for effect in plan.effects]


def test_other_labels_are_nobodys_business(stage: Stage) -> None:
    """They cost no look; the label of post-mortems itself does."""
    stage.good()
    assert stage.happens(touched("labeled", label="database")).state is None
    assert stage.happens(touched("labeled", label="postmortem")).state is State.DRAFT


def test_an_edited_text_is_checked_again(stage: Stage) -> None:
    """Findings are told with their lines, and the status shows what is missing now."""
    ref = stage.good()
    stage.twice(touched("edited"))
    body = stage.tracker.load(ref).body
    stage.tracker.edit(ref, body + "\nIvo was careless and should have known better.\n")
    reacted = stage.twice(touched("edited"))
    assert {finding.line for finding in reacted.findings} == {len(body.splitlines()) + 2}
    assert "- [ ] `language_blameless`" in (stage.tracker.load(ref).status or "")


def test_what_cannot_be_read_is_a_trouble(stage: Stage) -> None:
    """With the exit code of documents, and no traceback."""
    ref = stage.good()
    stage.tracker.edit(ref, "---\nauthors: [never closed\n---\n")
    reacted = stage.happens(touched("edited"))
    assert (reacted.exit_code, (reacted.trouble or "").startswith("PM-1:")) == (4, True)


def test_closing_an_items_issue_marks_it_done_everywhere(stage: Stage) -> None:
    """In the row, the journal and the status."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.close_item(ref, "AI-2")
    reacted = stage.twice(ActionItemTouched(ref, "closed", "ivo", id="AI-2", place="PM-1#AI-2"))
    loaded = stage.tracker.load(ref)
    assert replay(loaded.journal).items["AI-2"].status is ActionStatus.DONE
    assert (loaded.journal[-1].what, loaded.journal[-1].by) == ("ActionItemsMerged", "ivo")
    assert [line for line in loaded.body.splitlines() if "AI-2" in line and "Done" in line]
    assert "| 2025-06-13 | done |" in (reacted.status or "")


# Closed early


def test_closing_it_early_opens_it_again_and_says_why(stage: Stage) -> None:
    """Once for each time that it is closed."""
    ref = stage.good()
    stage.tracker.close(ref)
    stage.twice(touched("closed", at="2025-06-04T12:00:00Z"))
    assert not stage.tracker.is_closed(ref)
    stage.tracker.close(ref)
    stage.twice(touched("closed", at="2025-06-04T13:00:00Z"))
    first, second = stage.tracker.comments(ref).values()
    assert first == second
    assert first.splitlines()[0] == (
        "**This was closed early, and is open again.** It is draft, and nothing stands in the way of `/pmflow review`; after "
        "that come track, share and close."
    )


def test_a_comment_says_which_guards_hold_it_back(made: Callable[..., Stage]) -> None:
    """Where policy only warns, it stays closed; where it accepts, nothing is said."""
    for closed_early, comments in (("warn", 1), ("accept", 0)):
        stage = made(closed_early=closed_early)
        ref = stage.good(State.SHARED)
        before = len(stage.tracker.comments(ref))
        stage.tracker.close(ref)
        stage.twice(touched("closed", at="2025-06-04T12:00:00Z"))
        told = list(stage.tracker.comments(ref).values())[before:]
        assert (stage.tracker.is_closed(ref), len(told)) == (True, comments)
        assert all("- `actions_settled`: " in each for each in told)


def test_closing_what_is_shared_and_settled_is_the_last_step(stage: Stage) -> None:
    """By whoever may write; by others it was early."""
    ref = stage.good(State.SHARED)
    for id in ("AI-1", "AI-2", "AI-3"):
        stage.tracker.close_item(ref, id)
    stage.tracker.writers = frozenset({"ada"})
    assert stage.happens(touched("closed", at="2025-06-04T12:00:00Z")).state is State.SHARED
    stage.tracker.writers = frozenset({"noor", "pmflow", ""})
    for nobody in (PostmortemTouched(ref, "closed"), PostmortemTouched(ref, "closed", "stale[bot]", bot=True)):
        assert stage.happens(nobody).state is State.SHARED
    reacted = stage.twice(touched("closed", at="2025-06-04T13:00:00Z"))
    assert (reacted.state, stage.tracker.load(ref).states) == (State.CLOSED, (State.CLOSED,))


def test_what_is_closed_may_be_closed(stage: Stage) -> None:
    """And opened for a word; the journal stays closed, and says how to take it up again."""
    ref = stage.good(State.SHARED)
    for id in ("AI-1", "AI-2", "AI-3"):
        stage.tracker.close_item(ref, id)
    stage.happens(touched("closed"))
    assert stage.twice(touched("closed")).state is State.CLOSED
    stage.twice(touched("reopened", at="2025-06-04T12:00:00Z"))
    assert stage.tracker.comments(ref)["reopened:2025-06-04T12:00:00Z"] == (
        "It is still closed: to take it up again, say `/pmflow reopen` and why.\n"
    )
    assert stage.tracker.load(ref).states == (State.CLOSED,)


@pytest.mark.parametrize("what", ["opened", "assigned", "unassigned"])
def test_other_touches_are_looked_at(stage: Stage, what: str) -> None:
    """Whoever it is assigned to is an author; a text may be written by hand."""
    stage.good()
    assert stage.twice(touched(what)).state is State.DRAFT


def test_a_deleted_one_is_gone(stage: Stage) -> None:
    """There is nothing to look at."""
    assert stage.happens(touched("deleted")).notes == ("the post-mortem was deleted; its journal went with it",)


def test_a_small_one_that_is_closed_early_may_be_waived(stage: Stage) -> None:
    """Where policy asks for none, the comment says how."""
    ref = stage.tracker.add("---\nseverity: P4\n---\n# A glitch\n")
    stage.tracker.close(ref)
    stage.twice(touched("closed", at="2025-06-04T12:00:00Z"))
    [told] = stage.tracker.comments(ref).values()
    assert told.endswith('\n\nIf none is needed: `/pmflow waive "WHY"`.\n')
    assert stage.says("/pmflow waive a glitch of a minute", ref).state is State.CLOSED


@pytest.mark.parametrize(("closed_early", "count"), [("reopen", 1), ("warn", 1), ("accept", 0)])
def test_work_that_is_opened_again_under_a_closed_one(
    made: Callable[..., Stage], closed_early: str, count: int
) -> None:
    """It is said once, and how to go on; where policy accepts that work is left, it is not."""
    stage = made(closed_early=closed_early)
    ref = stage.good(State.SHARED)
    for id in ("AI-1", "AI-2", "AI-3"):
        stage.tracker.close_item(ref, id)
    assert stage.says("/pmflow close", ref).state is State.CLOSED
    stage.tracker.reopen_item(ref, "AI-2")
    reacted = stage.twice(ActionItemTouched(ref, "reopened", "ivo", id="AI-2", place="PM-1#AI-2"))
    assert reacted.state is State.CLOSED
    told = [text for key, text in stage.tracker.comments(ref).items() if key.startswith("item-reopened:AI-2:")]
    assert len(told) == count
    for text in told:
        assert text == (
            "**AI-2 “Run the smoke test as a guest and as a member of two groups” was opened again, and this post-mortem is "
            'closed**, so nobody is asked for it. To take it up again: `/pmflow reopen "WHY"`. If there is nothing to do, close '
            "the issue of AI-2 again.\n"
        )
    assert stage.says('/pmflow reopen "the test is red again"', ref).state is State.ACTIONS_TRACKED
