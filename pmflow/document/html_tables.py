"""HTML tables and lists inside Markdown: rows of cells, entries, each with the places of its lines.

Only tags are looked at, in the lines of the document, since a blank line cuts an HTML table into several blocks. What is
not closed ends where the next one begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmflow.document.blocks import inline_block
from pmflow.document.marked import Marked, Row
from pmflow.document.source import Span
from pmflow.patterns import lazy

_TAG = lazy(r"<(/?)(table|tr|t[hd]|caption)\b([^<>]*)>", re.IGNORECASE)
_ENTRY = lazy(r"<li\b[^<>]*>(.*?)(?=</?(?:li|ul|ol)\b|\Z)", re.IGNORECASE | re.DOTALL)
_SPANS = lazy(r"\b(row|col)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_MOST_LINES = 200_000
"""Lines in which the end of a table is looked for."""


@dataclass(frozen=True)
class HtmlCell:
    """A cell: its text with places, where its content stands (None over several lines), and whether it is a header."""

    marked: Marked
    span: Span | None
    header: bool

    @property
    def text(self) -> str:
        return " ".join(self.marked.text.split())


@dataclass(frozen=True)
class HtmlTable:
    """Rows with the 1-based line in which each begins; `end_line` is the table's last."""

    rows: tuple[tuple[int, tuple[HtmlCell, ...]], ...]
    end_line: int


def read_html_table(lines: Sequence[str], line: int) -> HtmlTable | None:
    """The first table that begins in `line` (1-based) or below it."""
    stop = next(
        (n for n in range(line, min(len(lines), line + _MOST_LINES) + 1) if "</table" in lines[n - 1].lower()), 0
    )
    if not stop:
        return None
    text = "\n".join(lines[line - 1 : stop])
    place = _Places(text, line)
    rows: list[tuple[int, list[HtmlCell]]] = []
    carried: dict[int, tuple[int, HtmlCell]] = {}
    opened: tuple[int, bool, str] | None = None
    inside = False

    def close(end: int) -> None:
        nonlocal opened
        if opened is not None and rows:
            begin, header, attributes = opened
            spans = {kind.lower(): int(count) for kind, count in _SPANS.findall(attributes)}
            cell = place.cell(begin, end, header)
            row = rows[-1][1]
            _carry(row, carried)
            for _ in range(max(1, min(spans.get("col", 1), 20))):
                if spans.get("row", 1) > 1:
                    carried[len(row)] = (spans["row"] - 1, cell)
                row.append(cell)
        opened = None

    for tag in _TAG.finditer(text):
        closing, name = tag[1] == "/", tag[2].lower()
        if name == "table":
            if closing:
                close(tag.start())
                if inside:
                    break
            inside = True
        elif name == "tr":
            close(tag.start())
            if closing:
                if rows:
                    _carry(rows[-1][1], carried)
            else:
                rows.append((place.line_of(tag.start()), []))
        elif name in ("td", "th"):
            close(tag.start())
            if not closing:
                opened = (tag.end(), name == "th", tag[3])
    found = tuple([(number, tuple(cells)) for number, cells in rows if cells])
    return HtmlTable(found, stop) if found else None


def read_html_entries(lines: Sequence[str], line: int, end_line: int) -> Iterator[tuple[int, Marked]]:
    """The `<li>` entries of the lines, each with the line in which it begins."""
    text = "\n".join(lines[line - 1 : end_line])
    place = _Places(text, line)
    for entry in _ENTRY.finditer(text):
        cell = place.cell(entry.start(1), entry.end(1), False)
        if cell.text:
            yield cell.marked.rows[0].line, cell.marked


def _carry(row: list[HtmlCell], carried: dict[int, tuple[int, HtmlCell]]) -> None:
    """Put the cells that reach down from rows above into their columns."""
    while len(row) in carried:
        left, cell = carried.pop(len(row))
        row.append(HtmlCell(cell.marked, None, cell.header))
        if left > 1:
            carried[len(row) - 1] = (left - 1, cell)


class _Places:
    """From offsets in a stretch of the document to its lines."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.starts = [0, *[at + 1 for at, char in enumerate(text) if char == "\n"]]

    def line_of(self, offset: int) -> int:
        return self.line + bisect_right(self.starts, offset) - 1

    def cell(self, begin: int, end: int, header: bool) -> HtmlCell:
        raw = self.text[begin:end]
        begin += len(raw) - len(raw.lstrip())
        raw = raw.strip()
        end = begin + len(raw)
        rows: list[Row] = []
        at = begin
        for part in raw.split("\n"):
            number = bisect_right(self.starts, at) - 1
            rows.append(Row(at - begin, self.line + number, at - self.starts[number]))
            at += len(part) + 1
        block = inline_block(raw, rows[0].line)
        marked = Marked(block.text, block.pieces, raw, rows=rows)
        first = rows[0]
        span = Span(first.line, first.column, first.column + len(raw)) if len(rows) == 1 else None
        return HtmlCell(marked, span, header)
