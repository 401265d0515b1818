"""Whom a rung speaks to, who stands in, and when they work."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pmflow.escalation.people import Recipient, hours_of, recipient_of
from pmflow.escalation.promises import Promise
from pmflow.model import Severity
from pmflow.policy import Policy

TODAY = dt.date(2026, 1, 16)
PEOPLE = [
    {"name": "Sarah Okafor", "handle": "sarah-ok", "aliases": ["Sarah"], "lead": "Ada"},
    {"name": "Bo", "lead": "Cy"},
    {"name": "Cy", "lead": "Ada", "left": "2026-01-10"},
    {"name": "Gone", "lead": "Cy", "left": "2026-01-16"},
    {"name": "Lost", "left": "2026-01-01"},
    {"name": "Ada"},
    {"name": "Zoe"},
]
TEAMS = {"Infra": {"lead": "Bo", "aliases": ["Ops Team"]}, "Ghosts": {"lead": "Lost"}}


def policy(*, accountable: str | None = "Zoe", channel: bool = True, people: bool = True, **more: object) -> Policy:
    return Policy.model_validate(
        {
            "people": PEOPLE if people else [], "teams": TEAMS if people else {},
            "severities": {"accountable": {"P1": accountable} if accountable else {}},
            "notify": {"channel": "C"} if channel else {}, **more,
        }
    )  # fmt: skip


def asked(
    owner: str | None, to: str = "owner", of: Policy | None = None, authors: tuple[str, ...] = ()
) -> tuple[str, bool, str | None]:
    """Name, whether it is a target, why."""
    promise = Promise("AI-1", "x", owner, TODAY, Severity.P1, authors)
    found = recipient_of(to, promise, of or policy(), today=TODAY)
    return found.key, found.target, found.why


@pytest.mark.parametrize(
    "owner",
    ["Sarah", "sarah", "@sarah-ok", "SARAH-OK", "sarah okafor", " Sarah  Okafor ", "Sarah Okafor <x@example.org>"],
)
def test_an_owner_by_any_name(owner: str) -> None:
    """One person is one recipient, however a document spells them."""
    assert asked(owner) == ("Sarah Okafor", False, None)


def test_without_people_a_name_is_enough() -> None:
    """Nobody is unknown where nobody is known."""
    assert asked("Sarah", of=policy(people=False, accountable=None)) == ("Sarah", False, None)


@pytest.mark.parametrize(
    ("owner", "to", "why"),
    [
        (None, "Zoe", "nobody owns it"),
        ("TBD", "Zoe", "nobody owns it"),
        ("pmflow[bot]", "Zoe", "nobody owns it"),
        ("Mallory", "Zoe", "Mallory is nobody that pmflow.yml knows"),
        ("Infra", "Bo", "you answer for Infra"),
        ("the ops team", "Bo", "you answer for the ops team"),
        ("Gone", "Ada", "Gone is no longer there"),
        ("Lost", "Zoe", "Lost is no longer there"),
        ("Ghosts", "Zoe", "you answer for Ghosts"),
    ],
)
def test_who_stands_in_for_an_owner(owner: str | None, to: str, why: str) -> None:
    """Their lead, or the first of their leads' leads who is there; else who is accountable; and it is said why."""
    assert asked(owner) == (to, False, why)


def test_who_has_left_has_left_from_that_day_on() -> None:
    """The day before they are still asked."""
    promise = Promise("AI-1", "x", "Gone", TODAY)
    assert recipient_of("owner", promise, policy(), today=dt.date(2026, 1, 15)).key == "Gone"


def test_nobody_accountable_is_the_channel_then_an_author() -> None:
    """There is always somebody; who has left is no author that can be asked."""
    assert asked("Mallory", of=policy(accountable=None)) == ("channel", True, "Mallory is nobody that pmflow.yml knows")
    without = policy(accountable=None, channel=False)
    assert asked(None, of=without, authors=("Lost", "Ada", "Bo")) == ("Ada", False, "nobody owns it")
    assert asked(None, of=without, authors=("Lost",)) == ("channel", True, "nobody owns it")
    assert asked(None, of=policy(accountable="Lost", channel=False)) == ("channel", True, "nobody owns it")


@pytest.mark.parametrize(
    ("owner", "to", "why"),
    [
        ("Sarah", "Ada", None),
        ("Bo", "Ada", None),
        ("Infra", "Ada", None),
        ("Ada", "Zoe", "Ada has no lead in pmflow.yml"),
        ("Mallory", "channel", "Zoe has no lead in pmflow.yml"),
        (None, "channel", "Zoe has no lead in pmflow.yml"),
    ],
)
def test_the_lead_of_whoever_was_asked(owner: str | None, to: str, why: str | None) -> None:
    """A lead who left has a lead; where there is none, who is accountable is asked, and why is said. Nobody is asked twice."""
    assert asked(owner, "lead") == (to, to == "channel", why)


def test_who_is_accountable() -> None:
    """By severity; where nobody is, the channel, or an author."""
    assert asked("Sarah", "accountable") == ("Zoe", False, None)
    assert asked("Sarah", "accountable", policy(accountable=None)) == ("channel", True, None)
    assert asked("Sarah", "accountable", policy(accountable=None, channel=False), ("Bo",)) == ("Bo", False, None)


def test_a_target_is_a_target() -> None:
    """The channel, also where none is configured; a rung of one's own."""
    assert asked("Sarah", "channel", policy(channel=False)) == ("channel", True, None)
    own = Policy.model_validate({"notify": {"ops": "O"}, "ladder": [{"name": "x", "day": 1, "to": "ops"}]})
    assert asked("Sarah", "ops", own) == ("ops", True, None)


# When they work


def working(at: str, **person: object) -> str | None:
    """When somebody is spoken to who would be at a UTC time."""
    of = Policy.model_validate({"people": [{"name": "P", **person}], "calendar": {"holidays": ["2026-01-19"]}})
    found = hours_of(Recipient("P", of.person("P")), of).next_working(
        dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    )
    return f"{found:%a %d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-01-16 09:00", "Fri 16 09:00"),
        ("2026-01-16 16:59", "Fri 16 16:59"),
        ("2026-01-16 08:59", "Fri 16 09:00"),
        ("2026-01-16 17:00", "Tue 20 09:00"),  # Monday is a holiday
        ("2026-01-17 12:00", "Tue 20 09:00"),
    ],
)
def test_the_teams_hours(at: str, then: str) -> None:
    """At once while they work, else when they begin."""
    assert working(at) == then


def test_own_zone_and_hours() -> None:
    """Friday 17:00 in Los Angeles is Saturday 01:00 in UTC."""
    assert working("2026-01-17 00:30", timezone="America/Los_Angeles") == "Sat 17 00:30"
    assert working("2026-01-17 01:00", timezone="America/Los_Angeles") == "Tue 20 17:00"
    assert working("2026-01-16 12:00", hours="13-15") == "Fri 16 13:00"


def test_absences_are_waited_for() -> None:
    """Both days included; who is away for more than a year is not in sight."""
    assert working("2026-01-16 10:00", away=[{"first": "2026-01-16", "last": "2026-01-20"}]) == "Wed 21 09:00"
    assert working("2026-01-16 10:00", away=[{"first": "2026-01-16", "last": "2027-12-31"}]) is None


def test_hours_that_a_change_of_clocks_leaves_out() -> None:
    """02:00-03:00 is not there on 29 March in Berlin; in October it is there twice."""
    person = {"timezone": "Europe/Berlin", "hours": "02:00-03:00"}
    of = Policy.model_validate({"people": [{"name": "P", **person}], "calendar": {"week": "monday-sunday"}})
    hours = hours_of(Recipient("P", of.person("P")), of)
    berlin = ZoneInfo("Europe/Berlin")

    def first(day: dt.date) -> dt.datetime:
        found = hours.next_working(dt.datetime.combine(day, dt.time(), berlin))
        assert found is not None
        return found.astimezone(berlin)

    assert first(dt.date(2026, 3, 29)) == dt.datetime(2026, 3, 30, 2, tzinfo=berlin)
    assert first(dt.date(2026, 10, 25)) == dt.datetime(2026, 10, 25, 2, tzinfo=berlin)


def test_the_end_of_the_calendar_is_no_crash() -> None:
    """Nobody works on a day that no date can hold."""
    assert working("9999-12-31 20:00") is None
