"""What was published of a post-mortem, and what was said of it where it is read in place: comments under issues.

A copy stands under the issue that the policy names, whose key is the post-mortem; before there were such places, it stood
under the post-mortem itself, and its key was a folder. Such a one is still known.
"""

from __future__ import annotations

from collections.abc import Callable

from pmflow.adapters.github import markers
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.payloads import Comment
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.published import marked
from pmflow.errors import TrackerRefused
from pmflow.mentions import unpinged

COPY, SAID = "published", "comment"
"""Kinds of comments, as their markers tell."""


class Publishing:
    """Everything here raises `TrackerError`."""

    def __init__(self, comments: Comments) -> None:
        self._comments = comments

    def put(self, ref: Ref, place: str, text: str) -> None:
        """Write the copy, or change it. It is people's text, who were told when they wrote it. Raises `TrackerRefused` if it is
        too long for a comment."""
        at, key = _where(ref, place)
        body = markers.mark(COPY, key, unpinged(text))
        if markers.length(body) > markers.LIMIT:
            raise TrackerRefused(
                f"{ref}: what is to be published has {markers.length(text)} characters, and a comment of GitHub's takes "
                f"{markers.LIMIT}; shorten it"
            )
        old = self._last(at, lambda kind, known: (kind, known) == (COPY, key))
        if old is None:
            self._comments.post(
                at, body, seen=lambda: self._last(at, lambda kind, known: (kind, known) == (COPY, key), fresh=True)
            )
        elif old.body != body:
            self._comments.edit(at, old.id, body)

    def mark(self, ref: Ref, place: str, note: str) -> None:
        """Put a note above the copy, and above what was said there last; nothing where neither is."""
        at, key = _where(ref, place)
        for one in (
            lambda kind, known: (kind, known) == (COPY, key),
            lambda kind, known: kind == SAID and known.startswith(f"shared:{ref}:"),
        ):
            old = self._last(at, one)
            parts = markers.marked(old.body) if old else None
            if old is None or parts is None:
                continue
            body = markers.mark(parts[0], parts[1], unpinged(marked(parts[2], note)))
            if body != old.body:
                self._comments.edit(at, old.id, body)

    def _last(self, at: Ref, wanted: Callable[[str, str], bool], *, fresh: bool = False) -> Comment | None:
        comments = self._comments.fresh(at) if fresh else self._comments.ours(at)
        for each in reversed(comments):
            parts = markers.marked(each.body)
            if parts is not None and wanted(parts[0], parts[1]):
                return each
        return None


def _where(ref: Ref, place: str) -> tuple[Ref, str]:
    """The issue under which a copy stands, and its key there."""
    issue = read_ref(place, (ref.repo,)) if "#" in place else None
    return (issue, str(ref)) if issue else (ref, place)
