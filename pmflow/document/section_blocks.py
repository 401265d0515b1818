"""The blocks of a section, once it is known which part it is: its own, and those of the parts inside it."""

from __future__ import annotations

from pmflow.document.blocks import Block
from pmflow.document.document import SectionBlocks
from pmflow.document.parts import CUTTING_TOPICS, Part
from pmflow.model import SectionName


def section_of(part: Part, name: SectionName) -> SectionBlocks:
    """The section that a part is, with the blocks that belong to it."""
    return SectionBlocks(
        name, part.heading, part.line, part.end_line, part.level, tuple(_collect(part, name)), label=part.label
    )


def _collect(part: Part, name: SectionName) -> list[Block]:
    """The blocks of a section: its own and those of nested parts that are no section of their own."""
    blocks = list(part.blocks)
    for child in part.children:
        if child.names and name not in child.names:
            continue
        if child.topic in CUTTING_TOPICS and name not in child.names:
            continue
        if child.label is not None and (child.level <= 6 or not child.inline):
            blocks.append(child.label)
        blocks += _collect(child, name)
    return blocks


def end_lines(top: Part, last: int) -> None:
    """Set where each part ends: at the line before the next part that is not inside it; the document ends at `last`."""
    ordered = list(top.below())
    top.end_line = last
    for part in ordered[1:]:
        part.end_line = max([part.line, *[b.end_line for b in part.blocks]], default=part.line)
        if part.label is not None and part.level <= 6:
            part.end_line = max(part.end_line, part.label.end_line)
    for part in reversed(ordered):
        if part.parent is not None:
            part.parent.end_line = max(part.parent.end_line, part.end_line)
