"""Pandoc's grid and simple tables, which CommonMark sees as paragraphs and rules.

Only lines are looked at: a grid has a border of `+---+---+` above, a simple table a line of dashes in two or more
runs below its header. Cells keep the place of each of their lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pmflow.patterns import lazy

_GRID_BORDER = lazy(r"^\s*\+(?:[-=:]{2,}\+)+\s*$")
_DASHES = lazy(r"^\s*-{2,}(?:\s+-{2,})+\s*$")
_FULL_RULE = lazy(r"^\s*-{4,}\s*$")
_RUN = lazy(r"-{2,}")


class Stretch(NamedTuple):
    """A part of a cell in one line: 1-based line, columns from `start` to `end`, blanks cut off."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class LineCell:
    """A cell as its lines stand in the source."""

    text: str
    """The lines joined by a space."""
    parts: tuple[Stretch, ...]
    width: Stretch
    """The whole room of the first line, for writing into it."""


@dataclass(frozen=True)
class LineTable:
    """A table made of lines; `header` is empty where it has none."""

    line: int
    end_line: int
    header: tuple[LineCell, ...]
    rows: tuple[tuple[LineCell, ...], ...]


def is_grid_border(line: str) -> bool:
    """True for `+-----+-----+`."""
    return line.lstrip()[:1] == "+" and _GRID_BORDER.match(line) is not None


def is_simple_border(line: str) -> bool:
    """True for `----- ------`: two or more runs of dashes."""
    return line.lstrip()[:2] == "--" and _DASHES.match(line) is not None


def read_line_table(lines: Sequence[str], line: int) -> LineTable | None:
    """The grid or simple table that has a border in `line` (1-based); None where the lines there are no table."""
    text = lines[line - 1]
    if is_grid_border(text):
        return _grid(lines, line)
    return _simple(lines, line) if is_simple_border(text) else None


def _cell(lines: Sequence[str], numbers: Sequence[int], columns: Sequence[tuple[int, int]]) -> LineCell:
    parts: list[Stretch] = []
    for number, (start, end) in zip(numbers, columns, strict=True):
        text = lines[number - 1][start:end]
        content = text.strip()
        first = start + (len(text) - len(text.lstrip()) if content else min(1, len(text)))
        if content:
            parts.append(Stretch(number, first, first + len(content)))
    joined = " ".join(lines[p.line - 1][p.start : p.end] for p in parts)
    return LineCell(joined, tuple(parts), Stretch(numbers[0], columns[0][0], columns[0][1]))


def _grid(lines: Sequence[str], line: int) -> LineTable | None:
    top = line
    while top > 1 and lines[top - 2].lstrip()[:1] in ("+", "|") and lines[top - 2].strip():
        top -= 1
    bodies: list[list[int]] = []
    header_ends = -1
    number = top
    current: list[int] = []
    while number <= len(lines) and lines[number - 1].lstrip()[:1] in ("+", "|"):
        if is_grid_border(lines[number - 1]):
            if current:
                bodies.append(current)
                current = []
            if "=" in lines[number - 1] and header_ends < 0:
                header_ends = len(bodies)
        else:
            current.append(number)
        number += 1
    if current:
        bodies.append(current)
    if not bodies:
        return None
    borders = [at for at, char in enumerate(lines[top - 1]) if char == "+"]
    rows = []
    for body in bodies:
        spans = [_columns(lines[n - 1], borders) for n in body]
        width = min(len(s) for s in spans)
        rows.append(tuple(_cell(lines, body, [s[i] for s in spans]) for i in range(width)))
    header = rows[: max(header_ends, 0)]
    return LineTable(top, number - 1, _joined(header), tuple(rows[max(header_ends, 0) :]))


def _columns(line: str, borders: Sequence[int]) -> list[tuple[int, int]]:
    """Where the cells of a grid line are: between its own bars where they are as many as the borders, else below
    these."""
    bars = [at for at, char in enumerate(line) if char == "|" and line[at - 1 : at] != "\\"]
    marks = bars if len(bars) == len(borders) else list(borders)
    return [(start + 1, end) for start, end in pairwise(marks)]


def _joined(header: Sequence[tuple[LineCell, ...]]) -> tuple[LineCell, ...]:
    return header[0] if header else ()


def _simple(lines: Sequence[str], line: int) -> LineTable | None:
    runs = [match.span() for match in _RUN.finditer(lines[line - 1])]
    edges = [(start, runs[i + 1][0] if i + 1 < len(runs) else 10_000) for i, (start, _) in enumerate(runs)]
    above = line - 1
    head: list[int] = []
    while above >= 1 and lines[above - 1].strip() and not _FULL_RULE.match(lines[above - 1]):
        head.insert(0, above)
        above -= 1
    boxed = above >= 1 and _FULL_RULE.match(lines[above - 1]) is not None and bool(head)
    if not boxed:
        head = head[-1:]
    if not head:
        return None
    number = line + 1
    groups: list[list[int]] = []
    current: list[int] = []
    while number <= len(lines):
        text = lines[number - 1]
        if _FULL_RULE.match(text) or is_simple_border(text):
            break
        if not text.strip():
            if current:
                groups.append(current)
                current = []
            if not boxed:
                break
        else:
            current.append(number)
        number += 1
    if current:
        groups.append(current)
    if not boxed:
        groups = [[n] for group in groups for n in group]
    if not groups:
        return None

    def cells(numbers: list[int]) -> tuple[LineCell, ...]:
        return tuple(_cell(lines, numbers, [_room(lines[n - 1], edge) for n in numbers]) for edge in edges)

    return LineTable(head[0], number - 1, cells(head), tuple(cells(group) for group in groups))


def _room(line: str, edge: tuple[int, int]) -> tuple[int, int]:
    return min(edge[0], len(line)), min(edge[1], len(line))
