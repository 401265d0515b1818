"""The whole life of a post-mortem on GitHub, scene by scene: what people do, and then the one run of pmflow that it brings
about. A run that failed is done again with the same event; that is all that anybody has to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pmflow.adapters.github import GitHub
from pmflow.engine import run
from pmflow.errors import TrackerError
from pmflow.events import AnswerGiven, DocumentEdited, Event, PostmortemApproved, ReviewMeetingHeld, StepAsked, Synced
from pmflow.model import Person, Step
from pmflow.opening import open_postmortem
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from tests.adapters.github_server import TOKEN
from tests.adapters.github_stage import LOGINS, Stage
from tests.good import GOOD, NOW

POLICY = Policy.model_validate(
    {
        "tracker": "github",
        "people": [
            {"name": "Tariq", "handle": "ivo"},
            {"name": "Ines Okafor", "handle": "noor", "aliases": ["Ines"]},
            {"name": "Wanda", "handle": "wanda"},
        ],
    }
)
INES = {"by": "Ines Okafor"}
SWEPT = dt.datetime(2025, 6, 17, 12, 0, tzinfo=dt.UTC)
"""A Tuesday; what was due on Friday the 13th is overdue."""
STARTED = "---\nstarted_at: 2025-06-03T09:10Z\n"
OVER = "resolved_at: 2025-06-03T10:00Z\n"
WORDS = "---\nSearch is blank, says @noor.\n"
MARKER = "- Noor's own words, kept as they are: `a | b` <!-- and a remark -->\n"
INCIDENT, POSTMORTEM, FIRST, SECOND, THIRD = 1, 2, 3, 4, 5
"""Numbers of the issues."""


def tracker(stage: Stage) -> GitHub:
    """As each run makes it anew."""
    return GitHub(
        [stage.repo], token=TOKEN, address=stage.address, logins=LOGINS, between_writes=0, timeout=stage.timeout,
        sleep=lambda _: None,
    )  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """`people` act once; `run` is done, and done again where it failed."""

    name: str
    run: Callable[[Stage], object]
    people: Callable[[Stage], object] = lambda _: None


def _happen(event: Event, at: dt.datetime = NOW) -> Callable[[Stage], object]:
    return lambda stage: run(tracker(stage), f"{stage.repo}#{POSTMORTEM}", event, POLICY, now=at)


def _label(stage: Stage) -> None:
    labels = ["incident", "SEV1"]
    stage.ask("POST", "/issues", {"title": "Search went blank", "labels": labels, "body": STARTED + WORDS})


def _open(stage: Stage) -> None:
    here = tracker(stage)
    open_postmortem(here, here.incident(f"{stage.repo}#{INCIDENT}"), POLICY, by="Ines Okafor", now=NOW)


def _resolve(stage: Stage) -> None:
    body = {"body": STARTED + OVER + WORDS, "state": "closed", "state_reason": "completed"}
    stage.ask("PATCH", f"/issues/{INCIDENT}", body)


def _write(stage: Stage) -> None:
    body = GOOD.replace("incident: search-blank", f"incident: {stage.repo}#{INCIDENT}") + MARKER
    stage.ask("PATCH", f"/issues/{POSTMORTEM}", {"body": body})


def _work(stage: Stage) -> None:
    """One item is closed, another given to somebody else."""
    stage.ask("PATCH", f"/issues/{FIRST}", {"state": "closed", "state_reason": "completed"})
    stage.ask("DELETE", f"/issues/{SECOND}/assignees", {"assignees": ["noor"]})
    stage.ask("POST", f"/issues/{SECOND}/assignees", {"assignees": ["wanda"]})
    stage.ask("POST", f"/issues/{SECOND}/comments", {"body": "I take this one. — Wanda"})


def _finish(stage: Stage) -> None:
    for number in (SECOND, THIRD):
        stage.ask("PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "completed"})


def _sweep(stage: Stage) -> None:
    swept = sweep(tracker(stage), POLICY, now=SWEPT)
    if not swept.whole:
        raise TrackerError("; ".join(text for _, text in swept.troubles))


MET = ReviewMeetingHeld(**INES, held=NOW, invited=(Person(name="Tariq"),), came=(Person(name="Tariq"),))
SCENES = (
    Scene("labeled", _open, _label),
    Scene("resolved", _open, _resolve),
    Scene("written", _happen(DocumentEdited(**INES)), _write),
    Scene("approve", _happen(PostmortemApproved(by="Tariq"))),
    Scene("meet", _happen(MET)),
    Scene("review", _happen(StepAsked(**INES, step=Step.REVIEW))),
    Scene("track", _happen(StepAsked(**INES, step=Step.TRACK))),
    Scene("work", _happen(Synced()), _work),
    Scene("snooze", _happen(AnswerGiven(by="Wanda", id="AI-3", answer="snooze", days=2), SWEPT)),
    Scene("sweep", _sweep),
    Scene("finish", _happen(Synced(), SWEPT), _finish),
    Scene("share", _happen(StepAsked(**INES, step=Step.SHARE, audience="company"), SWEPT)),
    Scene("close", _happen(StepAsked(**INES, step=Step.CLOSE), SWEPT)),
)


def play(stage: Stage, scenes: tuple[Scene, ...] = SCENES) -> None:
    """All of them, with nothing in the way."""
    for scene in scenes:
        scene.people(stage)
        scene.run(stage)
