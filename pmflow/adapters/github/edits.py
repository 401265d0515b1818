"""What of a journal comment stands, by its edit history. Pure.

GitHub has no locks and no "write only if it still is so", but it keeps the text of each edit, in one order for all who look. That
order is the arbiter: an edit counts where it keeps all the entries that stood before it; one that leaves out any was made by
somebody who had not read them, and counts for nothing. All who look come to the same, so the first of two writers stays, and the
second learns that it lost. Its entry is not sealed on the other's after the fact: it was decided without it (both may have
moved the state), so what stood is put back and the event is decided anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pmflow.adapters.github.journal_comment import Page, page_in

MOST = 30
"""Edits that are asked for."""
QUIET = dt.timedelta(minutes=2)
"""After a text that nobody edited for so long, all who had written before it were done with looking and putting back."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One version of a comment."""

    text: str
    at: str
    """When, as GitHub says it (whole seconds)."""


@dataclass(frozen=True, slots=True)
class History:
    """The newest versions of a comment."""

    edits: tuple[Edit, ...] = ()
    """The oldest first."""
    whole: bool = False
    """Whether these are all, from the first on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the history says of one write."""

    lines: tuple[str, ...]
    """The entries that stand."""
    full: bool
    """Whether it stands that no more come."""
    counts: bool
    """Whether the write counts."""
    shown: bool
    """Whether the newest version shows the entries that stand, and no other."""


def newest(head: Sequence[Edit], tail: Sequence[Edit], now: str) -> tuple[Edit, ...]:
    """The newest of a history, the oldest of them first, from both its ends and the comment's present text. GitHub documents no
    order and tells whole seconds: the end at which that text is tells the direction; where both do, or none, the dates;
    where these are the same, too, it is GitHub's custom, the newest first."""
    if not head or not tail:
        return ()
    first, last = (_plain(each.text) == _plain(now) for each in (head[0], tail[-1]))
    oldest_first = last if first != last else head[0].at < tail[-1].at
    return tuple(tail) if oldest_first else tuple(reversed(head))


def standing(history: History, wrote: str) -> Standing | None:
    """What stands after these edits, and whether the one that wrote this text counts; None where the history does not show
    that one.

    An edit by hand (its entries are not as many as it says) is believed as it is: whatever was done there shows by itself.
    """
    versions = [(_plain(edit.text), page_in(edit.text), edit) for edit in history.edits]
    pages = [(text, page, edit) for text, page, edit in versions if page is not None]
    if not pages:
        return None
    begin = 0 if history.whole else _settled([(page, edit) for _, page, edit in pages])
    stands = pages[begin][1]
    counts: bool | None = None
    for text, page, _ in pages[begin:]:
        taken = not page.whole or _follows(page, stands)
        stands = page if taken else stands
        if text == _plain(wrote):
            counts = counts or taken  # what was taken once is among what stands, whoever writes the same text again
    shown = (pages[-1][1].lines, pages[-1][1].full) == (stands.lines, stands.full)
    return None if counts is None else Standing(stands.lines, stands.full, counts, shown)


def _follows(page: Page, stands: Page) -> bool:
    """Whether a version was made by somebody who had read what stands."""
    if stands.full:
        return page.full and page.lines == stands.lines
    return page.lines[: len(stands.lines)] == stands.lines


def _settled(pages: Sequence[tuple[Page, Edit]]) -> int:
    """Where to begin in a history of which the beginning is not known: a version may be a write that did not count. The oldest
    after which it was quiet; else the oldest whose entries are all in the newest."""
    for at, ((_, edit), (_, later)) in enumerate(pairwise(pages)):
        if _quiet(edit, later):
            return at
    newest = pages[-1][0].lines
    return next(at for at, (page, _) in enumerate(pages) if page.lines == newest[: len(page.lines)])


def _quiet(edit: Edit, later: Edit) -> bool:
    try:
        return dt.datetime.fromisoformat(later.at) - dt.datetime.fromisoformat(edit.at) >= QUIET
    except (ValueError, TypeError):  # GitHub does not say when
        return False


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
