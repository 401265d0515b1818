"""Everything at once: post-mortems, their action items and incidents, a hundred in one query each.

A hundred action items, asked for by their label, are joined to post-mortems by `parent`. What such an answer cannot tell surely
is asked for singly: an item that the journal knows and the list has not (somebody took its label away, or it is in a repository
that is not listed), an incident without the label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import cached_property, partial

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import queries, words
from pmflow.adapters.github.comments import keys
from pmflow.adapters.github.gathered import Gathered
from pmflow.adapters.github.graph import NoGraph
from pmflow.adapters.github.nodes import Found
from pmflow.adapters.github.payloads import Issue
from pmflow.adapters.github.reading import Reading
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.sources import Sources
from pmflow.errors import TrackerMissing
from pmflow.journal import replay
from pmflow.model import Incident
from pmflow.tracker import Card, Loaded, Surveyed


class Surveying:
    """One survey. Raises `NoGraph`. A repository that cannot be read is told last, with the reason."""

    def __init__(self, sources: Sources, reading: Reading) -> None:
        self._settings, self._issues, self._comments = sources.settings, sources.issues, sources.comments
        self._tracked, self._repositories, self._graph = sources.tracked, sources.repositories, sources.graph
        self._reading = reading
        self._linked: dict[str, str] = {}
        self._loose: dict[str, list[tuple[Ref, Issue]]] = {}
        """Post-mortem (small letters) → issues that say that they are its action items, and are no sub-issues."""

    def postmortems(self) -> Iterator[Surveyed]:
        names, repos = self._settings.names, self._settings.repos
        for ref, found in self._listed(queries.POSTMORTEMS, names.postmortem):
            if named := words.incident_named(found.issue.body, ref.repo, repos):
                self._linked.setdefault(self._issues.as_now(named, ref.repo), str(ref))
            yield Surveyed(self._reading.card(ref, found.issue), partial(self._load, ref, found))
        for repo, why in self._repositories.untold():
            yield Surveyed(Card(repo, None, None, trouble=why), partial(_not_read, repo, why))

    def incidents(self) -> Iterator[Incident]:
        """Of one that has its post-mortem, the last comments are enough: nothing more is said under it."""
        for repo, found in self._incidents:
            open_ = [each for each in found if str(self._at(each, repo)) not in self._linked]
            whole = {each.node: each for each in self._graph.with_comments(open_, where=repo, from_first=True)}
            for each in found:
                at = self._at(each, repo)
                comments, _ = self._comments.trusted(at, whole.get(each.node, each).said.comments)
                yield self._reading.incident_with(at, each.issue, self._linked.get(str(at)), keys(comments))
        listed = {self._at(each, repo) for repo, page in self._incidents for each in page}
        for at, issue in self._issues.typed():
            if at not in listed:
                yield self._reading.incident_of(at, issue, self._linked.get(str(at)))
        for repo, why in self._repositories.untold():
            yield Incident(ref=repo, title=repo, trouble=why)

    def _load(self, ref: Ref, found: Found) -> Loaded:
        total = found.issue.sub_issues_summary
        try:
            children = self._items.get(ref, []) if total is None or total.total else []
            tracked = self._tracked.named(
                ref, ((at, each.issue) for at, each in children), self._loose.get(str(ref).casefold(), ())
            )
            made = Gathered(
                ref, found.issue, found.said.comments, tracked,
                {at: each.done for at, each in children if each.done is not None},
            )  # fmt: skip
            loaded = self._reading.told(self._reading.with_incident(made, self._incident_at))
        except NoGraph:
            return self._reading.load(ref)
        unseen = replay(loaded.journal).items.keys() - {item.id for item in loaded.items}
        return self._reading.load(ref) if unseen else loaded

    @cached_property
    def _items(self) -> Mapping[Ref, list[tuple[Ref, Found]]]:
        """Post-mortem → issues with the label of action items that are its sub-issues."""
        joined: dict[Ref, list[tuple[Ref, Found]]] = {}
        label = self._settings.names.action_item
        elsewhere = (self._settings.action_repo,) if self._settings.action_repo else ()
        # GraphQL tells no fields; where the policy wants some, REST lists the items once more.
        wanted = self._issues.list(label, repos=elsewhere) if self._tracked.fields.names else ()
        values = {at: issue.issue_field_values or () for at, issue in wanted}
        for at, found in self._listed(queries.ITEMS, label, elsewhere):
            if found.parent is None:
                if named := facts.named(found.issue.body) or facts.withdrawn(found.issue.body):
                    self._loose.setdefault(named[1].casefold(), []).append((at, found.issue))
            else:
                repo, number = found.parent
                if self._tracked.fields.names:
                    told = found.issue.model_copy(update={"issue_field_values": values.get(at, ())})
                    found = replace(found, issue=told)
                joined.setdefault(Ref(self._issues.spelled(repo), number), []).append((at, found))
        return joined

    @cached_property
    def _incidents(self) -> list[tuple[str, list[Found]]]:
        """Repository and incidents, page by page."""
        return list(self._pages(queries.INCIDENTS, self._settings.names.incident))

    @cached_property
    def _incident_issues(self) -> dict[Ref, Issue]:
        return {self._at(each, repo): each.issue for repo, page in self._incidents for each in page}

    def _incident_at(self, at: Ref) -> Issue:
        known = self._incident_issues
        if at not in known:
            known[at] = self._issues.issue(at)
        return known[at]

    def _listed(self, query: str, label: str, repos: tuple[str, ...] = ()) -> Iterator[tuple[Ref, Found]]:
        for repo, page in self._pages(query, label, repos):
            for each in page:
                yield self._at(each, repo), each

    def _pages(self, query: str, label: str, repos: tuple[str, ...] = ()) -> Iterator[tuple[str, list[Found]]]:
        """Repository and issues, a hundred at a time; post-mortems with all their comments."""
        whole = query is queries.POSTMORTEMS
        for repo in repos or self._repositories.each():
            with nullcontext() if repos else self._repositories.passing(repo):
                for page in self._graph.pages(query, repo, label):
                    yield repo, self._graph.with_comments(page, where=repo) if whole else page

    @staticmethod
    def _at(found: Found, repo: str) -> Ref:
        return Ref(repo, found.issue.number)


def _not_read(repo: str, why: str) -> Loaded:
    raise TrackerMissing(f"{repo}: {why}")
