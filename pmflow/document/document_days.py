"""Days in the first prose that are the document's own ("written on", a letter's date line), and days of the incident
that are told from them ("yesterday", "on Tuesday").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pmflow.document.fact_words import Fact
from pmflow.document.facts import fact_of
from pmflow.document.monthnames import DAY_NAME, WEEKDAYS
from pmflow.document.plain_words import plain_words
from pmflow.document.time_labels import times_another
from pmflow.patterns import lazy

_OTHER_DAY = lazy(
    r"(?:meeting|completed|filed|memo|minutes|creat|publish|updat|edit|releas|written|review|modif|version|generat|last|draft|prepar|post(?:ed)?\b|sign|"
    r"due|expire|since|until)\w*[^.\n]{0,24}$",
    re.IGNORECASE,
)
_OF_DOCUMENT = lazy(
    r"(?:^|[.!?\n|·•(*_–—]\s*)\W*(?:shared|sent|issued|circulated|distributed|presented|submitted|discussed|approved|"
    r"published|posted|written|reviewed|prepared|drafted|filed|compiled|signed|recorded|adopted|updated|"
    r"deployed|released|merged|introduced|installed|rolled out|shipped|built|bought)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""A participle that begins a sentence has the document, or what was changed, for its subject: "Shared with all partner
banks on …"."""
_NOT_OF_INCIDENT = frozenset([
    Fact.AUTHORS, Fact.PEOPLE, Fact.RESPONDERS, Fact.CAME, Fact.INVITED, Fact.HELD, Fact.PLANNED, Fact.AUDIENCE,
    Fact.PLACE, Fact.SHARED, Fact.WEAK_DATE,
])  # fmt: skip
"""Keys whose lines may bear a day that is not the incident's."""


def line_before(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : start]


def _is_labelled(text: str, start: int, end: int) -> bool:
    """Whether a day is what a `Key: value` line has for its value, and the key says that it is not the incident's."""
    stop = text.find("\n", end)
    key, mark, before = line_before(text, start).partition(":")
    if not mark or len(key) > 40 or any(c.isdigit() for c in key):
        return False
    rest = text[end : stop if stop >= 0 else len(text)]
    if fact_of(key.strip(" *_-")) in _NOT_OF_INCIDENT:
        return True
    return not before.strip(" *_(") and len(rest) <= 12 and times_another(plain_words(key))


def is_documents(text: str, start: int, end: int) -> bool:
    """Whether the words before a day say that it is the document's, or another thing's, and not the incident's."""
    return (
        _OTHER_DAY.search(text[max(0, start - 30) : start]) is not None
        or _OF_DOCUMENT.search(text[max(0, start - 80) : start]) is not None
        or _is_labelled(text, start, end)
    )


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a line is nothing but a day, perhaps with a place before it: a letter's own date."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    rest = (text[begin:start] + text[end : stop if stop >= 0 else len(text)]).strip(" ,.*_()")
    return len(rest) <= 20 and not any(c.isdigit() or c in ":|·/" for c in rest) and len(rest.split()) <= 2


WRITTEN = lazy(
    r"\b(?:writ|wrote|publish|post(?:ed)?\b|sent\b|shared|issued|circulat|filed|prepar|draft|sign|creat|complet|submit"
    r"|compil|report|author|dated?\b)",
    re.I,
)
_TOLD = lazy(
    r"\b(?P<before>(?:the\s+)?day\s+before\s+yesterday|vorgestern|avant-hier|anteayer|anteontem)\b"
    r"|\b(?P<eve>yesterday|last\s+night|gestern|hier\s+(?:matin|soir|après-midi)|anoche|ieri|ontem|gisteren|igår)\b"
    r"|\b(?P<same>today|this\s+(?:morning|afternoon|evening)|earlier\s+today|heute|aujourd['’]hui|vandaag)\b"
    rf"|\b(?P<whose>{DAY_NAME})['’]s\s+(?:\w+\s+){{0,2}}(?:outage|incident|failure|disruption|downtime|problem|trouble|"
    r"breakdown|crash|issue|interruption)\b"
    rf"|\b(?:on|last|this\s+past|am|letzten|vergangenen)\s+(?P<weekday>{DAY_NAME})\b(?!\s*[,.]?\s*\d|s\b)",
    re.I,
)
_NOT_TOLD = lazy(
    r"\b(?:since|until|till|by|before|after|from|every|each|next|usual(?:ly)?|due|deploy\w*|releas\w*|chang\w*|of)\s*$"
    r"|[\"“«„]\s*$",
    re.I,
)


def day_told_from(written: dt.date, lead: Iterable[str]) -> dt.date | None:
    """The day that the first prose of a document names from the one of its writing: "yesterday", "on Tuesday".

    A weekday that is also that of the writing may be today or a week ago: None.
    """
    for text in lead:
        for found in _TOLD.finditer(text):
            if _NOT_TOLD.search(text[max(0, found.start() - 20) : found.start()]):
                continue
            if found["before"] or found["eve"] or found["same"]:
                return written - dt.timedelta(days=2 if found["before"] else 1 if found["eve"] else 0)
            name = found["whose"] or found["weekday"]
            if len(name) < 5 or (weekday := WEEKDAYS.get(name.lower())) is None or not name[0].isupper():
                continue
            back = (written.weekday() - weekday) % 7
            return written - dt.timedelta(days=back) if back else None
    return None
