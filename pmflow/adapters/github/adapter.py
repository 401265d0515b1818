"""The tracker: post-mortems, incidents and action items as issues. Dull: each method is a line or two to a module beside it.

    an issue with the label `postmortem`            the document is its body; its state is one label `pm:<state>`
    a comment under it, `pmflow:journal`            the journal, and above it how things stand (`journal_comment`)
    its sub-issues, label `postmortem-action`       action items (`items`), in the same or another repository
    an issue with the label `incident`              an incident

Of people's text nothing is touched but the body that `write_body` is given, and pmflow's own block in an action item. Labels
are added and removed, never set. A post-mortem is read where it is; what is published besides is a comment under another issue
(`publishing`).

GitHub has no locks: `hold` keeps nobody away, it only spares reading again what was read a moment ago. A workflow's
`concurrency` keeps two comments under one issue apart, but not the post-mortem, its items, its incident, the sweep and people's
own commands. What keeps these from losing each other's entries is `journaling`: a write rests on what was read just before,
and afterwards the comment's edit history tells who was first.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from pmflow.adapters.github.api import TIMEOUT, Api
from pmflow.adapters.github.app import App
from pmflow.adapters.github.bodies import changed, check_length, naming
from pmflow.adapters.github.changing import Changing
from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.contested import Contested
from pmflow.adapters.github.graph import Graph, NoGraph
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.history import History
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.journaling import Journaling
from pmflow.adapters.github.labels import Labels
from pmflow.adapters.github.making import Making
from pmflow.adapters.github.opening import make_postmortem
from pmflow.adapters.github.publishing import Publishing
from pmflow.adapters.github.reading import Reading
from pmflow.adapters.github.refs import read_ref
from pmflow.adapters.github.replying import Replying
from pmflow.adapters.github.repositories import Repositories
from pmflow.adapters.github.settings import Settings
from pmflow.adapters.github.sources import Sources
from pmflow.adapters.github.surveying import Surveying
from pmflow.adapters.github.tracked import Tracked
from pmflow.adapters.github.withdrawing import Withdrawing
from pmflow.adapters.github.words import Names
from pmflow.adapters.github_names import API
from pmflow.errors import TrackerMissing, TrackerRefused, TrackerUnavailable
from pmflow.events import StandIn
from pmflow.model import Incident, Severity
from pmflow.plan import (
    AddLabel,
    AssignActionItem,
    Comment,
    CommentIncident,
    CreateActionItem,
    Effect,
    KeepOpen,
    MarkPublished,
    Notify,
    OpenPostmortem,
    Publish,
    RemoveLabel,
    RestoreActionItem,
    SetDue,
    SetState,
    ShowStatus,
    UpdateActionItem,
    UpsertBlock,
    WithdrawActionItem,
    WriteJournal,
    WriteRows,
)
from pmflow.tracker import Card, Loaded, Sign, Survey, one_by_one


class GitHub:
    """Post-mortems in the issues of `repos` (`owner/name`, or `owner/*`); `token` None reads what is public."""

    name = "github"
    items_in_document = False

    def __init__(
        self,
        repos: Sequence[str],
        *,
        token: str | App | None,
        address: str = API,
        secret: bytes | None = None,
        names: Names | None = None,
        aliases: Mapping[str, Severity] | None = None,
        logins: Mapping[str, str] | None = None,
        leads: Mapping[str, str] | None = None,
        action_repo: str | None = None,
        fields: Mapping[str, str] | None = None,
        incident_type: str | None = None,
        between_writes: float = 1.0,
        patience: float = 60.0,
        timeout: int = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """What the names mean, `Settings` says of those up to `incident_type`, `Api` of the rest."""
        named = tuple(repo for repo in repos if not repo.endswith("/*"))
        owners = tuple(repo.removesuffix("/*") for repo in repos if repo.endswith("/*"))
        self._settings = settings = Settings(
            named,
            owners,
            names or Names(),
            aliases,
            dict(logins or {}),
            dict(leads or {}),
            action_repo,
            dict(fields or {}),
            incident_type,
            secret,
        )
        self._api = api = Api(
            token, address, between_writes=between_writes, patience=patience, timeout=timeout, sleep=sleep, clock=clock
        )
        self._holding = holding = Holding(clock, turn=api.wait_turn, writes=lambda: api.writes)
        graph = Graph(api)
        contested = Contested(graph)
        self.repositories = Repositories(settings, api)
        self._issues = issues = Issues(settings, api, self.repositories, History(graph))
        self._labels = Labels(settings.names.state_prefix, api, issues, holding)
        self._comments = comments = Comments(settings, api, holding, contested)
        self._tracked = tracked = Tracked(settings, api, issues)
        self._sources = sources = Sources(settings, issues, comments, tracked, self.repositories, graph)
        self._reading = Reading(sources, holding)
        self._changing = Changing(settings, api, issues, self._labels, comments, tracked)
        self._making = Making(api, sources, self._changing, self._reading, holding)
        self._published = Publishing(comments)
        self._withdrawing = Withdrawing(sources, api, self._labels)
        self._replying = Replying(api, comments)
        self._journaling = Journaling(settings, api, comments, graph, holding, contested)

    def __repr__(self) -> str:
        return f"GitHub({self._places()})"

    @property
    def api(self) -> Api:
        """The connection: `pmflow doctor` asks how far it reaches."""
        return self._api

    @property
    def requests(self) -> tuple[int, int]:
        """Reads and writes that were sent so far."""
        return self._api.reads, self._api.writes

    # Reading

    def resolve(self, ref: str) -> str:
        """The full ref `owner/repo#12` for that, `#12` (where there is one repository) or an address."""
        found = self._issues.postmortem_ref(ref)
        # A repository that was renamed and an issue that moved answer from where they are now.
        issue = self._issues.postmortem(found)
        now = self._issues.repo_of(issue, found.repo)
        self._reading.incident_named(now, issue)
        self._issues.places.setdefault(str(now), self._issues.places[str(found)])
        return str(now)

    def place(self, ref: str) -> str:
        """The address of the issue, for people."""
        if ref not in self._issues.places:
            self._issues.postmortem(self._issues.postmortem_ref(ref))
        return self._issues.places[ref]

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, repository by repository, in order of number; a hundred in one request."""
        return self._reading.cards()

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of number, with its post-mortem."""
        return self._reading.incidents()

    def survey(self) -> Survey:
        """Everything: a hundred in one request where there is GraphQL, else each post-mortem loaded by itself."""
        singly = one_by_one(self)
        if not self._sources.graph.usable:
            return singly
        together = Surveying(self._sources, self._reading)
        self._journaling.look_later()
        return Survey(
            _or_else(together.postmortems(), singly.postmortems),
            _or_else(together.incidents(), singly.incidents),
            self._journaling.settle,
        )

    def incident(self, ref: str) -> Incident:
        """One incident, with the ref of its post-mortem."""
        return self._reading.incident(ref)

    def postmortem_of(self, ref: str) -> str | None:
        """The oldest post-mortem that names this issue, whatever its labels."""
        at = self._issues.incident_ref(ref)
        return self._issues.links(at.repo).get(str(at))

    def load(self, ref: str) -> Loaded:
        """One post-mortem with its journal, its action items and its incident."""
        return self._reading.load(self._issues.postmortem_ref(ref))

    # Writing

    def hold(self, ref: str) -> contextlib.AbstractContextManager[object]:
        """Nobody is kept away: GitHub has no locks (see the module's head). What is read meanwhile is believed (`held`)."""
        return self._holding.hold(self._issues.postmortem_ref(ref))

    def hold_incident(self, ref: str) -> contextlib.AbstractContextManager[object]:
        """Nor from an incident."""
        self._issues.incident_ref(ref)
        return contextlib.nullcontext()

    def record_incident(self, incident: Incident) -> str:
        """Incidents are made on GitHub. Raises `TrackerRefused`."""
        raise TrackerRefused(
            f'"{incident.title}": incidents are issues; make one with the label {self._settings.names.incident} in '
            f"{self._places() or 'the repository'}, and name it here as owner/repo#12"
        )

    def _places(self) -> str:
        return ", ".join((*self._settings.repos, *(f"{owner}/*" for owner in self._settings.owners)))

    def create(self, incident: Incident, body: str) -> str:
        """Make the issue of a post-mortem beside its incident; the one that names the incident where there is one."""
        return make_postmortem(
            incident, body, settings=self._settings, issues=self._issues, labels=self._labels, comments=self._comments
        )

    def preview(self, incident: Incident, body: str) -> str:
        """The body with its list of facts."""
        return naming(body, str(read_ref(incident.ref, self._settings.repos) or incident.ref))

    def write_body(self, ref: str, body: str, *, expected: str) -> None:
        """Replace the body, and the body alone. Raises `TrackerConflict` when it no longer is `expected`."""
        at = self._issues.postmortem_ref(ref)
        if self._issues.postmortem(at).body != expected:
            raise changed(at)
        if body == expected:
            return
        check_length(body, str(at))
        self._issues.patch(at, {"body": body}, expected=expected)

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        """Say something under an incident, once."""
        at = self._issues.incident_ref(ref)
        try:
            self._comments.say_alone(at, key, text)
        except TrackerMissing as error:
            self._issues.incident(at)  # says what there is instead
            raise TrackerUnavailable(f"{error}; the issue is there, so run it again") from None

    def may_write(self, ref: str, who: str) -> bool:
        """Whether this login may write to the repository of a post-mortem."""
        return self._replying.may_write(self._issues.postmortem_ref(ref), who)

    def item_at(self, place: str) -> tuple[str, str] | None:
        """Of the issue that this is a sub-issue of, where that is a post-mortem which knows it; by GraphQL alone."""
        at = self._issues.postmortem_ref(place)
        parent = self._sources.graph.parent(at)
        if parent is None:
            return None
        try:
            loaded = self._reading.load(parent)
        except TrackerMissing:
            return None  # the parent is no post-mortem
        known = (item.id for item in loaded.items if item.id)
        id = next((id for id in known if self._tracked.found.get((loaded.ref, id)) == at), None)
        return (loaded.ref, id) if id else None

    def stand_in(self, ref: str, id: str, owner: str) -> StandIn | None:
        """What would become of an action item that is given to somebody whom GitHub cannot assign; one read, or two."""
        return self._changing.stand_in(self._issues.postmortem_ref(ref), id, owner)

    def watch(self, told: Callable[[str, int, int], None]) -> None:
        """Tell of each repository before it is looked at."""
        self.repositories.watch = told

    def replied(self, place: str, comment: str) -> bool:
        """Whether pmflow said under an issue what it replies to this comment."""
        return self._replying.replied(self._issues.postmortem_ref(place), comment)

    def reply(self, place: str, comment: str, sign: Sign, text: str) -> None:
        """A reaction to the comment, and a comment below, once."""
        self._replying.reply(self._issues.postmortem_ref(place), comment, sign, text)

    def apply(self, ref: str, effect: Effect) -> None:
        """Carry out one effect other than on the document; done already, it changes nothing."""
        at = self._issues.postmortem_ref(ref)
        match effect:
            case SetState(state=state, waived=waived):
                self._labels.set_state(at, state, waived=waived)
            case AddLabel(label=label, item=str(id)):
                self._tracked.at(at, id, lambda item: self._labels.add(item, (label,)))
            case RemoveLabel(label=label, item=str(id)):
                self._tracked.at(at, id, lambda item: self._labels.remove(item, label))
            case AddLabel(label=label):
                self._labels.add(at, (label,))
            case RemoveLabel(label=label):
                self._labels.remove(at, label)
            case CreateActionItem(item=item):
                self._making.create(at, item)
            case UpdateActionItem():
                self._changing.update(at, effect)
            case AssignActionItem(id=id, owner=owner):
                self._changing.assign(at, id, *self._tracked.item(at, id), owner)
            case SetDue(id=id, due=due):
                self._changing.write_facts(at, id, {"due": due.isoformat()})
            case RestoreActionItem():
                self._changing.restore(at, effect)
            case WithdrawActionItem():
                self._withdrawing.withdraw(at, effect)
            case Comment(key=key, text=text, raced=raced):
                (self._comments.say_alone if raced else self._comments.say)(at, key, text)
            case Publish(place=place, text=text):
                self._published.put(at, place, text)
            case MarkPublished(place=place, note=note):
                self._published.mark(at, place, note)
            case WriteJournal(entries=entries, status=status):
                self._journaling.write(at, entries, status)
            case KeepOpen():
                self._labels.keep_open(at)
            case ShowStatus(text=text):
                self._journaling.show(at, text)
            case WriteRows() | UpsertBlock() | CommentIncident() | Notify() | OpenPostmortem():
                raise ValueError(f"{type(effect).__name__} is not for a tracker: the engine carries it out")


T = TypeVar("T")


def _or_else(first: Iterator[T], second: Iterator[T]) -> Iterator[T]:
    """The second where the first finds no GraphQL; what the first has told already is not told again."""
    told = 0
    try:
        for each in first:
            told += 1
            yield each
    except NoGraph:
        yield from islice(second, told, None)
