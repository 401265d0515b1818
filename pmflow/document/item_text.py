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

from pmflow.document.days import find_days
from pmflow.document.item_fields import (
    REF,
    find_ref,
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
from pmflow.document.item_lead import DUE_GATE, FrontReader
from pmflow.document.item_reading import Reading, Value
from pmflow.document.item_segments import DURATION, ICONS, Segment, cut_segments, split_early, split_tail
from pmflow.document.marked import Marked
from pmflow.document.priorities import is_priority, may_be_priority
from pmflow.document.statuses import IN_A_SENTENCE, SIGN_OF, WORD_OF, exact_status, plain_words, read_status
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_ICON = lazy(rf"([{ICONS}])[\ufe0f]?\s*")
_WHO_ICONS = "👤🧑👥🙋"
_SUBJECT = lazy(
    r"\s*((?:@[\w.\-]+|[^\W\da-z_][\w.’'\-]*(?: (?!and )[\w.’'\-]+){0,3}?)(?:(?: and |, | & )[^\W\da-z_][\w.’'\-]*(?: [^\W\da-z_]"
    r"[\w.’'\-]*){0,2})?)"
    r"(?: (?:to|will|should|is to|are to|shall|must|is going to|are going to|has to|is|has agreed to|agreed to|volunteered to"
    r"|has volunteered to|promised to|has promised to|takes on|takes over|owns|wird|werden|va|vont|vai|gaat)|['’]ll)"
    r"(?! be\b) [a-zäöüéè]"
)
_SEPARATED = lazy(r"(?:[–—―|·•→:;,(\[]|->|=>|\s-|--)\s*$")
_DAY_WITH_DOT = lazy(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.$")
_ENDS_WITH_INITIAL = lazy(r"(?:^|\s)[A-ZÀ-Þ]$")
_TAKES = lazy(
    r"([A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,4}?) (?:takes|take|has|have|owns|own|leads|drives|picks|does"
    r"|is on|are on|will take|will do)"
    r"(?: (?:this|that|it|care of (?:it|this)|this one|it up|on it|this on|the lead))*"
)
_ALL_TAKEN: frozenset[Name] = frozenset({"owner", "due", "status"})
_PLAIN_TITLE = lazy(r"(?!P\d|S\d|SEV|AI-)[A-ZÀ-Þ][\w’'-]*(?: \w+(?:[-,.’'/]\w+)*)* [^\W\d]{2,}\.?")
"""A title of words and nothing else: where all fields have columns of their own, there is no more to find in it."""
_DAY_AND_MONTH = lazy(r"(?<!\d)\d{1,2}\.\s?\d{1,2}$")
_WAS = lazy(
    r"(?:was|were|originally|previously|formerly|before that|once|ursprünglich|vorher|avant|antes|prima)\b", re.I
)
_ARTICLE = lazy(r" (?:the|an?|each|every|our|all|your|their) ")
_PARTLY = lazy(r"\b(?:staging|dev|test|canary|part|partly|partially|some|first|one|half|beta|pilot)\b", re.IGNORECASE)
_NOBODY_ALONE = frozenset({"tbd", "tba", "tbc", "n/a", "-", "–", "—", "?", "none", "todo"})
_ID_ONLY = lazy(r"AI-\d+")
_PLAIN_LABEL = lazy(r"\s*([^\W\d_][\w /#'’.-]{0,30}?)\s?(?:::?|=)\s*")
_GITLAB_LABEL = lazy(r"~(?:\"([^\"]+)\"|([\w:.-]+))")
_OWNER_WORDS = lazy(
    r"((?:assigned|allocated|delegated) to|owned by|owner|owners|dri|assignee|responsible|led by|poc|action by"
    r"|actioned by|picked up by|taken by|taken on by|handled by|done by|driven by)(?:\s+(?:is|are|will be|remains))?\s+(?=\S)",
    re.IGNORECASE,
)
_DUE_WORDS = lazy(
    r"((?:(?:was|were|is|are|now|originally|previously|initially|first) )*due(?: date)?(?: is| was)?(?: on)?|eta|e\.t\.a\."
    r"|deadline|target(?: date)?|(?:to be )?(?:done|finished|ready|closed|in place) by|planned for|scheduled for"
    r"|expected(?: by| on)?"
    r"|(?:to )?(?:complete|finish|deliver)(?:ed)? by|ecd)\s+(?=\S)",
    re.IGNORECASE,
)
_STATUS_WORDS = lazy(r"(status|state)\s+(?=\S)", re.IGNORECASE)
_NO_TICKET = lazy(r"(?:no|without) (?:ticket|issue|bug|pr|link|jira)(?: yet| so far)?", re.IGNORECASE)
_PRIORITY_WORDS = lazy(r"(priority|prio|severity|sev)\s+(?=\S)", re.IGNORECASE)
_VERBS: tuple[tuple[re.Pattern[str], Name], ...] = (
    (_OWNER_WORDS, "owner"),
    (_DUE_WORDS, "due"),
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
_OVERRULING: frozenset[Name] = frozenset({"owner", "due", "status"})
_LONGEST_LINE = 8_000
_MOST_SEGMENTS = 200
"""A longer line, or a line of more segments is a page of prose (or rubbish): its fields are not looked for."""
_NOTE_FIELDS = frozenset({"note", "done_when", "evidence"})


class LineReader(FrontReader):
    """Reads the lines of one list."""

    def read(self, marked: Marked, skip: int = 0) -> Reading:
        """Title and fields of one item's own line, without its first `skip` characters (a number)."""
        reading = Reading()
        text = marked.text
        if len(text) > _LONGEST_LINE or (self.taken >= _ALL_TAKEN and _PLAIN_TITLE.fullmatch(text)):
            reading.title = " ".join(text.split())
            if (comment := marked.id_comment) is not None:
                reading.id = Value(comment[0], -1, -1)
            return reading
        if (comment := marked.id_comment) is not None:
            reading.id = Value(comment[0], -1, -1)
        start = self._lead(marked, reading, skip)
        end = len(text.rstrip())
        struck = marked.struck_until(start)
        if struck is not None and struck - start >= 3:
            reading.struck = True
            start = self._lead_fields(marked, reading, start)
            rest = text[struck:end].strip(" \n.,;:-–—()")
            if rest and plain_words(rest) not in WORD_OF:
                reading.notes += (rest,)
            self._peel(marked, reading, start, min(end, struck))
            self._take_rest(marked, reading, struck, end)
            return reading
        self._peel(marked, reading, start, end)
        if "owner" not in reading.fields and "owner" not in self.taken and (said := _SUBJECT.match(text, start)):
            name = said[1]
            # The name is a word of the sentence: it is read, and never written over.
            if _are_people(name):
                reading.hints.add("subject")
            sure = name[0] == "@" or (is_somebody(name, self.people) and _ARTICLE.search(name) is None)
            if sure or ("subject" in self.trust and _are_people(name)):
                reading.fields["owner"] = Value(name, -1, -1)
        return reading

    def read_detail(self, marked: Marked) -> Reading | None:
        """The fields of a line below an item; None where it is a sentence. A label's line counts whatever follows."""
        if len(marked.text) > _LONGEST_LINE:
            return None
        reading = Reading()
        segments = cut_segments(marked.scan, 0, len(marked.text.rstrip()))
        taken = self._take(marked, reading, segments, 0, in_fields=True)
        if taken == 0 or (taken < len(segments) and not _labels(marked, segments[0])):
            return None
        reading.notes += tuple([marked.text[s.start : s.end] for s in segments[taken:]])
        return reading

    def _peel(self, marked: Marked, reading: Reading, start: int, end: int) -> None:
        scan, text = marked.scan, marked.text
        segments = self._segments(marked, start, end)
        if not segments:
            reading.bare = True
            return
        if len(segments) > _MOST_SEGMENTS:
            reading.title = " ".join(text[start:end].split())
            return
        while len(segments) > 1 and (count := self._lead_label(marked, reading, segments)):
            del segments[:count]
            start = segments[0].start
        last = len(segments) - 1
        while last > 0 and segments[last].group:
            last -= 1
        if not segments[last].group:
            segments[last : last + 1] = split_tail(scan, segments[last], first=last == 0)
        for at in range(last - 1, -1, -1):
            if not segments[at].group and (parts := split_early(scan, segments[at])) is not None:
                segments[at : at + 1] = parts
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

    def _segments(self, marked: Marked, start: int, end: int) -> list[Segment]:
        """The line's segments; a last stretch in another type is a bracket without brackets."""
        scan = marked.scan
        runs = marked.last_runs(start, end) if len(marked.pieces) > 1 else []
        text = marked.text
        runs = [r for r in runs if not _SEPARATED.search(text, start, r[0]) and self._label(text[r[0] : r[1]]) is None]
        if not runs:
            return cut_segments(scan, start, end)
        segments: list[Segment] = []
        at = start
        for first, stop in runs:
            segments += cut_segments(scan, at, first)
            segments.append(Segment("group", first, stop, group=True, inset=0))
            at = stop
        return segments + cut_segments(scan, at, end)

    def _label(self, said: str) -> tuple[Name, int] | None:
        """The label with which a segment begins, one of the list's own or one of everybody's, and where its value does."""
        if self.own and (line := _PLAIN_LABEL.match(said)) is not None:
            name = self.own.get(plain_label(line[1]))
            if name is not None:
                return name, line.end()
        return label_at(said)

    def _lead_label(self, marked: Marked, reading: Reading, segments: list[Segment]) -> int:
        """How many segments at the front are a labelled field ("Owner: Amy — …"); 0 where the title begins."""
        label = self._label(marked.text[segments[0].start : segments[0].end])
        line = _PLAIN_LABEL.match(marked.text, segments[0].start) if label is not None else None
        if line is not None and label_field(line[1]) == "title":
            return 0  # "Action: …" at the front, also where it means whose it is further on
        if label is None or segments[0].group or label[0] not in ("owner", "due", "priority", "status", "link"):
            return 0
        trial = Reading()
        count = self._labelled(marked, trial, segments, 0, label[0], segments[0].start + label[1])
        if count >= len(segments):
            return 0
        for found, value in trial.fields.items():
            reading.fields.setdefault(found, value)
        return count

    def _take_rest(self, marked: Marked, reading: Reading, start: int, end: int) -> None:
        """What stands behind a struck-out title: fields where there are some, and no title."""
        segments = cut_segments(marked.scan, start, end)
        index = 0
        while index < len(segments):
            index += self._take(marked, reading, segments, index, in_fields=True) or 1

    def _settle(self, marked: Marked, reading: Reading, segments: list[Segment], kept: list[bool]) -> None:
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
                    reading.notes += (marked.text[segment.start : segment.end],)

    def _title(self, text: str, segments: list[Segment], kept: list[bool], start: int, end: int) -> str:
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

    def _one(
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
            return self._group(marked, trial, segment, pending)
        text = marked.text
        start, end = segment.start, segment.end
        said = text[start:end].rstrip(".!")
        end = start + len(said)
        if not said:
            return 1, False
        if text[end : end + 1] == "." and _DAY_AND_MONTH.search(said):
            said, end = said + ".", end + 1
        if ":" in said or "=" in said:
            label = self._label(said)
            if label is None and in_fields and (line := LINE_LABEL.match(said)) is not None:
                named = label_field(line[1])
                label = (named, line.end()) if named not in (None, "ignored") else None
            if label is not None:
                return self._labelled(marked, trial, segments, at, label[0], start + label[1]), True
            if (
                segment.sep in ("stop", "semi", "dash", "pipe", "nl", "group", "comma")
                and (line := _PLAIN_LABEL.match(said)) is not None
            ):
                name = label_field(line[1])
                if name is not None and _fits(name, said[line.end() :]):
                    return self._labelled(marked, trial, segments, at, name, start + line.end()), True
        sep = "group" if in_fields and segment.sep == "" else segment.sep
        if at + 1 < len(segments) and segments[at + 1].group and _ends_with_owner_words(said):
            return self._labelled(marked, trial, segments, at, "owner", end), True
        if (verb := self._verb(said, sep)) is not None:
            return self._labelled(marked, trial, segments, at, verb[0], start + verb[1]), sep != "sp"
        if (takes := _TAKES.fullmatch(said)) is not None and _are_people(takes[1]):
            return self._fill(trial, "owner", marked, start, start + takes.end(1)), sep == "stop"
        if said[0] in ICONS and (icon := _ICON.match(said)) is not None and icon.end() < len(said):
            if icon[1] in _WHO_ICONS:
                return self._fill(trial, "owner", marked, start + icon.end(), end), True
            if is_due_words(said[icon.end() :]):
                return self._fill(trial, "due", marked, start + icon.end(), end), True
        words = said.split()
        if said[0] == "~" and (tag := _GITLAB_LABEL.fullmatch(said)) is not None:
            inner = 1 if tag[1] is not None else 2
            if is_priority(tag[inner]):
                return self._fill(trial, "priority", marked, start + tag.start(inner), start + tag.end(inner)), False
            return 1, False
        if _NO_TICKET.fullmatch(said):
            return 1, False
        if sep not in ("sp", "") and said.lower() in ("unscheduled", "undated", "someday"):
            return self._fill(trial, "due", marked, start, end), False
        if said.lower() in _NOBODY_ALONE and (in_fields or sep != "sp"):
            trial.weak += (Value(said, start, end),)
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
        several = sep in ("comma", "sp") and " and " in said and "#" not in said and "://" not in said
        if len(words) <= 6 and (marked.is_link(start, end) or (is_refs(said) and not several)):
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
            trial.hints.add("comma" if sep == "comma" else "dash")
            return self._fill(trial, "owner", marked, start, end), False
        if sep == "arrow" and len(words) <= 4 and not is_nobody(said):
            return self._fill(trial, "owner", marked, start, end), True
        shape = sep if sep in ("comma", "stop") else "dash"
        if text[end : end + 1] == "." and _ENDS_WITH_INITIAL.search(said):
            end += 1
        if sep in ("dash", "comma", "pipe", "nl", "group", "stop", "semi"):
            if may_be_somebody(said) or (shape in self.trust and may_be_party(said)):
                pending.append((start, end, shape))
                return 1, False
            if (
                shape == "dash"
                and 1 < len(words) < 5
                and all(word[0].isupper() for word in words)
                and at + 1 < len(segments)
            ):
                following = text[segments[at + 1].start : segments[at + 1].end]
                if (
                    self._is_due(following, "dash", True)
                    or is_no_date(following)
                    or exact_status(following) is not None
                ):
                    trial.hints.add(shape)  # a team's name, if other items have one there
        return 0, False

    def _verb(self, said: str, sep: str) -> tuple[Name, int] | None:
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

    def _labelled(
        self, marked: Marked, trial: Reading, segments: list[Segment], at: int, name: Name, start: int
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
                if self._label(text[following.start : following.end]) or (
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
        said = text[start:end]
        if name == "due" and "status" not in self.taken and plain_words(said) in WORD_OF:
            name = name if is_due_words(said) or is_no_date(said) else "status"  # "Due: done"
        value = text[start:end].rstrip()
        if name != "owner" or not re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd)\.$", value):
            if name not in _NOTE_FIELDS and not (name == "due" and _DAY_WITH_DOT.search(text[start : end + 1])):
                value = value.rstrip(".")
            elif name == "due" and text[end : end + 1] == ".":
                value += "."
        if value:
            self._fill(trial, name, marked, start, start + len(value))
        else:
            trial.fields.setdefault(name, Value("", start, start))
        return count

    def _known(self, marked: Marked, segment: Segment) -> bool:
        """True where a segment is a field by itself, so that it cannot be more of an owner's name."""
        said = marked.text[segment.start : segment.end]
        if segment.group:
            return self._group_is_fields(marked, segment)
        return (
            self._label(said) is not None
            or _DUE_WORDS.match(said) is not None
            or is_priority(said)
            or read_status(said) is not None
            or is_refs(said)
            or is_no_date(said)
            or self._is_due(said, "dash", True)
        )

    def _group_is_fields(self, marked: Marked, segment: Segment) -> bool:
        inner = cut_segments(marked.scan, segment.start + segment.inset, segment.end - segment.inset)
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
        self, marked: Marked, trial: Reading, segment: Segment, pending: list[tuple[int, int, str]]
    ) -> tuple[int, bool]:
        """A bracketed segment: fields and nothing else, or a lone name, or nothing."""
        inner = cut_segments(marked.scan, segment.start + segment.inset, segment.end - segment.inset)
        if not inner:
            return 1, False
        own = Reading()
        names: list[tuple[int, int, str]] = []
        at = 0
        sure = False
        bracket = marked.text[segment.start] == "["
        if segment.inset and _WAS.match(marked.text, segment.start + 1):
            return 1, False
        shape = "run" if not segment.inset else "bracket" if bracket else "group"
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
                own.notes += (marked.text[inner[at].start : inner[-1].end],)
                count, certain = len(inner) - at, True
            if not count:
                break
            sure = sure or certain
            at += count
        if at < len(inner):
            if len(inner) == 1 and not inner[0].group:
                said = marked.text[inner[0].start : inner[0].end]
                if "owner" not in trial.fields and self._may_be_in(shape, said):
                    pending.append((inner[0].start, inner[0].end, shape))
                    return 1, False
            elif at <= 1 and len(inner) > 1 and not inner[0].group:
                whole = Reading()
                if self._whole_group(marked, whole, inner)[0] and {"due", "status"} & whole.fields.keys():
                    trial.hints.add(shape)
                    if shape in self.trust:
                        return self._whole_group(marked, trial, inner)
                elif shape in self.trust and len(marked.text[segment.start : segment.end].split()) <= 10:
                    somebody = marked.text[inner[0].start : inner[0].end]
                    if "owner" not in trial.fields and (is_full_name(somebody) or is_somebody(somebody, self.people)):
                        # Where brackets begin with a name, what follows it may be any words: "(Ana Li, from now on)".
                        trial.notes += (marked.text[inner[1].start : inner[-1].end],)
                        return self._fill(trial, "owner", marked, inner[0].start, inner[0].end), True
            return 0, False
        if names and not own.fields:
            if len(names) != 1:
                return 0, False
            first, stop, _ = names[0]
            if not segment.inset and not self._may_be_in(shape, marked.text[first:stop]):
                return 0, False
            pending.append((first, stop, shape))
            return 1, False
        if bracket and own.fields and own.fields.keys() <= _OVERRULING and _labels(marked, inner[0]):
            trial.labels = {**trial.labels, **own.fields}
            return 1, True
        if "owner" in own.fields and len(inner) == 1 and not _labels(marked, inner[0]):
            trial.hints.add(shape)
        if set(own.fields) == {"due"} and DURATION.match(own.fields["due"].text) and not sure:
            return 0, False
        for first, stop, _ in names[:1]:
            if "owner" not in own.fields and not (own.struck or _is_wont(own)):
                own.fields["owner"] = Value(marked.text[first:stop], first, stop)
                trial.hints.add(shape)
        for name, value in own.fields.items():
            if name in self.taken and not sure:
                return 0, False
            trial.fields.setdefault(name, value)
        if own.id is not None:
            trial.id = own.id
        trial.notes += own.notes
        trial.weak += own.weak
        return 1, sure or "status" in own.fields or (len(own.fields) > 1)

    def _may_be_in(self, shape: str, said: str) -> bool:
        """True where the words may be a name in a bracket, or (a capital at least) in a stretch of another type."""
        if shape in self.trust:
            return may_be_party(said)
        return may_be_somebody(said) and (shape != "run" or said[:1].isupper())

    def _whole_group(self, marked: Marked, trial: Reading, inner: list[Segment]) -> tuple[int, bool]:
        """A bracket that begins with somebody (other items prove it) and goes on with fields."""
        first = marked.text[inner[0].start : inner[0].end]
        if "owner" in trial.fields or not may_be_party(first):
            return 0, False
        own = Reading()
        names: list[tuple[int, int, str]] = []
        at = 1
        while at < len(inner):
            count, _ = self._one(marked, own, inner, at, True, names)
            if not count:
                return 0, False
            at += count
        self._fill(own, "owner", marked, inner[0].start, inner[0].end)
        for name, value in own.fields.items():
            trial.fields.setdefault(name, value)
        trial.notes += own.notes
        trial.weak += own.weak
        return 1, True

    def _status(self, said: str, words: list[str], sep: str, in_fields: bool) -> int | None:
        """Length of the status at the front of a segment that is a status and what belongs to it; None for other
        words."""
        if "status" in self.taken:
            return None
        first = plain_words(words[0]).split(" ")[0]
        if not first and len(words) > 1 and words[0] not in SIGN_OF and "." not in words[0]:
            lead = said.index(words[1], len(words[0]))  # a mark of no meaning of its own: "🟡 in progress"
            found = self._status(said[lead:], words[1:], sep, in_fields)
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
        if "due" in self.taken or not DUE_GATE.search(said):
            return False
        if not is_due_words(said):
            return False
        if in_fields or sep in ("dash", "arrow", "pipe", "semi", "nl"):
            return True
        if _BY.match(said):
            return sep != "sp" and not re.match(r"(?:for|over|from|during|within)\b", said, re.IGNORECASE)
        return not DURATION.match(said) and (sep != "sp" or bool(find_days(said)))

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
            return may_be_priority(value)
        case "link":
            return is_refs(value)
        case "owner":
            return is_handle(value) or may_be_somebody(value) or is_nobody(value)
        case _:
            return False


def _are_people(text: str) -> bool:
    """True where all of "Ana and Ravi" have the shape of a name."""
    return all(may_be_somebody(part) for part in re.split(r" and |, | & ", text))


def _is_wont(reading: Reading) -> bool:
    """True for words that end the item: what stands beside them is a reason, no name."""
    status = reading.fields.get("status")
    return status is not None and read_status(status.text) is ActionStatus.WONT_DO


def _ends_with_owner_words(said: str) -> bool:
    """True for "assigned to" before a bracket."""
    match = _OWNER_WORDS.match(said + " x")
    return match is not None and match.end() == len(said) + 1


def _labels(marked: Marked, segment: Segment) -> bool:
    return ":" in marked.text[segment.start : segment.end]


def _ends_item(said: str) -> bool:
    status = read_status(said)
    return status is not None and not status.is_open
