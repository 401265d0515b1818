"""Issues that people delete, unlabel or move: what is left goes on, nothing is made twice, and what happened is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmflow.adapters.github.items import facts_in
from pmflow.engine import run
from pmflow.errors import TrackerError, TrackerMissing
from pmflow.events import Synced
from pmflow.journal import verify
from pmflow.model import State
from pmflow.sweeping import sweep
from tests.adapters.github_life import FIRST, INCIDENT, POLICY, POSTMORTEM, SCENES, SWEPT, tracker
from tests.adapters.github_server import Emulator
from tests.adapters.github_stage import Stage, staged

NAMES = [scene.name for scene in SCENES]


@pytest.fixture
def stage(emulator: Emulator) -> Iterator[Stage]:
    """A story up to where action items are tracked."""
    with staged(emulator) as made:
        play(made, "labeled", "track")
        yield made


def play(stage: Stage, first: str, last: str) -> None:
    for scene in SCENES[NAMES.index(first) : NAMES.index(last) + 1]:
        scene.run(stage, scene.people(stage))


def ref(stage: Stage) -> str:
    return f"{stage.repo}#{POSTMORTEM}"


def test_an_incident_that_is_deleted(stage: Stage) -> None:
    """The post-mortem goes on to its end without it, and each run says so."""
    stage.delete_issue(INCIDENT)
    advice = run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT).plan.advice
    assert [(each.guard, each.message.startswith(f"the incident {stage.repo}#1 ")) for each in advice] == [
        ("incident_known", True)
    ]
    play(stage, "work", "snooze")
    play(stage, "finish", "close")
    loaded = tracker(stage).load(ref(stage))
    assert (loaded.states, verify(loaded.journal)) == ((State.CLOSED,), [])


def test_an_action_item_that_is_deleted(stage: Stage) -> None:
    """Its row stays; a finding asks to settle it, and no second issue is made."""
    stage.delete_issue(FIRST)
    before = len(stage.ask("GET", "/issues?state=all&per_page=100"))
    for _ in range(2):
        plan = run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT).plan
        assert [finding.rule for finding in plan.findings] == ["item-gone"]
    assert "<!-- AI-1 -->" in tracker(stage).load(ref(stage)).body
    assert len(stage.ask("GET", "/issues?state=all&per_page=100")) == before


def test_a_promise_whose_item_is_deleted_is_said_and_kept(stage: Stage) -> None:
    """Under the post-mortem, once."""
    stage.delete_issue(FIRST)
    for _ in range(2):
        run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT)
    said = [each["body"] for each in stage.comments(POSTMORTEM) if "is gone from the tracker" in each["body"]]
    assert [text.partition(" -->")[0] for text in said] == ["<!-- pmflow:comment item-gone:AI-1"]


def test_an_action_item_whose_text_is_written_over(stage: Stage) -> None:
    """It is known again by its title; pmflow's words are put back below, once, and that is said."""
    before = stage.ask("GET", f"/issues/{FIRST}")["body"]
    stage.ask("PATCH", f"/issues/{FIRST}", {"body": "What I will do: count."})
    loaded = tracker(stage).load(ref(stage))
    assert ("AI-1" in {item.id for item in loaded.items}, loaded.unmarked) == (True, {"AI-1"})
    plan = run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT).plan
    assert [finding.rule for finding in plan.findings] == []
    assert run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT).plan.effects == ()
    now = stage.ask("GET", f"/issues/{FIRST}")["body"]
    assert (now.startswith("What I will do: count.\n\n<!-- pmflow:item AI-1 "), facts_in(now)["due"]) == (
        True,
        facts_in(before)["due"],
    )
    said = [each["body"] for each in stage.comments(POSTMORTEM) if "were written over" in each["body"]]
    assert len(said) == 1


def test_a_post_mortem_that_is_deleted(stage: Stage) -> None:
    """Runs about it say so and write nothing; where the policy wants one, the next sweep opens another, once."""
    stage.delete_issue(POSTMORTEM)
    before = len(stage.writes)
    with pytest.raises(TrackerMissing, match=r"#2: "):
        run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT)
    scene = SCENES[NAMES.index("share")]
    with pytest.raises(TrackerError, match=r"#2: "):
        scene.run(stage, [stage.event(FIRST, "closed")])
    assert stage.writes[before:] == []
    for _ in range(2):
        sweep(tracker(stage), POLICY, now=SWEPT)
    assert [card.incident for card in tracker(stage).cards()] == [f"{stage.repo}#{INCIDENT}"]


def test_a_post_mortem_without_its_label(stage: Stage) -> None:
    """It is none until somebody puts it back; then it goes on where it was."""
    stage.ask("DELETE", f"/issues/{POSTMORTEM}/labels/postmortem")
    before = len(stage.writes)
    with pytest.raises(TrackerMissing, match="an issue without the label postmortem; label it"):
        run(tracker(stage), ref(stage), Synced(), POLICY, now=SWEPT)
    assert stage.writes[before:] == []
    stage.ask("POST", f"/issues/{POSTMORTEM}/labels", {"labels": ["postmortem"]})
    play(stage, "work", "close")
    assert tracker(stage).load(ref(stage)).states == (State.CLOSED,)
