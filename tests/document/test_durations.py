"""Durations as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.durations import parse_duration, whole_duration, window_times


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
        ("about five and a half hours", 330),
        ("forty-five minutes", 45),
        ("an hour and a quarter", 75),
        ("2 and a half hours", 150),
        ("2 1/2 hours", 150),
        ("1 h 35", 95),
        ("2h43m", 163),
        ("1h54m12s", 114),
        ("2 hours 15", 135),
        ("4:15 h", 255),
        ("0:50", 50),
        ("01:08:00", 68),
        ("0d 4h 10m", 250),
        ("2.7 h", 162),
        ("PT1H47M", 107),
        ("5 Std. 35 Min.", 335),
        ("anderthalb Stunden", 90),
        ("zweieinhalb Stunden", 150),
        ("eine Dreiviertelstunde", 45),
        ("une heure et demie", 90),
        ("1 h 30 mn", 90),
        ("dos horas y media", 150),
        ("uma hora e meia", 90),
        ("2,5 uur", 150),
        ("1u30", 90),
        ("3 timmar och 20 minuter", 200),
        ("2 godz. 15 min", 135),
        ("2 saat 15 dakika", 135),
        ("1 giờ 20 phút", 80),
        ("2 часа 15 минут", 135),
        ("2時間30分", 150),
        ("1시간 30분", 90),
        ("up to 3 hours", 180),
        ("just under 2 hours", 120),
        ("from 14:10 to 15:22", 72),
        ("23:40-00:55", 75),
        ("9:12 AM - 11:48 AM", 156),
        ("21.40 / 03.15 Uhr", 335),
        ("10h40 – 14h05", 205),
        ("1h30 to 2h15", 135),
        ("from 07:48 to 10:30 (2.7 h)", 162),
        ("2025-08-27 22:10 – 2025-08-28 03:22", 312),
        ("T+0 to T+47m", 47),
        ("T0 - T+1:20", 80),
        ("less than an hour", None),
        ("< 5 min", None),
        ("several hours", None),
        ("1.9 M messages", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_duration_is_minutes(text: str, minutes: int | None) -> None:
    """Units, clocks, words and ranges become whole minutes, of a range the upper end; vague words nothing."""
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("58 min", 58),
        ("~4 hours 5 minutes (customers)", 245),
        ("a total of 2 hours", 120),
        ("14:02–15:10", 68),
        ("58 min after the deploy", None),
        ("Tuesday", None),
        ("12 customers", None),
        ("14:05", None),
        ("", None),
    ],
)
def test_a_value_may_be_nothing_but_a_duration(text: str, minutes: int | None) -> None:
    """With "about" and brackets it still is one; with other words, or as a time of day, it is not."""
    assert whole_duration(text) == minutes


def test_two_times_of_day_may_be_joined_in_many_ways() -> None:
    """Dots, slashes and words join a start with an end; one time is no window."""
    wanted = (dt.time(21, 40), dt.time(3, 15))
    assert [window_times(t) for t in ("21.40 / 03.15 Uhr", "21:40 until 03:15", "21h40–03h15")] == [wanted] * 3
    assert window_times("21:40") is None


@given(st.integers(0, 60), st.integers(0, 23), st.integers(1, 59))
def test_days_hours_and_minutes_add_up(days: int, hours: int, minutes: int) -> None:
    """What is written in three units is their sum."""
    assert parse_duration(f"{days}d {hours}h {minutes}m") == days * 1440 + hours * 60 + minutes


@given(st.text(alphabet="0123456789:.,-½ hmdsPTouranto", max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    """Any text gives a figure or None, never an error."""
    found = parse_duration(text)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    "text",
    [
        "{} days",
        "{} h",
        "{}h30",
        "P{}D",
        "{} days 10:00",
        "T+0 to T+{}",
        "{} 1/2 hours",
        "{} and a half days",
        "T+0 to T+²",
    ],
)
def test_figures_beyond_all_measure_are_none(text: str) -> None:
    """Hundreds or thousands of digits are no duration, and no error."""
    assert [parse_duration(text.format("9" * digits)) for digits in (400, 5000)] == [None, None]
