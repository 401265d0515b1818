"""Due dates: from the words that people write ("2 weeks", "next Friday", "end of Q3", "21 March") to a date.

Relative words count from `anchor`, the day on which the incident was resolved. A period stands for its end, as a
range does for its upper end: "next week" is its Friday, "October" its last day, "Q1 2026" 31 March. "Next Friday" is
Friday of the next calendar week; a plain "Friday" is the first one after the anchor. Dates without a year are the
first such date on or after the anchor. What depends on something that the text does not date ("next sprint", "before
the sale", "one week after GA") is None, and so is every word that promises nothing ("ASAP", "TBD").
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from itertools import pairwise

from pmflow.document.calendar_steps import Workday, monday_to_friday, week_end
from pmflow.document.days import DayOrder, FoundDay, find_bad_days, find_days, in_reach
from pmflow.document.due_amounts import read_amount
from pmflow.document.due_periods import read_period
from pmflow.document.due_words import EMPTY, LEAD, NAMES_TOO, NEW_DATE, NOTHING, SPAN, TAIL, WEEK_OF


def resolve_due(
    words: str,
    *,
    anchor: dt.date | None,
    order: DayOrder | None = None,
    near: dt.date | None = None,
    is_workday: Workday = monday_to_friday,
) -> dt.date | None:
    """The date that `words` mean, or None where they name none.

    `anchor` is the day of the incident's resolution; without it only words that say their year, and dates that `near`
    (some day of the incident) gives a year, are resolved. `order` is how the document writes `7/3/2025`.
    """
    words, anchor, near = _plain(words), in_reach(anchor), in_reach(near)
    if not words or NOTHING.fullmatch(words):
        return None
    absolute, named = _absolute(words, anchor or near, order)
    if named:
        return week_end(absolute, 0) if absolute is not None and WEEK_OF.match(words) else absolute
    rest = _led(words)
    for start in rest:
        found = _relative(words[start:], anchor, near, is_workday)
        if found is not None:
            day, length = found
            if day is not None and TAIL.fullmatch(words[start + length :]):
                return day
    return None


def is_due_words(text: str) -> bool:
    """Whether the whole of `text` looks like an answer to "by when?" ("2 weeks", "end of Q3", "TBD", "21 March")."""
    words = _plain(text)
    if not words or len(words) > 60 or EMPTY.fullmatch(words):
        return False
    if words.lower().rstrip(".") in NAMES_TOO:
        return False
    if NOTHING.fullmatch(words):
        return words.strip().lower() not in ("open", "offen", "none", "unknown")
    days = find_days(words) or find_bad_days(words)
    if days:
        before, after = words[: days[0].start], words[days[-1].end :]
        return _all_lead(before) and (TAIL.fullmatch(after) is not None)
    some = dt.date(2024, 1, 10)
    for start in _led(words):
        found = _relative(words[start:], some, some, monday_to_friday)
        if found is not None and TAIL.fullmatch(words[start + found[1] :]):
            return True
    return False


def _plain(words: str) -> str:
    words = re.sub(r"[*_`|]+", " ", words.replace("\u00a0", " ").replace("\u202f", " "))
    return re.sub(r"\s+", " ", words).strip().strip("()[]{}").strip()


def _led(words: str) -> list[int]:
    """Where the words that say when may begin: at the start, and after each "by", "due", "in" that leads to them."""
    starts, at = [0], 0
    while (match := LEAD.match(words, at)) is not None and match.end() > at:
        at = match.end()
        starts.append(at)
    return starts


def _all_lead(words: str) -> bool:
    return _led(words)[-1] == len(words) or not words.strip(" ,.:;([")


def _absolute(words: str, floor: dt.date | None, order: DayOrder | None) -> tuple[dt.date | None, bool]:
    """The date written out in `words`, and whether there is one (also one that is impossible or cannot be told)."""
    found = find_days(words, order=order)
    if not found:
        return None, bool(find_bad_days(words))
    chosen = found[0]
    for earlier, later in pairwise(found):
        between = words[earlier.end : later.start]
        if SPAN.fullmatch(between) or NEW_DATE.search(between):
            chosen = later
    last = chosen.last_dom or chosen.dom
    if chosen.day is not None:
        return (chosen.day.replace(day=last) if last <= monthrange(chosen.day.year, chosen.month)[1] else None), True
    if not chosen.year_known:
        return _first_from(chosen.month, last, floor, order, chosen), True
    return _after_floor(chosen, floor), True


def _first_from(month: int, dom: int, floor: dt.date | None, order: DayOrder | None, found: FoundDay) -> dt.date | None:
    """The first such day on or after `floor`. Of 3/7, where either may be the month, the one reading that comes first
    is no proof: only a known order makes it a date (which `find_days` has then applied).
    """
    if floor is None or (
        re.fullmatch(r"\d+[/-]\d+", found.raw) and order is None and month <= 12 and dom <= 12 != month
    ):
        return None
    for year in range(floor.year, floor.year + 5):
        if 1 <= month <= 12 and dom <= monthrange(year, month)[1]:
            day = dt.date(year, month, dom)
            if day >= floor:
                return day
    return None


def _after_floor(found: FoundDay, floor: dt.date | None) -> dt.date | None:
    """`7/3/2025` in a document that proves no order: where only one reading lies within a year after `floor`, that."""
    digits = re.search(r"(\d{4}|\d\d)$", found.raw)
    if floor is None or digits is None:
        return None
    year = int(digits[1]) + (2000 if len(digits[1]) == 2 else 0)
    readings = {dt.date(year, found.month, found.dom), dt.date(year, found.dom, found.month)}
    fitting = [day for day in readings if 0 <= (day - floor).days <= 366]
    return fitting[0] if len(fitting) == 1 else None


def _relative(
    words: str, anchor: dt.date | None, near: dt.date | None, is_workday: Workday
) -> tuple[dt.date | None, int] | None:
    """What the beginning of `words` means and how long it is; a None day for what needs an anchor that is not there."""
    return read_period(words, anchor, anchor or near) or read_amount(words, anchor, is_workday)
