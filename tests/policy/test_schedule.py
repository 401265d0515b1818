"""When sweeps run, and whom they meet at work."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.policy import parse_policy
from pmflow.policy.schedule import SCHEDULE, Schedule, days_missed

MONDAY = dt.date(2026, 11, 23)


def missed(text: str) -> tuple[str, ...]:
    policy = parse_policy(text)
    return days_missed(policy.calendar, policy.people[0] if policy.people else None, MONDAY)


def test_the_shipped_schedule_is_hourly_on_weekdays() -> None:
    """At minute 23, in UTC."""
    assert SCHEDULE.cron == "23 * * * 1-5"
    assert Schedule(week=("sunday", "monday", "tuesday"), minute=5).cron == "5 * * * 0-2"
    assert Schedule(week=("monday", "wednesday"), minute=5).cron == "5 * * * 1,3"
    assert Schedule(week=("sunday",), minute=5).cron == "5 * * * 0"


@pytest.mark.parametrize(
    ("at", "run"),
    [
        ("2026-11-23T10:23:00+00:00", "2026-11-23T10:23:00+00:00"),
        ("2026-11-23T10:23:01+00:00", "2026-11-23T11:23:00+00:00"),
        ("2026-11-23T12:00:00+02:00", "2026-11-23T10:23:00+00:00"),
        ("2026-11-27T23:24:00+00:00", "2026-11-30T00:23:00+00:00"),
        ("2026-11-28T10:00:00+00:00", "2026-11-30T00:23:00+00:00"),
    ],
)
def test_the_next_run_is_the_first_at_or_after_a_moment(at: str, run: str) -> None:
    """Over hours, zones and weekends."""
    assert SCHEDULE.next(dt.datetime.fromisoformat(at)) == dt.datetime.fromisoformat(run)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "calendar: {timezone: Europe/Berlin}",
        "calendar: {timezone: Pacific/Kiritimati, hours: '08:00-16:00'}",
        "calendar: {timezone: America/Los_Angeles, hours: '09:00-18:00'}",
        "people: [{name: Ana, timezone: Asia/Tokyo, hours: '10:00-11:00'}]",
    ],
)
def test_usual_hours_are_met_every_day(text: str) -> None:
    """Silent, all around the world."""
    assert missed(text) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("calendar: {week: sunday-thursday, timezone: Asia/Riyadh}", ("sunday",)),
        ("calendar: {week: [saturday, sunday]}", ("saturday", "sunday")),
        # Friday evening in California is Saturday in UTC.
        ("calendar: {timezone: America/Los_Angeles, hours: '17:00-22:00'}", ("friday",)),
        # Monday morning in New Zealand is Sunday in UTC.
        ("people: [{name: Ana, timezone: Pacific/Auckland, hours: '06:00-10:00'}]", ("monday",)),
        # Between two runs.
        (
            "people: [{name: Ana, hours: '09:30-10:20'}]",
            ("monday", "tuesday", "wednesday", "thursday", "friday"),
        ),
    ],
)
def test_days_on_which_no_sweep_meets_somebody_are_named(text: str, days: tuple[str, ...]) -> None:
    """Of the year ahead, with its changes of clock."""
    assert missed(text) == days
