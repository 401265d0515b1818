# ruff: noqa: E501 - small documents read better in few lines
"""The facts at the top: in front matter, tables, lines, bullets, labels and one-line headings."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document import parse
from pmflow.model import Person, Postmortem, Severity

FACTS = (
    "Checkout down",
    "SEV-2",
    Severity.P2,
    dt.date(2025, 3, 14),
    95,
    ("Ana Ruiz", "Bo Lee"),
    ("checkout", "cart"),
    "INC-77",
)


def facts(text: str) -> tuple[object, ...]:
    pm = parse(text).postmortem
    return (
        pm.title,
        pm.severity,
        pm.severity_normal,
        pm.date,
        pm.duration_minutes,
        pm.authors,
        pm.services,
        pm.incident,
    )


PLACES = {
    "yaml": "---\ntitle: Checkout down\nseverity: SEV-2\nincident_date: 2025-03-14\nduration: 1h 35m\nauthors: [Ana Ruiz, Bo Lee]\n"
    "services: [checkout, cart]\nincident: INC-77\n---\n\n## Summary\n\nx\n",
    "toml": '+++\ntitle = "Checkout down"\nseverity = "SEV-2"\nincident_date = 2025-03-14\nduration = "1h 35m"\n'
    'authors = ["Ana Ruiz", "Bo Lee"]\nservices = ["checkout", "cart"]\nincident = "INC-77"\n+++\n\n## Summary\n\nx\n',
    "bold lines": "# Post-mortem: Checkout down\n\n**Severity:** SEV-2  \n**Date**: March 14, 2025  \n**Duration:** 1 hour 35 minutes\n"
    "**Authors:** Ana Ruiz, Bo Lee\n**Services affected**: checkout, cart\n**Incident ID:** INC-77\n\n## Summary\n\nx\n",
    "plain lines": "# Checkout down\n\nSeverity: SEV-2\nIncident date: 14 March 2025\nTotal duration: 95 min\nPrepared by: Ana Ruiz and Bo Lee\n"
    "Affected services: checkout; cart\nTicket: INC-77\n",
    "bullets": "# Incident: Checkout down\n\n- Severity: SEV-2\n- **When**: 2025-03-14\n- Time to resolve: 1h 35m\n- Author(s): @Ana Ruiz, @Bo Lee\n"
    "- Services:\n  - checkout\n  - cart\n- Incident number: INC-77\n",
    "table": "# Checkout down #88\n\n| | |\n|---|---|\n| **Severity** | SEV-2 |\n| **Date of incident** | 14.03.2025 |\n| **Duration** | 1 h 35 min |\n"
    "| **Authors** | Ana Ruiz, Bo Lee |\n| **Services** | checkout, cart |\n| **Incident** | INC-77 |\n",
    "header row": "# [INC-77] Checkout down\n\n| Severity | Date | Duration | Authors | Services | Incident |\n|--|--|--|--|--|--|\n"
    "| SEV-2 | 2025-03-14 | 1:35 | Ana Ruiz, Bo Lee | checkout, cart | INC-77 |\n",
    "headings": "# Checkout down\n\n### Severity\n\nSEV-2\n\n### Date of incident\n\n2025-03-14\n\n### How long did it last\n\n1 hour 35 minutes\n\n"
    "### Authors\n\n- Ana Ruiz\n- Bo Lee\n\n### Services\n\ncheckout, cart\n\n### Incident number\n\nINC-77\n",
    "one line": "# Checkout down\n\nSEV-2 · Date: 2025-03-14 · 95 minutes · Authors: Ana Ruiz, Bo Lee · Services: checkout, cart · Incident: INC-77\n",
    "pandoc": "# Checkout down\n\n  ------------- ---------------------\n  **Severity**  SEV-2\n\n  **Date**      14 Mar 2025\n\n"
    "  **Duration**  1 h 35 min\n\n  **Authors**   Ana Ruiz, Bo Lee\n\n  **Services**  checkout, cart\n\n  **Incident**  INC-77\n"
    "  ------------- ---------------------\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_same_facts_in_every_form(place: str) -> None:
    """Wherever a house writes its metadata, the same facts are read."""
    assert facts(PLACES[place]) == FACTS


def test_what_is_not_said_is_null() -> None:
    """No key, a placeholder or a dash is no value, and comments are not read."""
    text = "# Down\n\n**Severity:** TBD\n**Date:** -\n**Duration:** _No response_\n**Authors:** n/a\n<!-- Severity: SEV-1 -->\n"
    assert facts(text) == ("Down", None, None, None, None, (), (), None)


def test_start_and_end_give_the_duration_where_none_is_stated() -> None:
    """The time between start (or detection) and resolution, over midnight and a change of clocks."""
    pm = parse("# Down\n\nStart: 30.03.2025 01:58 CET\nEnd: 30.03.2025 06:03 CEST\n").postmortem
    assert (pm.duration_minutes, pm.date, pm.resolved_on) == (185, dt.date(2025, 3, 30), dt.date(2025, 3, 30))
    pm = parse("# Down\n\n- Date: 2025-06-01\n- Detected: 23:05 UTC\n- Resolved: 00:20 UTC\n").postmortem
    assert pm.duration_minutes == 75
    pm = parse("# Down\n\nWhen: 3 Nov 2025, 14:00 to 15:30 IST\n").postmortem
    assert (pm.duration_minutes, pm.started_at) == (90, dt.datetime.fromisoformat("2025-11-03T14:00:00+05:30"))


def test_a_stated_duration_wins_over_a_computed_one() -> None:
    """The figure that people agreed on stands."""
    assert (
        parse("# D\n\nDuration: 2 hours\nStart: 2025-01-01 10:00\nEnd: 2025-01-01 11:00\n").postmortem.duration_minutes
        == 120
    )


def test_a_duration_in_prose_is_the_last_resort() -> None:
    """The summary's own words, a range by its upper end; other lengths of time are none."""
    assert parse("# D\n\n## Summary\n\nThe site was down for 10-15 minutes.\n").postmortem.duration_minutes == 15
    assert parse("# D\n\n## Summary\n\nWe keep logs for the last 30 days.\n").postmortem.duration_minutes is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Outage of 2025-05-16\n\nx\n", dt.date(2025, 5, 16)),
        ("# D\n\n* **Dates:** 4 to 7 November 2025\n", dt.date(2025, 11, 4)),
        ("# D\n\n_Created on May 3, 2025._ On April 30, 2025 it broke.\n", dt.date(2025, 4, 30)),
        ("---\ndate: 2025-05-09\n---\n\n## Summary\n\nOn 7 May 2025 the bill was not paid.\n", dt.date(2025, 5, 7)),
        ("---\ndate: 2025-05-09\n---\n\n## Summary\n\nIt broke.\n", dt.date(2025, 5, 9)),
        ("# D\n\nDate: 2025-05-02\nImpact start: 2025-05-01 23:50 UTC\n", dt.date(2025, 5, 1)),
        (
            "From: a <a@b.example>\nDate: Sun, 18 May 2025\nSubject: Post-mortem\n\n# Outage of 16 May 2025\n",
            dt.date(2025, 5, 16),
        ),
        ("# D\n\nRelease date: 11.04.2025\n", None),
    ],
)
def test_the_day_is_the_first_effect_else_the_stated_one(text: str, day: dt.date | None) -> None:
    """A document's own dates (created, released, a letter's) are not the incident's."""
    assert parse(text).postmortem.date == day


def test_a_severity_in_words_counts_if_it_is_plain() -> None:
    """In the title or said in the lead; what it would have been is none."""
    assert parse("# [SEV1] Checkout down\n").postmortem.severity == "SEV1"
    assert parse("# Checkout\n\nall pls fill in. sev: **SEV2**\n").postmortem.severity == "SEV2"
    assert parse("# Checkout\n\nIt would have been a SEV1 incident.\n").postmortem.severity is None


def test_near_misses() -> None:
    """Said by a key, the severity or the title."""
    assert parse("# Near miss: crane\n").postmortem.near_miss
    assert parse("# Crane\n\nSeverity: n/a (near miss)\n").postmortem.near_miss
    assert parse("---\nnear_miss: true\n---\n# Crane\n").postmortem.near_miss
    assert not parse("---\nnear_miss: false\n---\n# Crane\n").postmortem.near_miss


def test_the_review_meeting_and_who_came() -> None:
    """Held only where a day is given and it is not just planned."""
    pm: Postmortem = parse(
        "# D\n\n- Review meeting: 2025-06-03, 14:00 UTC, held\n- Invited: Rosa, Timo, Ken\n- Attendees: Rosa, Timo\n- SME: Timo\n"
    ).postmortem
    assert pm.review.held == dt.datetime(2025, 6, 3, 14, 0, tzinfo=dt.UTC)
    assert pm.review.invited == (Person(name="Rosa"), Person(name="Timo", role="expert"), Person(name="Ken"))
    assert pm.review.came == (Person(name="Rosa"), Person(name="Timo", role="expert"))
    planned = parse("# D\n\nReview meeting: planned for 2025-06-03 14:00 UTC\n").postmortem.review
    assert (planned.held, planned.planned) == (None, dt.datetime(2025, 6, 3, 14, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("**5. TOTAL TIME OF DISRUPTION:** 4.5 hours", 270),
        ("How long were we down? 50 min", 50),
        ("Time: 105 min", 105),
        ("Duration: 90 (minutes)", 90),
        ("Occurrence → recovery: 23:30 → 01:15", 105),
        ("Customer minutes lost: 5000", None),
        ("Detected: 35 min", None),
    ],
)
def test_how_long_under_many_labels(line: str, minutes: int | None) -> None:
    """Numbered lines of forms, questions, a "time" that is a length; minutes times customers are no length."""
    assert parse(f"# Tills down\n\n{line}\n\n## Root cause\n\nx\n").postmortem.duration_minutes == minutes


def test_a_window_ends_on_the_next_day_and_has_the_zone_beside_it() -> None:
    """Two times of day on the stated date; the zone may stand at the end of the line."""
    read = parse("# Tills\n\nWhen: 7 June 2025, 22:52 to 01:37 (all times BST)\n\n## Root cause\n\nx\n").postmortem
    assert read.started_at is not None
    assert read.started_at.isoformat() == "2025-06-07T22:52:00+01:00"
    assert read.resolved_at is not None
    assert read.resolved_at.isoformat() == "2025-06-08T01:37:00+01:00"


MEMO = """\
{title}

TO: Shinji Kawabata
FROM: Jutta Reit
DATE: 16 May 2025
SUBJECT: Wrong prices in the search on Wednesday, 14 May
CLASS: 1

## Summary

The prices were of another currency.
"""


@pytest.mark.parametrize(
    "title", ["MEMORANDUM", "# INTERNAL MEMO No. 2025/07", "# Office memo 12/2025", "# Interoffice Memorandum"]
)
def test_a_memo_is_dated_by_its_subject(title: str) -> None:
    """Its own date is when it was written, also where its header has lines of the house's own; its subject is the title."""
    pm = parse(MEMO.format(title=title)).postmortem
    assert (pm.title, pm.date, pm.severity) == (
        "Wrong prices in the search on Wednesday, 14 May", dt.date(2025, 5, 14), "1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ('~"severity::2" ~"service::bidder" ~"review::complete"', "severity::2"),
        ("sev:: **Sev-1**", "Sev-1"),
        ("severity:: high", "high"),
    ],
)
def test_two_colons_are_a_label_or_a_field(line: str, severity: str) -> None:
    """`severity::2` is a tracker's label as a whole, `sev:: 2` a key and its value."""
    assert parse(f"# Bids late\n\n{line}\n\n## Summary\n\nx\n").postmortem.severity == severity


def test_the_day_on_which_entries_were_put_together_is_not_theirs() -> None:
    """A note above a timeline may say when it was written."""
    text = "# Exams stop\n\n**Date:** 2024-12-09\n\n## Timeline (UTC)\n\n*{}*\n\n- 09:00 white pages\n- 09:52 over\n"
    for note in ("Entries were reconstructed from the logs on December 10.", "Compiled on 10 December 2024.",
                 "All times were checked against the logs on 12 December."):  # fmt: skip
        assert [e.at and e.at.day for e in parse(text.format(note)).postmortem.timeline] == [9, 9]


def test_an_untimed_entry_may_begin_a_day() -> None:
    """Under a day's own heading, an entry without a time is one of the list's."""
    text = (
        "# Pixels\n\n**Date:** 2025-01-27\n\n## Timeline (UTC)\n\n**2025-01-27**\n\n- 09:20 published\n- 09:35 taken\n\n"
        "**2025-01-29**\n\n- build skipped, to be safe\n- 07:30 deleted\n"
    )
    assert [e.text for e in parse(text).postmortem.timeline] == [
        "published",
        "taken",
        "build skipped, to be safe",
        "deleted",
    ]
