"""Sentences whose only business is to say on which clock a document is written.

"All times are Mountain Daylight Time (MDT), on a 24-hour clock", "Hours as on the wall in Lisbon", "We quote the plant's
own clock, which follows Tokyo". Such a sentence has the times for its subject, so it may stand anywhere: in the
conventions, in a legend, in a footnote, in a row of a glossary. A sentence that only mentions a place and a time says
nothing ("Our Denver office was asleep at the time").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.places import place_spans
from pmflow.document.zones import bare_zone, find_zone, zone_of
from pmflow.patterns import lazy

_MARK = r"(?:\[\^?[\w*]{1,12}\]:?|\(?[\d*†‡¹²³⁴⁵]{1,3}(?:\.\d{1,2})*[.):]?|[*†‡¹²³⁴⁵]+|[-–—•>]|note:|n\.?b\.?:?)"
_ABOUT = (
    r"(?:clock[ -]?times?|wall[ -]clock(?:s|[ -]times?)?|times? of day|timestamps?|time[ -]?stamps?|times|hours"
    r"|clocks?|local time|time"
    r"|hh:mm(?::ss)?|time ?zone|uhrzeiten|uhrzeit|zeiten|zeitangaben|zeitzone|ortszeit|heures?|horaires?|horas?"
    r"|horários?|horarios?"
    r"|hora local|ore|orari|ora|tijden|tijdstippen|tijd|klockslag|klokkeslett|klokkeslæt|klockan|tider|tiderna|kellonajat|ajat"
    r"|godziny|godzina|czasy|časy|saatler|jam|waktu|giờ|entries"
    r"|what you (?:see|read) (?:here|below))"
)
_BEFORE = (
    r"(?:please|note|that|mind|all|every|each|any|the|our|these|those|here|both|other|we|i|quote|quotes?|read|use|used|using|give|gives|given|keep|kept|write"
    r"|wrote|note|state|show|took|take|taken|from|as|in|of|own|local|reported|stated|listed|recorded|noted|event|log|site|plant|wall|main|quoted"
    r"|and|dates|date|military|24[- ]h(?:our)?|12[- ]h(?:our)?|alle|sämtliche|die|toutes|tous|les|todas|todos|las"
    r"|los|as|os|tutti|tutte|gli"
    r"|le|de|het|alla|kaikki|wszystkie|všechny|tüm|semua|\w+['’]s)"
)
_SUBJECT = lazy(
    rf"(?:{_MARK}\s*)*(?:{_BEFORE}\s+){{0,6}}{_ABOUT}(?![\w'’])(?!\s+(?:to|until|spent|lost|out|limit))", re.I
)
_ALL_TIMES = lazy(
    r"\b(?:(?:all|the) times (?:in|of|on) (?:this|the)|times (?:in this|below|here|above|given|are given)|for (?:all )?times)\b"
    r"|\btime\b.{0,20}\b(?:here and below|throughout)\b"
    r"|^\W*(?:recorded|taken|noted|given|kept|written|logged|stated|expressed|shown|quoted)\b.{0,40}\b(?:clock|time)s?\b",
    re.I,
)
_SENTENCE = lazy(r"(?<!i\.e)(?<!e\.g)(?<!\bapprox)(?<!\bca)[.!?;]\s+(?=[^\W\d_a-z\W]|[\"“(]|$)|\n")
_LINK = lazy(
    r"(?:\b(?:in|of|at|for|to|as|is|are|on|by|from|follows?|means?|means:|i\.?e\.?,?|namely|that is,?|viz\.?|being|like|per"
    r"|after|below|in der|aus|von|nach|für|à|de|du|d['’]|en|em|di|a|i|på|fra|från|avser|gäller|gelten|gilt|sind|sont|son|são|sono"
    r"|zijn|är|er|w|z|we|ve|où)|[:=,(\[–—/-])\s*[\"“'‘]?(?:the\s+|those\s+of\s+)?$",
    re.I,
)
_CLAUSE_ENDS = lazy(
    r"['’]?s?(?:\s+(?:local\s+)?(?:time|clock|zone|hour)s?)?\s*(?:$|[.,;:!?)\]–—\"”]|(?:\b(?:unless|except|throughout|all|and|which|where|with|by)\b))"
)
_UNLESS = lazy(r"[,;(]?\s*\b(?:unless|except|save where|save for)\b", re.I)
_BUT_NOT = lazy(r"[,;(]?\s*\b(?:but not|and not|rather than|not|instead of)\b(?! otherwise)", re.I)
_LONGEST = 320
_LOOKED_AT = 4_000


def declared_zone(text: str) -> str | None:
    """The zone that a sentence of `text` states for the times of the document, as written; None where none does."""
    return next(iter(_declared(text)), None)


def _declared(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text[:_LOOKED_AT]):
        said = " ".join(sentence.split()).strip(" *_`|>()")
        if not 6 <= len(said) <= _LONGEST:
            continue
        if _CLOCKS_FIRST.match(said) is not None and (zone := bare_zone(said.partition(":")[2])) is not None:
            yield zone
        subject = _SUBJECT.match(said)
        if subject is None and _ALL_TIMES.search(said) is None:
            continue
        if subject is not None and _is_of_something_else(said, subject.end()):
            continue
        positive = _BUT_NOT.split(said)[0]
        for words in (_UNLESS.split(positive)[0], positive):
            zone = find_zone(words) or (_linked_place(words, subject.end()) if subject is not None else None)
            if zone is not None and zone_of(zone, country_hint=said) is not None:
                yield zone
                break


_CLOCKS_FIRST = lazy(r"[^:\d]{0,60}\b(?:clocks?|times|hours|zones?)\b[^:\d]{0,20}:", re.I)
_MEASURED = lazy(
    r"\s*(?:(?:of (?:the )?(?:outage|downtime|work|day))|(?:were|was|are|is)\s+(?:slow|long|short|up|down|high|higher|lower|bad)"
    r"|rose|fell|went|passed|took|lost|matters?|before|after|later|ago|between|for)\b",
    re.I,
)
_OF_A_THING = lazy(
    r"\s+(?:in|on|of|from|for)\s+(?:the|our|their|its|his|her|an?|that|those|these|each|every|all)\s+"
    r"(?!(?:\w+[ -]){0,2}(?:reports?|documents?|time ?lines?|tables?|sections?|lists?|logs?|pages?|post-?mortems?"
    r"|reviews?|minutes|text"
    r"|chronolog\w+|accounts?|records?|sequence|notes|column|following|write-?up|paper|entries|events)\b)",
    re.I,
)
_CONVENTION = lazy(
    r"\b(?:used|use|here|below|above|throughout|quoted?|this (?:report|document|page|table|text))\b",
    re.I,
)
_TOLD = lazy(
    r"\b(?:was|were|had|did|lost|broke|fell|went|ran|drove)\b(?!\s+(?:all\s+|then\s+|each\s+)?(?:taken|recorded|noted|given|kept|written"
    r"|logged|converted|read|copied|brought|normali[sz]ed|rounded|used|stated|reported)\b)"
    r"|\b(?!(?:us|stat|list|record|not|report|quot|express|synchroni[sz]|display|bas|call|abbreviat|follow|need|convert|normali[sz]|round"
    r"|logg|shift|tak|adjust|mark|copi|indicat|mention|print|specifi|otherwise|coordinat|unless|label)ed\b)\w{2,}ed\b",
    re.I,
)
"""A sentence that tells what happened to a clock states no convention."""


def _is_of_something_else(said: str, at: int) -> bool:
    """ "Hours of work in Lisbon were lost" and "the clock in the scheduler is CET" are not about this document's clock."""
    if _MEASURED.match(said, at) is not None or _TOLD.search(said, at) is not None:
        return True
    return _OF_A_THING.match(said, at) is not None and _CONVENTION.search(said) is None


def _linked_place(said: str, at: int) -> str | None:
    """The known place to which the sentence leads its times: behind a word that links, and at the end of its clause."""
    for start, end in place_spans(said):
        if start < at or not said[start].isupper():
            continue
        leads = not said[at:start].strip() or _LINK.search(said[:start]) is not None
        if leads and _CLAUSE_ENDS.match(said, end):
            return said[start:end]
    return None
