"""Days counted from the incident's: "D-3", "D", "D+1", "J+1", "jour J", "Day +1".

D is the incident's own day. A bare letter says so only where a sign stands beside it somewhere ("D+1"): alone it may be a
weekday's initial, and "D-1, D-2, D-3" in a row are numbers of entries.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pmflow.document.days import FoundDay
from pmflow.patterns import lazy

_WORD = r"(?:day|tag|jour|día|dia|giorno|dag|dzień|päivä)"
_COUNT = lazy(
    rf"(?:the\s+)?(?:(?P<word>{_WORD})\s?(?=[+−–-]\s?\d)|(?P<letter>[DJG])(?:\s?-?{_WORD}(?!\w))?|{_WORD}[\s-](?-i:[DJGX])(?!\w))"
    r"(?:\s?(?P<sign>[+−–-])\s?(?P<count>\d{1,2})(?:\s?(?:d|days?))?|\s?(?P<zero>0))?(?![\w%+]|[:.]\d|-\w)",
    re.I,
)
_LEAD = lazy(r"[\s*_`•·>#|(\[–—-]*")
_BEHIND = lazy(r"\s*(?:[,:;|)\]*_`–—-]|$)")
_CLOCK_HEAD = lazy(r"[\s*_`•·>#|(\[~≈–—-]*\d{1,2}[:.h]\d\d[^\W\d]?\s*[,;]?\s*(?=[(\[DJG])")
_IN_WORDS = lazy(rf"{_WORD}[\s-][DJGX]\b|[DJG]\s?-?{_WORD}\b", re.I)


def are_day_counts(texts: Iterable[str]) -> bool:
    """Whether lines and cells begin with days counted from D: one with a plus, or one with a minus and a D of its own."""
    minus = bare = False
    for text in texts:
        match = _at_head(text)
        if match is None and (clock := _CLOCK_HEAD.match(text)) is not None:
            match = _at_head(text, clock.end())
        if match is None:
            continue
        if match["sign"] == "+" or match["zero"] or _IN_WORDS.match(match[0]):
            return True
        if match["sign"]:
            minus = True
        elif _BEHIND.match(text, match.end()) is not None or text[match.end() :].lstrip()[:1].isdigit():
            bare = True
    return minus and bare


def day_count(text: str, near: dt.date | None, at: int = 0) -> FoundDay | None:
    """The counted day with which `text` begins at `at`, decoration aside; `near` is the incident's day, without which
    the count has none."""
    match = _at_head(text, at)
    if match is None:
        return None
    shift = int(match["count"] or 0)
    day = near + dt.timedelta(days=shift if match["sign"] == "+" else -shift) if near is not None else None
    shown = day or dt.date(1, 1, 1)
    return FoundDay(day, day is not None, shown.month, shown.day, match.start(), match.end(), match[0].strip())


def _at_head(text: str, at: int = 0) -> re.Match[str] | None:
    lead = _LEAD.match(text, at)
    match = _COUNT.match(text, lead.end() if lead is not None else at)
    if match is None or match["letter"] is None or match["letter"].isupper():
        return match
    return None
