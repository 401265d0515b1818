"""The author's own words, line by line, each character where it stands in the file.

What is not the author's (code, comments, link targets, pmflow's own block, and in `said` quotations) is blanked out, so
that a match in the line is a place in the source."""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pmflow.document.copied import copied_lines
from pmflow.document.document import Document
from pmflow.document.own_words import BEGIN, find_block
from pmflow.model import SectionName
from pmflow.patterns import lazy

_TARGET = lazy(
    r"(?<=\])\([^()\s]{0,2000}(?:\([^()]{0,200}\)[^()\s]{0,2000})*(?:\s+\"[^\"]{0,200}\")?\)|<?\bhttps?://[^\s)>|]+>?|"
    r"(?<=\])\[[^\]]{0,200}\]"
)
_DEFINITION = lazy(r"^ {0,3}\[[^\]]{1,200}\]:\s")
_QUOTED = lazy(r'"[^"]{2,400}"|“[^“”]{2,400}”|„[^„“”]{2,400}[“”]|«[^«»]{2,400}»|(?<!\w)‘[^‘’]{2,400}’(?!\w)')
_TICKS = lazy(r"`+")
CODE = "\ufffc"
"""Stands for each character of a code span: Unicode's sign for an object among letters."""


@dataclass(frozen=True, slots=True)
class Words:
    """A document's lines as its rules see them; index 0 is line 1. What is hidden is an empty line or blanks."""

    own: list[str]
    said: list[str]
    """As `own`, without quotations."""
    marked: list[str]
    """As `said`, but code in a sentence is `CODE`: somebody reading for grammar needs to know that a word stood there."""
    section: list[SectionName | None]
    """The innermost of the eight sections that each line belongs to."""


_latest: tuple[weakref.ref[Document], Words] | None = None
"""All rules look at one document after the other, so one place in the cache is enough."""


def words_of(document: Document) -> Words:
    """The words of a document, worked out once for all rules."""
    global _latest
    if _latest is None or _latest[0]() is not document:
        _latest = (weakref.ref(document), _read(document))
    return _latest[1]


def own_words(document: Document, first: int, last: int, *, quotations: bool = True) -> Iterator[tuple[int, str]]:
    """Lines `first` to `last` (1-based, inclusive) that are prose, with all that is not the author's blanked out.

    `quotations=False` blanks what stands in quotation marks or in a block quote, too.
    """
    words = words_of(document)
    lines = words.own if quotations else words.said
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        if (line := lines[number - 1]) and not line.isspace():
            yield number, line


def _read(document: Document) -> Words:
    lines = document.source.plain_lines
    code, quotes = _hidden(document)
    own: list[str] = []
    said: list[str] = []
    marked: list[str] = []
    in_comment = False
    for number, line in enumerate(lines, 1):
        if number <= document.front.end_line or number in code or not line:
            own.append("")
            said.append("")
            marked.append("")
            continue
        if in_comment or "<!--" in line:
            line, in_comment = _without_comments(line, in_comment)
        if "`" in line:
            line = without_code(line)
        if "](" in line or "://" in line or "][" in line:
            line = _TARGET.sub(_blank_inside, line)
        if "]:" in line and _DEFINITION.match(line):
            line = ""
        plain = line.replace(CODE, " ")
        own.append(plain)
        if number in quotes:
            line = ""
        elif not line.isascii() or '"' in line:
            line = _QUOTED.sub(_blank, line)
        marked.append(line)
        said.append(plain if line == plain else line.replace(CODE, " "))
    section: list[SectionName | None] = [None] * len(lines)
    places = [(place.line, place.end_line, name) for name, found in document.sections.items() for place in found]
    for start, end, name in sorted(places, key=lambda place: place[:2]):
        section[start - 1 : end] = [name] * len(section[start - 1 : end])
    return Words(own, said, marked, section)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_inside(match: re.Match[str]) -> str:
    """A link's target without its content; the brackets stay, since they show that there was a link."""
    text = match[0]
    return text[0] + " " * (len(text) - 2) + text[-1] if text[0] in "([" else " " * len(text)


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """The line with comments blanked, and whether a comment goes on in the next line."""
    pieces, at = [], 0
    while at < len(line):
        end = line.find("-->" if inside else "<!--", at)
        stop = len(line) if end < 0 else end + 3 if inside else end
        pieces.append(" " * (stop - at) if inside else line[at:stop])
        at = stop
        if end >= 0:
            inside = not inside
    return "".join(pieces), inside


def without_code(line: str) -> str:
    """The line with code spans marked; an opening run of backticks is closed by the next run of its length."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(line)]
    following: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        following.setdefault(end - start, []).append(index)
    pieces: list[str] = []
    at = index = 0
    while index < len(runs):
        start, end = runs[index]
        same = following[end - start]
        position = bisect_right(same, index)
        if position < len(same):
            index = same[position]
            pieces += line[at:start], CODE * (runs[index][1] - start)
            at = runs[index][1]
        index += 1
    return "".join([*pieces, line[at:]])


def code_lines(document: Document) -> set[int]:
    """The lines (1-based) of code blocks, of pmflow's own block, and of what it copied."""
    return _hidden(document)[0]


def _hidden(document: Document) -> tuple[set[int], set[int]]:
    """Lines of code, of pmflow's own block and of what it copied; and lines of block quotes."""
    code: set[int] = set()
    quotes: set[int] = set()
    stack = list(document.root.children)
    while stack:
        block = stack.pop()
        if block.kind == "code":
            code.update(range(block.line, block.end_line + 1))
        elif block.kind == "quote":
            quotes.update(range(block.line, block.end_line + 1))
        if block.children:
            stack.extend(block.children)
    if BEGIN in document.source.text and (found := find_block(document.source)):
        code.update(range(found[0], found[1] + 1))
    return code | copied_lines(document.source.plain_lines), quotes
