"""Issue fields and issue types: an organisation's own columns, where the policy names them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.field_values import priority_named
from pmflow.model import ActionItem, ActionStatus, Priority
from pmflow.plan import CreateActionItem, SetDue, UpdateActionItem
from tests.adapters.github_server import TOKEN
from tests.adapters.github_wide import Wide

NAMES = {"due": "Target date", "priority": "Priority"}
FIELDS: list[dict[str, Any]] = [
    {"id": 11, "name": "Target date", "data_type": "date"},
    {"id": 12, "name": "priority", "data_type": "single_select",
     "options": [{"id": n, "name": name} for n, name in enumerate(("Urgent", "High", "Medium", "Low"))]},
    {"id": 13, "name": "Effort", "data_type": "number"},
]  # fmt: skip
ITEM = ActionItem(
    id="AI-1", title="Bound the queue", owner=None, due=dt.date(2026, 6, 2), priority=Priority.P1, status=ActionStatus.PLANNED
)  # fmt: skip


@pytest.fixture
def ref(wide: Wide) -> str:
    wide.fields = FIELDS
    return f"{wide.repo}#{wide.make('Post-mortem: down', 'postmortem')}"


def tracker(wide: Wide, **more: Any) -> GitHub:
    return GitHub(
        (wide.repo,), token=TOKEN, address=wide.address, between_writes=0, sleep=lambda _: None, fields=NAMES, **more
    )


def told(wide: Wide, ref: str) -> tuple[dt.date | None, Priority | None]:
    item = tracker(wide).load(ref).items[0]
    return item.due, item.priority


def test_written_and_read(wide: Wide, ref: str) -> None:
    """They are made with the item, changed on their own, and stand nowhere else."""
    github = tracker(wide)
    github.apply(ref, CreateActionItem(ITEM))
    assert told(wide, ref) == (dt.date(2026, 6, 2), Priority.P1)
    assert "POST /issues/2/issue-field-values" not in wide.writes
    issue = wide.ask("GET", "/issues/2")
    assert ("due:" in issue["body"], [label["name"] for label in issue["labels"]]) == (False, ["postmortem-action"])
    github.apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
    github.apply(ref, UpdateActionItem("AI-1", priority=Priority.P0))
    assert told(wide, ref) == (dt.date(2026, 7, 1), Priority.P0)
    assert wide.values == {f"/repos/{wide.repo}/issues/2": {11: "2026-07-01", 12: "Urgent"}}
    before = len(wide.writes)
    github.apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
    github.apply(ref, UpdateActionItem("AI-1", priority=Priority.P0))
    assert wide.writes[before:] == []


def test_what_people_set_there_holds(wide: Wide, ref: str) -> None:
    """A date that somebody changes in the field is the item's date, whatever the text says; an empty field says nothing."""
    wide.fields = None
    tracker(wide).apply(ref, CreateActionItem(ITEM))
    wide.fields = FIELDS
    assert told(wide, ref) == (dt.date(2026, 6, 2), Priority.P1)
    wide.values[f"/repos/{wide.repo}/issues/2"] = {11: "2026-08-15", 12: "Low"}
    assert told(wide, ref) == (dt.date(2026, 8, 15), Priority.P3)
    plain = GitHub((wide.repo,), token=TOKEN, address=wide.address).load(ref).items[0]
    assert (plain.due, plain.priority) == (dt.date(2026, 6, 2), Priority.P1)


@pytest.mark.parametrize("seen", [True, False])
def test_a_server_that_drops_them(wide: Wide, ref: str, seen: bool) -> None:
    """No organisation, no preview, no permission: labels and block say it, and one comment why."""
    wide.fields, wide.fields_seen = (FIELDS, False) if not seen else (None, True)
    github = tracker(wide)
    github.apply(ref, CreateActionItem(ITEM))
    github.apply(ref, CreateActionItem(ITEM.model_copy(update={"id": "AI-2"})))
    github.apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
    github.apply(ref, UpdateActionItem("AI-1", priority=Priority.P0))
    assert told(wide, ref) == (dt.date(2026, 7, 1), Priority.P0)
    said = [each["body"] for each in wide.comments(1)]
    assert [("The fields Target date and Priority could not be written here" in each) for each in said] == [True]


def test_dropped_after_it_was_promised(wide: Wide, ref: str) -> None:
    """The organisation has them, and this repository does not take them: what was left out of text and labels is put there."""
    wide.passes_over = True
    github = tracker(wide)
    github.apply(ref, CreateActionItem(ITEM))
    assert told(wide, ref) == (dt.date(2026, 6, 2), Priority.P1)
    before = len(wide.writes)
    github.apply(ref, CreateActionItem(ITEM.model_copy(update={"id": "AI-2"})))
    assert wide.writes[before:] == ["POST /issues", "POST /issues/1/sub_issues"]
    assert len(wide.comments(1)) == 1


@pytest.mark.parametrize(
    ("option", "priority"),
    [
        ("P0", "P0"),
        ("p2 - soon", "P2"),
        ("Urgent", "P0"),
        ("high", "P1"),
        ("Medium", "P2"),
        ("Low", "P3"),
        ("Later", None),
    ],
)
def test_options(option: str, priority: str | None) -> None:
    """GitHub's own names, and a team's P0 to P3."""
    assert priority_named(option) == priority


def test_incidents_by_type(wide: Wide) -> None:
    """An incident may be known by its issue type; it is read, like one with the label, and once."""
    labelled, typed, both = wide.make("One", "incident"), wide.make("Two"), wide.make("Three", "incident")
    wide.make("Four")
    wide.types = {f"/repos/{wide.repo}/issues/{number}": "Incident" for number in (typed, both)}
    github = tracker(wide, incident_type="Incident")
    assert [each.ref for each in github.incidents()] == [f"{wide.repo}#{n}" for n in (labelled, both, typed)]
    assert github.incident(f"{wide.repo}#{typed}").title == "Two"
    wide.types = {}
    assert [each.ref for each in github.incidents()] == [f"{wide.repo}#{n}" for n in (labelled, both)]


def test_a_survey_tells_them(wide: Wide, ref: str) -> None:
    """GraphQL tells no fields: REST is asked for all of them at once."""
    github = tracker(wide)
    github.apply(ref, CreateActionItem(ITEM))
    wide.make("Post-mortem: without any", "postmortem")
    before = len(wide.requests)
    items = [each.load().items for each in tracker(wide).survey().postmortems]
    assert [[(item.due, item.priority) for item in each] for each in items] == [[(ITEM.due, ITEM.priority)], []]
    assert sorted(str(each) for each in wide.requests[before:]) == ["GET /issues", "QUERY items", "QUERY postmortems"]


def test_over_front_matter(wide: Wide, ref: str) -> None:
    """A date in the field is the newest word; the text's own stays as people wrote it."""
    tracker(wide).apply(ref, CreateActionItem(ITEM))
    body = "---\ndue: 2026-05-05\n---\n" + wide.ask("GET", "/issues/2")["body"]
    wide.ask("PATCH", "/issues/2", {"body": body})
    assert told(wide, ref)[0] == dt.date(2026, 6, 2)
    tracker(wide).apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
    assert (told(wide, ref)[0], wide.ask("GET", "/issues/2")["body"]) == (dt.date(2026, 7, 1), body)
    wide.fields = None
    assert told(wide, ref)[0] == dt.date(2026, 5, 5)
