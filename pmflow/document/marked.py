"""Rendered text that remembers where in the source each character came from.

Readers look at `text` (what a person sees); writers need the place in the file. The map between the two is made
only when a place is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from pmflow.document.blocks import Block, Piece
from pmflow.document.source import Source, Span
from pmflow.patterns import lazy

_ID_COMMENT = lazy(r"<!--\s*(AI-\d+)\s*-->")
_COMMENT = lazy(r"\s*<!--.*?-->", re.DOTALL)
_TAG_BEFORE = lazy(r"<(?:sub|sup|small|span|em|i|kbd|code|mark|font|tt|samp|u)\b[^<>]*>$", re.IGNORECASE)
_TOKENS = lazy(r"(?:#\d+|@[\w.-]+|[✅☑✔✓❌🚧🔄⏳]|\s)+")
_MASK = str.maketrans(dict.fromkeys(",.;:()[]{}|@→-–—·\n", "x"))


@dataclass(slots=True)
class Row:
    """A line of raw text: where it begins in the raw text, and where in the source."""

    start: int
    line: int
    column: int
    escapes: tuple[int, ...] = ()
    """Offsets in the raw text before which the source has a backslash more (`\\|` in a table cell)."""


@dataclass
class Marked:
    """Inline text of one block (or table cell)."""

    text: str
    pieces: list[Piece]
    raw: str
    block: Block | None = None
    source: Source | None = None
    rows: list[Row] = field(default_factory=list)

    @cached_property
    def scan(self) -> str:
        """`text` of the same length with separators inside code and unbroken links masked, so that they separate
        nothing."""
        if len(self.pieces) == 1 and not self.pieces[0].code:
            return self.text
        return "".join([p.text.translate(_MASK) if p.code else p.text for p in self.pieces])

    @cached_property
    def id_comment(self) -> tuple[str, int, int] | None:
        """The id in `<!-- AI-1 -->` and its place in `raw`."""
        if "<!--" not in self.raw:
            return None
        match = _ID_COMMENT.search(self.raw)
        return (match[1], match.start(1), match.end(1)) if match else None

    def last_runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches of another look (*italic*, `code`, <sub>small</sub>, **bold**) with which `text[start:end]` ends, each
        with a blank before it; empty where all of it looks alike."""
        found: list[tuple[int, int]] = []
        at = len(self.text)
        for piece in reversed(self.pieces):
            stop, at = at, at - len(piece.text)
            if stop > end and at >= end:
                continue
            words = piece.text.strip()
            if not words or words[0] in "([" or not any(char.isalnum() for char in words) or _TOKENS.fullmatch(words):
                continue
            if at <= start or not (piece.emphasis or piece.strong or piece.code or self._is_tagged(at)):
                break
            first = at + piece.text.index(words)
            if not self.text[first - 1].isspace():
                break
            found.append((first, min(end, first + len(words))))
        return found[::-1]

    def _is_tagged(self, at: int) -> bool:
        """True where the piece at `at` is the content of an HTML tag."""
        if "<" not in self.raw:
            return False
        raw = self._raw_offset(at)
        return raw is not None and _TAG_BEFORE.search(self.raw, max(0, raw - 80), raw) is not None

    def href(self, start: int, end: int) -> str | None:
        """The target of the first link that touches `text[start:end]`."""
        at = 0
        for piece in self.pieces:
            if at >= end:
                return None
            if piece.href and at + len(piece.text) > start:
                return piece.href
            at += len(piece.text)
        return None

    def is_link(self, start: int, end: int) -> bool:
        """True where all of `text[start:end]` (blanks and stops aside) is the words of a link."""
        at, found = 0, False
        for piece in self.pieces:
            if at >= end:
                break
            inside = piece.text[max(0, start - at) : end - at] if at + len(piece.text) > start else ""
            at += len(piece.text)
            if piece.href:
                found = found or bool(inside)
            elif inside.strip(" .,;()[]"):
                return False
        return found

    def is_strong(self, start: int, end: int) -> bool:
        """True where all of `text[start:end]` is bold."""
        at = 0
        for piece in self.pieces:
            if at >= end:
                break
            if (
                at + len(piece.text) > start
                and not piece.strong
                and piece.text[max(0, start - at) : end - at].strip(" :")
            ):
                return False
            at += len(piece.text)
        return True

    def unstruck(self, start: int, end: int) -> str:
        """What of `text[start:end]` is not struck out."""
        at, kept = 0, []
        for piece in self.pieces:
            stop = at + len(piece.text)
            if not piece.struck and stop > start and at < end:
                kept.append(piece.text[max(0, start - at) : end - at])
            at = stop
        return "".join(kept).strip()

    def struck_until(self, start: int) -> int | None:
        """Where the struck-out run that begins at `start` ends; None where nothing is struck out there."""
        at, until = 0, None
        for piece in self.pieces:
            stop = at + len(piece.text)
            if stop > start and piece.text[max(0, start - at) :].strip():
                if not piece.struck:
                    break
                until = stop
            at = stop
        return until

    def span(self, start: int, end: int) -> Span | None:
        """The place of `text[start:end]` in the source; None where it runs over several lines or cannot be told."""
        if start >= end:
            return None
        first, last = self._raw_offset(start), self._raw_offset(end - 1)
        if first is None or last is None:
            return None
        first, last = self._whole_link(start, first, last + 1)
        return self.raw_span(first, last)

    def raw_span(self, start: int, end: int) -> Span | None:
        """The place of `raw[start:end]` in the source."""
        rows = self._source_rows
        row = rows[bisect_right(self._row_starts, start) - 1]
        if rows[bisect_right(self._row_starts, max(start, end - 1)) - 1] is not row or row.column < 0:
            return None
        shift = row.column - row.start
        begin, stop = start + shift, end + shift
        if row.escapes:
            begin += sum(escape < start for escape in row.escapes)
            stop += sum(escape < end for escape in row.escapes)
        return Span(row.line, begin, stop)

    @property
    def end(self) -> Span:
        """The empty span behind the last character (comments included)."""
        if len(self.rows) == 1 and not self.rows[0].escapes and self.rows[0].column >= 0:
            place = self.rows[0].column + len(self.raw)
            return Span(self.rows[0].line, place, place)
        if not self.raw:
            row = self._source_rows[0]
            return Span(row.line, max(row.column, 0), max(row.column, 0))
        found = self.raw_span(len(self.raw) - 1, len(self.raw))
        if found is None:
            line = self._source_rows[-1].line
            width = len(self.source.plain_lines[line - 1].rstrip()) if self.source else 0
            return Span(line, width, width)
        return Span(found.line, found.end, found.end)

    @cached_property
    def _source_rows(self) -> list[Row]:
        if self.rows or self.block is None or self.source is None:
            return self.rows or [Row(0, 1, 0)]
        rows, start = [], 0
        lines = self.source.plain_lines
        for number, text in enumerate(self.raw.split("\n"), self.block.line):
            content, column = text.strip(), -1
            if number <= len(lines):
                line = lines[number - 1]
                bare = line.rstrip()
                column = len(bare) - len(content) if bare.endswith(content) else line.find(content)
            lead = len(text) - len(text.lstrip())
            rows.append(Row(start, number, column - lead if column >= 0 else -1))
            start += len(text) + 1
        return rows

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row.start for row in self._source_rows]

    @cached_property
    def _map(self) -> tuple[list[int], list[int]]:
        """Offsets in `text` at which the pieces begin, and where each begins in `raw` (-1 where it cannot be told)."""
        texts, raws = [], []
        at = cursor = 0
        raw, href = self.raw, None
        lower = raw.lower() if "<" in raw else ""
        comments, breaks = "<!--" in raw, "<br" in lower
        for piece in self.pieces:
            if href is not None and piece.href != href:
                cursor = _behind_link(raw, cursor)
            href = piece.href
            while comments and (gap := _COMMENT.match(raw, cursor)) and "<!--" not in piece.text:
                if piece.text.isspace() and piece.text != "\n" and raw[cursor : cursor + 1].isspace():
                    break
                cursor = gap.end()
            if piece.text == "\n":
                found = _first(raw.find("\n", cursor), lower.find("<br", cursor) if breaks else -1)
            else:
                found = raw.find(piece.text, cursor)
            texts.append(at)
            raws.append(found)
            at += len(piece.text)
            if found >= 0:
                cursor = found + len(piece.text)
        return texts, raws

    def _raw_offset(self, offset: int) -> int | None:
        if self.raw == self.text:
            return offset
        texts, raws = self._map
        index = bisect_right(texts, offset) - 1
        return None if raws[index] < 0 else raws[index] + offset - texts[index]

    def _whole_link(self, start: int, first: int, last: int) -> tuple[int, int]:
        """Where a value is a link's words, its place is the whole link: its target must not outlive it."""
        if (
            self.raw[first - 1 : first] == "["
            and self.raw[last : last + 2] in ("](", "][")
            and self.href(start, start + 1)
        ):
            return first - 1, _behind_link(self.raw, last)
        return first, last


def _first(one: int, other: int) -> int:
    return max(one, other) if min(one, other) < 0 else min(one, other)


def _behind_link(raw: str, at: int) -> int:
    """The offset behind the link whose words end at or after `at`."""
    close = raw.find("]", at)
    if close < 0 or raw[at:close].strip("*_~`"):
        return at
    opened = raw[close + 1 : close + 2]
    if opened not in ("(", "["):
        return close + 1
    depth, pair = 0, {"(": "()", "[": "[]"}[opened]
    for index in range(close + 1, len(raw)):
        depth += (raw[index] == pair[0]) - (raw[index] == pair[1])
        if depth == 0:
            return index + 1
    return close + 1


def marked_block(block: Block, source: Source) -> Marked:
    """The text of a paragraph, heading or item with its places."""
    return Marked(block.text, block.pieces, block.raw, block, source)


def marked_cell(cell: Block, line: int, column: int, escapes: tuple[int, ...] = ()) -> Marked:
    """The text of a table cell whose content begins in `line` at `column`."""
    return Marked(cell.text, cell.pieces, cell.raw, rows=[Row(0, line, column, escapes)])
