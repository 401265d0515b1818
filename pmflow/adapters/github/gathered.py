"""One post-mortem as it was read, whichever way, and what that says in pmflow's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import journal_comment, words
from pmflow.adapters.github.comments import Comments, keys, words_of_people
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import Comment, Happened, Issue
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.settings import Settings
from pmflow.adapters.github.tracked import Tracked
from pmflow.journal import Entry, opened_for, replay
from pmflow.model import State
from pmflow.tracker import Loaded

NAMES_NONE = (
    "{ref}: was opened for {incident}, and its text names no incident any more; write `- **Incident**: {incident}` into the list "
    "at the top, or another post-mortem will be opened"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    ref: Ref
    issue: Issue
    comments: Sequence[Comment]
    """Everybody's, all of them."""
    items: Mapping[str, tuple[Ref, Issue]]
    """Its action items by id."""
    done: Mapping[Ref, Iterable[Happened]] = field(default_factory=dict)
    """What happened to issues, as far as it came along."""
    incident: tuple[Ref, Issue] | None = None
    incident_unread: str | None = None
    """Why the incident that it names is not there, where it is not."""


def _issues(gathered: Gathered, tracked: Mapping[str, tuple[Ref, Issue]]) -> Iterable[Issue]:
    """Its own, its items' and its incident's."""
    incident = (gathered.incident[1],) if gathered.incident else ()
    return (gathered.issue, *(each for _, each in tracked.values()), *incident)


class Telling:
    """Says it. Asks for more where two states are shown, where nobody knows whose comment it is, and for timelines."""

    def __init__(
        self, settings: Settings, issues: Issues, comments: Comments, tracked: Tracked, holding: Holding
    ) -> None:
        self._settings, self._issues, self._comments = settings, issues, comments
        self._tracked, self._holding = tracked, holding

    def loaded(self, gathered: Gathered) -> Loaded:
        ref, issue, tracked = gathered.ref, gathered.issue, gathered.items
        comments, strangers = self._comments.trusted(ref, gathered.comments)
        self._holding.saw(ref, issue, comments, tracked)
        journal = journal_comment.read_journal(comments, where=str(ref))
        unmarked = self._tracked.known_again(ref, tracked, replay(journal.entries).items)
        tracked = dict(sorted({**tracked, **unmarked}.items(), key=lambda each: (len(each[0]), each[0])))
        prefix, aliases = self._settings.names.state_prefix, self._settings.aliases
        incident = gathered.incident and words.incident_of(
            gathered.incident[1], gathered.incident[0], postmortem=str(ref), aliases=aliases
        )
        states, own_state = self._states(ref, issue, journal.entries)
        return Loaded(
            ref=str(ref),
            body=issue.body,
            states=states,
            own_state=own_state,
            journal=journal.entries,
            items=tuple(facts.item_of(each, id) for id, (_, each) in tracked.items()),
            comments=keys(comments),
            talked=any(words_of_people(each) for each in gathered.comments),
            assignees=issue.people,
            logins=frozenset(login for each in _issues(gathered, tracked) for login in each.people),
            labels=tuple(name for name in issue.names if words.state_of(name, prefix) is None),
            item_labels={id: labels for id, (_, each) in tracked.items() if (labels := self._tracked.labels_of(each))},
            unmarked=frozenset(unmarked),
            twins=self._tracked.twins.get(ref, ()),
            activity=tuple(self._tracked.activity(tracked, gathered.done)),
            incident=incident,
            address=issue.html_url or str(ref),
            status=journal.status,
            troubles=(*journal.troubles, *strangers),
            incident_unread=gathered.incident_unread or self._lost(gathered, journal.entries),
        )

    def _lost(self, gathered: Gathered, journal: Sequence[Entry]) -> str | None:
        """What to say of a post-mortem that was opened for an incident and names none any more."""
        opened = opened_for(journal)
        if not opened or words.incident_named(gathered.issue.body, gathered.ref.repo, self._settings.repos):
            return None
        return NAMES_NONE.format(ref=gathered.ref, incident=opened)

    def _states(self, ref: Ref, issue: Issue, journal: Sequence[Entry]) -> tuple[tuple[State, ...], State | None]:
        """What is shown, and what pmflow was the last to show: asked where that is not the one state of the journal."""
        prefix = self._settings.names.state_prefix
        states = words.states_of(issue.names, prefix)
        journaled = next((entry.to for entry in reversed(journal) if entry.to is not None), State.DRAFT)
        if states in ((), (journaled,)):
            return states, None
        timeline = self._issues.timeline(ref)
        # Only where there is no journal: while there is one, what somebody sets by hand is theirs, whosever token it is.
        me = "" if journal else self._comments.login()
        return words.states_of(issue.names, prefix, timeline), words.own_state_in(timeline, prefix, me)
