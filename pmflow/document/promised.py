"""Entries that promise work in a notation of the document's own: a name and a date, each set off from the rest.

"Sipho / fit a surge arrestor / Fri 22/08" and "Draw the map (Thiago → 30 June)" have no word for an owner or a date, and
are read as promises all the same. `evidence.py` knows the words for them; this file knows the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pmflow.document.blocks import Block
from pmflow.patterns import lazy

_BETWEEN = lazy(r"\s*(?:[/|;,()\[\]→⇒\n]|\s[-–—~]+>?\s|->|=>|:\s|\s@)\s*")
_NAME = lazy(
    r"@?(?:the |team |dr\.? |mr\.? |ms\.? |mrs\.? )?[A-ZÀ-Þ][\w'’.-]*"
    r"(?: (?:[A-ZÀ-Þ][\w'’.-]*|&|and|de|da|dos|di|el|al|van|von|der|den|le|la|of|team|desk|lead|manager|office))"
    r"{0,3}"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_DUE = lazy(
    r"<?(?:(?:due|deadline|by|until|before|till|eta|for|on|bis|scheduled|target|no later than)\b:?\s*<?)?(?:the\s+)?(?:"
    rf"(?:{_WEEKDAY},?\s+)?(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?(?:[-/.]\d{{2,4}})?|"
    rf"\d\d?-{_MONTH}-\d{{2,4}}|\d\d?(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}|"
    rf"{_MONTH}\s+\d\d?(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?(?:\s+{_WEEKDAY})?|{_WEEKDAY}|{_MONTH}(?: \d{{4}})?|"
    r"(?:end of |mid[- ]|early |late |start of |beginning of |next |this )\w+(?: \w+)?|"
    r"(?:in|within) \w+ (?:working |business )?(?:days?|weeks?|months?|sprints?)|q[1-4](?: \d{4})?|"
    r"today|tomorrow|asap|at once|ongoing|no date|tbd|sprint \d+|week \d+"
    r")>?\.?",
    re.I,
)
_SETTLED = lazy(
    r"(?:already |not )?(?:done|open|closed|merged|started|withdrawn|dropped|in progress|under way|shipped|planned|"
    r"ordered|waiting|cancell?ed|declined|complete[d]?|pending|live|in place)\b.{0,24}",
    re.I,
)
_CLOCK = lazy(r"\W*\d{1,2}\s?(?:[:.h]\s?\d\d|[ap]m)\b", re.I)
_DATE_SLASH = lazy(r"(?<=\d)/(?=\d)")
_MOST_WORDS = 5
_LOOKED_AT = 40


def promised_below(blocks: Iterable[Block]) -> float:
    """How plainly lists and tables hold promises: 3 where most entries have a name and a date, 0 for none."""
    signs: list[tuple[bool, bool]] = []
    for block in blocks:
        if block.kind == "list":
            signs += [_signs(_pieces(item.own.raw)) for item in block.children[:_LOOKED_AT]]
        elif block.kind == "table":
            signs += [_signs([_bare(cell.text) for cell in row.children]) for row in block.rows[:_LOOKED_AT]]
    if len(signs) < 2:
        return 0.0
    promises = sum(named and dated for named, dated in signs)
    if promises * 3 >= len(signs) * 2:
        return 3.0 if len(signs) > 2 else 2.0
    return 2.0 if promises * 2 >= len(signs) else 0.0


def _pieces(text: str) -> list[str]:
    if _CLOCK.match(text):
        return []
    return [_bare(piece) for piece in _BETWEEN.split(_DATE_SLASH.sub(".", text[:600]))]


def _bare(text: str) -> str:
    return text.strip(" *_`.")


def _signs(pieces: Sequence[str]) -> tuple[bool, bool]:
    """Whether one of the pieces is a name, and another a date or a word that says how far it is."""
    if len(pieces) < 3 or _DUE.fullmatch(pieces[0]) or _CLOCK.match(pieces[0]):
        return False, False  # what begins with its date is an entry of a log
    short = [piece for piece in pieces if piece and len(piece.split()) <= _MOST_WORDS]
    dates = {piece for piece in short if _DUE.fullmatch(piece) or _SETTLED.fullmatch(piece)}
    return any(piece not in dates and _NAME.fullmatch(piece) for piece in short), bool(dates)
