"""Bracketed stretches of a line: fields and nothing else, a lone name, or words of the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmflow.document.item_fields import is_full_name, is_handle, is_somebody, may_be_party, may_be_somebody
from pmflow.document.item_labels import Name
from pmflow.document.item_reading import Reading, Value, fill, has_label
from pmflow.document.item_segments import DURATION, Segment, cut_segments
from pmflow.document.marked import Marked
from pmflow.document.statuses import read_status
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

if TYPE_CHECKING:
    from pmflow.document.item_take import FieldReader

_WAS = lazy(
    r"(?:was|were|originally|previously|formerly|before that|once|ursprünglich|vorher|avant|antes|prima)\b", re.I
)
_OVERRULING: frozenset[Name] = frozenset({"owner", "due", "status"})


def read_bracket(
    reader: FieldReader, marked: Marked, trial: Reading, segment: Segment, pending: list[tuple[int, int, str]]
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
        count, certain = reader.one(
            marked, own, inner, at, bracket or len(inner) > 1 or has_label(marked, inner[0]), names
        )
        if not count and at and _may_be_followed(own, marked, inner[at - 1]):
            own.notes += (marked.text[inner[at].start : inner[-1].end],)
            count, certain = len(inner) - at, True
        if not count:
            break
        sure = sure or certain
        at += count
    if at < len(inner):
        if len(inner) == 1 and not inner[0].group:
            said = marked.text[inner[0].start : inner[0].end]
            if "owner" not in trial.fields and _may_be_in(reader, shape, said):
                pending.append((inner[0].start, inner[0].end, shape))
                return 1, False
        elif at <= 1 and len(inner) > 1 and not inner[0].group:
            whole = Reading()
            if _somebody_first(reader, marked, whole, inner)[0] and {"due", "status"} & whole.fields.keys():
                trial.hints.add(shape)
                if shape in reader.known.trust:
                    return _somebody_first(reader, marked, trial, inner)
            elif shape in reader.known.trust and len(marked.text[segment.start : segment.end].split()) <= 10:
                somebody = marked.text[inner[0].start : inner[0].end]
                if "owner" not in trial.fields and (
                    is_full_name(somebody) or is_somebody(somebody, reader.known.people)
                ):
                    # Where brackets begin with a name, what follows it may be any words: "(Ana Li, from now on)".
                    trial.notes += (marked.text[inner[1].start : inner[-1].end],)
                    return fill(trial, "owner", marked, inner[0].start, inner[0].end), True
        return 0, False
    if names and not own.fields:
        if len(names) != 1:
            return 0, False
        first, stop, _ = names[0]
        if not segment.inset and not _may_be_in(reader, shape, marked.text[first:stop]):
            return 0, False
        pending.append((first, stop, shape))
        return 1, False
    if bracket and own.fields and own.fields.keys() <= _OVERRULING and has_label(marked, inner[0]):
        trial.labels = {**trial.labels, **own.fields}
        return 1, True
    if "owner" in own.fields and len(inner) == 1 and not has_label(marked, inner[0]):
        trial.hints.add(shape)
    if set(own.fields) == {"due"} and DURATION.match(own.fields["due"].text) and not sure:
        return 0, False
    for first, stop, _ in names[:1]:
        if "owner" not in own.fields and not (own.struck or _is_wont(own)):
            own.fields["owner"] = Value(marked.text[first:stop], first, stop)
            trial.hints.add(shape)
    for name, value in own.fields.items():
        if name in reader.known.taken and not sure:
            return 0, False
        trial.fields.setdefault(name, value)
    if own.id is not None:
        trial.id = own.id
    trial.notes += own.notes
    trial.weak += own.weak
    return 1, sure or "status" in own.fields or (len(own.fields) > 1)


def is_bracket_of_fields(reader: FieldReader, marked: Marked, segment: Segment) -> bool:
    inner = cut_segments(marked.scan, segment.start + segment.inset, segment.end - segment.inset)
    trial = Reading()
    pending: list[tuple[int, int, str]] = []
    at = 0
    while at < len(inner):
        count, _ = reader.one(marked, trial, inner, at, True, pending)
        if not count:
            return False
        at += count
    if set(trial.fields) == {"owner"}:
        return is_handle(trial.fields["owner"].text) or has_label(marked, inner[0])
    return bool(trial.fields)


def _may_be_in(reader: FieldReader, shape: str, said: str) -> bool:
    """True where the words may be a name in a bracket, or (a capital at least) in a stretch of another type."""
    if shape in reader.known.trust:
        return may_be_party(said)
    return may_be_somebody(said) and (shape != "run" or said[:1].isupper())


def _somebody_first(reader: FieldReader, marked: Marked, trial: Reading, inner: list[Segment]) -> tuple[int, bool]:
    """A bracket that begins with somebody (other items prove it) and goes on with fields."""
    first = marked.text[inner[0].start : inner[0].end]
    if "owner" in trial.fields or not may_be_party(first):
        return 0, False
    own = Reading()
    names: list[tuple[int, int, str]] = []
    at = 1
    while at < len(inner):
        count, _ = reader.one(marked, own, inner, at, True, names)
        if not count:
            return 0, False
        at += count
    fill(own, "owner", marked, inner[0].start, inner[0].end)
    for name, value in own.fields.items():
        trial.fields.setdefault(name, value)
    trial.notes += own.notes
    trial.weak += own.weak
    return 1, True


def _may_be_followed(own: Reading, marked: Marked, last: Segment) -> bool:
    """True where words behind a status are its reason: behind "dropped", and behind any that stands last with a label."""
    status = own.fields.get("status")
    if status is None:
        return False
    labelled = has_label(marked, last) and last.start <= status.start < last.end
    return labelled or read_status(status.text) is ActionStatus.WONT_DO


def _is_wont(reading: Reading) -> bool:
    """True for words that end the item: what stands beside them is a reason, no name."""
    status = reading.fields.get("status")
    return status is not None and read_status(status.text) is ActionStatus.WONT_DO
