"""Who may give commands on GitHub, and how they are answered there."""

from __future__ import annotations

import pytest

from pmflow.errors import TrackerRefused
from tests.adapters.github_server import Fault, Front
from tests.adapters.test_github_story import incident, tracker
from tests.good import GOOD


def made(front: Front) -> str:
    about = incident(front)
    return tracker(front).create(tracker(front).incident(about), GOOD)


def test_the_repository_says_who_may_write(github: Front) -> None:
    """Whoever may only read may not; nor may somebody whom GitHub does not know, whatever their name holds."""
    ref = made(github)
    may = {who: tracker(github).may_write(ref, who) for who in ("noor", "ivo", "wanda", "no/body?")}
    assert may == {"noor": True, "ivo": True, "wanda": False, "no/body?": False}


def test_a_token_that_may_not_ask_is_an_error_not_a_no(github: Front) -> None:
    """Nobody is told that they may not for a reason that is not theirs."""
    ref = made(github)
    github.faults.append(Fault(kind="403", match="permission"))
    with pytest.raises(TrackerRefused):
        tracker(github).may_write(ref, "noor")


def test_an_answer_is_a_reaction_and_a_comment_once(github: Front) -> None:
    """Said again after a run that died, both are there once."""
    ref = made(github)
    asked = github.ask("POST", "/issues/2/comments", {"body": "/pmflow review"})["id"]
    for _ in range(2):
        tracker(github).reply(ref, str(asked), "refused", "not yet")
    assert github.reactions == [(asked, "confused")]
    assert [each["body"] for each in github.comments(2)] == [
        "/pmflow review",
        f"<!-- pmflow:comment answer:{asked} -->\nnot yet",
    ]
    assert tracker(github).replied(ref, str(asked))


def test_a_comment_that_was_deleted_gets_no_reaction(github: Front) -> None:
    """It was a command when it was read, so its answer is said."""
    ref = made(github)
    tracker(github).reply(ref, "999999", "done", "draft → reviewed")
    assert (github.reactions, len(github.comments(2))) == ([], 1)
