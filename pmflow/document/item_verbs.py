"""Words that announce a field without a colon: "assigned to Amy", "due 3 May", "Amy takes this"."""

from __future__ import annotations

import re

from pmflow.document.item_fields import is_due_words, is_no_date, may_be_somebody
from pmflow.document.item_labels import Name
from pmflow.document.priorities import is_priority
from pmflow.document.statuses import exact_status
from pmflow.patterns import lazy

_TAKES = lazy(
    r"([A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,4}?) (?:takes|take|has|have|owns|own|leads|drives|picks|does"
    r"|is on|are on|will take|will do)"
    r"(?: (?:this|that|it|care of (?:it|this)|this one|it up|on it|this on|the lead))*"
)
_STATED = lazy(
    r"(?:this|it|that|and(?:\s+it)?)\s+(?:is|was|has\s+been|remains)\s+(?:(?:an?|of|now|already|still)\s+)*(\S.{0,30})",
    re.IGNORECASE | re.DOTALL,
)
OWNER_WORDS = lazy(
    r"((?:assigned|allocated|delegated) to|owned by|owner|owners|dri|assignee|responsible|led by|poc|action by"
    r"|actioned by|picked up by|taken by|taken on by|handled by|done by|driven by)(?:\s+(?:is|are|will be|remains))?\s+(?=\S)",
    re.IGNORECASE,
)
DUE_WORDS = lazy(
    r"((?:(?:was|were|is|are|now|originally|previously|initially|first) )*due(?: date)?(?: is| was)?(?: on)?|eta|e\.t\.a\."
    r"|deadline|target(?: date)?|(?:to be )?(?:done|finished|ready|closed|in place) by|planned for|scheduled for"
    r"|expected(?: by| on)?"
    r"|(?:to )?(?:complete|finish|deliver)(?:ed)? by|ecd)\s+(?=\S)",
    re.IGNORECASE,
)
_STATUS_WORDS = lazy(r"(status|state)\s+(?=\S)", re.IGNORECASE)
_PRIORITY_WORDS = lazy(r"(priority|prio|severity|sev)\s+(?=\S)", re.IGNORECASE)
_VERBS: tuple[tuple[re.Pattern[str], Name], ...] = (
    (OWNER_WORDS, "owner"),
    (DUE_WORDS, "due"),
    (_PRIORITY_WORDS, "priority"),
    (_STATUS_WORDS, "status"),
)
_VERB_FIRST = frozenset(
    """
    assigned allocated delegated owned owner owners dri assignee responsible led poc action actioned picked taken handled done
    driven was were is are now originally previously initially first due eta e.t.a. deadline target to finished ready closed
    in planned scheduled expected complete completed finish finished deliver delivered ecd status state priority prio severity
    sev
    """.split()
)
"""What such words begin with: most segments need no closer look."""


def announced(said: str, sep: str) -> tuple[Name, int] | None:
    """The field that words like "assigned to" or "due" announce without a colon, and where its value begins."""
    first = said.split(None, 1)[0].lower()
    if first not in _VERB_FIRST:
        return None
    for pattern, name in _VERBS:
        verb = pattern.match(said)
        if verb is None:
            continue
        value = said[verb.end() :]
        match name:
            case "due":
                short = len(value.split()) <= 5 and not value.startswith("to ") and value != "date"
                fits = is_no_date(value) or is_due_words(value) or (short and sep not in ("sp", ""))
            case "priority":
                fits = is_priority(value) or value[:1].isdigit()
            case "status":
                fits = exact_status(value) is not None
            case _:
                fits = len(value.split()) <= 6 and not is_due_words(value)
        if fits:
            return name, verb.end()
    return None


def stated(said: str) -> tuple[Name, int, int] | None:
    """The field that a sentence of its own states, and where: "This is a must", "It has been done", "and is in progress"."""
    sentence = _STATED.fullmatch(said)
    if sentence is None:
        return None
    if is_priority(sentence[1]):
        return "priority", sentence.start(1), sentence.end(1)
    return ("status", sentence.start(1), sentence.end(1)) if exact_status(sentence[1]) is not None else None


def somebody_takes(said: str) -> str | None:
    """Who it is that "takes this", where that is all that is said."""
    takes = _TAKES.fullmatch(said)
    return takes[1] if takes is not None and are_people(takes[1]) else None


def are_people(text: str) -> bool:
    """True where all of "Ana and Ravi" have the shape of a name."""
    return all(may_be_somebody(part) for part in re.split(r" and |, | & ", text))


def ends_with_owner_words(said: str) -> bool:
    """True for "assigned to" before a bracket."""
    match = OWNER_WORDS.match(said + " x")
    return match is not None and match.end() == len(said) + 1
