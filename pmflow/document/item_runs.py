"""What stands at one place at the front of a line: a run of bold, a link, a date."""

from __future__ import annotations

import re

from pmflow.document.days import find_days
from pmflow.document.item_fields import is_refs
from pmflow.document.marked import Marked


def link_run(marked: Marked, at: int) -> tuple[int, int] | None:
    """A link whose words are a reference (`[PAY-2](…)`): where it ends, and where the title begins."""
    offset = 0
    for piece in marked.pieces:
        stop = offset + len(piece.text)
        if offset == at:
            if piece.href is None or stop >= len(marked.text.rstrip()) or not is_refs(piece.text):
                return None
            behind = re.match(r"\s*[:\])–—-]*\s*", marked.text[stop:])
            return stop, stop + (behind.end() if behind else 0)
        if stop > at:
            return None
        offset = stop
    return None


def bold_run(marked: Marked, at: int) -> int | None:
    """Where the short bold run that begins at `at` ends."""
    offset = 0
    for piece in marked.pieces:
        stop = offset + len(piece.text)
        if stop > at:
            return (
                stop if piece.strong and offset <= at and stop - at <= 24 and stop < len(marked.text.rstrip()) else None
            )
        offset = stop
    return None


def day_run(text: str, at: int) -> tuple[int, int] | None:
    """A date, then a colon or a dash, in front of a title: where the date ends, and the title begins."""
    days = find_days(text[at : at + 24])
    if not days or days[0].start != 0:
        return None
    stop = at + days[0].end
    behind = re.match(r"\s*(?::|[-–—]+\s|,\s)\s*", text[stop:])
    return (stop, stop + behind.end()) if behind else None
