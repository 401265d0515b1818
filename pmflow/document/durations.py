"""How long something lasted, in minutes, as people write it ("13 hours 18 minutes", "1h 12m", "an hour and a half").

Read are figures and number words with units, in the languages of `duration_words`; clocks of hours and minutes
("4:15 h"); ISO 8601; two times of day ("from 23:40 to 00:55", which goes through midnight) and two counts from the
start ("T+5 to T+47m"). Of a range the upper end counts. Vague words ("several hours", "most of the day") and mere
limits ("less than an hour") are no figure.
"""

from __future__ import annotations

import datetime as dt
import math
import re

from pmflow.document.duration_words import HALVES, MINUTES, NUMBERS, STUCK, has_number_words, number_pattern
from pmflow.document.word_tables import one_of
from pmflow.patterns import lazy

_FIGURE = (
    r"\d{1,3}(?:[,.’']\d{3})+(?!\d)|\d+\s?[½¼¾]|[½¼¾]|\d+(?:\s+(?:and\s+)?|-)\d/\d|\d/\d|"
    r"\d+\s+(?:and\s+a\s+half|und\s+(?:ein)?halb)|"
    r"\d+(?:[.,]\d+)?"
)


def _amount(number: str) -> str:
    """The pattern of an amount: one number or a range of them, a unit, a part of the unit more."""
    return (
        rf"(?<![\w.,:/])(?P<low>{number})(?:\s*(?:-|–|—|to|or|bis|à|a|até|and|och|og|~|～|至|到)\s*(?P<high>{number}))?"
        rf"\s*[- ]?\s*(?P<unit>(?:{one_of(n for n in MINUTES if n != 'm')})(?![^\W\d_])|(?:{one_of(STUCK)})"
        r"|(?-i:m)(?![\w/])|(?-i:m|t)(?=\s?\d))\.?"
        rf"(?P<half>\s+(?:{'|'.join(sorted((n.replace(' ', '[ ]+') for n in HALVES), key=len, reverse=True))})(?!\w))?"
    )


_IN_FIGURES = lazy(lambda: _amount(rf"(?:{_FIGURE})"), re.I)
_IN_WORDS_TOO = lazy(lambda: _amount(rf"(?:{_FIGURE}|(?<!\w)(?:{number_pattern()})(?=[\s-]))"), re.I)


def _amounts_in(text: str) -> re.Pattern[str]:
    """The pattern for amounts in `text`."""
    return _IN_WORDS_TOO if has_number_words(text) else _IN_FIGURES


_WITH_UNIT = lazy(
    r"(?:hours?|hrs?|h|stunden?|std\.?|heures?|horas?|ore|uur)\s+(?:and\s+|und\s+|et\s+)?(\d\d?)(?=\s*(?:$"
    r"|[).,;–—-]))",
    re.I,
)
_WHOLE = lazy(
    r"(?<!\w)(?:(?P<three>dreiviertelstunde|drie\s+kwartier|(?:trois\s+quarts\s+d|tres\s+cuartos\s+de\s+"
    r"|tre\s+quarti\s+d)['’]?\s*(?:heure|hora|ora))"
    r"|(?P<quarter>viertelstunde|kwartier|(?:un\s+)?quart\s+d['’]heure|(?:un\s+)?cuarto\s+de\s+hora"
    r"|(?:um\s+)?quarto\s+de\s+hora"
    r"|(?:un\s+)?quarto\s+d['’]ora)"
    r"|(?P<half>halbstunde|(?:une?\s+)?demi[- ]heure|mezz['’]\s?ora|halvtimme|half\s*uur))(?!\w)",
    re.I,
)
_BARE = lazy(
    r"(?<![\w:])(\d+)\s?(?:[hH]|hrs?|Std\.?|uur|u)\s?(\d\d)(?![\w:]"
    r"|\s?(?:[hH]|m|mins?|minutes?|minuten|minuti|minutos)\b)"
)
_ISO = lazy(
    r"(?<!\w)P(?=\d|T\d)(?:(\d+)W)?(?:(\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?(?!\w)"
)
_CLOCKLIKE = lazy(r"(?<![\w:.])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\w:])")
_DAYS_AND_CLOCK = lazy(
    r"(?<![\w.])(\d+)\s?(?:d(?:ays?)?|tage?|jours?|j|d[ií]as?|giorn[io]|dag(?:en)?)[.,]?\s+(?:and\s+)?(\d{1,2}):([0-5]"
    r"\d)(?::[0-5]\d)?(?![\w:])",
    re.I,
)
_CLOCK_AND_UNIT = lazy(
    r"(?<![\w:.])(?P<h>\d{1,3}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?\s?(?:\(?h(?:h?:mm(?::ss)?|(?:ou)?rs?)?\b"
    r"|stunden|std|h:m|heures|horas|ore\b|uur|timer|timmar)",
    re.I,
)
_MINUTES_CLOCK = lazy(r"(?<![\w:.])(\d{1,3}):([0-5]\d)\s?(?:mins?|minutes|minuten|mm:ss|m:ss)\b", re.I)
_JOIN = lazy(r"\s*(?:,|and|und|et|y|e|en|og|och|i|và|dan|ve|&|\+)?\s*(?:and\s+)?", re.I)
_RANGE = lazy(r"\s*(?:-|–|—|~|～|to|up to|or|bis|à|until|至|到)\s*(?:about\s+|ca\.?\s+|~)?", re.I)
_LIMIT = lazy(
    r"(?:\b(?:less|fewer|shorter|no\s+more|not\s+more)\s+than|(?<!just )(?<!bit )(?<!little )(?<!slightly )(?<!shad"
    r"e )\b(?:under|below)|\bweniger\s+als|\bunter|\bmoins\s+d[e'’]"
    r"|\bmenos\s+d[eo]|\bmeno\s+di|\bminder\s+dan|<|≤)\s*(?:an?\s+|one\s+|eine[rn]?\s+|une?\s+|una\s+|uma\s+)?$",
    re.I,
)
_TPLUS = lazy(
    r"(?<![\w])T\s?(?:[+]\s?(?P<t>[\w:]+(?:\s?(?:h|m|min|mins|minutes|hours))?(?:\s?\d+\s?m(?:in)?)?)"
    r"|(?P<zero>0))(?!\w)"
)


def parse_duration(text: str) -> int | None:
    """The first duration in `text`, rounded to minutes; None where no figure is given.

    Two clock times ("18:00 to 19:12") are the time between them, where nothing else says how long.
    """
    if not text:
        return None
    text = _plain(text)
    if (iso := _ISO.search(text)) is not None and any(iso.groups()):
        w, d, h, m, s = (float((g or "0").replace(",", ".")) for g in iso.groups())
        return _whole(w * 10080 + d * 1440 + h * 60 + m + s / 60)
    if (mixed := _DAYS_AND_CLOCK.search(text)) is not None:
        return _whole(float(mixed[1]) * 1440 + int(mixed[2]) * 60 + int(mixed[3]))
    if (united := _CLOCK_AND_UNIT.search(text)) is not None and _stands_alone(text, united):
        return _whole(int(united["h"]) * 60 + int(united["m"]) + int(united["s"] or 0) / 60)
    if (united := _MINUTES_CLOCK.search(text)) is not None and _stands_alone(text, united):
        return _whole(int(united[1]) + int(united[2]) / 60)
    if (counted := _counted_from_start(text)) is not None:
        return counted
    window = _window(text)
    words = _of_words(WINDOW.sub(" ", text) if window is not None else text)
    if words is not None:
        return _whole(words)
    if window is not None:
        return window
    clocks = _CLOCKLIKE.findall(text)
    if len(clocks) == 1:
        h, m, s = clocks[0]
        return _whole(int(h) * 60 + int(m) + int(s or 0) / 60)
    return None


def whole_duration(text: str) -> int | None:
    """The duration that all of `text` is, save "about", "total" and what stands in brackets; else None.

    So "58 min" and "~4 hours 5 minutes (customers)" are one, "58 min after the deploy" is none.
    """
    if len(text) > 70 or (not _SOME_FIGURE.search(text) and not has_number_words(text)):
        return None
    rest = re.sub(r"\([^)]*\)", " ", _plain(text)).strip(" .*_;,-–—")
    rest = _AROUND.sub("", rest).strip(" .*_;,-–—")
    if not rest or _CLOCKLIKE.fullmatch(rest):
        return None
    if WINDOW.fullmatch(rest) is not None:
        return parse_duration(text)
    rest = _WHOLE.sub(" ", _CLOCK_AND_UNIT.sub(" ", _ISO.sub(" ", rest)))
    amount = _amounts_in(rest)
    rest = _BARE.sub(" ", amount.sub(" ", amount.sub(" ", _TRAILING.sub(" ", _spread(rest)))))
    return parse_duration(text) if not _FILLER.sub("", rest) else None


_TRAILING = lazy(r"(?<![\w.,:])\d+\s?(?:h|hrs?|hours?|std\.?)\s+\d\d?$", re.I)
_FILLER = lazy(r"\b(?:and|und|et|y|e|to|or|bis|en|og|och|between|zwischen|entre)\b|[\s,.+~–—-]", re.I)
_SOME_FIGURE = lazy(r"[0-9½¼¾]")
_AROUND = lazy(
    r"^(?:(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.?|c\.|some|nearly|almost|over|just"
    r"|under|up\s+to|a\s+total\s+of|total(?:\s+of)?|in\s+total|for|etwa|ungefähr"
    r"|rund|environ|env\.?|unos|aprox\.?|cerca\s+de|circa|~|≈|±)\s*:?\s*)+"
    r"|\s*,?\s*\b(?:depending\s+on|according\s+to|varying\s+(?:by|with)|by|per|je\s+nach|selon|según|conforme|a\s+seconda)\s.*$"
    r"|\s+(?:in\s+total|total|overall|altogether|long|insgesamt|au\s+total|en\s+total|each)$",
    re.I,
)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("**", "").replace("`", "")


def _whole(minutes: float) -> int | None:
    """Rounded to minutes; None for what is longer than a life: a slip of the finger, or a joke."""
    return math.floor(minutes + 0.5) if minutes <= _LONGEST else None


_LONGEST = 100 * 366 * 24 * 60


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A clock with a unit after it is no time of day ("14:05 hours to 15:10 hours")."""
    return len(_CLOCKLIKE.findall(text)) == 1 and not re.search(
        r"\b(?:at|from|since|um|ab|à|until|by)\s*$", text[: match.start()], re.I
    )


def _spread(text: str) -> str:
    """`2h43m` as `2h 43m`: units and figures that touch each other."""
    return _TOUCHING.sub(r"\1 ", text)


_TOUCHING = lazy(lambda: rf"(?<=\d)([dhujt]|min|m|std|{one_of(STUCK)})\.?(?=\d)", re.I)


# Two times.

_T = (
    r"\d{1,2}(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?!\d)|\s?[hH]\s?[0-5]\d)\s?(?:[AaPp]\.?[Mm]\b\.?|Z\b"
    r"|(?:UTC|GMT|[A-Z]{3,4})\b)?(?:\s?Uhr)?"
)
WINDOW = lazy(
    rf"(?:\b(?:from|between|von|zwischen|de|entre|dalle|van|fra|från|kl\.?)\s+)?(?:las\s+)?(?<![\w:.])({_T})"
    rf"\s*(?:\([^)]{{0,20}}\)\s*)?(?:-|–|—|/|→|->|~|～|to|until|till|till|and|bis|und|à|a|y|et|au|al"
    rf"|alle|até|hasta|tot|til|en)\s*"
    rf"(?:las\s+|às\s+)?({_T})(?![\w:])",
    re.I,
)

"""Two times of day joined as a range."""


def _window(text: str) -> int | None:
    """The minutes between two times of day that are joined as a range; through midnight where the second is earlier."""
    if not any(c in text for c in ":.hH") or not any(c.isdigit() for c in text):
        return None
    if (text.count(":") >= 2 or text.count(".") >= 4) and (days := _days_between(text)) is not None:
        return days
    match = WINDOW.search(text)
    if match is None:
        return None
    first, last = _clock(match[1]), _clock(match[2])
    if first is None or last is None:
        return None
    if (
        "h" in match[1].lower()
        and match[1][0] != "0"
        and first < 7 * 60
        and not re.match(r"\s*(?:from|between|von|de|entre|van|dalle)\b", match[0], re.I)
    ):
        return None  # 1h30 - 2h15 is a range of lengths
    if "." in match[1] and first >= 1440:
        return None
    if (
        re.search(r"[ap]\.?m", match[2], re.I)
        and not re.search(r"[ap]\.?m", match[1], re.I)
        and first < 720 <= last
        and first + 720 <= last
    ):
        first += 720
    return (last - first) % 1440


def window_times(text: str) -> tuple[dt.time, dt.time] | None:
    """The two times of day that `text` joins as a range, also with dots ("21.40 / 03.15 Uhr")."""
    match = WINDOW.search(text)
    if match is None or (first := _clock(match[1])) is None or (last := _clock(match[2])) is None:
        return None
    return dt.time(first // 60 % 24, first % 60), dt.time(last // 60 % 24, last % 60)


def _days_between(text: str) -> int | None:
    """Two times with their days: "2025-08-27 22:10 to 2025-08-28 03:22"."""
    from pmflow.document.clocks import find_clocks

    clocks = find_clocks(text, near=dt.date(2024, 6, 1))
    first = clocks[0] if clocks else None
    if first is None:
        return None
    last = first.until or (clocks[1] if len(clocks) == 2 else None)
    if last is None or first.time is None or last.time is None or first.day is None or first.day.day is None:
        return None
    end = (last.day.day if last.day is not None else None) or first.day.day
    begin = dt.datetime.combine(first.day.day, first.time)
    over = dt.datetime.combine(end, last.time) + dt.timedelta(days=last.next_day)
    if over < begin and last.day is None:
        over += dt.timedelta(days=1)
    minutes = int((over - begin).total_seconds() // 60)
    return minutes if minutes >= 0 else None


def _clock(words: str) -> int | None:
    match = re.match(r"(\d{1,2})(?:[:.]|\s?h\s?)([0-5]\d)", words, re.I)
    if match is None or int(match[1]) > 24:
        return None
    hour = int(match[1])
    if (half := re.search(r"([ap])\.?m", words, re.I)) is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return hour * 60 + int(match[2])


def _counted_from_start(text: str) -> int | None:
    """The minutes between two counts from the start: "T+0 to T+47m", "T0 – T+1:20"."""
    if "T" not in text:
        return None
    found = list(_TPLUS.finditer(text))
    if len(found) != 2:
        return None
    read: list[float] = []
    for match in found:
        said = (match["t"] or "0").strip()
        if said.isdecimal():
            read.append(float(said))
        elif (clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)", said)) is not None:
            read.append(int(clock[1]) * 60 + int(clock[2]))
        elif (words := _of_words(said)) is not None:
            read.append(words)
        else:
            return None
    return _whole(read[1] - read[0]) if read[1] >= read[0] else None


# Figures with units.


def _of_words(text: str) -> float | None:
    text = _spread(text)
    bare = _BARE.search(text)
    amount = _amounts_in(text)
    match = amount.search(text)
    while match is not None and _LIMIT.search(text[: match.start()]):
        match = amount.search(text, match.end())
    whole = _WHOLE.search(text)
    if whole is not None and (match is None or whole.start() <= match.start()):
        minutes = 45 if whole["three"] else 15 if whole["quarter"] else 30
        return None if _LIMIT.search(text[: whole.start()]) else minutes
    if bare is not None and (match is None or bare.start() <= match.start()):
        upper = _RANGE.match(text, bare.end())
        if upper is not None and upper.end() > bare.end() and (again := _BARE.match(text, upper.end())) is not None:
            bare = again  # 1h30 to 2h15
        return float(bare[1]) * 60 + int(bare[2])
    if match is None:
        return None
    total, smallest, end = 0.0, math.inf, match.start()
    highest = 0.0
    between = re.search(r"\b(?:between|zwischen|entre|tra)\s*$", text[: match.start()], re.I) is not None
    while match is not None:
        unit = _minutes(match["unit"])
        value = _number(match["high"] or match["low"]) * unit
        if match["half"]:
            value += unit * HALVES[re.sub(r"\s+", " ", match["half"].strip().lower())]
        if unit >= smallest:
            highest, total = max(highest, total), 0.0
        total, smallest, end = total + value, unit, match.end()
        joined = _JOIN.match(text, end)
        following = amount.match(text, joined.end()) if joined else None
        if following is not None and (_minutes(following["unit"]) < unit or between):
            match = following
            continue
        if unit == 60 and following is None and (rest := _WITH_UNIT.match(text, match.start("unit"))) is not None:
            return total + int(rest[1]) if int(rest[1]) < 60 else total
        if joined and unit == 60 and (part := _WHOLE.match(text, joined.end())) is not None:
            return total + (45 if part["three"] else 15 if part["quarter"] else 30)
        ranged = _RANGE.match(text, end)
        match = amount.match(text, ranged.end()) if ranged and ranged.end() > end else None
        if match is not None:
            highest, total, smallest = max(highest, total), 0.0, math.inf
    return max(highest, total)


def _minutes(unit: str) -> float:
    unit = unit.lower()
    return 60 if unit == "t" else MINUTES.get(unit) or STUCK[unit]


def _number(words: str) -> float:
    words = words.strip().lower()
    if words and words[-1] in "½¼¾":
        return (float(words[:-1]) if words[:-1].strip() else 0) + {"½": 0.5, "¼": 0.25, "¾": 0.75}[words[-1]]
    if (mixed := re.fullmatch(r"(?:(\d+)(?:\s+(?:and\s+)?|-))?(\d)/(\d)", words)) is not None:
        return float(mixed[1] or 0) + int(mixed[2]) / max(1, int(mixed[3]))
    if (half := re.fullmatch(r"(\d+)\s+\w.*", words)) is not None:
        return float(half[1]) + 0.5
    if not words[0].isdigit():
        return NUMBERS.get(re.sub(r"[\s-]+", " ", words), NUMBERS.get(words, 0))
    if re.fullmatch(r"\d{1,3}(?:[,.’']\d{3})+", words):
        return float(re.sub(r"\D", "", words))
    return float(words.replace(",", "."))
