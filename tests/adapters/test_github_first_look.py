"""What the issues of a repository that never heard of pmflow amount to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmflow.adapters.github.first_look import Sighted, first_look
from pmflow.adapters.github.usual_names import SEARCHED, USUAL, Kind, is_postmortem_title, kind_of_label
from pmflow.adapters.github.words import Names
from pmflow.model import State

NAMES = Names(incident="brandherd")


def issue(number: int, title: str, *labels: str, body: str = "", state: str = "closed", **more: Any) -> Sighted:
    return Sighted.model_validate(
        {
            "id": number, "number": number, "title": title, "html_url": f"https://github.com/acme/shop/issues/{number}",
            "labels": list(labels), "body": body, "state": state, "created_at": "2026-03-01T10:00:00Z",
            "updated_at": "2026-03-02T10:00:00Z", "closed_at": "2026-03-02T10:00:00Z" if state == "closed" else None,
            "repository_url": "https://api.github.com/repos/acme/shop", **more,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("incident", Kind.INCIDENT), ("Type: Incident", Kind.INCIDENT), ("kind/outage", Kind.INCIDENT),
        ("🔥 incident", Kind.INCIDENT), ("post-mortem-needed", Kind.INCIDENT), ("brandherd", Kind.INCIDENT),
        ("Post-Mortem", Kind.POSTMORTEM), ("type/post mortem", Kind.POSTMORTEM), ("RCA", Kind.POSTMORTEM),
        ("action-item", Kind.ACTION_ITEM), ("Follow-up", Kind.ACTION_ITEM), ("postmortem-action", Kind.ACTION_ITEM),
        ("bug", None), ("incidental", None), ("type: bug", None), ("no incident", None), ("", None),
    ],
)  # fmt: skip
def test_labels(label: str, kind: Kind | None) -> None:
    """Labels are compared by their words; the policy's own names come first."""
    assert kind_of_label(label, NAMES) is kind


def test_what_is_searched_for_is_known() -> None:
    """Each spelling that a search asks for is one that a label is known by."""
    for kind in Kind:
        assert {kind_of_label(label, NAMES) for label in (*SEARCHED[kind], *USUAL[kind])} == {kind}


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Post-mortem: search went blank", True), ("[Postmortem] Search", True), ("RCA for 3 May", True),
        ("Outage of 3 May - post-mortem", True), ("Postmortem 2026-03-01", True), ("Incident review: logins", True),
        ("Search went blank (postmortem)", True), ("Postmortem", True),
        ("Postmortem page is slow", False), ("Write the post-mortem for search", False), ("Pirate mode", False),
        ("Retrospective: sprint 12", False), ("Incident report: search", False),
    ],
)  # fmt: skip
def test_titles(title: str, is_one: bool) -> None:
    """A title that begins or ends with what a post-mortem is called; not one that speaks about them."""
    assert is_postmortem_title(title) is is_one


@pytest.mark.parametrize(
    ("body", "other", "expected"),
    [
        ("", "About #1", "acme/shop#2"),
        ("", "About https://github.com/acme/shop/issues/1", "acme/shop#2"),
        ("", "---\nincident: acme/shop#1\n---\n", "acme/shop#2"),
        ("See #2 for more", "", "acme/shop#2"),
        ("Post-mortem: [notes](docs/pm/1.md)", "", "acme/shop#1"),
        ("https://docs.example.org/postmortems/1", "", "acme/shop#1"),
        ("Post-mortem: to be written", "", None),
        ("", "About #11, and other/repo#1", None),
    ],
)
def test_which_have_one(body: str, other: str, expected: str | None) -> None:
    """An incident has a post-mortem where one names the other, or where its text links to a document."""
    look = first_look([issue(1, "Down", "incident", body=body), issue(2, "Post-mortem: down", body=other)], Names())
    assert [(each.ref, each.postmortem) for each in look.incidents] == [("acme/shop#1", expected)]


def test_an_incident_that_is_its_own() -> None:
    """An incident that is labelled as a post-mortem, too, has one; what needs one has none."""
    look = first_look([issue(1, "Down", "incident", "postmortem"), issue(2, "Up", "postmortem-needed")], Names())
    assert [each.postmortem for each in look.incidents] == ["acme/shop#1", None]
    assert look.postmortems == ()


def test_promises() -> None:
    """Open action items, by label or by pmflow's block; a milestone dates those that have no date."""
    block = "<!-- pmflow:item AI-1 acme/shop#2 -->\nAction item\n- due: 2026-04-01\n<!-- pmflow:item-end -->\n"
    milestone = {"title": "Q2", "due_on": "2026-06-30T07:00:00Z"}
    look = first_look(
        [
            issue(2, "Post-mortem: down"),
            issue(3, "Test it", state="open", body=block),
            issue(4, "Watch it", "follow-up", "incident", state="open", body="From #2", milestone=milestone),
            issue(5, "Done", "action item"),
            issue(6, "Child", "action item", state="open", parent_issue_url="https://x/repos/acme/shop/issues/2"),
            issue(7, "PR", "action item", state="open", pull_request={}),
        ],
        Names(),
    )
    assert [(each.ref, each.item.id, each.item.due, each.postmortem) for each in look.promised] == [
        ("acme/shop#3", "AI-1", dt.date(2026, 4, 1), "acme/shop#2"),
        ("acme/shop#4", "acme/shop#4", dt.date(2026, 6, 30), "acme/shop#2"),
        ("acme/shop#6", "acme/shop#6", None, "acme/shop#2"),
    ]
    assert look.incidents == ()
    assert [(each.ref, each.state) for each in look.postmortems] == [("acme/shop#2", State.CLOSED)]
