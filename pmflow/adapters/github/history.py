"""Words that a person saved in the same moment in which pmflow wrote a text.

GitHub refuses no write because something changed meanwhile. But it keeps what a text was before each edit, and GraphQL tells:
https://docs.github.com/en/graphql/reference/objects#usercontentedit (`diff` is the whole text after an edit, the newest first).
"""

from __future__ import annotations

import contextlib

from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.refs import Ref
from pmflow.errors import TrackerError


class History:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def overwritten(self, ref: Ref, *, written: str, expected: str) -> str | None:
        """The text that was there when `written` was, where it was not `expected`; None where it was, and where nobody can
        tell: no GraphQL, no history, or one that does not begin with what was written."""
        with contextlib.suppress(TrackerError):
            return overwritten_in(self._graph.texts(ref), written=written, expected=expected)
        return None


def overwritten_in(texts: list[str], *, written: str, expected: str) -> str | None:
    """The same, of the texts that an issue had, the newest first. Pure."""
    if not texts or not _same(texts[0], written):
        return None  # somebody wrote since: theirs is the last word, and stays
    before = next((text for text in texts if not _same(text, written)), None)
    return None if before is None or _same(before, expected) else before


def _same(one: str, other: str) -> bool:
    """But for line ends, which GitHub may change."""
    return one.replace("\r\n", "\n").rstrip() == other.replace("\r\n", "\n").rstrip()
