"""Single fields of an action item as people write them: an owner, a ticket, a date, or the words for "there is
none"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from pmflow.document import due
from pmflow.document.people_words import NOBODY, NOT_NAMES, TEAM_ENDS, TEAM_STARTS
from pmflow.patterns import lazy

_HANDLE = lazy(r"@[\w][\w.\-]*(?:/[\w.\-]+)?")
_HANDLES = lazy(
    r"(?:@[\w][\w.\-/]*(?:[ ][A-ZÀ-Þ][\w.’'\-]*){0,3}|[a-z][\w.\-]*@(?![\w]))"
    r"(?:\s?(?:,|/|&|\+|and|or)?\s?(?:@[\w][\w.\-/]*(?:[ ][A-ZÀ-Þ][\w.’'\-]*){0,3}|[a-z][\w.\-]*@(?![\w])))*"
)
_MAIL = lazy(r"\s*[<(]?(?:mailto:)?[\w.+-]+@[\w-]+\.[\w.]+[>)]?")
_WRAPPED = lazy(r"^[(\[]([^()\[\]]*)[)\]]$")
_AT = lazy(r"(?<![\w@.])@(?=\w)")
_AT_END = lazy(r"(?<=\w)@(?![\w.])")
_NOBODY = lazy(
    r"^(?:nobody|no[ -]one|noone)"
    r"(?!\s+(?:over|under|above|below|with|without|may|can|must|should|shall|will|works?"
    r"|more|less|on|at|else|in(?! particular))\b)"
    r"\b.*$|^(?:no|without|needs?(?: an?)?|missing) (?:an? )?(?:owner|assignee|dri|one)\b.*$"
    r"|^(?:tbd|tba|tbc|unassigned|unowned|unclaimed|not (?:yet )?(?:assigned|named|decided|known)"
    r"|none (?:yet|so far|for now|assigned|named)|help (?:wanted|needed|welcome)"
    r"|(?:still )?to be (?:assigned|determined|decided|confirmed|named|agreed|found|appointed|nominated|chosen|filled"
    r"|picked|identified|defined))\b.*$"
    r"|^n\.?\s?n\.?$|^(?:noch (?:niemand|offen|nicht)|niemand|personne|nadie|ninguém|nessuno|nog niemand|ingen)\b.*$"
    r"|^owner (?:tbd|tba|needed|wanted|missing|unknown|\?+)$|^\?+$|^[-–—_.…/]*$",
    re.IGNORECASE,
)
_NO_DATE = lazy(
    r"^(?:no|without(?: an?)?|needs?(?: an?)?|missing) (?:(?:due|target|fixed|firm|set|agreed|end) )?(?:date"
    r"|deadline|eta|due)\b.*$"
    r"|^(?:undated|date tbd|tbd|tba|tbc|eta tbd|n/?a|none|not set|unscheduled|open[ -]ended|to be (?:determined"
    r"|decided|confirmed|agreed|fixed|set|named|found|scheduled|announced|defined|planned)"
    r"|none (?:yet|set|so far)|not (?:yet )?(?:set|fixed|known|agreed|dated|scheduled|decided|planned)"
    r"|ohne (?:termin|frist|datum)|kein(?:e)? (?:termin|frist|datum)|sin (?:fecha|plazo)|sans (?:date|échéance)"
    r"|pas de date|sem (?:data|prazo)|senza (?:data|scadenza)|geen (?:datum|deadline)|(?:inget|ingen|intet) (?:datum|dato)"
    r"|未定|待定|미정|なし)\b.*$"
    r"|^[-–—_.…?/]*$",
    re.IGNORECASE,
)
REF = lazy(
    r"[\w.-]+/[\w.-]+[#!]\d+|(?<![\w/&])[#!]\d+\b|\b[A-Z]{2,6}#\d+\b|\b[A-Z][A-Z0-9_]{1,9}-\d+\b|\bb/\d{3,}\b|\b(?:[A-Z]{2,5})?(?:INC|PRB|CHG|RITM|CTASK)\d{4,}\b"
    r"|https?://[^\s<>)\]]+|\b(?:bug|issue|ticket|pr|mr|case|story|change)\s?#?\s?\d{2,}\b",
    re.IGNORECASE,
)
_REF_STRICT = lazy(r"[A-Z][A-Z0-9_]{1,9}-\d+")
_REF_WORDS = lazy(
    r"(?:(?:see|cf|tracked|tracking|fixed|merged|done|in|by|as|at|under|via|and|pr|prs|mr|issue|issues|bug|ticket|tickets|jira|link|ref|story|epic"
    r"|pull request|merge request|here|the|to|an?|for|github|gitlab|cl|change|it)\b|[\s,;:&+().\[\]])*",
    re.IGNORECASE,
)
_TRACKER_URL = lazy(
    r"/issues?/|/pull/|/pulls/|/merge_requests/|/browse/|/b/\d|show_bug|/T\d+|/tickets?/|/work_?items?/|/-/|/incidents?/|workitems"
    r"|linear\.app|zenhub|trello\.com|asana\.com|atlassian|jira|youtrack|shortcut\.com|bugs?\.|tracker|/discussions/|/cards?/",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(
    [
        "ask",
        "see",
        "with",
        "for",
        "from",
        "via",
        "by",
        "in",
        "on",
        "at",
        "to",
        "if",
        "when",
        "not",
        "no",
        "and",
        "or",
        "but",
        "as",
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "this",
        "that",
        "each",
        "every",
        "all",
        "contact",
        "tell",
        "warn",
        "notify",
        "inform",
        "train",
        "share",
        "involve",
        "including",
        "except",
        "per",
        "within",
        "across",
        "until",
        "unless",
    ]
)


@lru_cache(maxsize=4096)
def is_due_words(text: str) -> bool:
    """As `due.is_due_words`, for the words of a list: also with "by" in another language before a date."""
    return due.is_due_words(without_by(text))


def without_by(text: str) -> str:
    """A date's words without the "by" of other languages: "até 30/06", "avant le 3 juin"."""
    return _BY_ABROAD.sub("", text)


_BY_ABROAD = lazy(
    r"^\s*(?:até|antes de|antes del|hasta el|hasta|para el|para|avant le|avant|pour le|d'ici le|d'ici au|au plus tard le|entro il"
    r"|entro|tot|voor|uiterlijk|vor dem|spätestens|do)\s+(?:o\s+|dia\s+|el\s+)?(?=\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def read_owner(text: str) -> str | None:
    """The owner as written, without `@`, brackets and mail address; None for "TBD", "-", "nobody yet" and their
    like."""
    name = (_WIKI_LINK.sub(r"\1", text) if "[[" in text else text).strip().strip("*_`").strip()
    while wrapped := _WRAPPED.match(name):
        name = wrapped[1].strip()
    if is_nobody(name):
        return None
    if "@" in name:
        without = _MAIL.sub("", name).strip()
        name = without or name.strip("<>").removeprefix("mailto:")
        name = _AT_END.sub("", _AT.sub("", name))
    name = (
        name.strip(" \t,;:").removesuffix(".")
        if not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", name)
        else name.strip(" ,;:")
    )
    return " ".join(name.split()) or None


_WIKI_LINK = lazy(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


@lru_cache(maxsize=512)
def is_nobody(text: str) -> bool:
    """True for words that say that there is no owner."""
    words = text.lower().strip(" .*_")
    return words in NOBODY or _NOBODY.match(words) is not None


@lru_cache(maxsize=512)
def is_no_date(text: str) -> bool:
    """True for words that say that there is no date."""
    return _NO_DATE.match(text.strip()) is not None


def is_handle(text: str) -> bool:
    """True for `@alice`, `alice@`, `@Kwabena Osei`, `@alice and @bob`."""
    return "@" in text and _HANDLES.fullmatch(text) is not None


def is_somebody(text: str, people: Collection[str]) -> bool:
    """True where the words are surely a person or a team: a handle, one of `people`, or "… team"."""
    if is_handle(text):
        return True
    folded = text.lower().strip()
    if folded in people:
        return True
    words = folded.split()
    if len(words) > 1 and words[0] in TEAM_STARTS and text[0].isupper() and len(words) <= 6:
        return all(word in NOT_NAMES or not word.isascii() or word.isalpha() for word in words) and (
            words[1] in ("of", "de", "des", "für", "fur", "du", "for") or text.split()[1][0].isupper()
        )
    return (
        1 < len(words) <= 5
        and words[-1] in TEAM_ENDS
        and words[0] not in _FIRST_WORDS
        and words[-1] not in ("lead", "owner", "manager")
        and text[0].isupper()
    ) or (len(words) == 2 and words[-1] in ("team", "squad", "guild") and words[0] not in _FIRST_WORDS)


def may_be_somebody(text: str) -> bool:
    """True where the words have the shape of a name: one to four words, none of which is a common word of the trade.

    Shape alone is no proof; the caller asks for it only where place or company speak for a name.
    """
    words = text.split()
    if not 0 < len(words) <= 4 or len(text) > 40:
        return False
    for word in words:
        bare = word.strip(".,'’-()/&+")
        if not bare:
            if word not in ("&", "+", "/"):
                return False
            continue
        if (
            not bare.replace("-", "")
            .replace("'", "")
            .replace("’", "")
            .replace(".", "")
            .replace("/", "")
            .replace("_", "")
            .isalpha()
        ):
            return False
        if bare.lower() in NOT_NAMES and bare.lower() not in ("and", "van", "de", "will", "may", "mark"):
            return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals == len(words) or (len(words) == 1 and len(text) <= 15) or (capitals >= 2)


def may_be_party(text: str) -> bool:
    """True where the words could be a person, a team or a role in a place that other items have proven to be an
    owner's: short, no figures, a capital (or an article or a handle's letters alone) at the front."""
    words = text.split()
    if not 0 < len(words) <= 7 or len(text) > 60 or any(char.isdigit() for char in text):
        return False
    first = words[0].lstrip('("“@')
    if not first or words[0].lower() in _FIRST_WORDS - {"the", "our", "a"}:
        return False
    if re.search(r"[:;!?=]|\.\s+[a-z]", text):
        return False
    if len(words) == 1:
        return first[0].isalpha() and (first[0].isupper() or first.lower() not in NOT_NAMES)
    capital = first[0].isupper() or not first[0].isascii()
    return capital or words[0].lower() in _ARTICLES or any(word[0].isupper() for word in words[1:])


_ARTICLES = frozenset(
    ["the", "our", "la", "le", "el", "il", "lo", "die", "der", "das", "de", "het", "les", "los", "a", "whole"]
)


def is_full_name(text: str) -> bool:
    """True for two to four capitalised words none of which is a common word of the trade: "Yui Tanabe", "H.
    Lindqvist"."""
    return len(text.split()) >= 2 and may_be_somebody(text)


def is_refs(text: str) -> bool:
    """True where the words are references to tracker items and nothing else: "#12", "see PR #12", "TW-5120"."""
    return bool(REF.search(text)) and _REF_WORDS.fullmatch(REF.sub(" ", text)) is not None


def find_ref(text: str) -> str | None:
    """The first reference to a tracker item in `text`, as written."""
    found = REF.search(text)
    return found[0].rstrip(".,;") if found else None


def is_tracker_url(url: str) -> bool:
    """True for the address of an issue, a pull request, a ticket or a card."""
    return _TRACKER_URL.search(url) is not None
