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
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from pmflow.document.days import DayOrder, FoundDay, find_bad_days, find_days, in_reach
from pmflow.document.monthnames import MONTHS, WEEKDAYS, any_of, one_of
from pmflow.patterns import lazy

_FRIDAY = 4

_NUMBERS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "couple of": 2, "a couple of": 2, "ein": 1, "eine": 1, "einer": 1, "einem": 1, "zwei": 2,
    "drei": 3, "vier": 4, "un": 1, "une": 1, "una": 1, "uma": 1, "um": 1, "een": 1, "deux": 2, "trois": 3, "quatre": 4,
    "dos": 2, "tres": 3, "cuatro": 4, "duas": 2, "dois": 2, "três": 3, "due": 2, "tre": 3, "quattro": 4, "twee": 2,
    "drie": 3, "vier weken": 4, "half a": 0.5, "two and a half": 2.5, "two to three": 3, "två": 2, "fyra": 4, "dwa": 2,
    "trzy": 3, "iki": 2, "üç": 3, "hai": 2, "ba": 3, "dua": 2, "tiga": 3, "kaksi": 2, "dva": 2, "fifteen": 15,
    "twenty": 20, "thirty": 30, "fourteen": 14, "zehn": 10, "dix": 10, "quinze": 15, "diez": 10, "quince": 15,
    "dez": 10,
}  # fmt: skip
_COUNTED: dict[str, str] = {
    "workday": "working days|working day|business days|business day|work days|workdays|workday|weekdays|bd|wd|bdays"
    "|werktage|werktagen|werktag|arbeitstage|arbeitstagen|arbeitstag|jours ouvrés|jours ouvrables|días hábiles"
    "|dias hábiles|dias úteis|días laborables|giorni lavorativi|werkdagen|werkdag",
    "day": "calendar days|days|day|d|tage|tagen|tag|jours|jour|j|días|dias|día|dia|giorni|giorno|dagen|dagar"
    "|dager|dage|dag|dni|gün|ngày|hari|päivää",
    "week": "weeks|week|wks|wk|w|wochen|woche|semaines|semaine|semanas|semana|settimane|settimana|weken|veckor"
    "|uker|uger|viikkoa|tygodnie|tygodni|hafta|tuần|minggu|týdny",
    "month": "months|month|mos|mo|mths|mth|monate|monaten|monat|mois|meses|mes|mês|mesi|mese|maanden|maand"
    "|månader|månad|måneder|måned|kuukautta|miesiące|miesiąc|tháng|bulan",
    "quarter": "quarters|quarter|qtrs|qtr|quartale|quartal",
    "year": "years|year|yrs|yr|jahre|jahr|jahren|ans|an|años|año|anos|ano|anni|anno|jaar",
    "hour": "hours|hour|hrs|hr|h|stunden|heures|horas|ore|uur",
    "fortnight": "fortnights|fortnight",
}
_UNIT_OF = {name: unit for unit, names in _COUNTED.items() for name in names.split("|")}
_UNIT = any_of(re.escape(n).replace(r"\ ", r"\s+") for n in _UNIT_OF)
_NUMBER = one_of(_NUMBERS)

_LEAD = lazy(
    r"(?:(?:due|nlt|deadline|target(?:ed)?(?:\s+date)?|eta|planned|expected|scheduled|fällig|frist"
    r"|échéance|scadenza|prazo|plazo"
    r"|by|on|until|till|before|within|for|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest"
    r"|latest|around|about|approx\.?|ca\.?"
    r"|circa|roughly|~|≈|<|<=|≤|in|im|am|der|den|dem|zum|bis|spätestens|innerhalb\s+von|vor"
    r"|d['’]ici|avant|le|la|dans|sous|pour"
    r"|au\s+plus\s+tard|para|antes|del?|el|en|hasta|dentro|do|da|no|na|em|até|entro|il|fra"
    r"|tra|per|voor|op|binnen|uiterlijk|over|om|innan|före|innen|før|inom|senast|za|trong|dalam|sebelum"
    r"|trước|a(?=\s+(?:finales|principios|mediados))|the"
    r"|eod|eob|cob|close\s+of\s+business|end\s+of\s+(?:the\s+)?(?:business\s+)?day|moved\s+to"
    r"|now|\d{1,2}(?::\d\d)?\s?[ap]m|(?:the\s+)?week\s+(?:of|commencing|beginning)|w/c)\b[:,]?"
    r"|[~≈<(\[:=@→>-])\s*",
    re.I,
)
_TAIL = lazy(
    r"[\s.,;:)\]!?]*(?:(?:at\s+the\s+latest|latest|eod|eob|cob|from\s+now|from\s+today|out"
    r"|if\s+possible|tentative(?:ly)?|max\.?"
    r"|(?:after|from|of)\s+(?:the\s+)?(?:incident|resolution|resolved|mitigation|review|postmortem"
    r"|post-mortem|meeting|pir|closure)"
    r"|noon|morning|afternoon|evening|end\s+of\s+day|spätestens|time|\d{1,2}(?::\d\d)?\s?(?:am"
    r"|pm|h|uhr)?|utc|\([^)]*\)|\[[^\]]*\])[\s.,;:)\]!?]*)*",
    re.I,
)
_NOTHING = lazy(
    r"\W*(?:asap|a\.s\.a\.p\.?|tb[dacx]|n/?a|n\.a\.|none|nil|null|unknown|ongoing|immediately?"
    r"|someday|later|soon|backlog|unscheduled"
    r"|not\s+(?:set|scheduled|planned|decided)(?:\s+yet)?|no\s+(?:due\s+)?(?:date|deadline)(?:\s+yet)?"
    r"|to\s+be\s+\w+|open|offen|sofort|continuous(?:ly)?"
    r"|(?:the\s+)?(?:this|next|current|following|upcoming)\s+(?:sprint|release|iteration|cycle"
    r"|pi|planning|maintenance\s+window|milestone)"
    r"|\d+\s+sprints?|sprint\s*[\w-]+|when\s+possible)\W*",
    re.I,
)
_WEEK_OF = lazy(r"(?:by\s+)?(?:the\s+)?(?:week\s+(?:of|commencing|beginning)|w/c)\b", re.I)
_NAMES_TOO = frozenset(["jan", "may", "mar", "sam", "sun", "mo", "set", "mer", "dim", "ven", "april", "june", "august"])
"""Words for a time that are first names or plain words: alone they do not look like a due date."""
_EMPTY = lazy(r"[\W_]*(?:n/?a|n\.a\.|none|nil|null)?[\W_]*", re.I)

_AMOUNT = lazy(
    rf"(?:(?:a\s+)?next\s+|next\s+)?(?:(?:t|d|r)\s*)?\+?\s*(?:(?P<low>\d+)\s*(?:-|–|to|or|bis|à|a)\s*)?"
    rf"(?P<n>\d+(?:[.,]5)?|(?:{_NUMBER})(?=\s))\s*-?\s*(?P<unit>{_UNIT})\b(?:['’]s?)?(?:\s+time)?",
    re.I,
)
_PLUS = lazy(r"[td]\s*\+\s*(\d{1,5})(?![\w:])", re.I)
_FORTNIGHT = lazy(r"(?:a\s+)?fortnight\b", re.I)
_SIMPLE: dict[str, int] = {
    "today": 0, "tonight": 0, "eod": 0, "eob": 0, "cob": 0, "end of day": 0, "end of the day": 0, "same day": 0,
    "heute": 0, "aujourd'hui": 0, "hoy": 0, "hoje": 0, "oggi": 0, "vandaag": 0, "tomorrow": 1, "tmrw": 1,
    "morgen": 1, "demain": 1, "mañana": 1, "amanhã": 1, "domani": 1, "the next day": 1, "next day": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2, "übermorgen": 2, "après-demain": 2, "pasado mañana": 2,
    "depois de amanhã": 2, "dopodomani": 2, "overmorgen": 2,
}  # fmt: skip
_SIMPLY = lazy("(?:" + one_of(_SIMPLE) + r")\b", re.I)

_NEXT = (
    r"next|following|coming|nächste[nrs]?|kommende[nrs]?|nästa|neste|næste|ensi|przyszł\w+|następn\w+"
    r"|gelecek|önümüzdeki|příští|la\s+prochaine|prochaine?|próxim[oa]"
    r"|proxim[oa]|prossim[oa]|volgende|komende"
)
_THIS = r"this|current|diese[nrs]?|cette|cet|ce|est[ea]|quest[oa]|deze|dit"
_AFTER = r"prochaine?|próxim[oa]|proxim[oa]|prossim[oa]|que\s+viene|que\s+vem|depan|tới|sau"
_WHEN = rf"(?P<when>{_NEXT}|{_THIS}|der\s+nächsten|des\s+nächsten|the|der|des|du|de\s+la|del?|do|da|della|van\s+de)"
_POINT = (
    r"(?P<point>end|late|by\s+the\s+end|eo|ende|fin|finales|fim|final|fine|eind|einde"
    r"|mid(?:dle)?|mitte|mi|mediados|meados|metà|half|begin(?:ning)?|start|early|anfang|début|principios"
    r"|início|inizio|slutet|slutten|utgangen|końca|koniec|konce|akhir|cuối|mitten|połow\w+|pertengahan"
    r"|giữa|början|awal|đầu)"
    r"(?:\s+of|\s+av|\s+der|\s+des|\s+d['’]|\s+de(?:\s+la|l)?|\s+do|\s+da|\s+di|\s+del(?:la)?|\s+van(?:\s+de)?"
    r"|\s+du|-)?\s*(?:the\s+)?"
)
_WEEK = (
    r"week|wk|woche|semaine|semana|settimana|veckan?|uken?|uge|viikko\w*|tydzień|tygodni\w*|hafta|minggu"
    r"|tuần|týden"
)
_MONTH_WORD = r"month|monats?|mois|mes|mês|mese|maand|månad(?:en)?|måned(?:en)?|miesiąc\w*|bulan|tháng(?!\s*\d)"
_QUARTER_WORD = r"quarter|qtr|quartals?|trimestre|kwartaal"
_YEAR_WORD = r"year|yr|jahr(?:es)?|année|an|año|ano|anno|jaar"
_PERIOD = lazy(
    rf"(?:{_POINT}|(?P<within>within\s+the\s+))?(?:{_WHEN}\s+)?(?P<what>{_WEEK}|{_MONTH_WORD}|{_QUARTER_WORD}"
    rf"|{_YEAR_WORD})\b(?:\s+(?P<after>{_AFTER}))?",
    re.I,
)
_ABBREVIATED = lazy(r"eo(?P<what>[wmqy])\b|(?P<long>monatsende|jahresende|quartalsende|wochenende)\b", re.I)
_NAMED = lazy(
    rf"(?:{_POINT})?(?:{_WHEN}\s+)?(?:month\s+of\s+)?(?P<name>{one_of(MONTHS)})\b\.?(?:[\s,/-]*(?:de\s+"
    rf"|of\s+)?(?P<year>(?:20)\d\d|['’]\d\d))?(?!\w)",
    re.I,
)
_NUMBERED_MONTH = lazy(
    r"(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![-/\d])|(?P<m2>0?[1-9]|1[0-2])/(?P<y2>20\d\d)(?!\d)"
)
_QUARTER = lazy(
    rf"(?:{_POINT})?(?:(?P<y0>20\d\d)[\s/-]*)?(?:(?:calendar\s+|fy\s?\d*\s*)?(?P<kind>[qth])(?P<n>[1-4])"
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
_YEAR_ALONE = lazy(rf"(?:{_POINT})?(?P<year>20\d\d)(?![-/.\d]|\s*(?:年|[-/.]))", re.I)
_WEEKDAY = lazy(
    rf"(?:(?P<when>{_NEXT}|{_THIS})\s+)?(?P<day>{one_of(WEEKDAYS)})\b\.?(?:,?\s+(?P<tail>next\s+week"
    rf"|week\s+after\s+next|nächste[nr]?\s+woche|{_AFTER}))?",
    re.I,
)
_WEEKEND = lazy(
    rf"(?:(?P<when>{_NEXT}|{_THIS}|the)\s+)?(?:weekend|wochenende|week-end|fin\s+de\s+semana|fim\s+de\s+semana"
    rf"|fine\s+settimana|helgen?|weekendu?)\b",
    re.I,
)
_WEEK_ON = lazy(rf"(?:a\s+)?week\s+on\s+(?P<day>{one_of(WEEKDAYS)})\b|(?P<first>{one_of(WEEKDAYS)})\s+week\b", re.I)
_HALF_MONTH = lazy(
    rf"(?P<half>first|second|1st|2nd|latter|erste|zweite)\s+(?:half|hälfte)\s+(?:of\s+)?(?P<name>{one_of(MONTHS)})\b"
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
_NEW_DATE = lazy(r"(?:\bnow\b|\bmoved\s+to\b|\bextended\s+to\b|\bpostponed\s+to\b|\bpushed\s+to\b|→|->|=>)\W*$", re.I)
_SPAN = lazy(r"\s*(?:-|–|—|to|until|through|bis|and)\s*(?:the\s+)?$", re.I)

Workday = Callable[[dt.date], bool]


def _monday_to_friday(day: dt.date) -> bool:
    return day.weekday() <= _FRIDAY


def resolve_due(
    words: str,
    *,
    anchor: dt.date | None,
    order: DayOrder | None = None,
    near: dt.date | None = None,
    is_workday: Workday = _monday_to_friday,
) -> dt.date | None:
    """The date that `words` mean, or None where they name none.

    `anchor` is the day of the incident's resolution; without it only words that say their year, and dates that `near`
    (some day of the incident) gives a year, are resolved. `order` is how the document writes `7/3/2025`.
    """
    words, anchor, near = _plain(words), in_reach(anchor), in_reach(near)
    if not words or _NOTHING.fullmatch(words):
        return None
    absolute, named = _absolute(words, anchor or near, order)
    if named:
        return _week_end(absolute, 0) if absolute is not None and _WEEK_OF.match(words) else absolute
    rest = _led(words)
    for start in rest:
        found = _relative(words[start:], anchor, near, is_workday)
        if found is not None:
            day, length = found
            if day is not None and _TAIL.fullmatch(words[start + length :]):
                return day
    return None


def is_due_words(text: str) -> bool:
    """Whether the whole of `text` looks like an answer to "by when?" ("2 weeks", "end of Q3", "TBD", "21 March")."""
    words = _plain(text)
    if not words or len(words) > 60 or _EMPTY.fullmatch(words):
        return False
    if words.lower().rstrip(".") in _NAMES_TOO:
        return False
    if _NOTHING.fullmatch(words):
        return words.strip().lower() not in ("open", "offen", "none", "unknown")
    days = find_days(words) or find_bad_days(words)
    if days:
        before, after = words[: days[0].start], words[days[-1].end :]
        return _all_lead(before) and (_TAIL.fullmatch(after) is not None)
    some = dt.date(2024, 1, 10)
    for start in _led(words):
        found = _relative(words[start:], some, some, _monday_to_friday)
        if found is not None and _TAIL.fullmatch(words[start + found[1] :]):
            return True
    return False


def _plain(words: str) -> str:
    words = re.sub(r"[*_`|]+", " ", words.replace("\u00a0", " ").replace("\u202f", " "))
    return re.sub(r"\s+", " ", words).strip().strip("()[]{}").strip()


def _led(words: str) -> list[int]:
    """Where the words that say when may begin: at the start, and after each "by", "due", "in" that leads to them."""
    starts, at = [0], 0
    while (match := _LEAD.match(words, at)) is not None and match.end() > at:
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
        if _SPAN.fullmatch(between) or _NEW_DATE.search(between):
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
    for pattern, read in (
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
    ):
        if (match := pattern.match(words)) is not None and (day := read(match, anchor, anchor or near)) is not False:
            return day, match.end()
    if (match := _AMOUNT.match(words)) is not None:
        return (_counted(match, anchor, is_workday) if anchor else None), match.end()
    if (match := _PLUS.match(words)) is not None:
        return (anchor + dt.timedelta(days=int(match[1])) if anchor else None), match.end()
    if (match := _FORTNIGHT.match(words)) is not None:
        return (anchor + dt.timedelta(days=14) if anchor else None), match.end()
    return None


Read = dt.date | None | Literal[False]
"""A date; None where it cannot be told; False where the words are something else after all."""


def _simple(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return anchor + dt.timedelta(days=_SIMPLE[match[0].lower()]) if anchor else None


def _after_next(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    if anchor is None:
        return None
    return _week_end(anchor, 2) if match["what"].lower() == "week" else _month_end(_add_months(anchor, 2))


def _weekday(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    name, when, tail = match["day"], (match["when"] or ""), (match["tail"] or "").lower()
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
    return monday + dt.timedelta(days=13 if re.fullmatch(_NEXT, match["when"] or "", re.I) else 6)


def _week_on(match: re.Match[str], anchor: dt.date | None, _floor: dt.date | None) -> Read:
    if anchor is None:
        return None
    weekday = WEEKDAYS[(match["day"] or match["first"]).lower()]
    return anchor + dt.timedelta(days=((weekday - anchor.weekday()) % 7 or 7) + 7)


def _half_month(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
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
        return _week_end(anchor, steps)
    return _month_end(_add_months(anchor, steps))


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
    is_next = bool(match["after"]) or re.fullmatch(rf"{_NEXT}|der\s+nächsten|des\s+nächsten", when, re.I) is not None
    if not is_next and not point and not match["within"] and not re.fullmatch(_THIS, when, re.I):
        return False  # "the week" says nothing
    if anchor is None:
        return None
    what = match["what"].lower()
    kind = next(
        letter
        for letter, pattern in (("w", _WEEK), ("m", _MONTH_WORD), ("q", _QUARTER_WORD), ("y", _YEAR_WORD))
        if re.fullmatch(pattern, what, re.I)
    )
    steps = 1 if is_next else 0
    part = _part(point)
    if kind == "w":
        return _week_end(anchor, steps) - dt.timedelta(days={"end": 0, "mid": 2, "early": 3}[part])
    if kind == "m":
        first = _add_months(anchor.replace(day=1), steps)
        return _within(first.month, 1, first.year, point, None)
    if kind == "q":
        first = _add_months(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1), 3 * steps)
        return _within(first.month, 3, first.year, point, None)
    return _within(1, 12, anchor.year + steps, point, None)


def _numbered_month(match: re.Match[str], _anchor: dt.date | None, _floor: dt.date | None) -> Read:
    return _within(int(match["month"] or match["m2"]), 1, int(match["year"] or match["y2"]), None, None)


def _named_month(match: re.Match[str], _anchor: dt.date | None, floor: dt.date | None) -> Read:
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
        last = _month_end(dt.date(candidate, month + months - 1, 1))
        part = _part(point)
        if part == "end":
            day = last
        elif part == "mid":
            day = (
                dt.date(candidate, month, 15)
                if months == 1
                else _add_months(dt.date(candidate, month, 15), months // 2)
            )
        else:
            day = dt.date(candidate, month, 10) if months == 1 else _month_end(dt.date(candidate, month, 1))
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
        return _week_end(anchor, steps)
    if letter == "m":
        return _month_end(anchor)
    return (
        dt.date(anchor.year, 12, 31)
        if letter == "y"
        else _month_end(dt.date(anchor.year, (anchor.month - 1) // 3 * 3 + 3, 1))
    )


def _counted(match: re.Match[str], anchor: dt.date, is_workday: Workday) -> dt.date | None:
    word, unit = match["n"].lower(), _UNIT_OF[re.sub(r"\s+", " ", match["unit"].lower())]
    number = float(_NUMBERS[word]) if word in _NUMBERS else float(word.replace(",", "."))
    if number > 2000:
        return None
    if unit == "workday":
        return _add_workdays(anchor, round(number), is_workday)
    if unit == "hour":
        return anchor + dt.timedelta(days=-(-int(number) // 24))
    if unit in ("month", "quarter", "year"):
        months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
        return _add_months(anchor, int(months)) + dt.timedelta(days=round(30 * (months - int(months))))
    return anchor + dt.timedelta(days=round(number * {"day": 1, "week": 7, "fortnight": 14}[unit]))


def _add_workdays(day: dt.date, count: int, is_workday: Workday) -> dt.date:
    left = count
    for _ in range(count * 7 + 60):
        if left <= 0:
            break
        day += dt.timedelta(days=1)
        left -= is_workday(day)
    return day


def _add_months(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _week_end(anchor: dt.date, weeks: int) -> dt.date:
    """Friday of the anchor's week or of one after it; on a weekend the coming week has begun."""
    monday = anchor - dt.timedelta(days=anchor.weekday())
    if anchor.weekday() > _FRIDAY and weeks == 0:
        monday += dt.timedelta(days=7)
    return monday + dt.timedelta(days=7 * weeks + _FRIDAY)
