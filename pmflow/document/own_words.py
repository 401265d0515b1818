"""pmflow's own words in a document: its block, and the text that is left when everything that pmflow may write is
taken out.

Approvals are bound to that text, so a due date that pmflow moves makes none of them stale, and a sentence that
somebody changes makes all of them so. A redaction review is bound to more: to every letter that readers get, because a
cell for an owner or a date holds whatever somebody types into it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pmflow.document.copied import without_copied
from pmflow.document.document import Document
from pmflow.document.front_edit import kept_words, without_key
from pmflow.document.frontmatter import front_end
from pmflow.document.source import Source
from pmflow.patterns import lazy

BEGIN = "<!-- pmflow:begin -->"
END = "<!-- pmflow:end -->"

_FENCE = lazy(r"^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
_CLOSING = lazy(r"^ {0,3}(`{3,}|~{3,})\s*$")
_MARKER = lazy(r"<!--(\s*pmflow:(?:begin|end)\s*-->)")
_ESCAPED = lazy(r"&lt;!--(\s*pmflow:(?:begin|end)\s*-->)")
_LABEL_BEFORE = lazy(r"(?:owner|due|status)\s*:\s*$", re.IGNORECASE)
_EMPTY_LABELS = lazy(r"\[[\s,]*\]")
_ID_COMMENT = lazy(r"<!--\s*(?:AI-\d{1,9})?\s*-->")
_BAR = lazy(r"\s*\|\s*")
_TAG_END = lazy(r" </")


def find_block(source: Source) -> tuple[int, int] | None:
    """The lines (1-based) of pmflow's begin and end marker; None where it has no whole block.

    Markers in code, in front matter, and behind blanks or a bullet do not count. A begin marker that another one follows
    before any end is nobody's: what stands below it is people's.
    """
    return _scan(source).block


@dataclass(frozen=True)
class _Scan:
    """What a walk over the lines found, in 1-based lines."""

    block: tuple[int, int] | None
    unclosed: int | None
    """The first fence of code above the block that is never closed: Markdown takes all below it for code."""
    rule: bool
    """The text begins with a fence of front matter that is never closed: a rule, so far."""


def _scan(source: Source) -> _Scan:
    lines = source.plain_lines
    head = front_end(lines)
    unclosed: int | None = None
    following = _next_markers(lines)
    longest = _closings_below(lines)
    at = head or 0
    while at < len(lines):
        line = lines[at]
        if (opened := _FENCE.match(line)) is not None:
            fence = opened[1] or opened[2]
            if longest[fence[0]][at + 1] >= len(fence):
                at += 1
                while not _closes(lines[at], fence):
                    at += 1
            # A fence that nothing closes hides no block: somebody may have opened it above the block afterwards.
            elif unclosed is None:
                unclosed = at + 1
        elif line.rstrip() == BEGIN and (end := following[at]) is not None and lines[end].rstrip() == END:
            return _Scan((at + 1, end + 1), unclosed, head is None)
        at += 1
    return _Scan(None, unclosed, head is None)


def _next_markers(lines: list[str]) -> dict[int, int | None]:
    """For each begin marker (0-based) the marker after it."""
    found: dict[int, int | None] = {}
    after: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].startswith("<!--") and (marker := lines[at].rstrip()) in (BEGIN, END):
            if marker == BEGIN:
                found[at] = after
            after = at
    return found


def _closings_below(lines: list[str]) -> Mapping[str, list[int]]:
    """For both signs of a fence the longest closing one at or below each line, so that no fence is looked for twice."""
    longest = {sign: [0] * (len(lines) + 1) for sign in "`~"}
    for at in range(len(lines) - 1, -1, -1):
        closing = _CLOSING.match(lines[at])
        for sign, below in longest.items():
            length = len(closing[1]) if closing is not None and closing[1][0] == sign else 0
            below[at] = max(below[at + 1], length)
    return longest


def _closes(line: str, fence: str) -> bool:
    closing = _CLOSING.match(line)
    return closing is not None and closing[1].startswith(fence)


def read_block(source: Source) -> str | None:
    """What stands between the markers, `\\n` line ends; None where there is no block."""
    found = find_block(source)
    if found is None:
        return None
    return _ESCAPED.sub(r"<!--\1", "\n".join(source.plain_lines[found[0] : found[1] - 1]))


def upsert_block(source: Source, content: str) -> Source:
    """`source` with `content` as pmflow's block: in the place of the old one, else at the end.

    Markers inside `content` are escaped. A begin marker without an end is left where it is: what follows it may be
    people's. Where a fence is never closed, the block goes above it: below, Markdown would take it for code, and a fence
    in `content` would close the one above; so would a rule in `content` make front matter of a rule in the first line.
    """
    body = _MARKER.sub(r"&lt;!--\1", content.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    block = f"{BEGIN}\n{body}\n{END}".replace("\n", source.newline)
    found = _scan(source)
    text = source.text
    closes = found.rule and front_end([*source.plain_lines[:2], *body.split("\n")]) is not None
    above_of = 1 if closes else found.unclosed
    if found.block is not None:
        begin = source.starts[found.block[0] - 1]
        end = source.starts[found.block[1] - 1] + len(source.plain_lines[found.block[1] - 1])
        if above_of is None:
            return Source(text[:begin] + block + text[end:], source.bom)
        text = text[:begin] + text[end:]
    at = source.starts[above_of - 1] if above_of is not None else len(text)
    above, below = text[:at], text[at:]
    gap = "" if not above or above.endswith(source.newline * 2) else source.newline
    if above and not above.endswith(("\n", "\r")):
        gap = source.newline * 2
    elif above.endswith("\r") and gap == "\n":
        gap = "\r"  # a `\n` would end the line above, and no other
    return Source(above + gap + block + source.newline + (source.newline + below if below else ""), source.bom)


def without_own(document: Document) -> str:
    """The document without what pmflow may write (its block, its front-matter key, what it copied, the items' status, owner,
    due and ref); blanks are folded, so that padding is no change.
    """
    lines = list(document.source.plain_lines)
    cuts: dict[int, list[tuple[int, int]]] = {}
    for place in document.places:
        spans = [*place.spans.values(), *place.overruled, *([place.checkbox] if place.checkbox else [])]
        for line, start, end in spans:
            cuts.setdefault(line, []).append((start, end))
        cuts.setdefault(place.append.line, [])
    for line, stretches in cuts.items():
        text = lines[line - 1]
        for start, end in sorted(set(stretches), reverse=True):
            before = text[:start]
            label = _LABEL_BEFORE.search(before)
            text = (before[: label.start()] if label else before) + text[end:]
        text = _ID_COMMENT.sub("", text)
        lines[line - 1] = _EMPTY_LABELS.sub("", text)
    if (block := find_block(document.source)) is not None:
        lines[block[0] - 1 : block[1]] = []
    front = document.front
    head: list[str] = []
    if front.end_line:
        kept = kept_words(front, "pmflow")
        head = [lines[0], *kept.split("\n"), lines[0]] if kept.strip() else []
        lines = lines[front.end_line :]
    lines = without_copied(lines)
    return _TAG_END.sub("</", _BAR.sub("|", " ".join(" ".join([*head, *lines]).split())))


def content_hash(document: Document) -> str:
    """The first 16 hex digits of the SHA-256 of `without_own`."""
    return hashlib.sha256(without_own(document).encode()).hexdigest()[:16]


def readers_hash(document: Document) -> str:
    """The first 16 hex digits of the SHA-256 of `for_readers`: of every letter that is published."""
    return hashlib.sha256(for_readers(document).encode()).hexdigest()[:16]


def for_readers(document: Document) -> str:
    """The text to publish: people's words and their front matter, without pmflow's block, its front-matter key, and what it
    copied."""
    source = document.source
    lines = list(source.plain_lines)
    if (block := find_block(source)) is not None:
        lines[block[0] - 1 : block[1]] = []
    front = document.front
    if front.end_line:
        head = without_key(front, "pmflow").strip("\n")
        closing = [] if front.language == "list" else [lines[0]]
        lines[: front.end_line] = [lines[0], *head.split("\n"), *closing] if head.strip() else []
    lines = without_copied(lines)
    return "\n".join(lines).strip("\n") + "\n"
