"""The whole life of a post-mortem on GitHub, scene by scene: what people do, and then the one run of pmflow that it brings
about. A run that failed is done again with the same event; that is all that anybody has to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.engine import run
from pmflow.errors import TrackerError
from pmflow.events import ReviewMeetingHeld
from pmflow.model import Person
from pmflow.policy import Policy
from pmflow.reacting import Reaction, react
from pmflow.sweeping import sweep
from tests.adapters.github_server import TOKEN
from tests.adapters.github_stage import LOGINS, Stage
from tests.good import GOOD, NOW

POLICY = Policy.model_validate(
    {
        "tracker": "github",
        "mode": "enforce",
        "people": [
            {"name": "Tariq", "handle": "ivo"},
            {"name": "Ines Okafor", "handle": "noor", "aliases": ["Ines"]},
            {"name": "Wanda", "handle": "wanda"},
        ],
    }
)
SWEPT = dt.datetime(2025, 6, 17, 12, 0, tzinfo=dt.UTC)
"""A Tuesday; what was due on Friday the 13th is overdue."""
STARTED = "---\nstarted_at: 2025-06-03T09:10Z\n"
OVER = "resolved_at: 2025-06-03T10:00Z\n"
WORDS = "---\nSearch is blank, says @noor.\n"
MARKER = "- Noor's own words, kept as they are: `a | b` <!-- and a remark -->\n"
INCIDENT, POSTMORTEM, FIRST, SECOND, THIRD = 1, 2, 3, 4, 5
"""Numbers of the issues."""
Events = Sequence[Mapping[str, Any]]
"""What GitHub tells."""


def tracker(stage: Stage) -> GitHub:
    """As each run makes it anew."""
    return GitHub(
        [stage.repo], token=TOKEN, address=stage.address, logins=LOGINS, between_writes=0, timeout=stage.timeout,
        sleep=lambda _: None,
    )  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """`people` act once, and GitHub tells of it; what it tells is given to `run`, and given again where that failed."""

    name: str
    people: Callable[[Stage], Events]
    run: Callable[[Stage, Events], object]


def _react(at: dt.datetime = NOW) -> Callable[[Stage, Events], object]:
    """As the Action does."""

    def run_(stage: Stage, events: Events) -> list[Reaction]:
        """Each event is a run of its own."""
        reactions = []
        for event in events:
            found = happenings(event, _kind(event), Names())
            assert found, event
            reactions.append(react(tracker(stage), POLICY, found, now=at))
            if trouble := [each.trouble for each in reactions[-1].reacted if each.trouble]:
                raise TrackerError("; ".join(trouble))
        return reactions

    return run_


def _kind(event: Mapping[str, Any]) -> str:
    return "issue_comment" if "comment" in event else "issues"


def _command(text: str, by: str = "noor", under: int = POSTMORTEM) -> Callable[[Stage], Events]:
    return lambda stage: [stage.say(under, text, by)]


def _label(stage: Stage) -> Events:
    labels = ["incident", "SEV1"]
    stage.ask("POST", "/issues", {"title": "Search went blank", "labels": labels, "body": STARTED + WORDS})
    return [stage.event(INCIDENT, "labeled", label={"name": "incident"})]


def _resolve(stage: Stage) -> Events:
    body = {"body": STARTED + OVER + WORDS, "state": "closed", "state_reason": "completed"}
    stage.ask("PATCH", f"/issues/{INCIDENT}", body)
    return [stage.event(INCIDENT, "closed")]


def _write(stage: Stage) -> Events:
    body = GOOD.replace("incident: search-blank", f"incident: {stage.repo}#{INCIDENT}") + MARKER
    stage.ask("PATCH", f"/issues/{POSTMORTEM}", {"body": body})
    return [stage.event(POSTMORTEM, "edited")]


def _work(stage: Stage) -> Events:
    """One item is closed, another given to somebody else."""
    stage.ask("PATCH", f"/issues/{FIRST}", {"state": "closed", "state_reason": "completed"})
    stage.ask("DELETE", f"/issues/{SECOND}/assignees", {"assignees": ["noor"]})
    stage.ask("POST", f"/issues/{SECOND}/assignees", {"assignees": ["wanda"]})
    stage.ask("POST", f"/issues/{SECOND}/comments", {"body": "I take this one."}, "wanda")
    return [stage.event(FIRST, "closed", "ivo"), stage.event(SECOND, "assigned", "wanda")]


def _finish(stage: Stage) -> Events:
    for number in (SECOND, THIRD):
        stage.ask("PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "completed"})
    return [stage.event(number, "closed", "wanda") for number in (SECOND, THIRD)]


def _meet(stage: Stage, _: Events) -> object:
    """`pmflow meeting --held`, from the command line."""
    met = ReviewMeetingHeld(by="Ines Okafor", held=NOW, invited=(Person(name="Tariq"),), came=(Person(name="Tariq"),))
    return run(tracker(stage), f"{stage.repo}#{POSTMORTEM}", met, POLICY, now=NOW)


def _sweep(stage: Stage, _: Events) -> object:
    swept = sweep(tracker(stage), POLICY, now=SWEPT)
    if not swept.whole:
        raise TrackerError("; ".join(text for _, text in swept.troubles))
    return swept


def _nothing(_: Stage) -> Events:
    return []


SCENES = (
    Scene("labeled", _label, _react()),
    Scene("resolved", _resolve, _react()),
    Scene("written", _write, _react()),
    Scene("approve", _command("/pmflow approve", "ivo"), _react()),
    Scene("meet", _nothing, _meet),
    Scene("review", _command("/pmflow review"), _react()),
    Scene("track", _command("/pmflow track"), _react()),
    Scene("work", _work, _react()),
    Scene("snooze", _command("/pmflow snooze 2", "wanda", THIRD), _react(SWEPT)),
    Scene("sweep", _nothing, _sweep),
    Scene("finish", _finish, _react(SWEPT)),
    Scene("share", _command("/pmflow share company"), _react(SWEPT)),
    Scene("close", _command("/pmflow close"), _react(SWEPT)),
)


def play(stage: Stage, scenes: tuple[Scene, ...] = SCENES) -> None:
    """All of them, with nothing in the way."""
    for scene in scenes:
        scene.run(stage, scene.people(stage))
