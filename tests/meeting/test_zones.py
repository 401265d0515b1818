"""What the calendar file says of a time zone is what the zone does, for a reader that knows no zone of its own."""

from __future__ import annotations

import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from pmflow.meeting.ics import Event, to_ics
from pmflow.meeting.zones import Change, changes_around
from tests.laws import law

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ZONES = (
    "Europe/Berlin Europe/Dublin America/New_York America/Los_Angeles America/Santiago America/Sao_Paulo Pacific/Auckland "
    "Australia/Sydney Australia/Lord_Howe Asia/Kolkata Asia/Kathmandu Asia/Jerusalem Asia/Gaza Africa/Casablanca Africa/Cairo "
    "Pacific/Chatham Pacific/Apia Pacific/Kiritimati America/St_Johns Antarctica/Troll"
).split()


@law(100, of=300)
@given(st.sampled_from(ZONES), st.integers(0, 12 * 365 * 24 * 2))
def test_a_reader_without_zones_of_its_own_gets_the_same_instant(zone: str, half_hours: int) -> None:
    """By the file's VTIMEZONE alone, the local time in DTSTART is the instant that was meant; the hour that the clocks
    repeat is left out, where a local time says too little."""
    start = dt.datetime(2023, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=30 * half_hours)
    info = ZoneInfo(zone)
    local = start.astimezone(info)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return
    made = to_ics(Event("r", "t", start, start + dt.timedelta(hours=1), info, NOW)).decode()
    written = next(line for line in made.splitlines() if line.startswith("DTSTART;TZID="))
    read = dt.datetime.strptime(written.rpartition(":")[2], "%Y%m%dT%H%M%S")  # noqa: DTZ007 (the zone comes next)
    zones = tzical(io.StringIO(made))
    assert read.replace(tzinfo=zones.get(zone)).astimezone(dt.UTC) == start


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Berlin", [(3, "-1SU"), (10, "-1SU")]),
        ("America/New_York", [(11, "1SU"), (3, "2SU")]),
        ("Pacific/Auckland", [(4, "1SU"), (9, "-1SU")]),
        ("Africa/Casablanca", [None, None]),  # Ramadan keeps no rule of this calendar
        ("Asia/Kolkata", [None]),
    ],
)
def test_rules_are_found_where_there_are_any(zone: str, rules: list[object]) -> None:
    """Two short rules, as every calendar reads them; none where the clocks keep none."""
    around = changes_around(ZoneInfo(zone), dt.datetime(2026, 3, 25, tzinfo=dt.UTC))
    assert [change.rule for change in around] == rules


def test_a_change_is_said_on_the_clock_that_ends() -> None:
    """In Berlin the clocks go forward at two, not at three."""
    hour = dt.timedelta(hours=1)
    two = dt.datetime.fromisoformat("2026-03-29T02:00")
    spring = changes_around(ZoneInfo("Europe/Berlin"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))[-1]
    assert spring == Change(two, hour, 2 * hour, "CEST", (3, "-1SU"))
