"""Reading action items from a few lines of Markdown, for the tests of the item readers and of the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from pmflow.document.blocks import read_blocks
from pmflow.document.days import DayOrder
from pmflow.document.document import ReadItem, SectionBlocks
from pmflow.document.items import read_items
from pmflow.document.source import Source
from pmflow.model import ActionItem, SectionName

RESOLVED = dt.date(2025, 6, 10)
"""A Tuesday."""

NAMES = (
    "title",
    "owner",
    "due",
    "due_raw",
    "priority",
    "priority_raw",
    "status",
    "kind",
    "improves",
    "done_when",
    "evidence",
    "link",
    "id",
    "reason",
)


def read(
    text: str, *, people: Collection[str] = (), anchor: dt.date | None = RESOLVED, order: DayOrder | None = None
) -> tuple[ReadItem, ...]:
    """The items of a section that consists of `text`."""
    source = Source.of(text)
    root = read_blocks(source.plain)
    section = SectionBlocks(SectionName.ACTION_ITEMS, "Action items", 1, root.end_line, 2, tuple(root.children))
    return read_items((section,), source=source, anchor=anchor, order=order, people=people)


def said(text: str, *, people: Collection[str] = (), order: DayOrder | None = None) -> list[dict[str, str]]:
    """Each item as the fields that it has, as text; `due_raw` and `priority_raw` only where they are not resolved."""
    return [shown(found.item) for found in read(text, people=people, order=order)]


def shown(item: ActionItem) -> dict[str, str]:
    """The fields that an item has, as text; the words for due and priority only where nothing resolves them."""
    fields = {name: str(value) for name in NAMES if (value := getattr(item, name)) is not None}
    if "due" in fields:
        del fields["due_raw"]
    if "priority" in fields:
        del fields["priority_raw"]
    return fields
