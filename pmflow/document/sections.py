"""From blocks to sections: which stretch of a document is its timeline, which its impact, which is neither.

Parts are gathered (`gathering.py`), each gets its meaning (`part_meanings.py`), and what belongs to a section is put
together (`section_blocks.py`). Nothing is read here but structure: times, items and prose have their own readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pmflow.document.blocks import Block, is_crowded
from pmflow.document.document import SectionBlocks
from pmflow.document.gathering import gather_parts
from pmflow.document.headings import Sure, Topic
from pmflow.document.notations import section_styles, speaks_for
from pmflow.document.part_meanings import decide_meanings, title_part
from pmflow.document.parts import Part, is_inside_section
from pmflow.document.section_blocks import end_lines, section_of
from pmflow.document.unheaded import rows_that_are_sections, unheaded_sections
from pmflow.model import SectionName

__all__ = ["Outline", "Part", "read_sections"]

_PLAINLY_HEADED = 6
"""Sections named by headings from which on no other notation is looked for."""


@dataclass(frozen=True)
class Outline:
    """A document as parts."""

    top: Part
    """What stands before the first heading; all other parts are inside it."""
    title: Part | None
    sections: Mapping[SectionName, tuple[SectionBlocks, ...]]
    topics: Mapping[Topic, tuple[SectionBlocks, ...]]
    loose: tuple[Part, ...]
    """Parts that are none of the eight, where metadata may stand."""
    unheaded: Mapping[SectionName, tuple[SectionBlocks, ...]] = field(default_factory=dict)
    """A timeline or action items under no heading of their own, where there is no such section."""
    crowded: tuple[Block, ...] = ()
    """Blocks with so many brackets that their markup was not read."""
    second_incident: int | None = None
    """Line at which a second incident begins, None where the file is about one."""


def read_sections(root: Block) -> Outline:
    """The parts of a document and which of the eight sections each is."""
    top = gather_parts(root)
    headed = [part for part in top.below() if 0 < part.level <= 6]
    named = {name for part in headed if part.reading.sure is Sure.YES for name in part.reading.names}
    if len(named) < _PLAINLY_HEADED:
        for part in headed:
            if not part.reading.names and (name := speaks_for(part.heading)) is not None:
                named.add(name)
        styles = section_styles(root, len(named))
        plain = not any(part.reading.names and part.reading.sure is Sure.YES for part in headed)
        if styles or plain:
            top = gather_parts(root, plain=plain, styles=styles)
    parts = list(top.below())[1:]
    end_lines(top, root.end_line)
    title = title_part(parts)
    decide_meanings(parts, title)
    sections: dict[SectionName, list[SectionBlocks]] = {}
    topics: dict[Topic, list[SectionBlocks]] = {}
    for part in parts:
        for name in part.names:
            if not any(name in outer.names for outer in part.lineage()):
                sections.setdefault(name, []).append(section_of(part, name))
        if part.topic is not None:
            topics.setdefault(part.topic, []).append(
                section_of(part, part.names[0] if part.names else SectionName.SUMMARY)
            )
    inline = {id(part.label) for part in parts if part.inline}
    for found in sections.values():  # a line of metadata ("**Impact:** high") yields to a heading
        found.sort(key=lambda section: id(section.label) in inline)
    loose = tuple(
        part
        for part in [top, *parts]
        if not part.names and (part.topic in (None, Topic.METADATA, Topic.REVIEW)) and not is_inside_section(part)
    )
    first = min([section.line for found in sections.values() for section in found], default=root.end_line + 1)
    for name, row in rows_that_are_sections(part for part in loose if part.line < first):
        if name not in sections:
            sections[name] = [row]
    return Outline(
        top,
        title,
        {name: tuple(sections[name]) for name in SectionName if name in sections},
        {topic: tuple(found) for topic, found in topics.items()},
        loose,
        unheaded_sections(loose, sections),
        tuple(crowded_blocks(root)),
        second_incident(parts),
    )


def crowded_blocks(root: Block) -> Iterator[Block]:
    for top in root.children:
        for block in top.walk():
            if block.inline is not None and is_crowded(block.inline.content):
                yield block


def second_incident(parts: Iterable[Part]) -> int | None:
    """The line of a second incident: the same two headings again, under another heading than the first time."""
    first: dict[SectionName, Part] = {}
    again: dict[int, tuple[Part, set[SectionName]]] = {}
    for part in parts:
        if part.level > 6:
            continue
        for name in part.names:
            earlier = first.setdefault(name, part)
            above = part.parent
            if (
                earlier is not part
                and above is not None
                and above is not earlier.parent
                and earlier.level == part.level
            ):
                if above.names or above.level == 0:
                    continue
                seen = again.setdefault(id(above), (above, set()))[1]
                seen.add(name)
                if len(seen) >= 2:
                    return above.line
    return None
