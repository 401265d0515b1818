"""A document as parts: a heading, label or toggle, what stands directly below it, and the parts inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pmflow.document.blocks import Block
from pmflow.document.heading_reading import Reading, Sure, Topic
from pmflow.document.timeline import looks_like_timeline
from pmflow.model import SectionName

TOGGLE_LEVEL = 8
LABEL_LEVEL = 10
ITEM_LEVEL = 20
"""Levels of toggles, bold labels and labelled list items: below every heading, in this order."""
TIME_STARTS = frozenset("0123456789[~")
OWN_GROUPS = (SectionName.ACTION_ITEMS, SectionName.TIMELINE)
"""Sections whose sub-headings group their own content ("Prevent", "Detection", "Tuesday") unless they are plainly
another."""
CUTTING_TOPICS = (Topic.LUCKY, Topic.SURPRISED, Topic.REVIEW, Topic.SHARING, Topic.ASIDE, Topic.EVIDENCE)


@dataclass(eq=False)
class Part:
    """A heading, label or toggle, and the blocks directly below it."""

    heading: str
    level: int
    line: int
    label: Block | None
    reading: Reading
    inline: bool = False
    """The label stands in the same line as its text ("**Impact:** none")."""
    scheme: bool = False
    """A label of a notation in which this document writes its sections, whatever its words."""
    blocks: list[Block] = field(default_factory=list)
    parent: Part | None = None
    children: list[Part] = field(default_factory=list)
    place: int = 0
    """Among its parent's children."""
    names: tuple[SectionName, ...] = ()
    topic: Topic | None = None
    end_line: int = 0

    def lineage(self) -> Iterator[Part]:
        """The parts around this one, innermost first."""
        part = self.parent
        while part is not None:
            yield part
            part = part.parent

    def below(self) -> Iterator[Part]:
        """This part and all parts inside it, in document order."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


def blocks_below(part: Part) -> list[Block]:
    """All blocks under a heading, the labels and blocks of its sub-parts among them."""
    return [
        block
        for inner in part.below()
        for block in ([inner.label] if inner is not part and inner.label else []) + inner.blocks
    ]


def timed_below(part: Part) -> int:
    """How many entries with a time stand below a heading."""
    return looks_like_timeline(blocks_below(part))


def is_inside_section(part: Part) -> bool:
    """Whether a part around this one is one of the eight."""
    return any(outer.names for outer in part.lineage())


def wraps_others(part: Part) -> bool:
    """Whether a part that is taken for a summary holds the other sections: a tracker's "Description" of them all."""
    if part.names != (SectionName.SUMMARY,):
        return False
    inner = {
        name
        for child in part.children
        if child.level <= _LOWEST_HEADING and child.reading.exact and child.reading.sure is Sure.YES
        for name in child.reading.names
    }
    return len(inner - {SectionName.SUMMARY}) >= _HOLDS_OTHERS


_LOWEST_HEADING = 6
_HOLDS_OTHERS = 3
