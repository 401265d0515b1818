"""The author's own sentences, each character with its place in the file.

Sentences are taken from Markdown blocks: paragraphs (over several lines), list items, table cells, headings. Link
targets, comments, quotations and pmflow's own block are no words of the author; they are blanks here, code is `CODE`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from pmflow.document.author_words import words_of
from pmflow.document.blocks import Block
from pmflow.document.document import Document
from pmflow.model import SectionName
from pmflow.patterns import lazy

Kind = Literal["prose", "item", "cell", "heading"]
Whole = Literal["text", "lines"]

LONGEST = 700
"""Characters. A longer sentence is a list or a log; it is read in pieces of this length, cut at a blank."""

_END = lazy(
    r"(?<=[.!?])(?<!\.\.)[\"”’)\]*_]*\s+(?=[\"“‘(\[*_]*(?:[A-ZÀ-Þ\d@<]|$))"  # never before a small letter …
    r"|(?<=[!?])\s+"  # … except after ! and ?
    r"|<br\s*/?>"
)
_ABBREVIATION = lazy(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|mr|mrs|ms|dr|prof|st|vs|cf|approx|ca|no|nos|fig|inc|ltd|jr|sr|dept|[A-Za-z])\.$", 2
)
_MARKER = lazy(r"[\s>]*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+)*(?:\[[ xX-]\]\s+)?")
_BAR = lazy(r"(?<!\\)\|")
_OFFSET = itemgetter(0)
_Line = tuple[int, int, str]
"""Line (1-based), column (0-based), and the words from there on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` has line ends as blanks."""

    text: str
    kind: Kind
    section: SectionName | None
    starts: tuple[tuple[int, int, int], ...]
    """For each line that it stands on: an offset in `text`, and the line (1-based) and column (0-based) of it."""
    block: int
    """A number for the block that it stands in: the sentences of one paragraph share it."""
    whole: Whole | None = None
    """Whether it is the whole of its paragraph, item or cell (`text`), or else of its lines."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line (1-based) and column (0-based) of a character of `text`."""
        begin, line, column = next(start for start in reversed(self.starts) if start[0] <= offset)
        return line, column + offset - begin


def sentences_of(document: Document) -> Iterator[Sentence]:
    """All sentences of a document, from top to bottom."""
    words = words_of(document)
    marked, sections = words.marked, words.section
    for number, (block, kind) in enumerate(_leaves(document.root)):
        section = sections[block.line - 1]
        for lines in _texts(block, kind, marked):
            yield from _divided(lines, kind, section, number)


def first_lines(document: Document, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """For places (line from 1, column from 0) in paragraphs, the line on which their sentence begins; quotations count."""
    found: dict[tuple[int, int], int] = {}
    if not places:
        return found
    own, wanted = words_of(document).own, sorted(places)
    for block, kind in _leaves(document.root):
        within = wanted[bisect_left(wanted, (block.line, 0)) : bisect_left(wanted, (block.end_line + 1, 0))]
        if not within or kind in ("cell", "heading"):
            continue
        begins = [
            sentence.starts[0][1:] for lines in _texts(block, kind, own) for sentence in _divided(lines, kind, None, 0)
        ]
        for place in within:
            if at := bisect_right(begins, place):
                found[place] = begins[at - 1][0]
    return found


def _leaves(root: Block) -> Iterator[tuple[Block, Kind]]:
    stack: list[tuple[Block, Kind]] = [(root, "prose")]
    while stack:
        block, kind = stack.pop()
        if block.kind == "row":
            yield block, "cell"
        elif block.kind == "heading":
            yield block, "heading"
        elif block.kind in ("paragraph", "html"):
            yield block, kind
        elif block.kind != "code":
            inner: Kind = "item" if block.kind == "item" else kind
            stack.extend((child, inner) for child in reversed(block.children))


def _texts(block: Block, kind: Kind, marked: list[str]) -> Iterator[list[_Line]]:
    """The texts of a block: one for each cell of a row, else one."""
    if kind == "cell":
        line, at = marked[block.line - 1], 0
        for bar in [*_BAR.finditer(line), None]:
            end = bar.start() if bar else len(line)
            yield [(block.line, at, line[at:end])]
            at = bar.end() if bar else end
        return
    lines: list[_Line] = []
    for number in range(block.line, min(block.end_line, len(marked)) + 1):
        text = marked[number - 1]
        found = _MARKER.match(text)
        begin = found.end() if found else 0
        lines.append((number, begin, text[begin:]))
    yield lines


def _divided(lines: list[_Line], kind: Kind, section: SectionName | None, block: int) -> Iterator[Sentence]:
    """The sentences of one text."""
    starts, pieces, at = [], [], 0
    for number, column, text in lines:
        starts.append((at, number, column))
        pieces.append(text)
        at += len(text) + 1
    whole = " ".join(pieces)
    if not whole or whole.isspace():
        return
    begin = 0
    for end in [*_ends(whole), len(whole)]:
        text = whole[begin:end]
        if text and not text.isspace():
            yield Sentence(
                text, kind, section, _starts_within(starts, begin, end), block, _whole(whole, begin, end, starts)
            )
        begin = end


def _whole(text: str, begin: int, end: int, starts: list[tuple[int, int, int]]) -> Whole | None:
    """What a sentence fills, from one offset to another of a text whose lines start at `starts`."""
    if not text[:begin].strip() and not text[end:].strip():
        return "text"
    borders = {at for at, _, _ in starts} | {len(text)} if len(starts) > 1 else ()
    return "lines" if begin in borders and end in borders else None


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, besides at the end."""
    begin = 0
    for found in _END.finditer(text) if len(text) > 1 else ():
        if text[found.start() - 1 : found.start()] == "." and _ABBREVIATION.search(
            text, max(begin, found.start() - 9), found.start()
        ):
            continue
        yield from _cuts(text, begin, found.end())
        yield found.end()
        begin = found.end()
    yield from _cuts(text, begin, len(text))


def _cuts(text: str, begin: int, end: int) -> Iterator[int]:
    """Cuts in what is too long for a sentence."""
    while end - begin > LONGEST:
        cut = text.rfind(" ", begin + 1, begin + LONGEST)
        begin = cut + 1 if cut > begin else begin + LONGEST
        yield begin


def _starts_within(starts: list[tuple[int, int, int]], begin: int, end: int) -> tuple[tuple[int, int, int], ...]:
    if len(starts) == 1:
        [(_, line, column)] = starts
        return ((0, line, column + begin),)
    first = bisect_right(starts, begin, key=_OFFSET)
    inside = [
        (at - begin, line, column) for at, line, column in starts[first : bisect_left(starts, end, first, key=_OFFSET)]
    ]
    at, line, column = starts[first - 1]
    return ((0, line, column + begin - at), *inside)
