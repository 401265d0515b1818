"""The grammar of one line of an action list: "[P1] Warm the cache - @alice, due 2 May (done)" into title and
fields.

A line is read as segments between separators. What stands before the title (a box, a priority, a handle) is peeled
off from the front; from the end, segments are peeled off as long as each is understood; in the middle only what can
be nothing else (a labelled field) is taken. All the rest is the title: words of a sentence stay where they are.

Shapes that are no proof ("(alice)", "- Alice") are reported as `hints`; the reader of the whole list decides
whether they stand in enough items to be owners.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from pmflow.document.days import find_days
from pmflow.document.due import is_due_words
from pmflow.document.item_fields import (
    REF,
    find_ref,
    is_full_name,
    is_handle,
    is_no_date,
    is_nobody,
    is_refs,
    is_somebody,
    may_be_somebody,
)
from pmflow.document.item_labels import INLINE_LABEL, LABEL_AHEAD, Name, label_field, may_hold_label
from pmflow.document.kinds import read_kind
from pmflow.document.marked import Marked
from pmflow.document.priorities import is_priority
from pmflow.document.statuses import (
    CROSSES,
    IN_A_SENTENCE,
    SIGN_OF,
    WORD_OF,
    exact_status,
    plain_words,
    read_status,
    without_shortcodes,
)
from pmflow.model import ActionStatus


class Value(NamedTuple):
    """A field's words, and where they stand in the text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """What one line says. Field words are as written; what they mean is for `items` to say."""

    title: str = ""
    fields: dict[Name, Value] = field(default_factory=dict)
    box: int | None = None
    """Offset of the character between the brackets of a box."""
    box_status: ActionStatus | None = None
    sign: str | None = None
    """The sign (✅, ❌ …) at the front."""
    struck: bool = False
    notes: list[str] = field(default_factory=list)
    weak: list[Value] = field(default_factory=list)
    """"TBD" and its like, which may stand for an owner or a date."""
    hints: set[str] = field(default_factory=set)
    id: Value | None = None
    labels: dict[Name, Value] = field(default_factory=dict)
    """Owner, due and status in a bracket of labels (`[Owner: X]`), which overrules all else: so pmflow writes."""
    overruled: list[Value] = field(default_factory=list)
    bare: bool = False
    """True where fields are all there is: nothing is left for a title."""


class _Segment(NamedTuple):
    sep: str
    start: int
    end: int
    group: bool = False


_DASH = r"-{1,3}|–|—|―|\||·|•|::|//|~"
_ICONS = "📅🗓📆⏰👤🧑👥🙋"
_SEPARATORS = (
    rf"[ \t]+(?=[{_ICONS}])|\n+|[ \t]*(?:→|⟶|➜|➔|➡️?|⇒|=>|->)[ \t]*|[ \t]+(?:{_DASH})[ \t]+"
    r"|;[ \t]+|,[ \t]+|[.!?…][ \t]+|[ \t]+--(?=\w)|[(\[{]"
)
_SEPARATOR = re.compile(_SEPARATORS)
_LINE = re.compile(r"([A-Za-z][\w /#-]{1,30}?)\s?:\s*")
_SEPARATOR_OR_LABEL = re.compile(rf"{_SEPARATORS}|[ \t]+(?=(?-i:[A-Z]))(?=(?:{LABEL_AHEAD}))", re.IGNORECASE)
_ICON = re.compile(rf"([{_ICONS}])[\ufe0f]?\s*")
_WHO_ICONS = "👤🧑👥🙋"
_TAIL_TOKEN = re.compile(
    r"(?<=\S)[ \t]+(@[\w][\w.\-]*(?:/[\w.\-]+)?|\d{4}-\d\d-\d\d|[Pp][0-4]|#\d+|(?:due|owner|assignee|priority"
    r"|prio|status):[^\s:]+|![a-z]+\d?"
    r"|[✅☑✔✓🔄🚧⏳🚫❌]\ufe0f?)(?=[ \t]*$)"
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
_BY_TAIL = re.compile(r"[ \t]+(?=(?:by|before|due|no later than|not later than)\s+\S+(?:\s+\S+){0,4}$)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\s*((?:@[\w.\-]+|[A-ZÀ-Þ][\w.’'\-]*(?: [\w.’'\-]+){0,3}?)) (?:to|will|should|is to|shall|must) [a-z]"
)
_PARTLY = re.compile(
    r"\b(?:staging|dev|test|canary|part|partly|partially|some|first|one|half|beta|pilot)\b", re.IGNORECASE
)
_NOBODY_ALONE = frozenset({"tbd", "tba", "tbc", "n/a", "-", "–", "—", "?", "none", "todo"})
_CLOSE = {"(": ")", "[": "]", "{": "}"}
_ABBREVIATED = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|approx|ca|no|nr|vs|mr|mrs|ms|dr|prof|st|incl|resp|min|max|mon"
    r"|tue|wed|thu|fri))$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]$")
_DAY_DOT = re.compile(r"(?:^|\s)\d{1,2}$")
_MONTH_AHEAD = re.compile(r"[A-Za-zäéû]{3,10}\b")
_YEAR_AHEAD = re.compile(r"(?:19|20)\d\d\b(?!-)")
_WEEKDAY_BEFORE = re.compile(r"(?:day|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun))\.?$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"\b(?:jan|feb|mar|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zäéû]*\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?$",
    re.IGNORECASE,
)

_BOX = re.compile(r"\s*\[([ xX\-~/>*✓✔✅✗])\](?:\s+|$)|\s*\[\](?:\s+|$)")
_BOXES = {
    " ": ActionStatus.PLANNED,
    "-": ActionStatus.WONT_DO,
    "~": ActionStatus.IN_PROGRESS,
    "/": ActionStatus.IN_PROGRESS,
    ">": ActionStatus.PLANNED,
    "✗": ActionStatus.WONT_DO,
}
_SIGN = re.compile(rf"\s*([{''.join(SIGN_OF)}{CROSSES}])[\ufe0f\ufe0e]?\s*")
_SHORT_SIGN = re.compile(r"\s*:([a-z][a-z_]*):\s*")
_ID = re.compile(r"\s*\[?(AI-\d+)\]?\s?(?:[:.)\-–—]+|\b)\s*")
_ID_ONLY = re.compile(r"AI-\d+")
_KEY = re.compile(
    r"\s*\[?((?:[A-Z][A-Z0-9_]{1,9}-\d+|[\w.-]*/?[\w.-]*#\d+|b/\d+|https?://\S+[\w/]))\]?(?:\s?:\s+|\s[-–—]+\s+|(?<=#\d)\s+(?=[A-Z])|(?<=#\d\d)\s+(?=[A-Z])|(?<=#\d{3})\s+(?=[A-Z])|(?<=#\d{4})\s+(?=[A-Z])|(?<=#\d{5})\s+(?=[A-Z]))"
)
_LEAD_GROUP = re.compile(r"\s*[\[({]([^\[\](){}\n]{1,60})[\])}]\s*[:\-–—]*\s*")
_LEAD_PRIORITY = re.compile(r"\s*((?:P|SEV-?|S)[0-4])\b\s*(?:[:.)]|[-–—|/]+(?=\s))?\s*")
_LEAD_WORD = re.compile(r"\s*([A-Za-z][\w'’ -]{1,24}?)\s?(?::|\s[-–—]+(?=\s))\s*")
_LEAD_HANDLE = re.compile(
    r"\s*(@[\w][\w.\-]*(?:/[\w.\-]+)?(?:(?:\s?(?:,|/|&|\+|and)\s?)@[\w][\w.\-]*)*|[a-z][\w.\-]*@(?=:))\s*(?:[:,]|[-–—]+(?=\s))?\s*"
)
_LEAD_NAME = re.compile(r"\s*([A-ZÀ-Þ][\w.’'\-]*(?: [\w.’'\-]+){0,3})\s?(?::|\s[-–—]+)\s+")
_LABEL = re.compile(rf"({INLINE_LABEL.pattern})\s?[:=]\s*", re.IGNORECASE)
_OWNER_WORDS = re.compile(
    r"((?:assigned|allocated|delegated) to|owned by|owner|owners|dri|assignee|responsible|led by|poc|action by"
    r"|actioned by)\s+(?=\S)",
    re.IGNORECASE,
)
_DUE_WORDS = re.compile(
    r"(due(?: date)?(?: on)?|eta|e\.t\.a\.|deadline|target(?: date)?|to be done by|planned for|scheduled for"
    r"|expected(?: by| on)?"
    r"|(?:to )?(?:complete|finish|deliver)(?:ed)? by|ecd)\s+(?=\S)",
    re.IGNORECASE,
)
_STATUS_WORDS = re.compile(r"(status|state)\s+(?=\S)", re.IGNORECASE)
_NO_TICKET = re.compile(r"(?:no|without) (?:ticket|issue|bug|pr|link|jira)(?: yet| so far)?", re.IGNORECASE)
_PRIORITY_WORDS = re.compile(r"(priority|prio|severity|sev)\s+(?=\S)", re.IGNORECASE)
_VERBS: tuple[tuple[re.Pattern[str], Name], ...] = (
    (_OWNER_WORDS, "owner"),
    (_DUE_WORDS, "due"),
    (_PRIORITY_WORDS, "priority"),
    (_STATUS_WORDS, "status"),
)
_BY = re.compile(
    r"(?:by|until|till|before|no later than|not later than|within|on|for|in|from|over|during|next|this|end of"
    r"|eo[dwmqy])\b",
    re.I,
)
_DUE_GATE = re.compile(
    r"\d|day|week|month|quarter|sprint|year|asap|tomorrow|today|tonight|eo[dwmqy]\b|immediately|release|iteration|half|soon|fortnight"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|woche|monat|tag\b|morgen|semana|semaine|mois|mes\b|settimana|trimestre|quartal",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"^(?:~|about |approx\.? )?(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve)[\s-]*(?:\w+ )?"
    r"(?:h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|quarters?|years?|min|mins|minutes?)\b",
    re.IGNORECASE,
)
_STATUS_TAIL = re.compile(
    r"(?:in|on|by|via|with|at|as of|as|see|since|per|under|for|from|this|last|to|and|the|same|now|today"
    r"|yesterday|already|:|,|-|–|—|\(|of|,)?\s*",
    re.IGNORECASE,
)
_LOOSE_IN_SENTENCE = frozenset(
    {"open", "new", "started", "outstanding", "approved", "assigned", "live", "partial", "active", "nope"}
)
_STATUS_FIRST = frozenset(word.split()[0] for word in WORD_OF)
_OVERRULING: frozenset[Name] = frozenset({"owner", "due", "status"})
_NOTE_FIELDS = frozenset({"note", "done_when", "evidence"})


class LineReader:
    """Reads the lines of one list. `people` are folded names known from the rest of the document."""

    def __init__(self, people: Collection[str] = (), taken: Collection[Name] = (), trust: Collection[str] = ()) -> None:
        self.people = people
        self.taken = frozenset(taken)
        """Fields that have a column of their own: only a label says them in the title."""
        self.trust = frozenset(trust)
        """Hints that the list as a whole has proven."""

    def read(self, marked: Marked) -> Reading:
        """Title and fields of one item's own line."""
        reading = Reading()
        text = marked.text
        if (comment := marked.id_comment) is not None:
            reading.id = Value(comment[0], -1, -1)
        start = self._lead(marked, reading)
        end = len(text.rstrip())
        struck = marked.struck_until(start)
        if struck is not None and struck - start >= 3:
            reading.struck = True
            start = self._lead_fields(marked, reading, start)
            rest = text[struck:end].strip(" \n.,;:-–—()")
            if rest and plain_words(rest) not in WORD_OF:
                reading.notes.append(rest)
            self._peel(marked, reading, start, min(end, struck))
            self._take_rest(marked, reading, struck, end)
            return reading
        self._peel(marked, reading, start, end)
        if "owner" not in reading.fields and "owner" not in self.taken and (said := _SUBJECT.match(text, start)):
            name = said[1]
            # The name is a word of the sentence: it is read, and never written over.
            if name.lower().lstrip("@") in self.people or name[0] == "@" or name.endswith((" team", " squad")):
                reading.fields["owner"] = Value(name, -1, -1)
        return reading

    def read_detail(self, marked: Marked) -> Reading | None:
        """The fields of a line below an item; None where it is a sentence. A label's line counts whatever follows."""
        reading = Reading()
        segments = self._segments(marked.scan, 0, len(marked.text.rstrip()))
        taken = self._take(marked, reading, segments, 0, in_fields=True)
        if taken == 0 or (taken < len(segments) and not _labels(marked, segments[0])):
            return None
        reading.notes += [marked.text[s.start : s.end] for s in segments[taken:]]
        return reading

    # -- what stands in front of the title

    def _lead(self, marked: Marked, reading: Reading) -> int:
        text = marked.text
        at = 0
        if box := _BOX.match(text):
            mark = box[1] or ""
            reading.box = box.start(1) if mark else None
            reading.box_status = _BOXES.get(mark or " ", ActionStatus.DONE)
            at = box.end()
        return self._lead_fields(marked, reading, at)

    def _lead_fields(self, marked: Marked, reading: Reading, at: int) -> int:
        text = marked.text
        for _ in range(8):
            before = at
            rest = text[at : at + 1]
            if rest.isspace():
                at += 1
                continue
            if not rest:
                break
            if (sign := _SIGN.match(text, at)) and reading.sign is None:
                reading.sign, at = sign[1], sign.end()
                if "status" not in self.taken:
                    reading.fields.setdefault("status", Value(sign[1], sign.start(1), sign.end(1)))
            elif rest == ":" and (sign := _SHORT_SIGN.match(text, at)) and reading.sign is None:
                shown = without_shortcodes(sign[0].strip())
                if len(shown) != 1:
                    break
                reading.sign, at = shown, sign.end()
                if "status" not in self.taken:
                    reading.fields.setdefault("status", Value(shown, sign.start(1) - 1, sign.end(1) + 1))
            elif reading.id is None and (found := _ID.match(text, at)):
                reading.id, at = Value(found[1], found.start(1), found.end(1)), found.end()
            elif rest in "([{" and (group := _LEAD_GROUP.match(text, at)) and group.end() < len(text.rstrip()):
                if not self._lead_group(marked, reading, group):
                    break
                at = group.end()
            elif "link" not in reading.fields and (lead := self._lead_link(marked, at)) is not None:
                self._put(reading, "link", marked, at, lead[0])
                at = lead[1]
            elif (key := _KEY.match(text, at)) and "link" not in reading.fields:
                self._put(reading, "link", marked, key.start(1), key.end(1))
                at = key.end()
            elif (
                "priority" not in reading.fields
                and "priority" not in self.taken
                and (found := _LEAD_PRIORITY.match(text, at))
            ):
                if found.end() == found.end(1) and found.end() < len(text):
                    break
                if text[found.end(1) : found.end()].strip() == "" and not marked.is_strong(
                    found.start(1), found.end(1)
                ):
                    after = text[found.end() : found.end() + 1]
                    if not (after.isupper() or after in "@["):
                        break
                self._put(reading, "priority", marked, found.start(1), found.end(1))
                at = found.end()
            elif "@" in text[at : at + 40] and "owner" not in self.taken and (found := _LEAD_HANDLE.match(text, at)):
                if found.end() == found.end(1) and found.end() < len(text):
                    break
                if "owner" in reading.fields or found.end() >= len(text.rstrip()):
                    break
                if text[found.end(1) : found.end()].strip() == "" and text.startswith(
                    ("to ", "will ", "is ", "should "), found.end()
                ):
                    self._put(reading, "owner", marked, found.start(1), found.end(1))
                    break
                self._put(reading, "owner", marked, found.start(1), found.end(1))
                at = found.end()
            elif (
                (word := _LEAD_WORD.match(text, at))
                and word.end() < len(text.rstrip())
                and self._lead_word(marked, reading, word)
            ):
                at = word.end()
            elif (bold := self._bold_lead(marked, at)) is not None and self._lead_bold(marked, reading, at, bold):
                at = bold
            elif rest.isdigit() and (day := self._lead_day(text, at)) is not None and "due" not in reading.fields:
                if "due" not in self.taken:
                    self._put(reading, "due", marked, at, day[0])
                at = day[1]
            elif (
                "owner" not in reading.fields
                and "owner" not in self.taken
                and (name := _LEAD_NAME.match(text, at))
                and self._is_lead_name(name, reading, text)
            ):
                self._put(reading, "owner", marked, name.start(1), name.end(1))
                at = name.end()
            if at == before:
                break
        return at

    def _lead_link(self, marked: Marked, at: int) -> tuple[int, int] | None:
        """A link whose words are a reference (`[PAY-2](…)`): where it ends, and where the title begins."""
        offset = 0
        for piece in marked.pieces:
            stop = offset + len(piece.text)
            if offset == at:
                if piece.href is None or stop >= len(marked.text.rstrip()) or not is_refs(piece.text):
                    return None
                behind = re.match(r"\s*[:\])–—-]*\s*", marked.text[stop:])
                return stop, stop + (behind.end() if behind else 0)
            if stop > at:
                return None
            offset = stop
        return None

    def _lead_group(self, marked: Marked, reading: Reading, group: re.Match[str]) -> bool:
        inner, start, end = group[1].strip(), group.start(1), group.end(1)
        if is_priority(inner) or (inner in "0123" and inner):
            return self._put(reading, "priority", marked, start, end, shape=True)
        if exact_status(inner) is not None:
            return self._put(reading, "status", marked, start, end, shape=True)
        if read_kind(inner) is not None:
            return self._put(reading, "kind", marked, start, end, shape=True)
        if is_refs(inner):
            return self._put(reading, "link", marked, start, end)
        if is_somebody(inner, self.people) or ("lead-group" in self.trust and may_be_somebody(inner)):
            return self._put(reading, "owner", marked, start, end, shape=True)
        if _DUE_GATE.search(inner) and is_due_words(inner) and not _DURATION.match(inner):
            return self._put(reading, "due", marked, start, end, shape=True)
        segments = self._segments(marked.scan, start, end)
        if len(segments) > 1 or _labels(marked, segments[0]):
            trial = Reading()
            if self._take(marked, trial, segments, 0, in_fields=True) == len(segments):
                for name, value in trial.fields.items():
                    reading.fields.setdefault(name, value)
                return True
        if may_be_somebody(inner):
            reading.hints.add("lead-group")
        return False

    def _lead_word(self, marked: Marked, reading: Reading, word: re.Match[str]) -> bool:
        """`Done: …`, `High - …`, `Prevent: …` in front of a title."""
        said, start, end = word[1], word.start(1), word.end(1)
        if is_priority(said):
            return self._put(reading, "priority", marked, start, end, shape=True)
        if exact_status(said) is not None and plain_words(said) not in ("fixed", "proposal", "wont"):
            return self._put(reading, "status", marked, start, end, shape=True)
        if read_kind(said) is not None and plain_words(said) in ("prevent", "detect", "mitigate", "process"):
            return self._put(reading, "kind", marked, start, end, shape=True)
        return plain_words(said) in ("action", "action item", "ai", "task")

    def _bold_lead(self, marked: Marked, at: int) -> int | None:
        """Where the short bold run that begins at `at` ends."""
        offset = 0
        for piece in marked.pieces:
            stop = offset + len(piece.text)
            if stop > at:
                return (
                    stop
                    if piece.strong and offset <= at and stop - at <= 24 and stop < len(marked.text.rstrip())
                    else None
                )
            offset = stop
        return None

    def _lead_bold(self, marked: Marked, reading: Reading, at: int, stop: int) -> bool:
        said = marked.text[at:stop].strip(" :.-–—[]()")
        start = marked.text.index(said, at) if said else at
        if is_priority(said):
            return self._put(reading, "priority", marked, start, start + len(said), shape=True)
        if exact_status(said) is not None:
            return self._put(reading, "status", marked, start, start + len(said), shape=True)
        if is_somebody(said, self.people):
            return self._put(reading, "owner", marked, start, start + len(said), shape=True)
        return False

    def _lead_day(self, text: str, at: int) -> tuple[int, int] | None:
        """A date, then a colon or a dash, in front of a title: where the date ends, and the title begins."""
        days = find_days(text[at : at + 24])
        if not days or days[0].start != 0:
            return None
        stop = at + days[0].end
        behind = re.match(r"\s*(?::|[-–—]+\s|,\s)\s*", text[stop:])
        return (stop, stop + behind.end()) if behind else None

    def _is_lead_name(self, name: re.Match[str], reading: Reading, text: str) -> bool:
        said = name[1]
        if is_somebody(said, self.people):
            return True
        dashed = not text[name.end(1) : name.end()].strip().startswith(":")
        if may_be_somebody(said):
            reading.hints.add("lead-dash" if dashed else "lead-colon")
            return ("lead-dash" if dashed else "lead-colon") in self.trust
        return False

    # -- segments

    def _segments(self, scan: str, start: int, end: int) -> list[_Segment]:
        pattern = _SEPARATOR_OR_LABEL if (":" in scan or "=" in scan) and may_hold_label(scan) else _SEPARATOR
        found: list[_Segment] = []
        sep, begin, at = "", start, start

        def close(stop: int) -> None:
            nonlocal sep
            first, last = begin, stop
            while first < last and scan[first].isspace():
                first += 1
            while last > first and scan[last - 1].isspace():
                last -= 1
            if first < last and scan[first:last] not in (".", ",", ";", ":", "-", "–", "—"):
                found.append(_Segment(sep, first, last))
                sep = "sp"

        while match := pattern.search(scan, at, end):
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
                found.append(_Segment("group", first, stop, group=True))
                sep, begin, at = "sp", stop, stop
                continue
            kind = token.strip(" \t")
            if (kind == "," and _joins(scan, first, match.end(), start)) or (
                kind and kind in ".!?…" and _abbreviates(scan, first, match.end(), start)
            ):
                at = first + 1
                continue
            close(first + 1 if kind and kind in "!?" else first)
            sep = _kind_of(token, kind)
            begin = at = match.end()
        close(end)
        return found

    def _split_tail(self, scan: str, last: _Segment, *, first: bool) -> list[_Segment]:
        """The last segment, with tokens that need no separator and a final "by Friday" as segments of their own."""
        found: list[_Segment] = []
        sep, start, end = last.sep, last.start, last.end
        while match := _TAIL_TOKEN.search(scan, start, end):
            word = scan[start : match.start()].rsplit(None, 1)[-1].lower().strip("(,")
            if match[1][0] == "@" and word in _NO_OWNER_BEFORE:
                break
            if match[1][0] in "#0123456789" and (not first or word in _NO_TOKEN_BEFORE):
                break
            found.insert(0, _Segment("sp", match.start(1), match.end(1)))
            end = match.start()
        if first and (match := _BY_TAIL.search(scan, start, end)) is not None:
            said = scan[match.end() : end].rstrip(".")
            if is_due_words(said) and not _DURATION.match(said.split(None, 1)[1]):
                found.insert(0, _Segment("by", match.end(), end))
                end = match.start()
        return [_Segment(sep, start, end), *found]

    # -- peeling

    def _peel(self, marked: Marked, reading: Reading, start: int, end: int) -> None:
        scan, text = marked.scan, marked.text
        segments = self._segments(scan, start, end)
        if not segments:
            reading.bare = True
            return
        while len(segments) > 1 and (count := self._lead_label(marked, reading, segments)):
            del segments[:count]
            start = segments[0].start
        last = len(segments) - 1
        while last > 0 and segments[last].group:
            last -= 1
        if not segments[last].group:
            segments[last : last + 1] = self._split_tail(scan, segments[last], first=last == 0)
        kept = [True] * len(segments)
        index = 1
        while index < len(segments):
            count = self._take(marked, reading, segments, index)
            if count:
                for done in range(index, index + count):
                    kept[done] = False
                index += count
            else:
                index += 1
        self._settle(marked, reading, segments, kept)
        reading.title = self._title(text, segments, kept, start, end)

    def _lead_label(self, marked: Marked, reading: Reading, segments: list[_Segment]) -> int:
        """How many segments at the front are a labelled field ("Owner: Amy — …"); 0 where the title begins."""
        label = _LABEL.match(marked.text, segments[0].start, segments[0].end)
        name = label_field(label[1]) if label is not None else None
        if label is None or segments[0].group or name not in ("owner", "due", "priority", "status", "link"):
            return 0
        trial = Reading()
        count = self._labelled(marked, trial, segments, 0, name, label.end())
        if count >= len(segments):
            return 0
        for found, value in trial.fields.items():
            reading.fields.setdefault(found, value)
        return count

    def _take_rest(self, marked: Marked, reading: Reading, start: int, end: int) -> None:
        """What stands behind a struck-out title: fields where there are some, and no title."""
        segments = self._segments(marked.scan, start, end)
        index = 0
        while index < len(segments):
            index += self._take(marked, reading, segments, index, in_fields=True) or 1

    def _settle(self, marked: Marked, reading: Reading, segments: list[_Segment], kept: list[bool]) -> None:
        """Words behind a status that ends the item are its reason, not its title."""
        status = reading.fields.get("status")
        if status is None or reading.struck:
            return
        decided = read_status(status.text)
        if decided is None or decided.is_open:
            return
        for index, segment in enumerate(segments):
            if (
                kept[index]
                and index
                and segment.start >= status.end
                and segment.sep in ("comma", "sp", "stop", "semi", "dash")
            ):
                before = segments[index - 1]
                if (not kept[index - 1] and before.end >= status.end) or (index and reading.notes):
                    kept[index] = False
                    reading.notes.append(marked.text[segment.start : segment.end])

    def _title(self, text: str, segments: list[_Segment], kept: list[bool], start: int, end: int) -> str:
        """What is kept, with what stands between two kept segments as it was."""
        parts: list[str] = []
        last: int | None = None
        for segment, keep in zip(segments, kept, strict=True):
            if not keep:
                last = None
                continue
            if last is not None:
                parts.append(text[last : segment.end])
            else:
                joint = " " if parts else ""
                if parts and segment.sep == "comma":
                    joint = ", "
                parts.append(joint + text[segment.start : segment.end])
            last = segment.end
        title = "".join(parts)
        if False in kept and all(kept[: (cut := kept.index(False))]) and not any(kept[cut:]) and segments[cut].group:
            # Before a bracket the sentence keeps its stop, so that one that is added there changes no title.
            return " ".join(text[start : segments[cut].start].split()).rstrip(" ,;–—→|-")
        if kept and all(kept):
            return " ".join(text[start:end].split())
        if kept[-1] and last is not None:
            title += text[last:end]
        return " ".join(title.split()).strip(" ,;:–—→|-") if title else ""

    def _take(
        self, marked: Marked, reading: Reading, segments: list[_Segment], index: int, *, in_fields: bool = False
    ) -> int:
        """How many segments from `index` on are fields, all put into `reading`.

        In a title (`in_fields` false) a segment that could be words of the sentence is taken only where all behind it
        are
        fields too.
        """
        trial = Reading(hints=reading.hints)
        at = index
        sure = False
        company = in_fields
        pending: list[tuple[int, int, str]] = []
        while at < len(segments):
            count, certain = self._one(marked, trial, segments, at, in_fields, pending)
            if not count:
                break
            sure = sure or certain
            at += count
        if at == index:
            return 0
        whole = at == len(segments)
        company = (
            company
            or bool(trial.fields)
            or bool(trial.labels)
            or (whole and bool(reading.fields.keys() - {"link", "kind"}))
        )
        names = [(first, stop, shape) for first, stop, shape in pending]
        for first, stop, shape in names:
            trial.hints.add(shape)
            accepted = "owner" not in trial.fields and (
                shape in self.trust
                or (company and (in_fields or is_full_name(marked.text[first:stop]) or shape in ("group+", "dash+")))
            )
            if accepted and "owner" not in reading.fields and "owner" not in self.taken:
                trial.fields["owner"] = Value(marked.text[first:stop], first, stop)
            elif not accepted:
                # Everything up to the segment that may be a name stays, unless what was read before it is sure.
                at = self._back_to(segments, index, at, first, trial)
                whole = at == len(segments)
                break
        if at == index:
            return 0
        if not whole and not sure and not in_fields:
            return 0
        for value in trial.weak:
            if value.end <= segments[at - 1].end:
                trial.fields.setdefault(
                    "due" if "owner" in {*trial.fields, *reading.fields, *self.taken} else "owner", value
                )
        for name, value in trial.fields.items():
            if name == "status" and reading.sign is not None and reading.fields.get(name, value).text == reading.sign:
                reading.overruled.append(reading.fields[name])
                reading.fields[name] = value  # words say more than a sign
            reading.fields.setdefault(name, value)
        reading.labels.update(trial.labels)
        if trial.id and not reading.id:
            reading.id = trial.id
        reading.notes += trial.notes
        return at - index

    def _back_to(self, segments: list[_Segment], index: int, at: int, first: int, trial: Reading) -> int:
        for position in range(index, at):
            if segments[position].end > first:
                for name in [n for n, v in trial.fields.items() if v.start >= segments[position].start]:
                    del trial.fields[name]
                return position
        return at

    def _one(
        self,
        marked: Marked,
        trial: Reading,
        segments: list[_Segment],
        at: int,
        in_fields: bool,
        pending: list[tuple[int, int, str]],
    ) -> tuple[int, bool]:
        """How many segments from `at` on are one field (0: none), and whether they can be nothing else."""
        segment = segments[at]
        if segment.group:
            return self._group(marked, trial, segment, pending)
        text = marked.text
        start, end = segment.start, segment.end
        said = text[start:end].rstrip(".!")
        end = start + len(said)
        if not said:
            return 1, False
        if ":" in said or "=" in said:
            label = _LABEL.match(said)
            if label is None and in_fields and (line := re.match(r"([\w /()'’#-]{1,40}?)\s?:\s*", said)):
                label = line if label_field(line[1]) not in (None, "ignored") else None
            if label is not None:
                return self._labelled(
                    marked, trial, segments, at, label_field(label[1]) or "note", start + label.end()
                ), True
            if (
                segment.sep in ("stop", "semi", "dash", "pipe", "nl", "group")
                and (line := _LINE.match(said)) is not None
            ):
                name = label_field(line[1])
                if name is not None and _fits(name, said[line.end() :]):
                    return self._labelled(marked, trial, segments, at, name, start + line.end()), True
        sep = "group" if in_fields and segment.sep == "" else segment.sep
        if at + 1 < len(segments) and segments[at + 1].group and _ends_with_owner_words(said):
            return self._labelled(marked, trial, segments, at, "owner", end), True
        if (verb := self._verb(said, sep)) is not None:
            return self._labelled(marked, trial, segments, at, verb[0], start + verb[1]), sep != "sp"
        if said[0] in _ICONS and (icon := _ICON.match(said)) is not None and icon.end() < len(said):
            if icon[1] in _WHO_ICONS:
                return self._fill(trial, "owner", marked, start + icon.end(), end), True
            if is_due_words(said[icon.end() :]):
                return self._fill(trial, "due", marked, start + icon.end(), end), True
        words = said.split()
        if _NO_TICKET.fullmatch(said):
            return 1, False
        if said.lower() in _NOBODY_ALONE and (in_fields or sep != "sp"):
            trial.weak.append(Value(said, start, end))
            return 1, False
        if is_handle(said):
            return self._fill(trial, "owner", marked, start, end), True
        if _ID_ONLY.fullmatch(said):
            trial.id = Value(said, start, end)
            return 1, True
        if len(words) <= 12 and (status := self._status(said, words, sep, in_fields)) is not None:
            self._fill(trial, "status", marked, start, start + status)
            self._fill_ref(trial, marked, start + status, end)
            strong = (
                not plain_words(said[:status])
                or sep in ("dash", "stop", "semi", "arrow", "nl", "pipe")
                or _ends_item(said[:status])
                or marked.is_strong(start, start + status)
            )
            return 1, strong
        if is_priority(said) and (sep != "sp" or said[0] == "!" or (said[0] in "Pp" and len(said) <= 3)):
            return self._fill(trial, "priority", marked, start, end), False
        if len(words) <= 6 and (marked.is_link(start, end) or is_refs(said)):
            self._fill_ref(trial, marked, start, end)
            return 1, False
        if sep == "by" and "due" not in self.taken:
            return self._fill(trial, "due", marked, start, end), False
        if len(words) <= 8 and self._is_due(said, sep, in_fields):
            return self._fill(trial, "due", marked, start, end), False
        if is_nobody(said) and (
            len(words) > 1
            or sep in ("arrow", "dash", "pipe")
            or in_fields
            or (sep == "" and said.lower() in ("unassigned", "unowned", "nobody"))
        ):
            return self._fill(trial, "owner", marked, start, end), False
        if len(words) > 1 and is_no_date(said):
            return self._fill(trial, "due", marked, start, end), False
        if "owner" in trial.fields or len(words) > 5:
            return 0, False
        if is_somebody(said, self.people) and sep not in ("sp", "stop"):
            return self._fill(trial, "owner", marked, start, end), False
        if sep == "arrow" and len(words) <= 4 and not is_nobody(said):
            return self._fill(trial, "owner", marked, start, end), True
        if sep in ("dash", "comma", "pipe", "nl", "group", "stop") and may_be_somebody(said):
            pending.append((start, end, sep if sep in ("comma", "stop") else "dash"))
            return 1, False
        return 0, False

    def _verb(self, said: str, sep: str) -> tuple[Name, int] | None:
        """The field that words like "assigned to" or "due" announce without a colon, and where its value begins."""
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
                    fits = len(value.split()) <= 6
            if fits:
                return name, verb.end()
        return None

    def _labelled(
        self, marked: Marked, trial: Reading, segments: list[_Segment], at: int, name: Name, start: int
    ) -> int:
        """Take a label's value: its own segment, and those behind it that still belong to it."""
        segment = segments[at]
        end = segment.end
        count = 1
        text = marked.text
        if start >= end and at + 1 < len(segments) and segments[at + 1].sep in ("group", "sp"):
            count, end = 2, segments[at + 1].end
            start = segments[at + 1].start
        while at + count < len(segments):
            following = segments[at + count]
            if name in _NOTE_FIELDS or name == "title":
                if _LABEL.match(text[following.start : following.end]) or (
                    following.group and self._group_is_fields(marked, following)
                ):
                    break
            elif name == "owner":
                if following.sep not in ("comma", "group") or self._known(marked, following):
                    break
                if following.sep == "comma" and len(text[following.start : following.end].split()) > 4:
                    break
            elif name == "due":
                if following.sep != "comma" or not self._is_due(text[following.start : following.end], "dash", True):
                    break
            elif name == "link":
                if following.sep != "comma" or not is_refs(text[following.start : following.end]):
                    break
            else:
                break
            end = following.end
            count += 1
        value = text[start:end].rstrip()
        if name != "owner" or not re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd)\.$", value):
            value = value.rstrip(".") if name not in _NOTE_FIELDS else value
        if value:
            self._fill(trial, name, marked, start, start + len(value))
        else:
            trial.fields.setdefault(name, Value("", start, start))
        return count

    def _known(self, marked: Marked, segment: _Segment) -> bool:
        """True where a segment is a field by itself, so that it cannot be more of an owner's name."""
        said = marked.text[segment.start : segment.end]
        if segment.group:
            return self._group_is_fields(marked, segment)
        return (
            _LABEL.match(said) is not None
            or _DUE_WORDS.match(said) is not None
            or is_priority(said)
            or read_status(said) is not None
            or is_refs(said)
            or is_no_date(said)
            or self._is_due(said, "dash", True)
        )

    def _group_is_fields(self, marked: Marked, segment: _Segment) -> bool:
        inner = self._segments(marked.scan, segment.start + 1, segment.end - 1)
        trial = Reading()
        pending: list[tuple[int, int, str]] = []
        at = 0
        while at < len(inner):
            count, _ = self._one(marked, trial, inner, at, True, pending)
            if not count:
                return False
            at += count
        if set(trial.fields) == {"owner"}:
            return is_handle(trial.fields["owner"].text) or _labels(marked, inner[0])
        return bool(trial.fields)

    def _group(
        self, marked: Marked, trial: Reading, segment: _Segment, pending: list[tuple[int, int, str]]
    ) -> tuple[int, bool]:
        """A bracketed segment: fields and nothing else, or a lone name, or nothing."""
        inner = self._segments(marked.scan, segment.start + 1, segment.end - 1)
        if not inner:
            return 1, False
        own = Reading()
        names: list[tuple[int, int, str]] = []
        at = 0
        sure = False
        bracket = marked.text[segment.start] == "["
        while at < len(inner):
            count, certain = self._one(
                marked, own, inner, at, bracket or len(inner) > 1 or _labels(marked, inner[0]), names
            )
            if (
                not count
                and at
                and "status" in own.fields
                and read_status(own.fields["status"].text) is ActionStatus.WONT_DO
            ):
                own.notes.append(marked.text[inner[at].start : inner[-1].end])
                count, certain = len(inner) - at, True
            if not count:
                break
            sure = sure or certain
            at += count
        if at < len(inner):
            if len(inner) == 1 and not inner[0].group:
                said = marked.text[inner[0].start : inner[0].end]
                if "owner" not in trial.fields and may_be_somebody(said):
                    pending.append((inner[0].start, inner[0].end, "bracket" if bracket else "group"))
                    return 1, False
            return 0, False
        if names and not own.fields:
            if len(names) != 1:
                return 0, False
            first, stop, _ = names[0]
            pending.append((first, stop, "bracket" if bracket else "group"))
            return 1, False
        if bracket and own.fields and own.fields.keys() <= _OVERRULING and _labels(marked, inner[0]):
            trial.labels.update(own.fields)
            return 1, True
        if "owner" in own.fields and len(inner) == 1 and not _labels(marked, inner[0]):
            trial.hints.add("bracket" if bracket else "group")
        if set(own.fields) == {"due"} and _DURATION.match(own.fields["due"].text) and not sure:
            return 0, False
        for first, stop, _ in names[:1]:
            own.fields.setdefault("owner", Value(marked.text[first:stop], first, stop))
        for name, value in own.fields.items():
            if name in self.taken and not sure:
                return 0, False
            trial.fields.setdefault(name, value)
        if own.id is not None:
            trial.id = own.id
        trial.notes += own.notes
        trial.weak += own.weak
        return 1, sure or "status" in own.fields or (len(own.fields) > 1)

    # -- single shapes

    def _status(self, said: str, words: list[str], sep: str, in_fields: bool) -> int | None:
        """Length of the status at the front of a segment that is a status and what belongs to it; None for other
        words."""
        if "status" in self.taken:
            return None
        first = plain_words(words[0]).split(" ")[0]
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
            if find_days(rest) and len(rest.split()) <= 5:
                return length
            if REF.search(rest) and len(rest.split()) <= 6:
                return length
            firm = _ends_item(phrase) or count > 1 or known in ("blocked", "wip", "ongoing", "scheduled")
            if is_handle(bare) or (len(rest.split()) <= 4 and tail and tail.end() and firm):
                return length
            if "%" in rest:
                return len(said)
            return None
        return None

    def _is_due(self, said: str, sep: str, in_fields: bool) -> bool:
        """True where words without a label are a due date: anything but a bare length of time, which needs a place of
        its own."""
        if "due" in self.taken or not _DUE_GATE.search(said):
            return False
        if not is_due_words(said):
            return False
        if in_fields or sep in ("dash", "arrow", "pipe", "semi", "nl"):
            return True
        if _BY.match(said):
            return sep != "sp" and not re.match(r"(?:for|over|from|during|within)\b", said, re.IGNORECASE)
        return not _DURATION.match(said) and (sep != "sp" or bool(find_days(said)))

    def _put(self, reading: Reading, name: Name, marked: Marked, start: int, end: int, *, shape: bool = False) -> bool:
        if shape and name in self.taken:
            return False
        reading.fields.setdefault(name, Value(marked.text[start:end], start, end))
        return True

    def _fill(self, trial: Reading, name: Name, marked: Marked, start: int, end: int) -> int:
        trial.fields.setdefault(name, Value(marked.text[start:end], start, end))
        return 1

    def _fill_ref(self, trial: Reading, marked: Marked, start: int, end: int) -> None:
        said = marked.text[start:end]
        href = marked.href(start, end) if start < end else None
        ref = href or find_ref(said)
        if ref:
            trial.fields.setdefault("link", Value(ref, start, end))


def _fits(name: Name, value: str) -> bool:
    """True where a value can be one of that field: so a word that is a label only now and then is one here."""
    match name:
        case "due":
            return is_no_date(value) or is_due_words(value)
        case "status":
            return exact_status(value) is not None
        case "priority":
            return is_priority(value)
        case "link":
            return is_refs(value)
        case "owner":
            return is_handle(value) or may_be_somebody(value) or is_nobody(value)
        case _:
            return False


def _ends_with_owner_words(said: str) -> bool:
    """True for "assigned to" before a bracket."""
    match = _OWNER_WORDS.match(said + " x")
    return match is not None and match.end() == len(said) + 1


def _labels(marked: Marked, segment: _Segment) -> bool:
    return ":" in marked.text[segment.start : segment.end]


def _ends_item(said: str) -> bool:
    status = read_status(said)
    return status is not None and not status.is_open


def _kind_of(token: str, kind: str) -> str:
    if "\n" in token:
        return "nl"
    if not kind:
        return "label"
    if kind == ",":
        return "comma"
    if kind == ";":
        return "semi"
    if kind in ".!?…":
        return "stop"
    if kind == "|":
        return "pipe"
    return "dash" if kind in ("--", "---", "-", "–", "—", "―", "·", "•", "::", "//", "~") else "arrow"


def _closing(scan: str, start: int, end: int) -> int | None:
    opened, closed = scan[start], _CLOSE[scan[start]]
    depth = 0
    for at in range(start, end):
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
    if _INITIAL.search(before) or _ABBREVIATED.search(before):
        return True
    return (
        _DAY_DOT.search(before) is not None
        and _MONTH_AHEAD.match(scan, after) is not None
        and bool(find_days(scan[max(start, first - 2) : after + 12]))
    )
