"""The comments of a document that are meant to allow something, well written or nearly so.

`<!-- pmflow: allow RULE reason -->` is how it is written. Capitals, blanks, line ends, an underscore for a hyphen and a
colon or dash more are no matter; another word or sign is a near-miss, which allows nothing and is told. Comments in code
and in front matter are nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pmflow.document.author_words import code_lines
from pmflow.document.blocks import Block
from pmflow.document.document import Document
from pmflow.patterns import lazy

_MAYBE = lazy(r"<!-[^<]{0,40}?pm[-_ ]?flow", re.IGNORECASE)
_SIGNS = lazy(r"\\[\\`<]|`+|<!--")
_MARKERS = lazy(r"[\s>*+|-]*(?:\d+[.)])?\s*")
_QUOTE = lazy(r"\n[ \t]*(?:>[ \t]*)+")
_HEAD = lazy(r"(pm[-_ ]?flow)(\W*)((?!blameless)[a-z]*)(.*)", re.IGNORECASE | re.DOTALL)
_NAMES = lazy(r"(\W*)([\w-]+(?:\s*,\s*[\w-]+)*)?[\s:–—-]*(.*)", re.DOTALL)
_SILENT = frozenset(" :-–—")
"""Signs that are no matter between `allow` and the rule."""
_ALIKE = lazy(
    r"al+o?w\w*|alwo|allwo|ignor\w+|disabl\w+|suppress\w*|skip\w*|silenc\w+|permit\w*|exempt\w*|exclud\w+|mut(?:e|ed|ing)|"
    r"noqa|nolint|off",
    re.IGNORECASE,
)
"""Words by which other linters are told to be silent, and `allow` with a slip of the finger."""
LOOKED_AT = 300
"""Characters of a comment that is never closed that are read."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, and where it stands: lines from 1, columns from 0, the last one behind it."""

    rules: tuple[str, ...]
    reason: str
    line: int
    column: int
    end_line: int
    end_column: int
    alone: bool
    """No words stand before or behind it in its lines."""
    misspelt: str | None = None
    """What it says in the place of `pmflow: allow`."""
    closed: bool = True


def allow_comments(document: Document) -> list[Comment]:
    """All of them, from top to bottom."""
    if _MAYBE.search(document.source.plain) is None:
        return []
    lines = document.source.plain_lines
    opened = {number for number, line in enumerate(lines, 1) if "<!--" in line}
    hidden = code_lines(document)
    found: list[Comment] = []
    for block in _leaves(document.root):
        first, last = max(block.line, document.front.end_line + 1), min(block.end_line, len(lines))
        if block.line not in hidden and any(number in opened for number in range(first, last + 1)):
            found += _within("\n".join(lines[first - 1 : last]), first, code=block.kind != "html")
    return found


def _leaves(root: Block) -> Iterator[Block]:
    for block in root.walk():
        if block.kind in ("paragraph", "heading", "row", "html"):
            yield block


def _within(text: str, first: int, *, code: bool) -> Iterator[Comment]:
    """Those in the text of one block; `code`: it may hold code spans."""
    places = list(_places(text, code=code))
    outside: list[str] = []
    at = 0
    for start, end in places:
        outside += text[at:start], "\n" * text.count("\n", start, end)
        at = max(at, end)
    words = [bool(_MARKERS.sub("", line, count=1)) for line in "".join([*outside, text[at:]]).split("\n")]
    starts = [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]
    for start, end in places:
        closed = text.endswith("-->", start, end)
        inside = text[start + 4 : max(start + 4, end - 3)] if closed else text[start + 4 : start + 4 + LOOKED_AT]
        read = _read(inside)
        if read is None:
            continue
        above, below = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if not closed:  # it goes on to the end of its block; what is pointed at is its beginning
            below, end = above, min(end, start + 4 + len(inside.split("\n")[0]))
        yield Comment(
            *read[:2],
            first + above,
            start - starts[above],
            first + below,
            end - starts[below],
            not any(words[above : below + 1]),
            read[2],
            closed,
        )


def _places(text: str, *, code: bool) -> Iterator[tuple[int, int]]:
    """Where comments begin and end; one that is never closed goes on to the end, and is the last.

    What comes first wins: a comment in code is code, and a backtick in a comment is none.
    """
    if not code:
        at = 0
        while (start := text.find("<!--", at)) >= 0:
            close = text.find("-->", start)
            at = close + 3 if close >= 0 else len(text)
            yield start, at
        return
    runs: dict[int, list[int]] = {}
    for found in _SIGNS.finditer(text):
        if found[0][0] == "`":
            runs.setdefault(len(found[0]), []).append(found.start())
    at = 0
    for found in _SIGNS.finditer(text):
        if found.start() < at or found[0][0] == "\\":
            continue
        if found[0] == "<!--":
            close = text.find("-->", found.start())
            at = close + 3 if close >= 0 else len(text)
            yield found.start(), at
        else:
            same = runs[len(found[0])]
            following = bisect_right(same, found.start())
            if following < len(same):
                at = same[following] + len(found[0])


def _read(inside: str) -> tuple[tuple[str, ...], str, str | None] | None:
    """Rules, reason, and what is misspelt; None for a comment that is about something else."""
    head = _HEAD.fullmatch(" ".join(_QUOTE.sub(" ", inside).split()).strip("- "))
    if head is None:
        return None
    name, gap, verb, rest = head.groups()
    found = _NAMES.fullmatch(rest)
    if found is None:
        return None
    before, listed, reason = found[1], found[2] or "", found[3]
    colon = gap.strip() == ":"
    blameless = listed.lower().startswith("blameless")
    if not (blameless if not verb else _ALIKE.fullmatch(verb) and (colon or blameless)):
        return None
    right = colon and name.lower() == "pmflow" and verb.lower() == "allow" and _SILENT.issuperset(before)
    if listed and before[:1] not in (" ", ":"):
        right = False  # "allow-blameless-…"
    rules = tuple(each.strip().strip("-").lower().replace("_", "-") for each in listed.split(","))
    reason = reason if any(letter.isalnum() for letter in reason) else ""
    said = None if right else f"{name}{gap}{verb}{before}".strip()
    return tuple(rule for rule in rules if rule), reason.lstrip(")]}`'\"> ") if said else reason, said
