"""An action item while it is being read: its text, its cells, its details, and the words of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pmflow.document.item_groups import Group
from pmflow.document.item_labels import Name
from pmflow.document.item_reading import Reading
from pmflow.document.item_tables import ActionTable
from pmflow.document.marked import Marked
from pmflow.document.source import Span
from pmflow.document.table_cells import TableCell


class Words(NamedTuple):
    """A field's words with their place."""

    text: str
    span: Span | None


_UNREAD = Reading()
_NO_CELLS: Mapping[Name, list[TableCell]] = {}
_NOTHING_ABOVE: Mapping[Name, str] = {}


@dataclass(slots=True)
class Draft:
    """An item while it is being read."""

    marked: Marked
    line: int
    group: Group
    reading: Reading = field(default_factory=lambda: _UNREAD)
    words: dict[Name, Words] = field(default_factory=dict)
    cells: Mapping[Name, list[TableCell]] = field(default_factory=lambda: _NO_CELLS)
    details: tuple[Marked, ...] = ()
    table: ActionTable | None = None
    taken: frozenset[Name] = frozenset()
    skip: int = 0
    """Length of the number in front of the title."""
    above: Mapping[Name, str] = field(default_factory=lambda: _NOTHING_ABOVE)
    """What the cells of the row above say, for those that only repeat it."""


def span_of(marked: Marked, start: int, end: int) -> Span | None:
    """Where a stretch of the text stands in the source; an empty one is a place to insert."""
    if start < 0:
        return None
    if start < end:
        return marked.span(start, end)
    before = marked.span(start - 2, start) if start >= 2 else None
    return Span(before.line, before.end, before.end) if before is not None else None


def said_in(words: Words | None) -> str | None:
    """The words on one line; None where there are none."""
    text = " ".join(words.text.split()) if words is not None else ""
    return text or None
