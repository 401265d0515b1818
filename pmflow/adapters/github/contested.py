"""Journals that other runs write at this moment: read as what stands of them, not as what they show.

Between a write that does not count and the moment at which what stood is put back, a journal comment shows entries that nobody
may rely on: a run that lost would find its own entry there, carried along by another that read it, and take it for taken. So a
run that met others asks for the edit history with whatever it reads of that journal, until one of its writes counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmflow.adapters.github import edits
from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.journal_comment import page_in, written
from pmflow.adapters.github.payloads import Comment
from pmflow.adapters.github.refs import Ref


class Contested:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._refs: set[Ref] = set()

    def met(self, ref: Ref) -> None:
        """Others write there."""
        self._refs.add(ref)

    def over(self, ref: Ref) -> None:
        """A write counted."""
        self._refs.discard(ref)

    def as_it_stands(self, ref: Ref, comments: Sequence[Comment]) -> list[Comment]:
        """The comments with the entries that stand. Raises `TrackerError` where the histories cannot be had."""
        pages = [each for each in comments if each.node_id and page_in(each.body)] if ref in self._refs else []
        histories = self._graph.edits([each.node_id for each in pages], where=str(ref)) if pages else None
        stands = {
            each.id: _stands(each, history) for each, history in zip(pages, histories or (), strict=bool(histories))
        }
        return [stands.get(each.id, each) for each in comments]


def _stands(comment: Comment, history: edits.History) -> Comment:
    page, stands = page_in(comment.body), edits.standing(history, comment.body)
    if page is None or stands is None or (stands.lines, stands.full) == (page.lines, page.full):
        return comment
    return comment.model_copy(update={"body": written(replace(page, lines=stands.lines, full=stands.full))})
