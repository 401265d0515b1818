"""The grammar of one line of an action list: "[P1] Warm the cache - @alice, due 2 May (done)" into title and
fields.

A line is read as segments between separators. What stands before the title (a box, a priority, a handle) is peeled
off from the front; from the end, segments are peeled off as long as each is understood; in the middle only what can
be nothing else (a labelled field) is taken. All the rest is the title: words of a sentence stay where they are.

Shapes that are no proof ("(alice)", "- Alice") are reported as `hints`; the reader of the whole list decides
whether they stand in enough items to be owners."""

from __future__ import annotations

from pmflow.document.item_fields import is_somebody
from pmflow.document.item_labels import Name, label_field
from pmflow.document.item_lead import FrontReader
from pmflow.document.item_reading import NOTHING_KNOWN, Known, Reading, Value, has_label
from pmflow.document.item_segments import Segment, cut_segments, split_early, split_tail
from pmflow.document.item_take import PLAIN_LABEL, FieldReader
from pmflow.document.item_verbs import are_people
from pmflow.document.marked import Marked
from pmflow.document.people_words import DEPARTMENTS
from pmflow.document.statuses import WORD_OF, plain_words, read_status
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_SUBJECT = lazy(
    r"\s*((?:@[\w.\-]+|[^\W\da-z_][\w.’'\-]*(?: (?!and )[\w.’'\-]+){0,3}?)(?:(?: and |, | & )[^\W\da-z_][\w.’'\-]*(?: [^\W\da-z_]"
    r"[\w.’'\-]*){0,2})?)"
    r"(?: (?:to|will|should|is to|are to|shall|must|is going to|are going to|has to|is|has agreed to|agreed to|volunteered to"
    r"|has volunteered to|promised to|has promised to|takes on|takes over|owns|wird|werden|va|vont|vai|gaat)|['’]ll)"
    r"(?! be\b) [a-zäöüéè]"
)
_SEPARATED = lazy(r"(?:[–—―|·•→:;,(\[]|->|=>|\s-|--)\s*$")
_ALL_TAKEN: frozenset[Name] = frozenset({"owner", "due", "status"})
_PLAIN_TITLE = lazy(r"(?!P\d|S\d|SEV|AI-)[A-ZÀ-Þ][\w’'-]*(?: \w+(?:[-,.’'/]\w+)*)* [^\W\d]{2,}\.?")
"""A title of words and nothing else: where all fields have columns of their own, there is no more to find in it."""
_ARTICLE = lazy(r" (?:the|an?|each|every|our|all|your|their) ")
_LONGEST_LINE = 8_000
_MOST_SEGMENTS = 200
"""A longer line, or a line of more segments is a page of prose (or rubbish): its fields are not looked for."""


class LineReader:
    """Reads the lines of one list."""

    def __init__(self, known: Known = NOTHING_KNOWN) -> None:
        self.known = known
        self._fields = FieldReader(known)
        self._front = FrontReader(known, self._fields)

    def read(self, marked: Marked, skip: int = 0) -> Reading:
        """Title and fields of one item's own line, without its first `skip` characters (a number)."""
        reading = Reading()
        text = marked.text
        if len(text) > _LONGEST_LINE or (self.known.taken >= _ALL_TAKEN and _PLAIN_TITLE.fullmatch(text)):
            reading.title = " ".join(text.split())
            if (comment := marked.id_comment) is not None:
                reading.id = Value(comment[0], -1, -1)
            return reading
        if (comment := marked.id_comment) is not None:
            reading.id = Value(comment[0], -1, -1)
        start = self._front.read(marked, reading, skip)
        end = len(text.rstrip())
        struck = marked.struck_until(start)
        if struck is not None and struck - start >= 3:
            reading.struck = True
            start = self._front.read_fields(marked, reading, start)
            rest = text[struck:end].strip(" \n.,;:-–—()")
            if rest and plain_words(rest) not in WORD_OF:
                reading.notes += (rest,)
            self._peel(marked, reading, start, min(end, struck))
            self._take_rest(marked, reading, struck, end)
            return reading
        self._peel(marked, reading, start, end)
        if "owner" not in reading.fields and "owner" not in self.known.taken and (said := _SUBJECT.match(text, start)):
            name = said[1]
            # The name is a word of the sentence: it is read, and never written over.
            if are_people(name):
                reading.hints.add("subject")
            sure = name[0] == "@" or (is_somebody(name, self.known.people) and _ARTICLE.search(name) is None)
            party = are_people(name) or name.lower() in DEPARTMENTS
            if sure or ("subject" in self.known.trust and party):
                reading.fields["owner"] = Value(name, -1, -1)
        return reading

    def read_detail(self, marked: Marked) -> Reading | None:
        """The fields of a line below an item; None where it is a sentence. A label's line counts whatever follows."""
        if len(marked.text) > _LONGEST_LINE:
            return None
        reading = Reading()
        segments = cut_segments(marked.scan, 0, len(marked.text.rstrip()))
        taken = self._fields.take(marked, reading, segments, 0, in_fields=True)
        if taken == 0 or (taken < len(segments) and not has_label(marked, segments[0])):
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
            count = self._fields.take(marked, reading, segments, index)
            if count:
                for done in range(index, index + count):
                    kept[done] = False
                index += count
            else:
                index += 1
        _settle(marked, reading, segments, kept)
        reading.title = _title(text, segments, kept, start, end)

    def _segments(self, marked: Marked, start: int, end: int) -> list[Segment]:
        """The line's segments; a last stretch in another type is a bracket without brackets."""
        scan = marked.scan
        slashes = scan.count(" / ") > 1
        runs = marked.last_runs(start, end) if len(marked.pieces) > 1 else []
        text = marked.text
        runs = [
            r
            for r in runs
            if not _SEPARATED.search(text, start, r[0]) and self._fields.label(text[r[0] : r[1]]) is None
        ]
        if not runs:
            return cut_segments(scan, start, end, slashes=slashes)
        segments: list[Segment] = []
        at = start
        for first, stop in runs:
            segments += cut_segments(scan, at, first, slashes=slashes)
            segments.append(Segment("group", first, stop, group=True, inset=0))
            at = stop
        return segments + cut_segments(scan, at, end, slashes=slashes)

    def _lead_label(self, marked: Marked, reading: Reading, segments: list[Segment]) -> int:
        """How many segments at the front are a labelled field ("Owner: Amy — …"); 0 where the title begins."""
        label = self._fields.label(marked.text[segments[0].start : segments[0].end])
        line = PLAIN_LABEL.match(marked.text, segments[0].start) if label is not None else None
        if line is not None and label_field(line[1]) == "title":
            return 0  # "Action: …" at the front, also where it means whose it is further on
        if label is None or segments[0].group or label[0] not in ("owner", "due", "priority", "status", "link"):
            return 0
        trial = Reading()
        count = self._fields.labelled(marked, trial, segments, 0, label[0], segments[0].start + label[1])
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
            index += self._fields.take(marked, reading, segments, index, in_fields=True) or 1


def _settle(marked: Marked, reading: Reading, segments: list[Segment], kept: list[bool]) -> None:
    """Words behind a status that ends the item are its reason, not its title."""
    status = reading.fields.get("status")
    if status is None or reading.struck:
        return
    decided = read_status(status.text)
    if decided is None or decided.is_open:
        return
    declined = decided is ActionStatus.WONT_DO
    for index, segment in enumerate(segments):
        if (
            kept[index]
            and index
            and segment.start >= status.end
            and (segment.sep in ("comma", "sp", "stop", "semi", "dash") or (segment.group and declined))
        ):
            before = segments[index - 1]
            if (not kept[index - 1] and before.end >= status.end) or (index and reading.notes):
                kept[index] = False
                inset = segment.inset if segment.group else 0
                reading.notes += (marked.text[segment.start + inset : segment.end - inset],)


def _title(text: str, segments: list[Segment], kept: list[bool], start: int, end: int) -> str:
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
