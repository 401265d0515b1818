"""Reading one post-mortem or incident: by one query where GitHub has GraphQL, else by REST."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pmflow.adapters.github import account, words
from pmflow.adapters.github.comments import keys
from pmflow.adapters.github.gathered import Gathered, Telling
from pmflow.adapters.github.held import Holding, Seen
from pmflow.adapters.github.payloads import Happened, Issue
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.sources import Sources
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.model import Incident
from pmflow.tracker import Card, Loaded


class Reading:
    """Reads one after the other. Everything here raises `TrackerError`; `TrackerMissing` for what is not there, or is
    something else than was asked for."""

    def __init__(self, sources: Sources, holding: Holding) -> None:
        self._settings, self._issues, self._comments = sources.settings, sources.issues, sources.comments
        self._tracked, self._repositories, self._graph = sources.tracked, sources.repositories, sources.graph
        self._holding = holding
        self._telling = Telling(sources.settings, sources.issues, sources.comments, sources.tracked, holding)
        self._incidents: dict[Ref, Ref] = {}
        """Post-mortem → the incident that it named when it was last seen."""

    # Post-mortems

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, repository by repository, in order of number; a hundred in one request. A repository that
        cannot be read is a line of its own, at the end, with the reason."""
        for ref, issue in self._issues.postmortems():
            yield self.card(ref, issue)
        for repo, why in self._repositories.untold():
            yield Card(repo, None, None, trouble=why)

    def card(self, ref: Ref, issue: Issue) -> Card:
        """The line of the board, and it is remembered where people find it. Raises nothing."""
        known = self._settings
        self._issues.places[str(ref)] = issue.html_url
        self.incident_named(ref, issue)
        return words.card_of(issue, ref, known.names, known.repos, known.aliases)

    def load(self, ref: Ref) -> Loaded:
        """One post-mortem, with what it says of its incident."""
        return self._telling.loaded(self._gathered(ref))

    def told(self, gathered: Gathered) -> Loaded:
        """The same of one that was gathered elsewhere."""
        return self._telling.loaded(gathered)

    def look(self, ref: Ref) -> Seen:
        """What is to be known before writing: what may be believed of it, or how it is now."""
        if (seen := self._holding.seen(ref)) is not None:
            return seen
        found = self._gathered(ref, with_incident=False)
        comments, _ = self._comments.trusted(ref, found.comments)
        return self._holding.saw(ref, found.issue, comments, found.items)

    def _gathered(self, ref: Ref, *, with_incident: bool = True) -> Gathered:
        asked = self._graph.load(ref, self._incidents.get(ref) if with_incident else None)
        if asked is None:
            issue = self._issues.postmortem(ref)
            comments = self._comments.all(ref, issue.comments)
            made = Gathered(ref, issue, comments, self._tracked.items(ref, issue))
        else:
            found, incident = asked
            issue = self._issues.as_postmortem(ref, found.issue)
            children = [(self._issues.repo_of(each.issue, ref.repo), each) for each in found.children]
            made = Gathered(
                ref, issue, found.said.comments, self._tracked.named(ref, ((at, each.issue) for at, each in children)),
                {at: each.done for at, each in children if each.done is not None},
            )  # fmt: skip
            if incident is not None and ref in self._incidents:
                known = (self._incidents[ref], incident.issue)
                return self.with_incident(made, lambda at: known[1] if at == known[0] else self._issues.named(at))
        return self.with_incident(made, self._issues.named) if with_incident else made

    def with_incident(self, made: Gathered, find: Callable[[Ref], Issue]) -> Gathered:
        """With the incident that its text names. What was said under it is not asked: `incident` knows."""
        at = self.incident_named(made.ref, made.issue)
        if at is None:
            return made
        try:
            return replace(made, incident=(at, find(at)))
        except TrackerMissing as error:
            return replace(made, incident_unread=f"the incident {str(error).replace(': ', ' ', 1)}")

    def incident_named(self, ref: Ref, issue: Issue) -> Ref | None:
        """The incident that a post-mortem names; it is remembered, so that the next query asks for it, too."""
        named = words.incident_named(issue.body, ref.repo, self._settings.repos)
        at = read_ref(named, self._settings.repos) if named else None
        if at is not None:
            self._incidents[ref] = at
        return at

    # Incidents

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of number, with its post-mortem. What was said under one costs a request of its own,
        where there are comments at all."""
        linked = self._issues.links()
        for ref, issue in self._issues.incidents():
            yield self.incident_of(ref, issue, linked.get(str(ref)))
        for repo, why in self._repositories.untold():
            yield Incident(ref=repo, title=repo, trouble=why)

    def incident(self, ref: str) -> Incident:
        """One incident, with the ref of its post-mortem and what its issue tells of how it went."""
        at = self._issues.incident_ref(ref)
        issue = self._issues.incident(at)
        linked = self._issues.links(at.repo).get(str(at))
        made = self.incident_of(at, issue, linked, self._issues.timeline(at))
        unread = tuple(f"{repo}: {why}" for repo, why in self._repositories.troubles.items())
        said = {"said": account.words_of(issue.body), "evidence": account.links_of(issue.body)}
        return made.model_copy(update={"unread": unread, **said})

    def incident_of(
        self, ref: Ref, issue: Issue, postmortem: str | None, happened: Sequence[Happened] = ()
    ) -> Incident:
        """The incident that an issue is, with what pmflow said under it. Raises `TrackerError`."""
        return self.incident_with(
            ref, issue, postmortem, keys(self._comments.ours(ref, issue.comments)), happened=happened
        )

    def incident_with(
        self, ref: Ref, issue: Issue, postmortem: str | None, said: frozenset[str], *, happened: Sequence[Happened] = ()
    ) -> Incident:
        """The same, with the keys of what was said under it. One that is labelled as a post-mortem, too, is its own."""
        if self._settings.names.postmortem.casefold() in map(str.casefold, issue.names):
            postmortem = str(ref)
        made = words.incident_of(
            issue, ref, postmortem=postmortem, comments=said, aliases=self._settings.aliases, happened=happened
        )
        if postmortem is not None:
            return made
        return made.model_copy(update={"unmarked": next(filter(self._is_there, words.named_under(said)), None)})

    def _is_there(self, ref: str) -> bool:
        at = read_ref(ref, self._settings.repos)
        try:
            return at is not None and self._issues.issue(at).pull_request is None
        except (TrackerMissing, TrackerRefused):
            return False
