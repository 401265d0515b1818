"""Months and weekdays, in the languages of `_MONTHS` (they may stand before the day) and of `_MORE_MONTHS`."""

from __future__ import annotations

from pmflow.document.word_tables import meanings

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
_MORE_MONTHS = (
    "tammikuuta tammikuu stycznia styczeń ledna leden ocak ianuarie január января janvāris",
    "helmikuuta helmikuu lutego luty února únor şubat subat februarie február februari februarie pebruari февраля",
    "marts maaliskuuta maaliskuu marca marzec března březen mart martie március maret марта",
    "huhtikuuta huhtikuu kwietnia kwiecień dubna duben nisan aprilie április апреля",
    "maj toukokuuta toukokuu maja května květen mayıs mayis május мая",
    "kesäkuuta kesäkuu czerwca czerwiec června červen haziran iunie június июня",
    "heinäkuuta heinäkuu lipca lipiec července červenec temmuz iulie július июля",
    "augusti elokuuta elokuu sierpnia sierpień srpna srpen ağustos agustos augusztus agustus августа",
    "syyskuuta syyskuu września wrzesień září eylül eylul septembrie szeptember сентября",
    "lokakuuta lokakuu października październik října říjen ekim octombrie október октября",
    "marraskuuta marraskuu listopada listopad listopadu kasım kasim noiembrie nopember ноября",
    "desember joulukuuta joulukuu grudnia grudzień prosince prosinec aralık aralik decembrie декабря",
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

_MORE_WEEKDAYS = (
    "måndag mandag maanantai maanantaina poniedziałek pondělí pazartesi senin luni hétfő понедельник",
    "tisdag tirsdag tiistai tiistaina wtorek úterý salı sali selasa marți kedd вторник",
    "onsdag keskiviikko keskiviikkona środa středa çarşamba rabu miercuri szerda среда",
    "torsdag torstai torstaina czwartek čtvrtek perşembe kamis joi csütörtök четверг",
    "fredag perjantai perjantaina piątek pátek cuma jumat vineri péntek пятница",
    "lördag lørdag lauantai lauantaina sobota cumartesi sabtu sâmbătă szombat суббота",
    "söndag søndag sunnuntai sunnuntaina niedziela neděle pazar minggu duminică vasárnap воскресенье",
)

FIRST_MONTHS: dict[str, int] = meanings(dict(enumerate(_MONTHS, 1)), " ")
"""Lower-case name → 1 to 12, of the languages that may write the month before the day."""
MONTHS: dict[str, int] = FIRST_MONTHS | meanings(dict(enumerate(_MORE_MONTHS, 1)), " ")
"""Lower-case name → 1 to 12."""
WEEKDAYS: dict[str, int] = (
    meanings(dict(enumerate(_WEEKDAYS)), " ")
    | meanings(dict(enumerate(_MORE_WEEKDAYS)), " ")
    | {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "mar": 1}
)
"""Lower-case name → 0 (Monday) to 6, as `date.weekday` counts."""

MONTH_NAME = r"[^\W\d_]{3,13}"
DAY_NAME = r"[^\W\d_]{1,13}(?:-feira)?"
"""What the names look like: whether a word is one is looked up. A pattern with all of them takes long to make."""

WORDS_TOO = frozenset({"may", "mar", "march", "set", "out", "ago", "gen", "mag"})
"""Names of months that are also words: they need a capital letter, a year or a "de" to be months."""

SHORT_WEEKDAYS = frozenset(
    "mo di mi do fr sa so sun sat mar mer dim sam ven jeu lun segunda terça quarta quinta sexta".split()
)
"""Names that are also words: weekdays only with a capital, and where a date is beside them."""
