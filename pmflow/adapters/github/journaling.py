"""Writing the journal, where nobody can be kept away from it.

Three things keep two runs from losing each other's entries. What a write rests on was read a moment ago, or is read again just
before; where it is not what the run decided on, that is a conflict, and the event is decided anew. After the write, where
GitHub has GraphQL, its edit history tells who was first (`edits`): who was not puts back what stood, and is told. Of
two that begin a comment at the same moment, the one with the higher number is taken away.

A sweep looks once, at its end (`settle`): that somebody was told is no decision, so an entry that did not count is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from pmflow.adapters.github import edits, journal_comment
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.bodies import changed
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.journal_comment import Journal, read_journal
from pmflow.adapters.github.payloads import Comment
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerError, TrackerMissing
from pmflow.journal import Entry

TRIES = 5
"""How often what stood is put back, where others write meanwhile."""


@dataclass(frozen=True, slots=True)
class _Wrote:
    """A write that is to be looked at."""

    made: Comment
    entries: Sequence[Entry]


class Journaling:
    """Everything here raises `TrackerError`: `TrackerConflict` where another run wrote at the same time and was first."""

    def __init__(self, settings: Settings, api: Api, comments: Comments, graph: Graph, holding: Holding) -> None:
        self._settings, self._api, self._comments = settings, api, comments
        self._graph, self._holding = graph, holding
        self._unlooked: dict[tuple[Ref, str], list[_Wrote]] | None = None

    def write(self, ref: Ref, entries: Sequence[Entry], status: str | None = None) -> None:
        """Write entries, once for each key: in one comment, unless there is no room for all; with them the status, if it
        stands in the same comment. Raises `TrackerConflict` where another run wrote at the same time."""
        while entries:
            before = self._now(ref)
            wanted = journal_comment.added(before, *entries, secret=self._settings.secret, status=status)
            if wanted is None:
                return
            self._write_page(ref, before, wanted, partial(_has, wanted.keys), entries)
            entries = [entry for entry in entries if entry.key not in before.keys | wanted.keys]

    def show(self, ref: Ref, text: str) -> None:
        """Show people how things stand, above the journal's first entries. Raises `TrackerConflict` likewise."""
        seen = self._holding.seen(ref)
        if seen is not None and journal_comment.showing(read_journal(seen.comments, where=str(ref)), text) is None:
            return
        before = self._now(ref)
        wanted = journal_comment.showing(before, text)
        if wanted is not None:
            self._write_page(ref, before, wanted, lambda now: now.status == text)

    def look_later(self) -> None:
        """From now on, entries about who was told are looked at by `settle`."""
        if self._unlooked is None:
            self._unlooked = {}

    def settle(self) -> list[TrackerError]:
        """Look at all that was not looked at, in one request, and write again what does not count; what went wrong with
        that."""
        waiting, self._unlooked = self._unlooked or {}, None
        if not waiting:
            return []
        places = list(waiting)
        try:
            found = self._graph.edits([node for _, node in places], where=str(places[0][0])) or []
        except TrackerError as error:
            return [error]
        troubles: list[TrackerError] = []
        for place, history in zip(places, found, strict=False):
            ref, told = place[0], waiting[place]
            seen = [(each, edits.standing(history, each.made.body)) for each in told]
            lost = [(each, stands) for each, stands in seen if stands and stands.lines and not stands.counts]
            if not lost:
                continue
            try:
                self._put_back(ref, lost[-1][0].made, lost[-1][1].lines)
                self.write(ref, [entry for each, _ in lost for entry in each.entries])
            except TrackerError as error:
                troubles.append(error)
        return troubles

    def _now(self, ref: Ref) -> Journal:
        """The journal as it is at this moment. Raises `TrackerConflict` where it is not what was read under hold."""
        self._api.wait_turn()
        if (young := self._holding.young(ref)) is not None:
            return read_journal(young.comments, where=str(ref))
        basis, comments = self._holding.basis(ref), self._comments.fresh(ref)
        now = read_journal(comments, where=str(ref))
        if basis is not None and _entries(read_journal(basis, where=str(ref))) != _entries(now):
            self._holding.doubt(ref)
            raise changed(ref)
        self._holding.again(ref, comments)
        return now

    def _write_page(
        self,
        ref: Ref,
        before: Journal,
        wanted: journal_comment.Write,
        done: Callable[[Journal], bool],
        entries: Sequence[Entry] = (),
    ) -> None:
        found: list[Comment] = []

        def there() -> object | None:
            """Asked before it is sent again: what another run wrote meanwhile must not be written over."""
            found[:] = self._comments.fresh(ref)
            now = read_journal(found, where=str(ref))
            if done(now):
                self._holding.rests_on(ref, found)  # it was done, and only the answer was lost
                return True
            if now.pages != before.pages:
                raise changed(ref)
            return None

        if wanted.comment is None:
            made = self._comments.post(ref, wanted.body, seen=there)
            if made is not None:
                self._look_beside(ref, made)
            return
        try:
            made = self._comments.edit(ref, wanted.comment, wanted.body, seen=there)
        except TrackerMissing:
            raise changed(ref) from None  # somebody deleted the comment meanwhile
        made = made or next((each for each in found if each.id == wanted.comment), None)
        if made is None or not made.node_id or not self._graph.usable:
            return
        if self._unlooked is not None and entries and all(entry.told for entry in entries):
            self._unlooked.setdefault((ref, made.node_id), []).append(_Wrote(made, entries))
        elif not self._counts(ref, made, wanted.body) and wanted.keys:
            raise changed(ref)

    def _counts(self, ref: Ref, made: Comment, wrote: str) -> bool:
        """Whether an edit counts; where it does not, what stood is put back, with the status that it shows."""
        stands = None
        for _ in range(2):  # an edit history may come a moment after the edit
            found = self._graph.edits([made.node_id], where=str(ref))
            stands = edits.standing(found[0], wrote) if found else None
            if found is None or stands is not None:
                break
        # A history by which nothing stands was read wrongly, or came late: nothing is ever wiped on its word.
        if stands is None or stands.counts or not stands.lines:
            return True
        self._put_back(ref, made, stands.lines)
        return False

    def _put_back(self, ref: Ref, made: Comment, lines: tuple[str, ...]) -> None:
        """Write what stands, until that counts itself. Raises `TrackerConflict` where others never let it."""
        page = journal_comment.page_in(made.body)
        self._holding.doubt(ref)
        for _ in range(TRIES):
            body = journal_comment.written(page.number if page else 1, lines, page.status if page else None)
            try:
                put = self._comments.edit(ref, made.id, body)
            except TrackerMissing:
                raise changed(ref) from None
            found = self._graph.edits([made.node_id], where=str(ref))
            stands = edits.standing(found[0], body) if put and found else None
            if stands is None or stands.counts or not stands.lines:
                break
            lines = stands.lines
        self._holding.doubt(ref)

    def _look_beside(self, ref: Ref, made: Comment) -> None:
        """Of two comments with the same number, begun at the same moment, the later goes. Raises `TrackerConflict` if it is
        this one."""
        if _same_page(self._comments.fresh(ref), made):
            self._holding.doubt(ref)
            self._comments.delete(ref, made.id)
            raise changed(ref)


def _same_page(comments: Iterable[Comment], made: Comment) -> bool:
    """Whether an older comment is the same page of the journal, with other entries."""
    page = journal_comment.page_in(made.body)
    others = (journal_comment.page_in(each.body) for each in comments if each.id < made.id)
    return page is not None and any(
        other is not None and other.number == page.number and not set(page.lines) <= set(other.lines)
        for other in others
    )


def _entries(journal: Journal) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(page.number, page.id, page.lines) for page in journal.pages]


def _has(keys: frozenset[str], journal: Journal) -> bool:
    return keys <= journal.keys
