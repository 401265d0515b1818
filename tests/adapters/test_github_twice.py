"""Action items are tracked by two runs in the same moment: in the end each is there once, and so is each entry of the journal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.journal_comment import Journal, added
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.engine import run
from pmflow.events import Event, StepAsked, Synced
from pmflow.journal import Entry, verify
from pmflow.model import State, Step
from pmflow.reacting import react
from pmflow.sweeping import sweep
from tests.adapters.github_life import POLICY
from tests.adapters.github_server import TOKEN, Emulator, Front
from tests.adapters.github_stage import LOGINS
from tests.adapters.github_turns import by_turns
from tests.good import GOOD, NOW

TITLES = [
    "Compare group names without regard to case in the access filter",
    "Run the smoke test as a guest and as a member of two groups",
    "Rewrite the roll-back page for the new cluster and try it once",
]


def stage(emulator: Emulator, *, graphql: bool = True) -> Front:
    """With one post-mortem, reviewed, of three action items."""
    made = Front(emulator, graphql=graphql)
    labels = ["postmortem", "pm:reviewed"]
    made.ask("POST", "/issues", {"title": "Post-mortem: Search", "labels": labels, "body": GOOD})
    page = added(Journal(), Entry(key="s", at=NOW, by="noor", what="review", source=State.DRAFT, to=State.REVIEWED))
    assert page is not None
    made.ask("POST", "/issues/1/comments", {"body": page.body})
    return made


@pytest.fixture
def github(emulator: Emulator) -> Iterator[Front]:
    made = stage(emulator)
    yield made
    made.stop()
    assert made.complaints == []


def tracker(front: Front, name: str | None = None) -> GitHub:
    """`name`: of a run whose requests are answered by turns."""
    address = front.address + (f"/runs/{name}" if name else "")
    return GitHub([front.repo], token=TOKEN, address=address, logins=LOGINS, between_writes=0, sleep=lambda _: None)


def commanded(front: Front, name: str | None = None) -> Callable[[], object]:
    """The workflow's run for a comment."""
    said = front.ask("POST", "/issues/1/comments", {"body": "/pmflow track"})
    who = {"login": "noor", "type": "User"}
    payload = {
        "action": "created", "issue": front.ask("GET", "/issues/1"), "sender": who, "repository": {"full_name": front.repo},
        "comment": {**said, "user": who},
    }  # fmt: skip
    happened = happenings(payload, "issue_comment", Names())
    return lambda: react(tracker(front, name), POLICY, happened, now=NOW)


def happening(front: Front, event: Event, name: str | None = None) -> Callable[[], object]:
    """Somebody's command line."""
    return lambda: run(tracker(front, name), f"{front.repo}#1", event, POLICY, now=NOW)


TRACK = StepAsked(by="Ines Okafor", step=Step.TRACK)


def seen(front: Front) -> dict[str, Any]:
    """What is there in the end."""
    found = [each for each in front.ask("GET", "/issues?state=all&per_page=100") if each["number"] > 1]
    loaded = tracker(front).load(f"{front.repo}#1")
    tied = front._children[f"/repos/{front.repo}/issues/1"]
    bearing = [each for each in found if "postmortem-action" in [label["name"] for label in each["labels"]]]
    return {
        "items": [(item.id, item.title, item.owner) for item in loaded.items],
        "open": sorted(each["number"] for each in found if each["state"] == "open")
        == sorted(each["number"] for each in bearing),
        "tied": sorted(tied) == sorted(each["id"] for each in bearing),
        "state": [label["name"] for label in front.ask("GET", "/issues/1")["labels"]],
        "journal": ([entry.what for entry in loaded.journal], verify(loaded.journal), loaded.troubles, loaded.twins),
    }


RIGHT = {
    "items": [("AI-1", TITLES[0], "ivo"), ("AI-2", TITLES[1], "noor"), ("AI-3", TITLES[2], "wanda")],
    "open": True,
    "tied": True,
    "state": ["postmortem", "pm:actions_tracked"],
    "journal": (["review", "track"], [], (), ()),
}


@pytest.mark.parametrize("seed", range(8))
def test_two_commands(github: Front, seed: int) -> None:
    """Two comments, each with a run of its own."""
    by_turns(github, seed, {"a": commanded(github, "a"), "b": commanded(github, "b")})
    assert seen(github) == RIGHT


@pytest.mark.parametrize("at", range(3, 30, 3))
def test_one_in_between(github: Front, at: int) -> None:
    """Another run whole between any two requests of the first."""
    github.before += [("", lambda: None)] * (at - 1)
    github.before.append(("", commanded(github)))
    commanded(github)()
    assert seen(github) == RIGHT


@pytest.mark.parametrize("at", range(2, 20, 2))
def test_another_step_in_between(github: Front, at: int) -> None:
    """What this run decided on is compared, however often it reads meanwhile: no step is journaled on a state that is gone."""
    revise = StepAsked(by="wanda", step=Step.REVISE, reason="The cause is another.")
    github.before += [("", lambda: None)] * (at - 1)
    github.before.append(("", happening(github, revise)))
    run(tracker(github), f"{github.repo}#1", TRACK, POLICY, now=NOW)
    assert github.before == []
    loaded = tracker(github).load(f"{github.repo}#1")
    assert (verify(loaded.journal), loaded.troubles) == ([], ())
    assert [(entry.what, entry.source) for entry in loaded.journal if entry.to] in (
        [("review", State.DRAFT), ("revise", State.REVIEWED)],
        [("review", State.DRAFT), ("track", State.REVIEWED), ("revise", State.ACTIONS_TRACKED)],
    )


@pytest.mark.parametrize("seed", range(4))
def test_three_runs(github: Front, seed: int) -> None:
    """Two commands, and somebody's command line."""
    third = happening(github, TRACK if seed % 2 else Synced(), "c")
    by_turns(github, seed, {"a": commanded(github, "a"), "b": commanded(github, "b"), "c": third})
    assert seen(github) == RIGHT


@pytest.mark.parametrize("seed", range(6))
def test_one_dies(github: Front, seed: int) -> None:
    """At any of its requests: what it made is the other's, or taken back by the other or by the next sweep."""
    at = random.Random(seed).randint(5, 16)
    by_turns(github, seed, {"a": happening(github, TRACK, "a"), "b": commanded(github, "b")}, {"a": at})
    sweep(tracker(github), POLICY, now=NOW)
    assert seen(github) == RIGHT


def text_of(front: Front) -> str:
    return str(front.ask("GET", "/issues/2")["body"])


@pytest.mark.parametrize("tied", [True, False])
def test_a_sweep_takes_back(github: Front, tied: bool) -> None:
    """The younger is closed and says where the work is, three writes; done again, nothing is. One that a run left untied, too."""
    happening(github, TRACK)()
    sent = {"title": TITLES[0], "labels": ["postmortem-action"], "body": text_of(github)}
    made = github.ask("POST", "/issues", sent)
    if tied:
        github.tie(1, made)
    github.requests.clear()
    swept = sweep(tracker(github), POLICY, now=NOW)
    path = f"/issues/{made['number']}"
    untied = ["DELETE /issues/1/sub_issue"]
    assert github.writes == [f"PATCH {path}", *untied, f"DELETE {path}/labels/postmortem-action"]
    assert [effect.summary for plan in swept.plans for effect in plan.effects] == [
        f"take back {github.repo}#{made['number']}, made in the same moment as {github.repo}#2"
    ]
    there = github.ask("GET", path)
    assert (there["state"], there["state_reason"], there["title"]) == ("closed", "not_planned", TITLES[0])
    assert f"AI-1 of {github.repo}#1 is {github.repo}#2." in there["body"]
    assert seen(github) == RIGHT
    github.requests.clear()
    assert (sweep(tracker(github), POLICY, now=NOW).plans, github.writes) == ((), [])
