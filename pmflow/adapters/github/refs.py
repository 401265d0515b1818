"""Refs of issues: `owner/repo#12`, `#12`, `12` and addresses, all for one thing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pmflow.adapters.github_names import REPO

_FULL = re.compile(rf"({REPO})#([1-9]\d{{0,9}})")
_BARE = re.compile(r"#?([1-9]\d{0,9})")
_ADDRESS = re.compile(rf"https?://[^/\s]+/(?:repos/)?({REPO})/(?:issues|pull)/([1-9]\d{{0,9}})(?:[/?#].*)?", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One issue."""

    repo: str
    """`owner/name`."""
    number: int

    def __str__(self) -> str:
        return f"{self.repo}#{self.number}"

    @property
    def path(self) -> str:
        """Where the API has it."""
        return f"/repos/{self.repo}/issues/{self.number}"


def read_ref(text: str, repos: Sequence[str]) -> Ref | None:
    """The issue that a person means; None where this is no ref.

    A number alone is one of the only repository there is. Upper and lower case are the same: a repository of `repos` is
    written as it stands there.
    """
    text = text.strip()
    found = _FULL.fullmatch(text) or _ADDRESS.fullmatch(text)
    if found:
        return Ref(spelled(found[1], repos), int(found[2]))
    bare = _BARE.fullmatch(text)
    return Ref(repos[0], int(bare[1])) if bare and len(repos) == 1 else None


def spelled(repo: str, repos: Sequence[str]) -> str:
    """A repository as `repos` writes it."""
    return next((known for known in repos if known.casefold() == repo.casefold()), repo)
