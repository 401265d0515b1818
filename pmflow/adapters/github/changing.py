"""Changing action items: their fields, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmflow.adapters.github import items as facts
from pmflow.adapters.github import markers
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.bodies import check_length
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.field_values import DUE, PRIORITY
from pmflow.adapters.github.fields import told_by
from pmflow.adapters.github.fitness import assignable
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.labels import Labels
from pmflow.adapters.github.payloads import Issue, read
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.settings import Settings
from pmflow.adapters.github.tracked import Tracked
from pmflow.errors import TrackerMissing, TrackerRefused
from pmflow.events import StandIn
from pmflow.model import ActionItem
from pmflow.plan import RestoreActionItem, UpdateActionItem

UNASSIGNABLE = "{id} is {owner}'s, but GitHub cannot assign it to them: nobody of that login may write here. {instead}"
LEAD_INSTEAD = "It is assigned to {lead}, who answers for them."
NO_ACCESS = "GitHub cannot assign {login}: nobody of that login may write to {repo}"
NO_LOGIN = "GitHub cannot assign {owner}, who has no login here (handle in pmflow.yml, people)"
NOBODY_INSTEAD = "It is assigned to nobody; the item itself says whose it is."


class Changing:
    """Everything here but `login` raises `TrackerError`: `TrackerMissing` for an item that is gone, `TrackerRefused` for what
    GitHub does not take or the token may not do."""

    def __init__(
        self, settings: Settings, api: Api, issues: Issues, labels: Labels, comments: Comments, tracked: Tracked
    ) -> None:
        self._settings, self._api, self._issues = settings, api, issues
        self._labels, self._comments, self._tracked = labels, comments, tracked

    def update(self, ref: Ref, effect: UpdateActionItem) -> None:
        """One PATCH for title, state and text; labels for the rest."""
        at, issue = self._tracked.item(ref, effect.id)
        sent: dict[str, str] = {}
        if effect.title is not None and effect.title != issue.title:
            sent["title"] = effect.title
        changed = {name: value for name in ("evidence", "reason") if (value := getattr(effect, name)) is not None}
        body = facts.with_facts(issue.body, effect.id, str(ref), changed)
        if body != issue.body:
            check_length(body, str(at))
            sent["body"] = body
        add: list[str] = []
        remove: list[str] = []
        now = facts.item_of(issue, effect.id)
        if effect.status is not None:
            wanted = facts.state_for(effect.status)
            if effect.status is now.status:
                pass  # at most a label is left from another time
            elif wanted["state"] != issue.state or wanted.get("state_reason", issue.state_reason) != issue.state_reason:
                sent |= wanted
            telling, others = facts.labels_telling(effect.status)
            add += telling
            remove += [name for name in others if name in issue.names]
        if effect.priority is not None and effect.priority is not now.priority:
            told = self._told(ref, at, issue, {PRIORITY: str(effect.priority)})
            if PRIORITY not in told:
                add.append(f"{facts.PRIORITY}{effect.priority}")
            remove += [name for name in issue.names if facts.priority_in(name) is not None]
        if missing := [name for name in add if name not in issue.names]:
            self._labels.add(at, missing)
        for name in remove:
            self._labels.remove(at, name)
        if sent:
            self._issues.patch(at, sent, expected=issue.body)

    def restore(self, ref: Ref, effect: RestoreActionItem) -> None:
        """Put the block back, by which the item is known."""
        due = effect.due.isoformat() if effect.due else None
        told = {DUE: due, "evidence": effect.evidence, "reason": effect.reason}
        self.write_facts(ref, effect.id, {name: value for name, value in told.items() if value}, bare=True)

    def write_facts(self, ref: Ref, id: str, changed: Mapping[str, str | None], *, bare: bool = False) -> None:
        """Into fields what they take, into pmflow's block the rest; what a field tells stands in no block. `bare`: the block is
        written though there is nothing to say in it."""
        at, issue = self._tracked.item(ref, id)
        if (due := changed.get(DUE)) is not None and DUE in self._told(ref, at, issue, {DUE: due}):
            changed = {**changed, DUE: None}
        body = facts.with_facts(issue.body, id, str(ref), changed, bare=bare)
        if body != issue.body:
            check_length(body, str(at))
            self._issues.patch(at, {"body": body}, expected=issue.body)

    def settle(self, ref: Ref, at: Ref, issue: Issue, id: str, item: ActionItem) -> Issue:
        """See that a new item's date and priority stand somewhere: GitHub may have passed the fields over. Answers the issue as
        it then is."""
        changed = told_by(item)
        told = self._told(ref, at, issue, changed)
        now = facts.item_of(issue, id)
        if item.priority is not None and PRIORITY not in told and now.priority is None:
            self._labels.add(at, [f"{facts.PRIORITY}{item.priority}"])
        if DUE in changed and DUE not in told and now.due is None:
            body = facts.with_facts(issue.body, id, str(ref), {DUE: changed[DUE]})
            self._issues.patch(at, {"body": body}, expected=issue.body)
            issue = issue.model_copy(update={"body": body})
        return issue

    def _told(self, ref: Ref, at: Ref, issue: Issue, changed: Mapping[str, str]) -> frozenset[str]:
        """Write into fields what they take; where they are wanted and take it not, that is said once."""
        fields = self._tracked.fields
        wanted = {what: text for what, text in changed.items() if what in fields.names}
        if not wanted:
            return frozenset()
        known = at.repo in fields.dropped
        told = fields.write(at, issue, wanted)
        if wanted.keys() - told and not known:
            self._comments.say(ref, "fields", fields.note())
        return told

    def login(self, owner: str | None) -> str | None:
        """The login of an owner: the policy's for that name, else the name itself where it can be one."""
        if owner is None:
            return None
        name = owner.strip().removeprefix("@")
        login = self._settings.logins.get(name.casefold(), name)
        return login if login and all(each.isascii() and (each.isalnum() or each == "-") for each in login) else None

    def assign(self, ref: Ref, id: str, at: Ref, issue: Issue, owner: str) -> None:
        """Give the item to somebody in its present owner's place; helpers stay.

        GitHub says nothing of a login that it cannot assign, so the answer is looked at: then the lead is assigned, or the
        item's text says whose it is; and a comment under the post-mortem says so, once.
        https://docs.github.com/en/rest/issues/assignees
        """
        login = self.login(owner)
        before = facts.owner_of(issue)
        now, taken = self._try_assign(at, issue, login)
        instead = NOBODY_INSTEAD
        if taken is None and (lead := self._settings.leads.get(owner.strip().removeprefix("@").casefold())) is not None:
            now, taken = self._try_assign(at, now, lead)
            if taken is not None:
                instead = LEAD_INSTEAD.format(lead=taken)
        goes = before if before in now.people and (before or "").casefold() != (taken or "").casefold() else None
        told = None if taken is not None and {*now.people} <= {taken, goes} else taken or owner
        if told != facts.facts_in(issue.body).get("owner"):
            self.write_facts(ref, id, {"owner": told})
        if goes is not None:  # last: a run that dies before leaves it with whoever had it
            self._api.write("DELETE", f"{at.path}/assignees", {"assignees": [goes]}, where=str(at))
        if taken is None or taken.casefold() != (login or "").casefold():
            text = UNASSIGNABLE.format(id=id, owner=markers.muted(owner), instead=markers.muted(instead))
            self._comments.say(ref, f"unassignable:{id}:{owner}", text)

    def stand_in(self, ref: Ref, id: str, owner: str) -> StandIn | None:
        """Whether it would come to that: asked before, so that a slip of the pen takes nothing from anybody. Where GitHub does
        not say, it is tried."""
        at = self._tracked.found.get((str(ref), id))
        repo = at.repo if at else self._settings.action_repo_beside(ref.repo)
        login, lead = self.login(owner), self._settings.leads.get(owner.strip().removeprefix("@").casefold())
        try:
            if login is not None and assignable(self._api, repo, login):
                return None
            to = lead if lead is not None and assignable(self._api, repo, lead) else None
        except TrackerRefused:
            return None
        who = markers.muted(owner.strip().removeprefix("@"))
        why = NO_ACCESS.format(login=login, repo=repo) if login else NO_LOGIN.format(owner=who)
        return StandIn(why=why, to=to)

    def _try_assign(self, at: Ref, issue: Issue, login: str | None) -> tuple[Issue, str | None]:
        """Add an assignee; answers the issue as it then is, and the login where it was taken."""
        if login is None:
            return issue, None
        if (there := _among(login, issue.people)) is not None:
            return issue, there
        try:
            sent = {"assignees": [login]}
            now = read(Issue, self._api.write("POST", f"{at.path}/assignees", sent, where=str(at)), where=str(at))
        except (TrackerRefused, TrackerMissing):
            return issue, None
        return now, _among(login, now.people)


def _among(login: str, people: Iterable[str]) -> str | None:
    return next((each for each in people if each.casefold() == login.casefold()), None)
