"""What somebody sees who looks around for the first time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pmflow.escalation.digest import About
from pmflow.escalation.promises import Promise, Standing
from pmflow.escalation.touring import Open, Tour, as_promised, tour
from pmflow.journal import Entry, ItemValues, Record
from pmflow.model import ActionItem, ActionStatus, Severity, State
from pmflow.policy import Policy
from tests.escalation.scene import incident, item

NOW = dt.datetime(2026, 1, 20, 10, tzinfo=dt.UTC)
"""A Tuesday."""
FRIDAY = dt.date(2026, 1, 16)


def standing(*items: ActionItem, state: State | None = None, ref: str = "PM-1", **more: Any) -> Standing:
    return Standing(ref, Record(state=state), title="T", items=items, **more)


def test_an_empty_folder() -> None:
    """Nothing is here, nothing is late, nothing comes until the end of next week."""
    assert tour((), (), Policy(), now=NOW) == Tour(until=dt.date(2026, 2, 1))


def test_the_end_of_next_week() -> None:
    """On a Sunday night the next week is the one that begins in the morning."""
    for day, until in ((19, 1), (24, 1), (25, 1), (26, 8)):
        assert tour((), (), Policy(), now=NOW.replace(day=day)).until == dt.date(2026, 2, until)


def test_old_documents_are_counted_as_if_they_were_tracked() -> None:
    """Somebody promised what stands in them; done rows and rows without a date are told apart."""
    one = standing(
        ActionItem(title="a", owner="Sarah", due=FRIDAY),
        ActionItem(title="b"),
        ActionItem(title="c", due=FRIDAY, status=ActionStatus.DONE),
        ActionItem(title="d", due=dt.date(2026, 3, 2)),
        ActionItem(title="e", due=FRIDAY, status=ActionStatus.PROPOSED),
        severity=Severity.P3,
    )
    found = tour((one,), (), Policy(), now=NOW)
    about = About("PM-1", "T", "", Severity.P3)
    assert (found.postmortems, found.undated, found.unowned, found.overdue) == ({State.DRAFT: 1}, 1, 2, 1)
    assert found.open == (
        Open(about, Promise("AI-1", "a", "Sarah", FRIDAY, Severity.P3), 4),
        Open(about, Promise("AI-4", "d", None, dt.date(2026, 3, 2), Severity.P3), -41),
    )
    assert [(each.to[0], each.rung, f"{each.at:%d %H:%M}") for _, each in found.coming] == [
        ("Sarah", "overdue", "20 10:00"), ("channel", "orphan", "20 10:00"),
        ("channel", "lead", "21 09:00"), ("channel", "channel", "23 09:00"),
        ("channel", "accountable", "30 09:00"),
    ]  # fmt: skip


def test_a_number_that_is_taken_is_not_given_again() -> None:
    """Where some rows bear an id and some do not, none is lost."""
    items = (item(2, FRIDAY), ActionItem(title="x", due=FRIDAY), item(1, FRIDAY), ActionItem(title="y", due=FRIDAY))
    assert [each.id for each in as_promised(standing(*items)).items] == ["AI-2", "AI-3", "AI-1", "AI-4"]
    assert len(tour((standing(*items),), (), Policy(), now=NOW).open) == 4


def test_what_is_tracked_stays_as_it_is() -> None:
    """A row that was added since is a proposal there."""
    record = Record(state=State.SHARED, items={"AI-1": ItemValues(title="a", due=FRIDAY)})
    one = Standing("PM-1", record, items=(item(1, FRIDAY), ActionItem(title="new", due=FRIDAY)))
    assert as_promised(one) is one
    opened = standing(
        ActionItem(title="new", due=FRIDAY), journal=(Entry(key="k", at=NOW, by="x", what="PostmortemOpened"),)
    )
    assert tour((one, opened), (), Policy(), now=NOW).overdue == 1


def test_a_closed_one_is_counted_and_no_more() -> None:
    """Its open rows are nobody's promise any more."""
    closed = standing(item(1, FRIDAY), state=State.CLOSED)
    assert tour((closed,), (), Policy(), now=NOW) == Tour({State.CLOSED: 1}, until=dt.date(2026, 2, 1))


def test_deadlines_that_have_passed() -> None:
    """The latest first; those to come are in what will be said."""
    draft = standing(severity=Severity.P1, resolved_at=dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC), authors=("Ines",))
    found = tour((draft,), (), Policy(), now=NOW)
    assert [(each.promise.id, each.days) for each in found.deadlines] == [("meeting", 6), ("reviewed", 1)]
    assert found.open == ()


def test_incidents_without_a_post_mortem() -> None:
    """All are counted; those that need one are named, and somebody would be asked."""
    old = incident("a", resolved=dt.datetime(2026, 1, 19, 9, tzinfo=dt.UTC)).model_copy(
        update={"responders": ("Omar",)}
    )
    small = incident("b", severity=Severity.P3)
    written = incident("c").model_copy(update={"postmortem": "PM-1"})
    found = tour((), (old, small, written), Policy(), now=NOW)
    assert (found.incidents, found.without, found.missing) == (3, 2, (old,))
    assert [(about.ref, each.to[0], each.rung) for about, each in found.coming][:2] == [
        ("a", "Omar", "due"),
        ("a", "Omar", "overdue"),
    ]


def test_what_cannot_be_read_is_told() -> None:
    """The rest is looked at all the same."""
    found = tour((("PM-0", "no UTF-8"), standing(state=State.SHARED)), (), Policy(), now=NOW)
    assert (found.troubles, found.postmortems) == ((("PM-0", "no UTF-8"),), {State.SHARED: 1})


def test_the_latest_is_first() -> None:
    """The oldest promise is the one that the sentence names."""
    one = standing(*(ActionItem(title=str(n), due=dt.date(2026, 1, n)) for n in (9, 5, 12)))
    assert [each.days for each in tour((one,), (), Policy(), now=NOW).open] == [15, 11, 8]
