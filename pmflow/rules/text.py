"""The author's own words, line by line, each character where it stands in the file.

What is not the author's (code, comments, link targets, and for some rules quotations) is blanked out with spaces, so
that a match in the line is a place in the source."""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmflow.document.document import Document, SectionBlocks
from pmflow.document.own_words import BEGIN, find_block
from pmflow.document.source import Span
from pmflow.model import SectionName
from pmflow.patterns import lazy

_TARGET = lazy(
    r"(?<=\])\([^()\s]{0,2000}(?:\([^()]{0,200}\)[^()\s]{0,2000})*(?:\s+\"[^\"]{0,200}\")?\)|<?\bhttps?://[^\s)>|]+>?|"
    r"(?<=\])\[[^\]]{0,200}\]"
)
_DEFINITION = lazy(r"^ {0,3}\[[^\]]{1,200}\]:\s")
_QUOTED = lazy(r'"[^"]{2,400}"|“[^“”]{2,400}”|„[^„“”]{2,400}[“”]|«[^«»]{2,400}»|(?<!\w)‘[^‘’]{2,400}’(?!\w)')
_TICKS = lazy(r"`+")


@dataclass(frozen=True, slots=True)
class Words:
    """A document's lines as its rules see them; index 0 is line 1. What is hidden is an empty line or blanks."""

    own: list[str]
    said: list[str]
    """As `own`, without quotations."""
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
    in_comment = False
    for number, line in enumerate(lines, 1):
        if number <= document.front.end_line or number in code or not line:
            own.append("")
            said.append("")
            continue
        if in_comment or "<!--" in line:
            line, in_comment = _without_comments(line, in_comment)
        if "`" in line:
            line = _without_code(line)
        if "](" in line or "://" in line or "][" in line:
            line = _TARGET.sub(_blank_inside, line)
        if "]:" in line and _DEFINITION.match(line):
            line = ""
        own.append(line)
        said.append(
            "" if number in quotes else _QUOTED.sub(_blank, line) if not line.isascii() or '"' in line else line
        )
    section: list[SectionName | None] = [None] * len(lines)
    places = [(place.line, place.end_line, name) for name, found in document.sections.items() for place in found]
    for start, end, name in sorted(places, key=lambda place: place[:2]):
        section[start - 1 : end] = [name] * len(section[start - 1 : end])
    return Words(own, said, section)


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


def _without_code(line: str) -> str:
    """The line with code spans blanked; an opening run of backticks is closed by the next run of its length."""
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
            pieces += line[at:start], " " * (runs[index][1] - start)
            at = runs[index][1]
        index += 1
    return "".join([*pieces, line[at:]])


def _hidden(document: Document) -> tuple[set[int], set[int]]:
    """Lines of code and of pmflow's own block; and lines of block quotes."""
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
    return code, quotes


def section_lines(document: Document, name: SectionName, *, quotations: bool = True) -> Iterator[tuple[int, str]]:
    """The author's words in every place where this section stands, without the headings."""
    for place in document.sections.get(name, ()):
        first = place.line if _is_inline(place) else place.line + 1
        yield from own_words(document, first, place.end_line, quotations=quotations)


def _is_inline(place: SectionBlocks) -> bool:
    """A bold label with its text in the same line."""
    return any(block.line <= place.line for block in place.blocks)


def section_at(document: Document, line: int) -> SectionName | None:
    """The innermost of the eight sections that this line belongs to."""
    section = words_of(document).section
    return section[line - 1] if 1 <= line <= len(section) else None


def whole_line(document: Document, line: int) -> Span:
    """The line without its indentation."""
    lines = document.source.plain_lines
    if not 1 <= line <= len(lines):
        return Span(1, 0, len(lines[0]))
    text = lines[line - 1]
    start = len(text) - len(text.lstrip())
    return Span(line, start, max(start, len(text.rstrip())))


def span_of(number: int, match: re.Match[str]) -> Span:
    """Where a match in a line of `own_words` stands."""
    return Span(number, match.start(), match.end())


def heading_of(document: Document, name: SectionName) -> Span:
    """The heading of the first place where this section stands."""
    return whole_line(document, document.sections[name][0].line)


SECTION_WORDS: dict[SectionName, str] = {
    SectionName.SUMMARY: "Summary",
    SectionName.TIMELINE: "Timeline",
    SectionName.IMPACT: "Impact",
    SectionName.ROOT_CAUSE: "Root cause",
    SectionName.WENT_WELL: "What went well",
    SectionName.WENT_POORLY: "What went poorly",
    SectionName.ACTION_ITEMS: "Action items",
    SectionName.LESSONS_LEARNED: "Lessons learned",
}
"""What people call the eight sections."""


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}" if found else ""


def line_list(lines: Iterable[int], most: int = 4) -> str:
    """`line 4`, or `lines 4, 7, 9, 12, …`."""
    found = list(lines)
    return (
        f"line{'s' if len(found) > 1 else ''} {', '.join(map(str, found[:most]))}{', …' if len(found) > most else ''}"
    )


def short(text: str, most: int = 60) -> str:
    """`text` in one line of at most `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
