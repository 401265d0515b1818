"""An item's id, and the ticket that it names."""

from __future__ import annotations

import re

from pmflow.document.item_draft import Draft, span_of
from pmflow.document.item_fields import find_ref, is_tracker_url
from pmflow.document.marked import Marked
from pmflow.document.source import Span
from pmflow.patterns import lazy

AI_ID = lazy(r"AI-\d+")


def draft_id(draft: Draft) -> tuple[str | None, Span | None]:
    """The id that pmflow gave, and the place where it stands or belongs."""
    marked = draft.marked
    row = (cell.marked for cells in draft.cells.values() for cell in cells if "<!--" in cell.raw)
    for text in (marked, *row):
        if text.id_comment is not None:
            said, start, end = text.id_comment
            return said, text.raw_span(start, end)
    if draft.reading.id is not None:
        found = draft.reading.id
        return found.text, span_of(marked, found.start, found.end)
    place: Span | None = None
    for name in ("ref", "link"):
        for cell in draft.cells.get(name, ()):
            if AI_ID.fullmatch(cell.text):
                return cell.text, cell.span
            if name == "ref" and not cell.text and place is None:
                place = cell.span
    return None, place


def draft_link(draft: Draft) -> str | None:
    for cell in draft.cells.get("link", ()):
        href = next((piece.href for piece in cell.marked.pieces if piece.href), None)
        if href and not href.startswith("#"):
            return href
        if (ref := find_ref(cell.text)) is not None and not AI_ID.fullmatch(ref):
            return ref
        if cell.text and re.search(r"\d", cell.text) and len(cell.text) < 40 and not AI_ID.fullmatch(cell.text):
            return cell.text
    words = draft.words.get("link")
    if words is not None and words.text:
        return _target(draft.marked, words.text)
    for piece in draft.marked.pieces:
        if piece.href and is_tracker_url(piece.href):
            return piece.href
    for marked in draft.details:
        for piece in marked.pieces:
            if piece.href and is_tracker_url(piece.href):
                return piece.href
    return None


def _target(marked: Marked, text: str) -> str | None:
    """The address behind a link's words; else the reference in them."""
    at = marked.text.find(text)
    if at >= 0 and (href := marked.href(at, at + len(text))):
        return href
    return find_ref(text) or (text.strip() if re.search(r"\d", text) else None)
