"""A line of an action list cut into segments: between dashes, commas, arrows, brackets, stops that end a sentence, and
before labels.

Commas inside dates, stops behind initials and abbreviations, and brackets of a function call separate nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pmflow.document.days import find_days
from pmflow.document.item_fields import is_due_words
from pmflow.document.item_labels import label_starts
from pmflow.document.statuses import exact_status
from pmflow.patterns import lazy


class Segment(NamedTuple):
    """A stretch of a line, what separates it from the one before, and whether it is in brackets (which it includes)."""

    sep: str
    start: int
    end: int
    group: bool = False
    inset: int = 1
    """How far its content is inside: brackets are one wide, a change of type (*by Friday*) is none."""


_DASH = r"-{1,3}|–|—|―|\||·|•|::|//|~"
ICONS = "📅🗓📆⏰👤🧑👥🙋🔺🔼🔽⏫⏬🔴🟠🟡🟢"
_SEPARATOR = lazy(
    rf"[ \t]+(?=[{ICONS}])|[ \t]+(?=[❌➕🛫][\ufe0f]? ?\d{{4}}-\d\d-\d\d)"
    rf"|\n+|[ \t]*(?:→|⟶|➜|➔|➡️?|⇒|=>|->)[ \t]*|[ \t]+(?:{_DASH})[ \t]+"
    r"|;[ \t]+|,[ \t]+|[.!?…][ \t]+|[。；]|[ \t]+--(?=\w)|[(\[{]"
)
_WITH_SLASHES = lazy(_SEPARATOR.pattern + r"|[ \t]+/[ \t]+")
"""A slash separates where a line has several."""
_TAIL_TOKEN = lazy(
    r"(?<=\S)[ \t]+(@[\w][\w.\-]*(?:/[\w.\-]+)?(?:(?:,? | ?[&+/] ?| and )@[\w][\w.\-]*)*"
    r"|\d{4}-\d\d-\d\d|[Pp][0-4]|#\d+|(?:due|owner|assignee|priority"
    r"|prio|status):[^\s:]+|![a-z]+\d?"
    r"|~\"[^\"\n]{1,40}\"|~[\w:.-]+"
    r"|[✅☑✔✓🔄🚧⏳🚫❌🔴🟠🟡🟢🔥⭐★]\ufe0f?)(?=[ \t]*$)"
)
"""What at the end of a line needs no separator before it: a handle, an ISO date, a priority, a ticket, a sign."""
_NO_OWNER_BEFORE = frozenset(
    [
        "to",
        "with",
        "for",
        "from",
        "of",
        "and",
        "or",
        "ask",
        "tell",
        "ping",
        "notify",
        "page",
        "cc",
        "via",
        "see",
        "thank",
        "thanks",
        "contact",
        "at",
        "on",
        "in",
        "as",
        "is",
        "not",
        "like",
        "per",
        "about",
    ]
)
_NO_TOKEN_BEFORE = _NO_OWNER_BEFORE | frozenset(
    [
        "by",
        "before",
        "until",
        "till",
        "due",
        "since",
        "after",
        "eta",
        "pr",
        "prs",
        "issue",
        "issues",
        "bug",
        "ticket",
        "mr",
        "case",
        "version",
        "v",
        "between",
    ]
)
_NO_PRIORITY_BEFORE = _NO_OWNER_BEFORE | frozenset(
    [
        "a",
        "an",
        "the",
        "any",
        "each",
        "every",
        "all",
        "no",
        "least",
        "most",
        "than",
        "be",
        "are",
        "by",
        "under",
        "during",
    ]
)
"""Words that go on in the sentence: "at least P2", "in a P1"."""
_BY_TAIL = lazy(
    r"[ \t]+(?=(?:by|before|due|until|till|no later than|not later than)\s+\S+(?:\s+\S+){0,4}$"
    r"|(?:bis(?: zum)?|avant le|d'ici le|d'ici au|até|hasta el|antes del|para el|entro il|tot|voor|senast|innen)"
    r"\s+\d\S*(?:\s+\S+){0,3}$)",
    re.IGNORECASE,
)
_LASTING = lazy(
    r"\b(?:keep|leave|hold|freeze|frozen|stop|block|pause|run|support|extend|stay|wait|disable|ban|postpone|delay|retain|store"
    r"|maintain|continue|monitor|watch|use|no|not|off|on|stand|suspend|limit|restrict|valid)\b",
    re.IGNORECASE,
)
_IN_TAIL = lazy(
    r"[ \t]+(?=(?:with)?in\s+(?:\d+|an?|one|two|three|four|five|six|eight|ten)\s+(?:(?:working|business|calendar)\s+)?"
    r"(?:days?|weeks?|months?|fortnight)\.?$)",
    re.IGNORECASE,
)
_LONGEST_GROUP = 1000
"""Brackets that hold more are prose."""
_WRAPPED = 60
"""Characters from which on a line is long enough to have been broken by an editor."""
_UP_TO_BRACKET = lazy(r"[^\n\[(]{1,40}")
_CLOSE = {"(": ")", "[": "]", "{": "}"}
_ABBREVIATED = lazy(
    r"(?:\b(?:e\.g|i\.e|approx|ca|no|nr|vs|mr|mrs|ms|dr|dra|prof|st|incl|resp|min|max"
    r"|ing|lic|sra|mme|mlle|hr|fr|dipl|mag|arq|sgt|capt|cpt|col|lt|maj|rev|dept|sect|div|engr|bzw|usw|inkl|evtl|ggf|etc"
    r"))$",
    re.IGNORECASE,
)
_SHORT_DAY = lazy(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|thurs?|fri|sat|sun)$", re.IGNORECASE
)
_DAY_AHEAD = lazy(r"\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_LABEL_AHEAD = lazy(r"[^\W\d_][\w ]{0,14}:(?=\s)")
_SPACED_DAY = lazy(r"(?<!\d)(?:(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}|\d{1,2}\. \d{1,2}\. (?:19|20)\d\d)(?!\d)")
_INITIAL = lazy(r"(?:^|[\s(])[A-Z]$")
_DAY_DOT = lazy(r"(?:^|\s)\d{1,2}$")
_MONTH_AHEAD = lazy(r"[A-Za-zäéû]{3,10}\b")
_YEAR_AHEAD = lazy(r"(?:19|20)\d\d\b(?!-)")
_WEEKDAY_BEFORE = lazy(r"(?:day|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun))\.?$", re.IGNORECASE)
_MONTH_BEFORE = lazy(
    r"\b(?:jan|feb|mar|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zäéû]*\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?$",
    re.IGNORECASE,
)
DURATION = lazy(
    r"^(?:~|about |approx\.? )?(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve)[\s-]*(?:\w+ )?"
    r"(?:h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|quarters?|years?|min|mins|minutes?)\b",
    re.IGNORECASE,
)


def cut_segments(scan: str, start: int, end: int, *, slashes: bool = False) -> list[Segment]:
    """The segments between `start` and `end`; `slashes` where the whole line has several that separate."""
    labels = [at for at, _ in label_starts(scan, start, end)] if ":" in scan or "=" in scan else []
    labels = [at for at in labels if at > start and scan[at - 1].isspace()]
    label = 0
    found: list[Segment] = []
    sep, begin, at = "", start, start

    def close(stop: int) -> None:
        nonlocal sep
        first, last = begin, stop
        while first < last and scan[first].isspace():
            first += 1
        while last > first and scan[last - 1].isspace():
            last -= 1
        if first < last and scan[first:last] not in (".", ",", ";", ":", "-", "–", "—"):
            found.append(Segment(sep, first, last))
            sep = "sp"

    pattern = _WITH_SLASHES if slashes or scan.count(" / ", start, end) > 1 else _SEPARATOR
    while (match := pattern.search(scan, at, end)) or label < len(labels):
        while label < len(labels) and labels[label] <= max(at, begin):
            label += 1
        if label < len(labels) and (match is None or labels[label] < match.start()):
            close(labels[label])
            sep, begin = "label", labels[label]
            at = max(at, begin)
            continue
        if match is None:
            break
        token = match[0]
        first = match.start()
        if token in _CLOSE:
            stop = _closing(scan, first, end)
            if stop is None:
                at = match.end()
                continue
            if first > start and not (scan[first - 1].isspace() or scan[first - 1] in "→,;.)]|"):
                at = stop
                continue
            close(first)
            found.append(Segment("group", first, stop, group=True))
            sep, begin, at = "sp", stop, stop
            continue
        kind = token.strip(" \t")
        if (kind == "," and _joins(scan, first, match.end(), start)) or (
            kind and kind in ".!?…" and _abbreviates(scan, first, match.end(), start)
        ):
            at = first + 1
            continue
        if token[:1] == "\n" and _is_wrapped(scan, first, match.end(), start):
            at = match.end()
            continue
        close(first + 1 if kind and kind in "!?" else first)
        sep = _kind_of(token, kind)
        begin = at = match.end()
    close(end)
    return found


def split_tail(scan: str, last: Segment, *, first: bool) -> list[Segment]:
    """The last segment, with tokens that need no separator and a final "by Friday" as segments of their own."""
    found: list[Segment] = []
    sep, start, end = last.sep, last.start, last.end
    while match := _TAIL_TOKEN.search(scan, start, end):
        word = scan[start : match.start()].rsplit(None, 1)[-1].lower().strip("(,")
        if match[1][0] == "@" and word in _NO_OWNER_BEFORE:
            break
        if match[1][0] in "#0123456789" and (not first or word in _NO_TOKEN_BEFORE):
            break
        if match[1][0] in "Pp" and match[1][1:].isdigit() and word in _NO_PRIORITY_BEFORE:
            break
        found.insert(0, Segment("sp", match.start(1), match.end(1)))
        end = match.start()
    if first and (match := _BY_TAIL.search(scan, start, end)) is not None:
        said = scan[match.end() : end].rstrip(".")
        # "Keep it until May" says how long the work is, "write it down until May" by when it is done.
        sure = said[:1] not in "tu" or (bool(find_days(said)) and _LASTING.search(scan, start, match.start()) is None)
        if (sure and is_due_words(said) and not DURATION.match(said.split(None, 1)[1])) or (
            (match := _IN_TAIL.search(scan, start, end)) and _LASTING.search(scan, start, match.start()) is None
        ):
            found.insert(0, Segment("by", match.end(), end))
            end = match.start()
    elif first and (match := _IN_TAIL.search(scan, start, end)) and _LASTING.search(scan, start, match.start()) is None:
        found.insert(0, Segment("by", match.end(), end))
        end = match.start()
    if found and found[0].sep == "by" and (match := _TAIL_TOKEN.search(scan, start, end)) and match[1][0] == "@":
        # "Fix the drain @bob by Friday"; in "ask @bob by Friday" he is no owner.
        words = scan[start : match.start()].split()
        if len(words) > 1 and words[-1].lower().strip("(,") not in _NO_OWNER_BEFORE:
            found.insert(0, Segment("sp", match.start(1), match.end(1)))
            end = match.start()
    return [Segment(sep, start, end), *found]


def split_early(scan: str, segment: Segment) -> list[Segment] | None:
    """A segment that others follow, cut before a handle at its end or a final "by 1 March"; None where it has neither."""
    if len(parts := split_tail(scan, segment, first=False)) > 1:
        return parts
    match = _BY_TAIL.search(scan, segment.start, segment.end)
    if match is not None and not (scan[match.end()] in "tu" and _LASTING.search(scan, segment.start, match.start())):
        said = scan[match.end() : segment.end].rstrip(".")
        if is_due_words(said) and (find_days(said) or not DURATION.match(said.split(None, 1)[-1])):
            return [Segment(segment.sep, segment.start, match.start()), Segment("by", match.end(), segment.end)]
    return None


def _kind_of(token: str, kind: str) -> str:
    if "\n" in token:
        return "nl"
    if not kind:
        return "label"
    if kind == ",":
        return "comma"
    if kind in ";；":
        return "semi"
    if kind in ".!?…。":
        return "stop"
    if kind == "|":
        return "pipe"
    return "dash" if kind in ("--", "---", "-", "–", "—", "―", "·", "•", "::", "//", "~", "/") else "arrow"


def _is_wrapped(scan: str, first: int, after: int, start: int) -> bool:
    """True for a line break where an editor broke a long line in the middle of a sentence."""
    begin = max(start, scan.rfind("\n", start, first) + 1)
    if first - begin < _WRAPPED or not scan[first - 1].isalnum() or not scan[after : after + 1].islower():
        return False
    line = _UP_TO_BRACKET.match(scan, after)
    return line is None or exact_status(line[0].strip(" .")) is None


def _closing(scan: str, start: int, end: int) -> int | None:
    opened, closed = scan[start], _CLOSE[scan[start]]
    depth = 0
    for at in range(start, min(end, start + _LONGEST_GROUP)):
        depth += (scan[at] == opened) - (scan[at] == closed)
        if depth == 0:
            return at + 1
    return None


def _joins(scan: str, first: int, after: int, start: int) -> bool:
    """True for a comma inside a date: "March 29, 2024", "Friday, 29 March"."""
    before = scan[max(start, first - 16) : first]
    if _WEEKDAY_BEFORE.search(before):
        return bool(re.match(r"\d|[A-Z][a-z]{2}", scan[after : after + 4]))
    return _YEAR_AHEAD.match(scan, after) is not None and _MONTH_BEFORE.search(before) is not None


def _abbreviates(scan: str, first: int, after: int, start: int) -> bool:
    """True for a dot that ends no sentence: an initial, "e.g.", "Sept.", "15. April"."""
    if scan[first] != ".":
        return False
    before = scan[max(start, first - 12) : first]
    if before[-1:].isdigit() and scan[after : after + 1].isdigit():
        return _SPACED_DAY.search(scan, max(start, first - 9), after + 8) is not None
    if _INITIAL.search(before):
        return _LABEL_AHEAD.match(scan, after) is None
    if _SHORT_DAY.search(before):
        return _DAY_AHEAD.match(scan, after) is not None
    if _ABBREVIATED.search(before):
        return True
    return (
        _DAY_DOT.search(before) is not None
        and _MONTH_AHEAD.match(scan, after) is not None
        and bool(find_days(scan[max(start, first - 2) : after + 12]))
    )
