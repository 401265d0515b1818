"""The journal in comments of pmflow's own: one, and a further one when it is nearly full. Pure.

    <!-- pmflow:journal 1 -->
    <!-- pmflow:status -->
    (how things stand, for people; in the first one only)
    <!-- pmflow:status-end -->
    (a line for people)
    <!-- pmflow:entries 2
    {"key": …}
    {"key": …}
    -->

(`entries 2 full` in a comment from which the journal goes on in a further one.) Entries are JSON, one on a line, in which `<` and
`>` are written `\\u003c` and `\\u003e`: no word of people's ends the HTML comment; the status is `hushed`, so that none begins
one either. A line that cannot be read stays as it is and is reported; so does a number that does not fit. Of comments with the
same number (a write that was not needed, or two runs that began the journal at the same moment) the oldest counts: whoever wrote
a younger one takes it away again, with whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pmflow.adapters.github.markers import CUT, LIMIT, ROOM, fitting, hushed, length, mark, marked, unhushed
from pmflow.adapters.github.payloads import Comment
from pmflow.errors import TrackerMisunderstood, TrackerRefused
from pmflow.journal import Entry, from_line, seal, to_line

KIND = "journal"
WORDS = (
    "pmflow keeps the journal of this post-mortem here: {entries}. Please leave this comment as it is: what is changed by "
    "hand shows, and approvals are lost with it."
)
_STATUS_BEGIN, _STATUS_END = "<!-- pmflow:status -->\n", "\n<!-- pmflow:status-end -->\n\n"
STATUS_ROOM = 20_000
"""Characters that the first comment leaves free of entries, for the status."""
_STATUS = re.compile(f"{_STATUS_BEGIN}(.*?){_STATUS_END}", re.S)
BEGUN_TWICE = (
    "{place}: two runs began comment {number} of the journal at the same moment; the older one counts: delete this one"
)
_NUMBER = re.compile("[0-9]{1,6}")
_BLOCK = re.compile(r"<!-- pmflow:entries (\d{1,9})( full)?[ \t]*\n(.*?)(?:^-->|\Z)", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """One comment of the journal."""

    number: int
    id: int
    """Of the comment; 0: it is not made yet."""
    lines: tuple[str, ...]
    status: str | None = None
    """As it was given to show."""
    said: int | None = None
    """How many entries it says that it has; None: there is no place for entries in it."""
    full: bool = False
    """Whether no more entries come into it: the journal goes on in the next."""
    below: str = ""
    """What people wrote under it: it stays."""

    @property
    def whole(self) -> bool:
        """Whether it has as many entries as it says."""
        return self.said == len(self.lines)


@dataclass(frozen=True, slots=True)
class Journal:
    """What the comments hold."""

    entries: tuple[Entry, ...] = ()
    troubles: tuple[str, ...] = ()
    pages: tuple[Page, ...] = field(default=())

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(entry.key for entry in self.entries)

    @property
    def status(self) -> str | None:
        """What is shown of how things stand."""
        return self.pages[0].status if self.pages else None


@dataclass(frozen=True, slots=True)
class Write:
    """What is to be written: into that comment, or into a new one where there is none."""

    comment: int | None
    body: str
    keys: frozenset[str]
    """Of the entries that it adds; none where it says that the comment is full, and where it shows a status."""
    fills: bool = False
    """Whether it says that the comment is full."""


def read_journal(comments: Iterable[Comment], *, where: str) -> Journal:
    """The journal in these comments (all of them pmflow's own), and what is wrong with it."""
    places: dict[int, str] = {}
    pages: list[Page] = []
    for comment in comments:
        if (page := page_in(comment.body, comment.id)) is not None:
            pages.append(page)
            places[page.id] = comment.html_url or f"{where}, comment {comment.id}"
    entries: dict[str, Entry] = {}
    troubles: list[str] = []
    counted: dict[int, Page] = {}
    for page in sorted(pages, key=lambda page: page.id):
        if not set(page.lines) <= set(counted.setdefault(page.number, page).lines):
            troubles.append(BEGUN_TWICE.format(place=places[page.id], number=page.number))
    pages = [counted[number] for number in sorted(counted)]
    for page in pages:
        place = places[page.id]
        if page.said is None:
            troubles.append(
                f"{place}: the journal's entries are gone from this comment; restore it from its edit history"
            )
            continue
        if not page.whole:
            troubles.append(
                f"{place}: the journal had {page.said} entries here, and {len(page.lines)} are left; restore it from the "
                "comment's edit history"
            )
        for at, line in enumerate(page.lines, 1):
            try:
                entry = from_line(line, place=f"{place}, entry {at}")
            except TrackerMisunderstood:
                troubles.append(
                    f"{place}: entry {at} of the journal cannot be read; restore it from the comment's edit history"
                )
            else:
                entries.setdefault(entry.key, entry)
    for before, after in pairwise((0, *sorted(page.number for page in pages))):
        if after > before + 1:
            gone = f"comment {before + 1}" if after == before + 2 else f"comments {before + 1} to {after - 1}"
            troubles.append(
                f"{where}: {gone} of the journal {'is' if after == before + 2 else 'are'} gone, and its entries with it"
            )
    return Journal(tuple(entries.values()), tuple(troubles), tuple(pages))


def page_in(body: str, id: int = 0) -> Page | None:
    """What one comment holds of a journal; None where it is none of one."""
    parts = marked(body)
    if parts is None or parts[0] != KIND or not _NUMBER.fullmatch(parts[1]):
        return None
    text = parts[2].replace("\r\n", "\n")
    status, block = _STATUS.match(text), _BLOCK.search(text)
    lines = tuple(line for line in block[3].split("\n") if line.strip()) if block else ()
    said = int(block[1]) if block else None
    below = text[block.end() :].strip() if block else ""
    shown = unhushed(status[1]) if status else None
    return Page(int(parts[1]), id, lines, shown, said, bool(block and block[2]), below)


def added(
    journal: Journal, *entries: Entry, secret: bytes | None = None, room: int = ROOM, status: str | None = None
) -> Write | None:
    """What to write so that the journal has these entries, each sealed on the one before: as many as one comment holds, or,
    before they begin a further one, that the last is full: who wrote into that one meanwhile would break the chain. None
    where all their keys are there already. `status`: to be shown with them, where they stand in the first comment and it fits.

    Raises `TrackerRefused` for an entry that no comment can hold.
    """
    fresh = {entry.key: entry for entry in entries if entry.key not in journal.keys}
    if not fresh:
        return None
    lines: list[str] = []
    before = journal.entries[-1] if journal.entries else None
    for entry in fresh.values():
        before = seal(entry, before, secret=secret)
        lines.append(to_line(before).replace("<", "\\u003c").replace(">", "\\u003e"))
    places: list[tuple[Page, int]] = [(Page(1, 0, ()), room)]
    if journal.pages:
        last = journal.pages[-1]
        kept = min(STATUS_ROOM, room // 3) if len(journal.pages) == 1 else 0
        free = room - max(0, kept - length(last.status or ""))
        places = [(last, 0 if last.full else free), (Page(last.number + 1, 0, ()), room)]
    for page, space in places:
        for count in range(len(lines), 0, -1):
            shown = page.status if status is None or page.number > 1 or length(status) > STATUS_ROOM else status
            body = written(replace(page, lines=(*page.lines, *lines[:count]), status=shown))
            if length(body) <= space:
                if page.id == 0 and journal.pages and not journal.pages[-1].full:
                    return _filled(journal.pages[-1])
                return Write(page.id or None, body, frozenset(list(fresh)[:count]))
    what = next(iter(fresh.values())).what
    raise TrackerRefused(
        f"the journal entry {what} has {length(lines[0])} characters, and a comment of GitHub's takes {room}; "
        "shorten the reason, or track fewer action items at a time"
    )


def _filled(page: Page) -> Write:
    return Write(page.id, written(replace(page, full=True)), frozenset(), fills=True)


def showing(journal: Journal, status: str) -> Write | None:
    """What to write so that people see this status; None where they do. Where there is no journal yet, its first comment
    is made; a status that does not fit beside the entries is cut."""
    page = journal.pages[0] if journal.pages else Page(1, 0, ())
    spare = LIMIT - length(written(replace(page, status="")))
    shown = status.replace("\r\n", "\n")
    while length(hushed(shown)) > spare and shown:
        shown = fitting(shown, len(shown) * 9 // 10 - len(CUT)) if len(shown) > 200 else ""
    if page.status == shown:
        return None
    return Write(page.id or None, written(replace(page, status=shown)), frozenset())


def written(page: Page) -> str:
    """The text of one comment of the journal."""
    count = len(page.lines)
    words = WORDS.format(entries="1 entry" if count == 1 else f"{count} entries")
    block = "\n".join((f"<!-- pmflow:entries {count}{' full' if page.full else ''}", *page.lines, "-->"))
    above = "" if page.status is None else f"{_STATUS_BEGIN}{hushed(page.status)}{_STATUS_END}"
    below = f"\n{page.below}\n" if page.below else ""
    return mark(KIND, str(page.number), f"{above}{words}\n\n{block}\n{below}")
