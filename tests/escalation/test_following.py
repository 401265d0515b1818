"""What a sweep would do at one post-mortem, as a plan; and what it will do, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.escalation.following import follow, forecast, notices
from pmflow.escalation.ladder import Fired
from pmflow.escalation.promises import Promise, Standing
from pmflow.journal import Record
from pmflow.model import ActionItem, ActionStatus, Severity, State
from pmflow.plan import AddLabel, Effect, Notify, Plan, Refusal, RemoveLabel
from pmflow.policy import Policy
from tests.escalation.scene import item
from tests.laws import law

FRIDAY = dt.date(2026, 1, 16)
POLICY = Policy.model_validate(
    {
        "people": [{"name": "Sarah", "lead": "Ada"}, {"name": "Ada"}],
        "notify": {"channel": "C"},
        "severities": {"accountable": {"P1": "Ada"}},
    }
)


def at(day: int, hour: int = 10, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=dt.UTC)


def standing(*items: ActionItem, told: Iterable[Fired] = (), in_document: bool = False, **more: Any) -> Standing:
    return Standing(
        "PM-1",
        Record(state=State.SHARED, told=frozenset(told)),
        severity=Severity.P1,
        items=items,
        items_in_document=in_document,
        **more,
    )


def effects(now: dt.datetime, *items: ActionItem, **more: Any) -> tuple[Effect, ...]:
    return follow(standing(*items, **more), POLICY, now=now).effects


def said(now: dt.datetime, *items: ActionItem, **more: Any) -> list[tuple[str, str | None, str]]:
    """To whom, which rung, when."""
    return [
        (e.to[0], e.rung, f"{e.at:%d %H:%M}" if e.at else "never")
        for e in effects(now, *items, **more)
        if isinstance(e, Notify)
    ]


def test_a_whole_plan() -> None:
    """Labels on the post-mortem and on the item, and what is said, with what comes next."""
    assert follow(standing(item(1, FRIDAY)), POLICY, now=at(21)) == Plan(
        "PM-1",
        (
            AddLabel("pm-overdue", "AI-1"),
            AddLabel("pm-escalated", "AI-1"),
            Notify(
                "told:AI-1:2026-01-16:lead", ("Ada",),
                "AI-1 “Promise 1” (Sarah) was due on Fri 2026-01-16, 3 business days ago",
                rung="lead", id="AI-1", due=FRIDAY, at=at(21), person=True, task="help",
                after="on Fri 2026-01-23 the channel is asked (channel)",
            ),
        ),
        before=State.SHARED, after=State.SHARED,
    )  # fmt: skip


def test_what_is_far_from_its_date_asks_for_nothing() -> None:
    """And what is closed neither."""
    assert effects(at(5), item(1, FRIDAY)) == ()
    assert effects(at(21), item(1, FRIDAY, status=ActionStatus.DONE)) == ()


def test_an_undated_item_is_advice() -> None:
    """Said with the command that helps; it holds nothing back."""
    plan = follow(standing(item(1, None), item(2, None)), POLICY, now=at(21))
    assert plan == Plan(
        "PM-1",
        advice=(
            Refusal(
                "actions_dated",
                tuple(
                    f"AI-{n} “Promise {n}” has no due date, so nobody is reminded of it; set one: "
                    f"pmflow action due PM-1 AI-{n} DATE"
                    for n in (1, 2)
                ),
            ),
        ),
        before=State.SHARED,
        after=State.SHARED,
    )


def test_labels_do_not_wait_for_working_hours() -> None:
    """On a Saturday the label is set and the message waits."""
    assert effects(dt.datetime(2026, 1, 24, 3, tzinfo=dt.UTC), item(1, dt.date(2026, 1, 22)))[0] == AddLabel(
        "pm-overdue", "AI-1"
    )
    assert said(dt.datetime(2026, 1, 24, 3, tzinfo=dt.UTC), item(1, dt.date(2026, 1, 22))) == [
        ("Sarah", "overdue", "26 09:00")
    ]


def test_labels_that_are_there_are_not_set_again() -> None:
    """On the one and not on the other item."""
    found = effects(at(19), item(1, FRIDAY), item(2, FRIDAY), labels=("own",), item_labels={"AI-2": ("pm-overdue",)})
    assert [each for each in found if not isinstance(each, Notify)] == [AddLabel("pm-overdue", "AI-1")]


def test_labels_go_when_nothing_is_late() -> None:
    """After it was done, moved, or its date taken away; a person's own labels stay."""
    labels: dict[str, Any] = {
        "labels": ("postmortem", "pm-overdue", "pm-escalated"),
        "item_labels": {"AI-1": ("own", "pm-overdue")},
    }
    gone = (RemoveLabel("pm-overdue"), RemoveLabel("pm-escalated"), RemoveLabel("pm-overdue", "AI-1"))
    for each in (item(1, FRIDAY, status=ActionStatus.DONE), item(1, dt.date(2026, 6, 1)), item(1, None)):
        assert effects(at(30), each, **labels) == gone


def test_one_late_item_keeps_its_label() -> None:
    """Each item's is its own; where items have labels, the post-mortem shows none for them."""
    found = effects(
        at(19), item(1, FRIDAY), item(2, FRIDAY, status=ActionStatus.DONE), labels=(),
        item_labels={"AI-1": ("pm-overdue",), "AI-2": ("pm-overdue",)},
    )  # fmt: skip
    assert [each for each in found if not isinstance(each, Notify)] == [RemoveLabel("pm-overdue", "AI-2")]


def test_rows_of_a_document_have_no_labels() -> None:
    """The post-mortem bears them all."""
    from pmflow.journal import ItemValues

    values = ItemValues(title="Promise 1", owner="Sarah", due=FRIDAY)
    one = Standing("PM-1", Record(state=State.SHARED, items={"AI-1": values}), items=(item(1, FRIDAY),))
    assert [e for e in follow(one, POLICY, now=at(19)).effects if not isinstance(e, Notify)] == [AddLabel("pm-overdue")]


def test_labels_by_the_teams_names() -> None:
    """As policy calls them."""
    policy = Policy.model_validate({"tracker": {"kind": "memory", "labels": {"overdue": "late!"}}})
    assert follow(standing(item(1, FRIDAY)), policy, now=at(19)).effects[:1] == (AddLabel("late!", "AI-1"),)


def test_what_was_told_is_not_told_again() -> None:
    """Until the date moves."""
    told = [("AI-1", FRIDAY, "overdue")]
    assert said(at(19), item(1, FRIDAY)) == [("Sarah", "overdue", "19 10:00")]
    assert said(at(20), item(1, FRIDAY), told=told) == []
    assert said(at(20), item(1, dt.date(2026, 1, 19)), told=told) == [("Sarah", "overdue", "20 10:00")]


def test_days_are_the_recipients_own() -> None:
    """At 01:00 UTC on Friday it is still Thursday in Los Angeles; on Thursday noon it is Friday in Kiritimati."""
    due = item(1, FRIDAY)

    def first(zone: str, now: dt.datetime) -> list[tuple[str | None, str]]:
        policy = Policy.model_validate({"people": [{"name": "Sarah", "timezone": zone}]})
        one = standing(due, told=[("AI-1", FRIDAY, "heads-up")])
        return [
            (e.rung, f"{e.at:%d %H:%M}") for e in follow(one, policy, now=now).effects if isinstance(e, Notify) and e.at
        ]

    assert first("America/Los_Angeles", at(16, 1)) == []
    assert first("America/Los_Angeles", at(16, 8)) == [("due", "16 17:00")]
    assert first("Pacific/Kiritimati", at(15, 12)) == [("due", "15 19:00")]
    assert first("Pacific/Kiritimati", at(15, 9)) == []


def test_who_is_away_is_waited_for_and_the_ladder_goes_on() -> None:
    """The lead hears on the third day; that the owner is away stands there."""
    policy = Policy.model_validate(
        {
            "people": [
                {"name": "Sarah", "lead": "Ada", "away": [{"first": "2026-01-16", "last": "2026-01-30"}]},
                {"name": "Ada"},
            ]
        }
    )
    told = [(n.to[0], n.rung, f"{n.at:%a %d}") for n in _all(promise(), policy, at(14), dt.date(2026, 2, 3)) if n.at]
    assert told == [
        ("Sarah", "heads-up", "Wed 14"),
        ("Ada", "lead", "Wed 21"),
        ("channel", "channel", "Fri 23"),
        ("channel", "accountable", "Fri 30"),
    ]


# What will be said


def promise(due: dt.date = FRIDAY, **more: Any) -> Promise:
    return Promise(**{"id": "AI-1", "title": "x", "owner": "Sarah", "due": due, "severity": Severity.P1, **more})


def _all(one: Promise, policy: Policy, now: dt.datetime, until: dt.date, told: Iterable[Fired] = ()) -> list[Notify]:
    return list(forecast(one, policy, now=now, until=until, told=set(told)))


def told_of(found: Iterable[Notify]) -> list[tuple[str, str | None, str]]:
    return [(n.to[0], n.rung, f"{n.at:%a %d %H:%M}") for n in found if n.at]


def test_the_whole_ladder_is_foretold() -> None:
    """In order, each in working hours."""
    assert told_of(_all(promise(), POLICY, at(5), dt.date(2026, 1, 30))) == [
        ("Sarah", "heads-up", "Wed 14 09:00"), ("Sarah", "due", "Fri 16 09:00"), ("Sarah", "overdue", "Mon 19 09:00"),
        ("Ada", "lead", "Wed 21 09:00"), ("channel", "channel", "Fri 23 09:00"), ("Ada", "accountable", "Fri 30 09:00"),
    ]  # fmt: skip
    assert told_of(_all(promise(), POLICY, at(5), dt.date(2026, 1, 16)))[-1][1] == "due"


def test_a_snooze_puts_it_off() -> None:
    """To the highest rung that is reached by then."""
    found = _all(promise(snoozed=dt.date(2026, 1, 22)), POLICY, at(14), dt.date(2026, 1, 25))
    assert told_of(found) == [("Ada", "lead", "Thu 22 09:00"), ("channel", "channel", "Fri 23 09:00")]


def test_a_day_that_has_begun_elsewhere_is_not_left_out() -> None:
    """It is Friday in UTC and Thursday in Los Angeles, where Sarah is: her Friday comes."""
    policy = Policy.model_validate({"people": [{"name": "Sarah", "timezone": "America/Los_Angeles"}]})
    found = _all(promise(), policy, at(16, 3), FRIDAY, [("AI-1", FRIDAY, "heads-up")])
    assert told_of(found) == [("Sarah", "due", "Fri 16 17:00")]


def test_who_leaves_in_between_is_stood_in_for() -> None:
    """From the day on which they leave."""
    policy = Policy.model_validate(
        {"people": [{"name": "Sarah", "lead": "Ada", "left": "2026-01-16"}, {"name": "Ada"}]}
    )
    assert [(n.to[0], n.rung) for n in _all(promise(), policy, at(5), FRIDAY)] == [
        ("Sarah", "heads-up"),
        ("Ada", "orphan: Sarah"),
        ("Ada", "due"),
    ]
    away = [{"first": "2026-01-01", "last": "2026-02-28"}]
    policy = Policy.model_validate(
        {"people": [{"name": "Sarah", "lead": "Ada", "left": "2026-01-15", "away": away}, {"name": "Ada"}]}
    )  # on a day on which no rung is reached
    assert told_of(_all(promise(), policy, at(5), dt.date(2026, 1, 15))) == [
        ("Ada", "heads-up", "Wed 14 09:00"),
        ("Ada", "orphan: Sarah", "Thu 15 09:00"),
    ]


AWAY_IN_PARTS = [
    {"first": str(day), "last": str(day + dt.timedelta(days=27))}
    for day in (dt.date(2026, 1, 1) + dt.timedelta(days=28 * n) for n in range(30))
]
"""Each absence too short to be stood in for, and more than two years of them."""


def test_nothing_is_foretold_for_who_is_never_there() -> None:
    """Who works on no day is told nothing."""
    policy = Policy.model_validate(
        {
            "people": [{"name": "Sarah", "away": AWAY_IN_PARTS}],
            "ladder": [{"name": "x", "day": 0, "to": "owner"}],
        }
    )
    assert _all(promise(), policy, at(5), dt.date.max) == []
    (notice,) = notices(promise(), policy, now=at(16), told=())
    assert notice.at is None


@pytest.mark.parametrize("due", [dt.date.min, dt.date(9998, 12, 31), dt.date.max])
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_ends_of_the_calendar(due: dt.date, zone: str) -> None:
    """A date at either end is no crash, however far one asks."""
    policy = Policy.model_validate({"calendar": {"timezone": zone}})
    found = [n.rung for n in _all(promise(due, quiet_since=dt.date(2026, 1, 5)), policy, at(5), dt.date.max)]
    assert found == (["accountable"] if due.year == 1 else ["stale"])


ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Los_Angeles",
    "America/St_Johns",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
WEEKS = st.sampled_from(["monday-friday", "sunday-thursday", "tuesday"])
HALF = dt.timedelta(minutes=30)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Policy, Promise, dt.datetime, dt.date, frozenset[Fired]]:
    """Any zones, absences, departures, ladders, snoozes and silences; the clock stands at a half hour."""
    base = FRIDAY

    def day(low: int, high: int) -> dt.date:
        return base + dt.timedelta(days=draw(st.integers(low, high)))

    def person(name: str, lead: str | None) -> dict[str, object]:
        first = day(-8, 20)
        return {
            "name": name, "lead": lead, "timezone": draw(st.sampled_from([None, *ZONES])),
            "hours": draw(st.sampled_from([None, "00:00-00:30", "22:00-23:30", "12:00-14:30"])),
            "left": draw(st.sampled_from([None, None, day(-5, 20)])),
            "away": [{"first": first, "last": first + dt.timedelta(days=draw(st.integers(0, 15)))}] * draw(st.integers(0, 1)),
        }  # fmt: skip

    rungs = st.tuples(st.integers(-6, 12), st.sampled_from(["owner", "lead", "accountable", "channel"]))
    ladder = draw(st.none() | st.lists(rungs, min_size=1, max_size=5))
    policy = Policy.model_validate(
        {
            "calendar": {"timezone": draw(st.sampled_from(ZONES)),
                "week": draw(WEEKS)},
            "people": [person("Sarah", "Ada"), person("Ada", None), person("Zoe", None)],
            "severities": {"accountable": {"P1": "Zoe"}}, "notify": {"channel": "C"},
            **({"ladder": [{"name": f"r{n}", "day": d, "to": to} for n, (d, to) in enumerate(ladder)]} if ladder else {}),
            "deadlines": {"stale_days": draw(st.integers(1, 10))},
        }
    )  # fmt: skip
    due = day(-6, 12)
    one = promise(
        due, owner=draw(st.sampled_from(["Sarah", None, "Mallory"])), snoozed=draw(st.sampled_from([None, None, day(-4, 15)])),
        quiet_since=draw(st.sampled_from([None, day(-20, 0)])),
    )  # fmt: skip
    now = dt.datetime.combine(base, dt.time(), dt.UTC) + draw(st.integers(0, 5 * 48)) * HALF
    told = draw(st.sets(st.sampled_from([rung.name for rung in policy.ladder]), max_size=2))
    return (
        policy,
        one,
        now,
        now.date() + dt.timedelta(days=draw(st.integers(0, 16))),
        frozenset((one.id, due, name) for name in told),
    )


@law(25, of=60)
@given(_cases())
def test_what_is_foretold_is_what_is_said(case: tuple[Policy, Promise, dt.datetime, dt.date, frozenset[Fired]]) -> None:
    """With a sweep each half hour, exactly that is said, then, to them, in these words."""
    policy, one, now, until, told = case
    said: list[Notify] = []
    known = set(told)
    moment = now
    while policy.working_calendar.day_of(moment) <= until:
        for notice in notices(one, policy, now=moment, told=known):
            if notice.at is not None and notice.at <= moment:
                known.add((one.id, notice.due or one.due, notice.rung or ""))
                said.append(notice)
        moment += HALF
    assert _all(one, policy, now, until, told) == said
