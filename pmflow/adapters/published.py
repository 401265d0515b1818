"""A published text with a line above it, such as "under revision". Pure."""

from __future__ import annotations

from pmflow.adapters import heads
from pmflow.document.source import Source
from pmflow.errors import DocumentError


def marked(text: str, note: str) -> str:
    """The text with the note as a quotation above it, below front matter where it has one; once, however often asked."""
    source = Source.of(text)
    try:
        end = heads.front_of(source.text).end_line
    except DocumentError:
        end = 0
    at = source.starts[end] if end < len(source.starts) else len(source.text)
    quote = f"> {' '.join(note.split())}{source.newline}"
    rest = source.text[at:].lstrip("\r\n")
    if rest.startswith(quote):
        return text
    gap = source.newline if at else ""
    return Source(f"{source.text[:at]}{gap}{quote}{source.newline}{rest}", source.bom).encoded.decode("utf-8")
