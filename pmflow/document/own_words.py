"""pmflow's own words in a document: its block, and the text that is left when everything that pmflow may write is
taken out.

Approvals are bound to that text, so a due date that pmflow moves makes none of them stale, and a sentence that
somebody changes makes all of them so.
"""

from __future__ import annotations

import hashlib
import re

from pmflow.document.document import Document
from pmflow.document.front_edit import without_key
from pmflow.document.source import Source

BEGIN = "<!-- pmflow:begin -->"
END = "<!-- pmflow:end -->"

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MARKER = re.compile(r"<!--(\s*pmflow:(?:begin|end)\s*-->)")
_ESCAPED = re.compile(r"&lt;!--(\s*pmflow:(?:begin|end)\s*-->)")
_LABEL_BEFORE = re.compile(r"(?:owner|due|status)\s*:\s*$", re.IGNORECASE)
_EMPTY_LABELS = re.compile(r"\[[\s,]*\]")
_ID_COMMENT = re.compile(r"<!--\s*(?:AI-\d+)?\s*-->")
_TAG_END = re.compile(r" </")
_BAR = re.compile(r"\s*\|\s*")


def find_block(source: Source) -> tuple[int, int] | None:
    """The lines (1-based) of pmflow's begin and end marker; None where it has no whole block. Markers in code do not
    count."""
    begin: int | None = None
    closes = 0
    lines = source.plain_lines
    for number, line in enumerate(lines, 1):
        if begin is not None:
            if line.strip() == END:
                return begin, number
        elif number <= closes:
            continue
        elif opened := _FENCE.match(line):
            # Code that is never closed swallows the rest of the text, and with it the block that was put at its end.
            closes = next((n for n in range(number + 1, len(lines) + 1) if _closes(lines[n - 1], opened[1])), number)
        elif line.strip() == BEGIN:
            begin = number
    return None


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return bare.startswith(fence) and not bare.strip(fence[0])


def read_block(source: Source) -> str | None:
    """What stands between the markers, `\\n` line ends; None where there is no block."""
    found = find_block(source)
    if found is None:
        return None
    return _ESCAPED.sub(r"<!--\1", "\n".join(source.plain_lines[found[0] : found[1] - 1]))


def upsert_block(source: Source, content: str) -> Source:
    """`source` with `content` as pmflow's block: in the place of the old one, else at the end.

    Markers inside `content` are escaped. A begin marker without an end is left where it is: what follows it may be
    people's.
    """
    body = _MARKER.sub(r"&lt;!--\1", content.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    block = f"{BEGIN}\n{body}\n{END}".replace("\n", source.newline)
    found = find_block(source)
    if found is not None:
        begin = source.starts[found[0] - 1]
        end = source.starts[found[1] - 1] + len(source.plain_lines[found[1] - 1])
        return Source(source.text[:begin] + block + source.text[end:], source.bom)
    text = source.text
    gap = "" if not text or text.endswith(source.newline * 2) else source.newline
    if text and not text.endswith(("\n", "\r")):
        gap = source.newline * 2
    return Source(text + gap + block + source.newline, source.bom)


def without_own(document: Document) -> str:
    """The document without what pmflow may write (its block, its front-matter key, the items' status, owner, due and
    ref);
    blanks are folded, so that padding is no change.
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
        head = without_key(front, "pmflow").split("\n")
        if not "".join(head).strip():
            head = []
        else:
            head = [lines[0], *head, lines[0]]
        lines = lines[front.end_line :]
    return _TAG_END.sub("</", _BAR.sub("|", " ".join(" ".join([*head, *lines]).split())))


def content_hash(document: Document) -> str:
    """The first 16 hex digits of the SHA-256 of `without_own`."""
    return hashlib.sha256(without_own(document).encode()).hexdigest()[:16]


def for_readers(document: Document) -> str:
    """The text to publish: people's words and their front matter, without pmflow's block and its front-matter key."""
    source = document.source
    lines = list(source.plain_lines)
    if (block := find_block(source)) is not None:
        lines[block[0] - 1 : block[1]] = []
    front = document.front
    if front.end_line:
        head = without_key(front, "pmflow").strip("\n")
        lines[: front.end_line] = [lines[0], *head.split("\n"), lines[0]] if head.strip() else []
    return "\n".join(lines).strip("\n") + "\n"
