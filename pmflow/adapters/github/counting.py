"""Whether a write into the journal counts, by its edit history; where it does not, what stood is put back."""

from __future__ import annotations

from dataclasses import replace

from pmflow.adapters.github import edits
from pmflow.adapters.github.bodies import changed
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.contested import Contested
from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.journal_comment import Page, page_in, written
from pmflow.adapters.github.payloads import Comment
from pmflow.adapters.github.refs import Ref
from pmflow.errors import TrackerMissing

TRIES = 10
"""How often what stood is put back, where others write meanwhile."""


class Counting:
    """Everything here raises `TrackerError`."""

    def __init__(self, comments: Comments, graph: Graph, holding: Holding, contested: Contested) -> None:
        self._comments, self._graph, self._holding, self._contested = comments, graph, holding, contested

    def counts(self, ref: Ref, made: Comment, wrote: str) -> bool:
        """Whether an edit counts; where it does not, what stood is put back, with the status that it shows."""
        stands = None
        for _ in range(2):  # an edit history may come a moment after the edit
            found = self._graph.edits([made.node_id], where=str(ref))
            stands = edits.standing(found[0], wrote) if found else None
            if found is None or stands is not None:
                break
        # A history by which nothing stands was read wrongly, or came late: nothing is ever wiped on its word.
        if stands is None or stands.counts or not stands.lines:
            self._contested.over(ref)
            return True
        self.put_back(ref, made, stands)
        return False

    def put_back(self, ref: Ref, made: Comment, stands: edits.Standing) -> None:
        """Write what stands, until it is shown or that counts itself. Raises `TrackerConflict` where the comment is gone."""
        self._holding.doubt(ref)
        self._contested.met(ref)
        for _ in range(TRIES):
            if stands.shown:
                break  # somebody else put it back
            body = _shown(made, stands)
            try:
                put = self._comments.edit(ref, made.id, body)
            except TrackerMissing:
                raise changed(ref) from None
            found = self._graph.edits([made.node_id], where=str(ref))
            now = edits.standing(found[0], body) if put and found else None
            if now is None or now.counts or not now.lines:
                break
            stands = now
        self._holding.doubt(ref)


def _shown(made: Comment, stands: edits.Standing) -> str:
    """The text of that comment with the entries that stand, and the status that it shows."""
    page = page_in(made.body) or Page(1, made.id, ())
    return written(replace(page, lines=stands.lines, full=stands.full))
