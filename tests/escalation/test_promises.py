"""What counts as promised, by whom and for when."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.escalation.promises import Promise, Standing, deadlines, promises_of, tracked, unopened
from pmflow.journal import Entry, ItemValues, Record
from pmflow.model import ActionStatus, Severity, State
from pmflow.policy import Policy
from pmflow.tracker import Activity
from tests.escalation.scene import BEGAN, incident, item

RESOLVED = BEGAN + dt.timedelta(hours=3)
"""Monday 2026-01-05, 12:00 UTC."""
DAY = dt.timedelta(days=1)


def moved(to: State, at: dt.datetime, what: str = "step") -> Entry:
    return Entry(key=f"{what}:{to}:{at}", at=at, by="noor", what=what, to=to)


def standing(state: State = State.DRAFT, *, severity: Severity | None = Severity.P1, **more: object) -> Standing:
    return Standing("PM-1", Record(state=state), severity=severity, resolved_at=RESOLVED, **more)  # type: ignore[arg-type]


def values(due: dt.date | None, status: ActionStatus = ActionStatus.PLANNED) -> ItemValues:
    return ItemValues(title="Old words", owner="Bo", due=due, status=status)


def due(standing: Standing, policy: Policy | None = None) -> dict[str, str]:
    return {id: day.isoformat() for id, day in deadlines(standing, policy or Policy())}


# The post-mortem's own


@pytest.mark.parametrize("severity", [Severity.P0, Severity.P1, Severity.P2, None])
def test_a_draft_that_is_taken_in_full_has_a_meeting_and_a_review(severity: Severity | None) -> None:
    """Monday noon: a meeting by Wednesday, reviewed within five business days. No severity counts as P2."""
    assert due(standing(severity=severity)) == {"meeting": "2026-01-07", "reviewed": "2026-01-12"}


@pytest.mark.parametrize("severity", [Severity.P3, Severity.P4])
def test_a_small_one_has_no_deadline(severity: Severity) -> None:
    """The light profile asks for nothing by a day."""
    assert due(standing(severity=severity)) == {}


def test_a_near_miss_has_none_until_policy_asks_for_one() -> None:
    """In `excellence` a near-miss is required; the meeting still only advises there."""
    near = standing(near_miss=True)
    assert due(near) == {}
    assert due(near, Policy(phase="excellence")) == {"reviewed": "2026-01-12"}


def test_nothing_binds_in_the_foundation_phase() -> None:
    """Everything advises, so nothing is late."""
    assert due(standing(severity=Severity.P0), Policy(phase="foundation")) == {}


def test_a_running_incident_has_no_deadline() -> None:
    """Before it is over nobody owes anything."""
    assert due(Standing("PM-1", Record(), severity=Severity.P0)) == {}


def test_a_meeting_that_was_held_is_not_asked_for() -> None:
    """Nor one that policy does not insist on."""
    assert due(standing(held=True)) == {"reviewed": "2026-01-12"}
    assert due(standing(), Policy.model_validate({"guards": {"review_held": "warn"}})) == {"reviewed": "2026-01-12"}


def test_a_planned_meeting_is_promised_for_its_day() -> None:
    """Where that lies in the window; planned for later, it is late all the same."""
    assert due(standing(planned=RESOLVED + DAY)) == {"meeting": "2026-01-06", "reviewed": "2026-01-12"}
    assert due(standing(planned=RESOLVED + 9 * DAY)) == {"meeting": "2026-01-07", "reviewed": "2026-01-12"}


def test_the_review_counts_from_when_the_draft_was_begun() -> None:
    """Who writes up an old incident is not late on the first day; nor who revises, or reopens what was waived."""
    late = RESOLVED + 28 * DAY
    begun = standing(journal=(moved(State.DRAFT, late),), held=True)
    assert due(begun) == {"reviewed": "2026-02-09"}
    again = standing(
        journal=(moved(State.DRAFT, RESOLVED), moved(State.REVIEWED, RESOLVED + DAY), moved(State.DRAFT, late)),
        held=True,
    )
    assert due(again) == {"reviewed": "2026-02-09"}


@pytest.mark.parametrize("state", [State.REVIEWED, State.ACTIONS_TRACKED])
def test_what_was_reviewed_is_to_be_shared_within_seven_days(state: State) -> None:
    """Calendar days of the last review, as the metric counts them."""
    journal = (
        moved(State.REVIEWED, RESOLVED),
        moved(State.DRAFT, RESOLVED + DAY),
        moved(State.REVIEWED, RESOLVED + 3 * DAY),
    )
    assert due(standing(state, journal=journal)) == {"shared": "2026-01-15"}


def test_what_was_shared_is_not_asked_for_again_when_it_is_reopened() -> None:
    """Else it would be late by months on the first day, and the accountable would hear of it at once."""
    journal = (
        moved(State.REVIEWED, RESOLVED), moved(State.ACTIONS_TRACKED, RESOLVED), moved(State.SHARED, RESOLVED + DAY),
        moved(State.CLOSED, RESOLVED + 30 * DAY), moved(State.ACTIONS_TRACKED, RESOLVED + 200 * DAY, "reopen"),
    )  # fmt: skip
    assert due(standing(State.ACTIONS_TRACKED, journal=journal)) == {}
    revised = (*journal, moved(State.DRAFT, RESOLVED + 201 * DAY), moved(State.REVIEWED, RESOLVED + 202 * DAY))
    assert due(standing(State.REVIEWED, journal=revised)) == {"shared": "2026-08-02"}


@pytest.mark.parametrize("state", [State.SHARED, State.CLOSED])
def test_what_was_shared_has_no_deadline_of_its_own(state: State) -> None:
    """Only its action items are left."""
    assert due(standing(state, journal=(moved(State.REVIEWED, RESOLVED),))) == {}


def test_a_deadline_is_the_first_authors() -> None:
    """Not a bot's, and not that of a word which is no name."""
    found = list(promises_of(standing(held=True, authors=("pmflow[bot]", "TBD", "Ines", "Omar")), Policy()))
    assert found == [
        Promise("reviewed", "the review", "Ines", dt.date(2026, 1, 12), Severity.P1, ("Ines", "Omar"))
    ]  # fmt: skip
    assert [each.owner for each in promises_of(standing(held=True), Policy())] == [None]


# Action items


def test_a_closed_post_mortem_promises_nothing() -> None:
    """Whatever its rows say."""
    closed = standing(State.CLOSED, items=(item(1, dt.date(2026, 1, 9)),), items_in_document=False)
    assert list(promises_of(closed, Policy())) == []


def test_an_open_item_with_a_date_is_a_promise() -> None:
    """With who wrote the post-mortem, because somebody must be asked."""
    shared = standing(State.SHARED, items=(item(1, dt.date(2026, 1, 9)),), items_in_document=False, authors=("Ines",))
    assert list(promises_of(shared, Policy())) == [
        Promise("AI-1", "Promise 1", "Sarah", dt.date(2026, 1, 9), Severity.P1, ("Ines",))
    ]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (None, True), (ActionStatus.PROPOSED, False), (ActionStatus.PLANNED, True), (ActionStatus.IN_PROGRESS, True),
        (ActionStatus.DONE, False), (ActionStatus.VERIFIED, False), (ActionStatus.WONT_DO, True),
    ],
)  # fmt: skip
def test_which_status_is_a_commitment(status: ActionStatus | None, counts: bool) -> None:
    """From planned on until it is done; without a status it is open, and so is what will not be done, and nobody said why."""
    one = standing(State.SHARED, items=(item(1, None, status=status),), items_in_document=False)
    assert [each.id for each in tracked(one)] == (["AI-1"] if counts else [])


def test_a_row_that_was_never_tracked_is_a_proposal() -> None:
    """An id alone, typed by hand, makes no promise; two rows of one id make one."""
    one = Standing(
        "PM-1",
        Record(state=State.SHARED, items={"AI-1": values(dt.date(2026, 1, 9))}),
        items=(item(1, dt.date(2026, 1, 9)), item(1, dt.date(2026, 2, 9)), item(2, dt.date(2026, 1, 9))),
    )
    assert [(each.id, each.due) for each in tracked(one)] == [("AI-1", dt.date(2026, 1, 9))]


def test_a_row_that_disappeared_is_a_promise_still() -> None:
    """As the journal knows it; unless it was settled before."""
    record = Record(
        state=State.SHARED,
        items={"AI-1": values(dt.date(2026, 1, 9)), "AI-2": values(dt.date(2026, 1, 9), ActionStatus.DONE)},
    )
    assert list(promises_of(Standing("PM-1", record), Policy())) == [
        Promise("AI-1", "Old words", "Bo", dt.date(2026, 1, 9))
    ]
    apart = Standing("PM-1", record, items_in_document=False)
    assert [promise.id for promise in promises_of(apart, Policy())] == ["AI-1"], "gone from the tracker"


def test_an_undated_item_is_tracked_and_no_promise() -> None:
    """Nobody can be reminded of a day that is not there."""
    one = standing(State.SHARED, items=(item(1, None),), items_in_document=False)
    assert (len(list(tracked(one))), list(promises_of(one, Policy()))) == (1, [])


# Silence


def quiet(status: ActionStatus, *activity: Activity, heard: dt.datetime | None = RESOLVED) -> dt.date | None:
    one = Standing(
        "PM-1",
        Record(state=State.SHARED, heard={"AI-1": heard} if heard else {}),
        items=(item(1, dt.date(2026, 6, 1), status=status),),
        items_in_document=False,
        activity=activity,
    )
    (promise,) = promises_of(one, Policy())
    return promise.quiet_since


def test_silence_is_of_items_in_progress_only() -> None:
    """What is planned may rest; and of which nobody was ever heard, nothing is known."""
    assert quiet(ActionStatus.PLANNED) is None
    assert quiet(ActionStatus.IN_PROGRESS) == RESOLVED.date()
    assert quiet(ActionStatus.IN_PROGRESS, heard=None) is None


@pytest.mark.parametrize(
    ("by", "bot", "counts"),
    [("sarah", False, True), ("sarah", True, False), ("dependabot[bot]", False, False), ("pmflow", False, False)],
)
def test_a_person_breaks_the_silence_and_no_machine(by: str, bot: bool, counts: bool) -> None:
    """Whether the tracker says that it is one, or its name does."""
    seen = quiet(ActionStatus.IN_PROGRESS, Activity("AI-1", by, RESOLVED + 4 * DAY, bot))
    assert seen == (RESOLVED + (4 if counts else 0) * DAY).date()


def test_the_newest_word_counts() -> None:
    """Of the journal and the tracker, in any order; another item's does not."""
    words = [Activity("AI-1", "bo", RESOLVED + n * DAY) for n in (5, -3, 2)]
    assert (
        quiet(ActionStatus.IN_PROGRESS, *words, Activity("AI-2", "bo", RESOLVED + 9 * DAY))
        == (RESOLVED + 5 * DAY).date()
    )


# Incidents without a post-mortem


def test_an_incident_that_needs_one_has_a_day_for_it() -> None:
    """The next business day after it was over; its first responder is asked."""
    friday = dt.datetime(2026, 1, 9, 12, tzinfo=dt.UTC)
    there = incident("inc", resolved=friday).model_copy(update={"responders": ("github-actions[bot]", "Omar", "Ines")})
    assert unopened(there, Policy()) == Promise(
        "open", "a post-mortem of “Incident inc”", "Omar", dt.date(2026, 1, 12), Severity.P1, ("Omar", "Ines")
    )


@pytest.mark.parametrize(
    "change",
    [
        {"postmortem": "PM-1"},
        {"resolved_at": None},
        {"trouble": "cannot be read"},
        {"severity": "P2", "severity_normal": Severity.P2},
        {"near_miss": True},
    ],
)
def test_an_incident_that_needs_none_yet(change: dict[str, object]) -> None:
    """It has one, is running, cannot be read, is not grave enough, did no harm."""
    assert unopened(incident("inc").model_copy(update=change), Policy()) is None


def test_a_teams_own_word_for_a_severity_counts() -> None:
    """`red` is P0 where policy says so."""
    there = incident("inc").model_copy(update={"severity": "red", "severity_normal": None})
    assert unopened(there, Policy()) is None
    promise = unopened(there, Policy.model_validate({"severities": {"aliases": {"red": "P0"}}}))
    assert promise is not None
    assert promise.severity is Severity.P0
