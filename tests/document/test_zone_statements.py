"""Sentences that state the clock of a document, and sentences that only speak of clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document.parse import parse
from pmflow.document.zone_statements import declared_zone
from pmflow.document.zones import find_zone, zone_of

STATED = [
    ("2.2. All times are Mountain Daylight Time (MDT), on a 24-hour clock. A load is a batch.", -6),
    ("It was a Sev-2. Clock times are military, and CT: Central Time, as on every wall here.", -5),
    ("Hours as on the wall in Lisbon.", 1),
    ("We quote the plant's own clock, which follows Tokyo.", 9),
    ("Local time at the depot, i.e. Perth, with no daylight saving.", 8),
    ("[^t]: Wall clock in Nairobi (EAT).", 3),
    ("Times given are those of Karachi unless an entry says UTC.", 5),
    ("Times are local, two hours ahead of UTC.", 2),
    ("To get UTC, subtract two hours from what is written here; times are the plant's.", None),
    ("Alle Uhrzeiten in Wiener Zeit.", 2),
    ("Horaires : Bruxelles.", 2),
    ("Tüm saatler İstanbul.", 3),
    ("Mind the clocks: everything below is Buenos Aires.", -3),
    ("SGT: Singapore time, used for all times in this report", 8),
]
NOT_STATED = [
    "The clock drifted on the host in Tokyo.",
    "The clock in the scheduler is CET.",
    "The clock was set to UTC by the update, and that broke the job.",
    "The time in Berlin was late when the pager rang.",
    "The time zone of the server was set to Tokyo by mistake.",
    "Time was lost in Lisbon.",
    "Times in the export were in UTC, but the reader took them for Berlin.",
    "The local time of the shops was used, not UTC.",
    "Entries of the ledger are in EST.",
    "Response times in Singapore were bad all morning.",
    "Our Denver office was asleep at the time; times are left as the machine wrote them.",
    "Hours of work in Lisbon were lost.",
]


@pytest.mark.parametrize(("text", "hours"), STATED)
def test_a_sentence_about_times_states_their_zone(text: str, hours: float | None) -> None:
    """Whatever stands before and behind it, in whatever words it ties the times to a place or a zone."""
    name = declared_zone(text)
    zone = zone_of(name, country_hint=text) if name is not None else None
    summer = dt.datetime(2025, 7, 16, tzinfo=zone).utcoffset() if zone is not None else None
    assert summer == (dt.timedelta(hours=hours) if hours is not None else None)


@pytest.mark.parametrize("text", NOT_STATED)
def test_a_sentence_that_tells_of_a_clock_states_nothing(text: str) -> None:
    """A clock that somebody had, a thing whose times they were, hours that were lost: none is a convention."""
    assert declared_zone(text) is None


@pytest.mark.parametrize(
    ("where", "hours"),
    [
        ("## 2. Conventions\n\n2.2. All times are Mountain Daylight Time (MDT).\n", -6),
        ("## Words used\n\n| Word | Meaning |\n|---|---|\n| Times | 24 h, Gulf Standard Time |\n", 4),
        ("## Words used\n\n| Word | Meaning |\n|---|---|\n| T | clock time in Riyadh |\n", 3),
        ("## Root cause\n\nA disk.\n\n[^t]: Times in this table are Irish Standard Time (UTC+1).\n", 1),
        ("## Action items\n\n- All times in this report in UTC (Ana, 2026-01-05)\n", None),
    ],
)
def test_a_zone_may_be_stated_anywhere(where: str, hours: float | None) -> None:
    """In the conventions, in a glossary, in a footnote; a thing to do states none."""
    text = f"# X\n\nDate: 16 July 2025\n\n## Timeline\n\n- 14:05 first\n- 14:40 last\n\n{where}"
    [first, _] = parse(text).postmortem.timeline
    assert (first.at is None) == (hours is None)
    assert first.at is None or first.at.utcoffset() == dt.timedelta(hours=hours or 0)


@pytest.mark.parametrize("head", ["when (Berlin)", "When, Berlin", "Clock [Berlin]", "HH:MM Berlin", "Local (Berlin)"])
def test_a_place_in_the_head_of_a_column_is_its_zone(head: str) -> None:
    """The name of a place is enough where times stand below it, and it is the document's zone."""
    text = f"# X\n\n16 July 2025\n\n## Timeline\n\n| {head} | What |\n|---|---|\n| 14:05 | a |\n| 14:40 | b |\n"
    read = parse(text).postmortem
    assert (read.timezone, [entry.at and entry.at.hour for entry in read.timeline]) == ("Berlin", [14, 14])


@pytest.mark.parametrize(
    ("text", "words", "hours"),
    [
        ("two hours ahead of UTC", "two hours ahead of UTC", 2.0),
        ("our clocks run five and a half hours ahead of Greenwich", "five and a half hours ahead of Greenwich", 5.5),
        ("UTC minus 5 h", "UTC minus 5 h", -5.0),
        ("to get UTC, add 3 hours", "to get UTC, add 3 hours", -3.0),
        ("subtract 9 hours to get UTC", "subtract 9 hours to get UTC", 9.0),
        ("two hours after the UTC deploy", "UTC", 0.0),
    ],
)
def test_a_clock_is_counted_from_utc(text: str, words: str, hours: float) -> None:
    """Ahead and behind, and by what one must reckon to get UTC."""
    assert find_zone(text) == words
    zone = zone_of(words)
    assert zone is not None
    assert dt.datetime(2025, 7, 16, tzinfo=zone).utcoffset() == dt.timedelta(hours=hours)
