"""Making action items: an issue with pmflow's marker, then its tie to the post-mortem."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import markers
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.bodies import check_length
from pmflow.adapters.github.changing import Changing
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.payloads import Comment, Issue, read
from pmflow.adapters.github.reading import Reading
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.sources import Sources
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.model import ActionItem

TASKS = "Action items (this GitHub has no sub-issues):\n\n{tasks}\n"


class Making:
    """Everything here raises `TrackerError`: `TrackerRefused` for what GitHub does not take, `TrackerUnavailable` where nobody
    knows whether it was made; run again, it carries on."""

    def __init__(self, api: Api, sources: Sources, changing: Changing, reading: Reading, holding: Holding) -> None:
        self._api, self._settings, self._issues = api, sources.settings, sources.issues
        self._comments, self._tracked, self._people = sources.comments, sources.tracked, changing
        self._reading, self._holding = reading, holding

    def create(self, ref: Ref, item: ActionItem) -> None:
        """An issue with pmflow's marker, then its tie to the post-mortem; one that a dead run left untied is taken up."""
        if item.id is None:
            raise ValueError(f'"{item.title}" has no id; the plan gives it one')
        id = item.id
        seen = self._reading.look(ref)
        if id in seen.items:
            return
        issue, wanted = seen.issue, (id, str(ref))
        loose = list(self._tracked.labelled_since(ref, issue)) if seen.loose is None else seen.loose

        def among(found: Iterable[tuple[Ref, Issue]]) -> tuple[Ref, Issue] | None:
            return next(((at, each) for at, each in found if facts.named(each.body) == wanted), None)

        def there() -> tuple[Ref, Issue] | None:
            return among(self._tracked.labelled_since(ref, issue))

        at, made = among(loose) or self._make_item(ref, item, there)
        self._tracked.found[str(ref), id] = at
        self._holding.keep(ref, replace(seen, items={**seen.items, id: (at, made)}, loose=loose))
        if self._tracked.sub_issues is not False:
            self._tie(ref, issue, id, made)
        if self._tracked.sub_issues is False:
            self._list_tasks(ref, issue)
        if self._tracked.fields.names:
            made = self._people.settle(ref, at, made, id, item)
        if item.owner is not None:
            self._people.assign(ref, id, at, made, item.owner)
        if item.status is not None and not item.status.is_open:
            self._api.write("PATCH", at.path, facts.state_for(item.status), where=str(at))

    def _make_item(
        self, ref: Ref, item: ActionItem, there: Callable[[], tuple[Ref, Issue] | None]
    ) -> tuple[Ref, Issue]:
        repo = self._settings.action_repo_beside(ref.repo)
        login = self._people.login(item.owner)
        values = self._tracked.fields.sent(item, repo)
        body = facts.body_for(item, str(ref), told=values)
        check_length(body, f"{ref} {item.id}")
        sent: dict[str, object] = {
            "title": item.title, "body": body, "labels": [self._settings.names.action_item, *facts.labels_for(item, told=values)],
        }  # fmt: skip
        if values:
            sent["issue_field_values"] = list(values.values())
        send = partial(self._issues.make, repo, where=f"{repo} ({item.id})", seen=there)
        try:
            made = send({**sent, "assignees": [login]} if login else sent)
        except TrackerRefused:
            # An assignee who may not be one is passed over or refused (422), as GitHub likes; `Changing.assign` says it.
            if login is None:
                raise
            made = send(sent)
        if isinstance(made, tuple):
            return made
        issue = read(Issue, made, where=repo)
        return Ref(repo, issue.number), issue

    def _tie(self, ref: Ref, issue: Issue, id: str, made: Issue) -> None:
        """Make it a sub-issue. https://docs.github.com/en/rest/issues/sub-issues: by id, not by number."""

        def there() -> object | None:
            return True if any(each.id == made.id for _, each in self._tracked.children(ref, issue)) else None

        try:
            self._api.write(
                "POST", f"{ref.path}/sub_issues", {"sub_issue_id": made.id}, where=f"{ref} ({id})", seen=there
            )
            self._tracked.sub_issues = True
        except TrackerRefused:
            if there() is None:  # else another run tied it in this moment
                raise
        except TrackerMissing:
            list(self._tracked.children(ref, issue))
            if self._tracked.sub_issues:  # the server has them, so it is this issue that it does not find
                raise

    def _list_tasks(self, ref: Ref, issue: Issue) -> None:
        """A task list in a comment of pmflow's own, where the server cannot tie issues."""
        found = self._tracked.items(ref, issue.model_copy(update={"sub_issues_summary": None}))
        tasks = "\n".join(
            f"- [{'x' if each.state == 'closed' else ' '}] {at if at.repo != ref.repo else f'#{at.number}'}"
            for at, each in found.values()
        )
        body = markers.mark("tasks", str(ref), TASKS.format(tasks=tasks))

        def there() -> list[Comment]:
            ours = self._comments.fresh(ref)
            return [each for each in ours if (markers.marked(each.body) or ("",))[0] == "tasks"]

        old = there()
        if not old:
            self._comments.post(ref, body, seen=lambda: there() or None)
        elif old[0].body != body:
            self._comments.edit(ref, old[0].id, body)
        for each in old[1:]:  # two runs began it in the same moment
            self._comments.delete(ref, each.id)
