"""The tracker: post-mortems, incidents and action items as issues. Dull: it sends what the modules beside it make.

    an issue with the label `postmortem`            the document is its body; its state is one label `pm:<state>`
    a comment under it, `pmflow:journal`            the journal (`journal_comment`)
    its sub-issues, label `postmortem-action`       action items (`items`), in the same or another repository
    an issue with the label `incident`              an incident

Of people's text nothing is touched but the body that `write_body` is given, and pmflow's own block in an action item. Labels
are added and removed, never set. What is published is a comment under the post-mortem: the token of a workflow reaches no
other place.

GitHub has no locks: `hold` keeps nobody away. What keeps two runs apart is the workflow's `concurrency`; what is left is a
write that is read just before and compared, and a journal entry that is sealed on the last one that was read.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from urllib.parse import quote

from pmflow.adapters import heads
from pmflow.adapters.github import items as facts
from pmflow.adapters.github import journal_comment, markers, words
from pmflow.adapters.github.api import API, TIMEOUT, Api
from pmflow.adapters.github.payloads import Comment as Said
from pmflow.adapters.github.payloads import Happened, Issue, User, read, read_all
from pmflow.adapters.github.refs import Ref, read_ref, spelled
from pmflow.adapters.github.words import Names
from pmflow.adapters.published import marked
from pmflow.document.source import Source
from pmflow.errors import (
    DocumentError,
    TrackerConflict,
    TrackerError,
    TrackerMissing,
    TrackerRefused,
)
from pmflow.journal import Entry
from pmflow.model import ActionItem, ActionStatus, Incident, Severity, State
from pmflow.plan import (
    AddLabel,
    AssignActionItem,
    Comment,
    CreateActionItem,
    Effect,
    MarkPublished,
    Notify,
    Publish,
    RemoveLabel,
    SetDue,
    SetState,
    ShowStatus,
    UpdateActionItem,
    UpsertBlock,
    WriteJournal,
    WriteRows,
)
from pmflow.tracker import Activity, Card, Loaded, Survey, one_by_one

TITLE = "Post-mortem: {title}"
UNASSIGNABLE = "{id} is {owner}'s, but GitHub cannot assign it to them: nobody of that login may write here. {instead}"
LEAD_INSTEAD = "It is assigned to {lead}, who answers for them."
NOBODY_INSTEAD = "It is assigned to nobody; the item itself says whose it is."
TASKS = "Action items (this GitHub has no sub-issues):\n\n{tasks}\n"
STRANGER = (
    "{place}: looks like pmflow's journal, but {who} is no member of the repository as far as this token sees; it is passed "
    "over. If it is the journal, name them under `people` in the policy (`handle`)"
)

UNHEARD = frozenset({"labeled", "unlabeled", "subscribed", "unsubscribed", "mentioned", "opened"})
"""What a timeline tells and is no sign of work on an action item."""


class GitHub:
    """Post-mortems in the issues of `repos` (`owner/name`); `token` None reads what is public."""

    name = "github"
    items_in_document = False

    def __init__(
        self,
        repos: Sequence[str],
        *,
        token: str | None,
        address: str = API,
        secret: bytes | None = None,
        names: Names | None = None,
        aliases: Mapping[str, Severity] | None = None,
        logins: Mapping[str, str] | None = None,
        leads: Mapping[str, str] | None = None,
        action_repo: str | None = None,
        between_writes: float = 1.0,
        patience: float = 60.0,
        timeout: int = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`secret`: the journal's HMAC key; `aliases`: the team's words for severities; `logins`: people's names (small
        letters) → login; `leads`: owner (small letters) → login of who is assigned where they cannot be; `action_repo`:
        where action items are made, None: beside their post-mortem. The rest is `Api`'s."""
        self._repos = tuple(repos)
        self._secret, self._names, self._aliases = secret, names or Names(), aliases
        self._logins, self._leads = dict(logins or {}), dict(leads or {})
        self._action_repo = action_repo
        self._api = Api(
            token, address, between_writes=between_writes, patience=patience, timeout=timeout, sleep=sleep, clock=clock
        )
        self._places: dict[str, str] = {}
        """Ref → address, as last seen: a sweep asks for each, and it never changes."""
        self._found: dict[tuple[str, str], Ref] = {}
        """Post-mortem and id → the item's issue, likewise."""
        self._own: frozenset[str] | None = None
        self._sub_issues: bool | None = None

    def __repr__(self) -> str:
        return f"GitHub({', '.join(self._repos)})"

    @property
    def requests(self) -> tuple[int, int]:
        """Reads and writes that were sent so far."""
        return self._api.reads, self._api.writes

    # Finding

    def resolve(self, ref: str) -> str:
        """The full ref `owner/repo#12` for that, `#12` (where there is one repository) or an address."""
        found = self._ref(ref)
        # A repository that was renamed and an issue that moved answer from where they are now.
        now = self._repo_of(self._postmortem(found), found.repo)
        self._places.setdefault(str(now), self._places[str(found)])
        return str(now)

    def place(self, ref: str) -> str:
        """The address of the issue, for people."""
        if ref not in self._places:
            self._postmortem(self._ref(ref))
        return self._places[ref]

    def _ref(self, text: str) -> Ref:
        found = read_ref(text, self._repos)
        if found is None:
            raise self._missing(
                text, "post-mortem", lambda: (str(ref) for ref, _ in self._list(self._names.postmortem))
            )
        return found

    def _missing(self, text: str, what: str, known: Callable[[], Iterable[str]]) -> TrackerMissing:
        refs = list(known())
        near = get_close_matches(text, refs, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else "write owner/repo#12, or #12 in its own repository"
        return TrackerMissing(f"{text}: there is no such {what}; {hint}")

    def _issue(self, ref: Ref) -> Issue:
        return read(Issue, self._api.get(ref.path, where=str(ref)), where=str(ref))

    def _labelled(self, ref: Ref, label: str, what: str) -> Issue:
        """The issue, where it bears the label. Raises `TrackerMissing` with the nearest that does."""
        try:
            issue = self._issue(ref)
        except TrackerMissing as error:
            raise TrackerMissing(f"{error}{self._nearest(ref, label)}") from None
        if issue.pull_request is not None or label.casefold() not in map(str.casefold, issue.names):
            kind = "a pull request" if issue.pull_request is not None else f"an issue without the label {label}"
            raise TrackerMissing(f"{ref}: is no {what} but {kind}; label it{self._nearest(ref, label)}")
        self._places[str(ref)] = issue.html_url
        return issue

    def _nearest(self, ref: Ref, label: str) -> str:
        """A question to end a message with; nothing where nothing is near, or nothing can be listed."""
        known: list[str] = []
        for repo in dict.fromkeys((*self._repos, ref.repo)):
            with contextlib.suppress(TrackerError):
                known += [str(each) for each, _ in self._list(label, repos=(repo,))]
        near = get_close_matches(str(ref), known, 1, 0.4)
        return f"; did you mean {near[0]}?" if near else ""

    def _postmortem(self, ref: Ref) -> Issue:
        return self._labelled(ref, self._names.postmortem, "post-mortem")

    def _list(self, label: str, *, repos: Sequence[str] = ()) -> Iterator[tuple[Ref, Issue]]:
        """Every issue with a label, open or not, the oldest first, page by page."""
        for repo in repos or self._repos:
            pages = self._api.pages(
                f"/repos/{repo}/issues", where=repo, labels=label, state="all", sort="created", direction="asc"
            )
            for page in pages:
                for issue in read_all(Issue, page, where=repo):
                    if issue.pull_request is None:
                        yield Ref(repo, issue.number), issue

    # Reading

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, repository by repository, in order of number; a hundred in one request."""
        for ref, issue in self._list(self._names.postmortem):
            self._places[str(ref)] = issue.html_url
            yield words.card_of(issue, ref, self._names, self._repos, self._aliases)

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of number, with its post-mortem. What was said under one costs a request of its own,
        where there are comments at all."""
        linked = self._links()
        for ref, issue in self._list(self._names.incident):
            yield self._incident(ref, issue, linked.get(str(ref)))

    def survey(self) -> Survey:
        """Everything, each post-mortem loaded by itself."""
        return one_by_one(self)

    def incident(self, ref: str) -> Incident:
        """One incident, with the ref of its post-mortem."""
        found, issue = self._incident_issue(ref)
        return self._incident(found, issue, self._links((found.repo, *self._repos)).get(str(found)))

    def _incident_issue(self, ref: str) -> tuple[Ref, Issue]:
        found = read_ref(ref, self._repos)
        if found is None:
            raise self._missing(ref, "incident", lambda: (str(each) for each, _ in self._list(self._names.incident)))
        return found, self._labelled(found, self._names.incident, "incident")

    def _incident(self, ref: Ref, issue: Issue, postmortem: str | None) -> Incident:
        comments = self._keys(self._comments(ref, issue.comments))
        return words.incident_of(issue, ref, postmortem=postmortem, comments=comments, aliases=self._aliases)

    def _links(self, repos: Sequence[str] = ()) -> dict[str, str]:
        """Incident → its post-mortem; of several the oldest."""
        linked: dict[str, str] = {}
        for ref, issue in self._list(self._names.postmortem, repos=tuple(dict.fromkeys(repos))):
            if named := words.incident_named(issue.body, ref.repo, self._repos):
                linked.setdefault(named, str(ref))
        return linked

    def load(self, ref: str) -> Loaded:
        """One post-mortem: the issue, its comments, its sub-issues and its incident, each one request where it is there."""
        found = self._ref(ref)
        issue = self._postmortem(found)
        comments, strangers = self._marked(found, issue.comments)
        journal = journal_comment.read_journal(comments, where=str(found))
        tracked = self._items(found, issue)
        incident, trouble = self._incident_of(found, issue)
        return Loaded(
            ref=str(found),
            body=issue.body,
            states=self._states(found, issue),
            journal=journal.entries,
            items=tuple(facts.item_of(each, id) for id, (_, each) in tracked.items()),
            comments=self._keys(comments),
            assignees=issue.people,
            labels=tuple(name for name in issue.names if words.state_of(name, self._names.state_prefix) is None),
            item_labels={id: labels for id, (_, each) in tracked.items() if (labels := self._labels_of(each))},
            activity=tuple(self._activity(tracked)),
            incident=incident,
            troubles=(*journal.troubles, *strangers, *trouble),
        )

    def _states(self, ref: Ref, issue: Issue) -> tuple[State, ...]:
        prefix = self._names.state_prefix
        states = words.states_of(issue.names, prefix)
        return states if len(states) < 2 else words.states_of(issue.names, prefix, self._timeline(ref))

    def _timeline(self, ref: Ref) -> list[Happened]:
        pages = self._api.pages(f"{ref.path}/timeline", where=str(ref))
        return [each for page in pages for each in read_all(Happened, page, where=str(ref))]

    def _comments(self, ref: Ref, count: int | None = None) -> list[Said]:
        """The comments that speak for pmflow: written by somebody whom the repository trusts, with a marker of its own."""
        return self._marked(ref, count)[0]

    def _marked(self, ref: Ref, count: int | None = None) -> tuple[list[Said], tuple[str, ...]]:
        """These comments, and what is to be said of journals that a stranger wrote: anybody may comment in public."""
        if count == 0:
            return [], ()
        pages = self._api.pages(f"{ref.path}/comments", where=str(ref))
        ours = [
            each
            for page in pages
            for each in read_all(Said, page, where=str(ref))
            if markers.marked(each.body) is not None
        ]
        own = frozenset[str]() if all(each.trusted(frozenset()) for each in ours) else self._me()
        strangers = [each for each in ours if not each.trusted(own) and markers.key_of(journal_comment.KIND, each.body)]
        told = tuple(
            STRANGER.format(place=each.html_url or ref, who=each.user.login if each.user else "somebody who left")
            for each in strangers
        )
        return [each for each in ours if each.trusted(own)], told

    def _me(self) -> frozenset[str]:
        """Logins that speak for pmflow: this token's own, and the people of the policy. Asked once, and only in doubt."""
        if self._own is None:
            known = {login.casefold() for login in self._logins.values()}
            # The token of a workflow is no user's: it may not ask who it is, and is known as a machine anyhow.
            with contextlib.suppress(TrackerRefused, TrackerMissing):
                known.add(read(User, self._api.get("/user", where="the token"), where="the token").login.casefold())
            self._own = frozenset(known)
        return self._own

    @staticmethod
    def _keys(comments: Iterable[Said]) -> frozenset[str]:
        found = (markers.key_of("comment", each.body) for each in comments)
        return frozenset(key for key in found if key is not None)

    def _incident_of(self, ref: Ref, issue: Issue) -> tuple[Incident | None, tuple[str, ...]]:
        """The incident that the front matter names. What was said under it is not asked: `incident` knows."""
        named = words.incident_named(issue.body, ref.repo, self._repos)
        at = read_ref(named, self._repos) if named else None
        if at is None:
            return None, ()
        try:
            there = self._issue(at)
        except TrackerMissing as error:
            return None, (f"the incident {error}",)
        return words.incident_of(there, at, postmortem=str(ref), aliases=self._aliases), ()

    # Action items

    def _items(self, ref: Ref, issue: Issue) -> dict[str, tuple[Ref, Issue]]:
        """The action items of a post-mortem, by id, in the order of their numbers."""
        if issue.sub_issues_summary is not None and issue.sub_issues_summary.total == 0:
            return {}
        found: dict[str, tuple[Ref, Issue]] = {}
        for at, each in self._children(ref, issue):
            named = facts.named(each.body)
            if named and named[1].casefold() == str(ref).casefold():
                found.setdefault(named[0], (at, each))
                self._found[str(ref), named[0]] = found[named[0]][0]
        return dict(sorted(found.items(), key=lambda each: (len(each[0]), each[0])))

    def _children(self, ref: Ref, issue: Issue) -> Iterator[tuple[Ref, Issue]]:
        """Sub-issues; where the server has none, whatever bears the label of action items and is not older."""
        if self._sub_issues is not False:
            try:
                for page in self._api.pages(f"{ref.path}/sub_issues", where=f"{ref} (sub-issues)"):
                    self._sub_issues = True
                    for each in read_all(Issue, page, where=str(ref)):
                        yield self._repo_of(each, ref.repo), each
                return
            except TrackerMissing:
                # The issue is there, it was just read: it is the server that has no sub-issues.
                self._sub_issues = False
        yield from self._labelled_since(ref, issue)

    def _labelled_since(self, ref: Ref, issue: Issue) -> Iterator[tuple[Ref, Issue]]:
        """What bears the label of action items and was made after the post-mortem, the newest first."""
        repo = self._action_repo or ref.repo
        pages = self._api.pages(
            f"/repos/{repo}/issues", where=repo, labels=self._names.action_item, state="all", sort="created",
            direction="desc",
        )  # fmt: skip
        for page in pages:
            for each in read_all(Issue, page, where=repo):
                if each.created_at < issue.created_at:
                    return
                if each.pull_request is None:
                    yield Ref(repo, each.number), each

    def _repo_of(self, issue: Issue, beside: str) -> Ref:
        """A sub-issue may be in another repository."""
        parts = issue.repository_url.rstrip("/").rsplit("/", 2)
        repo = spelled("/".join(parts[-2:]), (beside, *self._repos)) if len(parts) == 3 else beside
        return Ref(repo, issue.number)

    def _labels_of(self, item: Issue) -> tuple[str, ...]:
        return tuple(name for name in item.names if name != self._names.action_item and not facts.is_own(name))

    def _activity(self, tracked: Mapping[str, tuple[Ref, Issue]]) -> Iterator[Activity]:
        """Who did what with the items in progress: of the others nobody asks when they were last heard of."""
        for id, (ref, issue) in tracked.items():
            if facts.item_of(issue, id).status is not ActionStatus.IN_PROGRESS:
                continue
            for each in self._timeline(ref):
                who, at = each.actor or each.user, each.created_at or each.submitted_at
                if who is not None and at is not None and each.event not in UNHEARD:
                    yield Activity(id, who.login, at, who.is_bot)

    def _item(self, ref: Ref, id: str) -> tuple[Ref, Issue]:
        """One item's issue as it is now. Raises `TrackerMissing` by name."""
        at = self._found.get((str(ref), id))
        if at is not None:
            with contextlib.suppress(TrackerMissing):
                return at, self._issue(at)
            del self._found[str(ref), id]
        found = self._items(ref, self._postmortem(ref)).get(id)
        if found is None:
            raise TrackerMissing(
                f"{ref}: has no action item {id}; sub-issues of {ref} with pmflow's block are its items"
            )
        return found

    # Writing

    def hold(self, ref: str) -> contextlib.AbstractContextManager[object]:
        """Nobody is kept away: GitHub has no locks (see the module's head)."""
        self._ref(ref)
        return contextlib.nullcontext()

    def hold_incident(self, ref: str) -> contextlib.AbstractContextManager[object]:
        """Nor from an incident."""
        if read_ref(ref, self._repos) is None:
            self._incident_issue(ref)
        return contextlib.nullcontext()

    def record_incident(self, incident: Incident) -> str:
        """Incidents are made on GitHub. Raises `TrackerRefused`."""
        raise TrackerRefused(
            f'"{incident.title}": incidents are issues; make one with the label {self._names.incident} in '
            f"{', '.join(self._repos) or 'the repository'}, and name it here as owner/repo#12"
        )

    def create(self, incident: Incident, body: str) -> str:
        """Make the issue of a post-mortem beside its incident; the one that names the incident where there is one.

        A body that does not name its incident gets the name into its front matter: by this a repeat is recognised.
        """
        at = read_ref(incident.ref, self._repos)
        repo = at.repo if at else self._only_repo(incident)
        named = str(at or incident.ref)

        def there() -> str | None:
            return self._links((repo, *self._repos)).get(named)

        if old := there():
            return old
        body = _naming(body, named)
        _fits(body, named)
        sent = {
            "title": TITLE.format(title=heads.card(named, body).title or incident.title),
            "body": body,
            "labels": [self._names.postmortem],
        }
        made = self._api.write("POST", f"/repos/{repo}/issues", sent, where=repo, seen=there)
        if isinstance(made, str):
            return made
        issue = read(Issue, made, where=repo)
        ref = str(Ref(repo, issue.number))
        self._places[ref] = issue.html_url
        return ref

    def _only_repo(self, incident: Incident) -> str:
        if len(self._repos) == 1:
            return self._repos[0]
        raise TrackerRefused(
            f"{incident.ref}: says no repository, and there are {len(self._repos)}; write it as owner/repo#12"
        )

    def write_body(self, ref: str, body: str, *, expected: str) -> None:
        """Replace the body, and the body alone. Raises `TrackerConflict` when it no longer is `expected`."""
        at = self._ref(ref)
        if self._postmortem(at).body != expected:
            raise _changed(at)
        if body == expected:
            return
        _fits(body, str(at))

        self._patch(at, {"body": body}, expected=expected)

    def _patch(self, at: Ref, sent: Mapping[str, str], *, expected: str) -> None:
        """Change an issue whose body was `expected`. It is looked at again before it is sent again: what somebody wrote
        meanwhile must not be written over. Raises `TrackerConflict`."""
        wanted = sent.get("body", expected)

        def there() -> object | None:
            now = self._issue(at)
            if now.body not in (wanted, expected):
                raise _changed(at)
            return now if all(getattr(now, key) == value for key, value in sent.items()) else None

        self._api.write("PATCH", at.path, sent, where=str(at), seen=there)

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        """Say something under an incident, once."""
        at, issue = self._incident_issue(ref)
        self._say(at, key, text, issue.comments)

    def apply(self, ref: str, effect: Effect) -> None:
        """Carry out one effect other than on the document; done already, it changes nothing."""
        at = self._ref(ref)
        match effect:
            case SetState(state=state):
                self._set_state(at, state)
            case AddLabel(label=label, item=str(id)):
                self._add_labels(self._item(at, id)[0], (label,))
            case RemoveLabel(label=label, item=str(id)):
                self._remove_label(self._item(at, id)[0], label)
            case AddLabel(label=label):
                self._add_labels(at, (label,))
            case RemoveLabel(label=label):
                self._remove_label(at, label)
            case CreateActionItem(item=item):
                self._create_item(at, item)
            case UpdateActionItem():
                self._update_item(at, effect)
            case AssignActionItem(id=id, owner=owner):
                self._assign(at, id, *self._item(at, id), owner)
            case SetDue(id=id, due=due):
                self._write_facts(at, id, {"due": due.isoformat()})
            case Comment(key=key, text=text):
                self._say(at, key, text)
            case Publish(place=place, text=text):
                self._publish(at, place, lambda _: text, new=True)
            case MarkPublished(place=place, note=note):
                self._publish(at, place, lambda old: marked(old, note), new=False)
            case WriteJournal(entry=entry):
                self._journal(at, entry)
            case ShowStatus():
                pass  # labels and the journal's comment are all that is shown
            case WriteRows() | UpsertBlock() | Notify():
                raise ValueError(f"{type(effect).__name__} is not for a tracker: the engine carries it out")

    # Labels

    def _add_labels(self, ref: Ref, labels: Sequence[str]) -> None:
        self._api.write("POST", f"{ref.path}/labels", {"labels": list(labels)}, where=str(ref))

    def _remove_label(self, ref: Ref, label: str) -> None:
        try:
            self._api.write("DELETE", f"{ref.path}/labels/{quote(label, safe='')}", None, where=str(ref))
        except TrackerMissing:
            self._issue(ref)  # it is there, so it is the label that is not

    def _set_state(self, ref: Ref, state: State) -> None:
        """The new label first: a run that dies in between leaves two, of which the journal knows the right one."""
        prefix = self._names.state_prefix
        shown = {name: words.state_of(name, prefix) for name in self._postmortem(ref).names}
        if state not in shown.values():
            self._add_labels(ref, (f"{prefix}{state}",))
        same = [name for name, each in shown.items() if each is state][:1]
        for name, each in shown.items():
            if each is not None and name not in same:
                self._remove_label(ref, name)

    # Comments

    def _say(self, ref: Ref, key: str, text: str, count: int | None = None) -> None:
        def there() -> object | None:
            return True if key in self._keys(self._comments(ref)) else None

        if count == 0 or not there():
            body = markers.mark("comment", key, markers.fitting(text))
            self._post(ref, body, seen=there)

    def _post(self, ref: Ref, body: str, *, seen: Callable[[], object | None]) -> None:
        self._api.write("POST", f"{ref.path}/comments", {"body": body}, where=str(ref), seen=seen)

    def _edit(self, ref: Ref, comment: int, body: str, *, seen: Callable[[], object | None] = lambda: None) -> None:
        path = f"/repos/{ref.repo}/issues/comments/{comment}"
        self._api.write("PATCH", path, {"body": body}, where=str(ref), seen=seen)

    def _publish(self, ref: Ref, place: str, change: Callable[[str], str], *, new: bool) -> None:
        """Write or change the comment that holds what was published at a place."""

        def there() -> tuple[Said, str] | None:
            for each in self._comments(ref):
                parts = markers.marked(each.body)
                if parts is not None and parts[:2] == ("published", place):
                    return each, parts[2]
            return None

        old = there()
        if old is None and not new:
            return
        text = change(old[1] if old else "")
        body = markers.mark("published", place, text)
        if markers.length(body) > markers.LIMIT:
            raise TrackerRefused(
                f"{ref}: what is to be published has {markers.length(text)} characters, and a comment of GitHub's takes "
                f"{markers.LIMIT}; shorten it"
            )
        if old is None:
            self._post(ref, body, seen=there)
        elif old[1] != text:
            self._edit(ref, old[0].id, body)

    def _journal(self, ref: Ref, entry: Entry) -> None:
        def read_now() -> journal_comment.Journal:
            return journal_comment.read_journal(self._comments(ref), where=str(ref))

        def there() -> object | None:
            """Asked before it is sent again: what another run wrote meanwhile must not be written over."""
            now = read_now()
            if any(old.key == entry.key for old in now.entries):
                return True
            if now.pages != before.pages:
                raise _changed(ref)
            return None

        before = read_now()
        wanted = journal_comment.added(before, entry, secret=self._secret)
        if wanted is None:
            return
        if wanted.comment is None:
            self._post(ref, wanted.body, seen=there)
        else:
            self._edit(ref, wanted.comment, wanted.body, seen=there)

    # Writing action items

    def _create_item(self, ref: Ref, item: ActionItem) -> None:
        """An issue with pmflow's marker, then its tie to the post-mortem; one that a dead run left untied is taken up."""
        if item.id is None:
            raise ValueError(f'"{item.title}" has no id; the plan gives it one')
        id = item.id
        issue = self._postmortem(ref)
        if id in self._items(ref, issue):
            return
        wanted = (id, str(ref))

        def there() -> tuple[Ref, Issue] | None:
            found = self._labelled_since(ref, issue)
            return next(((at, each) for at, each in found if facts.named(each.body) == wanted), None)

        at, made = there() or self._make_item(ref, item, there)
        self._found[str(ref), id] = at
        if self._sub_issues is not False:
            self._tie(ref, issue, id, made)
        if self._sub_issues is False:
            self._list_tasks(ref, issue)
        if item.owner is not None:
            self._assign(ref, id, at, made, item.owner)
        if item.status is not None and not item.status.is_open:
            self._api.write("PATCH", at.path, facts.state_for(item.status), where=str(at))

    def _make_item(
        self, ref: Ref, item: ActionItem, there: Callable[[], tuple[Ref, Issue] | None]
    ) -> tuple[Ref, Issue]:
        repo = self._action_repo or ref.repo
        login = self._login(item.owner)
        body = facts.body_for(item, str(ref))
        _fits(body, f"{ref} {item.id}")
        sent: dict[str, object] = {
            "title": item.title, "body": body, "labels": [self._names.action_item, *facts.labels_for(item)],
        }  # fmt: skip
        send = partial(self._api.write, "POST", f"/repos/{repo}/issues", where=f"{repo} ({item.id})", seen=there)
        try:
            made = send({**sent, "assignees": [login]} if login else sent)
        except TrackerRefused:
            # An assignee who may not be one is passed over or refused (422), as GitHub likes; `_assign` says it.
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
            return True if any(each.id == made.id for _, each in self._children(ref, issue)) else None

        try:
            self._api.write(
                "POST", f"{ref.path}/sub_issues", {"sub_issue_id": made.id}, where=f"{ref} ({id})", seen=there
            )
            self._sub_issues = True
        except TrackerMissing:
            list(self._children(ref, issue))
            if self._sub_issues:  # the server has them, so it is this issue that it does not find
                raise

    def _list_tasks(self, ref: Ref, issue: Issue) -> None:
        """A task list in a comment of pmflow's own, where the server cannot tie issues."""
        found = self._items(ref, issue.model_copy(update={"sub_issues_summary": None}))
        tasks = "\n".join(
            f"- [{'x' if each.state == 'closed' else ' '}] {at if at.repo != ref.repo else f'#{at.number}'}"
            for at, each in found.values()
        )
        body = markers.mark("tasks", str(ref), TASKS.format(tasks=tasks))
        old = next((each for each in self._comments(ref) if (markers.marked(each.body) or ("",))[0] == "tasks"), None)
        if old is None:
            self._post(ref, body, seen=lambda: None)
        elif old.body != body:
            self._edit(ref, old.id, body)

    def _update_item(self, ref: Ref, effect: UpdateActionItem) -> None:
        """One PATCH for title, state and text; labels for the rest."""
        at, issue = self._item(ref, effect.id)
        sent: dict[str, str] = {}
        if effect.title is not None and effect.title != issue.title:
            sent["title"] = effect.title
        changed = {name: value for name in ("evidence", "reason") if (value := getattr(effect, name)) is not None}
        body = facts.with_facts(issue.body, effect.id, str(ref), changed)
        if body != issue.body:
            _fits(body, str(at))
            sent["body"] = body
        add: list[str] = []
        remove: list[str] = []
        now = facts.item_of(issue, effect.id)
        if effect.status is not None and effect.status is not now.status:
            wanted = facts.state_for(effect.status)
            if wanted["state"] != issue.state or wanted.get("state_reason", issue.state_reason) != issue.state_reason:
                sent |= wanted
            telling, others = facts.labels_telling(effect.status)
            add += telling
            remove += [name for name in others if name in issue.names]
        if effect.priority is not None and effect.priority is not now.priority:
            add.append(f"{facts.PRIORITY}{effect.priority}")
            remove += [name for name in issue.names if facts.priority_in(name) is not None]
        if missing := [name for name in add if name not in issue.names]:
            self._add_labels(at, missing)
        for name in remove:
            self._remove_label(at, name)
        if sent:
            self._patch(at, sent, expected=issue.body)

    def _write_facts(self, ref: Ref, id: str, changed: Mapping[str, str | None]) -> None:
        at, issue = self._item(ref, id)
        body = facts.with_facts(issue.body, id, str(ref), changed)
        if body != issue.body:
            _fits(body, str(at))
            self._patch(at, {"body": body}, expected=issue.body)

    def _login(self, owner: str | None) -> str | None:
        """The login of an owner: the policy's for that name, else the name itself where it can be one."""
        if owner is None:
            return None
        name = owner.strip().removeprefix("@")
        login = self._logins.get(name.casefold(), name)
        return login if login and all(each.isascii() and (each.isalnum() or each == "-") for each in login) else None

    def _assign(self, ref: Ref, id: str, at: Ref, issue: Issue, owner: str) -> None:
        """Give the item to somebody in its present owner's place; helpers stay.

        GitHub says nothing of a login that it cannot assign, so the answer is looked at: then the lead is assigned, or the
        item's text says whose it is; and a comment under the post-mortem says so, once.
        https://docs.github.com/en/rest/issues/assignees
        """
        login = self._login(owner)
        before = facts.owner_of(issue)
        now, taken = self._try_assign(at, issue, login)
        instead = NOBODY_INSTEAD
        if taken is None and (lead := self._leads.get(owner.strip().removeprefix("@").casefold())) is not None:
            now, taken = self._try_assign(at, now, lead)
            if taken is not None:
                instead = LEAD_INSTEAD.format(lead=taken)
        if before is not None and before in now.people and before.casefold() != (taken or "").casefold():
            sent = {"assignees": [before]}
            now = read(
                Issue, self._api.write("DELETE", f"{at.path}/assignees", sent, where=str(at)) or now, where=str(at)
            )
        told = None if taken is not None and len(now.people) < 2 else taken or owner
        if told != facts.facts_in(issue.body).get("owner"):
            self._write_facts(ref, id, {"owner": told})
        if taken is None or taken.casefold() != (login or "").casefold():
            text = UNASSIGNABLE.format(id=id, owner=markers.quiet(owner), instead=markers.quiet(instead))
            self._say(ref, f"unassignable:{id}:{owner}", text)

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


def _naming(body: str, incident: str) -> str:
    """The body with the incident in its front matter, where it names none, and without a state: labels show that here."""
    from pmflow.document.edit import set_front_matter
    from pmflow.document.front_edit import without_key

    source = Source.of(body)
    try:
        front = heads.front_of(source.text)
        if heads.incident_in(front) is None:
            source = set_front_matter(source, front, ("incident",), incident)
            front = heads.front_of(source.text)
        if "pmflow" in front.data:
            lines = source.text.splitlines(keepends=True)
            head = without_key(front, "pmflow").strip("\n").replace("\n", source.newline)
            rest = "".join(lines[front.end_line - 1 :])
            source = Source(f"{lines[0]}{head}{source.newline}{rest}", source.bom)
    except DocumentError as error:
        raise error.at(incident) from None
    return source.encoded.decode("utf-8")


def _fits(body: str, where: str) -> None:
    if (long := markers.length(body)) > markers.LIMIT:
        raise TrackerRefused(
            f"{where}: the text has {long} characters, and an issue of GitHub's takes {markers.LIMIT}; shorten it, or move "
            "parts of it (logs, chats) into files that it links to"
        )


def _changed(ref: Ref) -> TrackerConflict:
    return TrackerConflict(f"{ref}: was changed by somebody else meanwhile, nothing was written; run it again")
