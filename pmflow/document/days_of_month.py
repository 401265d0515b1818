"""A day said by its number alone ("the 13th", "Sun 13th", "Wed 16"): its month is that of the days around it."""

from __future__ import annotations

import datetime as dt

from pmflow.document.days import FoundDay
from pmflow.document.monthnames import DAY_NAME, WEEKDAYS
from pmflow.patterns import lazy

_DAY = lazy(
    rf"(?:on\s+)?(?:(?!the\b)(?P<weekday>{DAY_NAME})\.?,?\s+)?(?:the\s+)?(?P<dom>[0-3]?\d)(?P<ordinal>st|nd|rd|th)?\b(?![.:/-]\d|\s*[:%])"
)
_REACH = 45


def day_of_month(text: str, at: int, near: dt.date | None) -> FoundDay | None:
    """The day at `at` that is nearest to `near`; None where there is none.

    A number alone is no day: "13" needs "th" or a weekday that fits.
    """
    match = _DAY.match(text, at) if near is not None else None
    if match is None or near is None or not 1 <= (dom := int(match["dom"])) <= 31:
        return None
    weekday = WEEKDAYS.get(match["weekday"].lower()) if match["weekday"] else None
    if (match["weekday"] and weekday is None) or (weekday is None and match["ordinal"] is None):
        return None
    days = (near + dt.timedelta(days=shift) for shift in range(-_REACH, _REACH + 1))
    fitting = [day for day in days if day.day == dom and weekday in (None, day.weekday())]
    if not fitting:
        return None
    day = min(fitting, key=lambda day: abs((day - near).days))
    return FoundDay(day, True, day.month, dom, match.start(), match.end(), match[0], weekday=weekday)
