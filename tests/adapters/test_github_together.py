"""Two runs on one post-mortem at the same moment: whose word was answered "done", is in the journal."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.markers import marked
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.engine import run
from pmflow.errors import TrackerConflict
from pmflow.events import Synced
from pmflow.journal import Entry, verify
from pmflow.plan import ShowStatus, WriteJournal
from pmflow.policy import Policy
from pmflow.reacting import react
from pmflow.sweeping import sweep
from tests.adapters.github_many import fill
from tests.adapters.github_server import TOKEN, Fault, Front
from tests.escalation.scene import BEGAN
from tests.good import GOOD, NOW
from tests.sweeping.scene import at

SOON = dt.date(2026, 1, 16)
PEOPLE = [{"name": "Tariq", "handle": "ivo"}, {"name": "Ines Okafor", "handle": "noor", "aliases": ["Ines"]}]
POLICY = Policy.model_validate({"tracker": "github", "mode": "enforce", "people": PEOPLE})
LADDER = Policy.model_validate(
    {"tracker": "github", "ladder": [{"name": "late", "day": 1, "to": "owner", "label": "overdue"}]}
)
PATCH, POST = "^PATCH /issues/comments", "^POST /issues/[0-9]+/comments"


def tracker(front: Front, **options: Any) -> GitHub:
    logins = {"tariq": "ivo", "ines": "noor", "ines okafor": "noor"}
    here = {"between_writes": 0, "sleep": lambda _: None, "logins": logins, **options}
    return GitHub([front.repo], token=TOKEN, address=front.address, **here)


def entry(key: str) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="review")


def told(front: Front, number: int, text: str, by: str) -> Callable[[], object]:
    """A run of its own, as a workflow makes one for each comment."""

    def whole() -> object:
        said = front.ask("POST", f"/issues/{number}/comments", {"body": text})
        payload = {
            "action": "created", "issue": front.ask("GET", f"/issues/{number}"), "sender": {"login": by, "type": "User"},
            "repository": {"full_name": front.repo}, "comment": {**said, "user": {"login": by, "type": "User"}},
        }  # fmt: skip
        [reacted] = react(tracker(front), POLICY, happenings(payload, "issue_comment", Names()), now=NOW).reacted
        assert reacted.trouble is None
        return reacted

    return whole


def answers(front: Front, *numbers: int) -> list[str]:
    """What pmflow answered under these issues, in order."""
    found = (marked(each["body"]) for number in numbers for each in front.comments(number))
    return [each[2] for each in found if each and each[1].startswith("answer:")]


def journal(front: Front, ref: str) -> list[tuple[str, str]]:
    """Who, what; the chain is whole, and nothing is reported."""
    loaded = tracker(front).load(ref)
    assert (verify(loaded.journal), loaded.troubles) == ([], ())
    return [(each.by, each.what) for each in loaded.journal]


@pytest.mark.parametrize("newest_first", [True, False])
def test_two_owners_snooze_at_once(github: Front, newest_first: bool) -> None:
    """Each under their own item, the second run whole just before the first one's journal is written: both words are kept,
    whichever way GitHub orders its edits."""
    github.newest_first = newest_first
    (ref,) = fill(github, 1, 2, 0, soon=SOON, later=dt.date(2026, 9, 1), began=BEGAN)
    github.before.append((PATCH, told(github, 4, "/pmflow snooze 3", "ivo")))
    told(github, 3, "/pmflow snooze 2", "noor")()
    assert [text.partition(":")[0] for text in answers(github, 3, 4)] == ["AI-1", "AI-2"], answers(github, 3, 4)
    answered = [each.answer.id for each in tracker(github).load(ref).journal if each.answer]
    assert (answered, [what for _, what in journal(github, ref)][1:]) == (["AI-2", "AI-1"], ["ActionItemSnoozed"] * 2)


def test_two_approve_at_once(github: Front) -> None:
    """Both approvals count."""
    made = github.ask("POST", "/issues", {"title": "Search", "body": GOOD, "labels": ["postmortem", "pm:draft"]})
    ref = f"{github.repo}#{made['number']}"
    run(tracker(github), ref, Synced(), POLICY, now=NOW)
    tracker(github).apply(ref, WriteJournal(entry("a")))
    github.before.append((PATCH, told(github, 1, "/pmflow approve", "noor")))
    told(github, 1, "/pmflow approve", "ivo")()
    assert sorted(answers(github, 1)) == [
        "Recorded the approval by ivo.",
        "Recorded the approval by noor. Noor is an author; it counts once somebody else approves, too.",
    ]
    assert journal(github, ref)[-2:] == [("noor", "PostmortemApproved"), ("ivo", "PostmortemApproved")]


@pytest.fixture
def ref(github: Front) -> str:
    made = github.ask("POST", "/issues", {"title": "Search", "body": "Blank.", "labels": ["postmortem", "pm:draft"]})
    return f"{github.repo}#{made['number']}"


@pytest.mark.parametrize("graphql", [True, False])
def test_what_was_decided_on_is_compared(github: Front, ref: str, graphql: bool) -> None:
    """Who wrote since this run read, is not written over, however long the run took."""
    github.graphql = graphql
    tracker(github).apply(ref, WriteJournal(entry("a")))
    now = 1_000_000.0
    here = tracker(github, clock=lambda: now)
    with here.hold(ref):
        here.load(ref)
        now += 20
        tracker(github).apply(ref, WriteJournal(entry("b")))
        with pytest.raises(TrackerConflict):
            here.apply(ref, WriteJournal(entry("c")))
        here.load(ref)
        here.apply(ref, WriteJournal(entry("c")))
    assert [each.key for each in tracker(github).load(ref).journal] == ["a", "b", "c"]


def test_who_writes_while_a_limit_is_waited_for(github: Front, ref: str) -> None:
    """It is looked at again before it is sent again."""
    tracker(github).apply(ref, WriteJournal(entry("a")))
    limit = {"message": "You have exceeded a secondary rate limit."}
    github.before.append((PATCH, lambda: tracker(github).apply(ref, WriteJournal(entry("b")))))
    github.faults.append(Fault("403", PATCH, at=2, headers={"retry-after": "9"}, body=limit))
    with pytest.raises(TrackerConflict):
        tracker(github).apply(ref, WriteJournal(entry("c")))
    assert [each.key for each in tracker(github).load(ref).journal] == ["a", "b"]


def test_a_status_puts_back_what_it_wrote_over(github: Front, ref: str) -> None:
    """It is written beside the entries, and knows of those alone that were there when it was read."""
    tracker(github).apply(ref, WriteJournal(entry("a")))
    github.before.append((PATCH, lambda: tracker(github).apply(ref, WriteJournal(entry("b")))))
    tracker(github).apply(ref, ShowStatus("All is well."))
    loaded = tracker(github).load(ref)
    assert ([each.key for each in loaded.journal], loaded.status) == (["a", "b"], "All is well.")


def test_two_begin_a_journal_at_once(github: Front, ref: str) -> None:
    """One comment stays; whose it is not, is told."""
    github.before.append((POST, lambda: tracker(github).apply(ref, WriteJournal(entry("a")))))
    with pytest.raises(TrackerConflict):
        tracker(github).apply(ref, WriteJournal(entry("b")))
    assert [each.key for each in tracker(github).load(ref).journal] == ["a"]
    assert len(github.comments(1)) == 1


def test_somebody_speaks_while_a_sweep_writes(github: Front) -> None:
    """The sweep looks once, at its end: what was said to a person stays, and so does what the person said."""
    (ref,) = fill(github, 1, 2, 2, soon=SOON, later=dt.date(2026, 9, 1), began=BEGAN)
    github.before.append((PATCH, told(github, 3, "/pmflow snooze 2", "noor")))
    github.requests.clear()
    swept = sweep(tracker(github), LADDER, now=at(19))
    assert (swept.whole, swept.troubles) == (True, ())
    assert sorted(what for _, what in journal(github, ref)) == ["ActionItemSnoozed", "Told", "Told", "share"]


OPEN = pytest.mark.xfail(strict=False, reason="now and then an entry is lost: docs/reliability.md, what is not covered")


@pytest.mark.parametrize(
    ("runs", "begun"),
    [
        (2, True), (3, True), pytest.param(5, True, marks=OPEN),
        pytest.param(2, False, marks=OPEN), pytest.param(3, False, marks=OPEN), pytest.param(5, False, marks=OPEN),
    ],
)  # fmt: skip
def test_many_at_once(github: Front, ref: str, runs: int, begun: bool) -> None:
    """Of runs on one post-mortem, each in a thread, every entry that was taken is there, and no other; the rest were told."""
    if begun:
        tracker(github).apply(ref, WriteJournal(entry("first")))
    done: set[str] = {"first"} if begun else set()
    lost: list[str] = []
    gate = threading.Barrier(runs)

    def one(key: str) -> None:
        here = tracker(github)
        for attempt in range(4):
            try:
                with here.hold(ref):
                    here.load(ref)
                    if attempt == 0:
                        gate.wait()
                    here.apply(ref, WriteJournal(entry(key)))
            except TrackerConflict:
                continue
            done.add(key)
            return
        lost.append(key)

    threads = [threading.Thread(target=one, args=(f"k{n}",)) for n in range(runs)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    loaded = tracker(github).load(ref)
    assert ({each.key for each in loaded.journal}, verify(loaded.journal), loaded.troubles) == (done, [], ()), lost
    assert len(done) + len(lost) == runs + begun
