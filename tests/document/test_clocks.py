"""Clock times at the head of an entry."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.clocks import find_clock, find_clocks

NEAR = dt.date(2025, 10, 20)


@pytest.mark.parametrize(
    ("text", "time", "raw", "zone"),
    [
        ("14:32 deployed", "14:32", "14:32", None),
        ("14.32 - deployed", "14:32", "14.32", None),
        ("15.26 Compared disks", "15:26", "15.26", None),
        ("14h05 : déploiement", "14:05", "14h05", None),
        ("06h35m alarm", "06:35", "06h35m", None),
        ("06h35m: alarm", "06:35", "06h35m", None),
        ("17:14pm", "17:14", "17:14pm", None),
        ("9:06a ack", "09:06", "9:06a", None),
        ("9 AM - start", "09:00", "9 AM", None),
        ("12:07 PM x", "12:07", "12:07 PM", None),
        ("12:07 am x", "00:07", "12:07 am", None),
        ("[10:42 AM] dana: hm", "10:42", "10:42 AM", None),
        ("04:49 PM UTC Site", "16:49", "04:49 PM UTC", "UTC"),
        ("14g05: mở lại", "14:05", "14g05", None),
        ("14 giờ 05: mở lại", "14:05", "14 giờ 05", None),
        ("14:05ish alarm", "14:05", "14:05ish", None),
        ("140545Z SEP 25 - load", "05:45", "140545Z SEP 25", "Z"),
        ("140545C SEP 25 - load", "05:45", "140545C SEP 25", "UTC+3"),
        ("25:25 all done", "01:25", "25:25", None),
        ("15:00～15:30 talks", "15:00", "15:00～15:30", None),
        ("23:50 (Tue): alarm", "23:50", "23:50 (Tue)", None),
        ("14:05 Uhr Alarm", "14:05", "14:05 Uhr", None),
        ("alle 14:05 rilascio", "14:05", "14:05", None),
        ("0915 UTC deploy", "09:15", "0915 UTC", "UTC"),
        ("0915Z deploy", "09:15", "0915Z", "Z"),
        ("10:31 PT paged", "10:31", "10:31 PT", "PT"),
        ("13:14 EDT (17:14 UTC): mail", "13:14", "13:14 EDT", "EDT"),
        ("10:00 PT / 17:00 UTC mail", "10:00", "10:00 PT / 17:00 UTC", "PT"),
        ("14:02 (UTC) x", "14:02", "14:02 (UTC)", "UTC"),
        ("2025-09-02T20:31Z stop", "20:31", "2025-09-02T20:31Z", "Z"),
        ("2025-09-02T16:05-03:00 stop", "16:05", "2025-09-02T16:05-03:00", "-03:00"),
        ("- [x] 14:02 done", "14:02", "14:02", None),
        ("午後2時05分 復旧", "14:05", "午後2時05分", None),
        ("noon - lunch", "12:00", "noon", None),
        ("14:05 Z x", "14:05", "14:05 Z", "Z"),
        ("2025-06-17T14:05+02 x", "14:05", "2025-06-17T14:05+02", "+02"),
        ("el 17 de junio a las 14:05 h x", "14:05", "17 de junio a las 14:05", None),
        ("14h05min x", "14:05", "14h05min", None),
        ("24:00 x", "00:00", "24:00", None),
        ("kl. 14.05 Deploy", "14:05", "14.05", None),
        ("17.6. 22:15 Uhr: Deploy", "22:15", "17.6. 22:15 Uhr", None),
        ("14:25 UTC – 14:40 UTC x", "14:25", "14:25 UTC – 14:40 UTC", "UTC"),
        ("1:05 London on-call paged", "01:05", "1:05", None),
    ],
)
def test_the_time_at_the_head_is_read(text: str, time: str, raw: str, zone: str | None) -> None:
    """Each notation gives its hour and minute, the time as written, and the zone beside it."""
    found = find_clock(text, near=NEAR)
    assert found is not None
    assert (f"{found.hour:02}:{found.minute:02}", text[found.start : found.end].lstrip("]"), found.zone) == (
        time,
        raw,
        zone,
    )


@pytest.mark.parametrize(
    "text",
    [
        "4.5 million requests",
        "1.25 released",
        "1.30.2 deployed",
        "5 pods restarted",
        "10-12 nodes",
        "10 minutes later",
        "2025 was",
        "0915 deploy",
        "1200 users",
        "3/4 of all",
        "Detected: 14:02",
        "",
    ],
)
def test_other_figures_are_no_times(text: str) -> None:
    """Versions, counts, amounts and times that do not stand at the head are not taken."""
    assert find_clock(text, near=NEAR) is None


@pytest.mark.parametrize(
    "text",
    [
        "~23:10 x",
        "around 9:30 x",
        "ca. 09:00 x",
        "approx. 03:30 CEST",
        "gegen 22:40 Uhr",
        "07:30 (approx.)",
        "vers 9h30",
    ],
)
def test_doubt_about_the_time_is_kept(text: str) -> None:
    """ "around", "ca." and their like mark the time as approximate."""
    found = find_clock(text)
    assert found is not None
    assert found.approximate


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("11:00 - 11:45 x", "11:00", "11:45"),
        ("02:40 to 03:25 - x", "02:40", "03:25"),
        ("10:15-10:40 x", "10:15", "10:40"),
        ("11:40–11:55am x", "11:40", "11:55"),
        ("12:20-12:40 AM x", "00:20", "00:40"),
        ("11:50-12:10 PM x", "11:50", "12:10"),
        ("2-3pm x", "14:00", "15:00"),
        ("between 10:00 and 10:30 x", "10:00", "10:30"),
        ("10h05 à 10h40 x", "10:05", "10:40"),
        ("08.45 bis 09.10 – Analyse", "08:45", "09:10"),
        ("08:31Z–08:40Z", "08:31", "08:40"),
        ("2024-03-09 23:58 -> 2024-03-10 00:12 x", "23:58", "00:12"),
    ],
)
def test_a_range_has_both_ends(text: str, start: str, end: str) -> None:
    """A range gives its beginning and its end; an am or pm at the end holds for both unless the order forbids it."""
    found = find_clock(text)
    assert found is not None
    assert found.until is not None
    assert (str(found.time)[:5], str(found.until.time)[:5]) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-07-30 ca. 11:20", "2018-07-30"),
        ("May 1 2019, 3:18 PM", "2019-05-01"),
        ("30.03.2025 00:20 CET", "2025-03-30"),
        ("[12-05 16:21] x", "2025-12-05"),
        ("14:02, 7 March 2025 - x", "2025-03-07"),
        ("17/06/2025, ore 14:05: x", "2025-06-17"),
        ("22:30 UTC (Oct 29) x", "2025-10-29"),
    ],
)
def test_the_day_beside_a_time_belongs_to_it(text: str, day: str) -> None:
    """A day before or after the time is its day."""
    found = find_clock(text, near=NEAR)
    assert found is not None
    assert found.day is not None
    assert str(found.day.day) == day


def test_an_unknown_time_is_said_to_be_unknown() -> None:
    """`???` is a time that nobody knows, not the lack of one."""
    found = find_clock("[???] IOPS reached a limit")
    assert found is not None
    assert (found.hour, found.time, found.raw) == (None, None, "[???]")


def test_days_and_minutes_relative_to_others_are_kept() -> None:
    """ "T+5", "(+1)", "next day", "Day 2" and a weekday are read as such."""
    heads = [
        find_clock(text) for text in ("T+00:12 x", "00:12 (+1) x", "Next day, 09:00 x", "Day 2, 11:00 x", "Tue 14:02 x")
    ]
    assert [(h.elapsed, h.next_day, h.day_after, h.nth, h.weekday) for h in heads if h] == [
        (12, 0, False, None, None),
        (None, 1, False, None, None),
        (None, 0, True, None, None),
        (None, 0, False, 2, None),
        (None, 0, False, None, 1),
    ]


def test_four_digits_are_a_time_where_the_caller_knows_it() -> None:
    """`0915` alone needs the caller's word."""
    found = find_clock("0915 deploy", compact=True)
    assert found is not None
    assert found.time == dt.time(9, 15)


def test_times_inside_prose_are_certain_ones() -> None:
    """In running text a time needs a colon, an am or pm, an h, or a zone."""
    found = find_clocks("Deployed at 14:02, gone by 9 pm UTC on 2025-03-07; ratio 10:99, build 1200, 0915 UTC")
    assert [c.raw for c in found] == ["14:02", "9 pm UTC", "0915 UTC"]


@given(st.text(alphabet="0123456789:.-+~ apmPMTZUTChé[](),/→年月日時分?", max_size=40), st.booleans())
def test_found_times_stand_where_they_say(text: str, compact: bool) -> None:
    """Whatever the text, spans match it and nothing is raised."""
    found = [c for c in [find_clock(text, near=NEAR, compact=compact), *find_clocks(text, near=NEAR)] if c is not None]
    assert [text[c.start : c.end] for c in found] == [c.raw for c in found]


@pytest.mark.parametrize("text", ["T+{}", "T+{}m thing", "+{}h2m thing", "T+{}d 3h: x", "Day {} 10:00", "{}:00 thing"])
def test_figures_beyond_all_measure_are_no_times(text: str) -> None:
    """Thousands of digits are read as no time, and no error."""
    assert find_clock(text.format("9" * 5000)) is None


@pytest.mark.parametrize("text", ["12h30m of downtime in total", "01h26m later it was over", "6h35m: lost"])
def test_lengths_are_no_times(text: str) -> None:
    """`12h30m` in front of what it measures is no time of day."""
    assert find_clock(text) is None


def test_lengths_in_running_text_are_no_times() -> None:
    """In a sentence `12h30m` is how long it took."""
    assert [clock.raw for clock in find_clocks("It lasted 12h30m and was over at 18:05")] == ["18:05"]
