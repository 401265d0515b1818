"""What was kept without being understood, and why: so that nobody takes silence for reading.

A part whose heading means nothing to pmflow is one entry, whatever is in it. Headings of appendices (glossary, contacts,
approvals) are none: nothing of a post-mortem is expected there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pmflow.document.blocks import Block
from pmflow.document.document import ReadItem
from pmflow.document.fact_words import Fact
from pmflow.document.pair_blocks import part_pairs
from pmflow.document.parts import Part, is_inside_section
from pmflow.document.sections import Outline
from pmflow.model import SectionName, TimelineEntry, Unread
from pmflow.patterns import lazy

_APPENDIX = lazy(
    r"\b(?:glossar\w*|abbreviations|acronyms|definitions|terms|terminology|words (?:we )?used?|vocabulary"
    r"|contacts?|approvals?|sign[ -]?offs?"
    r"|signatures?|routing|distribution|circulation|appendi\w*|annex\w*|attachments?|enclosures?|references"
    r"|(?:further )?reading|see also"
    r"|(?:related |useful )?links|related|legend|contents|changelog|change log|document history|revision"
    r"|versions?|thanks|acknowledge?ments?"
    r"|credits|participants|attendees|present|on duty|roles|raci|template|disclaimer|anhang|anlagen|annexes?"
    r"|anexos?|allegat\w*|bijlage\w*"
    r"|glosario|glossaire|verteiler|freigabe|kontakte?|contactos?|contatti|lampiran|bilag\w*|bilagor)\b",
    re.I,
)
_GUESSED = (Fact.SOME_DAY, Fact.SOME_LENGTH, Fact.SOME_SEVERITY)
"""What is only taken where nothing better is said: no proof that a part was understood."""
_LONGEST = 80
_A_THIRD = 3


def unread(outline: Outline, entries: Sequence[TimelineEntry], items: Sequence[ReadItem]) -> tuple[Unread, ...]:
    """All that was not understood, by its lines."""
    found = [*_second_incident(outline), *_crowded(outline), *_tables(outline, entries, items)]
    read = [entry.line for entry in entries] + [each.item.line for each in items]
    found += _parts(outline, read)
    return tuple(sorted(found, key=lambda each: (each.line, each.end_line)))


def _second_incident(outline: Outline) -> Iterator[Unread]:
    if outline.second_incident is not None:
        yield Unread(
            line=outline.second_incident,
            end_line=outline.top.end_line,
            reason="a second incident begins here; it is read together with the first (give each its own file)",
        )


def _crowded(outline: Outline) -> Iterator[Unread]:
    for block in outline.crowded:
        yield Unread(
            line=block.line,
            end_line=block.end_line,
            reason="so many brackets in one paragraph that its markup was not read; its words were (divide it)",
        )


def _tables(outline: Outline, entries: Sequence[TimelineEntry], items: Sequence[ReadItem]) -> Iterator[Unread]:
    """Tables where entries or items should be, and none was read."""
    lines = {
        SectionName.TIMELINE: [entry.line for entry in entries],
        SectionName.ACTION_ITEMS: [read.item.line for read in items],
    }
    for name, read in lines.items():
        for section in outline.sections.get(name, ()):
            for block in section.blocks:
                if (
                    block.kind == "table"
                    and not is_bare_table(block)
                    and not any(block.line <= line <= block.end_line for line in read)
                ):
                    yield Unread(
                        line=block.line,
                        end_line=block.end_line,
                        reason=f"a table in the section {name.value} that gave nothing; name its columns in the "
                        f"first row",
                    )


def _parts(outline: Outline, read: Sequence[int]) -> Iterator[Unread]:
    """The outermost parts that are none of the eight and no topic, and hold words of people."""
    taken: set[int] = set()
    limit = outline.second_incident or 1 << 60
    for part in outline.top.below():
        if part is outline.top or part is outline.title or part.line >= limit:
            continue
        if any(id(outer) in taken for outer in part.lineage()):
            continue
        if part.names or part.topic is not None or is_inside_section(part) or _APPENDIX.search(part.heading):
            continue
        if any(outer.topic is not None or _APPENDIX.search(outer.heading) for outer in part.lineage() if outer.level):
            continue
        holds = [inner for inner in part.below() if inner is not part and (inner.names or inner.topic is not None)]
        own = part.blocks if holds else [block for inner in part.below() for block in inner.blocks]
        if not _has_words(own):
            continue
        end = _last_line(own, part.line)
        if any(part.line <= line <= end for line in read) or _gave_facts(part, outline):
            continue
        if not holds:
            taken.add(id(part))
        heading = part.heading if len(part.heading) <= _LONGEST else part.heading[:_LONGEST].rstrip() + "…"
        yield Unread(line=part.line, end_line=end, reason=f"the heading “{heading}” names no section that pmflow knows")


def _last_line(blocks: Iterable[Block], least: int) -> int:
    """Of words, without the blank lines that Markdown counts to a list."""
    inner = (inner for block in blocks for inner in block.walk() if inner.inline is not None or inner.kind == "code")
    return max([least, *(block.end_line for block in inner)])


def _has_words(blocks: Iterable[Block]) -> bool:
    """Whether somebody wrote something there: markup, rules and comments are nothing."""
    return any(
        inner.text.strip() if inner.inline is not None else inner.kind == "code" and inner.source.strip()
        for block in blocks
        for inner in block.walk()
    )


def _gave_facts(part: Part, outline: Outline) -> bool:
    """Whether a part is there to state facts about the incident ("Details", with its severity and its date)."""
    facts = {pair.line for pair in part_pairs(part, outline) if pair.fact not in _GUESSED}
    lines = sum(
        1 + inner.raw.count("\n")
        for block in part.blocks
        for inner in block.walk()
        if inner.kind == "row" or (inner.kind == "paragraph" and inner.raw)
    )
    return bool(facts) and len(facts) * _A_THIRD >= lines


def is_bare_table(block: Block) -> bool:
    """Whether a table has no more than a header, as a template brings it."""
    return block.kind == "table" and not any(cell.raw.strip() for row in block.rows for cell in row.children)
