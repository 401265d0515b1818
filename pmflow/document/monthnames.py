"""Names of months and weekdays: English, German, French, Spanish, Portuguese, Italian and Dutch."""

from __future__ import annotations

_MONTHS = (
    "january jan januar jänner jaenner janvier janv enero ene janeiro gennaio gen januari",
    "february feb febr februar feber février fevrier févr fevr febrero fevereiro fev febbraio februari",
    "march mar märz maerz mrz mär mars marzo março marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre setembro set settembre sett",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre december",
)
_WEEKDAYS = (
    "monday mon montag lundi lun lunes segunda-feira segunda lunedì lunedi maandag",
    "tuesday tue tues dienstag mardi martes terça-feira terça martedì martedi dinsdag",
    "wednesday wed weds mittwoch mercredi mer miércoles miercoles quarta-feira quarta mercoledì mercoledi woensdag",
    "thursday thu thur thurs donnerstag jeudi jeu jueves quinta-feira quinta giovedì giovedi donderdag",
    "friday fri freitag vendredi ven viernes sexta-feira sexta venerdì venerdi vrijdag",
    "saturday sat samstag sonnabend samedi sam sábado sabado sabato zaterdag",
    "sunday sun sonntag dimanche dim domingo domenica zondag",
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Lower-case name → 1 to 12."""
WEEKDAYS: dict[str, int] = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""Lower-case name → 0 (Monday) to 6, as `date.weekday` counts."""
WEEKDAYS |= {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "mar": 1}

WORDS_TOO = frozenset({"may", "mar", "march", "set", "out", "ago", "gen", "mag"})
"""Names of months that are also words: they need a capital letter, a year or a "de" to be months."""

SHORT_WEEKDAYS = frozenset(
    [
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "sun",
        "sat",
        "mar",
        "mer",
        "dim",
        "sam",
        "ven",
        "jeu",
        "lun",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
    ]
)
"""Names that are also words: weekdays only with a capital, and where a date is beside them."""


def one_of(names: dict[str, int], *, without: frozenset[str] = frozenset()) -> str:
    """A pattern for one of the names, the longest first."""
    return "|".join(sorted((n.replace(".", r"\.") for n in names if n not in without), key=len, reverse=True))
