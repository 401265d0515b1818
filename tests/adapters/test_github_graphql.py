"""Reading by GraphQL: what is asked, what is believed of the answer, and REST where there is none."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.adapters.github import GitHub, pacing
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.journal_comment import Journal, Page, added, read_journal, showing
from pmflow.adapters.github.markers import LIMIT, hushed, length, unhushed
from pmflow.adapters.github.payloads import Comment
from pmflow.errors import TrackerThrottled, TrackerUnavailable
from pmflow.journal import Entry, ItemValues, verify
from pmflow.model import ActionItem, ActionStatus, State
from pmflow.plan import AddLabel, CreateActionItem, SetState, ShowStatus, WriteJournal
from pmflow.plan import Comment as Say
from tests.adapters.github_server import TOKEN, Emulator, Fault, Front, rate_limited
from tests.adapters.github_wide import Wide

NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
ITEM = ActionItem(id="AI-1", title="Close connections", owner="noor", status=ActionStatus.PLANNED)


def tracker(front: Front, **options: Any) -> GitHub:
    options = {"token": TOKEN, "address": front.address, "between_writes": 0, "sleep": lambda _: None, **options}
    return GitHub([front.repo], **options)


@pytest.fixture
def ref(github: Front) -> str:
    """A post-mortem of #1, with one action item (#3) and a journal."""
    github.ask("POST", "/issues", {"title": "Search", "labels": ["incident", "SEV1"], "body": "Blank."})
    here = tracker(github)
    ref = here.create(here.incident(f"{github.repo}#1"), "# Search\n")
    here.apply(ref, CreateActionItem(ITEM))
    here.apply(ref, WriteJournal(entry("a")))
    github.requests.clear()
    return ref


def entry(key: str, **facts: Any) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="review", **facts)


def queries(front: Front) -> list[str]:
    return [each for each in front.reads if each.startswith("QUERY")]


# Loading


def test_one_request_loads_a_post_mortem(github: Front, ref: str) -> None:
    """The first time its incident costs one more; from then on it comes along. REST says the same."""
    here = tracker(github)
    first = here.load(ref)
    assert [each for each in github.reads if each != "GET /user"] == ["QUERY load", "GET /issues/1"]
    github.requests.clear()
    assert here.load(ref) == first
    assert github.reads == ["QUERY load"]
    github.graphql = False
    assert tracker(github).load(ref) == first


def test_an_incident_that_is_another_by_now(github: Front, ref: str) -> None:
    """What was known from before is a hint, no more."""
    here = tracker(github)
    here.load(ref)
    github.ask("POST", "/issues", {"title": "Cart", "labels": ["incident"], "body": "Slow."})
    body = here.load(ref).body.replace(f"{github.repo}#1", f"{github.repo}#4")
    github.ask("PATCH", "/issues/2", {"body": body})
    incident = here.load(ref).incident
    assert incident is not None
    assert incident.title == "Cart"


def test_more_comments_than_one_answer_holds(github: Front, ref: str) -> None:
    """They are asked for a hundred at a time; none is missed."""
    for number in range(205):
        github.ask("POST", "/issues/2/comments", {"body": f"<!-- pmflow:comment k{number} -->\nSaid."})
    loaded = tracker(github).load(ref)
    assert loaded.comments == {f"k{number}" for number in range(205)}
    assert queries(github) == ["QUERY load", "QUERY comments", "QUERY comments"]


def test_who_worked_on_an_item(github: Front, ref: str) -> None:
    """It comes along with the item, without a request for its timeline."""
    github.ask("POST", "/issues/3/labels", {"labels": ["pm-in-progress"]})
    github.ask("POST", "/issues/3/comments", {"body": "On it."})
    loaded = tracker(github).load(ref)
    assert {(each.id, each.by, each.bot) for each in loaded.activity} == {("AI-1", "pm-robot", False)}
    assert not [each for each in github.reads if "timeline" in each]


# Surveying


def test_everything_at_once(github: Front, ref: str) -> None:
    """A survey says what loading each would, in three requests; so it does without GraphQL, in more."""
    here = tracker(github)
    singly = [here.load(card.ref) for card in here.cards()]
    incidents = list(here.incidents())
    for graphql in (True, False):
        github.graphql = graphql
        github.requests.clear()
        survey = tracker(github).survey()
        assert [each.load() for each in survey.postmortems] == singly
        assert list(survey.incidents) == incidents
        if graphql:
            assert queries(github) == ["QUERY postmortems", "QUERY items", "QUERY incidents"]


def test_an_item_without_its_label(github: Front, ref: str) -> None:
    """The list of items has it not, but the journal knows it: its post-mortem is read singly."""
    values = {"AI-1": ItemValues(title=ITEM.title, owner="noor")}
    tracker(github).apply(ref, WriteJournal(entry("b", items=values)))
    github.ask("DELETE", "/issues/3/labels/postmortem-action")
    github.requests.clear()
    (each,) = tracker(github).survey().postmortems
    assert [item.id for item in each.load().items] == ["AI-1"]
    assert queries(github)[-1] == "QUERY load"


def test_what_was_said_long_ago_under_an_incident(github: Front) -> None:
    """More than thirty comments below, it is still known: of all such incidents it is asked at once."""
    for number in (1, 2):
        github.ask("POST", "/issues", {"title": "Search", "labels": ["incident"], "body": "Blank."})
        github.ask("POST", f"/issues/{number}/comments", {"body": "<!-- pmflow:comment told -->\nSaid."})
        for _ in range(35):
            github.ask("POST", f"/issues/{number}/comments", {"body": "Hm."})
    survey = tracker(github).survey()
    assert list(survey.postmortems) == []
    assert [each.comments for each in survey.incidents] == [{"told"}, {"told"}]
    assert queries(github) == ["QUERY postmortems", "QUERY incidents", "QUERY comments"]


def test_a_page_that_is_too_much(github: Front, ref: str) -> None:
    """What GitHub cannot answer in time is asked for in smaller pages."""
    github.faults.append(Fault("502", "^QUERY postmortems", times=4))
    (each,) = tracker(github).survey().postmortems
    assert each.card.ref == ref
    sizes = [each.body["variables"]["size"] for each in github.requests if str(each) == "QUERY postmortems"]
    assert sizes == [100, 100, 50, 50, 20]


# What is believed


def test_a_limit_in_an_answer_that_is_fine(github: Front, ref: str) -> None:
    """GraphQL says 200 and RATE_LIMITED: it is waited for, and of a long one the caller is told."""
    slept: list[float] = []
    github.faults.append(rate_limited())
    assert tracker(github, sleep=slept.append).load(ref).ref == ref
    assert slept == [60.0]
    github.faults.append(replace(rate_limited(), headers={"retry-after": "1800"}))
    with pytest.raises(TrackerThrottled, match="run it again in 1800 s") as caught:
        tracker(github).load(ref)
    assert caught.value.retry_after == 1800.0


@pytest.mark.parametrize("part", ["repository.issue.subIssues", "repository.issue.comments", "repository"])
def test_an_answer_in_part(github: Front, ref: str, part: str) -> None:
    """It is asked for again, and never taken for the whole: a journal that broke away is not a journal that is gone."""
    whole = tracker(github).load(ref)
    github.faults.append(Fault("partial", "^QUERY load", body={"without": part}))
    assert tracker(github).load(ref) == whole
    github.faults.append(Fault("partial", "^QUERY load", body={"without": part}, times=9))
    with pytest.raises(TrackerUnavailable, match="answered in part only"):
        tracker(github).load(ref)


@pytest.mark.parametrize("kind", ["502", "503", "drop"])
def test_a_query_is_sent_again(github: Front, ref: str, kind: str) -> None:
    """It is a POST that only reads."""
    github.faults.append(Fault(kind, "^QUERY", times=2))
    assert tracker(github).load(ref).ref == ref
    assert queries(github) == ["QUERY load"] * 3


@pytest.mark.parametrize(
    "answer",
    [
        {
            "errors": [
                {"message": "Field 'subIssues' doesn't exist on type 'Issue'", "extensions": {"code": "undefinedField"}}
            ]
        },
        None,
    ],
)
def test_a_server_that_does_not_know_it(github: Front, ref: str, answer: dict[str, Any] | None) -> None:
    """An older GitHub Enterprise Server is asked once, and from then on by REST."""
    whole = tracker(github).load(ref)
    github.requests.clear()
    if answer is None:
        github.graphql = False
    else:
        github.faults.append(Fault("200", "^QUERY", body=answer, times=99))
    here = tracker(github)
    assert (here.load(ref), here.load(ref)) == (whole, whole)
    assert queries(github) == ["QUERY load"]
    assert [each.load() for each in here.survey().postmortems] == [whole]


def test_without_a_token(emulator: Emulator) -> None:
    """GraphQL wants one, so what is public is read by REST."""
    front = Wide(emulator)
    try:
        front.make("Search", "postmortem", body="# Search\n")
        here = GitHub([front.repo], token=None, address=front.address)
        assert [each.load().body for each in here.survey().postmortems] == ["# Search\n"]
        assert (queries(front), front.complaints) == ([], [])
    finally:
        front.stop()


def test_the_address_of_an_enterprise_server(github: Front, ref: str) -> None:
    """`/api/v3` there has its GraphQL at `/api/graphql`; on github.com it is beside everything."""
    here = tracker(github, address=f"{github.address}/api/v3")
    assert here.load(ref).ref == ref
    assert "QUERY load" in github.reads
    for address, wanted in (("https://api.github.com", "https://api.github.com/graphql"),
                            ("https://git.example.org/api/v3", "https://git.example.org/api/graphql")):  # fmt: skip
        assert Api("t", address)._connect().graphql_url.replace(":443", "") == wanted


def test_a_token_that_may_not(github: Front, ref: str) -> None:
    """What the token does not see is asked again by REST, which says why."""
    told = {"data": {"repository": None}, "errors": [{"type": "FORBIDDEN", "message": "Resource not accessible"}]}
    github.faults.append(Fault("200", "^QUERY", body=told))
    assert tracker(github).load(ref).ref == ref


# While it is held


def test_what_was_read_while_it_is_held(github: Front, ref: str) -> None:
    """Is believed there: loading, a state, labels and a comment cost one read; and it ends as read anew. The journal's comment
    is read again after other writes, and looked at once it is written."""
    here = tracker(github)
    here.load(ref)
    with here.hold(ref):
        here.load(ref)
        github.requests.clear()
        here.apply(ref, SetState(State.REVIEWED))
        here.apply(ref, AddLabel("pm-overdue", "AI-1"))
        here.apply(ref, Say("k", "Said."))
        here.apply(ref, Say("k", "Said."))
        here.apply(ref, WriteJournal(entry("b"), more=(entry("c"),)))
        here.apply(ref, ShowStatus("All is well."))
        assert (github.reads, len(github.writes)) == (["GET /issues/2/comments", "QUERY edits"] * 2, 6)
    loaded = tracker(github).load(ref)
    assert ([each.key for each in loaded.journal], verify(loaded.journal)) == (["a", "b", "c"], [])
    assert (loaded.states, loaded.status) == ((State.REVIEWED,), "All is well.")
    assert loaded.comments == {"k"}


def test_a_doubtful_write_ends_belief(github: Front, ref: str) -> None:
    """It is read again then; and after ten seconds it is, too."""
    clock = [1000.0]
    here = tracker(github, clock=lambda: clock[0])
    here.load(ref)
    with here.hold(ref):
        here.load(ref)
        github.faults.append(Fault("drop", "^PATCH", done=True))
        here.apply(ref, WriteJournal(entry("b")))
        github.requests.clear()
        here.apply(ref, WriteJournal(entry("c")))
        assert "GET /issues/2/comments" in github.reads
        here.load(ref)
        clock[0] += 11
        github.requests.clear()
        here.apply(ref, WriteJournal(entry("d")))
        assert "GET /issues/2/comments" in github.reads
    assert [each.key for each in tracker(github).load(ref).journal] == ["a", "b", "c", "d"]


def test_closing_closes_the_issue(github: Front, ref: str) -> None:
    """As completed; and reopening opens it."""
    here = tracker(github)
    here.apply(ref, SetState(State.CLOSED))
    now = github.ask("GET", "/issues/2")
    assert (now["state"], now["state_reason"]) == ("closed", "completed")
    here.apply(ref, SetState(State.ACTIONS_TRACKED))
    assert github.ask("GET", "/issues/2")["state"] == "open"
    assert here.load(ref).states == (State.ACTIONS_TRACKED,)


# How things stand


@given(
    st.text(alphabet=st.sampled_from("@ab<!->&mp;lt\n\u200b `/.")) | st.text(st.characters(exclude_categories=["Cs"]))
)
def test_people_s_words_in_the_status(text: str) -> None:
    """They come back to the character, ping nobody, and begin no HTML comment, so that the journal below stays whole."""
    text = text.replace("\r\n", "\n")
    quiet = hushed(text)
    assert unhushed(quiet) == text
    assert "<!--" not in quiet
    page = added(Journal(), entry("a"))
    assert page is not None
    first = read_journal([comment(1, page.body)], where="x")
    shown = showing(first, text)
    assert shown is not None
    again = read_journal([comment(1, shown.body)], where="x")
    assert (again.status, again.entries, again.troubles) == (text, first.entries, ())
    assert showing(again, text) is None


def comment(id: int, body: str) -> Comment:
    return Comment(id=id, body=body, created_at=NOW)


def test_a_status_that_is_too_long() -> None:
    """It is cut so that the comment is taken, and not written again for that."""
    full = Journal(pages=(Page(1, 7, tuple(json.dumps({"x": "y" * 1000}) for _ in range(55))),))
    shown = showing(full, "A line of the status.\n" * 4000)
    assert shown is not None
    assert length(shown.body) <= LIMIT
    again = read_journal([comment(7, shown.body)], where="x")
    assert showing(again, "A line of the status.\n" * 4000) is None


def test_a_status_before_any_journal(github: Front) -> None:
    """Its comment becomes the journal's first."""
    github.ask("POST", "/issues", {"title": "Search", "labels": ["postmortem"], "body": "# Search\n"})
    here, ref = tracker(github), f"{github.repo}#1"
    here.apply(ref, ShowStatus("Nothing yet."))
    here.apply(ref, WriteJournal(entry("a")))
    loaded = here.load(ref)
    assert (loaded.status, [each.key for each in loaded.journal], loaded.troubles) == ("Nothing yet.", ["a"], ())
    assert len(github.comments(1)) == 1


# Not too fast


def test_a_second_between_writes(github: Front, ref: str) -> None:
    """And none before reads, queries among them."""
    slept: list[float] = []
    here = tracker(github, between_writes=1.0, sleep=slept.append, clock=lambda: 5.0)
    for _ in range(3):
        here.load(ref)
    assert slept == []
    here.apply(ref, AddLabel("a"))
    here.load(ref)
    here.apply(ref, AddLabel("b"))
    assert slept == [1.0]


def test_so_many_in_a_minute_and_an_hour() -> None:
    """Eighty issues and comments in a minute, five hundred in an hour; then it waits."""
    assert pacing.pause_before_making([0.0] * 79, 1.0) == 0.0
    assert pacing.pause_before_making([0.0] * 80, 1.0) == 59.0
    assert pacing.pause_before_making([float(at) for at in range(500)], 600.0) == 3000.0
    made = {"issues": True, "issues/1/comments": True, "issues/1/labels": False}
    assert {path: pacing.makes("POST", f"/repos/a/b/{path}") for path in made} == made
    assert not pacing.makes("PATCH", "/repos/a/b/issues/comments/1")


def test_more_than_patience(github: Front) -> None:
    """A minute is waited for; of an hour the caller is told, and nothing is sent."""
    slept: list[float] = []
    api = Api(TOKEN, github.address, between_writes=0, sleep=slept.append, clock=lambda: 100.0)
    api._made_at.extend([100.0] * 80)
    api.write("POST", f"/repos/{github.repo}/issues", {"title": "A"}, where="x")
    assert slept == [60.0]
    api._made_at.extend([100.0] * 420)
    with pytest.raises(TrackerThrottled, match="as GitHub wants in an hour; run it again in 36"):
        api.write("POST", f"/repos/{github.repo}/issues", {"title": "B"}, where="x")
    assert len(github.writes) == 1
