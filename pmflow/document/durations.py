"""How long something lasted, in minutes, as people write it ("13 hours 18 minutes", "1h 12m", "an hour and a half").

Of a range the upper end counts. Vague words ("several hours", "most of the day") are no figure.
"""

from __future__ import annotations

import math
import re

_UNITS: dict[str, float] = {
    "weeks week wks wk woche wochen semaine semaines semana semanas settimana settimane weken": 7 * 1440,
    "days day d tage tagen tag jours jour j días dias día dia giorni giorno dagen dag": 1440,
    "hours hour hrs hr h stunden stunde std heures heure horas hora ore ora uur uren": 60,
    "minutes minute mins min m minuten minuto minutos minuti minuut": 1,
    "seconds second secs sec s sekunden sekunde secondes seconde segundos segundo secondi seconden": 1 / 60,
}
_MINUTES: dict[str, float] = {name: minutes for names, minutes in _UNITS.items() for name in names.split()}

_NUMBERS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "half a": 0.5, "half an": 0.5, "a half": 0.5,
    "half": 0.5, "quarter of an": 0.25, "a quarter of an": 0.25, "three quarters of an": 0.75,
    "one and a half": 1.5, "two and a half": 2.5, "three and a half": 3.5, "a couple of": 2, "ein": 1, "eine": 1,
    "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "eineinhalb": 1.5, "anderthalb": 1.5, "une": 1, "un": 1, "una": 1,
    "uno": 1, "um": 1, "uma": 1, "een": 1, "deux": 2, "trois": 3, "dos": 2, "tres": 3, "dois": 2, "duas": 2,
    "due": 2, "tre": 3, "twee": 2, "drie": 3, "halbe": 0.5, "eine halbe": 0.5, "une demi": 0.5, "media": 0.5,
    "meia": 0.5, "mezz'": 0.5, "half uur": 0.5,
}  # fmt: skip
_NUMBER_WORD = "|".join(sorted((re.escape(n).replace(r"\ ", r"[ -]") for n in _NUMBERS), key=len, reverse=True))
_NUMBER = (
    r"(?:\d{1,3}(?:[,.’']\d{3})+(?!\d)|\d+\s?[½¼¾]|[½¼¾]|\d+\s+\d/\d|"
    rf"\d+(?:[.,]\d+)?|(?<!\w)(?:{_NUMBER_WORD})(?=[\s-]))"
)
_UNIT = "|".join(sorted((n for n in _MINUTES if n != "m"), key=len, reverse=True))
_PAIR = re.compile(
    rf"(?<![\w.,:])(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to|or|bis|à|a|até|and)\s*(?P<high>{_NUMBER}))?\s*[- ]?\s*"
    rf"(?P<unit>(?:{_UNIT})(?![^\W\d_])|(?-i:m)(?![\w/]))\.?(?P<half>\s+and\s+a\s+half|\s+et\s+demie"
    rf"|\s+y\s+media|\s+e\s+meia)?",
    re.I,
)
_BARE = re.compile(r"(?<![\w:])(\d+)\s?[hH]\s?(\d\d)(?![\w:])")
_ISO = re.compile(
    r"(?<!\w)P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?(?!\w)"
)
_CLOCKLIKE = re.compile(r"(?<![\w:.])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\w:])")
_DAYS_AND_CLOCK = re.compile(r"(?<![\w.])(\d+)\s?d(?:ays?)?,?\s+(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\w:])", re.I)
_JOIN = re.compile(r"\s*(?:,|and|und|et|y|e|en|&|\+)?\s*(?:and\s+)?", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|up to|or|bis|à|until)\s*(?:about\s+|ca\.?\s+|~)?", re.I)


def parse_duration(text: str) -> int | None:
    """The first duration in `text`, rounded to minutes; None where no figure is given.

    Two clock times ("18:00 to 19:12") are the time between them, where nothing else says how long.
    """
    if not text:
        return None
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("**", "").replace("`", "")
    if (iso := _ISO.search(text)) is not None and any(iso.groups()):
        w, d, h, m, s = (float(g or 0) for g in iso.groups())
        return _whole(w * 10080 + d * 1440 + h * 60 + m + s / 60)
    if (mixed := _DAYS_AND_CLOCK.search(text)) is not None:
        return int(mixed[1]) * 1440 + int(mixed[2]) * 60 + int(mixed[3])
    minutes = _of_words(text)
    if minutes is not None:
        return _whole(minutes)
    clocks = _CLOCKLIKE.findall(text)
    if len(clocks) == 1:
        h, m, s = clocks[0]
        return _whole(int(h) * 60 + int(m) + int(s or 0) / 60)
    if len(clocks) == 2 and all(int(h) < 24 for h, _, _ in clocks):
        first, last = (int(h) * 60 + int(m) for h, m, _ in clocks)
        return (last - first) % 1440
    return None


def _whole(minutes: float) -> int:
    return math.floor(minutes + 0.5)


def _of_words(text: str) -> float | None:
    bare = _BARE.search(text)
    match = _PAIR.search(text)
    if bare is not None and (match is None or bare.start() <= match.start()):
        return int(bare[1]) * 60 + int(bare[2])
    if match is None:
        return None
    total, smallest, end = 0.0, math.inf, match.start()
    highest = 0.0
    between = re.search(r"\bbetween\s*$", text[: match.start()], re.I) is not None
    while match is not None:
        unit = _MINUTES[match["unit"].lower()]
        value = _number(match["high"] or match["low"]) * unit + (unit / 2 if match["half"] else 0)
        if unit >= smallest:
            highest, total = max(highest, total), 0.0
        total, smallest, end = total + value, unit, match.end()
        joined = _JOIN.match(text, end)
        following = _PAIR.match(text, joined.end()) if joined else None
        if following is not None and (_MINUTES[following["unit"].lower()] < unit or between):
            match = following
            continue
        ranged = _RANGE.match(text, end)
        match = _PAIR.match(text, ranged.end()) if ranged and ranged.end() > end else None
        if match is not None:
            highest, total, smallest = max(highest, total), 0.0, math.inf
    return max(highest, total)


def _number(words: str) -> float:
    words = words.strip().lower()
    if words and words[-1] in "½¼¾":
        return (float(words[:-1]) if words[:-1].strip() else 0) + {"½": 0.5, "¼": 0.25, "¾": 0.75}[words[-1]]
    if (mixed := re.fullmatch(r"(\d+)\s+(\d)/(\d)", words)) is not None:
        return int(mixed[1]) + int(mixed[2]) / max(1, int(mixed[3]))
    if not words[0].isdigit():
        return _NUMBERS.get(re.sub(r"[\s-]+", " ", words), _NUMBERS.get(words, 0))
    if re.fullmatch(r"\d{1,3}(?:[,.’']\d{3})+", words):
        return float(re.sub(r"\D", "", words))
    return float(words.replace(",", "."))
