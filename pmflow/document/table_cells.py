"""The cells of a table: their text, and where in the source it stands."""

from __future__ import annotations

from itertools import pairwise

from pmflow.document.blocks import Block
from pmflow.document.marked import Marked, marked_cell
from pmflow.document.source import Span
from pmflow.patterns import lazy

_PLAIN_CELL = lazy(r"[^\W_](?:(?:[^\W_]|[ ,.:;/()'’!?%+-])*[^\W_])?")
"""Words without any mark of Markdown: what is written is what is read."""
_ROW_START = lazy(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?[\s>]*\|?")


class TableCell:
    """A cell's text, and the place of its content (an empty span where it has none). What is needed to find places inside
    it is made when somebody asks: most cells are only read."""

    __slots__ = ("_escapes", "_from", "_marked", "span", "text")

    def __init__(self, source: Marked | Block, span: Span | None, escapes: tuple[int, ...] = ()) -> None:
        self.span = span
        self._from = source
        self._escapes = escapes
        self._marked: Marked | None = None
        if isinstance(source, Marked):
            self._marked = source
            self.text = source.text.strip()
        elif (inline := source.inline) is not None and _PLAIN_CELL.fullmatch(inline.content) is not None:
            self.text = inline.content
        else:
            self.text = source.text.strip()

    @property
    def raw(self) -> str:
        """The cell's Markdown."""
        return self._from.raw

    @property
    def marked(self) -> Marked:
        """The cell's text with its places."""
        if self._marked is None:
            assert isinstance(self._from, Block)
            line, column = (self.span.line, self.span.start) if self.span is not None else (self._from.line, -1)
            self._marked = marked_cell(self._from, line, column, self._escapes)
        return self._marked


def cell_places(line: str, count: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """For each cell of a table row: where its content starts and ends in `line`, and where `\\|` stands in the
    content."""
    begin = _ROW_START.match(line)
    at = begin.end() if begin else 0
    stop = len(line.rstrip())
    if "\\" not in line:
        return _plain_places(line[at:stop], at, count)
    edges = [at - 1]
    bar = line.find("|", at, stop)
    while bar >= 0:
        if not bar or line[bar - 1] != "\\":
            edges.append(bar)
        bar = line.find("|", bar + 1, stop)
    if len(edges) == 1 or edges[-1] != stop - 1:
        edges.append(stop)
    places: list[tuple[int, int, tuple[int, ...]]] = []
    for left, right in pairwise(edges):
        text = line[left + 1 : right]
        content = text.strip()
        if content:
            start = left + 1 + len(text) - len(text.lstrip())
            places.append((start, start + len(content), _escapes(content) if "\\|" in content else ()))
        else:
            middle = left + 1 + min(1, len(text))
            places.append((middle, middle, ()))
        if len(places) == count:
            break
    return places


def _plain_places(row: str, at: int, count: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """The same for a row without a backslash: its bars are all borders."""
    places: list[tuple[int, int, tuple[int, ...]]] = []
    for text in row.removesuffix("|").split("|")[:count]:
        content = text.strip()
        if content:
            start = at + text.index(content)
            places.append((start, start + len(content), ()))
        else:
            middle = at + min(1, len(text))
            places.append((middle, middle, ()))
        at += len(text) + 1
    return places


def _escapes(content: str) -> tuple[int, ...]:
    found: list[int] = []
    at = content.find("\\|")
    while at >= 0:
        found.append(at - len(found))
        at = content.find("\\|", at + 2)
    return tuple(offset - 1 if offset else -1 for offset in found)
