"""Reading post-mortems and incidents: answers put together into pmflow's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import journal_comment, words
from pmflow.adapters.github.comments import Comments, keys
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import Happened, Issue
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.repositories import Repositories
from pmflow.adapters.github.settings import Settings
from pmflow.adapters.github.tracked import Tracked
from pmflow.errors import TrackerMissing
from pmflow.journal import Entry
from pmflow.model import Incident, State
from pmflow.tracker import Card, Loaded


class _Named(NamedTuple):
    incident: Incident | None = None
    troubles: tuple[str, ...] = ()


class Reading:
    def __init__(
        self,
        settings: Settings,
        issues: Issues,
        comments: Comments,
        tracked: Tracked,
        repositories: Repositories,
    ) -> None:
        self._settings, self._issues, self._comments, self._tracked = settings, issues, comments, tracked
        self._repositories = repositories

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, repository by repository, in order of number; a hundred in one request. A repository that
        cannot be read is a line of its own, at the end, with the reason."""
        known = self._settings
        for ref, issue in self._issues.postmortems():
            self._issues.places[str(ref)] = issue.html_url
            yield words.card_of(issue, ref, known.names, known.repos, known.aliases)
        for repo, why in self._repositories.untold():
            yield Card(repo, None, None, trouble=why)

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of number, with its post-mortem. What was said under one costs a request of its own,
        where there are comments at all."""
        linked = self._issues.links()
        for ref, issue in self._issues.incidents():
            yield self._incident(ref, issue, linked.get(str(ref)))
        for repo, why in self._repositories.untold():
            yield Incident(ref=repo, title=repo, trouble=why)

    def incident(self, ref: str) -> Incident:
        """One incident, with the ref of its post-mortem and what its issue tells of how it went."""
        at = self._issues.incident_ref(ref)
        issue = self._issues.incident(at)
        linked = self._issues.links((at.repo, *self._settings.repos)).get(str(at))
        return self._incident(at, issue, linked, self._issues.timeline(at))

    def _incident(self, ref: Ref, issue: Issue, postmortem: str | None, happened: Sequence[Happened] = ()) -> Incident:
        return words.incident_of(
            issue, ref, postmortem=postmortem, comments=keys(self._comments.ours(ref, issue.comments)),
            aliases=self._settings.aliases, happened=happened,
        )  # fmt: skip

    def load(self, ref: Ref) -> Loaded:
        """One post-mortem: the issue, its comments, its sub-issues and its incident, each one request where it is there."""
        issue = self._issues.postmortem(ref)
        comments, strangers = self._comments.marked(ref, issue.comments)
        journal = journal_comment.read_journal(comments, where=str(ref))
        tracked = self._tracked.items(ref, issue)
        incident, trouble = self._incident_of(ref, issue)
        prefix = self._settings.names.state_prefix
        states, own_state = self._states(ref, issue, journal.entries)
        return Loaded(
            ref=str(ref),
            body=issue.body,
            states=states,
            own_state=own_state,
            journal=journal.entries,
            items=tuple(facts.item_of(each, id) for id, (_, each) in tracked.items()),
            comments=keys(comments),
            assignees=issue.people,
            labels=tuple(name for name in issue.names if words.state_of(name, prefix) is None),
            item_labels={id: labels for id, (_, each) in tracked.items() if (labels := self._tracked.labels_of(each))},
            activity=tuple(self._tracked.activity(tracked)),
            incident=incident,
            troubles=(*journal.troubles, *strangers, *trouble),
        )

    def _states(self, ref: Ref, issue: Issue, journal: Sequence[Entry]) -> tuple[tuple[State, ...], State | None]:
        """What is shown, and what pmflow was the last to show: asked where that is not the one state of the journal."""
        prefix = self._settings.names.state_prefix
        states = words.states_of(issue.names, prefix)
        journaled = next((entry.to for entry in reversed(journal) if entry.to is not None), None)
        if states in ((), (journaled,)):
            return states, None
        timeline = self._issues.timeline(ref)
        return words.states_of(issue.names, prefix, timeline), words.own_state_in(timeline, prefix)

    def _incident_of(self, ref: Ref, issue: Issue) -> _Named:
        """The incident that the front matter names. What was said under it is not asked: `incident` knows."""
        named = words.incident_named(issue.body, ref.repo, self._settings.repos)
        at = read_ref(named, self._settings.repos) if named else None
        if at is None:
            return _Named()
        try:
            there = self._issues.issue(at)
        except TrackerMissing as error:
            return _Named(troubles=(f"the incident {error}",))
        return _Named(words.incident_of(there, at, postmortem=str(ref), aliases=self._settings.aliases))
