"""`<!-- pmflow: allow RULE reason -->`: where it stands says what it covers.

In a line with words, that line. Alone below a heading, the section. Alone anywhere else, the paragraph, list or table that
it touches: the one below, else the one above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pmflow.document.author_words import code_lines, without_code
from pmflow.document.blocks import Block
from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.model import Finding
from pmflow.patterns import lazy

_ALLOW = lazy(
    r"<!--\s*pmflow:\s*allow\b[ \t]*(?P<rules>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?[ \t:–—-]*(?P<reason>.*?)\s*-->"
)
_MARKERS = lazy(r"[\s>*+|-]*(?:\d+[.)])?\s*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment, and the lines that it covers."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one that was allowed here; without a reason nothing is."""
        return bool(self.reason) and finding.rule in self.rules and self.first <= finding.line <= self.last


def suppressions_of(document: Document) -> list[Suppression]:
    """All suppressions of a document."""
    text = document.source.plain
    if "pmflow" not in text or "allow" not in text:
        return []
    lines, code = document.source.plain_lines, code_lines(document)
    found: list[Suppression] = []
    for number, line in enumerate(lines, 1):
        if "<!--" not in line or number in code:
            continue
        comments = list(_comments(without_code(line) if "`" in line else line))
        rest = "".join(line[end:start] for (_, end), (start, _) in pairwise([(0, 0), *comments, (len(line), 0)]))
        alone = not _MARKERS.sub("", rest, count=1)
        for start, end in comments:
            if (match := _ALLOW.fullmatch(line, start, end)) is None:
                continue
            rules = tuple(name.strip() for name in (match["rules"] or "").split(",") if name.strip())
            first, last = _around(document.root, lines, number) if alone else (number, number)
            found.append(Suppression(rules, match["reason"].strip(), Span(number, start, end), first, last))
    return found


def _comments(line: str) -> Iterator[tuple[int, int]]:
    """Where the comments of a line begin and end."""
    end = 0
    while (start := line.find("<!--", end)) >= 0 and (close := line.find("-->", start)) >= 0:
        end = close + 3
        yield start, end


def _around(root: Block, lines: list[str], number: int) -> tuple[int, int]:
    """The lines that a comment on line `number`, alone there, covers."""
    heading = _heading_above(root, lines, number)
    if heading is not None:
        following = (
            b.line - 1 for b in root.children if b.kind == "heading" and b.line > number and b.level <= heading.level
        )
        return heading.line, next(following, len(lines))
    blocks = [block for block in root.walk() if block.kind in ("paragraph", "list", "table", "item", "quote", "html")]
    blocks = [block for block in blocks if not (block.line == block.end_line == number)]
    for kind in ("paragraph", "item"):
        around = [block for block in blocks if block.kind == kind and block.line < number <= block.end_line]
        if around:
            return around[-1].line, around[-1].end_line
    for block in blocks:
        if block.kind == "paragraph" and block.line == number:
            return block.line, block.end_line
    below = next(
        (
            b
            for b in blocks
            if b.line > number and not any(lines[b_line - 1].strip() for b_line in range(number + 1, b.line))
        ),
        None,
    )
    above = next((b for b in blocks if b.end_line == number - 1 and lines[number - 2].strip()), None)
    touching = below if below is not None and (below.line == number + 1 or above is None) else above
    return (touching.line, touching.end_line) if touching is not None else (number, number)


def _heading_above(root: Block, lines: list[str], number: int) -> Block | None:
    """The heading right above a line, with nothing but empty lines between."""
    for block in reversed(root.children):
        if block.kind == "heading" and block.end_line < number:
            between = lines[block.end_line : number - 1]
            return None if any(line.strip() and not _ALLOW.search(line) for line in between) else block
    return None
