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
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_REGIONS: dict[str, str] = {
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "MT": "America/Denver",
    "MST": "America/Denver", "MDT": "America/Denver", "CT": "America/Chicago", "CST": "America/Chicago",
    "CDT": "America/Chicago", "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu", "AST": "America/Halifax",
    "ADT": "America/Halifax", "NST": "America/St_Johns", "NDT": "America/St_Johns", "BRT": "America/Sao_Paulo",
    "BRST": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "CLT": "America/Santiago",
    "CLST": "America/Santiago", "COT": "America/Bogota", "PET": "America/Lima", "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon", "BST": "Europe/London", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
    "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul", "SAST": "Africa/Johannesburg", "WAT": "Africa/Lagos",
    "CAT": "Africa/Maputo", "EAT": "Africa/Nairobi", "IDT": "Asia/Jerusalem", "GST": "Asia/Dubai",
    "PKT": "Asia/Karachi", "IST": "Asia/Kolkata", "NPT": "Asia/Kathmandu", "BDT": "Asia/Dhaka", "ICT": "Asia/Bangkok",
    "WIB": "Asia/Jakarta", "SGT": "Asia/Singapore", "MYT": "Asia/Kuala_Lumpur", "HKT": "Asia/Hong_Kong",
    "PHT": "Asia/Manila", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "AWST": "Australia/Perth",
    "ACST": "Australia/Adelaide", "ACDT": "Australia/Adelaide", "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney", "AET": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "NZT": "Pacific/Auckland",
}  # fmt: skip
"""Abbreviation → the region whose clock it names. The ambiguous ones stand as most people mean them."""

_ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    ("IST", r"israel|tel aviv|jerusalem|haifa|\bIDT\b", "Asia/Jerusalem"),
    ("IST", r"ireland|irish|dublin|\bcork\b|galway", "Europe/Dublin"),
    ("CST", r"china|chinese|beijing|shanghai|shenzhen|hangzhou", "Asia/Shanghai"),
    ("CST", r"taiwan|taipei", "Asia/Taipei"),
    ("CST", r"cuba\b|havana", "America/Havana"),
    ("BST", r"bangladesh|dhaka", "Asia/Dhaka"),
    ("AST", r"saudi|riyadh|kuwait|baghdad|arabia", "Asia/Riyadh"),
    ("PST", r"philippin|manila|cebu", "Asia/Manila"),
    ("MST", r"malaysia|kuala lumpur", "Asia/Kuala_Lumpur"),
    ("MST", r"arizona|phoenix", "America/Phoenix"),
    ("GST", r"south georgia", "Atlantic/South_Georgia"),
    ("EST", r"australia|sydney|melbourne", "Australia/Sydney"),
    ("AEST", r"brisbane|queensland", "Australia/Brisbane"),
    ("WST", r"perth|western australia", "Australia/Perth"),
)
"""Abbreviation, words of the document that say it is meant otherwise, and how."""

_NAMES: dict[str, str] = {
    "pacific": "America/Los_Angeles", "us/pacific": "America/Los_Angeles", "uc/pacific": "America/Los_Angeles",
    "mountain": "America/Denver", "central": "America/Chicago", "eastern": "America/New_York",
    "us eastern": "America/New_York", "us central": "America/Chicago", "us pacific": "America/Los_Angeles",
    "us mountain": "America/Denver", "atlantic": "America/Halifax", "central european": "Europe/Berlin",
    "eastern european": "Europe/Helsinki", "western european": "Europe/Lisbon", "west african": "Africa/Lagos",
    "east africa": "Africa/Nairobi", "central africa": "Africa/Maputo", "british": "Europe/London",
    "uk": "Europe/London", "british summer": "Europe/London", "irish": "Europe/Dublin", "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata", "israel": "Asia/Jerusalem", "japan": "Asia/Tokyo", "korea": "Asia/Seoul",
    "china": "Asia/Shanghai", "gulf": "Asia/Dubai", "german": "Europe/Berlin", "french": "Europe/Paris",
    "swiss": "Europe/Zurich", "dutch": "Europe/Amsterdam", "australian eastern": "Australia/Sydney",
    "new zealand": "Pacific/Auckland", "brasília": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo",
    "greenwich mean": "UTC", "zulu": "UTC", "coordinated universal": "UTC", "universal": "UTC",
    "san francisco": "America/Los_Angeles", "los angeles": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "portland": "America/Los_Angeles", "california": "America/Los_Angeles", "vancouver": "America/Vancouver",
    "san jose": "America/Los_Angeles", "palo alto": "America/Los_Angeles", "berkeley": "America/Los_Angeles",
    "bay area": "America/Los_Angeles", "san diego": "America/Los_Angeles", "las vegas": "America/Los_Angeles",
    "phoenix": "America/Phoenix", "denver": "America/Denver", "boulder": "America/Denver",
    "calgary": "America/Edmonton", "salt lake city": "America/Denver", "austin": "America/Chicago",
    "dallas": "America/Chicago", "houston": "America/Chicago", "chicago": "America/Chicago",
    "minneapolis": "America/Chicago", "new york": "America/New_York", "nyc": "America/New_York",
    "boston": "America/New_York", "washington": "America/New_York", "atlanta": "America/New_York",
    "miami": "America/New_York", "philadelphia": "America/New_York", "toronto": "America/Toronto",
    "montreal": "America/Toronto", "montréal": "America/Toronto", "ottawa": "America/Toronto",
    "mexico city": "America/Mexico_City", "bogotá": "America/Bogota", "bogota": "America/Bogota",
    "lima": "America/Lima", "santiago": "America/Santiago", "são paulo": "America/Sao_Paulo",
    "sao paulo": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo",
    "buenos aires": "America/Argentina/Buenos_Aires", "montevideo": "America/Montevideo", "london": "Europe/London",
    "edinburgh": "Europe/London", "manchester": "Europe/London", "dublin": "Europe/Dublin", "lisbon": "Europe/Lisbon",
    "lisboa": "Europe/Lisbon", "porto": "Europe/Lisbon", "madrid": "Europe/Madrid", "barcelona": "Europe/Madrid",
    "paris": "Europe/Paris", "lyon": "Europe/Paris", "brussels": "Europe/Brussels", "amsterdam": "Europe/Amsterdam",
    "rotterdam": "Europe/Amsterdam", "utrecht": "Europe/Amsterdam", "berlin": "Europe/Berlin",
    "munich": "Europe/Berlin", "münchen": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin",
    "cologne": "Europe/Berlin", "köln": "Europe/Berlin", "zurich": "Europe/Zurich", "zürich": "Europe/Zurich",
    "geneva": "Europe/Zurich", "bern": "Europe/Zurich", "vienna": "Europe/Vienna", "wien": "Europe/Vienna",
    "rome": "Europe/Rome", "roma": "Europe/Rome", "milan": "Europe/Rome", "milano": "Europe/Rome",
    "prague": "Europe/Prague", "warsaw": "Europe/Warsaw", "kraków": "Europe/Warsaw", "krakow": "Europe/Warsaw",
    "budapest": "Europe/Budapest", "copenhagen": "Europe/Copenhagen", "oslo": "Europe/Oslo",
    "stockholm": "Europe/Stockholm", "helsinki": "Europe/Helsinki", "tallinn": "Europe/Tallinn",
    "riga": "Europe/Riga", "vilnius": "Europe/Vilnius", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv",
    "bucharest": "Europe/Bucharest", "sofia": "Europe/Sofia", "athens": "Europe/Athens",
    "istanbul": "Europe/Istanbul", "moscow": "Europe/Moscow", "tel aviv": "Asia/Jerusalem",
    "jerusalem": "Asia/Jerusalem", "dubai": "Asia/Dubai", "abu dhabi": "Asia/Dubai", "riyadh": "Asia/Riyadh",
    "karachi": "Asia/Karachi", "lahore": "Asia/Karachi", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata",
    "hyderabad": "Asia/Kolkata", "chennai": "Asia/Kolkata", "pune": "Asia/Kolkata", "kolkata": "Asia/Kolkata",
    "dhaka": "Asia/Dhaka", "bangkok": "Asia/Bangkok", "hanoi": "Asia/Ho_Chi_Minh", "jakarta": "Asia/Jakarta",
    "singapore": "Asia/Singapore", "kuala lumpur": "Asia/Kuala_Lumpur", "manila": "Asia/Manila",
    "hong kong": "Asia/Hong_Kong", "beijing": "Asia/Shanghai", "shanghai": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai", "taipei": "Asia/Taipei", "seoul": "Asia/Seoul", "tokyo": "Asia/Tokyo",
    "osaka": "Asia/Tokyo", "perth": "Australia/Perth", "adelaide": "Australia/Adelaide",
    "brisbane": "Australia/Brisbane", "sydney": "Australia/Sydney", "melbourne": "Australia/Melbourne",
    "canberra": "Australia/Sydney", "hobart": "Australia/Hobart", "auckland": "Pacific/Auckland",
    "wellington": "Pacific/Auckland", "cairo": "Africa/Cairo", "nairobi": "Africa/Nairobi", "lagos": "Africa/Lagos",
    "accra": "Africa/Accra", "johannesburg": "Africa/Johannesburg", "cape town": "Africa/Johannesburg",
    "casablanca": "Africa/Casablanca", "honolulu": "Pacific/Honolulu",
}  # fmt: skip
"""Regions and cities that people put before "time", in lower case."""

_WORDS_TOO = "PT MT CT ET AST ART PET COT CAT EAT WAT WET WEST ICT IST MST NST GST SST AET NPT NDT ADT BDT CLT"
_WORDLIKE = frozenset(_WORDS_TOO.split())
"""Abbreviations that are other words as well ("the ET team", "ICT"): zones beside a time or the word time only."""

_OFFSET = r"(?:UTC|GMT)\s?[+\-−–](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)|(?<![\w:])[+\-−]\d\d:[0-5]\d(?!\d)"
_ABBREVIATION = "|".join(sorted(_REGIONS, key=len, reverse=True))
_PLACE = "|".join(sorted((re.escape(n) for n in _NAMES), key=len, reverse=True))
_IANA = (
    r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|UC)/[A-Z][\w+-]+(?:/[A-Z]\w+)?"
)
_TIME = r"(?:(?:standard|daylight|summer)\s+)?(?:time\b|clock\b|zone\b|tz\b)"

ZONE_HERE = (
    rf"(?:{_OFFSET}|UTC|GMT|utc|gmt|Zulu|(?:{_ABBREVIATION})(?:/(?:{_ABBREVIATION}))?|{_IANA}"
    rf"|(?i:{_PLACE})(?:(?i:[ ](?:local[ ])?{_TIME})|(?=\s*(?:[)\]:,|–—]|-\s|$)))|[+\-−]\d\d:?[0-5]\d(?!\d))"
)
"""Pattern for a zone that stands right after a clock time, where even "PT" and "Berlin" are one."""

_HERE = re.compile(rf"\s*({ZONE_HERE})(?![\w/])")
_CODES = re.compile(
    rf"(?<![\w/])(?:(?P<offset>{_OFFSET})|(?P<utc>UTC|GMT|utc)|(?P<iana>{_IANA})|(?P<pair>(?:{_ABBREVIATION})/(?:{_ABBREVIATION}))"
    rf"|(?P<abbr>{_ABBREVIATION}))(?![\w/-])"
)
_PLACES = re.compile(
    rf"\b(?P<place>(?i:{_PLACE})(?:'s|’s)?(?:\s+local)?\s+(?i:{_TIME}))"
    rf"|\b(?i:local(?:\s+time)?|time)\s*(?i:\(|,\s*|in\s+|of\s+|at\s+)(?P<local>(?i:{_PLACE}))\b"
    rf"|\b(?i:(?:or[ae]|horas?|horario|heures?|uhrzeit(?:en)?|ortszeit|horários?|orari|tijd(?:en)?)(?:\s+(?:de"
    rf"|di|van|in|en|local\w*|lokale))*)\s+\(?(?P<foreign>(?i:{_PLACE}))\b"
    rf"|\b(?i:times?|timestamps?|entries)\s+(?i:(?:are|is|all|given|shown|listed|stated|recorded"
    rf"|in|at)\s+)+(?P<listed>(?i:{_PLACE}))\b"
    rf"|\((?P<bracketed>(?i:{_PLACE}))(?i:\s+time)?\)"
    rf"|\b(?i:time ?zone|timezone|tz)\s*[:=]?\s*(?P<stated>(?i:{_PLACE}))\b"
)
_TIME_WORD = re.compile(
    r"\b(?:times?|timestamps?|entries|clock|tz|time ?zone|zone|or[ae]|orari|horas?|horario"
    r"|horários?|heures?|uhrzeit(?:en)?"
    r"|ortszeit|zeiten|tijd(?:en)?)\b",
    re.I,
)
_CONTEXT = re.compile(
    r"\b(?:times?|timestamps?|entries|zone|clock|hours|tz|uhrzeit|zeiten|heures?|horas?|horários?|orari|tijden)\b", re.I
)
_STATED = re.compile(
    r"\b(?:times?|timestamps?|entries|all|time ?zone|clocks?|tz|ore|ora|horario|uhrzeit(?:en)?"
    r"|zeit(?:en|zone)?|zeitangaben|heures?|horas?|horários?|"
    r"orari|tijd(?:en|zone)?|ortszeit|utc|gmt)\b",
    re.I,
)
_SECOND_THOUGHT = re.compile(r"\b(?:unless|except|otherwise|but|add|subtract|not in|rather than|instead of)\b", re.I)


def zone_at(text: str, start: int) -> tuple[str, int] | None:
    """The zone that stands right at `start` (after white space), as written, and where it ends."""
    match = _HERE.match(text, start)
    return (match[1], match.end()) if match else None


def find_zone(text: str) -> str | None:
    """The first zone that `text` states, as written ("UTC+2", "CEST", "San Francisco time"); None where there is none.

    Of "all times UTC unless noted otherwise, dashboards are in PST" the first.
    """
    if not text:
        return None
    if text.strip() in _REGIONS or (text.strip().lower() in _NAMES and not text.strip().islower()):
        return text.strip()
    for match in _CODES.finditer(text):
        if match["abbr"] in _WORDLIKE and not _meant_as_zone(text, match):
            continue
        return match[0]
    if _TIME_WORD.search(text) and (place := _PLACES.search(text)) is not None:
        return next(group for group in place.groups() if group is not None)
    return None


def _meant_as_zone(text: str, match: re.Match[str]) -> bool:
    """Whether "PT", "IST" or "CAT" is a zone here: alone in brackets, after a time, or in a line about times."""
    if text[max(0, match.start() - 1) : match.start()] == "(" and text[match.end() : match.end() + 1] == ")":
        return True
    if re.search(r"\d[\d:.]*\s?(?:[ap]\.?m\.?\s?)?\(?$", text[: match.start()], re.I):
        return True
    return _CONTEXT.search(text) is not None


def stated_zone(text: str) -> str | None:
    """The zone that a line of prose states for the times around it ("All times in CEST"), or None.

    Stricter than `find_zone`: the line must speak of times, so that "the 14:02 UTC deploy" states none.
    """
    if not _STATED.search(text):
        return None
    zone = find_zone(text)
    if zone is None:
        return None
    at = text.find(zone)
    before = text[:at]
    if re.search(r"\d[\d:.h]*\s?(?:[ap]\.?m\.?)?\s?\(?$", before, re.I) and not re.search(
        r"\b(?:all|times)\b", before, re.I
    ):
        return None
    return zone


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
    if upper in _REGIONS or upper == "WST":
        for abbreviation, sign, place in _ELSEWHERE:
            if abbreviation == upper and country_hint and re.search(sign, country_hint, re.I):
                return _rules(place)
        return _rules(_REGIONS[upper]) if upper in _REGIONS else None
    lower = re.sub(rf"(?:'s|’s)?(?:\s+local)?\s+{_TIME}$", "", name, flags=re.I).strip().lower()
    if lower in _NAMES:
        return _rules(_NAMES[lower])
    if (pair := upper.split("/"))[0] in _REGIONS and pair[-1] in _REGIONS:  # CET/CEST, PST/PDT
        return zone_of(pair[0], country_hint=country_hint)
    if "/" in name:
        return _rules({"US/Pacific": "America/Los_Angeles", "UC/Pacific": "America/Los_Angeles"}.get(name, name))
    if (inner := find_zone(name)) is not None and inner != name:
        return zone_of(inner, country_hint=country_hint)
    return None


def aware(local: dt.datetime, name: str, *, country_hint: str | None = None) -> dt.datetime | None:
    """The instant that `local` is in the zone written as `name`; None where the zone is not understood.

    Where summer time repeats an hour, the abbreviation tells the first from the second.
    """
    zone = zone_of(name, country_hint=country_hint)
    if zone is None:
        return None
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset() and second.tzname() == name.upper():
        return second
    return first


@cache
def _rules(key: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
