"""Reading by GraphQL, where there is a token and the server has it: many things in one request. Otherwise there is REST.

Where REST is to be asked instead, `load` answers None and `pages` raises `NoGraph`. So does `load` for what the token does not
see, because REST says more clearly why.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pmflow.adapters.github import nodes, queries
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.edits import MOST, History
from pmflow.adapters.github.nodes import CommentPage, Found
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.retry import unseen
from pmflow.errors import TrackerMissing, TrackerUnavailable

SIZES = (100, 50, 20, 5)
"""Issues of a page: a smaller one where GitHub cannot answer a large one in its ten seconds."""


class NoGraph(Exception):
    """GraphQL is not to be had here: on its way to whoever asks REST instead."""


class Graph:
    """Everything here raises `TrackerError` for an answer that cannot be had or read."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.usable = api.has_token
        """Whether GraphQL may be asked: it wants a token, and a server that knows all that is asked for."""

    def load(self, ref: Ref, incident: Ref | None = None) -> tuple[Found, Found | None] | None:
        """A post-mortem with all its comments and its sub-issues, and the incident that it perhaps names."""
        variables = {**queries.of_ref(ref), **(queries.of_ref(incident, "of") if incident else {})}
        data = self._ask(queries.LOAD_WITH_INCIDENT if incident else queries.LOAD, variables, where=str(ref))
        issue = ((data or {}).get("repository") or {}).get("issue")
        if data is None or issue is None:
            return None
        found = self.with_comments([nodes.found_in(issue, where=str(ref))], where=str(ref))
        there = (data.get("incident") or {}).get("issue")
        return found[0], nodes.found_in(there, where=str(incident)) if there else None

    def parent(self, ref: Ref) -> Ref | None:
        """The issue that this one is a sub-issue of; None where it is none, or nobody can tell."""
        data = self._ask(queries.PARENT, queries.of_ref(ref), where=str(ref)) or {}
        parent = ((data.get("repository") or {}).get("issue") or {}).get("parent") or {}
        repo, number = (parent.get("repository") or {}).get("nameWithOwner"), parent.get("number")
        return Ref(repo, number) if isinstance(repo, str) and isinstance(number, int) else None

    def texts(self, ref: Ref) -> list[str]:
        """The texts that an issue had lately, the newest first; none where nobody can tell."""
        data = self._ask(queries.EDITS, queries.of_ref(ref), where=str(ref)) or {}
        edits = ((data.get("repository") or {}).get("issue") or {}).get("userContentEdits") or {}
        return [each["diff"] for each in edits.get("nodes") or () if each and isinstance(each.get("diff"), str)]

    def pages(self, query: str, repo: str, label: str) -> Iterator[list[Found]]:
        """The issues with a label, page by page. Raises `NoGraph`; `TrackerError`."""
        owner, _, name = repo.partition("/")
        after: str | None = None
        sizes = iter(SIZES)
        size = next(sizes)
        while True:
            variables = {"owner": owner, "name": name, "label": label, "size": size, "after": after}
            try:
                data = self._ask(query, variables, where=repo, attempts=2 if size > SIZES[-1] else None)
            except TrackerUnavailable:
                if (smaller := next(sizes, None)) is None:
                    raise
                size = smaller
                continue
            if data is None:
                raise NoGraph
            page = nodes.page_of(data, where=repo)
            if page is None:
                raise unseen(repo)
            yield page[0]
            if (after := page[1]) is None:
                return

    def with_comments(self, found: Iterable[Found], *, where: str, from_first: bool = False) -> list[Found]:
        """The same issues with all their comments: those that are missing are asked for of all issues at once.

        `from_first`: what they hold are the newest comments, so that they are all asked for.
        """
        known = list(found)
        waiting: dict[int, str | None]
        if from_first:
            waiting = {at: None for at, each in enumerate(known) if not each.said.whole}
            for at in waiting:
                known[at] = replace(known[at], said=replace(known[at].said, comments=()))
        else:
            waiting = {at: each.said.cursor for at, each in enumerate(known) if each.said.cursor is not None}
        while waiting:
            query, variables = queries.further_comments([(known[at].node, waiting[at]) for at in waiting])
            data = self._ask(query, variables, where=where) or {}
            further: dict[int, str | None] = {}
            for place, at in enumerate(waiting):
                more = nodes.said_in((data.get(f"n{place}") or {}).get("comments"), where=where)
                said = CommentPage((*known[at].said.comments, *more.comments), known[at].said.total)
                known[at] = replace(known[at], said=said)
                if more.cursor is not None:
                    further[at] = more.cursor
            waiting = further
        return known

    def edits(self, comments: Sequence[str], *, where: str) -> list[History] | None:
        """The newest edits of comments, by the ids that GraphQL knows them by. None where GraphQL is not to be had."""
        query, variables = queries.edits(comments, MOST)
        data = self._ask(query, variables, where=where)
        return None if data is None else [nodes.edits_of(data.get(f"n{at}")) for at in range(len(comments))]

    def _ask(
        self, query: str, variables: Mapping[str, Any], *, where: str, attempts: int | None = None
    ) -> dict[str, Any] | None:
        if not self.usable:
            return None
        with contextlib.suppress(TrackerMissing):
            data: dict[str, Any] = self._api.ask(
                query, variables, where=where, **({"attempts": attempts} if attempts else {})
            )
            return data
        self.usable = False
        return None
