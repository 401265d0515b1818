"""Days counted from the incident's own: "D-3", "D", "D+1"."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document.day_counts import are_day_counts, day_count
from pmflow.document.parse import parse

DAY = dt.date(2025, 3, 10)
HEAD = "# Pumps stop\n\n**Date:** 2025-03-10\n\n## Timeline (UTC)\n\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("D", 10), ("D-3", 7), ("D - 3", 7), ("**D+1**", 11), ("D−1", 9), ("D0", 10), ("D-day", 10), ("D-Day", 10), ("J+1", 11),
        ("jour J", 10), ("Day +2", 12), ("Day -1", 9), ("(D+1)", 11), ("Tag X", 10), ("G+1", 11), ("día D", 10),
    ],
)  # fmt: skip
def test_counted_days_are_read(text: str, day: int) -> None:
    """The letter of a house, or the word with a sign, counts from the incident's day."""
    found = day_count(text, DAY)
    assert found is not None
    assert found.day == dt.date(2025, 3, day)


@pytest.mark.parametrize("text", ["d-3", "D-1234", "Day 2", "Dora", "D+1%", "D-3-7", "Deploy", "14:00", ""])
def test_other_words_are_no_counted_days(text: str) -> None:
    """Ids, plain numbers of days and words that begin with the letter count nothing."""
    assert day_count(text, DAY) is None


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        (["D-1 14:00 x", "D-2 14:10 y", "D-3 14:20 z"], False),
        (["D", "J", "D"], False),
        (["14:00 door D-3 opened", "14:05 D deployed"], False),
        (["D-3", "D"], True),
        (["D", "D+1"], True),
        (["23:50 (D-1)", "01:00 (D+1)"], True),
        (["D-day"], True),
    ],
)
def test_a_letter_counts_days_where_another_line_proves_it(lines: list[str], counted: bool) -> None:
    """Numbers of entries and initials of people are no days."""
    assert are_day_counts(lines) is counted


@pytest.mark.parametrize(
    "section",
    [
        "| Day | Time | What |\n|---|---|---|\n| D-3 | 14:00 | merged |\n| D | 06:35 | alarm |\n| D+1 | 09:00 | review |\n",
        "- D-3, 14:00 - merged\n- D 06:35 - alarm\n- D+1 09:00 - review\n",
        "### D-3\n\n- 14:00 merged\n\n### D\n\n- 06h35m alarm\n\n### D+1\n\n- 09:00 review\n",
        "**D-3**\n\n- 14:00 merged\n\n**D-day**\n\n- 06:35 alarm\n\n**D+1 (Tuesday)**\n\n- 09:00 review\n",
        "- J-3 à 14h00 : merged\n- J 06h35 : alarm\n- J+1 09h00 : review\n",
        "- 14:00 (D-3): merged\n- 06:35 (D): alarm\n- 09:00 (D+1): review\n",
    ],
)
def test_timelines_are_dated_by_counted_days(section: str) -> None:
    """D is the incident's day, before and after the clock, in cells, items, headings and bold lines."""
    entries = parse(HEAD + section).postmortem.timeline
    assert [(entry.at and entry.at.strftime("%d %H:%M"), entry.text) for entry in entries] == [
        ("07 14:00", "merged"), ("10 06:35", "alarm"), ("11 09:00", "review"),
    ]  # fmt: skip


def test_day_zero_is_the_first_day() -> None:
    """Where days are counted from 0, "Day 1" is the second."""
    text = HEAD + "**Day 0**\n\n- 23:00 alarm\n\n**Day 1**\n\n- 01:00 fixed\n"
    assert [entry.at and entry.at.day for entry in parse(text).postmortem.timeline] == [10, 11]
