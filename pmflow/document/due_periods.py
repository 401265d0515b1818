"""Due dates that name a period or a day by its place in one: "next week", "end of Q3", "October", "Friday", "the 20th".

A period stands for its end. `Read` is what a reader of one such wording says.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pmflow.document.calendar_steps import add_months, month_end, week_end
from pmflow.document.due_words import (
    AFTER,
    MONTH_WORD,
    NEXT,
    POINT,
    QUARTER_WORD,
    SIMPLE,
    THIS,
    WEEK,
    WHEN,
    YEAR_WORD,
)
from pmflow.document.monthnames import DAY_NAME, MONTH_NAME, MONTHS, WEEKDAYS
from pmflow.document.word_tables import one_of
from pmflow.patterns import lazy

_SIMPLY = lazy(lambda: rf"(?:{one_of(SIMPLE)})\b", re.I)
_PERIOD = lazy(
    rf"(?:{POINT}|(?P<within>within\s+the\s+))?(?:{WHEN}\s+)?(?P<what>{WEEK}|{MONTH_WORD}|{QUARTER_WORD}"
    rf"|{YEAR_WORD})\b(?:\s+(?P<after>{AFTER}))?",
    re.I,
)
_ABBREVIATED = lazy(r"eo(?P<what>[wmqy])\b|(?P<long>monatsende|jahresende|quartalsende|wochenende)\b", re.I)
_NAMED = lazy(
    rf"(?:{POINT})?(?:{WHEN}\s+)?(?:month\s+of\s+)?(?P<name>{MONTH_NAME})\b\.?(?:[\s,/-]*(?:de\s+"
    rf"|of\s+)?(?P<year>(?:20)\d\d|['’]\d\d))?(?!\w)",
    re.I,
)
_NUMBERED_MONTH = lazy(
    r"(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![-/\d])|(?P<m2>0?[1-9]|1[0-2])/(?P<y2>20\d\d)(?!\d)"
)
_QUARTER = lazy(
    rf"(?:{POINT})?(?:(?P<y0>20\d\d)[\s/-]*)?(?:(?:calendar\s+|fy\s?\d*\s*)?(?P<kind>[qth])(?P<n>[1-4])"
    rf"|(?P<m>[1-4])(?P<kind2>[qth])"
    r"|(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?P<what>quarter|half))\b(?:[\s/'’,-]*(?:of\s+"
    r"|fy\s?)?(?P<y1>20\d\d|\d\d)\b(?!\s*[-/.]))?",
    re.I,
)
_ISO_WEEK = lazy(
    r"(?:(?P<y0>20\d\d)[\s-]*)?(?:kw|cw|wk|w|week|woche|semana|semaine|settimana|vecka|uke|uge|viikko"
    r"|viikolla|tydzień|týden|hafta|v\.)\s*(?P<n>\d{1,2})\b(?:[\s/,-]*(?:of\s+)?(?P<y1>20\d\d))?",
    re.I,
)
_YEAR_ALONE = lazy(rf"(?:{POINT})?(?P<year>20\d\d)(?![-/.\d]|\s*(?:年|[-/.]))", re.I)
_WEEKDAY = lazy(
    rf"(?:(?P<when>{NEXT}|{THIS})\s+)?(?P<day>{DAY_NAME})\b\.?(?:,?\s+(?P<tail>next\s+week"
    rf"|week\s+after\s+next|nächste[nr]?\s+woche|{AFTER}))?",
    re.I,
)
_WEEKEND = lazy(
    rf"(?:(?P<when>{NEXT}|{THIS}|the)\s+)?(?:weekend|wochenende|week-end|fin\s+de\s+semana|fim\s+de\s+semana"
    rf"|fine\s+settimana|helgen?|weekendu?)\b",
    re.I,
)
_WEEK_ON = lazy(rf"(?:a\s+)?week\s+on\s+(?P<day>{DAY_NAME})\b|(?P<first>{DAY_NAME})\s+week\b", re.I)
_HALF_MONTH = lazy(
    rf"(?P<half>first|second|1st|2nd|latter|erste|zweite)\s+(?:half|hälfte)\s+(?:of\s+)?(?P<name>{MONTH_NAME})\b"
    rf"(?:\s+(?P<year>20\d\d))?",
    re.I,
)
_NTH = lazy(
    r"(?:the\s+)?(?P<n>\d{1,2})(?:st|nd|rd|th)\b(?!\s+of\s+[A-Z])(?:\s+of\s+(?:the|this|(?P<next>next))\s+month)?", re.I
)
_ASIAN = lazy(
    r"(?P<month>\d{1,2})\s?[月월]\s?(?:(?P<part>末|말|上旬|中旬|下旬|초|중순|中|중|까지)|$)"
    r"|(?P<this>今|来|本|翌|이번|다음)\s?(?P<what>週|周|月|주|달)(?:\s?(?:末|中|말|안|내|まで|까지))*"
)
_PERIOD_END = lazy(r"(?P<what>week|month|quarter|year)[ -]?end\b", re.I)
_AFTER_NEXT = lazy(r"(?:the\s+)?(?P<what>week|month)\s+after\s+next\b", re.I)


Read = dt.date | None | Literal[False]
"""A date; None where it cannot be told; False where the words are something else after all."""


def _simple(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return anchor + dt.timedelta(days=SIMPLE[match[0].lower()]) if anchor else None


def _after_next(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    if anchor is None:
        return None
    return week_end(anchor, 2) if match["what"].lower() == "week" else month_end(add_months(anchor, 2))


def _weekday(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    name, when, tail = match["day"], (match["when"] or ""), (match["tail"] or "").lower()
    if name.lower() not in WEEKDAYS:
        return False
    if len(name) < 4 and not when and name.lower() not in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        return False  # "di", "Mar", "Sam" and their like are words, months, names
    if name.lower() == "minggu" and tail:
        return False  # "minggu depan" is next week, "Minggu" alone Sunday
    if anchor is None:
        return None
    weekday = WEEKDAYS[name.lower()]
    ahead = (weekday - anchor.weekday()) % 7 or 7
    monday = anchor - dt.timedelta(days=anchor.weekday())
    if "after next" in tail:
        return monday + dt.timedelta(days=14 + weekday)
    if tail or re.fullmatch(r"next|following|nächste[nrs]?|prochaine?|prossim[oa]|próxim[oa]|volgende", when, re.I):
        return monday + dt.timedelta(days=7 + weekday)
    return anchor + dt.timedelta(days=ahead)


def _weekend(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    if anchor is None:
        return None
    monday = anchor - dt.timedelta(days=anchor.weekday())
    return monday + dt.timedelta(days=13 if re.fullmatch(NEXT, match["when"] or "", re.I) else 6)


def _week_on(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    weekday = WEEKDAYS.get((match["day"] or match["first"]).lower())
    if weekday is None:
        return False
    if anchor is None:
        return None
    return anchor + dt.timedelta(days=((weekday - anchor.weekday()) % 7 or 7) + 7)


def _half_month(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
    if match["name"].lower() not in MONTHS:
        return False
    year = int(match["year"]) if match["year"] else None
    second = match["half"].lower() in ("second", "2nd", "latter", "zweite")
    return _within(MONTHS[match["name"].lower()], 1, year, None if second else "mid", floor)


def _nth(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    """ "The 20th": the first such day from the anchor on."""
    if anchor is None or not 1 <= int(match["n"]) <= 31:
        return None
    day = anchor + dt.timedelta(days=31) if match["next"] else anchor
    day = day.replace(day=1) if match["next"] else day
    for _ in range(62):
        if day.day == int(match["n"]):
            return day
        day += dt.timedelta(days=1)
    return None


def _asian(match: re.Match[str], anchor: dt.date | None, floor: dt.date | None) -> Read:
    """7月末, 来週, 다음 주."""
    if match["month"]:
        point = {"上": "early", "초": "early", "中": "mid", "중": "mid"}.get((match["part"] or "末")[0])
        return _within(int(match["month"]), 1, None, point, floor) if 1 <= int(match["month"]) <= 12 else False
    if anchor is None:
        return None
    steps = 0 if match["this"][0] in "今本이" else 1
    if match["what"] in ("週", "周", "주"):
        return week_end(anchor, steps)
    return month_end(add_months(anchor, steps))


def _quarter(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
    number = names[match["ord"].lower()] if match["ord"] else int(match["n"] or match["m"])
    half = (match["what"] or match["kind"] or match["kind2"]).lower() in ("h", "half")
    months = 6 if half else 3
    if number > 12 // months:
        return False
    written = match["y0"] or match["y1"]
    year = int(written) + (2000 if len(written) == 2 else 0) if written else None
    return _within((number - 1) * months + 1, months, year, match["point"], floor)


def _abbreviated(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    word = (match["what"] or {"mon": "m", "jah": "y", "qua": "q", "woc": "w"}[match["long"].lower()[:3]]).lower()
    return _end_of(word, anchor, 0) if anchor else None


def _period_end(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return _end_of(match["what"][0].lower(), anchor, 0) if anchor else None


def _period(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    when, point = (match["when"] or "").lower(), match["point"]
    is_next = bool(match["after"]) or re.fullmatch(rf"{NEXT}|der\s+nächsten|des\s+nächsten", when, re.I) is not None
    if not is_next and not point and not match["within"] and not re.fullmatch(THIS, when, re.I):
        return False  # "the week" says nothing
    if anchor is None:
        return None
    what = match["what"].lower()
    kind = next(
        letter
        for letter, pattern in (("w", WEEK), ("m", MONTH_WORD), ("q", QUARTER_WORD), ("y", YEAR_WORD))
        if re.fullmatch(pattern, what, re.I)
    )
    steps = 1 if is_next else 0
    part = _part(point)
    if kind == "w":
        return week_end(anchor, steps) - dt.timedelta(days={"end": 0, "mid": 2, "early": 3}[part])
    if kind == "m":
        first = add_months(anchor.replace(day=1), steps)
        return _within(first.month, 1, first.year, point, None)
    if kind == "q":
        first = add_months(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1), 3 * steps)
        return _within(first.month, 3, first.year, point, None)
    return _within(1, 12, anchor.year + steps, point, None)


def _numbered_month(match: re.Match[str], _anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return _within(int(match["month"] or match["m2"]), 1, int(match["year"] or match["y2"]), None, None)


def _named_month(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
    if match["name"].lower() not in MONTHS:
        return False
    if match["name"].lower() in ("may", "set", "out", "ago", "mar", "gen", "mag") and not match["name"][0].isupper():
        return False
    written = (match["year"] or "").lstrip("'’")
    year = int(written) + (2000 if len(written) == 2 else 0) if written else None
    return _within(MONTHS[match["name"].lower()], 1, year, match["point"], floor)


def _iso_week(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
    number, written = int(match["n"]), match["y0"] or match["y1"]
    if not 1 <= number <= 53:
        return False
    if written is None and floor is None:
        return None
    for year in [int(written)] if written else [floor.year, floor.year + 1] if floor else []:
        try:
            day = dt.date.fromisocalendar(year, number, 5)
        except ValueError:
            continue
        if written or (floor is not None and day >= floor):
            return day
    return None


def _year_alone(match: re.Match[str], _anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return _within(1, 12, int(match["year"]), match["point"], None)


def _within(month: int, months: int, year: int | None, point: str | None, floor: dt.date | None) -> dt.date | None:
    """The end (or middle, or start) of a stretch of months; without a year the first on or after `floor`."""
    if year is None and floor is None:
        return None
    for candidate in (year,) if year is not None else (floor.year, floor.year + 1) if floor else ():
        last = month_end(dt.date(candidate, month + months - 1, 1))
        part = _part(point)
        if part == "end":
            day = last
        elif part == "mid":
            day = (
                dt.date(candidate, month, 15) if months == 1 else add_months(dt.date(candidate, month, 15), months // 2)
            )
        else:
            day = dt.date(candidate, month, 10) if months == 1 else month_end(dt.date(candidate, month, 1))
        if year is not None or (floor is not None and day >= floor):
            return day
    return None


def _part(point: str | None) -> str:
    word = (point or "end").lower()
    if word.startswith(("mi", "med", "mea", "met", "half", "poł", "pert", "giữ")):
        return "mid"
    return (
        "early"
        if word.startswith(("beg", "start", "early", "anf", "déb", "pri", "iní", "ini", "bör", "awa", "đầu", "poc"))
        else "end"
    )


def _end_of(letter: str, anchor: dt.date, steps: int) -> dt.date:
    if letter == "w":
        return week_end(anchor, steps)
    if letter == "m":
        return month_end(anchor)
    return (
        dt.date(anchor.year, 12, 31)
        if letter == "y"
        else month_end(dt.date(anchor.year, (anchor.month - 1) // 3 * 3 + 3, 1))
    )


_READERS = (
    (_SIMPLY, _simple),
    (_WEEKEND, _weekend),
    (_WEEK_ON, _week_on),
    (_HALF_MONTH, _half_month),
    (_NTH, _nth),
    (_ASIAN, _asian),
    (_AFTER_NEXT, _after_next),
    (_WEEKDAY, _weekday),
    (_QUARTER, _quarter),
    (_ABBREVIATED, _abbreviated),
    (_PERIOD_END, _period_end),
    (_PERIOD, _period),
    (_NUMBERED_MONTH, _numbered_month),
    (_NAMED, _named_month),
    (_ISO_WEEK, _iso_week),
    (_YEAR_ALONE, _year_alone),
)
"""Pattern and reader, in the order in which they are tried."""


def read_period(words: str, anchor: dt.date | None, floor: dt.date | None) -> tuple[dt.date | None, int] | None:
    """The day that the period at the beginning of `words` ends on, and how long the words are; a None day where it
    cannot be told. Without a year it is the first such day on or after `floor`.
    """
    for pattern, read in _READERS:
        if (match := pattern.match(words)) is not None and (day := read(match, anchor, floor)) is not False:
            return day, match.end()
    return None
