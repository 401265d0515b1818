"""What was verified is opened again: it is verified no more until somebody looks again."""

from __future__ import annotations

import pytest

from pmflow.journal import replay
from pmflow.model import ActionStatus
from tests.adapters.github_server import Front
from tests.adapters.test_github_react import ENFORCE, Repository
from tests.adapters.test_github_story import story, tracker

AI_1 = 3
"""Its issue; Tariq's, who is ivo."""


def verified(github: Front) -> Repository:
    for scene, do in story(github):
        do()
        if scene == "track":
            break
    there = Repository(github, ENFORCE.model_copy(update={"verify_actions": True}))
    there.changes(AI_1, "closed", "ivo", state="closed", state_reason="completed")
    assert there.says(AI_1, "/pmflow verify", "noor").startswith("+1 AI-1: recorded that noor verified it")
    assert is_verified(there) == (True, ActionStatus.VERIFIED, ActionStatus.VERIFIED)
    return there


def is_verified(there: Repository) -> tuple[bool, ActionStatus, ActionStatus]:
    """Whether the label says so, and what tracker and journal say."""
    loaded = tracker(there.front).load(f"{there.front.repo}#2")
    item = loaded.items[0]
    assert item.status is not None
    return "pm-verified" in there.state(AI_1)[1], item.status, replay(loaded.journal).items["AI-1"].status


def test_opened_and_closed_again_by_its_owner(github: Front) -> None:
    """The label goes with the first, and the second makes it done; then it is verified anew."""
    there = verified(github)
    there.changes(AI_1, "reopened", "ivo", state="open")
    assert is_verified(there) == (False, ActionStatus.PLANNED, ActionStatus.PLANNED)
    there.changes(AI_1, "closed", "ivo", state="closed", state_reason="completed")
    assert is_verified(there) == (False, ActionStatus.DONE, ActionStatus.DONE)
    assert there.says(AI_1, "/pmflow verify", "ivo").startswith("confused Not done")
    assert there.says(AI_1, "/pmflow verify", "noor").startswith("+1 ")
    assert is_verified(there) == (True, ActionStatus.VERIFIED, ActionStatus.VERIFIED)


def test_opened_and_closed_again_before_a_run_looked(github: Front) -> None:
    """The event tells that it was open in between."""
    there = verified(github)
    github.ask("PATCH", f"/issues/{AI_1}", {"state": "open"})
    reopened = there.payload(AI_1, "reopened", "ivo")
    github.ask("PATCH", f"/issues/{AI_1}", {"state": "closed", "state_reason": "completed"})
    there.tell("issues", reopened)
    assert is_verified(there) == (False, ActionStatus.DONE, ActionStatus.DONE)


@pytest.mark.parametrize("label", ["before", "after"])
def test_a_label_verifies_nothing_that_is_open(github: Front, label: str) -> None:
    """One that was left there, or put there, while the item was open says nothing once it is closed, and is taken off."""
    there = verified(github)
    there.changes(AI_1, "reopened", "ivo", state="open")
    if label == "before":
        there.labels(AI_1, "pm-verified", "ivo")
        assert is_verified(there)[1:] == (ActionStatus.PLANNED, ActionStatus.PLANNED)
    else:
        github.ask("POST", f"/issues/{AI_1}/labels", {"labels": ["pm-verified"]})
    there.changes(AI_1, "closed", "ivo", state="closed", state_reason="completed")
    assert is_verified(there) == (False, ActionStatus.DONE, ActionStatus.DONE)
