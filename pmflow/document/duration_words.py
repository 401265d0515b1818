"""Units of time and number words, in the languages that reports are written in."""

from __future__ import annotations

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
_AND_HALF = {"en": " and a half", "de": "einhalb", "fr": "", "es": "", "pt": "", "it": "", "nl": ""}


def _numbers() -> dict[str, float]:
    """From one to ninety-nine, with the halves that stand before a unit ("five and a half hours", "fünfeinhalb")."""
    found = dict(_EXTRA)
    for language, names in _SMALL.items():
        small = names.split()
        for value, name in enumerate(small, 1):
            found.setdefault(name, value)
            if (half := _AND_HALF[language]) and value < 13:
                found[f"{name}{half}"] = value + 0.5
        for tens, name in enumerate(_TENS[language].split(), 2):
            found.setdefault(name, tens * 10)
            for value, one in enumerate(small[:9], 1):
                if language == "en":
                    found[f"{name} {one}"] = found[f"{name}-{one}"] = tens * 10 + value
                elif language == "de":
                    found[f"{'ein' if value == 1 else one}und{name}"] = tens * 10 + value
                elif language == "nl":
                    found[f"{one}{'ën' if one.endswith('e') else 'en'}{name}"] = tens * 10 + value
                elif language == "it":
                    found[f"{name[:-1] if one[0] in 'uo' else name}{one}"] = tens * 10 + value
                elif language == "fr":
                    found[f"{name} et un" if value == 1 else f"{name}-{one}"] = tens * 10 + value
                else:
                    found[f"{name} {'y' if language == 'es' else 'e'} {one}"] = tens * 10 + value
    return found | _BASE


NUMBERS: dict[str, float] = _numbers()
"""A number in words, in lower case, and what it is."""
