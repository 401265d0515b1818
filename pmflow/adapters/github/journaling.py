"""Writing the journal, where nobody can be kept away from it.

Four things keep runs from losing each other's entries. What a write rests on was read a moment ago, or is read again just
before; where it is not what the run decided on, that is a conflict, and the event is decided anew. After the write, where
GitHub has GraphQL, its edit history tells who was first (`edits`): who was not puts back what stood, and is told. Who was told
believes what the comment shows no more than its history (`contested`). Of two that begin a comment at the same moment, the
younger counts for nobody, and is taken away.

A sweep looks once, at its end (`settle`): that somebody was told is no decision, so an entry that did not count is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pmflow.adapters.github import edits, journal_comment
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.bodies import changed
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.contested import Contested
from pmflow.adapters.github.counting import Counting
from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.journal_comment import Journal, read_journal
from pmflow.adapters.github.payloads import Comment
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerConflict, TrackerError, TrackerMissing
from pmflow.journal import Entry


@dataclass(frozen=True, slots=True)
class _Wrote:
    """A write that is to be looked at."""

    made: Comment
    entries: Sequence[Entry]


class Journaling:
    """Everything here raises `TrackerError`: `TrackerConflict` where another run wrote at the same time and was first."""

    def __init__(
        self, settings: Settings, api: Api, comments: Comments, graph: Graph, holding: Holding, contested: Contested
    ) -> None:
        self._settings, self._api, self._comments = settings, api, comments
        self._graph, self._holding, self._contested = graph, holding, contested
        self._counting = Counting(comments, graph, holding, contested)
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
                self._counting.put_back(ref, lost[-1][0].made, lost[-1][1])
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
            raise self._met(ref)
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
            if done(now) or (wanted.comment is None and any(_same(each.body, wanted.body) for each in found)):
                self._holding.rests_on(ref, found)  # it was done, and only the answer was lost
                return True
            if now.pages != before.pages:
                raise self._met(ref)
            return None

        if wanted.comment is None:
            made = self._comments.post(ref, wanted.body, seen=there)
            made = made or next((each for each in found if _same(each.body, wanted.body)), None)
            if made is not None:
                self._look_beside(ref, made)
            return
        try:
            made = self._comments.edit(ref, wanted.comment, wanted.body, seen=there)
        except TrackerMissing:
            raise self._met(ref) from None  # somebody deleted the comment meanwhile
        made = made or next((each for each in found if each.id == wanted.comment), None)
        if made is None or not made.node_id or not self._graph.usable:
            return
        if self._unlooked is not None and wanted.keys and all(entry.told for entry in entries):
            self._unlooked.setdefault((ref, made.node_id), []).append(_Wrote(made, entries))
        elif not self._counting.counts(ref, made, wanted.body) and (wanted.keys or wanted.fills):
            raise self._met(ref)

    def _look_beside(self, ref: Ref, made: Comment) -> None:
        """Of two comments with the same number, begun at the same moment, the younger goes. Raises `TrackerConflict` if it is
        this one, unless the older has its entries (it was sent twice). The oldest never goes: others may have written there."""
        now, mine = read_journal(self._comments.fresh(ref), where=str(ref)), journal_comment.page_in(made.body)
        for page in now.pages:
            if mine is not None and page.number == mine.number and page.id < made.id:
                self._holding.doubt(ref)
                self._comments.delete(ref, made.id)
                if not set(mine.lines) <= set(page.lines):
                    raise self._met(ref)

    def _met(self, ref: Ref) -> TrackerConflict:
        """What to raise where another run wrote at the same time."""
        self._holding.doubt(ref)
        self._contested.met(ref)
        return changed(ref)


def _same(one: str, other: str) -> bool:
    """But for line ends, which GitHub may change."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def _entries(journal: Journal) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(page.number, page.id, page.lines) for page in journal.pages]


def _has(keys: frozenset[str], journal: Journal) -> bool:
    return keys <= journal.keys
