"""Which rung is reached, which speaks, and which comes next."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.escalation.ladder import Fired, coming, days_of, fires, labels_of
from pmflow.escalation.promises import Promise
from pmflow.policy import Policy
from pmflow.policy.parts import LADDER, Rung

FRIDAY, SATURDAY, SUNDAY, MONDAY = (dt.date(2026, 1, day) for day in (16, 17, 18, 19))
POLICY = Policy()


def promise(due: dt.date = FRIDAY, **more: object) -> Promise:
    return Promise("AI-1", "x", "Sarah", due, **more)  # type: ignore[arg-type]


def speaks(
    on: dt.date, *told: str, policy: Policy = POLICY, one: Promise | None = None, fired: tuple[Fired, ...] = ()
) -> list[str]:
    one = one or promise()
    known = {*((one.id, one.due, name) for name in told), *fired}
    return [each.rung.name for each in fires(one, policy, today=lambda _: on, told=known)]


def ladder(*rungs: tuple[str, int, str] | tuple[str, int, str, str]) -> Policy:
    return Policy.model_validate(
        {"ladder": [dict(zip(("name", "day", "to", "label"), rung, strict=False)) for rung in rungs]}
    )


def days(due: dt.date) -> dict[str, str]:
    return {rung.name: f"{on:%a %d}" for on, rung in days_of(LADDER, POLICY.working_calendar, due)}


def test_the_days_of_the_ladder() -> None:
    """Business days around a Friday."""
    assert days(FRIDAY) == {
        "heads-up": "Wed 14", "due": "Fri 16", "overdue": "Mon 19", "lead": "Wed 21", "channel": "Fri 23",
        "accountable": "Fri 30",
    }  # fmt: skip


@pytest.mark.parametrize("due", [SATURDAY, SUNDAY])
def test_what_is_due_on_a_day_off_is_due_before_it(due: dt.date) -> None:
    """On the Friday; and overdue on the Monday, like what was due that Friday, because its days begin after it."""
    assert days(due) == {
        "heads-up": "Thu 15", "due": "Fri 16", "overdue": "Mon 19", "lead": "Wed 21", "channel": "Fri 23",
        "accountable": "Fri 30",
    }  # fmt: skip


def test_an_unsorted_ladder_is_the_same_ladder() -> None:
    """A file may list rungs as it likes."""
    turned = POLICY.model_copy(update={"ladder": LADDER[::-1]})
    for ahead in range(-10, 30):
        on = FRIDAY + dt.timedelta(days=ahead)
        assert speaks(on, policy=turned) == speaks(on)


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        (13, []), (14, ["heads-up"]), (15, ["heads-up"]), (16, ["due"]), (17, ["due"]), (19, ["overdue"]), (20, ["overdue"]),
        (21, ["lead"]), (22, ["lead"]), (23, ["channel"]), (29, ["channel"]), (30, ["accountable"]),
    ],
)  # fmt: skip
def test_only_the_highest_rung_speaks(on: int, rung: list[str]) -> None:
    """Whoever was not asked for days is asked once."""
    assert speaks(dt.date(2026, 1, on)) == rung


def test_a_rung_that_was_told_is_silent() -> None:
    """And so are those below it, whatever the clock says."""
    assert speaks(MONDAY, "overdue") == []
    assert speaks(FRIDAY, "overdue") == []
    assert speaks(FRIDAY, "accountable") == []
    assert speaks(MONDAY, "due", "heads-up") == ["overdue"]


def test_another_date_arms_all_again() -> None:
    """What was told of the old date does not count for the new one."""
    old = tuple(("AI-1", FRIDAY, rung.name) for rung in LADDER)
    assert speaks(dt.date(2026, 3, 6), one=promise(dt.date(2026, 3, 6)), fired=old) == ["due"]


def test_rungs_of_one_day_speak_together() -> None:
    """And the one that was told is left out."""
    policy = ladder(("owner", 2, "owner"), ("lead", 2, "lead"), ("early", 0, "owner"))
    assert speaks(dt.date(2026, 1, 20), policy=policy) == ["owner", "lead"]
    assert speaks(dt.date(2026, 1, 20), "owner", policy=policy) == ["lead"]


def test_a_ladder_that_begins_late_is_silent_before() -> None:
    """Nothing at all is reached on the due date."""
    policy = ladder(("late", 5, "channel"))
    assert (speaks(FRIDAY, policy=policy), speaks(dt.date(2026, 1, 23), policy=policy)) == ([], ["late"])


def test_nothing_is_said_while_it_is_snoozed() -> None:
    """Then the highest rung that is reached by that day."""
    snoozed = promise(snoozed=dt.date(2026, 1, 22))
    assert speaks(dt.date(2026, 1, 21), one=snoozed) == []
    assert speaks(dt.date(2026, 1, 22), one=snoozed) == ["lead"]


def test_each_rung_has_its_recipients_day() -> None:
    """It is Friday for the owner and still Thursday for nobody else."""
    found = fires(promise(), POLICY, today=lambda rung: FRIDAY if rung.to == "owner" else dt.date(2026, 1, 15), told=())
    assert [each.rung.name for each in found] == ["due"]


# Silence

LONG_AGO = dt.date(2026, 1, 5)
STALE = ("AI-1", LONG_AGO, "stale")


def test_a_silence_is_asked_after_once() -> None:
    """Ten business days after the last that was heard."""
    one = promise(dt.date(2026, 3, 6), quiet_since=LONG_AGO)
    assert speaks(FRIDAY, one=one) == []
    assert speaks(MONDAY, one=one) == ["stale"]
    assert speaks(dt.date(2026, 2, 20), one=one, fired=(STALE,)) == []


def test_a_new_silence_is_asked_after_again() -> None:
    """Somebody was heard in between."""
    one = promise(dt.date(2026, 3, 6), quiet_since=dt.date(2026, 1, 20))
    assert speaks(dt.date(2026, 2, 3), one=one, fired=(STALE,)) == ["stale"]


def test_the_ladder_speaks_in_place_of_the_silence() -> None:
    """Who got the heads-up this morning is not asked at noon how it goes: deciding again at one time is empty."""
    one = promise(dt.date(2026, 3, 6), quiet_since=LONG_AGO)
    assert speaks(dt.date(2026, 3, 4), one=one) == ["heads-up"]
    assert speaks(dt.date(2026, 3, 4), "heads-up", one=one) == []
    assert speaks(dt.date(2026, 3, 6), "due", one=one) == []


def test_an_early_heads_up_leaves_room_for_silence() -> None:
    """It counts from that rung."""
    policy = ladder(("early", -30, "owner"), ("due", 0, "owner"))
    one = promise(dt.date(2026, 3, 6), quiet_since=LONG_AGO)  # -30: Fri 2026-01-23
    assert speaks(dt.date(2026, 1, 23), one=one, policy=policy) == ["early"]
    assert speaks(dt.date(2026, 2, 5), "early", one=one, policy=policy) == []
    assert speaks(dt.date(2026, 2, 6), "early", one=one, policy=policy) == ["stale"]
    assert speaks(dt.date(2026, 2, 6), one=one, policy=policy) == ["early", "stale"]


def test_nobody_is_asked_about_silence_once_it_is_due() -> None:
    """Also where the ladder begins later."""
    policy = ladder(("late", 20, "channel"))
    one = promise(MONDAY, quiet_since=LONG_AGO)
    assert speaks(MONDAY, one=one, policy=policy) == []


# What comes


def ahead(after: dt.date, *told: str, one: Promise | None = None, policy: Policy = POLICY) -> list[tuple[str, str]]:
    one = one or promise()
    known = {(one.id, one.due, name) for name in told}
    return [(each.rung.name, f"{each.on:%a %d}") for each in coming(one, policy, after=after, told=known)]


def test_what_comes_is_told_in_order() -> None:
    """What is reached already is no future."""
    assert ahead(FRIDAY) == [
        ("overdue", "Mon 19"),
        ("lead", "Wed 21"),
        ("channel", "Fri 23"),
        ("accountable", "Fri 30"),
    ]
    assert ahead(FRIDAY, "lead") == [("channel", "Fri 23"), ("accountable", "Fri 30")]
    assert ahead(dt.date(2026, 1, 30)) == []


def test_a_silence_to_come() -> None:
    """Only where no rung is reached before."""
    early = promise(dt.date(2026, 3, 6), quiet_since=LONG_AGO)
    assert ahead(FRIDAY, one=early)[:2] == [("stale", "Mon 19"), ("heads-up", "Wed 04")]
    assert [name for name, _ in ahead(FRIDAY, one=promise(dt.date(2026, 1, 20), quiet_since=LONG_AGO))] == [
        "due", "overdue", "lead", "channel", "accountable",
    ]  # fmt: skip


# Labels


@pytest.mark.parametrize(
    ("on", "labels"), [(16, set()), (18, set()), (19, {"overdue"}), (21, {"overdue", "escalated"})]
)
def test_labels_show_what_is_reached(on: int, labels: set[str]) -> None:
    """Told or not, snoozed or not."""
    one = promise(snoozed=dt.date(2026, 12, 1))
    assert labels_of(one, POLICY, today=dt.date(2026, 1, on)) == labels


def test_a_ladder_without_labels_sets_none() -> None:
    """And a label may stand on any rung."""
    assert labels_of(promise(), ladder(("x", 1, "owner")), today=dt.date(2027, 1, 1)) == frozenset()
    assert labels_of(promise(), ladder(("x", -5, "owner", "escalated")), today=FRIDAY) == {"escalated"}


# The ends of the calendar


@pytest.mark.parametrize("due", [dt.date.min, dt.date.max, dt.date(9999, 12, 30), dt.date(1, 1, 2)])
def test_any_date_has_its_days(due: dt.date) -> None:
    """Beyond the calendar it is its first or last day."""
    found = days_of(
        (*LADDER, Rung(name="far", day=365, to="channel"), Rung(name="early", day=-365, to="owner")),
        POLICY.working_calendar,
        due,
    )
    assert len(found) == 8
    assert speaks(FRIDAY, one=promise(due)) == (["accountable"] if due.year == 1 else [])
