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

from pmflow.document.days import in_reach
from pmflow.document.monthnames import one_of
from pmflow.patterns import lazy

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
    "NZT": "Pacific/Auckland", "ChST": "Pacific/Guam", "PYT": "America/Asuncion",
    "UYT": "America/Montevideo", "ECT": "America/Guayaquil", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
    "IRST": "Asia/Tehran", "UZT": "Asia/Tashkent", "MMT": "Asia/Yangon", "AZT": "Asia/Baku", "HNE": "America/Toronto",
    "HAE": "America/Toronto", "HNC": "America/Winnipeg",
    "HAC": "America/Winnipeg", "HNR": "America/Edmonton", "HAR": "America/Edmonton", "HNP": "America/Vancouver",
    "HAP": "America/Vancouver", "HNA": "America/Halifax", "HAA": "America/Halifax", "HNT": "America/St_Johns",
}  # fmt: skip
"""Abbreviation → the region whose clock it names. The ambiguous ones stand as most people mean them."""

_ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    ("CST", r"m[ée]xic|guadalajara|monterrey|quer[ée]taro|puebla", "America/Mexico_City"),
    ("CST", r"costa rica|guatemala|honduras|nicaragua|el salvador", "America/Costa_Rica"),
    ("CST", r"saskatchewan|regina\b|saskatoon", "America/Regina"),
    ("ACST", r"darwin|northern territory|alice springs", "Australia/Darwin"),
    ("AET", r"brisbane|queensland", "Australia/Brisbane"),
    ("EST", r"jamaica|kingston|panama|cancun|quintana roo", "America/Jamaica"),
    ("ET", r"australia|sydney|melbourne", "Australia/Sydney"),
    ("IST", r"israel|tel aviv|jerusalem|haifa|\bIDT\b", "Asia/Jerusalem"),
    ("IST", r"ireland|irish|dublin|\bcork\b|galway", "Europe/Dublin"),
    ("CST", r"china|chinese|beijing|shanghai|shenzhen|hangzhou", "Asia/Shanghai"),
    ("CST", r"taiwan|taipei", "Asia/Taipei"),
    ("CST", r"cuba\b|havana", "America/Havana"),
    ("BST", r"bangladesh|dhaka", "Asia/Dhaka"),
    ("AST", r"saudi|riyadh|kuwait|baghdad|arabia", "Asia/Riyadh"),
    ("PST", r"philippin|manila|cebu", "Asia/Manila"),
    ("MST", r"malaysia|kuala lumpur", "Asia/Kuala_Lumpur"),
    ("MST", r"arizona|phoenix|tucson|flagstaff|sonora\b", "America/Phoenix"),
    ("MT", r"arizona|phoenix|tucson|flagstaff", "America/Phoenix"),
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
    "casablanca": "Africa/Casablanca", "honolulu": "Pacific/Honolulu", "arizona": "America/Phoenix",
    "tucson": "America/Phoenix", "hawaii": "Pacific/Honolulu", "alaska": "America/Anchorage",
    "newfoundland": "America/St_Johns", "st. john's": "America/St_Johns", "saskatchewan": "America/Regina",
    "detroit": "America/Detroit", "pittsburgh": "America/New_York", "charlotte": "America/New_York",
    "raleigh": "America/New_York", "nashville": "America/Chicago", "st. louis": "America/Chicago",
    "kansas city": "America/Chicago", "winnipeg": "America/Winnipeg", "edmonton": "America/Edmonton",
    "québec": "America/Toronto", "quebec": "America/Toronto", "ontario": "America/Toronto",
    "colombia": "America/Bogota", "colombian": "America/Bogota", "peru": "America/Lima", "chile": "America/Santiago",
    "chilean": "America/Santiago", "argentina": "America/Argentina/Buenos_Aires",
    "argentine": "America/Argentina/Buenos_Aires", "uruguay": "America/Montevideo", "ecuador": "America/Guayaquil",
    "quito": "America/Guayaquil", "medellín": "America/Bogota", "medellin": "America/Bogota",
    "guadalajara": "America/Mexico_City", "monterrey": "America/Mexico_City", "central mexico": "America/Mexico_City",
    "mexico": "America/Mexico_City", "spain": "Europe/Madrid", "spanish": "Europe/Madrid", "italian": "Europe/Rome",
    "italy": "Europe/Rome", "portuguese": "Europe/Lisbon", "portugal": "Europe/Lisbon", "belgian": "Europe/Brussels",
    "belgium": "Europe/Brussels", "austrian": "Europe/Vienna", "danish": "Europe/Copenhagen",
    "norwegian": "Europe/Oslo", "norway": "Europe/Oslo", "swedish": "Europe/Stockholm", "sweden": "Europe/Stockholm",
    "finnish": "Europe/Helsinki", "finland": "Europe/Helsinki", "estonian": "Europe/Tallinn",
    "latvian": "Europe/Riga", "lithuanian": "Europe/Vilnius", "polish": "Europe/Warsaw", "poland": "Europe/Warsaw",
    "czech": "Europe/Prague", "slovak": "Europe/Bratislava", "hungarian": "Europe/Budapest",
    "romanian": "Europe/Bucharest", "romania": "Europe/Bucharest", "bulgarian": "Europe/Sofia",
    "greek": "Europe/Athens", "greece": "Europe/Athens", "ukrainian": "Europe/Kyiv", "serbian": "Europe/Belgrade",
    "croatian": "Europe/Zagreb", "icelandic": "Atlantic/Reykjavik", "reykjavík": "Atlantic/Reykjavik",
    "turkey": "Europe/Istanbul", "turkish": "Europe/Istanbul", "türkiye": "Europe/Istanbul",
    "ankara": "Europe/Istanbul", "germany": "Europe/Berlin", "france": "Europe/Paris",
    "the netherlands": "Europe/Amsterdam",
    "switzerland": "Europe/Zurich", "ireland": "Europe/Dublin", "stuttgart": "Europe/Berlin",
    "düsseldorf": "Europe/Berlin", "leipzig": "Europe/Berlin", "bremen": "Europe/Berlin", "lille": "Europe/Paris",
    "marseille": "Europe/Paris", "toulouse": "Europe/Paris", "bordeaux": "Europe/Paris", "nantes": "Europe/Paris",
    "antwerp": "Europe/Brussels", "ghent": "Europe/Brussels", "gothenburg": "Europe/Stockholm",
    "malmö": "Europe/Stockholm", "bergen": "Europe/Oslo", "trondheim": "Europe/Oslo", "tampere": "Europe/Helsinki",
    "gdańsk": "Europe/Warsaw", "gdansk": "Europe/Warsaw", "wrocław": "Europe/Warsaw", "wroclaw": "Europe/Warsaw",
    "poznań": "Europe/Warsaw", "poznan": "Europe/Warsaw", "brno": "Europe/Prague", "lviv": "Europe/Kyiv",
    "valencia": "Europe/Madrid", "seville": "Europe/Madrid", "sevilla": "Europe/Madrid", "bilbao": "Europe/Madrid",
    "turin": "Europe/Rome", "naples": "Europe/Rome", "bologna": "Europe/Rome", "glasgow": "Europe/London",
    "cardiff": "Europe/London", "belfast": "Europe/London", "bristol": "Europe/London", "leeds": "Europe/London",
    "cork": "Europe/Dublin", "galway": "Europe/Dublin", "kenya": "Africa/Nairobi", "kenyan": "Africa/Nairobi",
    "nigeria": "Africa/Lagos", "nigerian": "Africa/Lagos", "south africa": "Africa/Johannesburg",
    "south african": "Africa/Johannesburg", "egypt": "Africa/Cairo", "egyptian": "Africa/Cairo",
    "ghana": "Africa/Accra", "kampala": "Africa/Kampala", "dar es salaam": "Africa/Dar_es_Salaam",
    "addis ababa": "Africa/Addis_Ababa", "kigali": "Africa/Kigali", "tunis": "Africa/Tunis",
    "algiers": "Africa/Algiers",
    "dakar": "Africa/Dakar", "saudi": "Asia/Riyadh", "arabia": "Asia/Riyadh", "arabian": "Asia/Riyadh",
    "jeddah": "Asia/Riyadh", "doha": "Asia/Qatar", "qatar": "Asia/Qatar", "kuwait": "Asia/Kuwait",
    "bahrain": "Asia/Bahrain", "muscat": "Asia/Muscat", "uae": "Asia/Dubai", "amman": "Asia/Amman",
    "beirut": "Asia/Beirut", "haifa": "Asia/Jerusalem", "israeli": "Asia/Jerusalem", "tehran": "Asia/Tehran",
    "tbilisi": "Asia/Tbilisi", "yerevan": "Asia/Yerevan", "baku": "Asia/Baku", "tashkent": "Asia/Tashkent",
    "almaty": "Asia/Almaty", "pakistan": "Asia/Karachi", "islamabad": "Asia/Karachi", "kathmandu": "Asia/Kathmandu",
    "nepal": "Asia/Kathmandu", "colombo": "Asia/Colombo", "sri lanka": "Asia/Colombo",
    "bangladesh": "Asia/Dhaka", "yangon": "Asia/Yangon", "thailand": "Asia/Bangkok", "thai": "Asia/Bangkok",
    "indochina": "Asia/Bangkok", "vietnam": "Asia/Ho_Chi_Minh", "vietnamese": "Asia/Ho_Chi_Minh",
    "ho chi minh city": "Asia/Ho_Chi_Minh", "saigon": "Asia/Ho_Chi_Minh", "hà nội": "Asia/Ho_Chi_Minh",
    "western indonesian": "Asia/Jakarta", "western indonesia": "Asia/Jakarta", "surabaya": "Asia/Jakarta",
    "bandung": "Asia/Jakarta", "central indonesian": "Asia/Makassar", "makassar": "Asia/Makassar",
    "bali": "Asia/Makassar", "denpasar": "Asia/Makassar", "philippine": "Asia/Manila",
    "philippines": "Asia/Manila", "cebu": "Asia/Manila", "malaysia": "Asia/Kuala_Lumpur",
    "malaysian": "Asia/Kuala_Lumpur", "taiwan": "Asia/Taipei", "hangzhou": "Asia/Shanghai",
    "guangzhou": "Asia/Shanghai", "chengdu": "Asia/Shanghai", "japanese": "Asia/Tokyo", "nagoya": "Asia/Tokyo",
    "fukuoka": "Asia/Tokyo", "korean": "Asia/Seoul", "busan": "Asia/Seoul", "darwin": "Australia/Darwin",
    "queensland": "Australia/Brisbane", "australian central": "Australia/Adelaide",
    "australian western": "Australia/Perth", "western australian": "Australia/Perth", "geelong": "Australia/Melbourne",
    "christchurch": "Pacific/Auckland", "nz": "Pacific/Auckland", "suva": "Pacific/Fiji", "fiji": "Pacific/Fiji",
    "guam": "Pacific/Guam", "eastern africa": "Africa/Nairobi", "west africa": "Africa/Lagos",
    "central european summer": "Europe/Berlin", "eastern european summer": "Europe/Helsinki", "moskow": "Europe/Moscow",
    "rhodes": "Europe/Athens", "thessaloniki": "Europe/Athens", "nicosia": "Asia/Nicosia", "malta": "Europe/Malta",
    "ljubljana": "Europe/Ljubljana", "zagreb": "Europe/Zagreb", "belgrade": "Europe/Belgrade",
    "bratislava": "Europe/Bratislava", "luxembourg": "Europe/Luxembourg", "basel": "Europe/Zurich",
    "lausanne": "Europe/Zurich", "graz": "Europe/Vienna", "linz": "Europe/Vienna", "aarhus": "Europe/Copenhagen",
}  # fmt: skip
"""Regions and cities that people put before "time", in lower case."""

_PHRASES: dict[str, str] = {
    "heure (?:normale |avancée )?de l['’]est": "America/Toronto",
    "heure (?:normale |avancée )?du centre": "America/Winnipeg",
    "heure (?:normale |avancée )?des rocheuses": "America/Edmonton",
    "heure (?:normale |avancée )?du pacifique": "America/Vancouver",
    "heure (?:normale |avancée )?de l['’]atlantique": "America/Halifax",
    "heure (?:française|métropolitaine|de france)": "Europe/Paris", "heure belge": "Europe/Brussels",
    "heure suisse": "Europe/Zurich", "heure d['’]europe centrale": "Europe/Paris",
    "(?:hora|horario|tiempo) del? centro(?: de méxico)?": "America/Mexico_City",
    "hora de la ciudad de méxico": "America/Mexico_City", "hora del este": "America/New_York",
    "hora del pac[ií]fico": "America/Los_Angeles", "hora peninsular(?: española)?": "Europe/Madrid",
    "hora (?:oficial )?(?:de )?españ(?:a|ola)": "Europe/Madrid",
    "hora (?:de )?argentina": "America/Argentina/Buenos_Aires",
    "hora (?:de )?chile(?:na)?": "America/Santiago", "hora (?:de )?colombia(?:na)?": "America/Bogota",
    "hora (?:de |del )?per[úu](?:ana)?": "America/Lima",
    "ora italiana": "Europe/Rome",
    "(?:mitteleuropäische|deutsche)[nr]? (?:sommer)?zeit": "Europe/Berlin", "schweizer zeit": "Europe/Zurich",
    "nederlandse tijd": "Europe/Amsterdam", "belgische tijd": "Europe/Brussels", "svensk tid": "Europe/Stockholm",
    "norsk tid": "Europe/Oslo", "dansk tid": "Europe/Copenhagen", "suomen aika[a]?": "Europe/Helsinki",
    "czasu? (?:polskiego|warszawskiego|polski)": "Europe/Warsaw", "středoevropsk\\w+ čas\\w*": "Europe/Prague",
    "türkiye saati(?:yle)?": "Europe/Istanbul", "waktu indonesia barat": "Asia/Jakarta",
    "waktu indonesia tengah": "Asia/Makassar", "waktu indonesia timur": "Asia/Jayapura",
    "giờ (?:việt nam|hà nội)": "Asia/Ho_Chi_Minh", "московское время|по москве": "Europe/Moscow",
    "日本時間": "Asia/Tokyo", "한국\\s?시간": "Asia/Seoul", "(?:北京|中国)(?:时间|時間)": "Asia/Shanghai",
    "(?:台北|台灣)時間": "Asia/Taipei",
}  # fmt: skip
"""Patterns for a zone as said in other languages, in lower case."""

_WORDS_TOO = (
    "HAC HAR HAP HAA WIT MMT PT MT CT ET AST ART PET COT CAT EAT WAT WET WEST ICT IST MST NST GST "
    "SST AET NPT NDT ADT BDT CLT"
)
_WORDLIKE = frozenset(_WORDS_TOO.split())
"""Abbreviations that are other words as well ("the ET team", "ICT"): zones beside a time or the word time only."""

_OFFSET = r"(?:UTC|GMT)\s?[+\-−–](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)|(?<![\w:])[+\-−]\d\d:[0-5]\d(?!\d)"
_ABBREVIATION = one_of(_REGIONS)
_PLACE = one_of(_NAMES)
_IANA = (
    r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|UC)/[A-Z][\w+-]+(?:/[A-Z]\w+)?"
)
_TIME = r"(?:(?:standard|daylight|summer)\s+)?(?:time\b|clock\b|zone\b|tz\b)"

ZONE_HERE = (
    rf"(?:{_OFFSET}|UTC|GMT|utc|gmt|Zulu|(?:{_ABBREVIATION})(?:/(?:{_ABBREVIATION}))?|{_IANA}"
    rf"|(?i:{_PLACE})(?:(?i:[ ](?:local[ ])?{_TIME})|(?=\s*(?:[)\]:,|–—]|-\s|$)))|[+\-−]\d\d:?[0-5]\d(?!\d))"
)
"""Pattern for a zone that stands right after a clock time, where even "PT" and "Berlin" are one."""

_PHRASE = lazy(
    r"(?<!\w)(?:"
    + "|".join(p for p in _PHRASES if p[0] < "\u2fff" and p[3] < "\u2fff")
    + r")(?!\w)|"
    + "|".join(p for p in _PHRASES if not (p[0] < "\u2fff" and p[3] < "\u2fff")),
    re.I,
)
_PHRASE_WORD = lazy(
    r"\b(?:heure|hora|horario|horário|tiempo|ora|zeit|sommerzeit|tijd|tid|aikaa?|czasu?|čas\w*|saati\w*"
    r"|waktu|giờ|время|москве)\b"
    r"|時間|时间|시간",
    re.I,
)
_ANY_PLACE = lazy(
    r"\b((?:[A-ZÀ-Ž][\w.'’-]+\s){1,3}?)(?:local\s+)?time\b|\btimes?\s+(?:in|of|at)\s+((?:[A-ZÀ-Ž][\w.'’-]+\s?){1,3})"
)
_HERE = lazy(rf"\s*({ZONE_HERE})(?![\w/])")
_CODES = lazy(
    rf"(?<![\w/])(?:(?P<offset>{_OFFSET})|(?P<utc>UTC|GMT|utc)|(?P<iana>{_IANA})|(?P<pair>(?:{_ABBREVIATION})/(?:{_ABBREVIATION}))"
    rf"|(?P<abbr>{_ABBREVIATION}))(?![\w/-])"
)
_PLACES = lazy(
    rf"\b(?P<place>(?i:{_PLACE})(?:'s|’s)?(?:\s+local)?\s+(?i:{_TIME}))"
    rf"|\b(?i:local(?:\s+time)?|time)\s*(?i:\(|,\s*|in\s+|of\s+|at\s+)(?P<local>(?i:{_PLACE}))\b"
    rf"|\b(?i:(?:or[ae]|horas?|horario|heures?|uhrzeit(?:en)?|ortszeit|horários?|orari|tijd(?:en)?)(?:\s+(?:de"
    rf"|di|van|in|en|local\w*|lokale))*)\s+\(?(?P<foreign>(?i:{_PLACE}))\b"
    rf"|\b(?i:times?|timestamps?|entries)\s+(?i:(?:are|is|all|given|shown|listed|stated|recorded"
    rf"|in|at)\s+)+(?P<listed>(?i:{_PLACE})(?:\s+(?i:(?:standard|daylight)\s+time))?)\b"
    rf"|\((?P<bracketed>(?i:{_PLACE}))(?i:\s+time)?\)"
    rf"|\b(?i:time ?zone|timezone|tz)\s*[:=]?\s*(?P<stated>(?i:{_PLACE}))\b"
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
_SECOND_THOUGHT = lazy(r"\b(?:unless|except|otherwise|but|add|subtract|not in|rather than|instead of)\b", re.I)


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
    if _PHRASE_WORD.search(text) and (phrase := _PHRASE.search(text)) is not None:
        return phrase[0]
    if _TIME_WORD.search(text):
        if (place := _PLACES.search(text)) is not None:
            return next(group for group in place.groups() if group is not None)
        for match in _ANY_PLACE.finditer(text):
            words = (match[1] or match[2]).split()
            for first in range(len(words)):
                if _city(" ".join(words[first:])) is not None:
                    return " ".join(words[first:])
    return None


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
_BARE_PLACE = lazy(rf"\b(?i:{_PLACE})\b")


def bare_zone(text: str, *, places: bool = True) -> str | None:
    """The zone of a short line that does nothing but state it ("Everything in PT.", "Eastern."), or None.

    Nothing else stands there, so that even "PT" and (with `places`) "Pacific" are zones.
    """
    text = text.strip(" *_`~()[]>.:;,!\n\t")
    if not text or len(text) > 80 or "\n" in text:
        return None
    found = _CODES.search(text) or (_BARE_PLACE.search(text) if places else None)
    if found is None or found[0].islower():
        return None
    rest = re.findall(r"\w+", (text[: found.start()] + " " + text[found.end() :]).lower())
    return found[0] if all(word in _STATING for word in rest) else None


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
    if name in _REGIONS:
        upper = name  # ChST
    if upper in _REGIONS or upper == "WST":
        if country_hint and upper.endswith("ST") and _NO_CHANGE.search(country_hint) and upper in _REGIONS:
            return _standard(_REGIONS[upper])
        for abbreviation, sign, place in _ELSEWHERE:
            if abbreviation == upper and country_hint and re.search(sign, country_hint, re.I):
                return _rules(place)
        return _rules(_REGIONS[upper]) if upper in _REGIONS else None
    lower = re.sub(rf"(?:'s|’s)?(?:\s+local)?\s+{_TIME}$", "", name, flags=re.I).strip().lower()
    if lower in _NAMES:
        short = _SPELT_OUT.get(lower)
        if short is not None and country_hint:
            return zone_of(short, country_hint=country_hint)
        return _rules(_NAMES[lower])
    if (said := next((place for phrase, place in _PHRASES.items() if re.fullmatch(phrase, lower)), None)) is not None:
        return _rules(said)
    if (pair := upper.split("/"))[0] in _REGIONS and pair[-1] in _REGIONS:  # CET/CEST, PST/PDT
        return zone_of(pair[0], country_hint=country_hint)
    if "/" in name:
        return _rules({"US/Pacific": "America/Los_Angeles", "UC/Pacific": "America/Los_Angeles"}.get(name, name))
    if (inner := find_zone(name)) is not None and inner != name:
        return zone_of(inner, country_hint=country_hint)
    return _rules(city) if name[:1].isupper() and (city := _city(name)) is not None else None


_SPELT_OUT = {"mountain": "MST", "central": "CST", "eastern": "EST", "pacific": "PST", "atlantic": "AST", "gulf": "GST"}
"""Names that are as ambiguous as their abbreviations."""
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
