"""A tracker in memory: for your own tests of what you build on pmflow, and for pmflow's.

A true `Tracker`, with items of its own, one state label, comments and a journal; nothing is pretended. Beside the port
it offers what people do behind pmflow's back (`edit`, `set_state`, `close_item`…), and `fail_after`, by which a test
sees what a crash in the middle leaves behind.

    tracker = Memory()
    tracker.add_incident(incident)
    ref = tracker.create(incident, body)
    tracker.fail_after(2, lost="answer")        # the second write is done, but its answer is lost
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from bisect import insort
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from pmflow.adapters import heads
from pmflow.adapters.published import marked
from pmflow.errors import TrackerConflict, TrackerMissing, TrackerUnavailable
from pmflow.events import StandIn
from pmflow.journal import Entry, seal
from pmflow.model import ActionItem, ActionStatus, Incident, State
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
from pmflow.tracker import Activity, Card, Loaded, Sign, Survey, one_by_one

LABEL = "postmortem"


@dataclass
class _Postmortem:
    body: str
    incident: str | None = None
    states: tuple[State, ...] = ()
    own_state: State | None = None
    labels: tuple[str, ...] = (LABEL,)
    assignees: tuple[str, ...] = ()
    journal: list[Entry] = field(default_factory=list)
    items: dict[str, ActionItem] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    status: str | None = None
    closed: bool = False
    item_labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    activity: list[Activity] = field(default_factory=list)


class Memory:
    """Post-mortems `PM-1`, `PM-2`… in memory; `secret` is the journal's HMAC key."""

    name = "memory"
    items_in_document = False

    def __init__(self, *, secret: bytes | None = None, address: str | None = None) -> None:
        """`address`: what stands before the ref of a post-mortem where people read it in place, as in an issue tracker."""
        self._secret, self._address = secret, address
        self._lock = threading.RLock()
        self._postmortems: dict[str, _Postmortem] = {}
        self._incidents: dict[str, Incident] = {}
        self._written: dict[str, list[str]] = {}
        """Incident → its post-mortems, in order: with thousands of them, nobody wants to look at each."""
        self._said: dict[str, dict[str, str]] = {}
        self._fail_at: int | None = None
        self._lost: Literal["write", "answer"] = "write"
        self.writers: frozenset[str] | None = None
        """Who may write, in small letters; None: everybody."""
        self.unassignable: dict[str, StandIn] = {}
        """Names in small letters that nothing can be given to, and what is said of each."""
        self.replies: dict[str, tuple[str, Sign, str]] = {}
        """What was replied to commands: comment → place, sign, text."""
        self.writes = 0
        """How many writes were asked for so far, those that failed included."""
        self.published: dict[str, str] = {}
        """What `Publish` put where: `<place>/<ref>` → text, the note above it."""

    # The port

    def resolve(self, ref: str) -> str:
        """The full ref; upper and lower case are the same."""
        for known in self._postmortems:
            if known.casefold() == ref.strip().casefold():
                return known
        raise self._missing("post-mortem", ref, list(self._postmortems))

    def place(self, ref: str) -> str:
        """Memory has no place but the ref."""
        self._find(ref)
        return f"memory:{ref}"

    def cards(self) -> Iterator[Card]:
        """Every post-mortem, in order of ref."""
        for ref, there in sorted(self._postmortems.items()):
            card = heads.card(ref, there.body, states=there.states)
            yield Card(
                card.ref, card.title, next(iter(there.states), None), card.severity, card.severity_normal, card.date,
                card.authors or there.assignees, there.incident or card.incident, card.trouble,
                card.near_miss,
            )  # fmt: skip

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of id."""
        for ref in sorted(self._incidents):
            yield self.incident(ref)

    def survey(self) -> Survey:
        """Everything, each post-mortem loaded by itself."""
        return one_by_one(self)

    def incident(self, ref: str) -> Incident:
        """One incident, with the ref of its post-mortem."""
        if ref not in self._incidents:
            raise self._missing("incident", ref, list(self._incidents))
        found = self._incidents[ref]
        of = next(iter(self._written.get(ref, ())), None)
        said = frozenset(self._said.get(ref, ()))
        return found.model_copy(update={"postmortem": of or found.postmortem, "comments": said})

    def postmortem_of(self, ref: str) -> str | None:
        """The first that names it."""
        return next(iter(self._written.get(ref, ())), None)

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        """Say something under an incident, once."""
        self.incident(ref)
        with self._write():
            self._said.setdefault(ref, {}).setdefault(key, text)

    def load(self, ref: str) -> Loaded:
        """One post-mortem as it is now."""
        there = self._find(ref)
        return Loaded(
            ref=ref,
            body=there.body,
            states=there.states,
            own_state=there.own_state,
            journal=tuple(there.journal),
            items=tuple(there.items.values()),
            comments=frozenset(there.comments),
            status=there.status,
            assignees=there.assignees,
            labels=there.labels,
            item_labels=dict(there.item_labels),
            activity=tuple(there.activity),
            address=f"{self._address}{ref}" if self._address is not None else None,
            incident=self.incident(there.incident) if there.incident in self._incidents else None,
        )

    def record_incident(self, incident: Incident) -> str:
        """Keep a new incident. Raises `TrackerConflict` where its id is another's."""
        with self._write():
            if self._incidents.setdefault(incident.ref, incident) != incident:
                raise TrackerConflict(f"{incident.ref}: is another incident already; choose another id")
            return incident.ref

    def create(self, incident: Incident, body: str) -> str:
        """Make the post-mortem of an incident, or answer the one that is there."""
        if written := self._written.get(incident.ref):
            return written[0]
        with self._write():
            return self.add(body, incident=incident.ref)

    def preview(self, incident: Incident, body: str) -> str:  # noqa: ARG002
        """As it is."""
        return body

    def write_body(self, ref: str, body: str, *, expected: str) -> None:
        """Replace the document. Raises `TrackerConflict` when it no longer is `expected`."""
        there = self._find(ref)
        with self._write():
            if there.body != expected:
                raise TrackerConflict(
                    f"{ref}: was changed by somebody else meanwhile, nothing was written; run it again"
                )
            there.body = body

    def apply(self, ref: str, effect: Effect) -> None:
        """Carry out one effect; done already, it changes nothing."""
        if isinstance(effect, WriteRows | UpsertBlock | CommentIncident | Notify | OpenPostmortem):
            raise ValueError(f"{type(effect).__name__} is not for a tracker: the engine carries it out")
        there = self._find(ref)
        with self._write():
            self._carry_out(ref, there, effect)

    def _carry_out(self, ref: str, there: _Postmortem, effect: Effect) -> None:
        match effect:
            case SetState(state=state):
                there.states, there.own_state = (state,), state
            case AddLabel(label=label, item=str(id)):
                self._item(ref, id)
                there.item_labels[id] = tuple(dict.fromkeys((*there.item_labels.get(id, ()), label)))
            case RemoveLabel(label=label, item=str(id)):
                there.item_labels[id] = tuple(other for other in there.item_labels.get(id, ()) if other != label)
            case AddLabel(label=label):
                there.labels = tuple(dict.fromkeys((*there.labels, label)))
            case RemoveLabel(label=label):
                there.labels = tuple(other for other in there.labels if other != label)
            case CreateActionItem(item=item):
                if item.id is None:
                    raise ValueError(f'"{item.title}" has no id; the plan gives it one')
                there.items.setdefault(item.id, item.model_copy(update={"link": f"memory:{ref}#{item.id}", "line": 0}))
            case UpdateActionItem(id=id):
                given = {name: getattr(effect, name) for name in ("title", "status", "priority", "evidence", "reason")}
                self._update(ref, id, **{name: value for name, value in given.items() if value is not None})
            case AssignActionItem(id=id, owner=owner):
                self._update(ref, id, owner=owner)
            case SetDue(id=id, due=due):
                self._update(ref, id, due=due)
            case RestoreActionItem() | WithdrawActionItem():
                pass  # one writer at a time makes nothing twice, and an item bears no words of pmflow's
            case Comment(key=key, text=text):
                there.comments.setdefault(key, text)
            case KeepOpen():
                there.closed = False
            case ShowStatus(text=text):
                there.status = text
            case Publish(place=place, text=text):
                self.published[f"{place}/{ref}"] = text
            case MarkPublished(place=place, note=note):
                if f"{place}/{ref}" in self.published:
                    self.published[f"{place}/{ref}"] = marked(self.published[f"{place}/{ref}"], note)
                said = there.comments if place == ref else self._said.get(place, {})
                for key in [key for key in said if key.startswith(f"shared:{ref}:")][-1:]:
                    said[key] = marked(said[key], note)
            case WriteJournal(entries=entries, status=status):
                there.status = there.status if status is None else status
                for entry in entries:
                    if all(old.key != entry.key for old in there.journal):
                        previous = there.journal[-1] if there.journal else None
                        there.journal.append(seal(entry, previous, secret=self._secret))

    def may_write(self, ref: str, who: str) -> bool:
        """Whoever is in `writers`."""
        if ref not in self._incidents:
            self._find(ref)
        return self.writers is None or who.casefold() in self.writers

    def item_at(self, place: str) -> tuple[str, str] | None:
        """By the link that each has."""
        found = re.fullmatch(r"memory:(.+)#(AI-\d+)", place)
        return (found[1], found[2]) if found and found[2] in self._find(found[1]).items else None

    def stand_in(self, ref: str, id: str, owner: str) -> StandIn | None:
        """What `unassignable` says."""
        del ref, id
        return self.unassignable.get(owner.casefold().removeprefix("@"))

    def replied(self, place: str, comment: str) -> bool:
        """Whether a command had its reply."""
        return comment in self.replies and self.replies[comment][0] == place

    def reply(self, place: str, comment: str, sign: Sign, text: str) -> None:
        """Answer a command, once."""
        with self._write():
            self.replies.setdefault(comment, (place, sign, text))

    def hold(self, ref: str) -> AbstractContextManager[object]:
        """Keep other threads away; reentrant."""
        self._find(ref)
        return self._lock

    def hold_incident(self, ref: str) -> AbstractContextManager[object]:
        """Keep other threads away; reentrant."""
        self.incident(ref)
        return self._lock

    # What people do behind pmflow's back

    def add(
        self,
        body: str,
        *,
        ref: str | None = None,
        incident: str | None = None,
        states: tuple[State, ...] = (),
        assignees: tuple[str, ...] = (),
    ) -> str:
        """Somebody wrote a post-mortem by hand. Answers its ref."""
        ref = ref or f"PM-{len(self._postmortems) + 1}"
        self._postmortems[ref] = _Postmortem(body, incident, states, assignees=assignees)
        if incident is not None:
            insort(self._written.setdefault(incident, []), ref)
        return ref

    def retract_incident(self, ref: str) -> None:
        """It was none."""
        del self._incidents[ref]

    def add_incident(self, incident: Incident) -> None:
        """Something happened."""
        self._incidents[incident.ref] = incident

    def edit(self, ref: str, body: str) -> None:
        """Somebody edited the document."""
        self._find(ref).body = body

    def close(self, ref: str) -> None:
        """Somebody closed the post-mortem as if it were any issue."""
        self._find(ref).closed = True

    def is_closed(self, ref: str) -> bool:
        """Whether it is still closed like that."""
        return self._find(ref).closed

    def set_state(self, ref: str, *states: State) -> None:
        """Somebody set the state's label by hand; several: the newest first; none: took it away."""
        self._find(ref).states = states

    def close_item(self, ref: str, id: str, status: ActionStatus = ActionStatus.DONE) -> None:
        """Somebody closed an action item."""
        self._update(ref, id, status=status)

    def reopen_item(self, ref: str, id: str) -> None:
        """Somebody opened a closed action item again."""
        self._update(ref, id, status=ActionStatus.PLANNED)

    def assign_item(self, ref: str, id: str, owner: str | None) -> None:
        """Somebody gave an action item to somebody, or to nobody."""
        self._update(ref, id, owner=owner)

    def set_due(self, ref: str, id: str, due: dt.date | None) -> None:
        """Somebody moved an action item's date."""
        self._update(ref, id, due=due)

    def delete_item(self, ref: str, id: str) -> None:
        """Somebody deleted an action item."""
        self._item(ref, id)
        del self._find(ref).items[id]

    def act_on_item(self, ref: str, id: str, *, by: str, at: dt.datetime, bot: bool = False) -> None:
        """Somebody commented on an action item, or linked something to it."""
        self._item(ref, id)
        self._find(ref).activity.append(Activity(id, by, at, bot))

    def incident_comments(self, ref: str) -> dict[str, str]:
        """What pmflow said under an incident: key → text."""
        return dict(self._said.get(ref, {}))

    def lose_journal(self, ref: str) -> None:
        """The journal was lost."""
        self._find(ref).journal.clear()

    def comments(self, ref: str) -> dict[str, str]:
        """What pmflow said under a post-mortem: key → text."""
        return dict(self._find(ref).comments)

    # Failing

    def fail_after(self, n: int, *, lost: Literal["write", "answer"] = "write") -> None:
        """Let the n-th write from now (1: the next) raise `TrackerUnavailable`, once.

        `lost="write"`: it was not done. `lost="answer"`: it was done, and nobody was told.
        """
        self._fail_at, self._lost = self.writes + n, lost

    @contextmanager
    def _write(self) -> Iterator[None]:
        """One write, which `fail_after` may stop before it is done or after."""
        with self._lock:
            self.writes += 1
            failing = self.writes == self._fail_at
            if failing and self._lost == "write":
                raise TrackerUnavailable("the tracker does not answer, nothing was written; run it again")
            yield
            if failing:
                raise TrackerUnavailable("the tracker's answer was lost; run it again")

    def _find(self, ref: str) -> _Postmortem:
        if ref not in self._postmortems:
            raise self._missing("post-mortem", ref, list(self._postmortems))
        return self._postmortems[ref]

    def _item(self, ref: str, id: str) -> ActionItem:
        items = self._find(ref).items
        if id not in items:
            raise self._missing(f"action item in {ref}", id, list(items))
        return items[id]

    def _update(self, ref: str, id: str, **values: object) -> None:
        item = self._item(ref, id)
        self._find(ref).items[id] = item.model_copy(update=values)

    @staticmethod
    def _missing(what: str, ref: str, known: list[str]) -> TrackerMissing:
        near = get_close_matches(ref, known, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known) or 'none'}"
        return TrackerMissing(f"{ref}: there is no such {what}; {hint}")
