"""Words that are a status or a due date by themselves, judged by where in the line they stand."""

from __future__ import annotations

import re

from pmflow.document.days import find_days
from pmflow.document.item_fields import REF, is_due_words, is_handle, is_no_date, is_nobody, is_refs, may_be_somebody
from pmflow.document.item_labels import Name
from pmflow.document.item_segments import DURATION
from pmflow.document.priorities import may_be_priority
from pmflow.document.statuses import IN_A_SENTENCE, SIGN_OF, WORD_OF, exact_status, plain_words, read_status
from pmflow.patterns import lazy

DUE_GATE = lazy(
    r"\d|day|week|month|quarter|sprint|year|asap|tomorrow|today|tonight|eo[dwmqy]\b|immediately|release|iteration|half|soon|fortnight"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|woche|monat|tag\b|morgen|semana|semaine|mois|mes\b|settimana|trimestre|quartal",
    re.IGNORECASE,
)
_PARTLY = lazy(r"\b(?:staging|dev|test|canary|part|partly|partially|some|first|one|half|beta|pilot)\b", re.IGNORECASE)
_BY = lazy(
    r"(?:by|until|till|before|no later than|not later than|within|on|for|in|from|over|during|next|this|end of"
    r"|eo[dwmqy])\b",
    re.I,
)
_STATUS_TAIL = lazy(
    r"(?:in|on|by|via|with|at|as of|as|see|since|per|under|for|from|this|last|to|and|the|same|now|today"
    r"|yesterday|already|:|,|-|–|—|\(|of|,)?\s*",
    re.IGNORECASE,
)
_LOOSE_IN_SENTENCE = frozenset(
    {"open", "new", "started", "outstanding", "approved", "assigned", "live", "partial", "active", "nope"}
)
_STATUS_FIRST = frozenset(word.split()[0] for word in WORD_OF)


def status_length(said: str, words: list[str], sep: str, in_fields: bool) -> int | None:
    """Length of the status at the front of a segment that is a status and what belongs to it; None for other
    words."""
    first = plain_words(words[0]).split(" ")[0]
    if not first and len(words) > 1 and words[0] not in SIGN_OF and "." not in words[0]:
        lead = said.index(words[1], len(words[0]))  # a mark of no meaning of its own: "🟡 in progress"
        found = status_length(said[lead:], words[1:], sep, in_fields)
        return found + lead if found is not None else None
    if first not in _STATUS_FIRST and not any(sign in said for sign in "✅✔✓☑❌🔄🚧⏳📅🗓🚫"):
        return None
    plain = plain_words(said)
    if plain in WORD_OF:
        loose = (
            in_fields
            or said.isupper()
            or (sep in ("dash", "stop", "semi", "nl", "pipe", "arrow") and plain in _LOOSE_IN_SENTENCE)
        )
        return len(said) if plain not in IN_A_SENTENCE or loose else None
    if not plain and read_status(said) is not None:
        return len(said)
    for count in range(min(4, len(words) - 1), 0, -1):
        phrase = " ".join(words[:count])
        known = plain_words(phrase)
        if known not in WORD_OF or (known in IN_A_SENTENCE and not (in_fields or phrase.isupper())):
            continue
        length = said.index(words[count - 1], len(" ".join(words[: count - 1]))) + len(words[count - 1])
        rest = said[length:].strip(" ,:;-–—()")
        tail = _STATUS_TAIL.match(rest)
        bare = rest[tail.end() :] if tail else rest
        if _PARTLY.search(rest):
            return None
        if len(rest.split()) <= 5 and (find_days(rest) or (ends_item(phrase) and is_due_words(rest))):
            return length
        if REF.search(rest) and len(rest.split()) <= 6:
            return length
        firm = ends_item(phrase) or count > 1 or known in ("blocked", "wip", "ongoing", "scheduled")
        if is_handle(bare) or (len(rest.split()) <= 4 and tail and tail.end() and firm):
            return length
        if "%" in rest:
            return len(said)
        return None
    return None


def is_due_here(said: str, sep: str, in_fields: bool) -> bool:
    """True where words without a label are a due date: anything but a bare length of time, which needs a place of
    its own."""
    if not DUE_GATE.search(said):
        return False
    if not is_due_words(said):
        return False
    if in_fields or sep in ("dash", "arrow", "pipe", "semi", "nl"):
        return True
    if _BY.match(said):
        return sep != "sp" and not re.match(r"(?:for|over|from|during|within)\b", said, re.IGNORECASE)
    return not DURATION.match(said) and (sep != "sp" or bool(find_days(said)))


def fits(name: Name, value: str) -> bool:
    """True where a value can be one of that field: so a word that is a label only now and then is one here."""
    match name:
        case "due":
            return is_no_date(value) or is_due_words(value)
        case "status":
            return exact_status(value) is not None
        case "priority":
            return may_be_priority(value)
        case "link":
            return is_refs(value)
        case "owner":
            return is_handle(value) or may_be_somebody(value) or is_nobody(value)
        case _:
            return False


def ends_item(said: str) -> bool:
    status = read_status(said)
    return status is not None and not status.is_open
