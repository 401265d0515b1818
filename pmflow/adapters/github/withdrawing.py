"""Taking back an action item that is there twice. Of the younger's issue nothing is left but a word of where the work is."""

from __future__ import annotations

import contextlib

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import markers
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.beyond import beyond
from pmflow.adapters.github.labels import Labels
from pmflow.adapters.github.payloads import Issue
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.sources import Sources
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.plan import WithdrawActionItem

TAKEN_BACK = (
    "{id} of {postmortem} is {counts}. This was made for the same, in the same moment, by another run; nothing stood here that "
    "does not stand there, so it is closed.\n"
)
TWICE = (
    "{id} “{title}” is there twice: {counts}, the older, counts; {place} does not, but somebody worked there ({what}). Bring "
    "over what is in it, and close it.\n"
)
MOST, LONGEST = 8, 100
"""Of what is said to be in it: how many, and characters of each."""


class Withdrawing:
    """Raises `TrackerError`; `TrackerConflict` where somebody writes there at this moment."""

    def __init__(self, sources: Sources, api: Api, labels: Labels) -> None:
        self._settings, self._issues, self._comments = sources.settings, sources.issues, sources.comments
        self._tracked, self._graph, self._api, self._labels = sources.tracked, sources.graph, api, labels

    def withdraw(self, ref: Ref, effect: WithdrawActionItem) -> None:
        """Close it, say where the work is in place of pmflow's marker, and take it from the post-mortem; where there is more
        in it than in the other, leave it and say so under the post-mortem.

        What a dead run left of this, the text tells (`items.withdrawn`): the next goes on with the rest.
        """
        at, older = read_ref(effect.place, ()), read_ref(effect.counts, ())
        if at is None or older is None:
            raise ValueError(f"{effect.place}, {effect.counts}: is no ref")
        try:
            issue, counts = self._item(at), self._item(older)
        except TrackerMissing:
            return  # one of the two is gone
        if (facts.named(counts.body) or ("",))[0] != effect.id:
            return  # the next look tells which of the two counts now
        if facts.withdrawn(issue.body) is None:
            if facts.named(issue.body) is None:
                return
            if more := beyond(issue, counts, label=self._settings.names.action_item):
                self._leave(ref, effect, more)
                return
            words = TAKEN_BACK.format(id=effect.id, postmortem=ref, counts=older)
            body = markers.mark(facts.WITHDRAWN, facts.withdrawn_key(effect.id, str(ref)), words)
            sent = {"body": body, "state": "closed", "state_reason": "not_planned"}
            self._issues.patch(at, sent, expected=issue.body)
        self._take_away(ref, at, issue)

    def _item(self, at: Ref) -> Issue:
        return self._tracked.fields.of(self._issues.issue(at), at.repo)

    def _leave(self, ref: Ref, effect: WithdrawActionItem, more: tuple[str, ...]) -> None:
        title = markers.muted(effect.title)
        what = ", ".join(markers.muted(each[:LONGEST]) for each in more[:MOST])
        told = TWICE.format(id=effect.id, title=title, counts=effect.counts, place=effect.place, what=what)
        self._comments.say(ref, effect.key, told)

    def _take_away(self, ref: Ref, at: Ref, issue: Issue) -> None:
        """Untie it, and take its label off. Last goes what a sweep finds it by: with GraphQL the label, else the tie."""
        if self._graph.usable:
            self._untie(ref, at, issue)
        self._labels.remove(at, self._settings.names.action_item)
        if not self._graph.usable:
            self._untie(ref, at, issue)

    def _untie(self, ref: Ref, at: Ref, issue: Issue) -> None:
        """https://docs.github.com/en/rest/issues/sub-issues#remove-sub-issue"""
        if self._tracked.sub_issues is not False:
            # It may be tied to nothing: a run died before it did that.
            with contextlib.suppress(TrackerMissing, TrackerRefused):
                self._api.write("DELETE", f"{ref.path}/sub_issue", {"sub_issue_id": issue.id}, where=str(at))
