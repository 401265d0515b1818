"""Working days and hours: at year ends, when the clocks change, and with other weeks."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.policy.parts import Calendar
from pmflow.policy.working import ReviewWindow, WorkingCalendar, working_calendar

DAY = dt.date
UTC = dt.UTC

CALENDARS = [
    Calendar(),
    Calendar(timezone="Europe/Berlin", country="DE", subdivision="BY", holidays=(DAY(2026, 12, 24),)),
    Calendar(timezone="Asia/Jerusalem", week=("sunday", "monday", "tuesday", "wednesday", "thursday"), country="IL"),
    Calendar(timezone="America/New_York", country="US", hours="08:30-16:30"),
    Calendar(timezone="Australia/Lord_Howe", week=("saturday",)),
]

days = st.dates(min_value=DAY(2015, 1, 1), max_value=DAY(2034, 12, 31))
calendars = st.sampled_from([WorkingCalendar(c) for c in CALENDARS])


def work(**keys: object) -> WorkingCalendar:
    return working_calendar(Calendar.model_validate(keys))


def test_days_at_the_end_of_a_year() -> None:
    """Counting goes over New Year, and leaves public holidays out where a country is named."""
    friday = DAY(2026, 12, 18)
    assert work().add_workdays(friday, 10) == DAY(2027, 1, 1)
    assert work(country="DE").add_workdays(friday, 10) == DAY(2027, 1, 5)
    assert work(country="de", holidays=["2026-12-24", "2026-12-31"]).add_workdays(friday, 10) == DAY(2027, 1, 7)
    assert work(country="DE", subdivision="BY").add_workdays(DAY(2027, 1, 5), 1) == DAY(2027, 1, 7)
    assert work().add_workdays(DAY(2027, 1, 4), -2) == DAY(2026, 12, 31)


def test_a_week_from_sunday_to_thursday() -> None:
    """Friday and Saturday are free, Sunday is not."""
    israel = work(week="sunday-thursday", country="IL", timezone="Asia/Jerusalem")
    assert [israel.is_workday(DAY(2026, 7, d)) for d in range(3, 11)] == [
        False,
        False,
        True,
        True,
        True,
        True,
        True,
        False,
    ]
    assert israel.add_workdays(DAY(2026, 7, 2), 1) == DAY(2026, 7, 5)
    assert not israel.is_workday(DAY(2026, 9, 13))  # Rosh Hashanah, a Sunday


def test_the_start_never_counts() -> None:
    """One business day after a Saturday is Monday, as it is after a Friday; no business day is the day itself."""
    assert [work().add_workdays(DAY(2026, 3, d), 1) for d in (6, 7, 8)] == [DAY(2026, 3, 9)] * 3
    assert [work().add_workdays(DAY(2026, 3, d), -1) for d in (7, 8, 9)] == [DAY(2026, 3, 6)] * 3
    assert work().add_workdays(DAY(2026, 3, 7), 0) == DAY(2026, 3, 7)
    assert work().next_workday(DAY(2026, 3, 7)) == DAY(2026, 3, 9)
    assert work().next_workday(DAY(2026, 3, 6)) == DAY(2026, 3, 6)


def test_the_ends_of_time_are_not_crossed() -> None:
    """A mistyped year is no crash."""
    assert work().add_workdays(DAY(9999, 12, 20), 60) == dt.date.max
    assert work().add_workdays(DAY(1, 1, 2), -60) == dt.date.min


@settings(deadline=None)
@given(calendars, days, st.integers(-150, 150))
def test_adding_and_counting_agree(calendar: WorkingCalendar, start: dt.date, n: int) -> None:
    """n business days after a day lie n business days after it, and end on a working day."""
    end = calendar.add_workdays(start, n)
    assert calendar.workdays_between(start, end) == n
    assert n == 0 or calendar.is_workday(end)


@settings(deadline=None)
@given(calendars, days, st.integers(0, 200))
def test_counting_is_looking_at_each_day(calendar: WorkingCalendar, start: dt.date, length: int) -> None:
    """The count equals what one gets by asking every day."""
    end = start + dt.timedelta(days=length)
    each = [start + dt.timedelta(days=i) for i in range(length + 1)]
    assert calendar.workdays_between(start, end) == sum(map(calendar.is_workday, each[1:]))
    assert calendar.workdays_between(end, start) == -sum(map(calendar.is_workday, each[:-1]))


def test_working_hours_are_local() -> None:
    """Nine in Berlin is eight in UTC in winter, and seven in summer."""
    berlin = work(timezone="Europe/Berlin")
    assert berlin.working_hours(DAY(2026, 3, 27))[0] == dt.datetime(2026, 3, 27, 8, tzinfo=UTC)
    assert berlin.working_hours(DAY(2026, 3, 30))[0] == dt.datetime(2026, 3, 30, 7, tzinfo=UTC)
    inside = [dt.datetime(2026, 3, 30, h, m, tzinfo=UTC) for h, m in ((6, 59), (7, 0), (14, 59), (15, 0))]
    assert [berlin.is_working_time(at) for at in inside] == [False, True, True, False]
    assert berlin.day_of(dt.datetime(2026, 3, 29, 22, 30, tzinfo=UTC)) == DAY(2026, 3, 30)


@pytest.mark.parametrize(
    ("resolved", "end"),
    [
        ((2026, 3, 3, 16, 47), (2026, 3, 5, 16, 47)),  # Tuesday: 24 to 48 hours later is Wednesday to Thursday
        ((2026, 3, 5, 18, 0), (2026, 3, 9, 17, 0)),  # Thursday evening: Friday evening to Saturday holds no hour
        ((2026, 3, 6, 12, 0), (2026, 3, 9, 17, 0)),  # Friday noon: the weekend
        ((2026, 3, 7, 10, 0), (2026, 3, 9, 10, 0)),  # Saturday: Monday from nine to ten is an hour
        ((2026, 3, 7, 9, 0), (2026, 3, 9, 17, 0)),  # … and to nine is none
        ((2026, 3, 5, 16, 59), (2026, 3, 7, 16, 59)),  # Friday still has a minute
    ],
)
def test_the_review_window(resolved: tuple[int, ...], end: tuple[int, ...]) -> None:
    """24 to 48 hours after the resolution; to the end of the next working day where that holds no working hour."""
    at = dt.datetime(*resolved, tzinfo=UTC)  # type: ignore[arg-type, misc]
    expected = ReviewWindow(at + dt.timedelta(hours=24), dt.datetime(*end, tzinfo=UTC))  # type: ignore[arg-type, misc]
    assert work().review_window(at, 24, 48) == expected


@settings(deadline=None)
@given(calendars, st.integers(0, 10 * 365 * 24 * 60))
def test_every_review_window_holds_working_time(calendar: WorkingCalendar, minutes: int) -> None:
    """There is always a minute in which the meeting can be, in every zone and week, also when the clocks change."""
    at = dt.datetime(2020, 1, 1, tzinfo=UTC) + dt.timedelta(minutes=minutes)
    window = calendar.review_window(at, 24, 48)
    assert window.start == at + dt.timedelta(hours=24)
    assert window.end >= at + dt.timedelta(hours=48)
    day = calendar.next_workday(window.start.astimezone(calendar.zone).date())
    hours = [calendar.working_hours(d) for d in (day, calendar.add_workdays(day, 1))]
    assert any(max(opens, window.start) < min(closes, window.end) for opens, closes in hours)


def test_one_calendar_for_the_same_values() -> None:
    """Equal policies share the years that are worked out."""
    assert working_calendar(Calendar(country="FR")) is working_calendar(Calendar(country="fr"))
    assert work(timezone="Asia/Tokyo").zone == ZoneInfo("Asia/Tokyo")
