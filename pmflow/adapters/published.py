"""A published text: a line above it, such as "under revision", and below it the mark of who put it there. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pmflow.adapters import heads
from pmflow.document.source import Source
from pmflow.errors import DocumentError

_MARK = re.compile(r"<!-- pmflow:published (.+) -->")
_UNSAFE = {"%": "%25", ">": "%3E", "\n": "%0A", "\r": "%0D"}
"""Characters that would end the mark or its line."""


def signed(text: str, ref: str) -> str:
    """The text with a last line by which it is known again as `ref`'s, published by pmflow."""
    name = "".join(_UNSAFE.get(character, character) for character in ref)
    newline = Source.of(text).newline
    gap = newline if not text or text.endswith(("\n", "\r")) else newline * 2
    return f"{text}{gap}<!-- pmflow:published {name} -->{newline}"


def signed_by(text: str) -> str | None:
    """Whose text it is by its last line; None where pmflow did not publish it."""
    found = _MARK.fullmatch(text.rstrip().replace("\r", "\n").rpartition("\n")[2])
    return unquote(found[1]) if found else None


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
