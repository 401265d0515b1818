"""The action items of a post-mortem, as they are: sub-issues with pmflow's marker. Reads; what a text means, `items` knows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from pmflow.adapters.github import items as facts
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.fields import Fields
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.payloads import Happened, Issue, read_all
from pmflow.adapters.github.refs import Ref, read_ref
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.journal import ItemValues
from pmflow.model import ActionStatus
from pmflow.tracker import Activity, Twin

UNHEARD = frozenset({"labeled", "unlabeled", "subscribed", "unsubscribed", "mentioned", "opened"})
"""What a timeline tells and is no sign of work on an action item."""


class Tracked:
    """Whatever asks GitHub raises `TrackerError`; `item` and `at` raise `TrackerMissing` for an id that is none of the
    post-mortem's."""

    def __init__(self, settings: Settings, api: Api, issues: Issues) -> None:
        self._settings, self._api, self._issues = settings, api, issues
        self.found: dict[tuple[str, str], Ref] = {}
        """Post-mortem and id → the item's issue, as last seen."""
        self._moved: dict[str, Ref | None] = {}
        """Post-mortem, as an item's text calls it → where it is now; None: nowhere that can be seen."""
        self.fields = Fields(settings, api, issues)
        self.nameless: dict[Ref, list[tuple[Ref, Issue]]] = {}
        """Post-mortem → sub-issues with the label of action items in which pmflow's block is not, as last seen."""
        self.twins: dict[Ref, tuple[Twin, ...]] = {}
        """Post-mortem → its items that are there twice, as last seen."""
        self.sub_issues: bool | None = None
        """Whether the server has sub-issues; None: nobody asked yet."""

    def items(self, ref: Ref, issue: Issue) -> dict[str, tuple[Ref, Issue]]:
        """The action items of a post-mortem, by id, in the order of their numbers."""
        if issue.sub_issues_summary is not None and issue.sub_issues_summary.total == 0:
            self.nameless.pop(ref, None)
            self.twins.pop(ref, None)
            return {}
        return self.named(ref, self.children(ref, issue))

    def named(
        self, ref: Ref, children: Iterable[tuple[Ref, Issue]], loose: Iterable[tuple[Ref, Issue]] = ()
    ) -> dict[str, tuple[Ref, Issue]]:
        """Those of these issues whose text says that they are its action items; of two with the same id the older. `loose`:
        issues that say so and are no sub-issues, of which only such a second one matters. One that was taken back and is still
        among them is one that a dead run left so."""
        known: dict[str, list[tuple[Ref, Issue]]] = {}
        left: list[tuple[str, Ref]] = []
        nameless = self.nameless[ref] = []
        label = self._settings.names.action_item.casefold()
        for at, each in children:
            named, withdrawn = facts.named(each.body), facts.withdrawn(each.body)
            tied = self.sub_issues is not False
            if not named and not withdrawn and tied and label in map(str.casefold, each.names):
                nameless.append((at, each))
            if withdrawn and each.state == "closed" and withdrawn[1].casefold() == str(ref).casefold():
                left.append((withdrawn[0], at))
            if named and (named[1].casefold() == str(ref).casefold() or (tied and self._is_now(named[1], ref))):
                known.setdefault(named[0], []).append((at, each))
        for at, each in loose:
            if (named := facts.named(each.body)) and named[0] in known and named[1].casefold() == str(ref).casefold():
                known[named[0]].append((at, each))
            if (withdrawn := facts.withdrawn(each.body)) and each.state == "closed":
                left.append((withdrawn[0], at))
        found = {id: min(same, key=lambda one: (one[1].created_at, one[0])) for id, same in known.items()}
        self.found |= {(str(ref), id): at for id, (at, _) in found.items()}
        younger = [(id, at) for id, same in known.items() for at, _ in same if at != found[id][0]]
        self.twins[ref] = tuple(
            Twin(id, found[id][1].title, str(at), str(found[id][0])) for id, at in (*younger, *left) if id in found
        )
        return self.fields.of_all(ref, dict(sorted(found.items(), key=lambda each: (len(each[0]), each[0]))))

    def _is_now(self, named: str, ref: Ref) -> bool:
        """Whether a post-mortem that a text names by another ref is this one: its repository was renamed, it was moved, or
        nothing is there any more under the old name. Asked once for each name."""
        if named not in self._moved:
            at = read_ref(named, ())
            try:
                self._moved[named] = self._issues.repo_of(self._issues.issue(at), at.repo) if at else None
            except (TrackerMissing, TrackerRefused):
                self._moved[named] = None
        now = self._moved[named]
        return now is None or now == ref

    def known_again(
        self, ref: Ref, tracked: Mapping[str, tuple[Ref, Issue]], known: Mapping[str, ItemValues]
    ) -> dict[str, tuple[Ref, Issue]]:
        """Items whose block somebody wrote over, most often with a description: sub-issues without one that have the title
        of an item that the journal knows and nobody else is. With the block that they had, as far as the journal knows."""
        found: dict[str, tuple[Ref, Issue]] = {}
        for id, values in known.items():
            same = [each for each in self.nameless.get(ref, ()) if each[1].title == values.title]
            others = [other for other in known if other != id and known[other].title == values.title]
            if id in tracked or len(same) != 1 or any(other not in tracked for other in others):
                continue
            at, issue = same[0]
            due = values.due.isoformat() if values.due else None
            told = {"due": due, "evidence": values.evidence, "reason": values.reason}
            body = facts.with_facts(issue.body, id, str(ref), told)
            found[id] = (at, issue.model_copy(update={"body": body}))
            self.found[str(ref), id] = at
        return found

    def children(self, ref: Ref, issue: Issue) -> Iterator[tuple[Ref, Issue]]:
        """Sub-issues; where the server has none, whatever bears the label of action items and is not older."""
        if self.sub_issues is not False:
            try:
                for page in self._api.pages(f"{ref.path}/sub_issues", where=f"{ref} (sub-issues)"):
                    self.sub_issues = True
                    for each in read_all(Issue, page, where=str(ref)):
                        yield self._issues.repo_of(each, ref.repo), each
                return
            except TrackerMissing:
                if issue.sub_issues_summary is not None:
                    raise  # a server that counts them has them: one that says otherwise is out of order
                # The issue is there, it was just read: it is the server that has no sub-issues.
                self.sub_issues = False
        yield from self.labelled_since(ref, issue)

    def labelled_since(self, ref: Ref, issue: Issue) -> Iterator[tuple[Ref, Issue]]:
        """What bears the label of action items and was made after the post-mortem, the newest first."""
        repo = self._settings.action_repo_beside(ref.repo)
        for at, each in self._issues.list(self._settings.names.action_item, repos=(repo,), newest=True):
            if each.created_at < issue.created_at:
                return
            yield at, each

    def labels_of(self, item: Issue) -> tuple[str, ...]:
        """People's labels, and those that show a rung."""
        return tuple(name for name in item.names if name != self._settings.names.action_item and not facts.is_own(name))

    def activity(
        self, tracked: Mapping[str, tuple[Ref, Issue]], done: Mapping[Ref, Iterable[Happened]]
    ) -> Iterator[Activity]:
        """Who did what with the items in progress: of the others nobody asks when they were last heard of.
        `done`: what happened to issues, where that is known; else it is asked for."""
        for id, (ref, issue) in tracked.items():
            if facts.item_of(issue, id).status is not ActionStatus.IN_PROGRESS:
                continue
            for each in done[ref] if ref in done else self._issues.timeline(ref):
                who, at = each.actor or each.user, each.created_at or each.submitted_at
                if who is not None and at is not None and each.event not in UNHEARD:
                    yield Activity(id, who.login, at, who.is_bot)

    def item(self, ref: Ref, id: str) -> tuple[Ref, Issue]:
        """One item's issue as it is now. Raises `TrackerMissing` by name."""
        at = self.found.get((str(ref), id))
        if at is not None:
            with contextlib.suppress(TrackerMissing):
                return at, self.fields.of(self._issues.issue(at), at.repo)
            del self.found[str(ref), id]
        return self._look_for(ref, id)

    def at(self, ref: Ref, id: str, do: Callable[[Ref], None]) -> None:
        """Do something to one item's issue, which is not read where it is known which one it is. Raises `TrackerMissing`."""
        at = self.found.get((str(ref), id))
        if at is not None:
            with contextlib.suppress(TrackerMissing):
                return do(at)
            del self.found[str(ref), id]
        return do(self._look_for(ref, id)[0])

    def _look_for(self, ref: Ref, id: str) -> tuple[Ref, Issue]:
        found = self.items(ref, self._issues.postmortem(ref)).get(id)
        if found is None:
            raise TrackerMissing(
                f"{ref}: has no action item {id}; sub-issues of {ref} with pmflow's block are its items"
            )
        return found
