"""Labels, added and removed one by one and never set: what people labelled meanwhile stays."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from pmflow.adapters.github import words
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.refs import Ref
from pmflow.errors import TrackerMissing
from pmflow.model import State


class Labels:
    def __init__(self, prefix: str, api: Api, issues: Issues) -> None:
        """`prefix`: what the label of a state begins with."""
        self._prefix, self._api, self._issues = prefix, api, issues

    def add(self, ref: Ref, labels: Sequence[str]) -> None:
        self._api.write("POST", f"{ref.path}/labels", {"labels": list(labels)}, where=str(ref))

    def remove(self, ref: Ref, label: str) -> None:
        try:
            self._api.write("DELETE", f"{ref.path}/labels/{quote(label, safe='')}", None, where=str(ref))
        except TrackerMissing:
            self._issues.issue(ref)  # it is there, so it is the label that is not

    def set_state(self, ref: Ref, state: State) -> None:
        """The new label first: a run that dies in between leaves two, of which the journal knows the right one."""
        shown = {name: words.state_of(name, self._prefix) for name in self._issues.postmortem(ref).names}
        if state not in shown.values():
            self.add(ref, (f"{self._prefix}{state}",))
        same = [name for name, each in shown.items() if each is state][:1]
        for name, each in shown.items():
            if each is not None and name not in same:
                self.remove(ref, name)

    def keep_open(self, ref: Ref) -> None:
        """Open the issue again where it is closed."""
        if self._issues.postmortem(ref).state == "closed":
            self._api.write("PATCH", ref.path, {"state": "open"}, where=str(ref))
