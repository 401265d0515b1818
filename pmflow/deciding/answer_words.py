"""What people type when they answer, made into values: ids, a day, a number of days, a link.

Pure, for the command line and for comments alike. What cannot be read is refused with `UsageError`, which says how to
write it; whether the answer is *allowed* is `answers`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pmflow.document.days import find_days
from pmflow.document.due import is_due_words, resolve_due
from pmflow.errors import UsageError
from pmflow.patterns import lazy
from pmflow.policy import Policy

ID = lazy(r"AI-\d{1,9}", re.I | re.A)
_DAYS = lazy(r"([0-9]{1,4})\s*(?:d|bd|wd|(?:business|working|work)?\s*days?|workdays?)?", re.I)
_LONGEST = 2000


def item_ids(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The ids at the beginning, as pmflow writes them, and the words behind them. The first word is always meant as an id."""
    end = next((at for at, word in enumerate(words) if at and not ID.fullmatch(word)), len(words))
    return list(dict.fromkeys(word.upper() for word in words[:end])), list(words[end:])


def day_meant(words: str, policy: Policy, now: dt.datetime) -> dt.date:
    """The day that "2025-06-20", "friday" or "in 5 business days" means, from the team's local day on."""
    calendar = policy.working_calendar
    today = calendar.day_of(now)
    day = None if words.lstrip().startswith("-") else resolve_due(words, anchor=today, is_workday=calendar.is_workday)
    if day is None:
        like = calendar.add_workdays(today, 10)
        raise UsageError(f'"{words}" is no date; write it like {like}, friday, "2 weeks" or "in 5 business days"')
    if left := _left_over(words, day):
        raise UsageError(f'"{words}": {day} ({day:%a}) is read, and "{left}" is left over; give one date')
    return day


def _left_over(words: str, day: dt.date) -> str | None:
    """What stands beside a date that is written out and is no part of it: another date, or anything else. A weekday beside it
    is fine where it is that day's."""
    dates = find_days(words)
    if not dates:  # words such as "friday" are read whole, or not at all
        return None
    others = [other.raw for other in dates if (other.month, other.dom) != (day.month, day.day)]
    if len(dates) > 1:
        return " ".join(others or [dates[1].raw])
    rest = f"{words[: dates[0].start]} {words[dates[0].end :]}".strip(" \t,.;:()[]")
    fits = is_due_words(words) or rest.casefold() in (f"{day:%A}".casefold(), f"{day:%a}".casefold())
    return rest if rest and not fits else None


def business_days(words: str) -> int:
    """A number of business days, 1 or more: "3", "3 days"."""
    found = _DAYS.fullmatch(words.strip())
    if found is None or int(found[1]) < 1:
        raise UsageError(f'"{words}" is no number of business days; write 1 or more')
    return int(found[1])


def evidence_link(text: str) -> str:
    """A link that shows that something is done: an http(s) address, or a path beside the document."""
    link = text.strip()
    if not link:
        raise UsageError("the evidence is empty; write an address, or a path such as evidence/run-42.png")
    if any(letter.isspace() or not letter.isprintable() for letter in link) or len(link) > _LONGEST:
        raise UsageError(f'"{link[:60]}" is no link; write an address without spaces (a space is %20)')
    try:
        parts = urlsplit(link)
        named = parts.hostname
    except ValueError:
        raise UsageError(f'"{link}" is no address; write it like https://ci.example/run/42') from None
    if parts.scheme in ("http", "https"):
        if not named:
            raise UsageError(f'"{link}" names no host; write it like https://ci.example/run/42')
        if parts.username or parts.password:
            raise UsageError("the evidence's address has a user or password in it; leave that out, everybody reads it")
        return link
    if parts.scheme or link.startswith(("/", "~", "\\")) or not ("/" in link or "." in link.strip(".")):
        raise UsageError(f'"{link}" is no link; write an http(s) address, or a path such as evidence/run-42.png')
    return link
