"""Durations as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("13 hours 18 minutes", 798),
        ("1h 12m", 72),
        ("1h12", 72),
        ("2d 1h", 2940),
        ("673h 34m", 40414),
        ("0h 07m", 7),
        ("1:32", 92),
        ("1 day, 2:30", 1590),
        ("PT1H30M", 90),
        ("P1DT2H", 1560),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("1½ hours", 90),
        ("two and a half hours", 150),
        ("a couple of hours", 120),
        ("1,5 h", 90),
        ("1,440 minutes", 1440),
        ("50 min", 50),
        ("23 min 40 s", 24),
        ("about 3-4 hours", 240),
        ("between 10 and 20 minutes", 20),
        ("between 2 hours and 3 hours", 180),
        ("45 min to 1 h", 60),
        ("2 Stunden und 15 Minuten", 135),
        ("2 heures 5 minutes", 125),
        ("18:00 to 19:12 UTC (72 minutes)", 72),
        ("23:50 to 00:20", 30),
        ("5h 09m (during support hours 10:00-17:00)", 309),
        ("several hours", None),
        ("1.9 M messages", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_duration_is_minutes(text: str, minutes: int | None) -> None:
    """Units, clocks, words and ranges become whole minutes, of a range the upper end; vague words nothing."""
    assert parse_duration(text) == minutes


@given(st.integers(0, 60), st.integers(0, 23), st.integers(1, 59))
def test_days_hours_and_minutes_add_up(days: int, hours: int, minutes: int) -> None:
    """What is written in three units is their sum."""
    assert parse_duration(f"{days}d {hours}h {minutes}m") == days * 1440 + hours * 60 + minutes


@given(st.text(alphabet="0123456789:.,-½ hmdsPTouranto", max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    """Any text gives a figure or None, never an error."""
    found = parse_duration(text)
    assert found is None or found >= 0
