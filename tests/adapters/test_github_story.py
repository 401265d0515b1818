"""The whole life of a post-mortem on GitHub, from incident to closed, and with every write failing in every way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.markers import marked
from pmflow.adapters.github.retry import ATTEMPTS
from pmflow.engine import run
from pmflow.errors import TrackerError
from pmflow.events import Event, PostmortemApproved, PostmortemOpened, ReviewMeetingHeld, StepAsked, Synced
from pmflow.journal import verify
from pmflow.model import ActionStatus, Person, State, Step
from pmflow.plan import Comment
from pmflow.policy import Policy
from tests.adapters.github_server import TOKEN, Emulator, Fault, Front
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
LOGINS = {"tariq": "ivo", "ines": "noor", "ines okafor": "noor", "wanda": "wanda"}
BY = {"by": "Ines Okafor"}


def tracker(front: Front) -> GitHub:
    return GitHub(
        [front.repo], token=TOKEN, address=front.address, logins=LOGINS, between_writes=0, sleep=lambda _: None
    )  # fmt: skip


def incident(front: Front) -> str:
    body = "---\nstarted_at: 2025-06-03T09:10Z\nresolved_at: 2025-06-03T10:00Z\n---\nSearch is blank."
    made = front.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": body})
    return f"{front.repo}#{made['number']}"


def close_items(front: Front) -> None:
    for number in (3, 4, 5):
        front.ask("PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "completed"})


def story(front: Front) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each scene, and what is done in it; done again after a failure, it ends the same."""
    about = incident(front)
    ref = f"{front.repo}#2"
    body = GOOD.replace("incident: search-blank", f"incident: {about}")

    def happen(event: Event) -> Callable[[], object]:
        return lambda: run(tracker(front), ref, event, POLICY, now=NOW)

    yield "create", lambda: tracker(front).create(tracker(front).incident(about), body)
    yield "open", happen(PostmortemOpened(**BY, incident=about))
    yield (
        "meeting",
        happen(ReviewMeetingHeld(**BY, held=NOW, invited=(Person(name="Tariq"),), came=(Person(name="Tariq"),))),
    )
    yield "approve", happen(PostmortemApproved(by="Tariq"))
    yield "review", happen(StepAsked(**BY, step=Step.REVIEW))
    yield "track", happen(StepAsked(**BY, step=Step.TRACK))
    yield "share", happen(StepAsked(**BY, step=Step.SHARE, audience="company"))
    close_items(front)
    yield "sync", happen(Synced())
    yield "close", happen(StepAsked(**BY, step=Step.CLOSE))
    yield "told", lambda: tracker(front).comment_incident(about, "told|1", "It is closed.")


def seen(front: Front) -> object:
    """What people see in the repository, without what differs from one to the next."""

    def plain(text: str) -> str:
        return re.sub(r"[0-9a-f]{16}", "…", text.replace(front.repo, "R"))

    told = []
    for number in range(1, 6):
        issue = front.ask("GET", f"/issues/{number}")
        comments = []
        for comment in front.comments(number):
            kind, key, text = marked(comment["body"]) or ("", "", comment["body"])
            comments.append(
                (kind, plain(key), re.findall(r'"what":"(\w+)"', text) if kind == "journal" else plain(text))
            )
        told.append(
            (
                issue["number"], issue["title"], plain(issue["body"]), sorted(each["name"] for each in issue["labels"]),
                sorted(each["login"] for each in issue["assignees"]), issue["state"], issue["state_reason"], sorted(comments),
            )
        )  # fmt: skip
    return told, len(front.ask("GET", "/issues?state=all&per_page=100"))


@contextmanager
def another(emulator: Emulator) -> Iterator[Front]:
    front = Front(emulator)
    try:
        yield front
    finally:
        front.stop()
        assert front.complaints == []


def test_the_whole_story(github: Front) -> None:
    """From incident to closed: the board, the journal, the items and what was published are as they should be; and each
    scene costs as many writes as there are things to write."""
    writes = {}
    for name, act in story(github):
        before = len(github.writes)
        act()
        writes[name] = len(github.writes) - before
    ref = f"{github.repo}#2"
    loaded = tracker(github).load(ref)
    assert (loaded.states, loaded.troubles, verify(loaded.journal)) == ((State.CLOSED,), (), [])
    assert [(item.id, item.owner, item.status) for item in loaded.items] == [
        ("AI-1", "ivo", ActionStatus.DONE), ("AI-2", "noor", ActionStatus.DONE), ("AI-3", "wanda", ActionStatus.DONE),
    ]  # fmt: skip
    assert [entry.what for entry in loaded.journal] == [
        "PostmortemOpened", "ReviewMeetingHeld", "PostmortemApproved", "review", "track", "share", "ActionItemsMerged", "close",
    ]  # fmt: skip
    assert writes == {
        "create": 1,
        "open": 1,  # journal; the label came with the issue
        "meeting": 1,  # journal
        "approve": 1,
        "review": 3,  # journal, label added and removed
        "track": 10,  # rows, (issue, sub-issue, status of the first) for three items, journal, label twice
        "share": 4,  # the comment under the incident that says so, journal, label twice
        "sync": 2,  # rows, journal
        "close": 4,  # journal, label added and removed, the issue closed
        "told": 1,
    }


def test_nothing_to_do_writes_nothing(github: Front) -> None:
    """What is done already is seen to be done: created and opened again, and synced, it costs no write."""
    scenes = story(github)
    for _ in range(2):
        name, act = next(scenes)
        act()
    about = f"{github.repo}#1"
    before = len(github.writes)
    tracker(github).create(tracker(github).incident(about), "# Another\n")
    for event in (PostmortemOpened(**BY, incident=about), Synced(), Synced()):
        run(tracker(github), f"{github.repo}#2", event, POLICY, now=NOW)
    assert (name, github.writes[before:]) == ("open", [])


KINDS = {
    "dropped": {"kind": "drop"},
    "dropped, done": {"kind": "drop", "done": True},
    "502": {"kind": "502"},
    "504, done": {"kind": "504", "done": True},
    "limit": {
        "kind": "403",
        "body": {"message": "You have exceeded a secondary rate limit"},
        "headers": {"retry-after": "1"},
    },
    "429": {"kind": "429", "body": {"message": "slow down"}},
    "down": {"kind": "503", "times": ATTEMPTS},
    "down, done": {"kind": "503", "times": ATTEMPTS, "done": True},
}


def play(front: Front) -> int:
    """The story; where a run gives up, the next one carries on. Answers how many gave up."""
    gave_up = 0
    for _, act in story(front):
        try:
            act()
        except TrackerError:
            gave_up += 1
            front.faults.clear()
            act()
    return gave_up


@pytest.fixture(scope="module")
def right(emulator: Emulator) -> tuple[object, int]:
    """How it ends when nothing fails, and how many writes that takes."""
    with another(emulator) as front:
        play(front)
        return seen(front), len(front.writes)


@pytest.mark.parametrize("kind", ["dropped, done", "down"])
def test_every_fourth_write_that_fails(emulator: Emulator, right: tuple[object, int], kind: str) -> None:
    """Whatever write fails, and however, the story ends as if none had: nothing twice, nothing lost."""
    _fail_each(emulator, right, kind, step=4)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_write_that_fails(emulator: Emulator, right: tuple[object, int], kind: str) -> None:
    """The same, for every write of the story and every way in which it can fail."""
    _fail_each(emulator, right, kind, step=1)


def _fail_each(emulator: Emulator, right: tuple[object, int], kind: str, step: int) -> None:
    end, writes = right
    for at in range(1, writes + 1, step):
        with another(emulator) as front:
            front.faults.append(Fault(match="^(POST|PATCH|DELETE)", at=at, **KINDS[kind]))  # type: ignore[arg-type]
            gave_up = play(front)
            assert seen(front) == end, f"{kind} at write {at}"
            assert gave_up <= (1 if kind.startswith("down") else 0), f"{kind} at write {at}"


def test_a_comment_may_say_the_same_twice_for_two_keys(github: Front) -> None:
    """It is the key that counts, not the text."""
    incident(github)
    made = tracker(github).create(tracker(github).incident(f"{github.repo}#1"), GOOD)
    for key in ("a", "b", "a"):
        tracker(github).apply(made, Comment(key, "The same."))
    assert [each["body"] for each in github.comments(2)] == [
        "<!-- pmflow:comment a -->\nThe same.",
        "<!-- pmflow:comment b -->\nThe same.",
    ]
