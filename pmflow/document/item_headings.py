"""Headings that are action items themselves, in a section where nothing else is one."""

from __future__ import annotations

from pmflow.document.blocks import Block
from pmflow.document.item_draft import Draft
from pmflow.document.item_groups import Group, read_group
from pmflow.document.item_reading import Known
from pmflow.document.item_shapes import NUMBER, starts_with_owner_or_due
from pmflow.document.item_text import LineReader
from pmflow.document.item_walk import Walk
from pmflow.document.marked import Marked, marked_block


def read_headings(walk: Walk, blocks: tuple[Block, ...]) -> None:
    """Headings are the items where nothing else is one: they are numbered, or they or the prose below them hold
    fields."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    if len(levels) < 2:
        return
    found: list[tuple[Block, int, list[Marked]]] = []
    signs = 0
    for index, block in enumerate(blocks):
        if block.kind != "heading" or block.level != min(levels):
            continue
        below: list[Marked] = []
        for following in blocks[index + 1 :]:
            if following.kind == "heading":
                break
            if following.kind == "paragraph" and starts_with_owner_or_due(following.text):
                below.append(marked_block(following, walk.source))
        number = NUMBER.match(block.text)
        reading = LineReader(Known(walk.people)).read(marked_block(block, walk.source), number.end() if number else 0)
        signs += bool(number or below or reading.fields.keys() & {"owner", "due", "status"})
        found.append((block, number.end() if number else 0, below))
    if len(found) < 2 or 2 * signs < len(found):
        return
    for block, skip, details in found:
        if not read_group(block.text, walk.people).aside:
            walk.add(Draft(marked_block(block, walk.source), block.line, Group(), details=tuple(details), skip=skip))
