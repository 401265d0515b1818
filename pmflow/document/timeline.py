"""The timeline: every time-stamped entry of a timeline section, with its day and zone.

Read in two steps. First the rows are gathered, in whatever form they are written: bullets, tables, headings, lines of a
paragraph, logs in code blocks, tables that Markdown does not know. Then days are put on them, and the zone, which comes
from the entry, its column, the section, or the document, in this order.

Not done: entries are never sorted, and no time is made up. An entry without a time of its own has `at` None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pmflow.document.blocks import Block
from pmflow.document.day_counts import are_day_counts
from pmflow.document.days import DayOrder, find_days, in_reach
from pmflow.document.document import SectionBlocks
from pmflow.document.timeline_blocks import gather, gather_anywhere, gather_log
from pmflow.document.timeline_days import date_rows
from pmflow.document.timeline_rows import ANY_DIGIT, Gathered, Row, are_numbered, note_zero
from pmflow.document.zone_statements import declared_zone
from pmflow.document.zones import find_zone
from pmflow.model import TimelineEntry
from pmflow.patterns import lazy


@dataclass(frozen=True)
class Timeline:
    """The entries in the document's order, and the zone stated for them as a whole (as written), if any."""

    entries: tuple[TimelineEntry, ...] = ()
    zone: str | None = None


def read_timeline(
    sections: tuple[SectionBlocks, ...],
    *,
    day: dt.date | None,
    zone: str | None,
    order: DayOrder | None,
    hint: str = "",
    start: dt.datetime | None = None,
) -> Timeline:
    """The entries of the timeline's sections. `day` is the incident's date and `zone` the document's stated zone, both
    for what the entries do not say themselves; `order` is how the document writes 7/3/2025; `hint` is text (title,
    lead) that may tell which IST or CST is meant; `start` is when it began, as stated, on the document's clock:
    from there "T+5" counts where the timeline does not say from when.
    """
    day, start = in_reach(day), in_reach(start)
    entries: list[TimelineEntry] = []
    common: str | None = None
    for section in sections:
        got = _gather_section(section, day, order)
        common = common or got.zone or _column_zone(got)
        entries += date_rows(got, day, got.zone or zone, hint, start)
    if common is None and entries and zone is not None:
        common = zone
    return Timeline(tuple(entries), common)


def looks_like_timeline(blocks: Iterable[Block], *, order: DayOrder | None = None) -> int:
    """How many time-stamped entries a stretch of blocks holds: for a section whose heading does not say timeline."""
    got = Gathered(order, None)
    blocks = list(blocks)
    got.numbered = are_numbered(_first_lines(blocks))
    got.counted = not got.numbered and are_day_counts(_heads(blocks))
    for block in blocks:
        if block.kind != "code" and _may_be_timed(block):
            gather([block], got)
    return sum(isinstance(row, Row) and row.clock is not None for row in got.rows)


def _column_zone(got: Gathered) -> str | None:
    """The zone that all timed rows of a table bear from the head of their column."""
    zones = {row.zone for row in got.rows if isinstance(row, Row) and row.clock is not None}
    return zones.pop() if len(zones) == 1 and got.columned else None


_PIECE = lazy(r"\s[-–—]\s|[,:(\[|;]\s*")
_TIMELIKE = lazy(
    r"\d\s?(?:[:：.hHuUg時时시]\s?\d|[ap]\.?m\b|[apAP]\b|Uhr|giờ|h\b|hours|heures|horas|uur)|\d{4}|T\s?[+-]?\s?\d"
    r"|[+−-]\s?\d|\?\?"
    r"|noon|midday|midnight|mittag|minuit|midi|medi[oa]|meia|mezz[oa]",
    re.I,
)


def _may_be_timed(block: Block) -> bool:
    return any(_TIMELIKE.search(inner.raw) is not None for inner in block.walk() if inner.inline or inner.source)


def _first_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of paragraphs and of items, in order."""
    for block in blocks:
        if block.kind == "paragraph":
            yield from block.raw.split("\n")
        elif block.kind == "list":
            for item in block.children:
                yield item.own.raw


def _heads(blocks: Iterable[Block]) -> Iterator[str]:
    """Where a day may stand: the lines of headings, paragraphs and items, and the first cells of rows."""
    for top in blocks:
        for block in top.walk():
            if block.kind in ("paragraph", "heading"):
                yield from block.text.split("\n")
            elif block.kind == "row":
                yield from (cell.text for cell in block.children[:_FIRST_CELLS])


_FIRST_CELLS = 3


def _gather_section(section: SectionBlocks, day: dt.date | None, order: DayOrder | None) -> Gathered:
    got = Gathered(order, day)
    heading = section.heading or ""
    got.zone = find_zone(heading) or next((z for piece in _PIECE.split(heading) if (z := declared_zone(piece))), None)
    note_zero(heading, section.line, got)
    days = find_days(heading, order=order, near=day) if ANY_DIGIT.search(heading) else []
    if days and days[0].day is not None:
        got.base = days[0].day
    blocks = list(section.blocks)
    got.numbered = are_numbered(_first_lines(blocks))
    got.counted = not got.numbered and are_day_counts(_heads(blocks))
    gather(blocks, got)
    if got.timed < 2:
        looser = replace(got, rows=[], asides=[], compact=True)
        gather(blocks, looser)
        if looser.timed >= max(3, got.timed + 2):
            got = looser
    if got.timed < 2 and got.asides:
        asides, got.asides = got.asides, []
        for block in asides:
            gather(block.children if block.kind == "quote" else [block], got)
    if got.timed < 2:
        logs = [block for top in blocks for block in top.walk() if block.kind == "code"]
        for block in logs:
            gather_log(block, got)
    if got.timed < 2:
        anywhere = replace(got, rows=[])
        gather_anywhere(blocks, anywhere)
        if anywhere.timed >= max(2, got.timed + 1):
            got = anywhere
    return got
