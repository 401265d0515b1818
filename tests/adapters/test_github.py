"""What the GitHub adapter does beside the contract: people's edits in between, what GitHub refuses, what it must not leak."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.markers import LIMIT
from pmflow.document.facts_list import MARK
from pmflow.engine import run
from pmflow.errors import (
    TrackerConflict,
    TrackerError,
    TrackerMissing,
    TrackerMisunderstood,
    TrackerRefused,
    TrackerThrottled,
    TrackerUnavailable,
)
from pmflow.events import Synced
from pmflow.journal import Entry, verify
from pmflow.model import ActionItem, ActionKind, ActionStatus, Priority, State
from pmflow.plan import (
    AddLabel,
    AssignActionItem,
    Comment,
    CreateActionItem,
    Publish,
    RemoveLabel,
    SetDue,
    SetState,
    UpdateActionItem,
    WriteJournal,
)
from pmflow.policy import Policy
from pmflow.tracker import Activity
from tests.adapters.github_server import BOT, TOKEN, Emulator, Fault, Front

NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
BODY = "# Search went blank\n\nPeople's words.\n"
ITEM = ActionItem(
    id="AI-1", title="Close connections", owner="noor", due=dt.date(2026, 6, 12), status=ActionStatus.PLANNED
)


def tracker(front: Front, **options: Any) -> GitHub:
    options = {"token": TOKEN, "address": front.address, "between_writes": 0, "sleep": lambda _: None, **options}
    return GitHub(options.pop("repos", [front.repo]), **options)


@pytest.fixture
def ref(github: Front) -> str:
    """A post-mortem that somebody wrote by hand."""
    made = github.ask("POST", "/issues", {"title": "Search", "body": BODY, "labels": ["postmortem", "pm:draft"]})
    return f"{github.repo}#{made['number']}"


def item_number(github: Front, ref: str, **options: Any) -> int:
    """The number of AI-1's issue, made if it is not there."""
    tracker(github, **options).apply(ref, CreateActionItem(ITEM))
    (item,) = tracker(github, **options).load(ref).items
    assert item.link is not None
    return int(item.link.rpartition("/")[2])


def entry(key: str, **facts: Any) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="review", **facts)


# Refs


def test_refs(github: Front, ref: str) -> None:
    """A number, an address and another spelling lead to the full ref; the place is the address for people."""
    here = tracker(github)
    number = ref.rpartition("#")[2]
    for typed in (ref, f"#{number}", number, here.place(ref), ref.upper()):
        assert here.resolve(typed) == ref
    assert here.place(ref).endswith(f"/{github.repo}/issues/{number}")


def test_an_issue_that_is_no_post_mortem(github: Front, ref: str) -> None:
    """It is not taken for one, and the nearest that is one is named."""
    made = github.ask("POST", "/issues", {"title": "Something else", "labels": ["bug"]})
    with pytest.raises(TrackerMissing, match=rf"is no post-mortem but an issue without the label postmortem.*{ref}"):
        tracker(github).load(f"#{made['number']}")
    for typed in ("#77", "acme/shpo-001#1"):
        with pytest.raises(TrackerMissing, match=rf"is not there, or the token does not see it.*did you mean {ref}\?"):
            tracker(github).load(typed)


def test_what_belongs_to_a_post_mortem_is_none_to_be(github: Front) -> None:
    """Nobody is told to label an action item or an incident as a post-mortem: the post-mortem that is meant is named."""
    here = tracker(github)
    for _ in range(2):
        github.ask("POST", "/issues", {"title": "Search", "labels": ["incident"], "body": ""})
    incident = f"{github.repo}#1"
    made = here.create(here.incident(incident), f"---\ntitle: Search\nincident: {incident}\n---\n\n# Search\n")
    here.apply(made, CreateActionItem(ActionItem(id="AI-1", title="Bound it", status=ActionStatus.PLANNED)))
    told = []
    for number in (4, 1, 2):
        with pytest.raises(TrackerMissing) as missed:
            tracker(github).load(f"#{number}")
        told.append(str(missed.value).partition(": ")[2])
    assert told == [
        f"is no post-mortem but the action item AI-1 of {made}; name that",
        f"is no post-mortem but an incident; its post-mortem is {made}",
        "is no post-mortem but an incident, which has no post-mortem yet",
    ]


def test_cards_come_page_by_page(github: Front) -> None:
    """The second hundred is fetched when it is asked for; a board costs a request for each hundred."""
    for number in range(101):
        github.ask("POST", "/issues", {"title": f"Number {number}", "labels": ["postmortem"]})
    cards = tracker(github).cards()
    assert next(cards).title == "Number 0"
    assert len(github.requests) == 1
    assert [card.title for card in cards] == [f"Number {number}" for number in range(1, 101)]
    assert len(github.requests) == 2


def test_a_new_post_mortem_says_no_state_in_its_text(github: Front) -> None:
    """Labels show it here, and a second one would be wrong from the first step on. What front matter said is a list there,
    with its comments; that of a fact which the list has not, behind the first."""
    made = github.ask("POST", "/issues", {"title": "Search", "labels": ["incident"]})
    here = tracker(github)
    body = "---\r\ntitle: Search # blank\r\npmflow:\r\n  state: draft\r\nseverity: P1\r\n---\r\n\r\n# Search\r\n"
    ref = here.create(here.incident(f"{github.repo}#{made['number']}"), body)
    assert here.load(ref).body == (
        f"{MARK}\r\n- **Incident**: {github.repo}#1 <!-- blank -->\r\n- **Severity**: P1\r\n\r\n# Search\r\n"
    )
    assert [each.body["title"] for each in github.requests if each.writes] == ["Post-mortem: Search"]


# People in between


def test_a_body_that_somebody_edits_while_it_is_written(github: Front, ref: str) -> None:
    """What was there when it was read decides; and an answer that was lost is looked for, not written again over theirs."""
    here = tracker(github)

    def edit() -> None:
        github.ask("PATCH", "/issues/1", {"body": "Theirs."})

    github.before.append(("^PATCH /issues/1$", edit))
    github.faults.append(Fault("drop", "^PATCH /issues/1$"))
    with pytest.raises(TrackerConflict, match="was changed by somebody else meanwhile"):
        here.write_body(ref, BODY + "Ours.\n", expected=BODY)
    assert here.load(ref).body == "Theirs."


def test_writing_a_body_sends_the_body_alone(github: Front, ref: str) -> None:
    """Title, labels and assignees are nobody's but people's."""
    tracker(github).write_body(ref, BODY + "Ours.\n", expected=BODY)
    assert [each.body for each in github.requests if each.writes] == [{"body": BODY + "Ours.\n"}]


def test_a_body_that_is_too_long(github: Front, ref: str) -> None:
    """It is refused before anything is sent, with what to do."""
    with pytest.raises(TrackerRefused, match=r"the text has \d+ characters, and an issue of GitHub's takes 65536"):
        tracker(github).write_body(ref, "x" * (LIMIT + 1), expected=BODY)
    assert github.writes == []


def test_two_states(github: Front, ref: str) -> None:
    """Of two the newest that a person set comes first, and setting one leaves it alone."""
    github.ask("POST", "/issues/1/labels", {"labels": ["pm:shared"]})
    github.ask("POST", "/issues/1/labels", {"labels": ["pm:reviewed"]})
    here = tracker(github)
    assert set(here.load(ref).states) == {State.DRAFT, State.REVIEWED, State.SHARED}
    assert any(each.endswith("/timeline") for each in github.reads)
    here.apply(ref, SetState(State.REVIEWED))
    loaded = here.load(ref)
    assert (loaded.states, loaded.labels) == ((State.REVIEWED,), ("postmortem",))
    assert [each for each in github.writes if not each.startswith("DELETE /issues/1/labels/pm")] == []


def test_a_label_that_is_gone_already(github: Front, ref: str) -> None:
    """Taking it away is done; of an issue that is gone, it is said."""
    tracker(github).apply(ref, RemoveLabel("pm-overdue"))
    with pytest.raises(TrackerMissing):
        tracker(github).apply(f"{github.repo}#99", RemoveLabel("pm-overdue"))


def test_a_label_that_is_said_to_be_gone(github: Front, ref: str) -> None:
    """A 404 of a moment leaves two states; so it is looked at."""
    github.faults.append(Fault("404", "^DELETE /issues/1/labels", body={"message": "Not Found"}))
    with pytest.raises(TrackerMissing):
        tracker(github).apply(ref, RemoveLabel("pm:draft"))


def test_a_journal_that_another_run_wrote_to(github: Front, ref: str) -> None:
    """A write whose answer was lost is not sent again over another run's entry: the event is decided anew."""
    tracker(github).apply(ref, WriteJournal(entry("a")))
    other = tracker(github)
    github.before.append(("^PATCH /issues/comments", lambda: other.apply(ref, WriteJournal(entry("b")))))
    github.faults.append(Fault("drop", "^PATCH /issues/comments", at=2))
    with pytest.raises(TrackerConflict):
        tracker(github).apply(ref, WriteJournal(entry("c")))
    journal = tracker(github).load(ref).journal
    assert ([each.key for each in journal], verify(journal)) == (["a", "b"], [])


def test_a_journal_that_a_person_deleted(github: Front, ref: str) -> None:
    """It is gone, and a new one begins with the next entry."""
    here = tracker(github)
    here.apply(ref, WriteJournal(entry("a")))
    (comment,) = github.comments(1)
    github.ask("DELETE", f"/issues/comments/{comment['id']}")
    assert here.load(ref).journal == ()
    here.apply(ref, WriteJournal(entry("b")))
    assert [each.key for each in here.load(ref).journal] == ["b"]


def test_a_journal_that_a_person_deletes_just_then(github: Front, ref: str) -> None:
    """It is the comment that is gone, not the post-mortem: the event is decided anew, on what is there now."""
    here = tracker(github)
    here.apply(ref, WriteJournal(entry("a")))
    (comment,) = github.comments(1)
    gone = ("^PATCH /issues/comments", lambda: github.ask("DELETE", f"/issues/comments/{comment['id']}"))
    github.before.append(gone)
    with pytest.raises(TrackerConflict):
        here.apply(ref, WriteJournal(entry("b")))
    assert here.load(ref).journal == ()


def test_words_that_would_break_out(github: Front, ref: str) -> None:
    """Whatever people write into a reason, the journal holds it, and nobody is called by it."""
    reason = "--> @noor <script>alert(1)</script> ::set-output name=x::y\n```\n-->"
    here = tracker(github)
    here.apply(ref, WriteJournal(entry("a", reason=reason)))
    assert here.load(ref).journal[0].reason == reason
    (comment,) = github.comments(1)
    assert comment["body"].partition("<!-- pmflow:entries")[2].count("-->") == 1


def test_a_journal_that_a_stranger_wrote(emulator: Emulator, github: Front, ref: str) -> None:
    """Anybody may comment in public: what looks like the journal is passed over, and said."""
    tracker(github).apply(ref, WriteJournal(entry("a")))
    tracker(github).apply(ref, Comment("k", "Said."))
    github.faults.append(Fault("403", "^GET /user$", body={"message": "Resource not accessible by integration"}))
    loaded = tracker(github).load(ref)
    assert (loaded.journal, loaded.comments) == ((), frozenset())
    assert [f"but {BOT} is no member of the repository" in trouble for trouble in loaded.troubles] == [True]
    github.faults.append(Fault("403", "^GET /user$", body={"message": "Resource not accessible by integration"}))
    trusting = tracker(github, logins={"robot": BOT}).load(ref)
    assert (len(trusting.journal), trusting.comments, trusting.troubles) == (1, {"k"}, ())


# Action items


def test_an_item_is_an_issue_of_its_own(github: Front, ref: str) -> None:
    """Tied to the post-mortem, with its label, its owner, and all that is known of it."""
    item = ITEM.model_copy(
        update={"priority": Priority.P1, "kind": ActionKind.DETECT, "status": ActionStatus.IN_PROGRESS}
    )
    tracker(github).apply(ref, CreateActionItem(item))
    made = github.ask("GET", "/issues/2")
    assert (made["title"], [each["login"] for each in made["assignees"]]) == ("Close connections", ["noor"])
    assert sorted(each["name"] for each in made["labels"]) == [
        "kind: detect", "pm-in-progress", "postmortem-action", "priority: P1",
    ]  # fmt: skip
    assert made["body"] == (
        f"<!-- pmflow:item AI-1 {ref} -->\nAction item AI-1 of {ref}\n- due: 2026-06-12\n<!-- pmflow:item-end -->\n"
    )
    assert tracker(github).load(ref).items == (item.model_copy(update={"link": made["html_url"]}),)
    assert github.writes == ["POST /issues", "POST /issues/1/sub_issues"]


def test_what_people_do_with_an_item(github: Front, ref: str) -> None:
    """Closing its issue, editing its date and its title are as good as telling pmflow."""
    number = item_number(github, ref)
    body = github.ask("GET", f"/issues/{number}")["body"].replace("2026-06-12", "2026-07-01").replace("\n", "\r\n")
    github.ask(
        "PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "not_planned", "title": "Other", "body": body}
    )
    (item,) = tracker(github).load(ref).items
    assert (item.status, item.due, item.title) == (ActionStatus.WONT_DO, dt.date(2026, 7, 1), "Other")
    github.ask("PATCH", f"/issues/{number}", {"body": "All of it replaced."})
    assert tracker(github).load(ref).items == ()


def test_updates_of_an_item(github: Front, ref: str) -> None:
    """Status, priority, evidence and reason; done again, they write nothing; people's words stay."""
    number = item_number(github, ref)
    body = github.ask("GET", f"/issues/{number}")["body"]
    github.ask("PATCH", f"/issues/{number}", {"body": "Ours.\n\n" + body + "\nMore."})
    here = tracker(github)
    for status in (ActionStatus.IN_PROGRESS, ActionStatus.VERIFIED, ActionStatus.WONT_DO, ActionStatus.DONE):
        effect = UpdateActionItem("AI-1", status=status, priority=Priority.P0, evidence="https://ci/1", reason="agreed")
        here.apply(ref, effect)
        (item,) = here.load(ref).items
        assert (item.status, item.priority, item.evidence, item.reason) == (
            status,
            Priority.P0,
            "https://ci/1",
            "agreed",
        )
        before = len(github.writes)
        here.apply(ref, effect)
        here.apply(ref, SetDue("AI-1", ITEM.due or NOW.date()))
        here.apply(ref, AssignActionItem("AI-1", "noor"))
        assert github.writes[before:] == []
    now = github.ask("GET", f"/issues/{number}")["body"]
    assert (now.startswith("Ours.\n\n<!--"), now.endswith("<!-- pmflow:item-end -->\n\nMore.")) == (True, True)
    assert here.load(ref).item_labels == {}


def test_an_item_that_somebody_edits_while_it_is_written(github: Front, ref: str) -> None:
    """Their words are not written over by a write that is sent again."""
    number = item_number(github, ref)
    github.before.append(("^PATCH", lambda: github.ask("PATCH", f"/issues/{number}", {"body": "Theirs."})))
    github.faults.append(Fault("drop", "^PATCH"))
    with pytest.raises(TrackerConflict):
        tracker(github).apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
    assert github.ask("GET", f"/issues/{number}")["body"] == "Theirs."


def test_helpers_of_an_item_stay(github: Front, ref: str) -> None:
    """A new owner takes the old one's place; whoever helps goes on helping."""
    number = item_number(github, ref)
    github.ask("POST", f"/issues/{number}/assignees", {"assignees": ["wanda"]})
    here = tracker(github)
    here.apply(ref, AssignActionItem("AI-1", "ivo"))
    assert sorted(each["login"] for each in github.ask("GET", f"/issues/{number}")["assignees"]) == ["ivo", "wanda"]
    assert [item.owner for item in here.load(ref).items] == ["ivo"]


@pytest.mark.parametrize("silent", [True, False], ids=["passed over", "refused"])
@pytest.mark.parametrize("lead", ["wanda", "gone", None])
def test_an_owner_who_cannot_be_assigned(github: Front, ref: str, silent: bool, lead: str | None) -> None:
    """GitHub may say nothing of it, so pmflow does, once: the lead has it, or the item itself says whose it is."""
    github.silent = silent
    options: dict[str, Any] = {"leads": {"sarah": lead} if lead else {}}
    for _ in range(2):
        tracker(github, **options).apply(ref, CreateActionItem(ITEM.model_copy(update={"owner": "Sarah"})))
        tracker(github, **options).apply(ref, AssignActionItem("AI-1", "Sarah"))
    (item,) = tracker(github).load(ref).items
    (comment,) = github.comments(1)
    if lead == "wanda":
        assert item.owner == "wanda"
        assert comment["body"].endswith("It is assigned to wanda, who answers for them.")
    else:
        assert item.owner == "Sarah"
        assert comment["body"].endswith("It is assigned to nobody; the item itself says whose it is.")
    assert "AI-1 is Sarah's, but GitHub cannot assign it to them" in comment["body"]
    tracker(github).apply(ref, AssignActionItem("AI-1", "ivo"))
    assert [(item.owner,) for item in tracker(github).load(ref).items] == [("ivo",)]


def test_names_are_looked_up(github: Front, ref: str) -> None:
    """The policy's people have logins; a name with a space is none."""
    here = tracker(github, logins={"noor el-sayed": "noor"})
    here.apply(ref, CreateActionItem(ITEM.model_copy(update={"owner": "Noor El-Sayed"})))
    assert [item.owner for item in here.load(ref).items] == ["noor"]
    here.apply(ref, AssignActionItem("AI-1", "Somebody Else"))
    assert [item.owner for item in here.load(ref).items] == ["Somebody Else"]


def test_who_was_heard_of(github: Front, ref: str) -> None:
    """Of an item in progress it is known who last did something; of the others nobody asks."""
    number = item_number(github, ref)
    github.ask("POST", f"/issues/{number}/comments", {"body": "I am on it."})
    here = tracker(github)
    assert here.load(ref).activity == ()
    here.apply(ref, UpdateActionItem("AI-1", status=ActionStatus.IN_PROGRESS))
    heard = here.load(ref).activity
    assert {(each.id, each.by, each.bot) for each in heard} == {("AI-1", BOT, False)}
    assert all(isinstance(each, Activity) and each.at.tzinfo is not None for each in heard)


def test_items_in_another_repository(emulator: Emulator, github: Front, ref: str) -> None:
    """Where the policy says so, action items are made there, and are the post-mortem's all the same."""
    elsewhere = emulator.repo()
    here = tracker(github, action_repo=elsewhere)
    for _ in range(2):
        here.apply(ref, CreateActionItem(ITEM))
    assert [each.path for each in github.requests if str(each) == "POST /issues"] == [f"/repos/{elsewhere}/issues"]
    here.apply(ref, AddLabel("pm-overdue", "AI-1"))
    loaded = tracker(github).load(ref)
    assert [item.link and item.link.split("/", 3)[3] for item in loaded.items] == [f"{elsewhere}/issues/1"]
    assert loaded.item_labels == {"AI-1": ("pm-overdue",)}


def test_an_item_that_a_dead_run_left_untied(github: Front, ref: str) -> None:
    """It is taken up, not made again."""
    github.faults.append(Fault("503", "^POST /issues/1/sub_issues", times=99))
    with pytest.raises(TrackerUnavailable):
        tracker(github).apply(ref, CreateActionItem(ITEM))
    github.faults.clear()
    assert tracker(github).load(ref).items == ()
    tracker(github).apply(ref, CreateActionItem(ITEM))
    assert github.writes.count("POST /issues") == 1
    assert [item.id for item in tracker(github).load(ref).items] == ["AI-1"]


@pytest.fixture
def old(emulator: Emulator) -> Iterator[Front]:
    """A GitHub without sub-issues."""
    front = Front(emulator, sub_issues=False)
    yield front
    front.stop()
    assert front.complaints == []


def test_a_server_without_sub_issues(old: Front) -> None:
    """Items are known by their marker, and a task list in a comment shows them."""
    old.ask("POST", "/issues", {"title": "Search", "body": BODY, "labels": ["postmortem"]})
    ref, here = f"{old.repo}#1", tracker(old)
    for id in ("AI-1", "AI-2", "AI-1"):
        here.apply(ref, CreateActionItem(ITEM.model_copy(update={"id": id})))
    here.apply(ref, UpdateActionItem("AI-2", status=ActionStatus.DONE))
    assert [(item.id, item.status) for item in tracker(old).load(ref).items] == [
        ("AI-1", ActionStatus.PLANNED), ("AI-2", ActionStatus.DONE),
    ]  # fmt: skip
    (comment,) = old.comments(1)
    assert comment["body"].endswith("- [ ] #2\n- [ ] #3\n")
    assert old.writes.count("POST /issues") == 2


def test_a_task_list_whose_answer_was_lost(old: Front) -> None:
    """It is looked for before it is written again: one comment."""
    old.ask("POST", "/issues", {"title": "Search", "body": BODY, "labels": ["postmortem"]})
    old.faults.append(Fault("502", "^POST .*/comments", done=True))
    tracker(old).apply(f"{old.repo}#1", CreateActionItem(ITEM))
    assert [comment["body"].splitlines()[0] for comment in old.comments(1)] == [f"<!-- pmflow:tasks {old.repo}#1 -->"]


@pytest.mark.parametrize(("states", "after"), [
    ([State.DRAFT, State.REVIEWED], ("JournalRebuilt", State.REVIEWED)),
    ([State.REVIEWED], ("StateReverted", State.DRAFT)),
])  # fmt: skip
def test_a_journal_that_is_gone_where_pmflow_has_a_persons_token(
    github: Front, states: list[State], after: tuple[str, State]
) -> None:
    """The timeline tells which labels were pmflow's: from draft on, one after the other. One label alone is a person's."""
    github.ask("POST", "/issues", {"title": "Search", "body": BODY, "labels": ["postmortem"]})
    ref, here = f"{github.repo}#1", tracker(github)
    for state in states:
        here.apply(ref, WriteJournal(entry(f"to {state}", to=state)))
        here.apply(ref, SetState(state))
    (comment,) = github.comments(1)
    github.ask("DELETE", f"/issues/comments/{comment['id']}")
    run(tracker(github), ref, Synced(), Policy(), now=NOW)
    loaded = tracker(github).load(ref)
    assert ([entry.what for entry in loaded.journal], loaded.states) == ([after[0]], (after[1],))


def test_sub_issues_that_are_not_found_for_once(github: Front, ref: str) -> None:
    """A server that counts them has them: a 404 is no reason to keep a list of tasks instead."""
    github.graphql = False  # which asks for all at once
    item_number(github, ref)
    other = ITEM.model_copy(update={"id": "AI-2"})
    for verb in ("GET", "POST"):
        github.faults.append(Fault("404", f"{verb} .*sub_issues$", body={"message": "Not Found"}))
        with pytest.raises(TrackerMissing):
            tracker(github).apply(ref, CreateActionItem(other))
    tracker(github).apply(ref, CreateActionItem(other))
    assert (github.comments(1), len(tracker(github).load(ref).items)) == ([], 2)


# Refusals and limits


def test_a_limit_that_lasts_is_for_the_caller(github: Front, ref: str) -> None:
    """A minute is waited for; of an hour the caller is told, and nothing sleeps."""
    slept: list[float] = []
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4600"}
    github.faults.append(Fault("403", "POST", headers=headers, body={"message": "API rate limit exceeded"}))
    with pytest.raises(TrackerThrottled, match="run it again in 3601 s") as caught:
        tracker(github, clock=lambda: 1000.0, sleep=slept.append).apply(ref, AddLabel("a"))
    assert (caught.value.retry_after, slept) == (3601.0, [])
    github.faults.append(Fault("429", "POST", headers={"retry-after": "7"}))
    github.faults.append(Fault("403", "GET", headers={"retry-after": "9"}))
    here = tracker(github, sleep=slept.append)
    here.apply(ref, AddLabel("a"))
    here.resolve(ref)
    assert slept == [7.0, 9.0]


def test_reads_are_sent_again_by_the_library(github: Front, ref: str) -> None:
    """A few times, and no more."""
    github.faults.append(Fault("502", "GET", times=2))
    assert tracker(github).resolve(ref) == ref
    github.faults.append(Fault("502", "GET", times=99))
    before = len(github.requests)
    with pytest.raises(TrackerUnavailable):
        tracker(github).resolve(ref)
    assert len(github.requests) - before == 4


def test_a_write_that_must_not_be_done_is_sent_once(github: Front, ref: str) -> None:
    """A refusal stays one."""
    github.faults.append(Fault("403", "POST", body={"message": "Resource not accessible by integration"}))
    with pytest.raises(
        TrackerRefused, match=rf"{ref}: the token may not do this .*needs the permission `issues: write`"
    ):
        tracker(github).apply(ref, AddLabel("a"))
    assert len(github.writes) == 1


def test_what_was_deleted(github: Front, ref: str) -> None:
    """Is missing, with what may have happened."""
    gone = {"data": {"repository": {"issue": None}}, "errors": [{"type": "NOT_FOUND", "message": "Could not resolve"}]}
    github.faults.append(Fault("200", "QUERY", body=gone))
    github.faults.append(Fault("410", "GET", body={"message": "This issue was deleted"}))
    with pytest.raises(TrackerMissing, match="was deleted"):
        tracker(github).load(ref)


@pytest.mark.parametrize("done", [True, False])
def test_an_answer_that_comes_too_late(github: Front, ref: str, done: bool) -> None:
    """Whether the server did the work or not, it is there once."""
    github.faults.append(Fault("late", "^POST", done=done))
    tracker(github, timeout=1).apply(ref, Comment("k", "Said."))
    assert [each["body"] for each in github.comments(1)] == ["<!-- pmflow:comment k -->\nSaid."]


def test_an_answer_that_is_none(github: Front, ref: str) -> None:
    """A proxy's own page says nothing of what was asked."""
    github.faults.append(Fault("200", "^GET", body={"data": "<html>Log in</html>"}))
    with pytest.raises(TrackerMisunderstood, match=rf"^{ref}: GitHub's answer is not what it should be"):
        tracker(github).resolve(ref)
    for nonsense in ({"data": "<html>Log in</html>"}, {"data": {"repository": {"issue": {"number": "one"}}}}, {}):
        github.faults.append(Fault("200", "^QUERY", body=nonsense))
        with pytest.raises(TrackerMisunderstood, match=rf"^{ref}: GitHub's answer .*GITHUB_API_URL"):
            tracker(github).load(ref)


def test_no_github_there(at_once: None) -> None:
    """Nothing listens: said, with where to look."""
    with pytest.raises(TrackerUnavailable, match=r"cannot be reached .*GITHUB_API_URL"):
        GitHub(["a/b"], token=TOKEN, address="http://127.0.0.1:9", sleep=lambda _: None).load("a/b#1")


def test_published_texts_that_are_too_long(github: Front, ref: str) -> None:
    """Are refused, before anything is sent."""
    with pytest.raises(TrackerRefused, match="shorten it"):
        tracker(github).apply(ref, Publish("company", "shared", "x" * LIMIT))
    assert github.writes == []


# Secrets

WRONG = "ghp_wrongwrongwrongwrongwrongwrongwrong1"


@pytest.mark.parametrize(
    "break_it",
    [
        lambda front: front.faults.clear(),
        lambda front: front.faults.append(Fault("500", times=99, body={"message": f"token {WRONG} broke it"})),
        lambda front: front.faults.append(
            Fault("422", times=99, body={"message": "x", "errors": [{"field": WRONG}, WRONG]})
        ),
        lambda front: front.faults.append(Fault("drop", times=99)),
        lambda front: front.faults.append(
            Fault("403", times=99, headers={"retry-after": "900"}, body={"message": WRONG})
        ),
    ],
    ids=["refused", "500", "422", "dropped", "limit"],
)
def test_a_token_is_never_shown(
    github: Front,
    ref: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    break_it: Callable[[Front], None],
) -> None:
    """Not in a message, a log, a trace or what an object says of itself, also where a server repeats it."""
    caplog.set_level(logging.DEBUG)
    here = tracker(github, token=WRONG)
    break_it(github)
    said = [repr(here), str(here), repr(here._api), repr(here._api.__dict__), repr(here.__dict__)]
    for call in (lambda: here.load(ref), lambda: here.apply(ref, AddLabel("a")), lambda: list(here.cards())):
        with pytest.raises(TrackerError) as caught:
            call()
        said += [str(caught.value), repr(caught.value), "".join(traceback.format_exception(caught.value))]
    said += [caplog.text, *capfd.readouterr()]
    assert [text for text in said if WRONG in text] == []
    assert len(github.writes) >= 1


def test_a_token_with_a_line_end() -> None:
    """Copied with what stands around it, it would end a header; said without showing it."""
    with pytest.raises(TrackerRefused, match="GITHUB_TOKEN holds a character that no token has") as caught:
        GitHub(["a/b"], token=WRONG + "\n")
    assert WRONG not in str(caught.value)


def test_when_it_was_last_written_to(github: Front, ref: str) -> None:
    """The board's line tells it by the issue's own date, which labels, comments (the journal) and closing move."""
    tracker(github).apply(ref, WriteJournal(entry("a")))
    github.ask("PATCH", "/issues/1", {"state": "closed"})
    updated = dt.datetime.fromisoformat(github.ask("GET", "/issues/1")["updated_at"])
    assert [card.changed for card in tracker(github).cards()] == [updated]
