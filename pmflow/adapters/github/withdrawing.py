"""Taking back an action item that is there twice. Of the younger's issue nothing is left but a word of where the work is."""

from __future__ import annotations

import contextlib

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import markers
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.labels import Labels
from pmflow.adapters.github.payloads import Issue
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.sources import Sources
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.plan import WithdrawActionItem

TAKEN_BACK = (
    "{id} of {postmortem} is {counts}. This was made for the same, in the same moment, by another run; nobody had written here, "
    "so it is closed.\n"
)
TWICE = (
    "{id} “{title}” is there twice: {counts}, the older, counts; {place} does not, but somebody wrote there. Bring over what is "
    "in it, and close it.\n"
)


class Withdrawing:
    """Raises `TrackerError`; `TrackerConflict` where somebody writes there at this moment."""

    def __init__(self, sources: Sources, api: Api, labels: Labels) -> None:
        self._settings, self._issues, self._comments = sources.settings, sources.issues, sources.comments
        self._tracked, self._api, self._labels = sources.tracked, api, labels

    def withdraw(self, ref: Ref, effect: WithdrawActionItem) -> None:
        """Close it, without pmflow's marker and label, and untie it; where anybody wrote there, say so under the post-mortem."""
        at = read_ref(effect.place, ())
        if at is None:
            raise ValueError(f"{effect.place}: is no ref")
        try:
            issue = self._issues.issue(at)
        except TrackerMissing:
            return
        if facts.named(issue.body) is None:
            return
        id, title, counts = effect.id, markers.muted(effect.title), effect.counts
        if issue.comments or issue.title != effect.title or not facts.is_bare(issue.body):
            self._comments.say(ref, effect.key, TWICE.format(id=id, title=title, counts=counts, place=at))
            return
        words = TAKEN_BACK.format(id=id, postmortem=ref, counts=counts)
        sent = {"body": markers.mark(facts.WITHDRAWN, id, words), "state": "closed", "state_reason": "not_planned"}
        self._issues.patch(at, sent, expected=issue.body)
        self._untie(ref, at, issue)
        self._labels.remove(at, self._settings.names.action_item)

    def _untie(self, ref: Ref, at: Ref, issue: Issue) -> None:
        """https://docs.github.com/en/rest/issues/sub-issues#remove-sub-issue"""
        if self._tracked.sub_issues is not False:
            # It may be tied to nothing: a run died before it did that.
            with contextlib.suppress(TrackerMissing, TrackerRefused):
                self._api.write("DELETE", f"{ref.path}/sub_issue", {"sub_issue_id": issue.id}, where=str(at))
