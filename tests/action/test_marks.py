"""Which issue is whose post-mortem: a label taken off by mistake, an issue that is both."""

from __future__ import annotations

from pathlib import Path

from tests.action.conftest import RunAction
from tests.action.test_issues import event, policy
from tests.action.test_sweep import OVER
from tests.adapters.github_server import Front
from tests.adapters.test_github_story import tracker


def titles(front: Front) -> list[str]:
    return [each["title"] for each in front.ask("GET", "/issues?state=all&sort=created&direction=asc")]


def unlabel(front: Front, number: int, label: str, **more: object) -> dict[str, object]:
    """What GitHub tells when somebody takes a label off: the issue as it is without it, and which one it was."""
    front.ask("DELETE", f"/issues/{number}/labels/{label}")
    return event(front, number, "unlabeled", label={"name": label}, **more)


def test_a_label_that_was_taken_off(action: RunAction, tmp_path: Path, github: Front) -> None:
    """It is said below the post-mortem, once for each time; the sweep opens no second, says so, and nothing once it is back."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    environment = policy(tmp_path, github)
    action("issues", event(github, 1, label={"name": "incident"}), **environment)
    gone = unlabel(github, 2, "postmortem")
    for _ in range(2):
        ran = action("issues", gone)
        assert (ran.code, "the label postmortem was taken off" in ran.summary) == (0, True)
    said = [each["body"] for each in github.comments(2) if "The label `postmortem` was taken off" in each["body"]]
    assert len(said) == 1
    ran = action("schedule")
    assert (ran.code, len(titles(github))) == (0, 2)
    assert f"{github.repo}#2 was opened for it, and is no post-mortem any more" in ran.summary
    ran = action("issues", event(github, 1, label={"name": "SEV1"}))
    assert (ran.code, len(titles(github))) == (0, 2)
    assert f"no post-mortem is opened: {github.repo}#2 was opened for it" in ran.summary
    github.ask("POST", "/issues/2/labels", {"labels": ["postmortem"]})
    assert action("issues", event(github, 2, label={"name": "postmortem"})).outputs["state"] == "draft"
    assert "was opened for it" not in action("schedule").summary


def test_other_labels_that_are_taken_off(action: RunAction, tmp_path: Path, github: Front) -> None:
    """They ask nothing of GitHub, on an issue that has nothing to do with pmflow."""
    github.ask("POST", "/issues", {"title": "A button is green", "labels": ["bug", "blue"]})
    ran = action("issues", unlabel(github, 1, "bug"), **policy(tmp_path, github))
    assert (ran.code, ran.summary, github.requests) == (0, "", [])


def test_a_post_mortem_that_is_gone(action: RunAction, tmp_path: Path, github: Front) -> None:
    """Where the issue that was named is no issue of this repository, another is opened."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    named = f"<!-- pmflow:comment postmortem:{github.repo}#99 -->\nIts post-mortem is {github.repo}#99.\n"
    github.ask("POST", "/issues/1/comments", {"body": named})
    ran = action("issues", event(github, 1, label={"name": "incident"}), **policy(tmp_path, github))
    assert (ran.outputs["postmortem"], len(titles(github))) == (f"{github.repo}#2", 2)


def test_an_incident_that_is_its_own_post_mortem(action: RunAction, tmp_path: Path, github: Front) -> None:
    """It gets no second one, neither by an event nor by a sweep; whoever asks for its post-mortem is told that."""
    both = ["incident", "postmortem", "SEV1"]
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": both, "body": "It was blank."})
    environment = policy(tmp_path, github)
    assert action("issues", event(github, 1, label={"name": "incident"}), **environment).code == 0
    assert action("issues", event(github, 1, label={"name": "postmortem"})).outputs["state"] == "draft"
    assert action("schedule").code == 0
    there = tracker(github)
    alone, listed, surveyed = there.incident("#1"), list(there.incidents()), list(there.survey().incidents)
    assert [each.postmortem for each in (alone, *listed, *surveyed)] == [f"{github.repo}#1"] * 3
    assert titles(github) == ["Search went blank"]
    assert [each for each in github.comments(1) if "Its post-mortem is" in each["body"]] == []
