"""What rules ask of a document's text: the lines of a section, places, and words for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmflow.document.author_words import own_words, words_of
from pmflow.document.document import Document, SectionBlocks
from pmflow.document.source import Span
from pmflow.model import SectionName


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
