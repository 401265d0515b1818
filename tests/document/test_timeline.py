"""Timelines in the forms in which people write them. Every case: the section as written, and each entry's instant."""

import datetime as dt

import pytest

from pmflow.document.blocks import read_blocks
from pmflow.document.days import DayOrder
from pmflow.document.document import SectionBlocks
from pmflow.document.timeline import Timeline, looks_like_timeline, read_timeline
from pmflow.model import SectionName, TimelineEntry

DAY = dt.date(2025, 6, 17)


def read(text: str, *, day: dt.date | None = DAY, zone: str | None = None, order: DayOrder | None = None) -> Timeline:
    """The timeline of a section whose heading is the first line of `text`."""
    root = read_blocks(text.strip("\n"))
    heading, *rest = root.children
    section = SectionBlocks(SectionName.TIMELINE, heading.text, 1, root.end_line, 2, tuple(rest), heading)
    return read_timeline((section,), day=day, zone=zone, order=order)


def brief(entry: TimelineEntry) -> str:
    """`17 14:05+02:00 deploy`: day of the month, time with offset (or `local`), end, words."""
    at, end = entry.at or entry.local, f"-{entry.until:%d %H:%M}" if entry.until else ""
    when = f"{at:%d %H:%M}{at.isoformat()[-6:] if entry.at else ' local'}" if at else f"({entry.raw})"
    return f"{when}{end} {entry.text}".replace("\n", " / ")


CASES = {
    "bullets with a zone in the heading": (
        """
## Timeline (UTC)

- 14:05 - deploy
- ~14:20 - alarm
- 14:30 to 14:40 - rollback
- nobody noted when support was told
- 15:00 - fixed
""",
        [
            "17 14:05+00:00 deploy",
            "17 14:20+00:00 alarm",
            "17 14:30+00:00-17 14:40 rollback",
            "(None) nobody noted when support was told",
            "17 15:00+00:00 fixed",
        ],
    ),
    "lines of one paragraph, one of them without a time": (
        "## Timeline (UTC)\n\n**14:05** – deploy<br>\n– somewhere here Ana joins<br>\n**14:20** – fixed",
        ["17 14:05+00:00 deploy", "(None) somewhere here Ana joins", "17 14:20+00:00 fixed"],
    ),
    "bold words about a time between bold times": (
        "## Timeline (UTC)\n\n**14:05** deploy\n\n**Time not recorded** a call\n\n**14:20** fixed",
        ["17 14:05+00:00 deploy", "(Time not recorded) a call", "17 14:20+00:00 fixed"],
    ),
    "hours counted on past midnight": (
        "## Timeline\n\n| Date | JST | What |\n|---|---|---|\n| 6/17 (Tue) | 23:40 | alarm |\n| | 24:20 | half |\n"
        "| | 25:25 | done |\n| 6/20 (Fri) | 11:00 | report |",
        ["17 23:40+09:00 alarm", "18 00:20+09:00 half", "18 01:25+09:00 done", "20 11:00+09:00 report"],
    ),
    "date-time groups": (
        "## Log\n\n- 172345Z JUN 25 – load\n- 180012Z JUN 25 – lost",
        ["17 23:45+00:00 load", "18 00:12+00:00 lost"],
    ),
    "counted from a start that the heading gives": (
        "## Timeline (T+0 is 14:02 UTC)\n\n- T+0 deploy\n- T+8 alarm\n- T+1:30 fixed",
        ["17 14:02+00:00 deploy", "17 14:10+00:00 alarm", "17 15:32+00:00 fixed"],
    ),
    "counted from the first entry": (
        "## Timeline\n\n- 14:02 UTC deploy\n- +8 min: alarm\n- +29 min: fixed",
        ["17 14:02+00:00 deploy", "17 14:10+00:00 alarm", "17 14:31+00:00 fixed"],
    ),
    "through midnight": (
        "## Timeline\n\n* 23:50 CEST deploy\n* 00:10 CEST alarm\n* 00:40 CEST fixed\n* 09:00 CEST review",
        ["17 23:50+02:00 deploy", "18 00:10+02:00 alarm", "18 00:40+02:00 fixed", "18 09:00+02:00 review"],
    ),
    "an entry out of order stays on its day": (
        "## Timeline\n\n* 09:30Z met\n* 09:00Z (added later) stopped\n* 11:00Z fixed",
        ["17 09:30+00:00 met", "17 09:00+00:00 (added later) stopped", "17 11:00+00:00 fixed"],
    ),
    "a table with the date once a day": (
        """
## Sequence of events

| Date | Time (AEDT) | Event |
|---|---|---|
| 20 Nov 2024 | 22:15 | test |
| | 23:40 | passed |
| 21 Nov 2024 | 11:00 - 11:45 | reversed |
""",
        ["20 22:15+11:00 test", "20 23:40+11:00 passed", "21 11:00+11:00-21 11:45 reversed"],
    ),
    "a table with other names and another order": (
        """
## Verloop

| No | Wie | Wat | Wanneer |
|---|---|---|---|
| 1 | Piet | Release 4 | 17-06-2025 14:05 uur |
| 2 | - | Storing | 18-06-2025 09:00 uur |
""",
        ["17 14:05 local Release 4", "18 09:00 local Storing"],
    ),
    "start and end columns, and measures that are no times": (
        """
## Timeline (CET)

| Event | Start | End |
|---|---|---|
| errors | 23:50 | 00:20 |

| Measure | Value |
|---|---|
| Time to detect | 00:20 |
""",
        ["17 23:50+02:00-18 00:20 errors"],
    ),
    "days as rows of a table": (
        """
## Timeline

| Time | Event |
|---|---|
| **Monday 16 June** | |
| 23:50 CEST | deploy |
| **Tuesday 17 June** | |
| 00:10 CEST | alarm |
""",
        ["16 23:50+02:00 deploy", "17 00:10+02:00 alarm"],
    ),
    "times as headings": (
        """
## Timeline

All times in PST

### 2025-06-17 16:51

A report says that it is down.

### 17:14pm - deploy

It is back.
""",
        ["17 16:51-07:00 A report says that it is down.", "17 17:14-07:00 deploy / It is back."],
    ),
    "day headings": (
        """
## Timeline

### Tuesday, 17 June 2025

- 22:00Z starts

### Wednesday, 18 June 2025

- 21:00Z ends
""",
        ["17 22:00+00:00 starts", "18 21:00+00:00 ends"],
    ),
    "bold lines broken by br": (
        "## Timeline (times in Pacific)\n\n**14:05** Deploy.<br>\n**14:20** Alarm.<br>\n**2:40 PM** Fixed.",
        ["17 14:05-07:00 Deploy.", "17 14:20-07:00 Alarm.", "17 14:40-07:00 Fixed."],
    ),
    "prose that wraps before a time": (
        "## Timeline\n\n2:05 p.m. PDT. Alarm. We looked at\n3:10 graphs and saw nothing.\n\n2:20 p.m. PDT. Fixed.",
        ["17 14:05-07:00 Alarm. We looked at / 3:10 graphs and saw nothing.", "17 14:20-07:00 Fixed."],
    ),
    "a definition list": (
        "## Timeline\n\n14:05 UTC\n: deploy\n\n14:20 UTC\n: alarm",
        ["17 14:05+00:00 deploy", "17 14:20+00:00 alarm"],
    ),
    "labels before the times": (
        "## Timeline\n\n- **Detected:** 17 June 2025 14:05 CEST\n- **Resolved:** 15:10 CEST",
        ["17 14:05+02:00 Detected", "17 15:10+02:00 Resolved"],
    ),
    "a log in a fence": (
        "## Timeline\n\n```\n2025-06-17T14:05:11Z deploy\n2025-06-17T14:20:00Z alarm\n```",
        ["17 14:05+00:00 deploy", "17 14:20+00:00 alarm"],
    ),
    "an indented log": (
        "## Timeline\n\n    14:05Z - deploy\n    14:20Z - alarm\n    15:00Z - fixed",
        ["17 14:05+00:00 deploy", "17 14:20+00:00 alarm", "17 15:00+00:00 fixed"],
    ),
    "a table drawn with spaces": (
        """
## Timeline

  Time (EDT)     Event           Source
  -------------- --------------- --------
  07:30          change applied  calendar
  approx. 07:50  calls waiting   desk
""",
        ["17 07:30-04:00 change applied", "17 07:50-04:00 calls waiting"],
    ),
    "a grid": (
        """
## Timeline

+------------+----------------+
| Time (IST) | Event          |
+============+================+
| 10:02      | Release 4      |
|            | went out       |
+------------+----------------+
| 10:20      | Alarm          |
+------------+----------------+
""",
        ["17 10:02+05:30 Release 4 went out", "17 10:20+05:30 Alarm"],
    ),
    "an HTML table": (
        "## T\n\n<table>\n<tr><td>14:05Z</td><td>deploy</td></tr>\n<tr><td>14:20Z</td><td>alarm</td></tr>\n</table>",
        ["17 14:05+00:00 deploy", "17 14:20+00:00 alarm"],
    ),
    "days in nested bullets": (
        "## Timeline\n\n- **Day 1 (June 17, 2025)**\n  - 14:05 UTC – deploy\n- **Day 2**\n  - 09:00 UTC – fixed",
        ["17 14:05+00:00 deploy", "18 09:00+00:00 fixed"],
    ),
    "the next day, said so": (
        "## Timeline\n\n- 22:05Z deploy\n- 00:05Z (+1) alarm\n- 00:30Z (+1) ack\n- Next day, 09:00Z: review",
        ["17 22:05+00:00 deploy", "18 00:05+00:00 alarm", "18 00:30+00:00 ack", "18 09:00+00:00 review"],
    ),
    "weekdays beside the times": (
        "## Timeline (UTC)\n\n- Tue 23:50: deploy\n- Wed 00:10: alarm\n- Fri 09:00: review",
        ["17 23:50+00:00 deploy", "18 00:10+00:00 alarm", "20 09:00+00:00 review"],
    ),
    "a clock of twelve hours": (
        "## Timeline (UTC)\n\n- 11:40 deploy\n- 12:10 alarm\n- 1:15 fixed",
        ["17 11:40+00:00 deploy", "17 12:10+00:00 alarm", "17 13:15+00:00 fixed"],
    ),
    "minutes since the start": (
        "## Timeline\n\nT0 = 14:02 UTC\n\n- T+0 deploy\n- T+8m alarm\n- T+1:00 fixed",
        ["17 14:02+00:00 deploy", "17 14:10+00:00 alarm", "17 15:02+00:00 fixed"],
    ),
    "minutes before and after the start, in a table": (
        "## Timeline\n\n| Time | Event |\n|--|--|\n| T-15 min | open |\n| T0 (14:05 UTC) | bad |\n| T+10 min | bell |",
        ["17 13:50+00:00 open", "17 14:05+00:00 bad", "17 14:15+00:00 bell"],
    ),
    "a zone in a quotation, a table without a header of its own": (
        "## Timeline\n\n> All times in CET\n\n| | |\n|--|--|\n| 13:02 | flush |\n| 13:05 | alarm |",
        ["17 13:02+02:00 flush", "17 13:05+02:00 alarm"],
    ),
    "a day that ends at 24:00": (
        "## Timeline\n\n- 22:00Z - 24:00Z: work\n- 24:00Z: end of the window\n- 01:00Z: alarm",
        ["17 22:00+00:00-18 00:00 work", "18 00:00+00:00 end of the window", "18 01:00+00:00 alarm"],
    ),
    "four digits everywhere": (
        "## Timeline (UTC)\n\n- 1405 deploy of build 1200\n- 1420 alarm\n- 1500 fixed",
        ["17 14:05+00:00 deploy of build 1200", "17 14:20+00:00 alarm", "17 15:00+00:00 fixed"],
    ),
    "an unknown time": (
        "## Timeline\n\n* [???] limit reached\n* [14:20Z] alarm",
        ["([???]) limit reached", "17 14:20+00:00 alarm"],
    ),
    "days without times": (
        "## Timeline\n\n- **Jun 4, 2025**: released\n- **Jun 5, 2025**: more\n  - detail\n- Before that: nothing",
        ["(Jun 4, 2025) released", "(Jun 5, 2025) more", "(Before that) nothing"],
    ),
    "a year mistyped at New Year": (
        "## Timeline\n\n- 2024-12-31 23:50 UTC deploy\n- 2024-01-01 00:20 UTC alarm",
        ["31 23:50+00:00 deploy", "01 00:20+00:00 alarm"],
    ),
    "chat beside the real thing": (
        """
## Timeline

- 14:05Z deploy
- 14:20Z alarm

> 14:06 ana: hm

### Chat transcript

- 14:07 bo: ok
- 14:08 ana: ok
""",
        ["17 14:05+00:00 deploy", "17 14:20+00:00 alarm"],
    ),
    "chat that is the timeline": (
        "## What happened\n\nmy slack, so central time (CDT)\n\n- [10:42 AM] dana: 502?\n- [12:07 PM] marcus: done",
        ["17 10:42-05:00 dana: 502?", "17 12:07-05:00 marcus: done"],
    ),
    "national days": (
        "## Linha do tempo (horário de Brasília)\n\n- 17/06/2025 às 14h05 – deploy\n- por volta das 14h40 – alarme",
        ["17 14:05-03:00 deploy", "17 14:40-03:00 alarme"],
    ),
    "prose only": ("## Timeline\n\nThe cache was full. It took 20 minutes to see it, and 3 people.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_timeline_is_read(name: str) -> None:
    """Every entry is found, with its day, its zone, its end and its words."""
    text, entries = CASES[name]
    assert [brief(entry) for entry in read(text).entries] == entries


def test_the_year_around_new_year_is_mended() -> None:
    """1 January with last year's number is the day after 31 December."""
    entries = read("## Timeline\n\n- 2024-12-31 23:50 UTC a\n- 2024-01-01 00:20 UTC b").entries
    assert [str(e.at)[:10] for e in entries] == ["2024-12-31", "2025-01-01"]


def test_without_a_zone_there_is_no_instant() -> None:
    """The local time is kept for the order; a zone stated elsewhere in the document makes it an instant."""
    text = "## Timeline\n\n- 14:05 deploy\n- 14:20 alarm"
    assert [(e.at, str(e.local)) for e in read(text).entries] == [
        (None, "2025-06-17 14:05:00"),
        (None, "2025-06-17 14:20:00"),
    ]
    stated = read(text, zone="JST")
    assert ([str(e.at) for e in stated.entries], stated.zone) == (
        ["2025-06-17 14:05:00+09:00", "2025-06-17 14:20:00+09:00"],
        "JST",
    )


def test_without_a_day_there_is_no_time() -> None:
    """No day is made up; the entries are there all the same."""
    assert [(e.at, e.local, e.raw) for e in read("## Timeline\n\n- 14:05Z a\n- 14:20Z b", day=None).entries] == [
        (None, None, "14:05Z"),
        (None, None, "14:20Z"),
    ]


def test_a_timeline_mostly_after_midnight_began_the_day_before() -> None:
    """The incident's date is the day of the harm: one entry before midnight belongs to the day before it."""
    rows = ["11:52 PM", "12:00 AM", "12:05 AM", "12:40 AM", "1:08 AM", "1:25 AM"]
    entries = read("## Timeline (IST)\n\n" + "\n".join(f"- {row} x" for row in rows)).entries
    assert [e.at.day for e in entries if e.at] == [16, 17, 17, 17, 17, 17]


def test_ambiguous_days_follow_the_document() -> None:
    """7/6/2025 is 6 July or 7 June as the document's order says; without one, the incident's day decides."""
    text = "## Timeline\n\n- 7/6/2025 14:05Z a\n- 7/6/2025 14:20Z b"
    assert str(read(text, order=DayOrder.MDY).entries[0].at)[:10] == "2025-07-06"
    assert str(read(text, day=dt.date(2025, 6, 7)).entries[0].at)[:10] == "2025-06-07"
    assert read(text).entries[0].at is None


def test_lines_are_those_of_the_source() -> None:
    """Each entry knows where it stands."""
    text = "## Timeline\n\n- 14:05Z a\n  more\n- 14:20Z b\n\n| T | E |\n|---|---|\n| 15:00Z | c |"
    assert [e.line for e in read(text).entries] == [3, 5, 9]


def test_time_stamps_are_counted_under_any_heading() -> None:
    """A section that does not call itself a timeline is known by its time-stamped entries."""
    stamped = read_blocks("- 14:05 deploy\n- 14:20 alarm\n- words").children
    actions = read_blocks(
        "- [ ] Fix it by 2025-07-01\n- [ ] Keep 3 replicas (5xx)\n\n| T | D |\n|--|--|\n| TTD | 00:20 |"
    ).children
    assert (looks_like_timeline(stamped), looks_like_timeline(actions)) == (2, 0)


NUMBERED = {
    "numbers of paragraphs are no days": (
        "4.1. 05:15. load\n\n4.2. 05:23. done\n\n4.3. 06:02. call\n",
        ["05:15", "05:23", "06:02"],
    ),
    "bold times behind numbers": (
        "3.1 **10:50** - a\n\n3.2 **11:00** - b\n\n3.3 **11:05** - c\n",
        ["10:50", "11:00", "11:05"],
    ),
    "numbers with a hash": ("#1 10:50 a\n\n#2 11:00 b\n\n#3 11:05 c\n", ["10:50", "11:00", "11:05"]),
    "days that are days": ("4.6. 05:15 a\n\n9.6. 05:23 b\n\n12.6. 06:02 c\n", ["05:15", "05:23", "06:02"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "times"), NUMBERED.values(), ids=NUMBERED.keys())
def test_numbers_before_times(text: str, times: list[str]) -> None:
    """Numbers that count on are numbers; what does not is a day."""
    found = read("## Timeline (UTC)\n\n" + text)
    assert [f"{entry.at:%H:%M}" for entry in found.entries if entry.at] == times
    days = {entry.at.day for entry in found.entries if entry.at}
    assert days == ({4, 9, 12} if text.startswith("4.6") else {17})


WEEKDAYS = {
    "a column of weekdays": (
        "| Day | Clock | Event |\n|---|---|---|\n| Mon | 23:50 | a |\n| Tue | 06:35 | b |\n| | 07:10 | c |\n",
        ["16 23:50", "17 06:35", "17 07:10"],
    ),
    "weekdays before times": ("- Tue 06:35 a\n- Tue 09:10 b\n- Wed 07:00 c\n", ["17 06:35", "17 09:10", "18 07:00"]),
    "German weekdays, also those that are English words": (
        "- Di 06:35 a\n- Mi 06:41 b\n- Do 08:00 c\n",
        ["17 06:35", "18 06:41", "19 08:00"],
    ),
    "numbers of days": ("- Sat 14th, 22:10 a\n- the 17th at 06:35 b\n", ["14 22:10", "17 06:35"]),
    "days as headings": ("### Tue 17\n\n- 06:35 a\n\n### Wed 18\n\n- 08:00 b\n", ["17 06:35", "18 08:00"]),
    "a night": ("Night of Mon to Tue\n\n- 23:50 a\n- 06:35 b\n", ["16 23:50", "17 06:35"]),
    "the same day": ("- Tue 06:35 a\n- same day 07:15 b\n- next morning, 08:00 c\n", ["17 06:35", "17 07:15", "18 08:00"]),
    "times set off a few words in": (
        "- About 06:35, a\n- Shortly after, 06:41, b\n- By 07:15 c\n",
        ["17 06:35", "17 06:41", "17 07:15"],
    ),
    "times at the end of sentences": ("Page (06:35). Bo joins (06:41). Back (07:15).\n", ["17 06:35", "17 06:41", "17 07:15"]),
    "counted from a zero in the list": ("- T = 06:35. Page.\n- T+6. Bo joins.\n", ["17 06:35", "17 06:41"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "times"), WEEKDAYS.values(), ids=WEEKDAYS.keys())
def test_days_without_a_month(text: str, times: list[str]) -> None:
    """Weekdays and numbers of days are those around the incident's."""
    found = read("## Timeline (UTC)\n\n" + text)
    assert [f"{entry.at:%d %H:%M}" for entry in found.entries if entry.at] == times
