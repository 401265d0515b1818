"""The labels in front of a day, a time or a length: whether "Customer-visible for" is a duration, "Event day" a date.

A label is read word by word, so that no list of phrases has to know it: words that only say what it is all about
(incident, outage, of, the) fall away, and what is left must be words of one kind. A word that nobody here knows makes
the label none of ours, and so does one that says what else was timed (a report's date, a meeting's length).
Words stand in the form of `headings.plain_words`: lower case, no accents, no punctuation.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import pairwise


class TimeLabel(StrEnum):
    """What a label says about time; the names are those of `metadata.Fact`."""

    DATE = "date"
    EFFECT = "effect"
    STARTED = "started"
    DETECTED = "detected"
    RESOLVED = "resolved"
    DURATION = "duration"
    TIME_TO_RESOLVE = "time_to_resolve"
    ZONE = "zone"


_ABOUT = frozenset(
    """
    the a an of for in on at to our this its was were is it did de la le les l du des d del do da dos das el los der
    die das den dem im am zum van het een en i og och av og su ng s it we et und and y e or
    incident incidents outage outages event events disruption disturbance failure failures problem issue fault
    interruption degradation degradations breakdown accident case trouble loss influence impact impairment emergency
    unavailability occurrence occurrences malfunction stoppage stop standstill crisis anomaly
    vorfall vorfalls vorfalles storung storungs ausfall ausfalls ereignis ereignisses stillstand stillstands
    betriebsstorung
    panne incidente evenement evento acontecimento sinistre coupure interruzione guasto falla fallo averia caida
    interrupcion interrupcao ocorrencia incidencia hendelse hendelsen handelse handelsen storing avbrott avbrudd
    nedetid hairio awaria awarii zdarzenia zdarzenie incydentu olay olayin kesinti su co kejadian insiden gangguan
    утc утс utc gmt local zone time times datetime timestamp approx approximate approximately estimated est ca about
    actual first initial initially exact major minor critical serious severe significant
    """.split()
)
"""Words that do not decide what a label means."""

_EVENT = frozenset("incident outage event disruption failure problem interruption vorfall vorfalls".split())
_PARTY = frozenset(
    """
    customer customers user users client clients public external visible facing service services system systems
    production affected impacted felt end kunden nutzer clients client usuarios clientes utenti
    outage impact effect downtime degradation unavailability loss
    """.split()
)
"""With one of these, a start is the start of the effect."""

_AMOUNT = frozenset("total overall full whole complete net effective gross gesamt total totale whole combined".split())

_DATE = frozenset(
    """
    date dates day days when datum tag fecha dia jour dag dato ngay tanggal tarih tarihi paivamaara paiva dzien
    giorno hari occurred occurs happened window period zeitraum occurrence occurrences datetime termin periode giorni
    dates hour hours kdy kiedy wann quand cuando quando aconteceu occurso survenu survenue aufgetreten ocurrio
    ocurrido дата когда датум tidpunkt tidsrom zeitpunkt zeitfenster
    """.split()
)
_OCCURRED = frozenset("occurrence occurrences occurred happened outbreak".split())
_START = frozenset(
    """
    start starts started starting begin begins began begun beginning onset opened opening commenced commencement
    beginn begonnen anfang startzeit debut commence inicio comienzo inizio iniciado aanvang begintijd starttid
    begynnelse alku poczatek baslangic bat dau mulai since from seit von desde depuis da vanaf kickoff
    """.split()
)
_DETECT = frozenset(
    """
    detected detection discovered discovery noticed spotted found identified identification alerted alert alarm raised
    reported logged seen declared recognised recognized notified observed known erkannt entdeckt bemerkt gemeldet
    festgestellt detecte detectee detection signale signalee constate constatee decouvert detectado detectada notado
    reportado descubierto rilevato rilevata segnalato scoperto ontdekt gemeld opgemerkt oppdaget upptackt havaittu
    wykryto tespit phat hien terdeteksi report alerting paged
    """.split()
)
_RESOLVE = frozenset(
    """
    end ends ended ending over resolved resolution restored restoration recovered recovery fixed closed cleared
    mitigated mitigation finished finish ceased stopped normal back clear until till ende behoben wiederhergestellt
    beendet entstort gelost fin finalizado fine fim einde eindtijd retabli retablie resolu resolue resuelto resuelta
    restablecido restaurado recuperado resolvido resolvida risolto risolta ripristinato ripristino opgelost hersteld
    slut slutt slutet lost loppu korjattu koniec rozwiazano bitis ket thuc selesai repaired ok stable
    """.split()
)
_LENGTH = frozenset(
    """
    duration stillstand length lasted lasting lasts downtime elapsed dauer gesamtdauer ausfalldauer ausfallzeit
    stillstandszeit
    storungsdauer stillstandsdauer unterbrechungsdauer duree duracion duracao durata duur varaktighet varighet kesto
    czas sure suresi durasi nedetid driftstopp uptid tijdsduur looptijd downtimes runtime long span extent
    """.split()
)
_RESTORE = frozenset(
    """
    restore restored restoration resolve resolved resolution recover recovered recovery mitigate mitigated mitigation
    fix fixed repair repaired close closed clear cleared normal remediate remediation contain contained containment
    stabilise stabilize restart service up green back
    """.split()
)
_MEASURES = frozenset({"ttr", "mttr", "ttm", "mttm", "ttres"})
_NOT_IT = frozenset(
    """
    report review meeting publish published publication created updated update edited edition issued issue_date
    prepared written draft drafted held due deadline detect detection detected ack acknowledge acknowledged
    acknowledgement acknowledgment respond response engage notice notify page retention cache session timeout request
    query build deploy deployment maintenance planned scheduled backup call bridge regulator notified informed
    postmortem retrospective retro debrief document revision version last next signed approved print printed letter
    memo memorandum form completed filed filing paper letter slides copy
    sent expiry expires lead triage investigation diagnosis diagnose queue wait waiting read reading exported
    bericht bericht berichts rapport informe relatorio relazione erstellt
    """.split()
)
"""Words that say that something else than the incident was timed or dated."""

_ZONE = frozenset(
    "zone timezone tz clock clocks times hours timestamps zeitzone zeiten uhrzeit uhrzeiten fuseau horaire horaires "
    "zona horaria horario orario orari fuso tijdzone tidszon tidssone zeitangaben".split()
)
_NOT_ALONE = frozenset({"da", "i", "e", "en", "su", "back", "up", "ok", "from", "report", "hour", "hours", "long",
                        "alert", "alarm", "known", "normal", "clear", "seen", "lost", "days", "period", "until",
                        "till", "since", "seit", "von", "desde", "depuis", "vanaf", "opening"})  # fmt: skip
"""Words too common to be a label by themselves."""


@lru_cache(maxsize=2048)
def read_time_label(words: str) -> TimeLabel | None:
    """What a label says about time, or None. `words` are plain ("players locked out for")."""
    tokens = words.split()
    if not tokens or len(tokens) > 9:
        return None
    if any(t in _ZONE for t in tokens) and all(t in _ZONE or t in ("time", "all", "local", "used") for t in tokens):
        return TimeLabel.ZONE
    if (interval := _interval(tokens)) is not None:
        return TimeLabel.TIME_TO_RESOLVE if interval else None
    if _is_length(tokens):
        return TimeLabel.DURATION
    left = [token for token in tokens if token not in _ABOUT]
    if not left and len(tokens) > 1 and ("time" in tokens or "times" in tokens) and any(t in _EVENT for t in tokens):
        return TimeLabel.DATE
    if not left or (len(tokens) == 1 and tokens[0] in _NOT_ALONE):
        return None
    if any(token in _NOT_IT and token not in _DETECT for token in left):
        return None
    kinds = [kind for kind, names in _KINDS if any(token in names for token in left)]
    known = [names for _, names in _KINDS]
    if not kinds or any(token not in _PARTY and not any(token in names for names in known) for token in left):
        return None
    if "report" in left and (TimeLabel.DATE in kinds):
        return None  # a report's date
    points = [kind for kind in kinds if kind is not TimeLabel.DATE]
    if points == [TimeLabel.RESOLVED] and tokens[0] in _OCCURRED:
        return TimeLabel.DATE  # "Occurrence → recovery": a window
    if len(points) > 1:  # "Begin / end", "from - to": a window
        return TimeLabel.DATE if TimeLabel.STARTED in points and TimeLabel.RESOLVED in points else points[0]
    if not points:
        return TimeLabel.DATE
    if points[0] is TimeLabel.STARTED and any(token in _PARTY for token in tokens):
        return TimeLabel.EFFECT
    return points[0]


_KINDS: tuple[tuple[TimeLabel, frozenset[str]], ...] = (
    (TimeLabel.STARTED, _START),
    (TimeLabel.DETECTED, _DETECT),
    (TimeLabel.RESOLVED, _RESOLVE),
    (TimeLabel.DATE, _DATE),
)


def times_another(words: str) -> bool:
    """Whether a label says that something else than the incident is timed or dated: a report, a review."""
    return any(token in _NOT_IT for token in words.split())


def may_time_the_incident(words: str) -> bool:
    """Whether a label that is not known may stand for the incident's length: nothing in it says otherwise."""
    tokens = words.split()
    return 0 < len(tokens) <= 8 and not times_another(words) and _interval(tokens) is not False


def names_the_incident(words: str) -> bool:
    """Whether a label says no more than that this is about the incident: "Outage", "Night of the event"."""
    tokens = words.split()
    return 0 < len(tokens) <= 6 and all(
        token in _ABOUT or token in _PARTY or token in ("night", "morning", "evening") for token in tokens
    )


def _interval(tokens: list[str]) -> bool | None:
    """True for "time to restore", "MTTR": how long until it was over; False for "time to detect"; None for others."""
    if tokens[0] in _MEASURES:
        return True
    for at in range(len(tokens) - 2):
        if tokens[at] in ("time", "minutes", "hours") and tokens[at + 1] in (
            "to",
            "until",
            "till",
            "taken",
            "for",
            "before",
        ):
            rest = [
                token for token in tokens[at + 2 :] if token not in _ABOUT and token not in _AMOUNT and token != "full"
            ]
            if rest and all(token in _RESTORE for token in rest):
                return True
            return False if rest else None
    if tokens[0] in ("wiederherstellungszeit", "losungszeit", "entstorzeit", "hersteltijd", "oplostijd"):
        return True
    return None


def _is_length(tokens: list[str]) -> bool:
    if "how" in tokens and "long" in tokens:
        return all(t in _ABOUT or t in _PARTY or t in _AMOUNT or t in _OUT or t in _HOW_LONG for t in tokens)
    if any(token in _NOT_IT for token in tokens):
        return False
    if "lost" in tokens and any(t in _PARTY and after in ("minutes", "hours") for t, after in pairwise(tokens)):
        return False  # "Customer minutes lost": minutes times customers
    if tokens[-1] == "for" and len(tokens) > 1 and tokens[0] not in ("due", "owner", "scheduled", "approved", "notes"):
        return True  # "Down for", "Players locked out for"
    if any(token in _LENGTH or token.endswith(("dauer", "duree")) for token in tokens):
        if "long" in tokens or "span" in tokens or "extent" in tokens:
            return tokens == ["time", "span"]
        return all(
            token in _LENGTH
            or token in _ABOUT
            or token in _AMOUNT
            or token in _PARTY
            or token in LABEL_UNITS
            or token.endswith(("dauer", "duree"))
            for token in tokens
        )
    if (
        "time" in tokens or "minutes" in tokens or "hours" in tokens
    ):  # "total time", "outage time", "minutes down", "time lost"
        rest = [t for t in tokens if t not in ("time", "minutes", "hours", "of", "the", "in")]
        return (
            bool(rest)
            and all(t in _AMOUNT or t in _OUT or t in _PARTY or t in _ABOUT for t in rest)
            and any(t in _AMOUNT or t in _OUT for t in rest)
        )
    return False


LABEL_UNITS: dict[str, int] = {
    "minutes": 1, "mins": 1, "min": 1, "minuten": 1, "minutos": 1, "minuti": 1, "m": 1, "hours": 60, "hrs": 60,
    "hour": 60, "h": 60, "stunden": 60, "std": 60, "heures": 60, "horas": 60, "ore": 60, "days": 1440, "hh": 0, "mm": 0,
    "ss": 0, "hhmm": 0,
}  # fmt: skip
"""Units that a label may bear ("Duration (min)"), in minutes; 0 for a pattern of a clock."""

_HOW_LONG = frozenset("how long last lasted take took were been be had".split())
_OUT = frozenset(
    "down lost out offline outage downtime impact impacted affected unavailable degraded disrupted".split()
)
