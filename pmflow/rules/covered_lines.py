"""Which lines a comment covers, by where it stands; worked out in one walk for all comments of a document.

In a line with words, that line, and those above it on which the sentence began (`suppressions.py`). Alone below a heading,
the section. Alone anywhere else, the paragraph, list or table that it touches: the one below, else the one above.
Comments below each other cover the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import accumulate

from pmflow.document.blocks import Block
from pmflow.document.document import Document

Lines = tuple[int, int]
"""The first and the last one, from 1."""

_KINDS = frozenset(["paragraph", "list", "table", "item", "quote", "html"])


class Surroundings:
    """What stands around the lines that hold nothing but allowing comments."""

    def __init__(self, document: Document, lone: Collection[int]) -> None:
        self._lines = document.source.plain_lines
        self._lone = frozenset(lone)
        self._sections = self._below_headings(document.root) if lone else {}
        self._inside: dict[int, Lines] = {}
        self._begin: dict[int, Lines] = {}
        self._end: dict[int, Lines] = {}
        self._own: dict[int, Lines] = {}
        """A paragraph that begins with the comment."""
        if lone:
            self._read(document.root)
            self._before, self._behind = self._neighbours()

    def of(self, first: int, last: int) -> Lines:
        """The lines that a comment on lines `first` to `last`, alone there, covers."""
        for known in (self._sections, self._inside, self._own):
            if first in known:
                return known[first]
        below, above = self._behind[last], self._before[first]
        under, over = self._begin.get(below), self._end.get(above) if self._touch(above, first) else None
        if under is not None and (over is None or self._touch(last, below)):
            return under
        return over or (first, last)

    def _touch(self, above: int, below: int) -> bool:
        """Whether there is no empty line between two lines."""
        return self._empty[below - 1] == self._empty[above]

    def _read(self, root: Block) -> None:
        numbers = sorted(self._lone)
        items: dict[int, Lines] = {}
        for block in root.walk():
            if block.kind not in _KINDS:
                continue
            place = (block.line, block.end_line)
            within = numbers[bisect_left(numbers, block.line) : bisect_right(numbers, block.end_line)]
            if len(within) == block.end_line - block.line + 1:
                continue  # it is nothing but such comments
            self._begin.setdefault(block.line, place)
            self._end.setdefault(block.end_line, place)
            if block.kind in ("paragraph", "item"):
                known = self._inside if block.kind == "paragraph" else items
                known.update((number, place) for number in within if number > block.line)
                if block.kind == "paragraph" and block.line in self._lone:
                    self._own.setdefault(block.line, place)
        self._inside = items | self._inside

    def _below_headings(self, root: Block) -> dict[int, Lines]:
        """Lone comments with nothing but empty lines and others of their kind between them and a heading: its section."""
        headings = [block for block in root.children if block.kind == "heading"]
        found: dict[int, Lines] = {}
        last = len(self._lines)
        ends = [last] * 7  # by level: the line above the next heading that ends a section of it
        for block in reversed(headings):
            place = (block.line, ends[block.level])
            number = block.end_line + 1
            while number <= last and (number in self._lone or not self._lines[number - 1].strip()):
                if number in self._lone:
                    found[number] = place
                number += 1
            ends[block.level :] = [block.line - 1] * (7 - block.level)
        return found

    def _neighbours(self) -> tuple[list[int], list[int]]:
        """For each line the nearest one above, and below, that is neither empty nor a lone comment; 0 for none."""
        filled = [bool(line.strip()) for line in self._lines]
        self._empty = [0, *accumulate(not each for each in filled)]
        others = [filled[number - 1] and number not in self._lone for number in range(1, len(filled) + 1)]
        before, behind, nearest = [0] * (len(others) + 2), [0] * (len(others) + 2), 0
        for number, other in enumerate(others, 1):
            before[number] = nearest
            nearest = number if other else nearest
        nearest = 0
        for number in range(len(others), 0, -1):
            behind[number] = nearest
            nearest = number if others[number - 1] else nearest
        return before, behind
