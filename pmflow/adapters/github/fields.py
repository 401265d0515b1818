"""Reading and writing issue fields. A server that passes them over in silence, as GitHub does where a repository is nobody's
organisation's, is found out by its answer: then labels and pmflow's block say it, as everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.adapters.github.api import Api
from pmflow.adapters.github.field_values import DUE, PRIORITY, Field, sent_for, taken, with_fields
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import FieldValue, Issue, read_all
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.model import ActionItem

NOTE = (
    "The fields {names} could not be written here, so pmflow's block and labels say it instead. They are the organisation's: "
    "the repository must belong to one that has them, and the token must see and write them."
)


class Fields:
    """Whatever asks GitHub raises `TrackerError`; that an organisation has no fields, or the token does not see them, is none."""

    def __init__(self, settings: Settings, api: Api, issues: Issues) -> None:
        self.names = settings.fields
        """What a field is for → what it is called; empty: there are none."""
        self._api, self._issues = api, issues
        self.dropped: set[str] = set()
        """Repositories that took a value and told none of it: nothing more is sent there."""
        self._known: dict[str, tuple[Field, ...]] = {}

    def of(self, issue: Issue, repo: str) -> Issue:
        """The issue with what its fields tell."""
        unnamed = any(each.issue_field_name is None for each in issue.issue_field_values or ())
        return with_fields(issue, self.names, self._defined(repo) if self.names and unnamed else ())

    def of_all(self, ref: Ref, items: Mapping[str, tuple[Ref, Issue]]) -> dict[str, tuple[Ref, Issue]]:
        """The action items of a post-mortem with what their fields tell. GraphQL tells no fields: then REST is asked for them,
        one request for a hundred."""
        if not self.names:
            return dict(items)
        if any(issue.issue_field_values is None for _, issue in items.values()):
            values = {
                self._issues.repo_of(each, ref.repo): each.issue_field_values
                for page in self._api.pages(f"{ref.path}/sub_issues", where=f"{ref} (fields)")
                for each in read_all(Issue, page, where=str(ref))
            }
            items = {
                id: (at, issue.model_copy(update={"issue_field_values": values.get(at, ())}))
                for id, (at, issue) in items.items()
            }
        return {id: (at, self.of(issue, at.repo)) for id, (at, issue) in items.items()}

    def sent(self, item: ActionItem, repo: str) -> dict[str, dict[str, object]]:
        """What to send with a new item, by what it is for."""
        if not self.names or repo in self.dropped:
            return {}
        return sent_for(told_by(item), self.names, self._defined(repo))

    def write(self, at: Ref, issue: Issue, changed: Mapping[str, str]) -> frozenset[str]:
        """Write them, and answer what the fields tell afterwards; the rest is to be said elsewhere. Raises `TrackerError`."""
        if not self.names:
            return frozenset()
        done = taken(self.of(issue, at.repo), changed)
        missing = {what: text for what, text in changed.items() if what not in done}
        values = sent_for(missing, self.names, self._defined(at.repo))
        if not values or at.repo in self.dropped:
            return done
        sent = {"issue_field_values": list(values.values())}
        try:
            answer = self._api.write("POST", f"{at.path}/issue-field-values", sent, where=str(at))
        except (TrackerMissing, TrackerRefused):
            self.dropped.add(at.repo)
            return done
        now = issue.model_copy(update={"issue_field_values": tuple(read_all(FieldValue, answer, where=str(at)))})
        told = taken(self.of(now, at.repo), missing)
        if not told:
            self.dropped.add(at.repo)
        return done | told

    def note(self) -> str:
        """What is said where they could not be written."""
        return NOTE.format(names=" and ".join(self.names.values()))

    def _defined(self, repo: str) -> tuple[Field, ...]:
        """The fields of the organisation, asked for once; none where it has none, or the token does not see them."""
        owner = repo.partition("/")[0]
        if owner not in self._known:
            try:
                data = self._api.get(f"/orgs/{owner}/issue-fields", where=f"{owner} (issue fields)")
                self._known[owner] = tuple(read_all(Field, data, where=f"{owner} (issue fields)"))
            except (TrackerMissing, TrackerRefused):
                self._known[owner] = ()
        return self._known[owner]


def told_by(item: ActionItem) -> dict[str, str]:
    """What fields can tell of an item."""
    found = {DUE: item.due.isoformat() if item.due else None, PRIORITY: item.priority}
    return {what: str(text) for what, text in found.items() if text}
