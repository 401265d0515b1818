"""Action items: from the blocks of their section to items, each with the places of its fields.

Items are the entries of lists (also of `•` lines, of lines with boxes), the rows of tables, and headings or bold
lines below which there is nothing but labelled fields. Prose is no item, nor is "None needed because …". What is
below an item (sub-bullets) are its details. A field that the text does not give is None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from pmflow.document.days import DayOrder
from pmflow.document.document import ReadItem, SectionBlocks
from pmflow.document.item_finish import finish
from pmflow.document.item_groups import TOLD, owners_among
from pmflow.document.item_learning import learn_words, meaning_of_cross, read_lines
from pmflow.document.item_sections import walk_section
from pmflow.document.item_walk import Walk
from pmflow.document.source import Source


def read_items(
    sections: tuple[SectionBlocks, ...],
    *,
    source: Source,
    anchor: dt.date | None,
    order: DayOrder | None,
    people: Collection[str] = (),
) -> tuple[ReadItem, ...]:
    """The action items in `sections`, in their order.

    `anchor` is the day from which relative dues count; `order` how the document writes `7/3/2025`; `people` are the names
    that it mentions elsewhere in a role.
    """
    if not sections:
        return ()
    known = _folded(people)
    walk = Walk(source, known)
    for section in sections:
        walk_section(walk, section)
    drafts = walk.drafts
    if not drafts:
        return ()
    words = learn_words(drafts, walk.words, known)
    read_lines(drafts, known, words)
    told = walk.nobody or any(TOLD.search(section.heading) for section in sections)
    owners = owners_among(walk.loose_labels, known, told=told)
    cross = meaning_of_cross(drafts)
    found = tuple([finish(draft, owners, cross, anchor, order, words) for draft in drafts])
    return _without_sizes(found)


def _folded(people: Collection[str]) -> frozenset[str]:
    """Names in lower case, with first names, so that "Idris" is known from "Idris Rahman"."""
    found: set[str] = set()
    for person in people:
        name = person.lower().strip().lstrip("@")
        found.add(name)
        parts = name.split()
        if len(parts) in (2, 3) and len(parts[0]) > 2 and parts[0].isalpha() and person[:1].isupper():
            found.add(parts[0])
    found -= {"", "the", "team"}
    return frozenset(found)


_SIZES = frozenset(["XS", "XL", "XXL", "XXS"])


def _without_sizes(items: tuple[ReadItem, ...]) -> tuple[ReadItem, ...]:
    """T-shirt sizes are a scale of their own: where there is an XL, L is not low."""
    if not any((read.item.priority_raw or "").upper() in _SIZES for read in items):
        return items
    return tuple(
        [
            ReadItem(read.item.model_copy(update={"priority": None}), read.place)
            if (read.item.priority_raw or "").upper() in _SIZES | {"S", "M", "L"}
            else read
            for read in items
        ]
    )
