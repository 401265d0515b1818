"""Due dates as an amount of time from a day: "2 weeks", "10 working days", "T+5", "a fortnight"."""

from __future__ import annotations

import datetime as dt
import re

from pmflow.document.calendar_steps import Workday, add_months, add_workdays
from pmflow.document.due_words import NUMBERS, UNIT_OF
from pmflow.document.word_tables import one_of
from pmflow.patterns import lazy

_AMOUNT = lazy(
    lambda: (
        rf"(?:(?:a\s+)?next\s+|next\s+)?(?:(?:t|d|r)\s*)?\+?\s*(?:(?P<low>\d+)\s*(?:-|–|to|or|bis|à|a)\s*)?"
        rf"(?P<n>\d+(?:[.,]5)?|(?:{one_of(NUMBERS)})(?=\s))\s*-?\s*(?P<unit>{one_of(UNIT_OF)})\b"
        r"(?:['’]s?)?(?:\s+time)?"
    ),
    re.I,
)
_PLUS = lazy(r"[td]\s*\+\s*(\d{1,5})(?![\w:])", re.I)
_FORTNIGHT = lazy(r"(?:a\s+)?fortnight\b", re.I)


def read_amount(words: str, anchor: dt.date | None, is_workday: Workday) -> tuple[dt.date | None, int] | None:
    """The day that the amount at the beginning of `words` leads to, and how long the words are; a None day without an
    anchor.
    """
    if (match := _AMOUNT.match(words)) is not None:
        return (_counted(match, anchor, is_workday) if anchor else None), match.end()
    if (match := _PLUS.match(words)) is not None:
        return (anchor + dt.timedelta(days=int(match[1])) if anchor else None), match.end()
    if (match := _FORTNIGHT.match(words)) is not None:
        return (anchor + dt.timedelta(days=14) if anchor else None), match.end()
    return None


def _counted(match: re.Match[str], anchor: dt.date, is_workday: Workday) -> dt.date | None:
    word, unit = match["n"].lower(), UNIT_OF[re.sub(r"\s+", " ", match["unit"].lower())]
    number = float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", "."))
    if number > 2000:
        return None
    if unit == "workday":
        return add_workdays(anchor, round(number), is_workday)
    if unit == "hour":
        return anchor + dt.timedelta(days=-(-int(number) // 24))
    if unit in ("month", "quarter", "year"):
        months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
        return add_months(anchor, int(months)) + dt.timedelta(days=round(30 * (months - int(months))))
    return anchor + dt.timedelta(days=round(number * {"day": 1, "week": 7, "fortnight": 14}[unit]))
