"""When the review could be: in the window and everybody's hours; for any zone, week, holiday and change of the clocks."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.meeting.slots import Attendee, Found, Slot, find_slots, slot_at
from pmflow.policy.parts import Calendar
from pmflow.policy.working import ReviewWindow, WorkingCalendar, working_calendar

UTC = dt.UTC
NINE, FIVE = dt.time(9), dt.time(17)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def work(**keys: object) -> WorkingCalendar:
    return working_calendar(Calendar.model_validate(keys))


def somebody(name: str, zone: str = "UTC", *, roles: tuple[str, ...] = (), off: tuple[str, ...] = ()) -> Attendee:
    days = {dt.date.fromisoformat(day) for day in off}
    return Attendee(name, ZoneInfo(zone), NINE, FIVE, roles, is_off=days.__contains__)


def look(
    resolved: str, *people: Attendee, calendar: WorkingCalendar | None = None, now: str | None = None, minutes: int = 60
) -> Found:
    calendar = calendar or work()
    window = calendar.review_window(at(resolved), 24, 48)
    return find_slots(people, calendar, window, now=at(now or resolved), minutes=minutes)


def test_everybody_comes_and_the_earliest_is_best() -> None:
    """Resolved on a Tuesday at 10:10: Wednesday at half past ten, and three others well apart."""
    found = look("2026-03-10T10:10", somebody("Maya"), somebody("Jo"))
    assert found.best == Slot(at("2026-03-11T10:30"), at("2026-03-11T11:30"), (True, True), inside=True)
    assert [other.start for other in found.others] == [
        at("2026-03-11T13:30"),
        at("2026-03-12T09:00"),
        at("2026-03-11T11:30"),
    ]


def test_across_the_date_line_there_is_an_overlap() -> None:
    """Thursday morning in Auckland is Wednesday afternoon in Los Angeles: both at work, on days of different names."""
    found = look("2026-07-07T10:00", somebody("Kiri", "Pacific/Auckland"), somebody("Lou", "America/Los_Angeles"))
    assert found.best == Slot(at("2026-07-08T21:00"), at("2026-07-08T22:00"), (True, True), inside=True)
    friday = look("2026-07-09T20:00", somebody("Kiri", "Pacific/Auckland"), somebody("Lou", "America/Los_Angeles"))
    assert friday.best is not None
    assert friday.best.can == (False, True)  # Friday in Los Angeles is Saturday in Auckland


def test_without_an_overlap_responders_come_first() -> None:
    """Auckland and Berlin never work at the same time; whoever responded is asked before two who did not."""
    kiri = somebody("Kiri", "Pacific/Auckland", roles=("responder",))
    others = (somebody("Lou", "Europe/Berlin"), somebody("Ann", "Europe/Berlin"))
    assert look("2026-07-07T06:00", kiri, *others).best == Slot(
        at("2026-07-08T21:00"), at("2026-07-08T22:00"), (True, False, False), inside=True
    )
    assert look("2026-07-07T06:00", somebody("Kiri", "Pacific/Auckland"), *others).best == Slot(
        at("2026-07-08T07:00"), at("2026-07-08T08:00"), (False, True, True), inside=True
    )


def test_a_monday_in_auckland_is_a_monday() -> None:
    """Sunday evening in London, Monday morning there: the day is the attendee's, and nobody else is there to be asked."""
    found = look("2026-07-04T20:00", somebody("Kiri", "Pacific/Auckland"))
    assert found.best == Slot(at("2026-07-05T21:00"), at("2026-07-05T22:00"), (True,), inside=True)


def test_the_window_runs_to_the_next_working_day() -> None:
    """Over on a Friday noon: Monday morning is inside, by the same function as the deadline."""
    assert look("2026-03-06T12:00", somebody("Maya")).best == Slot(
        at("2026-03-09T09:00"), at("2026-03-09T10:00"), (True,), inside=True
    )


def test_nobody_in_the_window_means_the_first_hours_after_it() -> None:
    """Maya is away on the two days of the window; on the next she could come at nine."""
    maya = somebody("Maya", off=("2026-03-11", "2026-03-12"))
    assert look("2026-03-10T10:00", maya).best == Slot(
        at("2026-03-13T09:00"), at("2026-03-13T10:00"), (True,), inside=False
    )


def test_after_the_window_it_is_the_next_slot_from_now_on() -> None:
    """Nothing in the past, and the whole next day of work to choose from: an hour with both beats half an hour with one."""
    both = (somebody("Maya"), Attendee("Jo", ZoneInfo("UTC"), dt.time(12), FIVE))
    found = look("2026-03-02T10:00", *both, now="2026-03-10T10:20")
    assert found.best == Slot(at("2026-03-10T12:00"), at("2026-03-10T13:00"), (True, True), inside=False)
    late = look("2026-03-02T10:00", *both, now="2026-03-13T16:30")
    assert late.best == Slot(at("2026-03-16T12:00"), at("2026-03-16T13:00"), (True, True), inside=False)


def test_who_never_works_that_long_has_no_slot() -> None:
    """Nine hours do not fit into eight."""
    assert look("2026-03-10T10:00", somebody("Maya"), minutes=480).best is not None
    assert look("2026-03-10T10:00", somebody("Maya"), minutes=481) == Found(None)


def test_without_attendees_the_team_s_hours_count() -> None:
    """The calendar alone gives a slot, which nobody can or cannot come to."""
    assert look("2026-03-10T10:00").best == Slot(at("2026-03-11T10:00"), at("2026-03-11T11:00"), (), inside=True)


@pytest.mark.parametrize(
    ("zone", "resolved", "start"),
    [
        ("Europe/Berlin", "2026-03-27T17:00", "2026-03-30T07:00"),  # spring: nine is seven in UTC, was eight
        ("Europe/Berlin", "2026-10-23T17:00", "2026-10-26T08:00"),  # autumn
        ("Pacific/Auckland", "2026-04-03T06:00", "2026-04-05T21:00"),  # autumn in the south
        ("Pacific/Auckland", "2026-09-25T06:00", "2026-09-27T20:00"),  # spring in the south
        ("America/New_York", "2026-03-06T23:00", "2026-03-09T13:00"),
        ("Asia/Kathmandu", "2026-03-10T03:15", "2026-03-11T03:15"),  # +05:45: nine there is a quarter past three
    ],
)
def test_hours_are_local_also_when_the_clocks_change(zone: str, resolved: str, start: str) -> None:
    """Nine o'clock is nine o'clock, whatever that is in UTC."""
    found = look(resolved, somebody("Maya", zone), calendar=work(timezone=zone))
    assert found.best is not None
    assert (found.best.start, found.best.inside) == (at(start), True)


def test_holidays_year_ends_and_other_weeks() -> None:
    """New Year's Day is free in Germany, and Friday in Israel; Sunday is not."""
    berlin = work(timezone="Europe/Berlin", country="DE", holidays=["2026-12-31"])
    found = look("2026-12-29T18:00", somebody("Maya", "Europe/Berlin"), calendar=berlin)
    assert found.best is not None
    assert (found.best.start, found.best.inside) == (at("2027-01-04T08:00"), True)
    israel = work(timezone="Asia/Jerusalem", week="sunday-thursday", country="IL")
    found = look("2026-07-09T16:00", somebody("Noa", "Asia/Jerusalem"), calendar=israel)
    assert found.best is not None
    assert (found.best.start, found.best.inside) == (at("2026-07-12T06:00"), True)


def test_a_time_that_somebody_chose_is_judged_by_the_same_hours() -> None:
    """Whoever is asleep then is said, and whether it is in the window."""
    people = (somebody("Maya"), somebody("Lou", "America/Los_Angeles"))
    window = work().review_window(at("2026-03-10T10:00"), 24, 48)
    assert slot_at(people, work(), window, at("2026-03-11T10:15"), 45) == Slot(
        at("2026-03-11T10:15"), at("2026-03-11T11:00"), (True, False), inside=True
    )
    assert not slot_at(people, work(), window, at("2026-03-12T09:30"), 45).inside


# Laws

ZONES = (
    "UTC Europe/Berlin America/Los_Angeles America/New_York Pacific/Auckland Asia/Kolkata Asia/Kathmandu Asia/Jerusalem "
    "Australia/Lord_Howe America/Santiago Africa/Casablanca Pacific/Kiritimati Pacific/Pago_Pago Europe/Dublin"
).split()
CALENDARS = [
    work(),
    work(timezone="Europe/Berlin", country="DE", subdivision="BY", holidays=["2026-12-24", "2026-12-31"]),
    work(timezone="Asia/Jerusalem", week="sunday-thursday", country="IL"),
    work(timezone="Pacific/Auckland", country="NZ", hours="08:30-16:30"),
    work(timezone="America/Los_Angeles", country="US"),
    work(timezone="Asia/Kathmandu", week="sunday-friday"),
    work(timezone="Australia/Lord_Howe", week=["saturday"]),
]
TURNS = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25", "2026-11-01", "2025-12-31", "2026-12-24"]

resolutions = st.one_of(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda n: at("2025-01-01") + dt.timedelta(minutes=n)),
    st.builds(lambda day, n: at(day) + dt.timedelta(minutes=n), st.sampled_from(TURNS), st.integers(-5760, 2880)),
)


@st.composite
def attendees(draw: st.DrawFn) -> Attendee:
    first, length = draw(st.integers(0, 40)), draw(st.integers(0, 8))
    opens = draw(st.integers(0, 20))
    closes = draw(st.integers(opens + 1, 23))
    return Attendee(
        draw(st.text("abc", min_size=1, max_size=3)),
        ZoneInfo(draw(st.sampled_from(ZONES))),
        dt.time(opens, draw(st.sampled_from([0, 30]))),
        dt.time(closes, 45),
        draw(st.sampled_from([(), ("responder",), ("author",)])),
        is_off=lambda day: first <= day.toordinal() % 41 < first + length,
    )


def comes(person: Attendee, calendar: WorkingCalendar, start: dt.datetime, minutes: int) -> bool:
    """Looked at every quarter of an hour on the wall clock: another way to the same answer."""
    moments = [start + dt.timedelta(minutes=n) for n in (*range(0, minutes, 15), minutes - 1)]
    local = [moment.astimezone(person.zone) for moment in moments]
    return all(
        person.opens <= each.time() < person.closes
        and calendar.is_workday(each.date())
        and not person.is_off(each.date())
        for each in local
    )


def starts(calendar: WorkingCalendar, first: dt.datetime, last: dt.datetime) -> list[dt.datetime]:
    """Every full or half hour on the calendar's clocks."""
    moment = first.replace(minute=first.minute // 15 * 15, second=0, microsecond=0)
    found = []
    while moment <= last:
        if moment >= first and moment.astimezone(calendar.zone).minute % 30 == 0:
            found.append(moment)
        moment += dt.timedelta(minutes=15)
    return found


@settings(max_examples=150)
@given(
    st.lists(attendees(), max_size=4), st.sampled_from(CALENDARS), resolutions, st.integers(-24 * 60, 10 * 24 * 60),
    st.sampled_from([15, 45, 60, 90, 180]),
)  # fmt: skip
def test_the_best_slot_is_what_looking_at_every_half_hour_finds(
    people: list[Attendee], calendar: WorkingCalendar, resolved: dt.datetime, past: int, minutes: int
) -> None:
    """Inside the window whenever anybody could come there; never before now; on nobody's day off; of the best the earliest.

    Compared with a search that asks each person about each quarter of an hour.
    """
    now = resolved + dt.timedelta(minutes=past)
    window = calendar.review_window(resolved, 24, 48)
    found = find_slots(people, calendar, window, now=now, minutes=minutes)
    asked = people or [Attendee("", calendar.zone, calendar.opens, calendar.closes)]
    length = dt.timedelta(minutes=minutes)

    def key(start: dt.datetime) -> tuple[int, int, dt.datetime]:
        can = [person for person in asked if comes(person, calendar, start, minutes)]
        return -sum(person.responds for person in can), -len(can), start

    inside = [key(start) for start in starts(calendar, max(now, window.start), window.end - length)]
    good = [each for each in inside if each[1] < 0]
    for slot in (found.best, *found.others):
        if slot is None:
            continue
        assert slot.start >= now
        assert slot.end - slot.start == length
        assert (slot.start.second, slot.start.astimezone(calendar.zone).minute % 30) == (0, 0)
        assert slot.inside == (window.start <= slot.start and slot.end <= window.end)
        if people:
            assert list(slot.can) == [comes(person, calendar, slot.start, minutes) for person in people]
            assert any(slot.can)
    if good:
        assert found.best is not None
        assert found.best.inside
        assert key(found.best.start) == min(good)
    else:
        assert found.best is None or found.best.start + length > window.end
    chosen = [slot for slot in (found.best, *found.others) if slot is not None]
    ordered = sorted(chosen, key=lambda slot: slot.start)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


@settings(max_examples=60)
@given(st.lists(attendees(), min_size=1, max_size=3), st.sampled_from(CALENDARS), resolutions, st.integers(2, 400))
def test_after_the_window_nothing_earlier_would_have_done(
    people: list[Attendee], calendar: WorkingCalendar, resolved: dt.datetime, days: int
) -> None:
    """However late it is, nobody waits a day longer than they must: within 24 hours of the first time anybody could."""
    now = resolved + dt.timedelta(days=days, minutes=7)
    window = ReviewWindow(resolved + dt.timedelta(hours=24), resolved + dt.timedelta(hours=48))
    found = find_slots(people, calendar, window, now=now, minutes=60)
    if found.best is not None:
        before = starts(calendar, now, min(found.best.start, now + dt.timedelta(days=5)) - dt.timedelta(days=1))
        assert not any(comes(person, calendar, start, 60) for start in before for person in people)
        assert found == find_slots(people, calendar, window, now=now, minutes=60)
