"""Calendar days in running text, in the national forms that people use.

A day without a year takes the one that puts it nearest to a given day. `7/3/2025` is read only where the document
proves an order, or where one reading alone is possible: otherwise its `day` is None. Days that no calendar has
(31 February) are never days; `find_bad_days` reports them.
Not read here: "tomorrow" and its like (see `due`), clock times (see `clocks`).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from pmflow.document.monthnames import DAY_NAME, FIRST_MONTHS, MONTHS, SHORT_WEEKDAYS, WEEKDAYS, WORDS_TOO
from pmflow.document.word_tables import one_of
from pmflow.patterns import lazy


class DayOrder(StrEnum):
    """Which comes first in `7/3/2025`."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day as it stands in a text: `text[start:end] == raw`."""

    day: dt.date | None
    """None where the year or the order of day and month is unknown, or where no calendar has this day."""
    year_known: bool
    month: int
    dom: int
    """Day of the month. Of an unresolved `7/3/2025` the numbers stand as `month` and `dom` in their written order."""
    start: int
    end: int
    raw: str
    format: str | None = None
    """strftime format that writes this day exactly as it stands here, for `write_day`; None where there is none."""
    weekday: int | None = None
    """0 is Monday; None where none is written beside it."""
    last_dom: int | None = None
    """Of "29-30 October" the second number: the day is the first, the range ends here."""


_YEAR = r"(?:19|20)\d\d"


def _forms(months: str, first_months: str, weekdays: str) -> str:
    day_word = rf"(?P<wd>{weekdays})(?P<wsep>\.?,?\s+(?:the\s+|den\s+|dem\s+|le\s+|el\s+|dia\s+|día\s+|de\s+)?)"
    return rf"""(?<![\w.,/-])(?:(?=[^\W\d_]){day_word})?(?:
      (?P<iy>{_YEAR})(?P<isep>[-/.])(?P<im>\d\d?)(?P=isep)(?P<id>\d\d?)(?![\d/-]|\.\d)
    | (?P<wy>{_YEAR})-?W(?P<ww>[0-5]\d)-?(?P<wn>[1-7])(?!\d)
    | (?P<ky>{_YEAR})\.\s(?P<km>\d\d?)\.\s?(?P<kd>\d\d?)(?:\.(?!\d)|(?![\d.]))
    | (?P<yy>{_YEAR})(?P<ysep>\.\s|[-/]|,?\s)(?P<ym>{months})\b\.?[-/\s](?P<yd>\d\d?)\b\.?(?![:\d])
    | (?P<cy>20\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?=T\d{{4}}|\s*\Z|\s+\d\d:?\d\d)
    | (?P<pd>\d\d?)\.(?P<psp>\s?)(?P<pm>\d\d?)\.(?:\s?(?P<py>{_YEAR}|\d\d(?!\s?(?:[:h.]|Uhr)\s?\d))(?![\w]|[.:-]\d))
    | (?P<qd>\d\d?)\.(?P<qm>\d\d?)\.(?:(?<=\d\d\.\d\d\.)(?![\d\w])
      | (?=,?\s+(?:um\s+|gegen\s+|ca\.\s+|kl\.?\s+)?\d\d?[:.]\d\d))
    | (?P<sa>\d\d?)(?P<ssep>[-/])(?P<sb>\d\d?)(?P=ssep)(?P<sy>{_YEAR}|\d\d)(?![\w/]|[.:-]\d)
    | (?:(?P<dfrom>\d\d?)(?:st|nd|rd|th|\.)?\s?(?:-|–|—|/|&|to\b|and\b|bis\b|au\b|al\b|y\b|und\b|et\b)\s?)?
      (?P<da>\d\d?)(?P<dsep>-|\.\s|\s|/|)(?P<dord>(?:st|nd|rd|th|er|º|°|ª|\.)?)(?P<dgap>\s*(?:(?:of|de|d[ei]l?)\s+|[-/]|))
      (?=[^\W\d_])(?P<dm>{months})\b(?:(?P<ddot>\.?)(?P<dysep>,?\s+(?:(?:de|del|of)\s+)?|(?P=dsep)|,|)
      (?P<dy>{_YEAR}|['’]\d\d|(?<=[-/])\d\d|(?<=\s)[2-4]\d(?=[ ]*(?:$|[\n)\],;|–—]|-[ ]|\.\s)))
      (?![\w]|[:.]\d(?!\d:\d\d)))?
    | (?=[^\W\d_])(?P<mm>{first_months})(?P<mdot>\.?)(?P<msep>\s+|-|\s+the\s+|)(?P<md>\d\d?)(?P<mord>(?:st|nd|rd|th)?)
      (?:\s?(?:-|–|—|/|&|to\b|and\b)\s?(?P<mto>\d\d?)(?:st|nd|rd|th)?(?![\w:.%]|\s?[-/]\s?\d|\s?(?:am|pm)\b))?(?![\w%]|[:.,]\d|\s?(?:am|pm|AM|PM)\b)
      (?:(?P<mysep>,?\s+(?:of\s+)?|-|,)(?P<my>{_YEAR}|['’]\d\d)(?![\w]|[:.]\d))?
    | (?:(?P<jy>{_YEAR})\s?[年년]\s?)?(?P<jm>\d\d?)\s?[月월]\s?(?P<jd>\d\d?)\s?[日일]
    | (?P<na>\d\d?)(?P<nsep>[-/])(?P<nb>\d\d?)(?P<nclock>(?=,?[ T]\s*(?:at\s|@\s?|-\s)?\d\d?[:.h]\d\d))
    | (?P<ba>\d\d?)/(?P<bb>\d\d?)(?![\w/%]|[.]\d)
    )"""


_NO_NAME = "(?!)"
_IN_FIGURES = lazy(_forms(_NO_NAME, _NO_NAME, _NO_NAME), re.IGNORECASE | re.VERBOSE)
_WITH_NAMES = lazy(lambda: _forms(one_of(MONTHS), one_of(FIRST_MONTHS), one_of(WEEKDAYS)), re.IGNORECASE | re.VERBOSE)


def _match(text: str, start: int, *, named: bool) -> re.Match[str] | None:
    """The day written at `start`. The pattern with all names takes long to make, and many documents need none of
    them: it is used where a name leads (`named`) or one of a month is near.
    """
    words = () if named else _WORDS.findall(text, start, start + _LONGEST)
    forms = _WITH_NAMES if named or any(word.lower() in MONTHS for word in words) else _IN_FIGURES
    return forms.match(text, start)


_LONGEST = 48
"""Letters in which a written day ends, with room."""

_NAMES_BEFORE = frozenset(WEEKDAYS) | frozenset(FIRST_MONTHS) | {name.partition("-")[0] for name in WEEKDAYS}
_DIGIT = lazy(r"[0-9]")


def _may_have_days(text: str) -> bool:
    """Whether it is worth to look."""
    return _DIGIT.search(text) is not None


_WEEKDAY_BEHIND = lazy(rf"\s?[(（]\s?({DAY_NAME})\.?\s?[)）]", re.I)
_SIGN_DAYS = frozenset("月火水木金土日월화수목금토일")
_NUMBERS = lazy(rf"(?<![\w./-])(\d\d?)([-/])(\d\d?)\2({_YEAR}|\d\d)(?![\w/]|[.:-]\d)")
_BEFORE_BARE = lazy(r"(?:^|\b(?:by|due|on|until|before|till|after|since|from|eta|target)[:\s]+|[(\[|]\s*)$", re.I)


def day_at(text: str, start: int, *, order: DayOrder | None = None, near: dt.date | None = None) -> FoundDay | None:
    """The day that stands right at `start`, with `start` and `end` counted in `text`; None where there is none."""
    word = _WORDS.match(text, start)
    if word is not None and word[0].lower() not in _NAMES_BEFORE:
        return None
    match = _match(text, start, named=word is not None)
    found = _read(match, text, order, near) if match is not None else None
    return found[0] if found is not None and found[1] and found[0].start == start else None


def find_days(text: str, *, order: DayOrder | None = None, near: dt.date | None = None) -> list[FoundDay]:
    """All days in `text`, in its order. A day without a year takes the year that puts it nearest to `near`."""
    if not _may_have_days(text):
        return []
    return [found for found, possible in _scan(text, order, near) if possible]


def find_bad_days(text: str) -> list[FoundDay]:
    """What is written as a day but exists in no calendar (31 February, 2025-13-40); `day` is None in each."""
    if not _may_have_days(text):
        return []
    return [found for found, possible in _scan(text, None, None) if not possible]


_Day = TypeVar("_Day", bound=dt.date)


def in_reach(day: _Day | None) -> _Day | None:
    """`day`, or None where it lies so far off that counting from it may leave the calendar (years 1 to 9999).

    What people write by hand is read from 1900 to 2099 only; front matter, exports and callers may give any year.
    """
    return day if day is not None and 1900 <= day.year < 2200 else None


def write_day(day: dt.date, format: str) -> str:
    """`day` in the form of a `FoundDay.format`, on any platform (`%-d` is not known to all)."""
    plain = format.replace("%-d", str(day.day)).replace("%-m", str(day.month))
    return day.strftime(plain)


def guess_order(text: str) -> DayOrder | None:
    """The order of day and month that the whole document proves: a number over 12, a weekday beside the date, or the
    same day in another form; failing these, signs of place (zones, currencies) where all of them agree. Else None.
    """
    votes = {DayOrder.DMY: 0, DayOrder.MDY: 0}
    unclear: list[tuple[dt.date, dt.date]] = []
    for match in _NUMBERS.finditer(text):
        a, b = int(match[1]), int(match[3])
        if a > 12 >= b > 0 and a <= 31:
            votes[DayOrder.DMY] += 3
        elif b > 12 >= a > 0 and b <= 31:
            votes[DayOrder.MDY] += 3
        elif 0 < a <= 12 and 0 < b <= 12 and a != b:
            year = _year(match[4])
            dmy, mdy = dt.date(year, b, a), dt.date(year, a, b)
            weekday = _weekday_beside(text, match.start(), match.end())
            if weekday is not None and (dmy.weekday() == weekday) != (mdy.weekday() == weekday):
                votes[DayOrder.DMY if dmy.weekday() == weekday else DayOrder.MDY] += 3
            unclear.append((dmy, mdy))
    if unclear and votes[DayOrder.DMY] == votes[DayOrder.MDY]:
        clear = {f.day for f in find_days(text) if f.day is not None and f.year_known}
        for dmy, mdy in unclear:
            near = [any(abs((day - one).days) <= 3 for one in clear) for day in (dmy, mdy)]
            if near[0] != near[1]:
                votes[DayOrder.DMY if near[0] else DayOrder.MDY] += 1
    if unclear and votes[DayOrder.DMY] == votes[DayOrder.MDY]:
        signs = {order for order, sign in _SIGNS if sign.search(text)}
        if len(signs) == 1:
            return signs.pop()
    if votes[DayOrder.DMY] == votes[DayOrder.MDY]:
        return None
    return max(votes, key=lambda order: votes[order])


_SIGNS = (
    (DayOrder.MDY, lazy(r"\b(?:P[SD]T|E[SD]T|C[D]T|M[SD]T|Pacific|Eastern|Mountain) ?(?:time)?\b")),
    (DayOrder.DMY, lazy(r"[£€₹]\s?\d|\d\s?[£€₹]|R\$|\b(?:CES?T|MES?Z|WES?T|BST|AE[SD]T|NZ[SD]T|IST|BRT|SAST)\b")),
)


def _scan(text: str, order: DayOrder | None, near: dt.date | None) -> Iterator[tuple[FoundDay, bool]]:
    """Each written day, and whether a calendar has it."""
    done = 0
    for figure in _FIGURES.finditer(text):
        if figure.start() < done:
            continue
        length = figure.end() - figure.start()
        if length not in (1, 2, 4, 8) or (length > 2 and figure[0][:2] not in ("19", "20")):
            continue
        after = text[figure.end() : figure.end() + 2]
        if after[:1] == ":" and after[1:].isdigit():
            continue  # a clock
        for start in _starts(text, figure.start(), done):
            match = _match(text, start, named=start < figure.start())
            if match is None:
                continue
            done = match.end()
            found = _read(match, text, order, near)
            if found is not None:
                yield found
            break


_FIGURES = lazy(r"[0-9]+")
_WORDS = lazy(r"[^\W\d_]+")


def _starts(text: str, figure: int, done: int) -> list[int]:
    """Where a day may begin that has this figure in it: at a name before it, or at the figure. To try the whole pattern
    everywhere takes ten times as long.
    """
    begin = max(done, figure - 32)
    starts = [word.start() for word in _WORDS.finditer(text, begin, figure) if word[0].lower() in _NAMES_BEFORE]
    starts.append(figure)
    return starts


def _read(
    match: re.Match[str], text: str, order: DayOrder | None, near: dt.date | None
) -> tuple[FoundDay, bool] | None:
    form: str | None = None
    g = match.groupdict()
    year: int | None = None
    start = match.start()
    weekday = WEEKDAYS.get(g["wd"].lower()) if g["wd"] else None
    if g["iy"]:
        year, month, dom = int(g["iy"]), int(g["im"]), int(g["id"])
        form = f"%Y{g['isep']}{_m(g['im'])}{g['isep']}{_d(g['id'])}"
        if g["isep"] == "." and month > 12:
            return None
    elif g["wy"]:
        try:
            weekly = dt.date.fromisocalendar(int(g["wy"]), int(g["ww"]), int(g["wn"]))
        except ValueError:
            return None
        year, month, dom = weekly.year, weekly.month, weekly.day
    elif g["ky"]:
        year, month, dom = int(g["ky"]), int(g["km"]), int(g["kd"])
        if month > 12 or dom > 31 or not month or not dom:
            return None
    elif g["yy"]:
        if not _is_month(g["ym"], g["yy"], "") or (g["ysep"].isspace() and not g["ym"][0].isupper()):
            return None
        year, month, dom = int(g["yy"]), MONTHS[g["ym"].lower()], int(g["yd"])
    elif g["cy"]:
        year, month, dom, form = int(g["cy"]), int(g["cm"]), int(g["cd"]), "%Y%m%d"
    elif g["pd"]:
        year, month, dom = _year(g["py"]), int(g["pm"]), int(g["pd"])
        if month > 12 or dom > 31 or not month or not dom:
            return None
        form = f"{_d(g['pd'])}.{g['psp']}{_m(g['pm'])}.{g['psp']}{_y(g['py'])}"
    elif g["qd"]:
        month, dom, form = int(g["qm"]), int(g["qd"]), f"{_d(g['qd'])}.{_m(g['qm'])}."
        if month > 12 or dom > 31 or not month or not dom:
            return None
    elif g["sa"] or g["na"] or g["ba"]:
        return _read_numbers(match, text, order, near, weekday)
    elif g["da"]:
        name = g["dm"]
        if not _is_month(name, g["dy"], g["dgap"]) or int(g["da"]) == 0:
            return None
        month, dom = MONTHS[name.lower()], int(g["da"])
        year = _year(g["dy"]) if g["dy"] else None
        if g["dfrom"]:
            if not 0 < int(g["dfrom"]) < dom:
                start = match.start("da")
            else:
                found, possible = _found(match, text, year, month, int(g["dfrom"]), None, near, weekday, start)
                return replace(found, last_dom=dom), possible
        if not g["dord"] and g["dsep"] != ". ":
            tail = f"{g['ddot']}{g['dysep']}{_y(g['dy'])}" if g["dy"] else ""
            number = _d(g["da"]) if g["dsep"] in ("-", "/") else _day_beside_name(g["da"])
            form = f"{number}{g['dsep']}{g['dgap']}{_b(name)}{tail}"
    elif g["mm"]:
        name = g["mm"]
        if not _is_month(name, g["my"], "") or int(g["md"]) == 0:
            return None
        if not g["msep"] and not g["my"]:
            return None
        month, dom = MONTHS[name.lower()], int(g["md"])
        year = _year(g["my"]) if g["my"] else None
        if g["mto"]:
            if int(g["mto"]) <= dom:
                return None
            found, possible = _found(match, text, year, month, dom, None, near, weekday, start)
            return replace(found, last_dom=int(g["mto"])), possible
        if not g["mord"]:
            tail = f"{g['mysep']}{_y(g['my'])}" if g["my"] else ""
            form = f"{_b(name)}{g['mdot']}{g['msep']}{_day_beside_name(g['md'])}{tail}"
    else:
        month, dom = int(g["jm"]), int(g["jd"])
        year = int(g["jy"]) if g["jy"] else None
    return _found(match, text, year, month, dom, form, near, weekday, start)


def _read_numbers(
    match: re.Match[str], text: str, order: DayOrder | None, near: dt.date | None, weekday: int | None
) -> tuple[FoundDay, bool] | None:
    """`7/3/2025`, `23-10-25`, and `10/23` or `12-05 16:21` where what stands around makes a date of it."""
    g = match.groupdict()
    year: int | None = None
    if g["sa"]:
        a, b, sep, year = g["sa"], g["sb"], g["ssep"], _year(g["sy"])
    elif g["na"]:
        a, b, sep = g["na"], g["nb"], g["nsep"]
        if sep == "-":  # 12-05 16:21 is an ISO date without its year
            order = order or DayOrder.MDY
            if len(a) != 2 or len(b) != 2:
                return None
    else:
        a, b, sep = g["ba"], g["bb"], "/"
        beside = _WEEKDAY_BEHIND.match(text, match.end())
        if beside is not None and (name := beside[1].lower()) not in WEEKDAYS and name not in _SIGN_DAYS:
            beside = None
        if beside is not None:
            weekday = WEEKDAYS.get(name, "月火水木金土日".find(name) if name in "月火水木金土日" else None)
        if (
            weekday is None
            and beside is None
            and not (
                _BEFORE_BARE.search(text[: match.start()]) and re.match(r"\W*(?:$|\n|[)\]|,;.–-])", text[match.end() :])
            )
        ):
            return None  # a fraction, a count
    first, second = int(a), int(b)
    if not first or not second:
        return None
    if first > 31 or second > 31 or (first > 12 and second > 12):
        return None
    if first > 12:
        order = DayOrder.DMY
    elif second > 12:
        order = DayOrder.MDY
    elif first == second:
        order = order or DayOrder.DMY
    elif weekday is not None and year is not None:
        dmy, mdy = dt.date(year, second, first), dt.date(year, first, second)
        if (dmy.weekday() == weekday) != (mdy.weekday() == weekday):
            order = DayOrder.DMY if dmy.weekday() == weekday else DayOrder.MDY
    if order is None and near is not None and weekday is not None and year is None:
        fits = [dt.date(near.year, m, d).weekday() == weekday for m, d in ((second, first), (first, second))]
        if fits[0] != fits[1]:
            order = DayOrder.DMY if fits[0] else DayOrder.MDY
    if order is None and near is not None:
        at = year or near.year
        close = [abs((day - near).days) <= 3 for day in (dt.date(at, second, first), dt.date(at, first, second))]
        if close[0] != close[1]:
            order = DayOrder.DMY if close[0] else DayOrder.MDY
    if order is None:
        return (
            FoundDay(None, year is not None, first, second, match.start(), match.end(), match[0], None, weekday),
            True,
        )
    tail = f"{sep}{_y(g['sy'])}" if g["sa"] else ""
    if len(a) == 1 or len(b) == 1:  # 7/12/2025 is not padded, and nor would be 7/3/2025
        day_form, month_form = "%-d", "%-m"
    else:
        day_form, month_form = "%d", "%m"
    if order is DayOrder.DMY:
        return _found(
            match, text, year, second, first, f"{day_form}{sep}{month_form}{tail}", near, weekday, match.start()
        )
    return _found(match, text, year, first, second, f"{month_form}{sep}{day_form}{tail}", near, weekday, match.start())


def _found(
    match: re.Match[str],
    text: str,
    year: int | None,
    month: int,
    dom: int,
    form: str | None,
    near: dt.date | None,
    weekday: int | None,
    start: int,
) -> tuple[FoundDay, bool]:
    end = match.end()
    word = match["wd"]
    if weekday is not None and word:
        if word.lower() in SHORT_WEEKDAYS and not word[0].isupper():
            start, weekday = match.start("wsep") + len(match["wsep"]), None
        elif form is not None:
            form = f"{_a(word)}{match['wsep']}{form}"
    raw = text[start:end]
    if not 1 <= month <= 12 or not 1 <= dom <= monthrange(year or 2024, month)[1]:
        return FoundDay(None, year is not None, month, dom, start, end, raw, None, weekday), False
    day = dt.date(year, month, dom) if year is not None else _nearest(month, dom, near, weekday)
    if form is not None and (day is None or write_day(day, form) != raw):
        form = None
    return FoundDay(day, year is not None, month, dom, start, end, raw, form, weekday), True


def _nearest(month: int, dom: int, near: dt.date | None, weekday: int | None) -> dt.date | None:
    """The day of that name nearest to `near`; among those within a year of it, one that falls on `weekday`."""
    if near is None:
        return None
    days = [
        dt.date(y, month, dom)
        for y in range(max(1, near.year - 1), min(9999, near.year + 1) + 1)
        if dom <= monthrange(y, month)[1]
    ]
    right = [day for day in days if weekday is not None and day.weekday() == weekday and abs((day - near).days) < 366]
    return min(right or days, key=lambda day: abs((day - near).days), default=None)


def _weekday_beside(text: str, start: int, end: int) -> int | None:
    before = re.search(r"([^\W\d_]+)\.?,?\s*$", text[max(0, start - 14) : start])
    after = re.match(r",?\s*\(?([^\W\d_]+)", text[end : end + 14])
    for found in (before, after):
        if found and (word := found[1].lower()) in WEEKDAYS and (word not in SHORT_WEEKDAYS or found[1][0].isupper()):
            return WEEKDAYS[word]
    return None


def _is_month(name: str, year: str | None, gap: str) -> bool:
    """Whether the word is meant as a month: "may" and "out" want a capital, a year or a "de"."""
    lower = name.lower()
    if lower not in WORDS_TOO:
        return True
    if year or gap.strip() in ("de", "of", "di", "-", "/"):
        return True
    return name[0].isupper() and lower in ("may", "mar", "march")


def _year(digits: str) -> int:
    digits = digits.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _y(digits: str) -> str:
    return "%Y" if len(digits) == 4 else ("%y" if digits[0].isdigit() else digits[0] + "%y")


def _d(digits: str) -> str:
    return "%d" if len(digits) == 2 else "%-d"


def _day_beside_name(digits: str) -> str:
    """Beside a month's name nobody pads: `21 March` would be followed by `5 March`."""
    return "%d" if digits[0] == "0" else "%-d"


def _m(digits: str) -> str:
    return "%m" if len(digits) == 2 else "%-m"


def _b(name: str) -> str:
    return "%b" if len(name) == 3 else "%B"


def _a(name: str) -> str:
    return "%a" if len(name) == 3 else "%A"
