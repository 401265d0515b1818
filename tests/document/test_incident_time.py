# ruff: noqa: E501 - small documents read better in few lines
"""The day, the length and the zone of an incident, wherever a document says them."""

import pytest

from pmflow.document.parse import parse

TIMELINE = "\n\n## Timeline\n\n- 14:02 a\n- 14:10 b\n- 15:00 c\n"


@pytest.mark.parametrize(
    ("head", "date", "minutes", "zone"),
    [
        ("Outage window: 18 March 2025, 14:02–15:10 UTC", "2025-03-18", 68, "UTC"),
        ("**When:** Tue 18 Mar 2025, 2:02pm to 3:10pm ET", "2025-03-18", 68, "ET"),
        ("Date: Di, 18.03.2025\nBegin / end: 21.40 / 03.15 Uhr (following day), MEZ", "2025-03-18", 335, "MEZ"),
        (
            "| Began | Over | How long |\n|---|---|---|\n| 18.03.2025 14:02 CET | 15:10 | 1h 8m |",
            "2025-03-18",
            68,
            "CET",
        ),
        (
            "- Service back: 15:10 UTC\n- Outage began: 18 March 2025 14:02 UTC\n- Customers in the dark: 68 minutes",
            "2025-03-18",
            68,
            "UTC",
        ),
        ("*18 March 2025, 68 minutes, SEV-2*", "2025-03-18", 68, None),
        ("On 18 March 2025, between 14:02 and 15:10 UTC, logins failed.", "2025-03-18", 68, "UTC"),
        ("Report date: 2025-03-25\nIncident date: 2025-03-18\nDowntime (hh:mm): 01:08", "2025-03-18", 68, None),
        ("Duration (min): 68\nDate (UTC): 2025-03-18", "2025-03-18", 68, None),
        ("TTD: 5 min. TTR: 68 min. Date: 2025-03-18", "2025-03-18", 68, None),
        ("When\n: 18 March 2025\n\nOut for\n: 68 minutes", "2025-03-18", 68, None),
        (
            "<table><tr><td>Incident day</td><td>2025-03-18</td></tr><tr><td>Down for</td><td>68 min</td></tr></table>",
            "2025-03-18",
            68,
            None,
        ),
        ("    Date:     2025-W12-2\n    Downtime: PT1H8M\n    Clock:    CET", "2025-03-18", 68, "CET"),
        ("Ngày / Date: 18/03/2025\nTime to restoration: 1h8m", "2025-03-18", 68, None),
        (
            "*20 March 2025*\n\nDear customers, on Tuesday 18 March 2025 logins failed for 68 minutes.",
            "2025-03-18",
            68,
            None,
        ),
    ],
)
def test_the_head_is_read_in_whatever_words(head: str, date: str, minutes: int, zone: str | None) -> None:
    """Labels, windows, lines without labels and first sentences give the same facts."""
    found = parse(f"# Logins fail\n\n{head}{TIMELINE}").postmortem
    assert (str(found.date), found.duration_minutes, found.timezone) == (date, minutes, zone)


def test_a_letters_own_date_gives_way_to_the_timelines() -> None:
    """A blog's date comes after the incident that its timeline dates."""
    text = "---\ndate: 2025-01-08\n---\n# Why it broke\n\nIn December it broke.\n\n## Timeline\n\n### 17 December 2024\n\n- 21:40 UTC a\n- 22:00 UTC b\n"
    assert str(parse(text).postmortem.date) == "2024-12-17"


def test_the_day_may_stand_in_the_sections_before_the_timeline() -> None:
    """Where nothing at the top says when, the first full date before the entries does."""
    text = "# Pallets\n\n## Where we were\n\nOn the evening of mardi 3 juin 2025 all was well.\n\n## Timeline\n\n- 21h30 a\n- 22h10 b\n- 00h40 c\n"
    found = parse(text).postmortem
    assert (str(found.date), [str(e.local) for e in found.timeline]) == (
        "2025-06-03",
        ["2025-06-03 21:30:00", "2025-06-03 22:10:00", "2025-06-04 00:40:00"],
    )


def test_counts_from_the_start_use_the_stated_one() -> None:
    """ "T+8" counts from the stated start where the timeline does not say from when."""
    text = "# X\n\nStarted: 2025-03-18 14:02 UTC\n\n## Timeline\n\n- T+0 a\n- T+8 b\n"
    assert [e.at.isoformat() for e in parse(text).postmortem.timeline if e.at] == [
        "2025-03-18T14:02:00+00:00",
        "2025-03-18T14:10:00+00:00",
    ]


MAIL = "From: Ana\nTo: all\nDate: Wed, 23 Apr 2025 16:48:11 -0400\nSubject: [PIR] Low figures on 22 April\n\nAll,\n\n"


@pytest.mark.parametrize(
    ("text", "date", "minutes"),
    [
        (f"{MAIL}Figures were wrong for 6 hours and 10\nminutes.", "2025-04-22", 370),
        (f"{MAIL}Duration: 2 hours\nand 10 minutes", "2025-04-22", 130),
        (
            "# MEMORANDUM\n\n**Date of memo:** 19 March 2025  \n**Re:** Loss of feed, Wednesday 12 March 2025\n",
            "2025-03-12",
            None,
        ),
        (
            "# Minutes\n\nMeeting held: 2025/03/27, 13:30\n\n## Recap\n\nPay of 2025/03/21 came late.",
            "2025-03-21",
            None,
        ),
        ("# Late\n\nNight of: Sat 11 to Sun 12 Jan 2025\nPresses late by: 1 hour 50 minutes", "2025-01-11", 110),
        ("# Coupons\n\n:calendar: *day:* 14/10/2025\n:stopwatch: *open for:* 52 mins", "2025-10-14", 52),
        ("# Seats\n\nAll told the public could not book for 3 hours and 13 minutes.", None, 193),
        ("# Key\n\n## Notes\n\n* The old key had been kept, as the policy demands, for 72 hours", None, None),
    ],
)
def test_letters_and_lines_in_a_chat(text: str, date: str | None, minutes: int | None) -> None:
    """A letter's or a meeting's own day is not the incident's; a length may wrap, and a sentence is no line of facts."""
    read = parse(text).postmortem
    assert (read.date.isoformat() if read.date else None, read.duration_minutes) == (date, minutes)
