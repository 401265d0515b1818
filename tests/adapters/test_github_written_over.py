"""An action item's issue in which somebody wrote over pmflow's words is the item all the same, whatever happens to it next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.items import named
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.engine import run
from pmflow.events import Synced
from pmflow.journal import Entry, ItemValues
from pmflow.model import ActionItem, ActionStatus, State
from pmflow.plan import CreateActionItem, WriteJournal
from pmflow.policy import Policy
from pmflow.reacting import Reacted, react
from tests.adapters.github_server import TOKEN, Front
from tests.adapters.github_wide import Wide
from tests.adapters.test_github_fields import FIELDS, NAMES
from tests.good import NOW

POLICY = Policy.model_validate({"tracker": "github", "mode": "enforce"})
TEXT = {"body": "What I will do: count."}
DUE = dt.date(2026, 6, 2)


def tracker(front: Front, **options: Any) -> GitHub:
    return GitHub([front.repo], token=TOKEN, address=front.address, between_writes=0, sleep=lambda _: None, **options)


def begin(front: Front, due: dt.date | None = DUE, **options: Any) -> str:
    """A post-mortem with one item, tracked, whose text somebody wrote over."""
    body = "# Search went blank\n"
    front.ask("POST", "/issues", {"title": "Search", "labels": ["postmortem", "pm:actions_tracked"], "body": body})
    ref, here = f"{front.repo}#1", tracker(front, **options)
    item = ActionItem(id="AI-1", title="Bound the queue", owner="noor", due=due, status=ActionStatus.PLANNED)
    values = {"AI-1": ItemValues(title=item.title, owner="noor", due=due)}
    here.apply(ref, CreateActionItem(item))
    entry = Entry(
        key="t", at=NOW, by="noor", what="track", source=State.REVIEWED, to=State.ACTIONS_TRACKED, items=values
    )
    here.apply(ref, WriteJournal(entry))
    front.ask("PATCH", "/issues/2", TEXT)
    return ref


def told(front: Front, action: str, event: str = "issues", **more: Any) -> Reacted:
    payload = {
        "action": action, "issue": front.ask("GET", "/issues/2"), "repository": {"full_name": front.repo},
        "sender": {"login": "noor", "type": "User"}, **more,
    }  # fmt: skip
    [reacted] = react(tracker(front), POLICY, happenings(payload, event, Names()), now=NOW).reacted
    assert reacted.trouble is None
    return reacted


def test_closed(github: Front) -> None:
    """It is done, and its words are put back."""
    ref = begin(github)
    github.ask("PATCH", "/issues/2", {"state": "closed", "state_reason": "completed"})
    assert told(github, "closed").ref == ref
    loaded = tracker(github).load(ref)
    assert (loaded.items[0].status, loaded.items[0].due, loaded.unmarked) == (ActionStatus.DONE, DUE, frozenset())
    assert loaded.journal[-1].items == {
        "AI-1": ItemValues(title="Bound the queue", owner="noor", due=DUE, status="done")
    }


def test_a_command_under_it(github: Front) -> None:
    """Without the id, as under every item."""
    ref = begin(github)
    said = github.ask("POST", "/issues/2/comments", {"body": "/pmflow done"})
    reacted = told(github, "created", "issue_comment", comment={**said, "user": {"login": "noor", "type": "User"}})
    assert [(each.sign, each.text.partition(".")[0]) for each in reacted.replies] == [
        ("done", "AI-1: recorded that noor says it is done")
    ]
    assert tracker(github).load(ref).items[0].status is ActionStatus.DONE


def test_an_issue_that_is_none(github: Front) -> None:
    """Somebody else's, with a label of that name: one read, and nothing is done."""
    github.ask("POST", "/issues", {"title": "Another", "body": ""})
    github.ask("POST", "/issues", {"title": "Mine", "labels": ["postmortem-action"], "body": "Mine."})
    reacted = told(github, "closed")
    assert (reacted.notes, len(github.requests), github.writes) == (("it is no action item of a post-mortem",), 1, [])


@pytest.mark.parametrize("due", [DUE, None])
@pytest.mark.parametrize("fields", [True, False])
def test_its_words_are_put_back_once(wide: Wide, due: dt.date | None, fields: bool) -> None:
    """Also where there is nothing to say in them, because it has no date or an issue field tells it."""
    wide.fields = FIELDS if fields else None
    options = {"fields": NAMES} if fields else {}
    ref = begin(wide, due, **options)
    for _ in range(2):
        plan = run(tracker(wide, **options), ref, Synced(), POLICY, now=NOW).plan
    assert plan.effects == ()
    body = wide.ask("GET", "/issues/2")["body"]
    assert (body.startswith("What I will do: count.\n\n"), named(body)) == (True, ("AI-1", ref))
    assert ("due:" in body) == (due is not None and not fields)
    assert tracker(wide, **options).load(ref).items[0].due == due
