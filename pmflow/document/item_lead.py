"""What stands in front of an action item's title: boxes, signs, ids, priorities, handles, tickets, dates, names."""

from __future__ import annotations

import re

from pmflow.document.item_fields import (
    is_due_words,
    is_no_date,
    is_nobody,
    is_refs,
    is_somebody,
    may_be_party,
    may_be_somebody,
)
from pmflow.document.item_labels import Name
from pmflow.document.item_reading import Known, Reading, Value
from pmflow.document.item_runs import bold_run, day_run, link_run
from pmflow.document.item_segments import DURATION, cut_segments
from pmflow.document.item_take import FieldReader
from pmflow.document.item_values import DUE_GATE
from pmflow.document.kinds import read_kind
from pmflow.document.marked import Marked
from pmflow.document.priorities import is_priority
from pmflow.document.statuses import CROSSES, SIGN_OF, WORD_OF, exact_status, plain_words, without_shortcodes
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_BOX = lazy(r"\s*\[([ xX\-~/>*✓✔✅✗])\](?:\s+|$)|\s*\[\](?:\s+|$)")
_BOXES = {
    " ": ActionStatus.PLANNED,
    "-": ActionStatus.WONT_DO,
    "~": ActionStatus.IN_PROGRESS,
    "/": ActionStatus.IN_PROGRESS,
    ">": ActionStatus.PLANNED,
    "✗": ActionStatus.WONT_DO,
}
_SIGN = lazy(rf"\s*([{''.join(SIGN_OF)}{CROSSES}])[\ufe0f\ufe0e]?\s*")
_SHORT_SIGN = lazy(r"\s*:([a-z][a-z_]*):\s*")
_ID = lazy(r"\s*\[?(AI-\d+)\]?\s?(?:[:.)\-–—]+|\b)\s*")
_KEY = lazy(
    r"\s*\[?((?:[A-Z][A-Z0-9_]{1,9}-\d+|[\w.-]*/?[\w.-]*#\d+|b/\d+|https?://\S+[\w/]))\]?(?:\s?:\s+|\s[-–—]+\s+|(?<=#\d)\s+(?=[A-Z])|(?<=#\d\d)\s+(?=[A-Z])|(?<=#\d{3})\s+(?=[A-Z])|(?<=#\d{4})\s+(?=[A-Z])|(?<=#\d{5})\s+(?=[A-Z]))"
)
_LEAD_GROUP = lazy(r"\s*[\[({]([^\[\](){}\n]{1,60})[\])}]\s*[:\-–—]*\s*")
_LEAD_PRIORITY = lazy(r"\s*((?:P|SEV-?|S)[0-4])\b\s*(?:[:.)]|[-–—|/]+(?=\s))?\s*")
_LEAD_WORD = lazy(r"\s*([A-Za-z][\w'’ -]{1,24}?)\s?(?::|\s[-–—]+(?=\s))\s*")
_LEAD_HANDLE = lazy(
    r"\s*(@[\w][\w.\-]*(?:/[\w.\-]+)?(?:(?:\s?(?:,|/|&|\+|and)\s?)@[\w][\w.\-]*)*|[a-z][\w.\-]*@(?=:))\s*(?:[:,]|[-–—]+(?=\s))?\s*"
)
_MARKS = frozenset("🔴🟠🟡🟢🔵🟣⚪⚫🔥🧊⭐🔺🔻🔼🔽⏫⏬🟥🟧🟨🟩❗‼")
"""Marks in front of a title that are a priority, or go with the status behind them ("🟢 Done — …")."""
_KEYWORDS = {
    "TODO": ActionStatus.PLANNED,
    "LATER": ActionStatus.PLANNED,
    "WAITING": ActionStatus.PLANNED,
    "WAIT": ActionStatus.PLANNED,
    "HOLD": ActionStatus.PLANNED,
    "NOW": ActionStatus.IN_PROGRESS,
    "DOING": ActionStatus.IN_PROGRESS,
    "STARTED": ActionStatus.IN_PROGRESS,
    "DONE": ActionStatus.DONE,
    "CANCELED": ActionStatus.WONT_DO,
    "CANCELLED": ActionStatus.WONT_DO,
}
"""The keywords with which outliners (Org, Logseq) begin a task."""
_KEYWORD = lazy(r"([A-Z]{3,9})[ \t]+(?=\[#[A-Z0-9]\]|[^\s:–—-])")
_COOKIE = lazy(r"\[#([A-Z0-9])\]\s*")
"""Their priority, from A on."""
_BEHIND_BOLD = lazy(r"\s*(?::|[-–—]+(?=\s))\s*")
_LEAD_FIELDS = lazy(r"\s*([^:\n]{3,50}[,;–—][^:\n]{2,50}?)\s?:\s+(?=\S)")
"""Several fields before a colon: "Lena Fuchs, 30 June: …"."""
_LEAD_BY = lazy(
    r"\s*((?:by|until|till|before|due|bis|pour le|avant le|para el|até|entro il) [^:\n]{3,30}?)\s?:\s+", re.IGNORECASE
)
_DASH_BEHIND = lazy(r"\s+[–—-]+\s")
_LEAD_NOBODY = lazy(
    r"\s*(\?{1,3}|n\.?n\.?|(?:nobody|no one|no owner|unassigned|unowned|vacant|tbd|tba|tbc)(?: yet| so far| for now)?"
    r"|not (?:yet )?(?:assigned|named|decided|known|given)(?: yet)?"
    r"|(?:still |yet )?to be (?:assigned|determined|decided|confirmed|named|agreed|found|appointed))\s?(?::|\s[-–—]+)\s+",
    re.IGNORECASE,
)
_LEAD_FOR = lazy(r"\s*(?:For|Für|Para|Pour|Voor|Per|Til|Till)\s+([^:\n]{2,40}?)\s?:\s+")
_LEAD_NAME = lazy(r"\s*([A-ZÀ-Þ][\w.’'\-]*(?: [\w.’'\-]+){0,3})\s?(?::|\s[-–—]+)\s+")
_LEAD_SLASH = lazy(r"\s*([^/\n]{1,40}?)\s/\s+(?=[^/\n]*\s/\s)")
"""Who, in "who / what / when"."""
_BARE_KEY = lazy(r"\s*\[?([A-Z][A-Z0-9_]{1,9}-\d{2,})\]?\s+(?=[^\W\d_]|[(\[])")
"""A ticket with nothing behind it but the title: one where most items of the list begin so."""


class FrontReader:
    """Peels off what stands before the title; a bracket of several fields goes to `fields`."""

    def __init__(self, known: Known, fields: FieldReader) -> None:
        self.known = known
        self._fields = fields

    def read(self, marked: Marked, reading: Reading, at: int = 0) -> int:
        text = marked.text
        if box := _BOX.match(text, at):
            mark = box[1] or ""
            reading.box = box.start(1) if mark else None
            reading.box_status = _BOXES.get(mark or " ", ActionStatus.DONE)
            at = box.end()
        return self.read_fields(marked, reading, at)

    def read_fields(self, marked: Marked, reading: Reading, at: int) -> int:
        text = marked.text
        mark: Value | None = None
        for _ in range(8):
            before = at
            rest = text[at : at + 1]
            if rest.isspace():
                at += 1
                continue
            if not rest:
                break
            if (
                rest in _MARKS
                and rest not in self.known.words.signs
                and len(text) > at + 2
                and "priority" not in reading.fields
            ):
                stop = at + 1 + (text[at + 1] in "\ufe0f\ufe0e")
                while text[stop : stop + 1] == rest:
                    stop += 1
                mark = Value(text[at:stop], at, stop)
                at = stop
            elif rest in self.known.words.signs and reading.sign is None:
                reading.sign = rest
                reading.fields.setdefault("status", Value(rest, at, at + 1))
                at += 1
            elif (sign := _SIGN.match(text, at)) and reading.sign is None:
                reading.sign, at = sign[1], sign.end()
                if "status" not in self.known.taken:
                    reading.fields.setdefault("status", Value(sign[1], sign.start(1), sign.end(1)))
            elif rest == ":" and (sign := _SHORT_SIGN.match(text, at)) and reading.sign is None:
                shown = without_shortcodes(sign[0].strip())
                if len(shown) != 1:
                    break
                reading.sign, at = shown, sign.end()
                if "status" not in self.known.taken:
                    reading.fields.setdefault("status", Value(shown, sign.start(1) - 1, sign.end(1) + 1))
            elif reading.id is None and (found := _ID.match(text, at)):
                reading.id, at = Value(found[1], found.start(1), found.end(1)), found.end()
            elif rest == "[" and (cookie := _COOKIE.match(text, at)) and "priority" not in reading.fields:
                self._put(reading, "priority", marked, cookie.start(1), cookie.end(1))
                at = cookie.end()
            elif rest in "([{" and (group := _LEAD_GROUP.match(text, at)) and group.end() < len(text.rstrip()):
                if not self._lead_group(marked, reading, group):
                    break
                at = group.end()
            elif "link" not in reading.fields and (lead := link_run(marked, at)) is not None:
                self._put(reading, "link", marked, at, lead[0])
                at = lead[1]
            elif ((key := _KEY.match(text, at)) and "link" not in reading.fields) or (
                "link" not in reading.fields
                and "link" not in self.known.taken
                and (key := _BARE_KEY.match(text, at))
                and self._is_key(reading)
            ):
                self._put(reading, "link", marked, key.start(1), key.end(1))
                at = key.end()
            elif (
                "priority" not in reading.fields
                and "priority" not in self.known.taken
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
            elif (
                "@" in text[at : at + 40]
                and "owner" not in self.known.taken
                and (found := _LEAD_HANDLE.match(text, at))
            ):
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
                rest.isupper()
                and (keyword := _KEYWORD.match(text, at))
                and keyword[1] in _KEYWORDS
                and "status" not in reading.fields
                and not self.known.taken
            ):
                self._put(reading, "status", marked, keyword.start(1), keyword.end(1))
                at = keyword.end()
            elif (
                "due" not in reading.fields
                and "due" not in self.known.taken
                and (by := _LEAD_BY.match(text, at))
                and is_due_words(by[1].removeprefix("due ").removeprefix("Due "))
            ):
                self._put(reading, "due", marked, by.start(1), by.end(1))
                at = by.end()
            elif (several := _LEAD_FIELDS.match(text, at)) and self._lead_several(marked, reading, several):
                at = several.end()
            elif (
                "owner" not in reading.fields
                and "owner" not in self.known.taken
                and (nobody := _LEAD_NOBODY.match(text, at))
                and self._nobody_leads(nobody, reading)
            ):
                self._put(reading, "owner", marked, nobody.start(1), nobody.end(1))
                at = nobody.end()
            elif (
                (word := _LEAD_WORD.match(text, at))
                and word.end() < len(text.rstrip())
                and self._lead_word(marked, reading, word)
            ):
                at = word.end()
            elif (bold := bold_run(marked, at)) is not None and self._lead_bold(marked, reading, at, bold):
                at = bold
                if behind := _BEHIND_BOLD.match(text, at):
                    at = behind.end()
            elif rest.isdigit() and (day := day_run(text, at)) is not None and "due" not in reading.fields:
                if "due" not in self.known.taken:
                    self._put(reading, "due", marked, at, day[0])
                at = day[1]
            elif (
                "owner" not in reading.fields
                and "owner" not in self.known.taken
                and (name := _LEAD_NAME.match(text, at))
                and self._is_lead_name(name, reading, text)
            ) or (
                "owner" not in reading.fields
                and "owner" not in self.known.taken
                and (name := _LEAD_SLASH.match(text, at))
                and self._is_slashed_name(name, reading)
            ):
                self._put(reading, "owner", marked, name.start(1), name.end(1))
                at = name.end()
            elif (
                "owner" not in reading.fields
                and "owner" not in self.known.taken
                and (name := _LEAD_FOR.match(text, at))
            ):
                somebody = is_somebody(name[1], self.known.people)
                if somebody or may_be_party(name[1]):
                    reading.hints.add("lead-for")
                if somebody or ("lead-for" in self.known.trust and may_be_party(name[1])):
                    self._put(reading, "owner", marked, name.start(1), name.end(1))
                    at = name.end()
            if at == before:
                break
        if mark is not None and "status" not in reading.fields and "priority" not in self.known.taken:
            reading.fields.setdefault("priority", mark)
        return at

    def _lead_group(self, marked: Marked, reading: Reading, group: re.Match[str]) -> bool:
        inner, start, end = group[1].strip(), group.start(1), group.end(1)
        if is_priority(inner) or (inner in "0123" and inner):
            return self._put(reading, "priority", marked, start, end, shape=True)
        if exact_status(inner) is not None or (
            (plain := plain_words(inner)) in WORD_OF
            and not plain.endswith("ing")
            and not (" " in inner and "," in inner)
        ):
            return self._put(reading, "status", marked, start, end, shape=True)
        if read_kind(inner) is not None:
            return self._put(reading, "kind", marked, start, end, shape=True)
        if is_refs(inner):
            return self._put(reading, "link", marked, start, end)
        if is_no_date(inner) or is_nobody(inner):
            return True
        if is_somebody(inner, self.known.people) or ("lead-group" in self.known.trust and may_be_somebody(inner)):
            return self._put(reading, "owner", marked, start, end, shape=True)
        if DUE_GATE.search(inner) and is_due_words(inner) and not DURATION.match(inner):
            return self._put(reading, "due", marked, start, end, shape=True)
        segments = cut_segments(marked.scan, start, end)
        if len(segments) > 1 or (segments and ":" in marked.text[segments[0].start : segments[0].end]):
            trial = Reading()
            if self._fields.take(marked, trial, segments, 0, in_fields=True) == len(segments):
                for name, value in trial.fields.items():
                    reading.fields.setdefault(name, value)
                return True
        if may_be_somebody(inner):
            reading.hints.add("lead-group")
        return False

    def _lead_several(self, marked: Marked, reading: Reading, several: re.Match[str]) -> bool:
        segments = cut_segments(marked.scan, several.start(1), several.end(1))
        trial = Reading()
        if len(segments) < 2 or self._fields.take(marked, trial, segments, 0, in_fields=True) < len(segments):
            return False
        if not trial.fields.keys() & {"due", "status"} or trial.fields.keys() & reading.fields.keys():
            return False
        reading.fields.update(trial.fields)
        return True

    def _lead_word(self, marked: Marked, reading: Reading, word: re.Match[str]) -> bool:
        """`Done: …`, `High - …`, `Prevent: …` in front of a title."""
        said, start, end = word[1], word.start(1), word.end(1)
        if is_priority(said):
            return self._put(reading, "priority", marked, start, end, shape=True)
        if exact_status(said) is not None and plain_words(said) not in ("fixed", "proposal", "wont"):
            return self._put(reading, "status", marked, start, end, shape=True)
        if read_kind(said) is not None and plain_words(said) in ("prevent", "detect", "mitigate", "process"):
            return self._put(reading, "kind", marked, start, end, shape=True)
        if "lead-colon" in self.known.trust and is_nobody(said):
            return True
        return plain_words(said) in ("action", "action item", "ai", "task")

    def _lead_bold(self, marked: Marked, reading: Reading, at: int, stop: int) -> bool:
        said = marked.text[at:stop].strip(" :.-–—[]()")
        start = marked.text.index(said, at) if said else at
        if is_priority(said):
            return self._put(reading, "priority", marked, start, start + len(said), shape=True)
        if exact_status(said) is not None:
            return self._put(reading, "status", marked, start, start + len(said), shape=True)
        if is_somebody(said, self.known.people):
            return self._put(reading, "owner", marked, start, start + len(said), shape=True)
        capitals = len(said.split()) > 1 and all(word[0].isupper() for word in said.split())
        trusted = "lead-dash" in self.known.trust and "owner" not in reading.fields
        if trusted and capitals and may_be_party(said) and _DASH_BEHIND.match(marked.text, stop) is not None:
            # a team's name, where other items have theirs
            return self._put(reading, "owner", marked, start, start + len(said), shape=True)
        return False

    def _is_lead_name(self, name: re.Match[str], reading: Reading, text: str) -> bool:
        said = name[1]
        if is_somebody(said, self.known.people):
            reading.lead = said
            reading.hints.add("lead-colon" if text[name.end(1) : name.end()].strip().startswith(":") else "lead-dash")
            return True
        dashed = not text[name.end(1) : name.end()].strip().startswith(":")
        capitals = len(said.split()) > 1 and all(word[0].isupper() for word in said.split())
        if dashed and capitals and "lead-dash" in self.known.trust and may_be_party(said):
            reading.lead = said  # a team's name, where other items have theirs
            return True
        if may_be_somebody(said):
            reading.lead = said
            reading.hints.add("lead-dash" if dashed else "lead-colon")
            return ("lead-dash" if dashed else "lead-colon") in self.known.trust
        return False

    def _nobody_leads(self, nobody: re.Match[str], reading: Reading) -> bool:
        if not nobody[0].rstrip().endswith(":"):
            reading.hints.add("lead-dash")
        return bool(self.known.trust & {"lead-dash", "lead-colon"})

    def _is_key(self, reading: Reading) -> bool:
        reading.hints.add("lead-key")
        return "lead-key" in self.known.trust

    def _is_slashed_name(self, name: re.Match[str], reading: Reading) -> bool:
        said = name[1]
        somebody = is_somebody(said, self.known.people)
        if somebody or may_be_somebody(said):
            reading.hints.add("lead-slash")
        return somebody or ("lead-slash" in self.known.trust and (may_be_party(said) or is_nobody(said)))

    def _put(self, reading: Reading, name: Name, marked: Marked, start: int, end: int, *, shape: bool = False) -> bool:
        if shape and name in self.known.taken:
            return False
        reading.fields.setdefault(name, Value(marked.text[start:end], start, end))
        return True
