"""Replying commands: who may give them, and what is said below them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from urllib.parse import quote

from pmflow.adapters.github.api import Api
from pmflow.adapters.github.comments import Comments, keys
from pmflow.adapters.github.payloads import Permission, read
from pmflow.adapters.github.refs import Ref
from pmflow.errors import TrackerMissing
from pmflow.tracker import Sign

REACTIONS: Mapping[Sign, str] = {"done": "+1", "refused": "confused", "seen": "eyes"}
"""https://docs.github.com/en/rest/reactions/reactions#about-reactions"""
WRITERS = frozenset({"admin", "write"})
"""`maintain` is told as `write`, `triage` as `read`."""


class Replying:
    """Everything here raises `TrackerError`; `reply` raises `TrackerRefused` where nobody can comment."""

    def __init__(self, api: Api, comments: Comments) -> None:
        self._api, self._comments = api, comments

    def may_write(self, ref: Ref, login: str) -> bool:
        """Asked of the repository, for `author_association` does not tell: an administrator of the organisation may be NONE.
        https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user"""
        where = f"{ref.repo} (permission of {login})"
        try:
            path = f"/repos/{ref.repo}/collaborators/{quote(login, safe='')}/permission"
            return read(Permission, self._api.get(path, where=where), where=where).permission in WRITERS
        except TrackerMissing:
            return False  # nobody of that login

    def replied(self, place: Ref, comment: str) -> bool:
        """Whether a reply stands below; asked anew, unless the place is held."""
        return _key(comment) in keys(self._comments.ours(place))

    def reply(self, place: Ref, comment: str, sign: Sign, text: str) -> None:
        """The reaction first: given twice it is one. To a comment that was deleted meanwhile there is none."""
        with contextlib.suppress(TrackerMissing):
            path = f"/repos/{place.repo}/issues/comments/{quote(comment, safe='')}/reactions"
            self._api.write("POST", path, {"content": REACTIONS[sign]}, where=str(place))
        self._comments.say(place, _key(comment), text)


def _key(comment: str) -> str:
    return f"answer:{comment}"
