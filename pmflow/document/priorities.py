"""The words in which people say how soon, and what each is on the scale P0 to P3.

A word that is not here gives None, and the caller keeps it as written: flames, colours and a team's own scale are
not guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from pmflow.model import Priority
from pmflow.patterns import lazy

P0, P1, P2, P3 = Priority

WORDS: dict[Priority, tuple[str, ...]] = {
    P0: ("p0", "0", "sev0", "prio0", "critical", "blocker", "urgent", "highest", "immediate", "emergency",
        "very high", "asap"),
    P1: ("p1", "1", "sev1", "s1", "prio1", "high", "hi", "must", "must have", "major", "important", "essential", "h"),
    P2: ("p2", "2", "sev2", "s2", "prio2", "medium", "med", "mid", "moderate", "normal", "should",
        "should have", "standard", "m"),
    P3: ("p3", "3", "sev3", "s3", "prio3", "low", "lo", "could", "could have", "minor", "lowest",
        "trivial", "nice to have",
         "very low", "l", "desirable"),
}  # fmt: skip

FOREIGN: dict[Priority, str] = {
    P0: """
        kritisch sehr_hoch sofort dringend dringlich critique urgent urgente urgentes crítico crítica critico critica
        bloquant bloqueante bloccante très_haute très_élevée muy_alta muito_alta molto_alta kritiek spoed kritisk akut
        kriittinen krytyczny krytyczna kritický kritická kritikus kritik acil 緊急 最優先 紧急 긴급 критический критично
        критична блокер showstopper show_stopper blocking burning top very_urgent
        """,
    P1: """
        hoch wichtig muss haute haut élevée élevé majeur majeure importante alta alto hoog hög hoeg høj høy korkea wysoki
        wysoka vysoký vysoká magas yüksek 高 높음 высокий высокая високий висока must_do will_do tinggi cao
        """,
    P2: """
        mittel soll normal moyenne moyen modéré media medio média médio normale gemiddeld normaal middel medel mellan
        keskitaso keskisuuri normaali średni średnia střední közepes orta 中 보통 중간 средний средняя середній sedang
        """,
    P3: """
        wünschenswert souhaitable deseable desejável auspicabile wenselijk önskvärt ønskelig
        niedrig gering kann basse bas faible mineur mineure baja bajo baixa baixo bassa basso laag låg lav matala niski
        niska nízký nízká alacsony düşük 低 낮음 низкий низкая низький can nice rendah thấp optional
        """,
}  # fmt: skip
"""The same in other languages, `_` for a space; accents are optional."""

_NOISE = lazy(r"[\W_]+")


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    if not text.isascii():
        text = "".join([char for char in normalize("NFKD", text) if not combining(char)])
    return _NOISE.sub(" ", text.lower()).strip()


WORD_OF: dict[str, Priority] = {
    _fold(word): priority for priority, words in FOREIGN.items() for word in words.split()
} | {word: priority for priority, words in WORDS.items() for word in words}

OUT_OF_SENTENCE = frozenset(
    """
    p0 p1 p2 p3 p4 p5 sev0 sev1 sev2 sev3 critical highest urgent high medium low lowest blocker major minor trivial must
    should could must_have should_have could_have nice_to_have high_priority medium_priority low_priority critical_priority
    urgent_priority high_prio medium_prio low_prio top_priority very_high very_low kritisch dringend hoch mittel niedrig
    critique haute moyenne basse elevee faible critica critico alta media baja baixa urgente bassa hoog gemiddeld laag hog
    medel lag hoy hoj lav showstopper show_stopper
    """.split()
)
"""Words that are a priority also without a label, where they stand alone between separators (`_` for a space)."""

_NUMBERED = lazy(
    r"^(?:p|s|sev|pri|prioritat|prioridad|prioridade|priorita|priorite|prioriteit|prioritet|priorytet|prio|priority|severity"
    r"|level) ?([0-3])\b"
)


def read_priority(text: str) -> Priority | None:
    """The priority that a priority field says: "P1", "High", "🔴 High", "SEV-2", "1 - Critical", "Must"."""
    words = _fold(text)
    if not words:
        return None
    found = WORD_OF.get(words)
    if found is not None:
        return found
    if numbered := _NUMBERED.match(words):
        return Priority("P" + numbered[1])
    first, _, rest = words.partition(" ")
    if first.isdigit() and rest in WORD_OF:
        return WORD_OF[rest]
    for cut in (" priority", " prio", " severity"):
        if words.endswith(cut):
            return WORD_OF.get(words.removesuffix(cut))
    return WORD_OF.get(first) if rest and not rest[0].isalpha() else None


@lru_cache(maxsize=1024)
def is_priority(text: str) -> bool:
    """True for words that can be nothing but a priority where they stand alone: "P1", "High", "low priority", "★★☆"."""
    words = _fold(text)
    if not words:
        return _SYMBOLS.fullmatch(text) is not None
    if words.replace(" ", "_") in OUT_OF_SENTENCE:
        return True
    return len(words) <= 14 and (_NUMBERED.fullmatch(words) is not None or _LEVEL.fullmatch(text.strip()) is not None)


def heads_priority(text: str) -> bool:
    """True for words that are a priority where they head a group of items: "Important", "Desirable"."""
    return is_priority(text) or _fold(text) in _HEADS


_HEADS = frozenset(
    phrase.strip()
    for phrase in """
    important, very important, most important, less important, least important, essential, desirable, optional, less urgent,
    not urgent, wichtig, sehr wichtig, weniger wichtig, wunschenswert, importante, souhaitable, deseable, desejavel,
    auspicabile, belangrijk, wenselijk, viktigt, onskvart, viktig, ønskelig
    """.split(",")
)
"""Folded words that are too common in a sentence to be a priority there."""


def may_be_priority(text: str) -> bool:
    """True for words of some scale, which a column of them makes a priority: "1", "XL", "Red", "A", "III", "🔴 hot"."""
    words = _fold(text)
    return (
        is_priority(text)
        or words in WORD_OF
        or words in _SCALES
        or _NUMBERED.match(words) is not None
        or _STEP.fullmatch(words) is not None
        or (_SIGN.match(text.strip()) is not None and len(words.split()) <= 2)
    )


_STEP = lazy(
    r"(?:tier|class|cat(?:egory)?|stage|wave|level|grade|klasse|stufe|niveau|nivel|(?![qh])[a-z]) ?(?:[0-5]|[a-e])"
)
_SCALES = frozenset(
    """
    4 5 p4 p5 xs s m l xl xxl a b c d e i ii iii iv v red amber orange yellow green blue black white grey gray rot gelb grün
    grun rouge jaune vert rojo amarillo verde vermelho amarelo rosso giallo rood oranje geel groen röd rod gul grön gron
    gold silver bronze top severe serious significant moderate negligible big small hot warm cold
    """.split()
)
"""Steps of a team's own scale: a priority where a column or a label says so, and never turned into P0 to P3."""

_MARKS = "🔴🟠🟡🟢🔵🟣⚫⚪🔥🧊⭐★☆🌶⬆⬇🔺🔻🟥🟧🟨🟩‼❗⏫⏬🔼🔽↑↓➡"
_SYMBOLS = lazy(rf"\s*(?:(?:[{_MARKS}]\ufe0f?\s?){{1,5}}|!{{1,3}})\s*")
_SIGN = lazy(rf"[{_MARKS}]")
_LEVEL = lazy(r"(?:prio(?:rity)?|p|pri|sev(?:erity)?)(?:::|[- #:=]{0,2})[0-9]", re.IGNORECASE)
