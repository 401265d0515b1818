"""What an incident's issue tells of how it went: pure, without a GitHub."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.adapters.github.markers import mark
from pmflow.adapters.github.payloads import Happened, Issue
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.story import MOST, first_line, responders_of, timeline_of
from pmflow.adapters.github.words import incident_of
from pmflow.document.catch_up import catch_up
from pmflow.document.parse import parse
from pmflow.opening import text_of
from pmflow.policy import Policy

AT = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
NOOR, IVO, ROBOT = {"login": "noor"}, {"login": "ivo"}, {"login": "pager[bot]", "type": "Bot"}


def issue(**values: Any) -> Issue:
    made = {
        "id": 1, "number": 12, "title": "Search went blank", "html_url": "https://github.com/acme/shop/issues/12",
        "created_at": AT, "updated_at": AT, "user": NOOR,
    }  # fmt: skip
    return Issue.model_validate({**made, **values})


def then(minutes: int, event: str, who: dict[str, str] | None, **values: Any) -> Happened:
    at = AT + dt.timedelta(minutes=minutes)
    return Happened.model_validate({"event": event, "actor": who, "created_at": at, **values})


STORY = [
    then(0, "labeled", NOOR, label={"name": "incident"}),
    then(0, "labeled", NOOR, label={"name": "SEV1"}),
    then(1, "assigned", NOOR, assignee=IVO),
    then(2, "assigned", IVO, assignee=IVO),
    then(3, "commented", IVO, body="<!-- hidden -->\n## Cause?\nCc @wanda: the *index* is empty.\nMore below."),
    then(4, "commented", ROBOT, body=mark("comment", "told", "I said this.")),
    then(5, "commented", {"login": "wanda"}, body="> the index is empty\n\n```\nlogs\n```\nRebuilding, @noor"),
    then(6, "commented", NOOR, body="/pmflow explain"),
    then(7, "commented", ROBOT, body="Latency is back to normal"),
    then(8, "subscribed", NOOR),
    then(9, "unlabeled", None, label={"name": "needs triage"}),
    then(10, "closed", IVO),
    then(11, "reopened", NOOR),
]


def test_the_story_of_an_incident() -> None:
    """Who did what and when, what they said in one line; without what pmflow said, and what was said to it."""
    assert [(f"{entry.at:%H:%M}", entry.text) for entry in timeline_of(issue(), STORY, "acme/shop#12")] == [
        ("09:00", "noor opened acme/shop#12"),
        ("09:00", "noor set incident, SEV1"),
        ("09:01", "noor gave it to ivo"),
        ("09:02", "ivo took it on"),
        ("09:03", "ivo: “Cause?”"),
        ("09:05", "wanda: “Rebuilding, @\u200bnoor”"),
        ("09:07", "pager[bot]: “Latency is back to normal”"),
        ("09:09", "somebody took away needs triage"),
        ("09:10", "ivo closed it"),
        ("09:11", "noor opened it again"),
    ]


def test_responders_are_those_who_did_something() -> None:
    """Assigned people first; no machine, and nobody for what they said to pmflow alone."""
    assert responders_of(issue(assignees=[IVO, ROBOT]), STORY) == ("ivo", "wanda", "noor")


def test_front_matter_names_responders_better() -> None:
    """Whoever wrote them down knew."""
    made = incident_of(issue(body="---\nresponders: [Ines]\n---\n"), Ref("acme/shop", 12), happened=STORY)
    assert (made.responders, len(made.timeline)) == (("Ines",), 10)
    assert incident_of(issue(), Ref("acme/shop", 12)).timeline == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("> only a quote", None),
        ("~~~\ncode\n~~~", None),
        ("<!-- never closed", None),
        ("  spaces   between  ", "spaces between"),
        ("<!-- a -->-->", "--&gt;"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_the_first_line_of_ones_own_words(text: str, line: str | None) -> None:
    """No quote, no code, nothing hidden; cut where it is long."""
    assert first_line(text) == line


def test_a_long_conversation_is_counted_not_copied() -> None:
    """GitHub takes 65,536 characters."""
    said = [then(number, "commented", IVO, body=f"line {number}") for number in range(MOST + 3)]
    told = timeline_of(issue(), [*said, then(200, "closed", IVO)], "acme/shop#12")
    assert [entry.text for entry in told[-3:]] == [
        f"ivo: “line {MOST - 1}”", "ivo closed it", "… and 3 more comments under acme/shop#12",
    ]  # fmt: skip


BITS = [
    "10:05 rolled back", "<!--", "-->", "`code`", "```", "**b**", "[x](javascript:a)", "| a |", "<details>", "@ivo", "#12",
    "2026-01-02 10:00 UTC", "\\", "“q”", "1.", "- ", "{{ x }}", "{% raw %}", "::set-output name=x::y", "$(id)", "&lt;", "\t",
    "\u2028", "🔥", "https://a.example/b?d=e", "TODO", "> q", "Owner: ivo", "[x]", "---",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=12)), max_size=6).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(title=WORDS, said=st.lists(st.tuples(st.integers(0, 9999), WORDS), max_size=6))
def test_whatever_people_say_goes_into_the_draft_once(title: str, said: list[tuple[int, str]]) -> None:
    """A stub that catches up has all that was said, and catching up again adds nothing."""
    happened = [then(minutes, "commented", IVO, body=words) for minutes, words in sorted(said)]
    there = {"title": title or "x", "labels": ["incident"]}
    begun = incident_of(issue(**there), Ref("acme/shop", 12), happened=happened[:2])
    over = AT + dt.timedelta(days=9)
    ended = incident_of(issue(**there, state="closed", closed_at=over), Ref("acme/shop", 12), happened=happened)
    _, stub = text_of(begun, Policy())
    _, template = text_of(ended, Policy())
    caught_up = catch_up(parse(stub), ended, template)
    assert catch_up(parse(caught_up.source.text), ended, template).added == ()
