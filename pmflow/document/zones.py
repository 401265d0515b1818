"""Time zones as people state them, and the rules that they mean.

`find_zone` gives the words as written; `zone_of` gives what to reckon with; `aware` puts the two on a local time.

The decision on abbreviations: CET, EST or PST is taken as the clock on the wall of the region it names, summer time
included. Literally "CET" in July is +01:00, but nobody resets a watch to write a timeline: people who write "CET" all
year mean Berlin's or Oslo's time (a real document says "PST (UTC-7)" in July). In the hour that summer time repeats,
and only there, the letter decides: 01:30 EDT is the first 01:30, 01:30 EST the second.
GMT is taken literally, as is every number: who counts hours means them. Arizona, Queensland and other places without
summer time are heard where the text names them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pmflow.document.days import in_reach
from pmflow.document.places import first_place, first_words, place_ends, places_by_word
from pmflow.document.word_tables import one_of
from pmflow.document.zone_counts import counted_from_utc
from pmflow.document.zone_names import ELSEWHERE, NAMES, PHRASES, REGIONS, SPELT_OUT, WORDLIKE
from pmflow.patterns import lazy

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_OFFSET = r"(?:UTC|GMT)\s?[+\-−–](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)|(?<![\w:])[+\-−]\d\d:[0-5]\d(?!\d)"
_ABBREVIATION = r"(?:[A-Z]{2,4}|ChST)"
"""The shape of an abbreviation: whether it is one is looked up in `REGIONS`."""
_IANA = (
    r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|UC)/[A-Z][\w+-]+(?:/[A-Z]\w+)?"
)
_TIME = r"(?:(?:standard|daylight|summer)\s+)?(?:time\b|clock\b|zone\b|tz\b)"

_PHRASE = lazy(
    r"(?<!\w)(?:"
    + "|".join(p for p in PHRASES if p[0] < "\u2fff" and p[3] < "\u2fff")
    + r")(?!\w)|"
    + "|".join(p for p in PHRASES if not (p[0] < "\u2fff" and p[3] < "\u2fff")),
    re.I,
)
_PHRASE_WORD = lazy(
    r"\b(?:heure|hora|horario|horário|tiempo|ora|(?:orts|sommer|winter)?zeit|(?:zomer|winter)?tijd"
    r"|(?:sommar|sommer|normal)?tid|aikaa?|czasu?|čas\w*|saati\w*"
    r"|waktu|giờ|время|москве)\b"
    r"|時間|时间|시간",
    re.I,
)
_ANY_PLACE = lazy(
    r"\b((?:[A-ZÀ-Ž][\w.'’-]+\s){1,3}?)(?:local\s+)?time\b|\btime\s+(?:in|of|at)\s+((?:[A-ZÀ-Ž][\w.'’-]+\s?){1,3})"
    r"|(?:^|[^\w\s]\s*|\b(?:all|the|local|clock|wall|these|our|event|as|in)\s+)[Tt]imes\s+(?:in|of|at)\s+"
    r"((?:[A-ZÀ-Ž][\w.'’-]+\s?){1,3})"
)
_HERE = lazy(
    rf"\s*(?P<zone>{_OFFSET}|UTC|GMT|utc|gmt|Zulu|(?P<abbr>{_ABBREVIATION}(?:/{_ABBREVIATION})?)|{_IANA}"
    r"|[+\-−]\d\d:?[0-5]\d(?!\d))(?![\w/])"
)
_SPACE = lazy(r"\s*")
_AFTER_PLACE = lazy(rf"(?:(?i:[ ](?:local[ ])?{_TIME})|(?=\s*(?:[)\]:,|–—]|-\s|$)))(?![\w/])")
_CODES = lazy(
    rf"(?<![\w/])(?:(?P<offset>{_OFFSET})|(?P<utc>UTC|GMT|utc)|(?P<iana>{_IANA})"
    rf"|(?P<abbr>{_ABBREVIATION}(?:/{_ABBREVIATION})?))(?![\w/-])"
)


@cache
def _said_places(first: str | None) -> re.Pattern[str]:
    """Where a place is said to be a zone: one that begins with the word `first`, or any."""
    place = one_of(NAMES if first is None else places_by_word()[first])
    return re.compile(
        rf"\b(?P<place>(?i:{place})(?:'s|’s)?(?:\s+(?:local|wall|station|site|plant))?\s+(?i:{_TIME}))"
        rf"|\b(?i:local(?:\s+time)?|time)\s*(?i:\(|,\s*|in\s+|of\s+|at\s+)(?P<local>(?i:{place}))\b"
        rf"|\b(?i:(?:or[ae]|horas?|horario|heures?|uhrzeit(?:en)?|ortszeit|horários?|orari|tijd(?:en)?)(?:\s+(?:de"
        rf"|di|van|in|en|local\w*|lokale))*)\s+\(?(?P<foreign>(?i:{place}))\b"
        rf"|\b(?i:times?|timestamps?|entries)\s+(?i:(?:are|is|all|given|shown|listed|stated|recorded)\s+"
        rf"(?:(?:given|shown|listed|stated|recorded|all|in|at)\s+)*)(?P<listed>(?i:{place})(?:\s+(?i:(?:standard|daylight)\s+time))?)\b"
        rf"|\((?P<bracketed>(?i:{place}))(?i:\s+time)?\)"
        rf"|\b(?i:time ?zone|timezone|tz)\s*[:=]?\s*(?P<stated>(?i:{place}))\b"
    )


_TIME_WORD = lazy(
    r"\b(?:times?|timestamps?|entries|clock|tz|time ?zone|zone|or[ae]|orari|horas?|horario"
    r"|horários?|heures?|uhrzeit(?:en)?"
    r"|ortszeit|zeiten|tijd(?:en)?)\b",
    re.I,
)
_CONTEXT = lazy(
    r"\b(?:times?|timestamps?|entries|zone|clock|hours|tz|uhrzeit|zeiten|heures?|horas?|horários?|orari|tijden)\b", re.I
)
_STATED = lazy(
    r"\b(?:times?|timestamps?|entries|all|time ?zone|clocks?|tz|ore|ora|horario|uhrzeit(?:en)?"
    r"|zeit(?:en|zone)?|zeitangaben|heures?|horas?|horários?|"
    r"orari|tijd(?:en|zone)?|ortszeit|utc|gmt|jam|waktu|godzin\w*|czas\w*|klock\w*|tid(?:er|erna|ssone)?|saat\w*"
    r"|kellonaj\w*|časy|hours?)\b|时间|時刻|時間|시각|시간",
    re.I,
)


def zone_at(text: str, start: int) -> tuple[str, int] | None:
    """The zone that stands right at `start` (after white space), as written, and where it ends."""
    match = _HERE.match(text, start)
    if match is not None and _is_code(match):
        return match["zone"], match.end()
    begin = space.end() if (space := _SPACE.match(text, start)) is not None else start
    for end in place_ends(text, begin):
        if (after := _AFTER_PLACE.match(text, end)) is not None:
            return text[begin : after.end()], after.end()
    return None


def _is_code(match: re.Match[str]) -> bool:
    return match["abbr"] is None or all(part in REGIONS for part in match["abbr"].split("/"))


def _codes(text: str) -> Iterator[re.Match[str]]:
    """Offsets, IANA keys and abbreviations of zones in `text`."""
    return (match for match in _CODES.finditer(text) if _is_code(match))


def find_zone(text: str) -> str | None:
    """The first zone that `text` states, as written ("UTC+2", "CEST", "San Francisco time"); None where there is none.

    Of "all times UTC unless noted otherwise, dashboards are in PST" the first.
    """
    if not text:
        return None
    if text.strip() in REGIONS or (text.strip().lower() in NAMES and not text.strip().islower()):
        return text.strip()
    if (related := counted_from_utc(text)) is not None:
        return related[0]
    for match in _codes(text):
        if match["abbr"] in WORDLIKE and not _meant_as_zone(text, match):
            continue
        return match[0]
    if _PHRASE_WORD.search(text) and (phrase := _PHRASE.search(text)) is not None:
        return phrase[0]
    if _TIME_WORD.search(text):
        if (place := _said_place(text)) is not None:
            return place
        for match in _ANY_PLACE.finditer(text):
            words = (match[1] or match[2] or match[3]).split()
            for first in range(len(words)):
                place = " ".join(words[first:])
                if place.lower() in NAMES or _city(place) is not None:
                    return place
    return None


def _said_place(text: str) -> str | None:
    """The first place of which `text` says that its time is meant."""
    words = first_words(text)
    if not words:
        return None
    match = _said_places(words.pop() if len(words) == 1 else None).search(text)
    return next(group for group in match.groups() if group is not None) if match is not None else None


@cache
def _city(name: str) -> str | None:
    """The IANA key that ends in this city's name ("Ljubljana", "Porto Velho")."""
    from zoneinfo import available_timezones

    wanted = name.strip(" .,;").replace(" ", "_").lower()
    if len(wanted) < 4 or wanted in ("zulu", "local", "east", "west", "mountain", "central", "eastern", "pacific"):
        return None
    return min(
        (
            key
            for key in available_timezones()
            if "/" in key and not key.startswith("Etc/") and key.lower().endswith("/" + wanted)
        ),
        default=None,
    )


def _meant_as_zone(text: str, match: re.Match[str]) -> bool:
    """Whether "PT", "IST" or "CAT" is a zone here: alone in brackets, after a time, or in a line about times."""
    if text[max(0, match.start() - 1) : match.start()] == "(" and text[match.end() : match.end() + 1] == ")":
        return True
    if re.search(r"\d[\d:.]*\s?(?:[ap]\.?m\.?\s?)?\(?$", text[: match.start()], re.I):
        return True
    return _CONTEXT.search(text) is not None


_STATING = frozenset(
    """
    everything all every each anything whatever below above here throughout in is are was were the this these that
    those it we use used uses using written write shown given stated kept noted reads read log logged entries entry
    event events rows row what follows following of on by as per and unless otherwise where not mentioned said local
    table list section part document timeline time times clock clocks
    alles in alle angaben sind ist tout est en todo toda todos es tutto allt alt om
    """.split()
)
"""Words that may stand beside a zone in a line that does nothing but state it."""


def bare_zone(text: str, *, places: bool = True) -> str | None:
    """The zone of a short line that does nothing but state it ("Everything in PT.", "Eastern."), or None.

    Nothing else stands there, so that even "PT" and (with `places`) "Pacific" are zones.
    """
    text = text.strip(" *_`~()[]>.:;,!\n\t")
    if not text or len(text) > 80 or "\n" in text:
        return None
    code = next(_codes(text), None)
    span = code.span() if code is not None else first_place(text) if places else None
    if span is None or text[span[0]].islower():
        return None
    rest = re.findall(r"\w+", (text[: span[0]] + " " + text[span[1] :]).lower())
    return text[span[0] : span[1]] if all(word in _STATING for word in rest) else None


def stated_zone(text: str) -> str | None:
    """The zone that a line of prose states for the times around it ("All times in CEST"), or None.

    Stricter than `find_zone`: the line must speak of times, so that "the 14:02 UTC deploy" states none, or say
    nothing else.
    """
    zone = find_zone(text) if _STATED.search(text) else None
    if zone is None:
        return bare_zone(text)
    at = text.find(zone)
    before = text[:at]
    if re.search(r"\d[\d:.h]*\s?(?:[ap]\.?m\.?)?\s?\(?$", before, re.I) and not re.search(
        r"\b(?:all|times)\b", before, re.I
    ):
        return None
    return zone


_TIME_BEHIND = lazy(rf"(?:'s|’s)?(?:\s+(?:local|wall|station|site|plant))?\s+{_TIME}$", re.I)
_FURTHEST = 14
"""Hours from UTC."""


def zone_of(name: str, *, country_hint: str | None = None) -> dt.tzinfo | None:
    """The rules behind a zone as written, or None. `country_hint` is text that may say which IST or CST is meant."""
    name = name.strip().strip("()[]").strip()
    if not name:
        return None
    upper = name.upper()
    if upper in ("UTC", "GMT", "Z", "ZULU", "UTC+0", "GMT+0", "UTC±0"):
        return dt.UTC
    if (offset := re.fullmatch(r"(?:UTC|GMT)?\s?([+\-−–])\s?(\d{1,2}):?([0-5]\d)?", upper)) is not None:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > 14 * 60:
            return None
        return dt.timezone(dt.timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    if (related := counted_from_utc(name)) is not None and abs(related[1]) <= _FURTHEST:
        return dt.timezone(dt.timedelta(hours=related[1]))
    if name in REGIONS:
        upper = name  # ChST
    if upper in REGIONS or upper == "WST":
        if country_hint and upper.endswith("ST") and _NO_CHANGE.search(country_hint) and upper in REGIONS:
            return _standard(REGIONS[upper])
        for abbreviation, sign, place in ELSEWHERE:
            if abbreviation == upper and country_hint and re.search(sign, country_hint, re.I):
                return _rules(place)
        return _rules(REGIONS[upper]) if upper in REGIONS else None
    lower = _TIME_BEHIND.sub("", name).strip().replace("İ", "I").lower()
    if lower in NAMES:
        short = SPELT_OUT.get(lower)
        if short is not None and country_hint:
            return zone_of(short, country_hint=country_hint)
        return _rules(NAMES[lower])
    if (said := next((place for phrase, place in PHRASES.items() if re.fullmatch(phrase, lower)), None)) is not None:
        return _rules(said)
    if (pair := upper.split("/"))[0] in REGIONS and pair[-1] in REGIONS:  # CET/CEST, PST/PDT
        return zone_of(pair[0], country_hint=country_hint)
    if "/" in name:
        return _rules({"US/Pacific": "America/Los_Angeles", "UC/Pacific": "America/Los_Angeles"}.get(name, name))
    if (inner := find_zone(name)) is not None and inner != name:
        return zone_of(inner, country_hint=country_hint)
    return _rules(city) if name[:1].isupper() and (city := _city(name)) is not None else None


_NO_CHANGE = lazy(
    r"(?:does|do)\s?n[o'’]t\s+(?:change\s+(?:its|our|the|their)\s+clocks?|observe\s+(?:daylight|summer|DST))"
    r"|\b(?:no|without)\s+(?:daylight[ -]saving|summer time|DST)|standard time all year",
    re.I,
)


def _standard(key: str) -> dt.tzinfo | None:
    """The standard time of a region, all year."""
    rules = _rules(key)
    if rules is None:
        return None
    offsets = [dt.datetime(2025, month, 15, tzinfo=rules).utcoffset() for month in (1, 7)]
    return dt.timezone(min(offset for offset in offsets if offset is not None))


def aware(local: dt.datetime, name: str, *, country_hint: str | None = None) -> dt.datetime | None:
    """The instant that `local` is in the zone written as `name`; None where the zone is not understood, or where the
    year is so far off that the instant may have none in another zone.

    Where summer time repeats an hour, the abbreviation tells the first from the second.
    """
    zone = zone_of(name, country_hint=country_hint)
    if zone is None or in_reach(local) is None:
        return None
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset() and second.tzname() == name.upper():
        return second
    return first


def in_utc(moment: dt.datetime | None) -> dt.datetime | None:
    """An aware time in UTC; None where the calendar has no such day in UTC (1 January of the year 1 at +14:00)."""
    try:
        return moment.astimezone(dt.UTC) if moment is not None else None
    except OverflowError:
        return None


@cache
def _rules(key: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
