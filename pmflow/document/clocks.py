"""Clock times as people write them at the head of a timeline entry, with the day, the zone and the end beside them.

`14:32`, `14.32`, `14h05`, `9:06a`, `12:07 PM`, `[12-05 16:21]`, ISO with an offset, "around 9:30", `11:00 - 11:45`,
`???`. Four bare digits (`0915`) are a time only where something says so: a zone, a date before them, or the caller, who
has seen that all entries look like that. Not decided here: which day a time without one belongs to (see `timeline`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pmflow.document.days import DayOrder, FoundDay, day_at, find_days
from pmflow.document.days_of_month import day_of_month
from pmflow.document.monthnames import DAY_NAME, MONTHS, WEEKDAYS
from pmflow.document.word_tables import one_of
from pmflow.document.zones import zone_at
from pmflow.patterns import lazy


@dataclass(frozen=True, slots=True)
class FoundClock:
    """A clock time as it stands in a text; `text[start:end] == raw`, which has its day, zone and end, if written."""

    hour: int | None
    """0-23; None for `???`, where the writer says that the time is not known, and for "T+5"."""
    minute: int
    second: int
    start: int
    end: int
    raw: str
    zone: str | None = None
    """As written, a trailing `Z` as "Z"."""
    day: FoundDay | None = None
    """The day written beside it, before or after."""
    until: FoundClock | None = None
    """The end of a range."""
    approximate: bool = False
    next_day: int = 0
    """Days to add where "(+1)" or "(next day)" is written after it."""
    day_after: bool = False
    """"Next day, 09:00": the day after that of the entry before."""
    elapsed: int | None = None
    """Minutes since the start, of "T+5" and its like; 0 of "T0"."""
    nth: int | None = None
    """2 of "Day 2, 11:00"."""
    weekday: int | None = None
    """0 is Monday, where a weekday alone stands before it ("Tue 14:02")."""

    @property
    def has_meridian(self) -> bool:
        """Whether am or pm is written."""
        return _MERIDIAN.search(self.raw) is not None

    @property
    def time(self) -> dt.time | None:
        """The time of day, None where it is not known."""
        return None if self.hour is None else dt.time(self.hour, self.minute, min(self.second, 59))


_MERIDIAN = lazy(r"\d\s?[ap]\.?(?:m\b|(?!\w))", re.I)
_APPROX = (
    r"(?:[~≈∼]|(?:at\s+)?(?:about|around|approx|approximately|ca|circa|c\.(?=\s?\d)|roughly|shortly\s+(?:after"
    r"|before)"
    r"|just\s+(?:after|before)|(?:some\s?time\s+)?(?:after|before|around)|by|gegen|etwa|ungefähr"
    r"|kurz\s+(?:nach|vor)|vers|environ"
    r"|hacia|sobre\s+las|aprox|por\s+volta\s+d[ae]s?|cerca\s+d[ae]s?|verso\s+le|rond|omstreeks|est"
    r"|estimated)(?!\w)\.?)"
)
_AT = (
    r"(?:(?:at|on|from|since|um|ab|von|vom|à|de|a\s+las|às|as|alle|ore|alle\s+ore|om|kl\.?"
    r"|klo|between|starting|started|until|till|le|il|el|em|op)(?!\w)|@)"
)
_CLOCK = r"""
    (?P<{p}h>[01]?\d|2[0-4]|2[5-9](?=[:：][0-5]\d(?![\d:.]))|30(?=[:：]00))
    (?: (?P<{p}sep>:|：)(?P<{p}m>[0-5]\d)(?:[:.](?P<{p}s>[0-5]\d|60)(?:[.,]\d{{1,9}})?)?
      | (?P<{p}dot>\.)(?P<{p}dm>[0-5]\d)(?:\.(?P<{p}ds>[0-5]\d))?(?![\d%]|\.\d)
      | \s?(?P<{p}hh>[hHuU]|g(?=[0-5]\d)|giờ(?!\w)|Uhr(?=\s[0-5]\d(?!\d|[:.]\d)))
        \s?(?P<{p}hm>[0-5]\d)?(?:(?<=\d)min|(?P<{p}mm>(?<=\d[hH]\d\d)m))?(?!\w)(?:\s?(?:min|m)\b)?
      | (?=\s?[AaPp]\.?[Mm]\b\.?|[ap](?!\w))
      | (?=\s?Uhr\b|\s(?:horas|heures|uur)\b)
      | (?P<{p}c>[0-5]\d)(?!\d)
      | (?P<{p}jk>[時时시])\s?(?:(?P<{p}jm>[0-5]?\d)\s?[分분])?
    )
    (?:\s?(?P<{p}ap>[AaPp]\.?[Mm]\b\.?|(?<=\d)[ap](?!\w)))?
    (?:\s?(?:Uhr|[hH]rs?\.?|(?<=\d)[hH](?!\w)|hours|horas|heures|uur)(?!\w))?
"""
_FIRST = lazy(_CLOCK.format(p="a"), re.VERBOSE)
_SECOND = lazy(_CLOCK.format(p="b"), re.VERBOSE)
_LEAD = lazy(
    r"[\s*•·–—-]*(?:\[[ xX]\]\s*)?(?:[:][a-z_][a-z0-9_+-]*[:]\s*)?[^\w~≈∼?+]*(?:(?:\d{{1,2}}[.)]\s+)(?=[^\w\s]"
    r"|\d\d[:.h]|\d{{4}}-))?[^\w~≈∼?+]*"
)
_WORDS = lazy(rf"(?:{_APPROX}|{_AT})\s*", re.I)
_MARKED = lazy(_APPROX, re.I)
_TO = lazy(
    r"\s*(?:->|→|-|–|—|−|~|～|〜|/|\bto\b|\btill\b|\buntil\b|\bthrough\b|\bthru\b|\bbis\b|\bà\b|\bau\b"
    r"|\bhasta\b|\bat[ée]\b|\balle?\b|\btot\b|\band\b|\ba\b|\bet\b|\by\b|\be\b|\bund\b)\s*(?:las\s+"
    r"|les\s+|le\s+|às\s+)?(?:[~≈]|ca\.|approx\.?|about|around)?\s*",
    re.I,
)
_BETWEEN = lazy(
    r"(?:\s*(?:[,T@|–—-]|:(?=\d\d:)|\b(?:alle\s+)?ore\b|\s-|·|/|\bat\b|\bum\b|\bà\b|\bon\b"
    r"|\ba\s+las\b|\bàs\b|\balle\b|\bom\b|\bkl\.?|\bora\b|\baround\b|\babout\b|\bca\.|\bapprox\.?"
    r"|\bgegen\b|\bvers\b|~|≈|\(|\)))*\s*",
    re.I,
)
_UNKNOWN = lazy(r"(?:\?{1,4}(?::\?{1,2})?|[xX]{2}[:.][xX]{2}|--:--|__:__|\?\?h\?\?|\d\d?:(?:\?\?|[xX]{2}))(?![\w?])")
_ZERO = lazy(r"T\s?[-=]?\s?0(?![\w:+])")
_ELAPSED = lazy(
    r"(?:[Tt]\s?)?(?P<sign>[+−-]|(?<=[Tt]))\s?(?:(?P<hh>\d{1,3}):(?P<mm>[0-5]\d)(?::[0-5]\d)?"
    r"|(?:(?P<d>\d+)\s?d\s?)?(?:(?P<h>\d+)\s?h(?:ours?|rs?)?\s?)?(?:(?P<m>\d+)\s?(?:m(?:in(?:utes?"
    r"|s)?)?)?)?)(?=[\s:|)\]–—-]|[.,](?!\d)|$)"
)
_NEXT_DAY = lazy(
    r"\s*[(\[]?\s*(?:\+\s?(?P<n>[1-9])(?:\s?d(?:ays?)?)?(?!\d|:)|(?:the\s+)?(?:next|following)\s+(?:day"
    r"|morning)|am\s+(?:nächsten|folgenden)\s+tag|folgetag|le\s+lendemain|lendemain|(?:el|al)\s+día\s+siguiente"
    r"|dia\s+seguinte)\s*[)\]]?",
    re.I,
)
_NOON = lazy(
    r"(?:(?:12\s+)?(noon|midday|midnight)|mittag|mitternacht|midi|minuit|mediodía|medianoche"
    r"|meio-dia|meia-noite|mezzogiorno|mezzanotte)\b",
    re.I,
)
_NOON_WORDS = frozenset({"noon", "midday", "mittag", "midi", "mediodía", "meio-dia", "mezzogiorno"})
_UNIT_AFTER = lazy(
    r"\s?(?:%|[kKMGTP]i?[Bb]?\b|ms\b|s\b|sec|req|rps|x\b|×|million|billion|users?\b|minutes?\b"
    r"|min\b|days?\b|seconds?\b|pods?\b|GB|release|released|deployed|upgraded)",
    re.I,
)
_OPENING = lazy(r"(?:\s*[(\[])?")
_MERIDIAN_BEFORE = lazy(r"(午前|午後|上午|下午|오전|오후)\s*")
_LENGTH = lazy(
    r"\d[hH]|\d\d[hH]\d\dm\s*(?:later|after|before|earlier|into|of|in\s+(?:total|all)|long|elapsed|total|passed|ago|since"
    r"|downtime|outage|delay|without|until)\b",
    re.I,
)
"""What "12h30m" is a length in front of; at the head of an entry it is else a time, as "06h35" is."""
_PLAIN_TIME = lazy(r"\d\d?:\d\d")
_HOURS_ONLY = lazy(r"(\d{1,2})\s?(?:-|–|—|to)\s?(\d{1,2})\s?([AaPp])\.?[Mm]\b")
_BRACKET = lazy(r"\s*[(\[]")
_LOCAL = lazy(r"((?:[A-Z][\w.]+ ?){1,3}time|local(?: time)?)[)\]]")
_APPROX_AFTER = lazy(
    r"\s*\((?:approx\.?|approximately|ca\.?|circa|estimated?|est\.?|roughly|about|ungefähr|environ|aprox\.?)\)", re.I
)
_DAY_AFTER = lazy(r"(?:\s*(?:,|\(|\bon\b|\bam\b|\ble\b|/|\s-)\s*|\s+)", re.I)
_WORDLIKE_DAYS_BEFORE = frozenset({"dim", "do", "di", "so"})
_WORDLIKE_DAYS = _WORDLIKE_DAYS_BEFORE | {"mi", "mo", "mar", "mer", "ven"}
_WEEKDAY_AFTER = lazy(rf"\s*(?:[,(]\s*(?:on\s+)?|\s)({DAY_NAME})\.?\)?(?=\s*(?:[-–—:|,;)\]→]|$))", re.I)
_ISH = lazy(r"[\s-]?ish\b", re.I)
_NOON_AFTER = lazy(r"\s(?:noon|midday|midnight)\b", re.I)
_ISO_OFFSET = lazy(r"\s?[+−-](?:0\d|1[0-4])(?::?[0-5]\d)?(?![\d:])")
_PLUS_OFFSET = lazy(r"\s?\+(?:0\d|1[0-4]):?[0-5]\d(?![\d:])")
_DAY_AFTER_FIRST = lazy(
    r"(?:on\s+)?(?:the\s+)?(?:next|following)\s+(?:day|morning)\b[,:]?\s*(?:at\s+)?"
    r"|am\s+(?:nächsten|folgenden)\s+(?:tag|morgen)\b[,:]?\s*(?:um\s+)?|(?:le\s+)?lendemain\b[,:]?\s*(?:à\s+)?"
    r"|(?:al\s+)?día\s+siguiente\b[,:]?\s*(?:a\s+las\s+)?|(?:no\s+)?dia\s+seguinte\b[,:]?\s*(?:às\s+)?",
    re.I,
)
_SAME_DAY = lazy(r"(?:the\s+)?same\s+(?:day|morning|evening|afternoon|night)\b[,:]?\s*(?:at\s+)?(?=[~≈]?\d)", re.I)
_NTH_DAY = lazy(
    r"(?:day|tag|jour|día|dia|giorno|dag)\s*(\d{1,2})\s*[,:@–—-]?\s*(?:at\s+)?(?=[~≈]?\d{1,2}[:.h]\d\d)", re.I
)
_WEEKDAY = lazy(rf"({DAY_NAME})\b\.?[,:]?\s+(?=[~≈\d]|at\b|about\b|around\b|ca\b)", re.I)
_TIME_NEXT = lazy(r"(?:(?:at|um|à|às|om|a las|alle|by|about)\s+)?[~≈]?\d{1,2}[:.h]\d\d(?!\d)")
_SEPARATED = lazy(r"[\s)\]*_`]*(?:$|\n|[-–—:|,;>)\]=→·]|\()")


def find_clock(
    text: str, *, order: DayOrder | None = None, near: dt.date | None = None, compact: bool = False
) -> FoundClock | None:
    """The time at the head of an entry, with what is written beside it; None where an entry begins otherwise.

    `compact` allows `0915` alone: the caller knows that the entries around are written so.
    """
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    return _head(text, at, order, near, compact)


def find_clocks(text: str, *, order: DayOrder | None = None, near: dt.date | None = None) -> list[FoundClock]:
    """All clock times in running text that are certain: with a colon, an am or pm, an `h`, "Uhr" or a zone."""
    found: list[FoundClock] = []
    at = 0
    for match in re.finditer(
        r"(?<![\w.,:/+$€£#-])\d{1,2}(?=[:h：時时시]|\s?[AaPp]\.?[Mm]\b|[ap]\b|\s?Uhr|\d\d\s?(?:UTC"
        r"|GMT|Z\b)|\.\d\d\s?(?:Uhr|[AaPp]\.?[Mm]\b))|(?<=T)\d\d(?=:\d\d)",
        text,
    ):
        if match.start() < at or int(re.match(r"\d+", match[0])[0]) > 24:  # type: ignore[index]  # begins with a digit
            continue
        clock = _timed(text, match.start(), None, False)
        if clock is None:
            continue
        days = [
            d
            for d in find_days(text[: match.start()], order=order, near=near)
            if _BETWEEN.fullmatch(text[d.end : match.start()])
        ]
        if days:
            clock = _with_day(clock, days[-1], text)
        found.append(clock)
        at = clock.end
    return found


def _head(text: str, at: int, order: DayOrder | None, near: dt.date | None, compact: bool) -> FoundClock | None:
    start, approximate, day = at, False, None
    if not text[at:]:
        return None
    if text[at : at + 1].isalpha() and not _may_lead(text, at):
        return None
    if text[at : at + 1].isalpha() and (after := _DAY_AFTER_FIRST.match(text, at)) is not None:
        clock = _head(text, after.end(), order, near, compact)
        if clock is None or clock.day is not None:
            return clock
        return replace(clock, day_after=True, start=at, raw=text[at : clock.end])
    if (same := _SAME_DAY.match(text, at)) is not None and text[at : at + 1].isalpha():
        clock = _head(text, same.end(), order, near, compact)
        return replace(clock, start=at, raw=text[at : clock.end]) if clock is not None else None
    if text[at : at + 1].isalpha() and (numbered := _NTH_DAY.match(text, at)) is not None:
        clock = _head(text, numbered.end(), order, near, compact)
        if clock is None or clock.day is not None:
            return clock
        return replace(clock, nth=int(numbered[1]), start=at, raw=text[at : clock.end])
    if text[at : at + 6].isdigit() and (group := _date_time_group(text, at, near)) is not None:
        return group
    unknown = _UNKNOWN.match(text, at)
    if unknown is not None and (_SEPARATED.match(text, unknown.end()) or text[max(0, at - 1) : at] in ("[", "(")):
        stop = unknown.end()
        if text[max(0, at - 1) : at] == "[" and text[stop : stop + 1] == "]":
            at, stop = at - 1, stop + 1
        return FoundClock(None, 0, 0, at, stop, text[at:stop])
    while (words := _WORDS.match(text, at)) is not None and words.end() > at:
        marked = _MARKED.match(words[0]) is not None
        if words[0].strip().lower() in ("by", "before", "after") and not re.match(r"\d", text[words.end() :]):
            return None
        approximate = approximate or marked
        if marked and not words[0].lower().startswith("at "):
            at = words.end()
            continue
        start = words.end() if not marked else start + len("at ")
        at = words.end()
    if not text[at : at + 1].isdigit() and (elapsed := _elapsed(text, at)) is not None:
        return elapsed
    weekday: int | None = None
    written = None if _PLAIN_TIME.match(text, at) else day_at(text, at, order=order, near=near)
    if written is None and (numbered_day := day_of_month(text, at, near)) is not None:
        behind_day = _BETWEEN.match(text, numbered_day.end)
        if _TIME_NEXT.match(text, behind_day.end() if behind_day is not None else numbered_day.end):
            written = numbered_day
    if written is None and text[at : at + 1].isalpha() and (named := _named_day(_WEEKDAY, text, at)):
        weekday, at = WEEKDAYS[named[1].lower()], named.end()
        if (words := _WORDS.match(text, at)) is not None:
            approximate, at = approximate or _MARKED.match(words[0]) is not None, words.end()
    if written is not None:
        day = written
        between = _BETWEEN.match(text, day.end)
        at = between.end() if between else day.end
        approximate = approximate or (
            between is not None and re.search(r"[~≈]|ca\.|approx|about|around|gegen|vers", between[0]) is not None
        )
        if (unknown := _UNKNOWN.match(text, at)) is not None:
            return FoundClock(None, 0, 0, start, unknown.end(), text[start : unknown.end()], None, day)
    meridian = _MERIDIAN_BEFORE.match(text, at)
    if meridian is not None:
        at = meridian.end()
    clock = _timed(text, at, start, compact or day is not None)
    if clock is None:
        return None
    if meridian is not None and clock.hour is not None and clock.hour < 12 and meridian[1] in ("午後", "下午", "오후"):
        clock = replace(clock, hour=clock.hour + 12)
    if approximate or weekday is not None:
        clock = replace(clock, approximate=approximate or clock.approximate, weekday=weekday)
    if day is not None:
        return replace(clock, day=day)
    if weekday is None and (behind := _named_day(_WEEKDAY_AFTER, text, clock.end)) and behind[1][0].isupper():
        named_end = behind.end()
        if (beside := day_at(text, behind.start(1), order=order, near=near)) is None:
            return replace(clock, weekday=WEEKDAYS[behind[1].lower()], end=named_end, raw=text[clock.start : named_end])
    joined = _DAY_AFTER.match(text, clock.end)
    if joined is not None:
        beside = day_at(text, joined.end(), order=order, near=near)
        if beside is not None:
            end = beside.end + (1 if text[beside.end : beside.end + 1] == ")" and "(" in joined[0] else 0)
            zone, end = (clock.zone, end) if clock.zone else _zone(text, end)
            clock = replace(clock, day=beside, end=end, raw=text[clock.start : end], zone=zone)
    return clock


def _named_day(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    match = pattern.match(text, at)
    wordlike = _WORDLIKE_DAYS if pattern is _WEEKDAY_AFTER else _WORDLIKE_DAYS_BEFORE
    if match is not None and pattern is _WEEKDAY and text[at].isupper() and _TIME_NEXT.match(text, match.end()):
        wordlike = frozenset()  # "Do 08:00" is no English
    return match if match is not None and (name := match[1].lower()) in WEEKDAYS and name not in wordlike else None


_GROUP = lazy(
    lambda: (
        rf"(?P<d>[0-3]\d)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?P<zone>[A-Z])"
        rf"(?:\s?(?P<month>(?i:{one_of(MONTHS)}))\s?(?P<year>\d{{4}}|\d\d)?)?(?!\w)"
    )
)


def _date_time_group(text: str, at: int, near: dt.date | None) -> FoundClock | None:
    """A military date-time group: `140545Z SEP 25` is the 14th, 05:45 UTC; the month may be left out."""
    match = _GROUP.match(text, at)
    if match is None or (match["month"] is None and near is None):
        return None
    month = MONTHS[match["month"].lower()] if match["month"] else near.month if near else 1
    year = (2000 + int(match["year"][-2:])) if match["year"] else near.year if near else None
    dom = int(match["d"])
    try:
        day = dt.date(year, month, dom) if year is not None else None
    except ValueError:
        return None
    letter = match["zone"]
    hours = "ABCDEFGHIKLM".find(letter) + 1 or -("NOPQRSTUVWXY".find(letter) + 1)
    zone = "Z" if letter == "Z" else None if letter == "J" else f"UTC{hours:+d}"
    found = FoundDay(day, bool(match["year"]), month, dom, at, match.end(), match[0])
    return FoundClock(int(match["h"]), int(match["m"]), 0, at, match.end(), match[0], zone, found)


_FIRST_WORD = lazy(r"[^\W\d_]+")
_LEADING_WORDS = frozenset(
    """
    at about around approx approximately ca circa c roughly shortly just some sometime after before by gegen etwa
    ungefähr kurz vers environ hacia sobre aprox por cerca verso rond omstreeks est estimated on from since um ab von
    vom à de a às as alle ore om kl klo between starting started until till le il el em op the next following same am
    nächsten folgenden lendemain al día siguiente no dia seguinte day tag jour giorno dag noon midday midnight mittag
    mitternacht midi minuit mediodía medianoche meio mezzogiorno mezzanotte t xx x
    """.split()
) | frozenset(name.partition("-")[0] for names in (MONTHS, WEEKDAYS) for name in names)


def _may_lead(text: str, at: int) -> bool:
    """Whether the word at `at` is one that may stand before a time; tells prose from entries at once."""
    word = _FIRST_WORD.match(text, at)
    return word is None or not word[0].isascii() or word[0].lower() in _LEADING_WORDS


def _timed(text: str, at: int, start: int | None, loose: bool) -> FoundClock | None:
    """The time that begins right at `at`, with its zone and end. `loose` allows `0915` alone."""
    if (noon := _NOON.match(text, at)) is not None:
        zone, end = _zone(text, noon.end())
        midday = noon[0].lower().split()[-1] in _NOON_WORDS
        begin = at if start is None else start
        return FoundClock(12 if midday else 0, 0, 0, begin, end, text[begin:end], zone)
    match = _FIRST.match(text, at)
    if match is None or (match["amm"] and (start is None or _LENGTH.match(text, at))):
        return _hours_only(text, at, start)
    read = _reading(match, "a")
    if read is None or not _stands(text, match, "a", loose):
        return _hours_only(text, at, start)
    hour, minute, second, pm = read
    midnight = hour >= 24  # counted on into the next day, as in 25:10
    hour = hour % 24
    iso = text[at - 1 : at] == "T" or (loose and match["as"] is not None)
    stop = match.end()
    if (noon := _NOON_AFTER.match(text, stop)) is not None and hour == 12:
        stop, hour = noon.end(), 0 if noon[0].lower().endswith("midnight") else 12
    zone, end = _zone(text, stop, iso)
    next_day, end = _following_day(text, end)
    next_day = max(next_day, int(midnight))
    until: FoundClock | None = None
    to = _TO.match(text, end)
    if to is not None and to.end() > end:
        until = _until(text, to.end(), loose or match["ac"] is not None, match["adot"] is not None, zone)
        if until is not None and not to[0].strip(" ").isalpha() and until.hour is None:
            until = None
    if until is not None and to is not None and to[0].strip() == "/" and zone and until.zone != zone:
        end, until = until.end, None  # 10:00 PT / 17:00 UTC is one time in two zones
    if until is not None:
        end = until.end
        zone = zone or until.zone
        later_pm = re.search(r"[AaPp](?=\.?[Mm]?\b)", until.raw)
        if pm is None and hour <= 12 and later_pm is not None and re.search(r"\d\s?[ap]", until.raw, re.I):
            hour = _share_meridian(hour, minute, until, later_pm[0].lower() == "p")
    begin = at if start is None else start
    approximate = False
    if (about := _ISH.match(text, end)) is not None:
        approximate, end = True, about.end()
        if zone is None:
            zone, end = _zone(text, end)
    if (approx := _APPROX_AFTER.match(text, end)) is not None:
        approximate, end = True, approx.end()
        if zone is None:
            zone, end = _zone(text, end)
    while text[end - 1 : end].isspace():
        end -= 1
    return FoundClock(hour, minute, second, begin, end, text[begin:end], zone, None, until, approximate, next_day)


def _until(text: str, at: int, compact: bool, dotted: bool, zone: str | None) -> FoundClock | None:
    """The end of a range: a time, perhaps with its own day before it."""
    day: FoundDay | None = None
    start = at
    if not _PLAIN_TIME.match(text, at) and (day := day_at(text, at)) is not None:
        between = _BETWEEN.match(text, day.end)
        at = between.end() if between else day.end
    match = _SECOND.match(text, at)
    if match is None:
        return None
    read = _reading(match, "b")
    if read is None or not _stands(text, match, "b", compact) or (match["bdot"] and not dotted and not match["bap"]):
        return None
    hour, minute, second, _ = read
    own, end = _zone(text, match.end())
    next_day, end = _following_day(text, end)
    if hour >= 24:
        hour, next_day = hour % 24, 0  # a range that ends at 24:00 ends after it began, so on the next day
    return FoundClock(hour, minute, second, start, end, text[start:end], own or zone, day, None, False, next_day)


def _hours_only(text: str, at: int, start: int | None) -> FoundClock | None:
    """`2-3pm`: a range whose first hour has no am or pm of its own."""
    match = _HOURS_ONLY.match(text, at)
    if match is None or not (1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 12):
        return None
    pm = match[3].lower() == "p"
    last = int(match[2]) % 12 + (12 if pm else 0)
    zone, end = _zone(text, match.end())
    until = FoundClock(last, 0, 0, match.start(2), end, text[match.start(2) : end], zone)
    begin = at if start is None else start
    return FoundClock(
        _share_meridian(int(match[1]), 0, until, pm), 0, 0, begin, end, text[begin:end], zone, None, until
    )


def _share_meridian(hour: int, minute: int, until: FoundClock, pm: bool) -> int:
    """12:20-12:40 AM is both AM; 11:40-12:20 PM began before noon."""
    same = hour % 12 + (12 if pm else 0)
    assert until.hour is not None
    if same * 60 + minute <= until.hour * 60 + until.minute:
        return same
    return hour % 12 + (0 if pm else 12)


def _reading(match: re.Match[str], p: str) -> tuple[int, int, int, bool | None] | None:
    """Hour, minute, second, and whether pm was written; None for impossible ones. `17:14pm` is 17:14."""
    hour = int(match[f"{p}h"])
    minute = int(match[f"{p}m"] or match[f"{p}dm"] or match[f"{p}hm"] or match[f"{p}c"] or match[f"{p}jm"] or 0)
    second = int(match[f"{p}s"] or match[f"{p}ds"] or 0)
    pm: bool | None = None
    if match[f"{p}ap"]:
        pm = match[f"{p}ap"][0].lower() == "p"
        if 1 <= hour <= 12:
            hour = hour % 12 + (12 if pm else 0)
    return hour, minute, second, pm


def _stands(text: str, match: re.Match[str], p: str, loose: bool) -> bool:
    """Whether the figures are a time and not a version, an amount or an id."""
    end = match.end()
    after = text[end : end + 1]
    if _ISH.match(text, end):
        return True
    if match[f"{p}ap"] or match[f"{p}sep"] or match[f"{p}jk"]:
        return not after.isalnum() or after in "ZT" or (p == "a" and match[f"{p}sep"] is not None and after.isupper())
    tail = text[match.end(f"{p}h") : end]
    if re.search(r"Uhr|[hH]rs?|hours|heures|horas|uur", tail) and not match[f"{p}hh"]:
        return True
    if match[f"{p}hh"]:
        return match[f"{p}hm"] is not None or p == "b" or _SEPARATED.match(text, end) is not None
    if match[f"{p}dot"]:
        if _UNIT_AFTER.match(text, end) or after.isalpha():
            return False
        return len(match[f"{p}h"]) == 2 or loose or _SEPARATED.match(text, end) is not None
    if match[f"{p}c"]:
        if len(match[f"{p}h"]) != 2:
            return False
        if after == "Z" or _is_zoned(text, end):
            return True
        return loose and not after.isalnum() and not _UNIT_AFTER.match(text, end)
    return False


def _is_zoned(text: str, at: int) -> bool:
    opening = _OPENING.match(text, at)
    return zone_at(text, opening.end() if opening is not None else at) is not None


def _zone(text: str, at: int, iso: bool = False) -> tuple[str | None, int]:
    """The zone right after a time, and where what was read ends."""
    letter = at + 1 if text[at : at + 2] == " Z" else at
    if text[letter : letter + 1] == "Z" and not text[letter + 1 : letter + 2].isalnum():
        return "Z", letter + 1
    if text[at : at + 2].strip()[:1] in ("+", "-", "−"):  # 10:15-10:40 is a range, 16:05:00-03:00 is not
        offset = (_ISO_OFFSET if iso else _PLUS_OFFSET).match(text, at)
        return (offset[0].strip(), offset.end()) if offset else (None, at)
    found = zone_at(text, at)
    if found is not None:
        return found
    bracket = _BRACKET.match(text, at)
    if bracket is not None:
        found = zone_at(text, bracket.end())
        if found is not None and text[found[1] : found[1] + 1] in (")", "]"):
            return found[0], found[1] + 1
        if found is None and (local := _LOCAL.match(text, bracket.end())):
            return local[1], local.end()
    return None, at


def _following_day(text: str, at: int) -> tuple[int, int]:
    match = _NEXT_DAY.match(text, at)
    if match is None:
        return 0, at
    return int(match["n"] or 1), match.end()


_MOST_FIGURES = 5


def _elapsed(text: str, at: int) -> FoundClock | None:
    """`T+5`, `T+1:20`, `+45 min`: time since the start."""
    match = _ELAPSED.match(text, at)
    if (
        match is None
        or not match[0][-1:].isalnum()
        or not (match[0][0] in "Tt" or match["hh"] or match["h"] or match["m"])
    ):
        return None
    if match["sign"] == "+" and text[at] != "+" and text[at] not in "Tt":
        return None
    if any(len(figure) > _MOST_FIGURES for figure in match.group("hh", "h", "mm", "m", "d") if figure):
        return None
    minutes = (
        int(match["hh"] or match["h"] or 0) * 60 + int(match["mm"] or match["m"] or 0) + int(match["d"] or 0) * 1440
    )
    return FoundClock(None, 0, 0, at, match.end(), match[0], elapsed=-minutes if match["sign"] in "-−" else minutes)


def _with_day(clock: FoundClock, day: FoundDay, text: str) -> FoundClock:
    return replace(clock, day=day, start=day.start, raw=text[day.start : clock.end])
