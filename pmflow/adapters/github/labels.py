"""Labels, added and removed one by one and never set: what people labelled meanwhile stays. Nothing is read before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from pmflow.adapters.github import words
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import Label, read_all
from pmflow.adapters.github.refs import Ref
from pmflow.errors import TrackerMissing
from pmflow.model import State


class Labels:
    def __init__(self, prefix: str, api: Api, issues: Issues, holding: Holding) -> None:
        """`prefix`: what the label of a state begins with."""
        self._prefix, self._api, self._issues, self._holding = prefix, api, issues, holding

    def add(self, ref: Ref, labels: Sequence[str]) -> None:
        self._keep(ref, self._api.write("POST", f"{ref.path}/labels", {"labels": list(labels)}, where=str(ref)))

    def remove(self, ref: Ref, label: str) -> None:
        try:
            path = f"{ref.path}/labels/{quote(label, safe='')}"
            self._keep(ref, self._api.write("DELETE", path, None, where=str(ref)))
        except TrackerMissing:
            # It is there, so it is the label that is not; unless this answer was wrong.
            if label.casefold() in map(str.casefold, self._issues.issue(ref).names):
                raise

    def _keep(self, ref: Ref, labels: object) -> None:
        """GitHub answers all labels that the issue has now."""
        if (seen := self._holding.seen(ref)) is not None and isinstance(labels, list):
            now = tuple(read_all(Label, labels, where=str(ref)))
            self._holding.keep(ref, replace(seen, issue=seen.issue.model_copy(update={"labels": now})))

    def set_state(self, ref: Ref, state: State, *, waived: bool = False) -> None:
        """The new label first: a run that dies in between leaves two, of which the journal knows the right one.

        The issue of a post-mortem that is closed is closed (one that was waived: as not planned), and opened again when it no
        longer is; that comes before the old label goes, so that a run that dies does it again.
        """
        seen = self._holding.seen(ref)
        issue = seen.issue if seen else self._issues.postmortem(ref)
        shown = {name: words.state_of(name, self._prefix) for name in issue.names}
        if state not in shown.values():
            self.add(ref, (f"{self._prefix}{state}",))
        if state is State.CLOSED and issue.state == "open":
            self._turn(ref, {"state": "closed", "state_reason": "not_planned" if waived else "completed"})
        elif state is not State.CLOSED and State.CLOSED in shown.values() and issue.state == "closed":
            self._turn(ref, {"state": "open"})
        same = [name for name, each in shown.items() if each is state][:1]
        for name, each in shown.items():
            if each is not None and name not in same:
                self.remove(ref, name)

    def keep_open(self, ref: Ref) -> None:
        """Open the issue again where it is closed."""
        seen = self._holding.seen(ref)
        if (seen.issue if seen else self._issues.postmortem(ref)).state == "closed":
            self._turn(ref, {"state": "open"})

    def _turn(self, ref: Ref, sent: dict[str, str]) -> None:
        """Open or close the issue: twice is as once."""
        self._api.write("PATCH", ref.path, sent, where=str(ref))
        if (seen := self._holding.seen(ref)) is not None:
            self._holding.keep(ref, replace(seen, issue=seen.issue.model_copy(update={"state": sent["state"]})))
