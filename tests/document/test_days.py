"""Days in text: national forms, years left out, days that do not exist, and the order of day and month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.days import DayOrder, day_at, find_bad_days, find_days, guess_order, write_day

NEAR = dt.date(2025, 10, 20)


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("2025-10-23", "2025-10-23", "%Y-%m-%d"),
        ("2025/10/23", "2025-10-23", "%Y/%m/%d"),
        ("23.10.2025", "2025-10-23", "%d.%m.%Y"),
        ("23.10.25", "2025-10-23", "%d.%m.%y"),
        ("23/10/2025", "2025-10-23", "%d/%m/%Y"),
        ("10/23/2025", "2025-10-23", "%m/%d/%Y"),
        ("10/9/2025 14:02, near 10/23/2025", "2025-10-23", "%m/%d/%Y"),
        ("23-Oct-25", "2025-10-23", "%d-%b-%y"),
        ("4 Nov '25", "2025-11-04", "%-d %b '%y"),
        ("21 March 2025", "2025-03-21", "%-d %B %Y"),
        ("March 21st, 2025", "2025-03-21", None),
        ("Fri 24 Oct", "2025-10-24", "%a %-d %b"),
        ("Oct 23", "2025-10-23", "%b %-d"),
        ("21. März 2025", "2025-03-21", None),
        ("1er avril 2025", "2025-04-01", None),
        ("21 de março de 2025", "2025-03-21", None),
        ("mar 4 nov 2025", "2025-11-04", None),
        ("3 giugno 2025", "2025-06-03", None),
        ("5 mei 2025", "2025-05-05", None),
        ("2025年10月23日", "2025-10-23", None),
        ("20251023T1405Z", "2025-10-23", "%Y%m%d"),
        ("[12-05 16:21]", "2025-12-05", "%m-%d"),
        ("17/Jun/2025:14:05:11", "2025-06-17", "%d/%b/%Y"),
        ("October 29-30, 2025", "2025-10-29", None),
        ("29–30 October 2025", "2025-10-29", None),
        ("due 10/23", "2025-10-23", "%m/%d"),
        ("10/23 (Thu)", "2025-10-23", "%m/%d"),
        ("10/3 (Fri)", "2025-10-03", "%-m/%-d"),
        ("2025-W43-4", "2025-10-23", None),
        ("2025. 10. 23. (Thu)", "2025-10-23", None),
        ("2025 Oct 23", "2025-10-23", None),
        ("23 OCT 25", "2025-10-23", None),
        ("23 października 2025", "2025-10-23", None),
        ("23 ekim 2025", "2025-10-23", None),
        ("Rabu, 23 Oktober 2025", "2025-10-23", None),
        ("23. lokakuuta 2025", "2025-10-23", None),
        ("23 октября 2025", "2025-10-23", None),
    ],
)
def test_a_day_is_read_in_every_national_form(text: str, day: str, form: str | None) -> None:
    """Each form gives the day that it means, and a format that would write it as it stands."""
    found = [f for f in find_days(text, near=NEAR) if f.day is not None][-1]
    assert (str(found.day), found.format) == (day, form)


@pytest.mark.parametrize(
    "text",
    [
        "5 out of 10",
        "may 10 users",
        "3/4 of pods",
        "1.2.3",
        "version 23.10.1",
        "10.1.2.3",
        "set 5 flags",
        "#1234",
        "In 2025 may 10 users",
        "14:02:33",
        "",
        "no",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    """Fractions, versions, addresses and words that are also names of months are no days."""
    assert find_days(text, near=NEAR) == []


def test_a_day_without_a_year_takes_the_nearest_one() -> None:
    """Beside 2 January, "30 December" is last year's and "3 January" this year's."""
    near = dt.date(2025, 1, 2)
    assert [f.day for f in find_days("30 December and 3 January", near=near)] == [
        dt.date(2024, 12, 30),
        dt.date(2025, 1, 3),
    ]
    assert [(f.day, f.month, f.dom) for f in find_days("30 December")] == [(None, 12, 30)]


def test_an_ambiguous_day_needs_proof() -> None:
    """7/3/2025 is no date until an order, a weekday or a day close by says which number is the month."""
    assert [f.day for f in find_days("7/3/2025")] == [None]
    assert [f.day for f in find_days("7/3/2025", order=DayOrder.DMY)] == [dt.date(2025, 3, 7)]
    assert [f.day for f in find_days("7/3/2025", order=DayOrder.MDY)] == [dt.date(2025, 7, 3)]
    assert [f.day for f in find_days("Fri 7/3/2025")] == [dt.date(2025, 3, 7)]
    assert [f.day for f in find_days("7/3/2025", near=dt.date(2025, 3, 8))] == [dt.date(2025, 3, 7)]
    assert [f.day for f in find_days("3/3/2025")] == [dt.date(2025, 3, 3)]


def test_impossible_days_are_reported_apart() -> None:
    """31 February is no day, but it is found as a bad one."""
    assert find_days("31 February 2025 and 2025-13-40") == []
    assert [f.raw for f in find_bad_days("31 February 2025 and 2025-13-40, not 2024-02-29")] == [
        "31 February 2025",
        "2025-13-40",
    ]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("on 7/3/2025 and on 21/03/2025", DayOrder.DMY),
        ("on 7/3/2025 and on 03/21/2025", DayOrder.MDY),
        ("Friday 7/3/2025", DayOrder.DMY),
        ("7/3/2025 (Thursday)", DayOrder.MDY),
        ("7/3/2025, that is 2025-03-07", DayOrder.DMY),
        ("7/3/2025 14:02 PST", DayOrder.MDY),
        ("7/3/2025, lost £400", DayOrder.DMY),
        ("7/3/2025", None),
        ("no days at all", None),
    ],
)
def test_the_document_proves_its_order(text: str, order: DayOrder | None) -> None:
    """A number over 12, a weekday, the same day in another form, and failing these the place, prove the order."""
    assert guess_order(text) == order


def test_a_day_is_found_where_it_must_stand() -> None:
    """`day_at` looks at one place only."""
    found = day_at("at 2025-03-07 14:02", 3)
    assert found is not None
    assert (found.day, found.start, found.end) == (dt.date(2025, 3, 7), 3, 13)
    assert day_at("at 2025-03-07", 0) is None


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%-d %B %Y", "%a %d %b %Y", "%b %-d, %Y"]),
)
def test_what_is_written_is_read_again(day: dt.date, form: str) -> None:
    """A day written in any of these forms is read as that day, with a format that writes it again."""
    text = write_day(day, form)
    (found,) = find_days(f"x {text} y")
    assert (found.day, found.raw) == (day, text)
    assert found.format is not None
    assert write_day(day, found.format) == text


@given(st.text(alphabet="0123456789/-.: ,JanFebMayOctmonweds年月日'", max_size=40))
def test_found_days_stand_where_they_say(text: str) -> None:
    """Whatever the text, spans match it and nothing is raised."""
    for found in find_days(text, near=NEAR) + find_bad_days(text):
        assert text[found.start : found.end] == found.raw
