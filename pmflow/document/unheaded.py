"""Sections without a heading: rows of a table at the top, and lists and tables that are plainly one of the eight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmflow.document.blocks import Block
from pmflow.document.bold_labels import clean_heading
from pmflow.document.document import SectionBlocks
from pmflow.document.evidence import look_below
from pmflow.document.headings import Sure, read_heading
from pmflow.document.parts import LABEL_LEVEL, OWN_GROUPS, TIME_STARTS, Part
from pmflow.model import SectionName


def unheaded_sections(
    loose: Iterable[Part], sections: Mapping[SectionName, list[SectionBlocks]]
) -> dict[SectionName, tuple[SectionBlocks, ...]]:
    """Lists and tables that are plainly a timeline or action items, though no heading says so."""
    wanted = [name for name in OWN_GROUPS if name not in sections]
    found: dict[SectionName, tuple[SectionBlocks, ...]] = {}
    if not wanted:
        return found
    for part in loose:
        if part.topic is not None:
            continue
        for block in part.blocks:
            if block.kind not in ("list", "table") or len(block.children) < 2:
                continue
            weights = look_below([block]).weights
            for name in wanted:
                if name in found or weights.get(name, 0.0) < 3.0:
                    continue
                if name is SectionName.TIMELINE and not _begins_with_times(block):
                    continue
                found[name] = (
                    SectionBlocks(name, part.heading, block.line, block.end_line, part.level, (block,), part.label),
                )
    return found


def _begins_with_times(block: Block) -> bool:
    """Every entry: a header's "Began: 16:40" is no entry of a timeline."""
    texts = [item.own.text if block.kind == "list" else item.children[0].text for item in block.children]
    timed = sum(text[:1] in TIME_STARTS for text in texts)
    return timed >= 3 and timed * 4 >= len(texts) * 3


def rows_that_are_sections(parts: Iterable[Part]) -> Iterator[tuple[SectionName, SectionBlocks]]:
    """Rows of a two-column table at the top that hold a section: "| **Summary** | A change hid the button … |"."""
    for part in parts:
        for table in part.blocks:
            if table.kind != "table" or len(table.header) != 2:
                continue
            for row in table.children:
                label, cell = row.children[0], row.children[1]
                reading = read_heading(clean_heading(label.text))
                if reading.exact and reading.names and reading.sure is Sure.YES and len(cell.text.split()) >= 5:
                    for name in reading.names:
                        yield (
                            name,
                            SectionBlocks(
                                name, clean_heading(label.text), row.line, row.end_line, LABEL_LEVEL, (cell,), label=row
                            ),
                        )
