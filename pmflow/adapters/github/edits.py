"""What of a journal comment stands, by its edit history. Pure.

GitHub has no locks and no "write only if it still is so", but it keeps the text of each edit, in one order for all who look. That
order is the arbiter: an edit counts where it keeps all the entries that stood before it; one that leaves out any was made by
somebody who had not read them, and counts for nothing. All who look come to the same, so the first of two writers stays, and the
second learns that it lost. Its entry is not sealed on the other's after the fact: it was decided without it (both may have
moved the state), so what stood is put back and the event is decided anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmflow.adapters.github.journal_comment import Page, page_in

MOST = 20
"""Edits that are looked at: runs can be told apart as long as no more of them lie between a reading and the look. Two or three at
once make fewer; five can make more."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One version of a comment."""

    text: str
    at: str
    """When, as GitHub says it (whole seconds)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the history says of one write."""

    lines: tuple[str, ...]
    """The entries that stand."""
    counts: bool
    """Whether the write counts."""


def newest(head: Sequence[Edit], tail: Sequence[Edit], now: str) -> tuple[Edit, ...]:
    """The newest of a history, the oldest of them first, from both its ends and the comment's present text. GitHub documents no
    order and tells whole seconds: the end at which that text is tells the direction; where both do, or none, the dates;
    where these are the same, too, it is GitHub's custom, the newest first."""
    if not head or not tail:
        return ()
    first, last = (_plain(each.text) == _plain(now) for each in (head[0], tail[-1]))
    oldest_first = last if first != last else head[0].at < tail[-1].at
    return tuple(tail) if oldest_first else tuple(reversed(head))


def standing(edits: Sequence[Edit], wrote: str) -> Standing | None:
    """What stands after these edits (the oldest first), and whether the one that wrote this text counts; None where the history
    does not show that one.

    It begins with the oldest whose entries are all in the last: what is older may be a write that did not count. An edit by
    hand (its entries are not as many as it says) is believed as it is: whatever was done there shows by itself.
    """
    pages = [(_plain(edit.text), page_in(edit.text)) for edit in edits]
    last = pages[-1][1].lines if pages and pages[-1][1] else ()
    stands: tuple[str, ...] | None = None
    counts: bool | None = None
    for text, page in pages:
        if page is None:
            continue
        if stands is None:
            if not _goes_on(page, last):
                continue
            stands = ()
        taken = not page.whole or page.lines[: len(stands)] == stands
        stands = page.lines if taken else stands
        if text == _plain(wrote):
            counts = taken
    return None if stands is None or counts is None else Standing(stands, counts)


def _goes_on(page: Page, last: tuple[str, ...]) -> bool:
    return page.lines == last[: len(page.lines)]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
