"""Days that are the document's own, and days told from them."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document import parse
from pmflow.document.document_days import day_told_from

WRITTEN = dt.date(2025, 3, 14)  # a Friday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Yesterday's incident took down search.", dt.date(2025, 3, 13)),
        ("Last night the database failed over.", dt.date(2025, 3, 13)),
        ("The day before yesterday the tills stopped.", dt.date(2025, 3, 12)),
        ("This morning search failed.", WRITTEN),
        ("On Tuesday the tills stopped.", dt.date(2025, 3, 11)),
        ("This is about Wednesday's outage.", dt.date(2025, 3, 12)),
        ("On Friday the tills stopped.", None),
        ("Every Tuesday the job runs.", None),
        ("Since yesterday the job runs twice.", None),
        ("It broke after the deploy of last night.", None),
    ],
)
def test_a_day_is_told_from_the_one_of_writing(text: str, day: dt.date | None) -> None:
    """ "Yesterday" and a weekday count back from the writing; the weekday of the writing itself is ambiguous."""
    assert day_told_from(WRITTEN, [text]) == day


@pytest.mark.parametrize(
    "lead",
    [
        "Shared with all partner banks of the region on 20 March 2025.\n\nOn 11 March 2025 the tills stopped.",
        "Report date: 14 March 2025\n\nOn 11 March the tills stopped.",
        "Author: Ana (14.03.2025)\n\nAm 11.03.2025 fiel die Suche aus.",
        "Deployed on 10 March 2025; the first customers saw errors on 11 March 2025.",
        "TO: All staff\nFROM: Ops\nDATE: 14 March 2025\nSUBJECT: Tills\n\nOn 11 March the tills stopped.",
        "TO: All staff\n\nFROM: Ops\n\nDATE: 14 March 2025\n\nSUBJECT: Tills\n\nOn 11 March the tills stopped.",
        "Signed 14 March 2025\n\nOn Tuesday the tills stopped.",
    ],
)
def test_the_documents_own_day_is_not_the_incidents(lead: str) -> None:
    """Days of sharing, writing, deploying and sending are passed over for the day that the prose gives."""
    text = f"# Tills down\n\n{lead}\n\n## Root cause\n\nA full disk.\n"
    assert parse(text).postmortem.date == dt.date(2025, 3, 11)
