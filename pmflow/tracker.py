"""The port: what pmflow needs of a tracker, in pmflow's own words.

An adapter is dull. It says what is there and carries out one effect at a time, each of which it recognises when it comes
again; it decides nothing. Every adapter passes `tests/adapters/test_contract.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol, runtime_checkable

from pmflow.document.document import Document
from pmflow.errors import TrackerError
from pmflow.events import StandIn
from pmflow.journal import Break, Entry
from pmflow.model import ActionItem, Finding, Incident, Severity, State
from pmflow.plan import Effect

Sign = Literal["done", "refused", "seen"]
"""How a command is acknowledged: carried out; not carried out; answered, with nothing to carry out."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Somebody did something with an action item, as the tracker has seen it."""

    id: str
    by: str
    at: dt.datetime
    bot: bool = False
    """The tracker says that it was a machine."""


@dataclass(frozen=True, slots=True)
class Twin:
    """An action item that stands in the tracker twice: two runs that make it in the same moment do not see each other."""

    id: str
    title: str
    """Of the one that counts."""
    place: str
    """The younger, as a ref."""
    counts: str
    """The one that counts."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One post-mortem as the tracker has it, before its document is read."""

    ref: str
    body: str
    states: tuple[State, ...] = ()
    """What the tracker shows: usually one; where two, the newest set by a person comes first."""
    journal: tuple[Entry, ...] = ()
    items: tuple[ActionItem, ...] = ()
    """The tracker's own action items (with ids); empty where the document holds them."""
    comments: frozenset[str] = frozenset()
    """Keys of the comments that pmflow made here."""
    talked: bool = False
    """Whether people said anything under it, commands to pmflow included."""
    assignees: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    item_labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Labels of the tracker's own action items."""
    logins: frozenset[str] = frozenset()
    """To whom it, its action items and its incident are assigned, where the tracker's name for somebody is one that a comment can
    mention."""
    unmarked: frozenset[str] = frozenset()
    """Ids of those in which pmflow's words were written over, told from their place and title; they are to be put back."""
    twins: tuple[Twin, ...] = ()
    """Action items that are there twice; `items` has those that count."""
    activity: tuple[Activity, ...] = ()
    """What happened to the tracker's action items, at least the newest of each person; the order does not matter."""
    incident: Incident | None = None
    address: str | None = None
    """Where everybody of its audience reads it, in the tracker itself, so that sharing tells of it and need not copy it. None
    where it is a file that readers do not come to."""
    own_state: State | None = None
    """Which state pmflow was the last to show, where the tracker remembers who did; None where that is not known, and
    where it is of no interest: the journal's last state is the one shown."""
    status: str | None = None
    """What pmflow shows here of how things stand (`ShowStatus`), in Markdown; None where it shows nothing."""
    troubles: tuple[str, ...] = ()
    """What could not be read (a damaged journal): said to people, never a crash."""
    incident_unread: str | None = None
    """Why the incident that it names, or named once, could not be read, where it could not."""
    keyed: bool = False
    """A key is configured with which journals are sealed. Set by the engine, as is `broken`: deciding knows no key."""
    broken: Break | None = None
    """From where on the journal is not believed, judged with the key where there is one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One post-mortem as it stands: what the tracker has, the document as read, and what the rules remark on it."""

    loaded: Loaded
    document: Document
    findings: tuple[Finding, ...] = ()
    content_hash: str = ""
    """Of people's words; approvals are bound to it."""
    readers_hash: str = ""
    """Of the text as it would be published, fields of action items and all; redaction reviews are bound to it."""
    items_in_document: bool = False
    """True where the document's rows are the tracker's items (local), so that they cannot differ."""

    @property
    def ref(self) -> str:
        return self.loaded.ref


@dataclass(frozen=True, slots=True)
class Card:
    """One line of the board."""

    ref: str
    title: str | None
    state: State | None
    severity: str | None = None
    severity_normal: Severity | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    incident: str | None = None
    trouble: str | None = None
    """Why this one could not be read, where it could not."""
    near_miss: bool = False
    changed: dt.datetime | None = None
    """When it was last written to, journal and all, where the tracker tells that for nothing; aware."""


@dataclass(frozen=True, slots=True)
class Promised:
    """An action item that is open, found where nobody keeps a journal."""

    ref: str
    """Its own, where people find it."""
    item: ActionItem
    since: dt.date
    """When somebody opened it."""
    kept_in: str
    """The place that it shares with others: its repository."""
    postmortem: str | None = None
    """Whose it is, where that shows."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One post-mortem of a survey: its line of the board, and how to have the whole of it."""

    card: Card
    load: Callable[[], Loaded]
    """As `Tracker.load`, errors and all; not necessarily fresher than the survey. Before writing, one loads anew."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that is in a tracker, read in as few requests as it offers. Each of the two is gone through once, the
    post-mortems first, and raises `TrackerError` where the list breaks off."""

    postmortems: Iterator[Surveyed]
    """In order of ref; streamed."""
    incidents: Iterator[Incident]
    """With or without a post-mortem; streamed."""
    settle: Callable[[], Sequence[TrackerError]] = tuple
    """To be called by whoever wrote, at the end: what a tracker without locks looks at for all writes together, and what
    went wrong with that."""


@runtime_checkable
class Tracker(Protocol):
    """What every adapter offers. All methods raise `TrackerError` or a subclass; those that read or write a document also
    `DocumentError`, where what people wrote cannot be read."""

    name: str
    items_in_document: bool

    def resolve(self, ref: str) -> str:
        """The full ref for what a person typed. Raises `TrackerMissing` with the nearest known one."""
        ...

    def place(self, ref: str) -> str:
        """Where people find a post-mortem: the path of a file, the address of an issue."""
        ...

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, one line each, in order of ref; streamed."""
        ...

    def incidents(self) -> Iterator[Incident]:
        """Every incident, with or without a post-mortem; streamed."""
        ...

    def survey(self) -> Survey:
        """Everything, for whoever looks at all of it."""
        ...

    def incident(self, ref: str) -> Incident:
        """One incident, with all that the tracker can tell of it: of how it went, `incidents` may tell less. Raises
        `TrackerMissing`."""
        ...

    def postmortem_of(self, ref: str) -> str | None:
        """The post-mortem that names this as its incident, also where it is none any more; of several the oldest."""
        ...

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        """Say something under an incident, once for each key (`Incident.comments`)."""
        ...

    def load(self, ref: str) -> Loaded:
        """One post-mortem. Raises `TrackerMissing`."""
        ...

    def record_incident(self, incident: Incident) -> str:
        """Keep a new incident and answer its ref. Raises `TrackerRefused` where incidents are made elsewhere."""
        ...

    def create(self, incident: Incident, body: str) -> str:
        """Make the post-mortem of an incident and answer its ref; the one that is already there when there is one. A new one may
        show that it is a draft, and has the facts of front matter as its tracker shows them well."""
        ...

    def preview(self, incident: Incident, body: str) -> str:
        """The text that `create` would make of this body. Asks and writes nothing."""
        ...

    def write_body(self, ref: str, body: str, *, expected: str) -> None:
        """Replace the document. Raises `TrackerConflict` when it no longer is `expected`."""
        ...

    def apply(self, ref: str, effect: Effect) -> None:
        """Carry out one effect other than on the document. Applied twice it is as if applied once."""
        ...

    def may_write(self, ref: str, who: str) -> bool:
        """Whether somebody, by the tracker's own name for them, may write where this post-mortem is."""
        ...

    def item_at(self, place: str) -> tuple[str, str] | None:
        """Post-mortem and id of the action item that is kept at a place, though its own words do not tell; None for what is
        none."""
        ...

    def stand_in(self, ref: str, id: str, owner: str) -> StandIn | None:
        """Why an action item cannot be given to somebody here, and who would have it instead; None where it can."""
        ...

    def replied(self, place: str, comment: str) -> bool:
        """Whether `reply` was given to this comment (by the tracker's id) at that place."""
        ...

    def reply(self, place: str, comment: str, sign: Sign, text: str) -> None:
        """Reply to a command that somebody gave in a comment: a sign at the comment, and a text below it, once. `place` is
        where it stands: a post-mortem, an action item, an incident. Raises `TrackerRefused` where nobody can comment."""
        ...

    def hold(self, ref: str) -> AbstractContextManager[object]:
        """Keep other writers of pmflow away from this post-mortem while it is open, as far as the tracker can."""
        ...

    def hold_incident(self, ref: str) -> AbstractContextManager[object]:
        """The same for an incident. Raises `TrackerMissing`."""
        ...


@runtime_checkable
class Roaming(Protocol):
    """A tracker that goes through several places (repositories) one after the other."""

    def watch(self, told: Callable[[str, int, int], None]) -> None:
        """From now on, tell before each: its name, the how many-th it is, and of how many."""
        ...


def one_by_one(tracker: Tracker) -> Survey:
    """The survey of a tracker in which it costs nothing to load each post-mortem by itself."""
    return Survey(
        (Surveyed(card, partial(tracker.load, card.ref)) for card in tracker.cards()),
        tracker.incidents(),
    )
