"""Segments of a line as fields: which of them are one, and how far its value goes."""

from __future__ import annotations

import re

from pmflow.document.item_brackets import is_bracket_of_fields, read_bracket
from pmflow.document.item_fields import (
    is_due_words,
    is_full_name,
    is_handle,
    is_no_date,
    is_nobody,
    is_refs,
    is_somebody,
    may_be_party,
    may_be_somebody,
)
from pmflow.document.item_labels import LINE_LABEL, Name, label_at, label_field, plain_label
from pmflow.document.item_reading import Known, Reading, Value, fill, fill_ref
from pmflow.document.item_segments import ICONS, Segment
from pmflow.document.item_values import ends_item, fits, is_due_here, status_length
from pmflow.document.item_verbs import DUE_WORDS, announced, ends_with_owner_words, somebody_takes, stated
from pmflow.document.marked import Marked
from pmflow.document.priorities import is_priority
from pmflow.document.status_reason import is_firm, wont_do_reason
from pmflow.document.statuses import WORD_OF, exact_status, plain_words, read_status
from pmflow.patterns import lazy

_ICON = lazy(rf"([{ICONS}])[\ufe0f]?\s*")
_STAMP = lazy(r"[❌➕🛫]\ufe0f? ?\d{4}-\d\d-\d\d")
"""When a task was cancelled, written down or begun, as Obsidian's Tasks stamp it: its box says what it is now."""
_WHO_ICONS = "👤🧑👥🙋"
_DAY_WITH_DOT = lazy(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.$")
_ENDS_WITH_INITIAL = lazy(r"(?:^|\s)[A-ZÀ-Þ]$")
_DAY_AND_MONTH = lazy(r"(?<!\d)\d{1,2}\.\s?\d{1,2}$")
_NOBODY_ALONE = frozenset({"tbd", "tba", "tbc", "n/a", "-", "–", "—", "?", "none", "todo"})
_ID_ONLY = lazy(r"AI-\d+")
PLAIN_LABEL = lazy(r"\s*([^\W\d_][\w /#'’.-]{0,30}?)\s?(?:::?|=)\s*")
_GITLAB_LABEL = lazy(r"~(?:\"([^\"]+)\"|([\w:.-]+))")
_NO_TICKET = lazy(r"(?:no|without) (?:ticket|issue|bug|pr|link|jira)(?: yet| so far)?", re.IGNORECASE)
_NOT = frozenset(
    ["not", "no", "never", "nicht", "kein", "keine", "pas", "jamais", "nunca", "não", "non", "mai", "niet", "inte"]
)
"""What an arrow points at is no owner where it begins so: "→ not now"."""
NOTE_FIELDS = frozenset({"note", "done_when", "evidence"})


class FieldReader:
    """Reads segments with what the list as a whole has taught."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def take(
        self, marked: Marked, reading: Reading, segments: list[Segment], index: int, *, in_fields: bool = False
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
            count, certain = self.one(marked, trial, segments, at, in_fields, pending)
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
                shape in self.known.trust
                or (company and (in_fields or is_full_name(marked.text[first:stop]) or shape == "bold"))
            )
            if accepted and "owner" not in reading.fields and "owner" not in self.known.taken:
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
                    "due" if "owner" in {*trial.fields, *reading.fields, *self.known.taken} else "owner", value
                )
        for name, value in trial.fields.items():
            if name == "status" and reading.sign is not None and reading.fields.get(name, value).text == reading.sign:
                reading.overruled += (reading.fields[name],)
                reading.fields[name] = value  # words say more than a sign
            reading.fields.setdefault(name, value)
        if trial.labels:
            reading.labels = {**reading.labels, **trial.labels}
        if trial.id and not reading.id:
            reading.id = trial.id
        reading.notes += trial.notes
        return at - index

    def _back_to(self, segments: list[Segment], index: int, at: int, first: int, trial: Reading) -> int:
        for position in range(index, at):
            if segments[position].end > first:
                for name in [n for n, v in trial.fields.items() if v.start >= segments[position].start]:
                    del trial.fields[name]
                return position
        return at

    def one(
        self,
        marked: Marked,
        trial: Reading,
        segments: list[Segment],
        at: int,
        in_fields: bool,
        pending: list[tuple[int, int, str]],
    ) -> tuple[int, bool]:
        """How many segments from `at` on are one field (0: none), and whether they can be nothing else."""
        segment = segments[at]
        if segment.group:
            return read_bracket(self, marked, trial, segment, pending)
        text = marked.text
        start, end = segment.start, segment.end
        said = text[start:end].rstrip(".!")
        end = start + len(said)
        if not said:
            return 1, False
        if text[end : end + 1] == "." and _DAY_AND_MONTH.search(said):
            said, end = said + ".", end + 1
        if "status" not in self.known.taken and (count := self._declined(marked, trial, segments, at)):
            return count, True
        if said[0] == "~" and (tag := _GITLAB_LABEL.fullmatch(said)) is not None:
            inner = 1 if tag[1] is not None else 2
            if is_priority(tag[inner]):
                return fill(trial, "priority", marked, start + tag.start(inner), start + tag.end(inner)), False
            return 1, False
        if ":" in said or "=" in said:
            label = self.label(said)
            if label is None and in_fields and (line := LINE_LABEL.match(said)) is not None:
                named = label_field(line[1])
                label = (named, line.end()) if named not in (None, "ignored") else None
            if label is not None:
                return self.labelled(marked, trial, segments, at, label[0], start + label[1]), True
            if (
                segment.sep in ("stop", "semi", "dash", "pipe", "nl", "group", "comma")
                and (line := PLAIN_LABEL.match(said)) is not None
            ):
                name = label_field(line[1])
                if name is not None and fits(name, said[line.end() :]):
                    return self.labelled(marked, trial, segments, at, name, start + line.end()), True
        sep = "group" if in_fields and segment.sep == "" else segment.sep
        if at + 1 < len(segments) and segments[at + 1].group and ends_with_owner_words(said):
            return self.labelled(marked, trial, segments, at, "owner", end), True
        if (verb := announced(said, sep)) is not None:
            return self.labelled(marked, trial, segments, at, verb[0], start + verb[1]), sep != "sp"
        if (sep == "stop" or (sep == "comma" and at and self._is_stated(marked, segments[at - 1]))) and (
            sentence := stated(said)
        ) is not None:
            return fill(trial, sentence[0], marked, start + sentence[1], start + sentence[2]), sep == "stop"
        if (taker := somebody_takes(said)) is not None:
            return fill(trial, "owner", marked, start, start + len(taker)), sep == "stop"
        if said[0] in "❌➕🛫" and _STAMP.fullmatch(said) is not None:
            return 1, True
        if said[0] in ICONS and (icon := _ICON.match(said)) is not None and icon.end() < len(said):
            if icon[1] in _WHO_ICONS:
                return fill(trial, "owner", marked, start + icon.end(), end), True
            if is_due_words(said[icon.end() :]):
                return fill(trial, "due", marked, start + icon.end(), end), True
        words = said.split()
        if _NO_TICKET.fullmatch(said):
            return 1, False
        if sep not in ("sp", "") and said.lower() in ("unscheduled", "undated", "someday"):
            return fill(trial, "due", marked, start, end), False
        if said.lower() in _NOBODY_ALONE and (in_fields or sep != "sp"):
            trial.weak += (Value(said, start, end),)
            return 1, False
        if is_handle(said):
            return fill(trial, "owner", marked, start, end), True
        if _ID_ONLY.fullmatch(said):
            trial.id = Value(said, start, end)
            return 1, True
        if (
            "status" not in self.known.taken
            and len(words) <= 12
            and (status := status_length(said, words, sep, in_fields)) is not None
        ):
            fill(trial, "status", marked, start, start + status)
            fill_ref(trial, marked, start + status, end)
            strong = (
                not plain_words(said[:status])
                or sep in ("dash", "stop", "semi", "arrow", "nl", "pipe")
                or ends_item(said[:status])
                or marked.is_strong(start, start + status)
            )
            return 1, strong
        if is_priority(said) and (sep != "sp" or said[0] == "!" or (said[0] in "Pp" and len(said) <= 3)):
            return fill(trial, "priority", marked, start, end), False
        several = sep in ("comma", "sp") and " and " in said and "#" not in said and "://" not in said
        if len(words) <= 6 and (marked.is_link(start, end) or (is_refs(said) and not several)):
            fill_ref(trial, marked, start, end)
            return 1, False
        if sep == "by" and "due" not in self.known.taken:
            return fill(trial, "due", marked, start, end), False
        if len(words) <= 8 and self.is_due(said, sep, in_fields):
            return fill(trial, "due", marked, start, end), False
        if is_nobody(said) and (
            len(words) > 1
            or sep in ("arrow", "dash", "pipe")
            or in_fields
            or (sep == "" and said.lower() in ("unassigned", "unowned", "nobody"))
        ):
            return fill(trial, "owner", marked, start, end), False
        if len(words) > 1 and is_no_date(said):
            return fill(trial, "due", marked, start, end), False
        if "owner" in trial.fields or len(words) > 5:
            return 0, False
        if is_somebody(said, self.known.people) and sep not in ("sp", "stop"):
            trial.hints.add("comma" if sep == "comma" else "dash")
            return fill(trial, "owner", marked, start, end), False
        if sep == "arrow" and len(words) <= 4 and not is_nobody(said):
            if words[0].lower() in _NOT:
                trial.notes += (said,)
                return 1, True
            return fill(trial, "owner", marked, start, end), True
        shape = sep if sep in ("comma", "stop") else "dash"
        if text[end : end + 1] == "." and _ENDS_WITH_INITIAL.search(said):
            end += 1
        if sep in ("dash", "comma", "pipe", "nl", "group", "stop", "semi"):
            if may_be_somebody(said) or (shape in self.known.trust and may_be_party(said)):
                pending.append((start, end, shape))
                return 1, False
            if len(words) > 1 and may_be_party(said) and self._is_bold_before_due(marked, segments, at):
                pending.append((start, end, "bold"))
                return 1, False
            if (
                shape == "dash"
                and 1 < len(words) < 5
                and all(word[0].isupper() for word in words)
                and at + 1 < len(segments)
            ):
                following = text[segments[at + 1].start : segments[at + 1].end]
                if self.is_due(following, "dash", True) or is_no_date(following) or exact_status(following) is not None:
                    trial.hints.add(shape)  # a team's name, if other items have one there
        return 0, False

    def _declined(self, marked: Marked, trial: Reading, segments: list[Segment], at: int) -> int:
        """How many segments say that it will not be done, and why; 0 where they do not."""
        segment = segments[at]
        text = marked.text
        found = wont_do_reason(text[segment.start : segment.end])
        if found is None or not is_firm(text[segment.start : segment.start + found[0]]):
            return 0
        count = 1
        while at + count < len(segments) and not self._is_field(marked, segments[at + count]):
            count += 1
        reason = wont_do_reason(text[segment.start : segments[at + count - 1].end])
        trial.notes += (reason[1] if reason is not None else found[1],)
        return fill(trial, "status", marked, segment.start, segment.start + found[0]) * count

    def _is_stated(self, marked: Marked, segment: Segment) -> bool:
        return segment.sep == "stop" and stated(marked.text[segment.start : segment.end]) is not None

    def _is_bold_before_due(self, marked: Marked, segments: list[Segment], at: int) -> bool:
        """True for a segment that is bold in a line that is not, with a date behind it: "… **Head of Sales**, 3 May"."""
        segment = segments[at]
        if at + 1 == len(segments) or not marked.is_strong(segment.start, segment.end):
            return False
        following = marked.text[segments[at + 1].start : segments[at + 1].end]
        return self.is_due(following, "dash", True) and not marked.is_strong(segments[0].start, segments[0].end)

    def labelled(self, marked: Marked, trial: Reading, segments: list[Segment], at: int, name: Name, start: int) -> int:
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
            if name in NOTE_FIELDS or name == "title":
                if self.label(text[following.start : following.end]) or (
                    following.group and is_bracket_of_fields(self, marked, following)
                ):
                    break
            elif name == "owner":
                if following.sep not in ("comma", "group") or self._is_field(marked, following):
                    break
                if following.sep == "comma" and len(text[following.start : following.end].split()) > 4:
                    break
            elif name == "due":
                if following.sep != "comma" or not self.is_due(text[following.start : following.end], "dash", True):
                    break
            elif name == "link":
                if following.sep != "comma" or not is_refs(text[following.start : following.end]):
                    break
            else:
                break
            end = following.end
            count += 1
        said = text[start:end]
        if name == "due" and "status" not in self.known.taken and plain_words(said) in WORD_OF:
            name = name if is_due_words(said) or is_no_date(said) else "status"  # "Due: done"
        value = text[start:end].rstrip()
        if name != "owner" or not re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd)\.$", value):
            if name not in NOTE_FIELDS and not (name == "due" and _DAY_WITH_DOT.search(text[start : end + 1])):
                value = value.rstrip(".")
            elif name == "due" and text[end : end + 1] == ".":
                value += "."
        if value:
            fill(trial, name, marked, start, start + len(value))
        else:
            trial.fields.setdefault(name, Value("", start, start))
        return count

    def _is_field(self, marked: Marked, segment: Segment) -> bool:
        """True where a segment is a field by itself, so that it cannot be more of an owner's name."""
        said = marked.text[segment.start : segment.end]
        if segment.group:
            return is_bracket_of_fields(self, marked, segment)
        return (
            self.label(said) is not None
            or DUE_WORDS.match(said) is not None
            or is_priority(said)
            or read_status(said) is not None
            or is_refs(said)
            or is_no_date(said)
            or self.is_due(said, "dash", True)
        )

    def label(self, said: str) -> tuple[Name, int] | None:
        """The label with which a segment begins, one of the list's own or one of everybody's, and where its value does."""
        if self.known.words.labels and (line := PLAIN_LABEL.match(said)) is not None:
            name = self.known.words.labels.get(plain_label(line[1]))
            if name is not None:
                return name, line.end()
        return label_at(said)

    def is_due(self, said: str, sep: str, in_fields: bool) -> bool:
        """True where words without a label are a due date, and no column says it."""
        return "due" not in self.known.taken and is_due_here(said, sep, in_fields)
