"""What GitHub's answers mean, and what is written there: pure, without a GitHub."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.adapters.github import items, journal_comment, markers, retry, words
from pmflow.adapters.github.payloads import Comment, Happened, Issue, Label, User, read, read_all
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.errors import (
    TrackerForbidden,
    TrackerMissing,
    TrackerMisunderstood,
    TrackerRefused,
    TrackerThrottled,
    TrackerUnavailable,
)
from pmflow.journal import Entry, verify
from pmflow.model import ActionItem, ActionKind, ActionStatus, Improves, Priority, Severity, State

AT = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
REPOS = ("acme/shop",)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
NASTY = st.one_of(
    TEXT, st.sampled_from(["-->", "--!>", "<!-- pmflow:journal 1 -->", "a\nb", "\u2028", "\x85", "]]>", "%3E", "`"])
)


def issue(**values: Any) -> Issue:
    made = {
        "id": 1, "number": 12, "title": "Search went blank", "html_url": "https://github.com/acme/shop/issues/12",
        "created_at": AT, "updated_at": AT,
    }  # fmt: skip
    return Issue.model_validate({**made, **values})


def comment(id: int, body: str, **values: Any) -> Comment:
    return Comment.model_validate({"id": id, "body": body, "created_at": AT, "html_url": f"https://x/{id}", **values})


# Refs


@pytest.mark.parametrize(
    "text",
    [
        "acme/shop#12", "ACME/Shop#12", "#12", "12", " acme/shop#12 ", "https://github.com/acme/shop/issues/12",
        "https://github.example.org/acme/shop/issues/12#issuecomment-7", "https://api.github.com/repos/acme/shop/issues/12?x=1",
        "https://github.com/acme/shop/pull/12",
    ],
)  # fmt: skip
def test_refs(text: str) -> None:
    """However an issue is named, it is that issue."""
    assert read_ref(text, REPOS) == Ref("acme/shop", 12)


@pytest.mark.parametrize(
    "text",
    ["", "shop#12", "acme/shop#0", "acme/shop#12x", "acme/shop", "#", "OPS-12", "acme/../shop#1", "#99999999999"],
)
def test_no_refs(text: str) -> None:
    """What names no issue is none."""
    assert read_ref(text, REPOS) is None


def test_a_number_alone_needs_one_repository() -> None:
    """Where there are several, nobody knows which is meant."""
    assert read_ref("#12", ("acme/shop", "acme/pay")) is None


# Markers


@given(kind=st.sampled_from(["comment", "published"]), key=NASTY.filter(bool), text=NASTY)
def test_a_marker_is_read_back(kind: str, key: str, text: str) -> None:
    """Whatever is in key and text, both come back, and the marker stays one line."""
    body = markers.mark(kind, key, text)
    assert markers.marked(body) == (kind, key, text)
    assert body.split("\n", 1)[0].endswith("-->")


def test_a_quoted_marker_is_none() -> None:
    """It counts in the first line alone."""
    assert markers.marked("> quoted\n<!-- pmflow:comment a -->\n") is None


@given(words=TEXT)
def test_quiet_words_come_back(words: str) -> None:
    """People's words on one line, which ping nobody and end no HTML comment."""
    plain = " ".join(words.replace("\u200b", "").replace("&", "").split())
    assert markers.unmuted(markers.muted(plain)) == plain
    assert "-->" not in markers.muted(words)


@pytest.mark.parametrize(
    ("text", "quiet"), [("ask @noor", "ask @\u200bnoor"), ("a@b.c", "a@b.c"), ("`@retry`", "`@\u200bretry`")]
)
def test_mentions_are_quiet(text: str, quiet: str) -> None:
    """A name that pmflow quotes is no call."""
    assert markers.muted(text) == quiet


def test_a_comment_that_is_too_long_is_cut_at_a_line() -> None:
    """GitHub would refuse it, and the run with it."""
    text = markers.fitting("a line 🎈\n" * 20_000)
    assert markers.length(text) <= markers.LIMIT
    assert text.endswith("a line 🎈" + markers.CUT)
    assert markers.fitting("short\n") == "short\n"


# The journal


def entry(key: str, **values: Any) -> Entry:
    return Entry(key=key, at=AT, by="noor", what="review", **values)


def write(comments: list[Comment], *entries: Entry, room: int = markers.ROOM) -> list[Comment]:
    """One comment's worth of them, the comment before being marked as full."""
    journal = journal_comment.read_journal(comments, where="acme/shop#12")
    assert journal.troubles == ()
    made = journal_comment.added(journal, *entries, room=room)
    if made is None:
        return comments
    if made.comment is None:
        return [*comments, comment(len(comments) + 1, made.body)]
    changed = [comment(each.id, made.body) if each.id == made.comment else each for each in comments]
    return write(changed, *entries, room=room) if made.fills else changed


@given(reasons=st.lists(NASTY, min_size=1, max_size=8), crlf=st.booleans())
def test_the_journal_comes_back(reasons: list[str], crlf: bool) -> None:
    """Whatever people write into it, over as many comments as it takes, also after the web editor's line ends."""
    comments: list[Comment] = []
    for number, reason in enumerate(reasons):
        comments = write(comments, entry(str(number), reason=reason), room=900)
        comments = write(comments, entry(str(number), reason="again"), room=900)
    if crlf:
        comments = [comment(each.id, each.body.replace("\n", "\r\n")) for each in comments]
    journal = journal_comment.read_journal(reversed(comments), where="acme/shop#12")
    assert [each.reason for each in journal.entries] == reasons
    assert (verify(journal.entries), journal.troubles) == ([], ())
    for each in comments:
        assert each.body.count("-->") == 2  # the marker's and the block's


def test_a_full_comment_is_followed_by_another() -> None:
    """The first keeps its entries, and says that it is full: who writes into it from now on, comes too late."""
    [first] = write([], entry("a"), room=850)
    full, second = write([first], entry("b", reason="x" * 450), room=850)
    assert full.body == first.body.replace("<!-- pmflow:entries 1\n", "<!-- pmflow:entries 1 full\n")
    assert markers.key_of("journal", second.body) == "2"


def test_what_people_write_under_the_journal_stays() -> None:
    """It is theirs; the journal goes on above it."""
    [first] = write([], entry("a"))
    said = comment(first.id, f"{first.body}\nPriya: please leave this here.\r\nThanks.")
    [second] = write([said], entry("b"))
    journal = journal_comment.read_journal([second], where="R")
    assert ([each.key for each in journal.entries], verify(journal.entries), journal.troubles) == (["a", "b"], [], ())
    assert second.body.endswith("-->\n\nPriya: please leave this here.\nThanks.\n")


@pytest.mark.parametrize(
    ("number", "troubles"),
    [
        ("3", ("R: comment 2 of the journal is gone, and its entries with it",)),
        ("999999", ("R: comments 2 to 999998 of the journal are gone, and its entries with it",)),
        ("9" * 5000, ()),
    ],
)
def test_a_comment_of_any_number(number: str, troubles: tuple[str, ...]) -> None:
    """What is missing before it is said in a line, however much that is; a number that no journal comes to is none."""
    far = comment(9, journal_comment.written(journal_comment.Page(7, 9, ())).replace("journal 7", f"journal {number}"))
    assert journal_comment.read_journal([*write([], entry("a")), far], where="R").troubles == troubles


def test_a_comment_does_not_become_full_for_what_none_holds() -> None:
    """It is refused before."""
    journal = journal_comment.read_journal(write([], entry("a")), where="R")
    with pytest.raises(TrackerRefused, match="shorten the reason"):
        journal_comment.added(journal, entry("b", reason="x" * 70_000))


def test_several_entries_are_one_write() -> None:
    """As long as they fit; what does not goes into the next comment, with the next write."""
    three = [entry(key, reason=key * 150) for key in "abc"]
    (whole,) = write([], *three)
    assert [each.key for each in journal_comment.read_journal([whole], where="R").entries] == ["a", "b", "c"]
    cut = write([], *three, room=900)
    assert [each.key for each in journal_comment.read_journal(cut, where="R").entries] == ["a", "b"]
    both = write(cut, *three, room=900)
    journal = journal_comment.read_journal(both, where="R")
    assert ([each.key for each in journal.entries], verify(journal.entries)) == (["a", "b", "c"], [])
    assert (len(both), write(both, *three, room=900)) == (2, both)


def test_an_entry_that_no_comment_holds_is_refused() -> None:
    """With what to do."""
    with pytest.raises(TrackerRefused, match="shorten the reason"):
        journal_comment.added(journal_comment.Journal(), entry("a", reason="x" * 70_000))


def test_a_page_that_was_made_twice_counts_once() -> None:
    """A retry that was not needed: the same entries in two comments."""
    [one] = write([], entry("a"))
    journal = journal_comment.read_journal([one, comment(2, one.body)], where="R")
    assert ([each.key for each in journal.entries], journal.troubles) == (["a"], ())


def damaged() -> list[Comment]:
    comments: list[Comment] = []
    for key in "abc":
        comments = write(comments, entry(key))
    return comments


@pytest.mark.parametrize(
    ("change", "keys", "trouble"),
    [
        (lambda body: body.replace('"by":"noor"', '"by":', 1), ["b", "c"], "entry 1 of the journal cannot be read"),
        (lambda body: body.replace(body.split("\n")[5] + "\n", ""), ["a", "c"], "had 3 entries here, and 2 are left"),
        (lambda body: body[: body.index("<!-- pmflow:entries")], [], "the journal's entries are gone"),
        (lambda body: body.rstrip().removesuffix("-->"), ["a", "b", "c"], None),
        (
            lambda body: body.replace("journal 1", "journal 3"),
            ["a", "b", "c"],
            "comments 1 to 2 of the journal are gone",
        ),
    ],
    ids=["a torn entry", "an entry less", "all entries gone", "the end gone", "pages gone"],
)
def test_a_damaged_journal_is_read_as_far_as_it_goes(change: Any, keys: list[str], trouble: str | None) -> None:
    """What is left counts, and what is wrong is said, with the place; never a crash."""
    [there] = damaged()
    journal = journal_comment.read_journal([comment(1, change(there.body))], where="acme/shop#12")
    assert [each.key for each in journal.entries] == keys
    assert [trouble is not None and trouble in told for told in journal.troubles] == [True] * (trouble is not None)
    more = journal_comment.added(journal, entry("d"))
    assert more is not None
    again = journal_comment.read_journal([comment(1, more.body)], where="acme/shop#12")
    assert [each.key for each in again.entries] == [*keys, "d"]


def test_a_line_that_cannot_be_read_stays() -> None:
    """The next write does not take away what somebody may want to mend."""
    [there] = damaged()
    torn = comment(1, there.body.replace('"by":"noor"', '"by":', 1))
    more = journal_comment.added(journal_comment.read_journal([torn], where="R"), entry("d"))
    assert more is not None
    assert '"by":,' in more.body or '"by":}' in more.body or '"by":' in more.body.split("\n")[4]
    assert torn.body.split("\n")[4] in more.body


@given(body=NASTY)
def test_any_comment_is_read_without_a_crash(body: str) -> None:
    """People may write anything below pmflow's marker."""
    text = markers.mark("journal", "1", f"x\n<!-- pmflow:entries 1\n{body}\n-->\n")
    assert journal_comment.read_journal([comment(1, text)], where="R").entries == ()


@pytest.mark.parametrize(
    ("user", "association", "trusted"),
    [
        ({"login": "github-actions[bot]", "type": "Bot"}, "NONE", True),
        ({"login": "noor"}, "MEMBER", True),
        ({"login": "noor"}, "COLLABORATOR", True),
        ({"login": "noor"}, "CONTRIBUTOR", False),
        ({"login": "Me"}, "NONE", True),
        (None, "OWNER", False),
        ({"login": "ghost"}, "NONE", False),
    ],
)
def test_who_speaks_for_pmflow(user: dict[str, str] | None, association: str, trusted: bool) -> None:
    """Anybody may comment in public; a journal of anybody's is none."""
    made = comment(1, "x", user=user, author_association=association)
    assert made.trusted(frozenset({"me"})) is trusted


# States


def labeled(name: str, minute: int, who: str = "noor", kind: str = "User") -> Happened:
    return Happened(
        event="labeled", actor=User(login=who, type=kind), created_at=AT.replace(minute=minute), label=Label(name=name)
    )


def test_one_state() -> None:
    """However it is written; other labels, and states that are none, do not count."""
    assert words.states_of(["incident", "PM:Actions-Tracked", "pm:nonsense"], "pm:") == (State.ACTIONS_TRACKED,)
    assert words.states_of(["incident"], "pm:") == ()


def test_of_two_states_the_newest_of_a_person_comes_first() -> None:
    """Then those of machines, the newest first; last those of which nothing is known."""
    timeline = [
        labeled("pm:shared", 1), labeled("pm:reviewed", 2), labeled("pm:draft", 50, "github-actions[bot]", "Bot"),
        labeled("pm:reviewed", 3), labeled("bug", 59),
    ]  # fmt: skip
    shown = ["pm:closed", "pm:draft", "pm:reviewed", "pm:shared"]
    expected = (State.REVIEWED, State.SHARED, State.DRAFT, State.CLOSED)
    assert words.states_of(shown, "pm:", timeline) == expected
    assert words.states_of(shown[::-1], "pm:", timeline) == expected


def test_the_state_that_pmflow_showed() -> None:
    """The label that a machine was the last to set; other labels of its, and what people set, do not count."""
    machine = ("github-actions[bot]", "Bot")
    timeline = [
        labeled("pm:draft", 1, *machine), labeled("pm:reviewed", 2, *machine), labeled("bug", 3, *machine),
        labeled("pm:shared", 4),
    ]  # fmt: skip
    assert words.own_state_in(timeline, "pm:") is State.REVIEWED
    assert words.own_state_in(timeline[3:], "pm:") is None


def test_the_state_that_pmflow_showed_with_a_persons_token() -> None:
    """Labels of the token's own user that begin with a draft and go on from there are pmflow's; a single one is theirs."""
    steps = [labeled("pm:draft", 1), labeled("pm:reviewed", 2), labeled("bug", 3), labeled("pm:shared", 4, "ivo")]
    assert words.own_state_in(steps, "pm:", "noor") is State.REVIEWED
    assert words.own_state_in(steps, "pm:", "wanda") is None
    assert words.own_state_in(steps[1:], "pm:", "noor") is None


# Incidents


@pytest.mark.parametrize(
    ("labels", "severity"),
    [
        (["bug", "SEV1"], "SEV1"), (["severity: high"], "severity: high"), (["P2"], "P2"), (["sev/2"], "sev/2"), (["red"], "red"),
        (["high", "normal", "p-team", "s3-bucket", "PM"], None),
    ],
)  # fmt: skip
def test_severity_labels(labels: list[str], severity: str | None) -> None:
    """A label that says how bad it was, and no other that has such a word in it."""
    assert words.severity_in(labels, {"red": Severity.P0}) == severity


def test_an_incident_says_when() -> None:
    """Front matter first; else when the issue was opened and closed; a time without a zone says nothing."""
    ref = Ref("acme/shop", 12)
    plain = words.incident_of(
        issue(state="closed", closed_at=AT + dt.timedelta(hours=1), assignees=[{"login": "noor"}]), ref
    )
    assert (plain.started_at, plain.detected_at, plain.resolved_at) == (None, AT, AT + dt.timedelta(hours=1))
    assert plain.responders == ("noor",)
    body = "---\nstarted_at: 2026-06-02T00:14+02:00\nresolved_at: 2026-06-02 09:00\nservices: [checkout]\nmood: bad\n---\nx"
    told = words.incident_of(issue(body=body, labels=["Near-Miss", {"name": "SEV2"}]), ref)
    assert (told.started_at, told.detected_at, told.resolved_at) == (
        dt.datetime(2026, 6, 1, 22, 14, tzinfo=dt.UTC), None, None,
    )  # fmt: skip
    assert (told.services, told.near_miss, told.severity, told.severity_normal) == (
        ("checkout",),
        True,
        "SEV2",
        Severity.P2,
    )


@pytest.mark.parametrize(
    ("named", "full"),
    [
        ("acme/shop#2", "acme/shop#2"), ('"#2"', "acme/shop#2"), ("2", "acme/shop#2"), ("Acme/Shop#2", "acme/shop#2"),
        ("https://github.com/acme/shop/issues/2", "acme/shop#2"), ("acme/pay#2", "acme/pay#2"), ("pool", "pool"),
    ],
)  # fmt: skip
def test_a_post_mortem_names_its_incident(named: str, full: str) -> None:
    """In any way in which people name an issue."""
    assert words.incident_named(f"---\nincident: {named}\n---\n", "acme/shop", REPOS) == full


# Action items

ITEM = ActionItem(
    id="AI-1", title="Close connections", owner="noor", due=dt.date(2026, 6, 12), priority=Priority.P1, kind=ActionKind.PREVENT,
    status=ActionStatus.IN_PROGRESS, improves=Improves.TESTING, done_when="ask @ivo --> it holds", evidence="https://ci/1",
)  # fmt: skip


@pytest.mark.parametrize("status", [each for each in ActionStatus if each is not ActionStatus.PROPOSED])
def test_an_item_comes_back(status: ActionStatus) -> None:
    """What was made of an item says all of it."""
    item = ITEM.model_copy(update={"status": status})
    made = issue(
        title=item.title, body=items.body_for(item, "acme/shop#12"), labels=[*items.labels_for(item)],
        assignees=[{"login": "noor"}], **items.state_for(status),
    )  # fmt: skip
    assert items.named(made.body) == ("AI-1", "acme/shop#12")
    assert items.item_of(made, "AI-1") == item.model_copy(update={"link": made.html_url})


BODY = "People's words.\r\n\r\n" + items.body_for(ITEM, "acme/shop#12") + "More of them: - due: never\n"


def test_facts_are_written_into_the_block() -> None:
    """Everything else stays to the character, wherever the block stands."""
    after = items.with_facts(BODY, "AI-1", "acme/shop#12", {"due": "2026-07-01", "reason": "later", "evidence": None})
    assert after == BODY.replace("- due: 2026-06-12", "- due: 2026-07-01").replace(
        "- evidence: https://ci/1\n", "- reason: later\n"
    )
    assert items.with_facts(after, "AI-1", "acme/shop#12", {"due": "2026-07-01"}) == after


def test_facts_of_an_item_without_a_block() -> None:
    """It gets one at its end."""
    after = items.with_facts("Words.", "AI-1", "acme/shop#12", {"due": "2026-07-01"})
    assert after.startswith("Words.\n\n<!-- pmflow:item AI-1 acme/shop#12 -->\n")
    assert items.item_of(issue(body=after), "AI-1").due == dt.date(2026, 7, 1)
    assert items.with_facts("Words.", "AI-1", "acme/shop#12", {"due": None}) == "Words."


def test_a_due_date_in_front_matter_stays_there() -> None:
    """Teams that write `due:` on top of an issue read it there."""
    body = "---\ndue: 2026-06-12 # agreed\nteam: shop\n---\n\nWords.\n"
    assert items.item_of(issue(body=body), "AI-1").due == dt.date(2026, 6, 12)
    after = items.with_facts(body, "AI-1", "acme/shop#12", {"due": "2026-07-01"})
    assert after == body.replace("2026-06-12", "2026-07-01")


@given(facts=st.dictionaries(st.sampled_from(items.FACTS), TEXT.filter(str.strip)), body=NASTY)
def test_facts_come_back(facts: dict[str, str], body: str) -> None:
    """Whatever stands in them and around them."""
    plain = {key: " ".join(value.replace("\u200b", "").replace("&", "").split()) for key, value in facts.items()}
    plain = {key: value for key, value in plain.items() if value}
    after = items.with_facts(body, "AI-1", "acme/shop#12", plain)
    assert items.facts_in(after) == plain
    assert after.startswith(body)


@pytest.mark.parametrize(
    ("people", "named", "owner"),
    [
        ((), None, None), (("ivo",), None, "ivo"), (("ivo", "noor"), "noor", "noor"),
        ((), "Sarah", "Sarah"), (("ivo",), "Sarah", "ivo"),
    ],
)  # fmt: skip
def test_whose_an_item_is(people: tuple[str, ...], named: str | None, owner: str | None) -> None:
    """The assignee; of several the one that the text names; whom it names where nobody is assigned."""
    body = items.with_facts("", "AI-1", "R", {"owner": named})
    assert items.owner_of(issue(body=body, assignees=[{"login": each} for each in people])) == owner


# Answers

RESET = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1030"}


@pytest.mark.parametrize(
    ("status", "headers", "said", "outcome", "error", "wait"),
    [
        (401, {}, "Bad credentials", retry.Outcome.NEVER, retry.BadToken, None),
        (403, {}, "Resource not accessible by integration", retry.Outcome.NEVER, TrackerForbidden, None),
        (403, {"Retry-After": "7"}, "wait", retry.Outcome.LATER, TrackerThrottled, 7.0),
        (403, RESET, "API rate limit exceeded", retry.Outcome.LATER, TrackerThrottled, 31.0),
        (403, {}, "You have exceeded a secondary rate limit", retry.Outcome.LATER, TrackerThrottled, 60.0),
        (429, {}, "slow down", retry.Outcome.LATER, TrackerThrottled, 60.0),
        (429, {"retry-after": "soon"}, "slow down", retry.Outcome.LATER, TrackerThrottled, 60.0),
        (404, {}, "Not Found", retry.Outcome.NEVER, TrackerMissing, None),
        (410, {}, "This issue was deleted", retry.Outcome.NEVER, TrackerMissing, None),
        (422, {}, "Validation Failed", retry.Outcome.NEVER, TrackerRefused, None),
        (500, {}, "", retry.Outcome.PERHAPS, TrackerUnavailable, None),
        (504, {}, "", retry.Outcome.PERHAPS, TrackerUnavailable, None),
        (418, {}, "I am a teapot", retry.Outcome.NEVER, TrackerMisunderstood, None),
    ],
)  # fmt: skip
def test_answers(
    status: int, headers: dict[str, str], said: str, outcome: retry.Outcome, error: type[Exception], wait: float | None
) -> None:
    """What may be done about an answer, and what people are told: where, and what to do."""
    found = retry.judge(status, headers, {"message": said}, where="acme/shop#12", writes=True, now=1000.0)
    assert (found.outcome, type(found.error), found.wait) == (outcome, error, wait)
    assert str(found.error).startswith("acme/shop#12: ")
    if isinstance(found.error, TrackerThrottled):
        assert found.error.retry_after == wait


def test_what_was_wrong_is_named() -> None:
    """Of a refused text the field, in one short line, whatever the server sends."""
    data = {"message": "Validation\nFailed", "errors": [{"field": "title", "code": "too_long"}, "odd", 7]}
    assert retry.message_in(data) == "Validation Failed; title too_long; odd"
    assert retry.message_in(["x"]) == "it says no more"
    assert len(retry.message_in({"message": "x" * 999})) == 200


@pytest.mark.parametrize("data", [None, [], "x", {}, {"id": "a"}, {"number": 1, "title": None}])
def test_an_answer_of_another_shape(data: object) -> None:
    """A proxy's page or another program's answer is misunderstood, not a crash, and the message repeats nothing of it."""
    with pytest.raises(TrackerMisunderstood, match="acme/shop#12: GitHub's answer is not what it should be"):
        read(Issue, data, where="acme/shop#12")
    with pytest.raises(TrackerMisunderstood, match="GITHUB_API_URL"):
        read_all(Issue, {"message": "hello"}, where="acme")


def test_what_github_leaves_out() -> None:
    """An issue without a text and a comment of somebody who left are read."""
    told = json.loads(
        '{"id": 1, "number": 2, "title": "t", "html_url": "h", "body": null, "user": null, "labels": [],'
        ' "created_at": "2026-06-03T09:00:00Z", "updated_at": "2026-06-03T09:00:00Z", "assignees": null}'
    )
    assert (read(Issue, told, where="x").body, read(Issue, told, where="x").people) == ("", ())
