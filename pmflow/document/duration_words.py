"""Units of time and number words, in the languages that reports are written in."""

from __future__ import annotations

import re

from pmflow.document.word_tables import any_of, one_of
from pmflow.patterns import lazy

_UNITS: dict[str, float] = {
    "weeks week wks wk woche wochen semaine semaines semana semanas settimana settimane weken veckor uker tuần": 10080,
    "days day d tage tagen tag jours jour j días dias día dia giorni giorno dagen dag dagar dager "
    "døgn dygn dní dni dny "
    "gün ngày hari дней дня день nap zile päivää": 1440,
    "hours hour hrs hr h stunden stunde std stdn heures heure horas hora ore ora uur uren timmar timme timer tuntia "
    "tunti godzin godziny godzina godz hodin hodiny hodina saat giờ tiếng jam часов часа час ч годин години година "
    "óra ore oră": 60,
    "minutes minute mins min mn mnt m minuten minuto minutos minuti minuut minuter minutter minut minuty minuta "
    "minuuttia dakika dk phút menit минут минуты минута мин хвилин хвилини perc": 1,
    "seconds second secs sec s sekunden sekunde secondes seconde segundos segundo secondi seconden sekunder sekund "
    "sekuntia saniye giây detik секунд сек": 1 / 60,
}  # fmt: skip
MINUTES: dict[str, float] = {name: minutes for names, minutes in _UNITS.items() for name in names.split()}
"""A unit as written, in lower case, and its length."""

STUCK: dict[str, float] = {
    "時間": 60, "小时": 60, "小時": 60, "시간": 60, "分間": 1, "分钟": 1, "分鐘": 1, "分": 1, "분": 1,
    "日間": 1440, "日": 1440,
    "天": 1440, "일": 1440, "週間": 10080, "周": 10080, "주": 10080, "秒": 1 / 60, "초": 1 / 60,
}  # fmt: skip
"""Units of scripts without spaces: another figure may follow at once."""

HALVES: dict[str, float] = {
    "and a half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75, "et demie": 0.5, "et quart": 0.25,
    "et un quart": 0.25, "et trois quarts": 0.75, "y media": 0.5, "y cuarto": 0.25, "e meia": 0.5, "e mezza": 0.5,
    "e mezzo": 0.5, "e un quarto": 0.25, "en een half": 0.5, "och en halv": 0.5, "og en halv": 0.5, "rưỡi": 0.5,
    "半": 0.5, "반": 0.5,
}  # fmt: skip
"""What may follow a unit to say that a part of it more is meant."""

_BASE: dict[str, float] = {
    "a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "a half": 0.5, "half": 0.5, "quarter of an": 0.25,
    "a quarter of an": 0.25, "three quarters of an": 0.75, "a couple of": 2, "couple of": 2, "a couple": 2,
    "a dozen": 12, "one and a half": 1.5,
    "ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "eineinhalb": 1.5, "einundeinhalb": 1.5,
    "anderthalb": 1.5, "halbe": 0.5, "halben": 0.5, "eine halbe": 0.5, "einer halben": 0.5, "eine dreiviertel": 0.75,
    "dreiviertel": 0.75, "une demi": 0.5, "une": 1, "un": 1, "una": 1, "uno": 1, "um": 1, "uma": 1, "een": 1, "één": 1,
    "media": 0.5, "meia": 0.5, "mezz'": 0.5, "mezza": 0.5, "una mezza": 0.5, "half uur": 0.5, "een half": 0.5,
    "anderhalf": 1.5, "anderhalve": 1.5, "en": 1, "ett": 1, "halvannen": 1.5, "en halv": 0.5, "halv": 0.5,
}  # fmt: skip
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_SMALL = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen "
    "eighteen nineteen",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn "
    "achtzehn neunzehn",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit "
    "dix-neuf",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
    "dezoito "
    "dezenove",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien",
}
_EXTRA: dict[str, float] = {"duas": 2, "tres": 3, "fuenf": 5, "zwoelf": 12, "dreissig": 30, "fuenfzig": 50,
    "dezasseis": 16,
                            "hundred": 100, "a hundred": 100, "tre": 3, "två": 2, "fyra": 4, "fem": 5, "to": 2,
                            "fire": 4, "seks": 6,
                            "sju": 7, "åtte": 8, "ni": 9, "ti": 10, "tio": 10}  # fmt: skip


Words = dict[str, float]


def _compounds() -> list[tuple[Words, str, Words]]:
    """Numbers from 21 on, and halves, as first words, what joins them, second words: "twenty" "-" "one"."""
    found: list[tuple[Words, str, Words]] = []
    for language, names in _TENS.items():
        tens: Words = {name: value * 10 for value, name in enumerate(names.split(), 2)}
        ones: Words = {name: value for value, name in enumerate(_SMALL[language].split()[:9], 1)}
        first, *others = ones
        if language == "en":
            upto_twelve: Words = {name: value for value, name in enumerate(_SMALL[language].split()[:12], 1)}
            found += [(tens, " ", ones), (tens, "-", ones), (upto_twelve, " and a half", {"": 0.5})]
        elif language == "de":
            upto_twelve = {name: value for value, name in enumerate(_SMALL[language].split()[:12], 1)}
            found.append(({("ein" if value == 1 else name): value for name, value in ones.items()}, "und", tens))
            found.append((upto_twelve, "einhalb", {"": 0.5}))
        elif language == "nl":
            found.append(({name + ("ën" if name[-1] == "e" else "en"): ones[name] for name in ones}, "", tens))
        elif language == "it":
            vowels = {name: value for name, value in ones.items() if name[0] in "uo"}
            found.append(({name[:-1]: value for name, value in tens.items()}, "", vowels))
            found.append((tens, "", {name: value for name, value in ones.items() if name not in vowels}))
        elif language == "fr":
            found.append((tens, " et ", {first: 1}))
            found.append((tens, "-", {name: ones[name] for name in others}))
        else:
            found.append((tens, " y " if language == "es" else " e ", ones))
    return found


_TOKENS = lazy(r"[^\W\d_]+|\d+")


def _simple() -> Words:
    found = dict(_EXTRA)
    for language, names in _SMALL.items():
        for value, name in enumerate(names.split(), 1):
            found.setdefault(name, value)
        for tens, name in enumerate(_TENS[language].split(), 2):
            found.setdefault(name, tens * 10)
    return found | _BASE


_SIMPLE = _simple()
_COMPOUNDS = _compounds()
NUMBERS: dict[str, float] = {
    first + joint + second: left + right
    for heads, joint, tails in _COMPOUNDS
    for first, left in heads.items()
    for second, right in tails.items()
} | _SIMPLE
"""A number in words, in lower case, and what it is."""


_STARTS = frozenset(re.split(r"[\s'-]", name)[0] for name in NUMBERS)
_WITHIN = frozenset(word for name in NUMBERS for word in re.split(r"[\s'-]", name)) | frozenset(
    "to or bis à a até and och og und half halb einhalb 至 到".split()
)
"""Words that a number in words begins with, and those that stand between it and its unit."""
_UNIT_STARTS = frozenset(unit[0] for unit in STUCK)


def has_number_words(text: str) -> bool:
    """Whether a number in words may stand before a unit in `text`: only then a pattern of all of them is needed,
    which takes longer to make than a short document to read.
    """
    open_number = False
    for word in _TOKENS.findall(text.lower()):
        if open_number and (word in MINUTES or word == "t" or word[0] in _UNIT_STARTS):
            return True
        open_number = word in _STARTS or (open_number and (word in _WITHIN or word.isdecimal()))
    return False


def number_pattern(*, letters: int = 1) -> str:
    """A pattern for one of `NUMBERS` of so many letters or more, also with hyphens for spaces.

    Compounds stand in it as their parts, which are few.
    """
    shapes = [f"(?:{one_of(heads)}{_spaced(joint)}{one_of(tails)})" for heads, joint, tails in _COMPOUNDS]
    return "|".join([*shapes, any_of(_spaced(name) for name in _SIMPLE if len(name) >= letters)])


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[ -]")
