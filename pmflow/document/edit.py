"""Writing into a document: an action item's status, owner, due date and id, and nothing else of people's words.

A field is written where it stands; where it has no place, `[Owner: X, Due: 2025-11-06]` goes to the end of the
title. Every write is read again: it counts only when the item then has exactly the new values and everything else
reads as before. What cannot be written so is refused, not forced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmflow.document.days import write_day
from pmflow.document.document import Document, ItemField
from pmflow.document.front_edit import set_front_matter
from pmflow.document.own_words import content_hash, read_block, upsert_block, without_own
from pmflow.document.pandoc_tables import is_grid_border, is_simple_border
from pmflow.document.source import Edit, Source, Span
from pmflow.document.status_style import PLAIN, spellings
from pmflow.errors import DocumentError, DocumentUnwritable
from pmflow.model import ActionItem, ActionStatus
from pmflow.patterns import lazy

__all__ = [
    "ItemChange",
    "content_hash",
    "read_block",
    "row_holds",
    "set_front_matter",
    "upsert_block",
    "without_own",
    "write_item",
    "write_items",
]

_HANDLE = lazy(r"[\w][\w.\-/]*")
_CLOSED = (ActionStatus.DONE, ActionStatus.VERIFIED)
_KEPT = (
    "title",
    "owner",
    "due",
    "status",
    "id",
    "priority",
    "priority_raw",
    "kind",
    "improves",
    "done_when",
    "link",
    "line",
)


Values = Mapping[str, object]
"""New values of one item by the field's name."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """New fields for the action item `index`; what is None stays untouched."""

    index: int
    status: ActionStatus | None = None
    owner: str | None = None
    due: dt.date | None = None
    id: str | None = None


def write_item(
    document: Document,
    index: int,
    *,
    status: ActionStatus | None = None,
    owner: str | None = None,
    due: dt.date | None = None,
    id: str | None = None,
) -> Source:
    """The source with new fields in action item `index`; what is None stays untouched, and so does every other byte.

    Raises `DocumentError` with the item's line where a value cannot be written so that it is read back.
    """
    return write_items(document, [ItemChange(index, status, owner, due, id)])


def row_holds(document: Document, id: str, owner: str) -> bool:
    """Whether this owner, written into the row of the action item `id`, reads back from it: "tbd-dev" is nobody there. True
    where there is no such row."""
    for index, item in enumerate(document.postmortem.action_items):
        if item.id == id:
            try:
                write_item(document, index, owner=owner)
            except DocumentError:
                return False
            return True
    return True


def write_items(document: Document, changes: Iterable[ItemChange]) -> Source:
    """The source with all the changes made, as `write_item` makes one.

    All are written in their first spelling and read back at once; only items for which that fails are written by
    themselves, with every spelling. Raises `DocumentError` with the line of the first item that cannot be written.
    """
    wanted: dict[int, Values] = {}
    for change in changes:
        said = (("id", change.id), ("status", change.status), ("owner", change.owner), ("due", change.due))
        item = document.postmortem.action_items[change.index]
        values = {name: value for name, value in said if value is not None and getattr(item, name) != value}
        if values:
            wanted[change.index] = {**wanted.get(change.index, {}), **values}
    return _all_written(document, wanted).source


def _all_written(document: Document, wanted: Mapping[int, Values]) -> Document:
    if len(wanted) < 2:
        for index, values in wanted.items():
            document = _one_written(document, index, values)
        return document
    try:
        source = document.source.edited(
            [e for at, values in wanted.items() for e in _first_edits(document, at, values)]
        )
    except ValueError:  # in one row they overlap: it is written field by field
        first, second = _halves(wanted, ())
    else:
        after = _read_again(document, source)
        if (misread := _misread(document, after, wanted)) == ():
            return after
        first, second = _halves(wanted, misread or ())
    return _all_written(_all_written(document, first), second)


def _halves(wanted: Mapping[int, Values], misread: Sequence[int]) -> tuple[dict[int, Values], dict[int, Values]]:
    """The changes in two parts: those that were read back as wanted and those that were not, where that is known."""
    apart = set(misread) & wanted.keys()
    if not 0 < len(apart) < len(wanted):
        apart = set(list(wanted)[len(wanted) // 2 :])
    return {at: wanted[at] for at in wanted if at not in apart}, {at: wanted[at] for at in wanted if at in apart}


def _first_edits(document: Document, index: int, values: Values) -> list[Edit]:
    """The edits that write an item's fields, each in its first spelling."""
    place, status = document.places[index], values.get("status")
    edits = _box(document, index, status) if isinstance(status, ActionStatus) else []
    left: dict[str, object] = {}
    for name, value in values.items():
        span = place.spans.get(_field(name))
        if span is not None:
            text = next(iter(_spellings(document, index, name, value, _at(document.source, span))))
            edits += _fitted(document.source, span, text, in_table=place.in_table)
        elif not (name == "status" and edits and status in (ActionStatus.DONE, ActionStatus.PLANNED)):
            left[name] = value
    if left:
        edits += _fitted(document.source, place.append, _appendix(left, place.in_table), in_table=False, grows=True)
    return edits


def _one_written(document: Document, index: int, wanted: Values) -> Document:
    left: dict[str, object] = {}
    for name, value in wanted.items():
        written = _in_place(document, index, name, value)
        if written is None:
            left[name] = value
        else:
            document = written
    return _appended(document, index, left) if left else document


def _field(name: str) -> ItemField:
    return "ref" if name == "id" else name  # type: ignore[return-value]


def _in_place(document: Document, index: int, name: str, value: object) -> Document | None:
    """The document with one field written where it stands; None where it has no place that can hold it."""
    place = document.places[index]
    span = place.spans.get(_field(name))
    box = _box(document, index, value) if isinstance(value, ActionStatus) else []
    if span is None:
        if box and value in (ActionStatus.DONE, ActionStatus.PLANNED):
            return _checked(document, document.source.edited(box), index, {name: value})
        return None
    old = _at(document.source, span)
    for text in _spellings(document, index, name, value, old):
        edits = [*box, *_fitted(document.source, span, text, in_table=place.in_table)]
        if (written := _checked(document, document.source.edited(edits), index, {name: value})) is not None:
            return written
    return None


def _appended(document: Document, index: int, left: dict[str, object]) -> Document:
    """The document with the fields that have no place at the end of the title."""
    place = document.places[index]
    text = _appendix(left, place.in_table)
    status = left.get("status")
    box = _box(document, index, status) if isinstance(status, ActionStatus) else []
    edits = [*box, *_fitted(document.source, place.append, text, in_table=False, grows=True)]
    written = _checked(document, document.source.edited(edits), index, left)
    if written is None and place.in_table and left.keys() == {"id"}:
        # A column of a table made of lines may have no room; behind the last one there is always some.
        line = place.append.line
        end = len(document.source.plain_lines[line - 1].rstrip())
        written = _checked(document, document.source.edited([Edit(Span(line, end, end), text)]), index, left)
    if written is None:
        item = document.postmortem.action_items[index]
        what = ", ".join(f"{name} {_label_value(value)!r}" for name, value in left.items())
        raise DocumentUnwritable(
            f"{what} cannot be written into the action item “{item.title[:60]}” so that it reads back; "
            "write it there by hand",
            line=item.line,
        )
    return written


def _appendix(left: Values, in_table: bool) -> str:
    """What goes behind a title for fields without a place of their own."""
    labels = [f"{name.capitalize()}: {_label_value(left[name])}" for name in ("owner", "due", "status") if name in left]
    text = f" [{', '.join(labels)}]" if labels else ""
    if "id" in left:
        text += f" <!-- {left['id']} -->"
    return text.replace("|", "\\|") if in_table else text


def _label_value(value: object) -> str:
    if isinstance(value, ActionStatus):
        return PLAIN[value]
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _box(document: Document, index: int, status: object) -> list[Edit]:
    """Ticking or unticking the item's box."""
    box = document.places[index].checkbox
    if box is None:
        return []
    now = _at(document.source, box)
    want = (now if now in "xX" else "x") if status in _CLOSED else (" " if now in "xX~-/" else now)
    return [] if now == want else [Edit(box, want)]


def _spellings(document: Document, index: int, name: str, value: object, old: str) -> Iterator[str]:
    in_table = document.places[index].in_table
    if isinstance(value, ActionStatus):
        others = [
            (item.status, _at(document.source, place.spans["status"]))
            for at, (item, place) in enumerate(zip(document.postmortem.action_items, document.places, strict=True))
            if at != index and "status" in place.spans and place.in_table == in_table
        ]
        found: Iterable[str] = spellings(value, old, others)
    elif isinstance(value, dt.date):
        formats = [document.places[index].day_format, *(place.day_format for place in document.places), "%Y-%m-%d"]
        lead = "by " if old.lower().startswith("by ") else ""
        found = [lead + write_day(value, form) for form in dict.fromkeys(formats) if form]
    else:
        text = str(value)
        styled = []
        if old.startswith("@") and _HANDLE.fullmatch(text):
            styled.append("@" + text)
        elif old.endswith("@") and _HANDLE.fullmatch(text):
            styled.append(text + "@")
        found = [*styled, text]
    for text in found:
        yield text.replace("|", "\\|") if in_table and "\\|" not in text else text
    if name != "id" and not in_table:
        yield f"{name.capitalize()}: {_label_value(value)}"
        yield f"[{name.capitalize()}: {_label_value(value)}]"


def _at(source: Source, span: Span) -> str:
    return source.plain_lines[span.line - 1][span.start : span.end]


def _fitted(source: Source, span: Span, text: str, *, in_table: bool, grows: bool = False) -> list[Edit]:
    """The edit that puts `text` at `span`, with blanks around it where a cell was empty, and columns kept in line where
    the table is made of lines.
    """
    line = source.plain_lines[span.line - 1]
    if (in_table or grows) and _in_line_table(source, span.line):
        return [_aligned(line, span, text)]
    before, after = line[: span.start], line[span.end :]
    if span.start == span.end and not grows:
        if before and not before[-1].isspace():
            text = " " + text
        if after and not after[0].isspace():
            text += " "
    return [Edit(span, text)]


def _in_line_table(source: Source, line: int) -> bool:
    lines = source.plain_lines
    for number in range(line - 1, max(0, line - 400), -1):
        if not lines[number - 1].strip():
            return False
        if is_grid_border(lines[number - 1]) or is_simple_border(lines[number - 1]):
            return True
    return False


def _aligned(line: str, span: Span, text: str) -> Edit:
    """Longer text eats the blanks behind it, shorter text leaves blanks, so that the columns behind stay where they
    are."""
    room = len(line) - len(line[span.end :].lstrip(" ")) - span.end
    longer = len(text) - (span.end - span.start)
    if longer <= 0:
        return Edit(span, text + " " * (-longer if line[span.end :].strip() else 0))
    eaten = min(longer, max(0, room - 1))
    return Edit(Span(span.line, span.start, span.end + eaten), text)


def _checked(before: Document, source: Source, index: int, wanted: Values) -> Document | None:
    """The edited document where the item has the wanted values and all the rest reads as it did; else None."""
    after = _read_again(before, source)
    return after if _misread(before, after, {index: wanted}) == () else None


def _read_again(before: Document, source: Source) -> Document:
    from pmflow.document.parse import parse

    return parse(source.encoded, ref=before.postmortem.ref)


def _misread(before: Document, after: Document, wanted: Mapping[int, Values]) -> tuple[int, ...] | None:
    """The items that do not read as wanted (or as they did); None where it cannot be said which, () where all is well."""
    old, new = before.postmortem.action_items, after.postmortem.action_items
    if len(old) != len(new):
        return None
    found = tuple(
        at
        for at, (was, now) in enumerate(zip(old, new, strict=True))
        if (was != now if at not in wanted else not _as_wanted(was, now, wanted[at]))
    )
    return found or (() if without_own(after) == without_own(before) else None)


def _as_wanted(was: ActionItem, now: ActionItem, wanted: Values) -> bool:
    return all(getattr(now, name) == wanted.get(name, getattr(was, name)) for name in _KEPT)
