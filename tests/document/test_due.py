"""Due dates in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.days import DayOrder
from pmflow.document.due import is_due_words, resolve_due

TUESDAY = dt.date(2025, 10, 21)

RESOLVED = {
    "2025-11-01": "2025-11-01",
    "by Oct 31": "2025-10-31",
    "due 3 Jan": "2026-01-03",
    "15.11.": "2025-11-15",
    "11/15": "2025-11-15",
    "3/11/2025": "2025-11-03",
    "28 Feb 2026 (was 14 Feb)": "2026-02-28",
    "3-7 November": "2025-11-07",
    "bis zum 15. November": "2025-11-15",
    "today": "2025-10-21",
    "tomorrow": "2025-10-22",
    "2 weeks": "2025-11-04",
    "2 wks": "2025-11-04",
    "+2w": "2025-11-04",
    "2-3 weeks": "2025-11-11",
    "within two weeks": "2025-11-04",
    "two weeks after the incident": "2025-11-04",
    "a fortnight": "2025-11-04",
    "vecka 45": "2025-11-07",
    "2025-W45-3": "2025-11-05",
    "this weekend": "2025-10-26",
    "within the week": "2025-10-24",
    "month end": "2025-10-31",
    "the 5th": "2025-11-05",
    "first half of November": "2025-11-15",
    "second half of November": "2025-11-30",
    "a week on Friday": "2025-10-31",
    "in half a year": "2026-04-21",
    "om två veckor": "2025-11-04",
    "do końca listopada": "2025-11-30",
    "11月末": "2025-11-30",
    "来週": "2025-10-31",
    "3 days": "2025-10-24",
    "30d": "2025-11-20",
    "48h": "2025-10-23",
    "T+5": "2025-10-26",
    "in 10 working days": "2025-11-04",
    "T+10 business days": "2025-11-04",
    "1 month": "2025-11-21",
    "Friday": "2025-10-24",
    "by EOD Thursday": "2025-10-23",
    "by 5pm Friday": "2025-10-24",
    "next Friday": "2025-10-31",
    "Monday next week": "2025-10-27",
    "this week": "2025-10-24",
    "next week": "2025-10-31",
    "end of next week": "2025-10-31",
    "week of Nov 3": "2025-11-07",
    "end of month": "2025-10-31",
    "next month": "2025-11-30",
    "mid next month": "2025-11-15",
    "end of October": "2025-10-31",
    "November": "2025-11-30",
    "mid November": "2025-11-15",
    "early December": "2025-12-10",
    "2026-02": "2026-02-28",
    "EOQ": "2025-12-31",
    "end of Q1": "2026-03-31",
    "end of Q3": "2026-09-30",
    "Q1 2026": "2026-03-31",
    "Q4'25": "2025-12-31",
    "H1 2026": "2026-06-30",
    "next quarter": "2026-03-31",
    "EOY": "2025-12-31",
    "2025-W45": "2025-11-07",
    "KW 45": "2025-11-07",
    "in 2 Wochen": "2025-11-04",
    "nächste Woche": "2025-10-31",
    "bis Ende des Monats": "2025-10-31",
    "Mitte Dezember": "2025-12-15",
    "d'ici fin novembre": "2025-11-30",
    "la semaine prochaine": "2025-10-31",
    "sous 15 jours": "2025-11-05",
    "para el viernes": "2025-10-24",
    "próxima semana": "2025-10-31",
    "final de novembro": "2025-11-30",
    "entro fine mese": "2025-10-31",
    "eind november": "2025-11-30",
}
NO_DATE = ["ASAP", "TBD", "next sprint", "next release", "Sprint 42", "no date yet", "31 February 2026", "ongoing"]
NOT_WHEN = [
    "-", "", "n/a", "Alice", "Platform team", "P1", "DONE", "in progress", "open", "#123", "OPS-12", "Jan", "Mar",
    "May", "Sam", "Add an alert for 5xx within 2 minutes", "before Republic Day sale", "one week after GA",
    "Closed without action", "2024 audit", "the week",
]  # fmt: skip


@pytest.mark.parametrize(("words", "day"), RESOLVED.items())
def test_words_become_a_date(words: str, day: str) -> None:
    """Counted from the resolution, a period stands for its end; each is recognised as saying when."""
    assert (str(resolve_due(words, anchor=TUESDAY)), is_due_words(words)) == (day, True)


@pytest.mark.parametrize("words", NO_DATE)
def test_words_that_name_no_date_still_say_when(words: str) -> None:
    """ "ASAP" and "next sprint" answer the question without a date."""
    assert (resolve_due(words, anchor=TUESDAY), is_due_words(words)) == (None, True)


@pytest.mark.parametrize("words", NOT_WHEN)
def test_other_words_are_not_taken_for_a_date(words: str) -> None:
    """Owners, priorities, states, prose and events that nobody dated are no due dates."""
    assert is_due_words(words) is False
    months = {"Jan": dt.date(2026, 1, 31), "Mar": dt.date(2026, 3, 31), "May": dt.date(2026, 5, 31)}
    assert resolve_due(words, anchor=TUESDAY) == months.get(words)


def test_without_an_anchor_only_the_words_own_year_counts() -> None:
    """Relative words need the day of the resolution; a date without a year may take it from the incident's day."""
    assert [resolve_due(w, anchor=None) for w in ("2 weeks", "Friday", "3 Jan", "3 Jan 2026", "Q1 2026")] == [
        None,
        None,
        None,
        dt.date(2026, 1, 3),
        dt.date(2026, 3, 31),
    ]
    assert resolve_due("3 Jan", anchor=None, near=TUESDAY) == dt.date(2026, 1, 3)


def test_an_ambiguous_date_is_resolved_only_by_proof() -> None:
    """Both readings of 3/7/2026 lie ahead: without an order it stays open."""
    assert resolve_due("3/7/2026", anchor=TUESDAY) is None
    assert resolve_due("3/7/2026", anchor=TUESDAY, order=DayOrder.DMY) == dt.date(2026, 7, 3)


def test_working_days_follow_the_calendar_given() -> None:
    """A holiday is not counted."""
    holiday = dt.date(2025, 10, 22)
    due = resolve_due("2 business days", anchor=TUESDAY, is_workday=lambda d: d.weekday() < 5 and d != holiday)
    assert due == dt.date(2025, 10, 24)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    st.sampled_from(sorted(w for w in RESOLVED if not any(c.isdigit() for c in w))),
)
def test_what_is_relative_is_never_in_the_past(anchor: dt.date, words: str) -> None:
    """Words without a figure never give a date before the anchor."""
    due = resolve_due(words, anchor=anchor)
    assert due is not None
    assert due >= anchor - dt.timedelta(days=4 if "week" in words else 0)


@given(st.text(alphabet="0123456789/-+. TQHWwdmendofxtweks'", max_size=24))
def test_no_words_are_too_odd(words: str) -> None:
    """Any text gives a date or None, never an error."""
    assert isinstance(resolve_due(words, anchor=TUESDAY), dt.date | None)
    assert isinstance(is_due_words(words), bool)


@pytest.mark.parametrize("words", ["next month", "end of next quarter", "Friday", "T+9", "in 2000 weeks", "this week"])
def test_at_the_edges_of_the_calendar_no_day_is_counted(words: str) -> None:
    """From a day in the year 1 or 9999 nothing is counted, and nothing fails."""
    for anchor in (dt.date(1, 1, 1), dt.date(9999, 12, 31)):
        assert resolve_due(words, anchor=anchor, near=anchor) is None


def test_days_without_end_are_no_due() -> None:
    """Thousands of digits are no number of days."""
    for words in ("T+{}", "in {} days", "{} weeks", "Q{}", "week {}"):
        assert resolve_due(words.format("9" * 5000), anchor=dt.date(2025, 3, 1)) is None
