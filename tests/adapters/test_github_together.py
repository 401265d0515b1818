"""Two runs on one post-mortem at the same moment: whose word was answered "done", is in the journal."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from _pytest.mark import ParameterSet

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
from tests.adapters.github_turns import by_turns
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
    here = {"between_writes": 0, "sleep": lambda _: None, "logins": logins, "address": front.address, **options}
    return GitHub([front.repo], token=TOKEN, **here)


def entry(key: str, size: int = 0) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="review", reason="x" * size or None)


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
        "Recorded the approval by noor. noor is an author; it counts once somebody else approves, too.",
    ]
    assert journal(github, ref)[-2:] == [("noor", "PostmortemApproved"), ("ivo", "PostmortemApproved")]


def postmortem(front: Front) -> str:
    made = front.ask("POST", "/issues", {"title": "Search", "body": "Blank.", "labels": ["postmortem", "pm:draft"]})
    if made["number"] % 10 == 0:
        front.renew()
    return f"{front.repo}#{made['number']}"


@pytest.fixture
def ref(github: Front) -> str:
    return postmortem(github)


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


LARGE = 25_000
"""Characters of an entry of which two fill a comment."""


def at_once(front: Front, ref: str, seed: int, runs: int, *, size: int = 0, dies: dict[str, int] | None = None) -> None:
    """Runs that each write an entry and show a status, in an order that the seed decides. What was taken is in the journal,
    and what was not is not; one more run then finds all whole, whatever those that died left there."""
    done = {each.key for each in tracker(front).load(ref).journal}
    names = {f"k{n}" for n in range(runs)}

    def one(key: str) -> None:
        here = tracker(front, address=f"{front.address}/runs/{key}")
        for _ in range(8):
            try:
                with here.hold(ref):
                    here.load(ref)
                    here.apply(ref, WriteJournal(entry(key, size), status=f"By {key}."))
            except TrackerConflict:
                continue
            done.add(key)
            here.apply(ref, ShowStatus(f"After {key}."))
            return

    by_turns(front, seed, {key: partial(one, key) for key in names}, dies)
    last = tracker(front)
    with suppress(TrackerConflict):  # what one of them left there does not count
        last.apply(ref, WriteJournal(entry("after")))
    last.apply(ref, WriteJournal(entry("after")))
    loaded = tracker(front).load(ref)
    kept = [each.key for each in loaded.journal]
    dead = set(dies or ())
    where = f"seed {seed}"
    assert ({*kept} - dead, len(kept), verify(loaded.journal)) == ({*done, "after"} - dead, len({*kept}), []), where
    assert names - dead <= done, where
    assert done <= {*kept}, where
    assert dead or loaded.troubles == (), where


def orders(runs: int, *cases: bool) -> list[ParameterSet]:
    """A few orders for `make test`, and many for `make slow`, all on one GitHub."""
    return [
        pytest.param(runs, begun, range(first, last), id=f"{runs}-{'begun' if begun else 'new'}-{first}", marks=marks)
        for begun in cases
        for first, last, marks in ((0, 2, ()), (2, 40, (pytest.mark.slow,)))
    ]


@pytest.mark.parametrize(
    ("runs", "begun", "seeds"), [*orders(2, True, False), *orders(3, True, False), *orders(5, True, False)]
)
def test_many_at_once(github: Front, runs: int, begun: bool, seeds: range) -> None:
    """Of runs on one post-mortem every entry that was taken is there, and no other."""
    for seed in seeds:
        ref = postmortem(github)
        if begun:
            tracker(github).apply(ref, WriteJournal(entry("first")))
        at_once(github, ref, seed, runs)


@pytest.mark.parametrize(("runs", "begun", "seeds"), orders(4, True, False))
def test_many_at_once_beside_others_that_die(github: Front, runs: int, begun: bool, seeds: range) -> None:
    """A run that is stopped at any of its requests takes nobody's entry with it."""
    for seed in seeds:
        ref = postmortem(github)
        if begun:
            tracker(github).apply(ref, WriteJournal(entry("first")))
        chance = random.Random(seed)
        at_once(github, ref, seed, runs, dies={f"k{n}": chance.randint(1, 9) for n in range(2)})


@pytest.mark.parametrize(("runs", "begun", "seeds"), orders(3, False))
def test_many_at_once_with_more_than_a_comment_holds(github: Front, runs: int, begun: bool, seeds: range) -> None:
    """The journal goes on in a further comment, which only one of them begins."""
    for seed in seeds:
        at_once(github, postmortem(github), seed, runs, size=LARGE)
