"""The journal: what happened to a post-mortem, append-only, each entry sealed with the hash of the one before.

Pure: entries in, facts out. Without a key the chain shows accidents and casual edits, not a determined forger, who can
seal a whole new chain; with a key (an HMAC) he would need that, too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

from pydantic import AwareDatetime

from pmflow.errors import TrackerMisunderstood
from pmflow.model import ActionStatus, Approval, DayOrInstant, Person, Priority, Sharing, State, Word

GENESIS = "0" * 16
REVERTED = "StateReverted"
"""A state that was set by hand, and taken back."""
ACCEPTED = "JournalAccepted"
"""Somebody compared a journal with version control and vouches for all that stands before this entry."""
DONE = "ActionItemDone"
"""Somebody said that an action item is done."""
TOLD = "Told"
"""Somebody is about to be told something: written before it is sent, so that it is sent at most once."""
RETRACTED = "IncidentRetracted"
"""It was no incident."""
CONFIRMED = "IncidentConfirmed"
"""It is one after all."""
CAUGHT_UP = "PostmortemCaughtUp"
"""A draft in which nobody wrote was given what its incident knows by now."""
READ = "PostmortemRead"
"""Somebody says that they read what was shared."""
NOT_TOLD = "NotTold"
"""What was about to be told certainly did not leave; its rungs are armed again."""


class Meeting(Word):
    """The review meeting as it was recorded."""

    held: DayOrInstant
    invited: tuple[Person, ...] = ()
    came: tuple[Person, ...] = ()


class Planned(Word):
    """The review meeting as it is planned."""

    at: AwareDatetime
    minutes: int = 60
    invited: tuple[Person, ...] = ()
    """Who is asked to come, where that was said; empty: whoever document and incident name."""


class ItemValues(Word):
    """What an action item said when it was last in step: the base of the three-way merge."""

    title: str
    owner: str | None = None
    due: dt.date | None = None
    priority: Priority | None = None
    status: ActionStatus = ActionStatus.PLANNED
    evidence: str | None = None
    reason: str | None = None
    row_title: str | None = None
    """What the row still says where the tracker says something else, or nothing any more: seen again, it is no change."""
    row_owner: str | None = None
    row_due: dt.date | None = None
    row_priority: Priority | None = None

    @property
    def promised(self) -> dt.date | None:
        """The day that is asked after: taking a date away in the tracker takes no promise back."""
        return self.due or self.row_due


class Rung(Word):
    """One rung that fired for one promise."""

    id: str
    """The action item, or the deadline of the post-mortem itself (`meeting`, `reviewed`, `shared`)."""
    due: dt.date
    """The date that it was promised for when the rung fired; another date arms the rung again."""
    rung: str


class Told(Word):
    """What somebody was told about this post-mortem, in one message."""

    to: str
    """Who, by the name that policy or document has for them; a notification target by its name there."""
    person: bool = True
    """False for a channel: the cap on messages counts people's only."""
    rungs: tuple[Rung, ...]
    text: str = ""
    """What was said of this post-mortem, for `explain`."""
    comment: str | None = None
    """The key of the comment in which it was said, where it was said in the tracker."""


class Answer(Word):
    """What somebody said about an action item, where its values do not show it."""

    id: str
    due: dt.date | None = None
    """The date that it was for when it was snoozed."""
    until: dt.date | None = None
    """Snoozed until the beginning of this day."""


class Entry(Word):
    """One line of the journal."""

    key: str
    """Recognises a repeat: the same key is never written twice."""
    at: AwareDatetime
    by: str
    what: str
    """A step (`review`) or an event (`PostmortemApproved`)."""
    source: State | None = None
    """State before, where the entry moved it."""
    to: State | None = None
    """State after, where the entry moved it."""
    reason: str | None = None
    overrides: tuple[str, ...] = ()
    approval: Approval | None = None
    redaction: Approval | None = None
    waived_by: str | None = None
    """Who agreed that no post-mortem is needed. No approval of the text: nobody need have read it."""
    meeting: Meeting | None = None
    planned: Planned | None = None
    items: dict[str, ItemValues] | None = None
    """All tracked action items as of now, where they changed."""
    sharing: Sharing | None = None
    told: Told | None = None
    answer: Answer | None = None
    authors: tuple[str, ...] = ()
    drafted: str | None = None
    """Hash of the content that pmflow gave it when it was opened."""
    policy: str = ""
    """Hash of the policy by which it was judged."""
    asked: str | None = None
    """The request (a comment) that this carries out; a repeat of it is known by that."""
    rebuilt: bool = False
    """True where the entry was made up again from what the tracker shows, after a loss."""
    previous: str = GENESIS
    hash: str = ""
    mac: str | None = None

    @property
    def made_on(self) -> str:
        """What its key ends in: the tip that it was decided on, where it has no key of its own. What is said because of it is
        known by that, whatever was journaled since."""
        return self.key.rpartition(":")[2]


@dataclass(frozen=True)
class Record:
    """What a journal amounts to."""

    state: State | None = None
    came_from: State | None = None
    """The state before the last move."""
    moved_by: Entry | None = None
    """What moved the state last."""
    waived: bool = False
    approvals: tuple[Approval, ...] = ()
    redactions: tuple[Approval, ...] = ()
    meeting: Meeting | None = None
    planned: Planned | None = None
    """The meeting that is to come; None once it was held."""
    items: Mapping[str, ItemValues] = field(default_factory=dict)
    first_due: Mapping[str, dt.date] = field(default_factory=dict)
    """The first date that each action item was promised for."""
    last_due: Mapping[str, dt.date] = field(default_factory=dict)
    """The last date that each had: emptying a cell and filling it again moves it, too."""
    done_by: Mapping[str, str] = field(default_factory=dict)
    """Who said last that an action item is done."""
    moves: Mapping[str, int] = field(default_factory=dict)
    """How often the due date of each action item was moved to a later day than it had."""
    heard: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When a person last answered for an action item; at first, when it was tracked."""
    changed: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When the values of an action item last changed, whoever did it."""
    told: frozenset[tuple[str, dt.date, str]] = frozenset()
    """Rungs that fired: item, due date, rung."""
    messages: tuple[tuple[str, dt.datetime], ...] = ()
    """Who was sent a message, and when; people only."""
    snoozed: Mapping[tuple[str, dt.date | None], dt.date] = field(default_factory=dict)
    """Items that are not asked after until this day, each as long as it is due on the date that it was snoozed for."""
    snoozes: Mapping[tuple[str, dt.date], int] = field(default_factory=dict)
    """How often each was snoozed, by its due date."""
    sharing: Sharing | None = None
    """Where it can be read now; None once it was revised."""
    shared_by: Entry | None = None
    """What it was shared by; None once it was revised."""
    authors: tuple[str, ...] = ()
    drafted: str | None = None
    """Hash of the content that pmflow gave it: as long as it is the same, nobody has written there."""
    ruled: Entry | None = None
    """The last that was journaled of whether its incident was one."""
    reverted: Entry | None = None
    """The last time that a state set by hand was taken back."""
    read_by: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Who said that they read what was shared, and when first."""
    asked: frozenset[str] = frozenset()
    """Requests that were carried out."""
    keys: frozenset[str] = frozenset()
    tip: str = GENESIS
    """Hash of the last sealed entry: what makes the keys of new entries unique, whatever was lost before."""

    @property
    def last_move(self) -> str | None:
        """The step (or event) that moved the state last."""
        return self.moved_by.what if self.moved_by else None

    @property
    def retracted(self) -> bool:
        """Whether its incident was none."""
        return self.ruled is not None and self.ruled.what == RETRACTED


def replay(entries: Iterable[Entry]) -> Record:
    """Fold a journal into its facts. Facts of a review that was revised stay recorded; stale ones show by their hash."""
    return reduce(with_entry, entries, Record())


def with_entry(record: Record, entry: Entry) -> Record:
    """The record after one more entry."""
    changed: dict[str, object] = {"keys": record.keys | {entry.key}, "tip": entry.hash or record.tip}
    if entry.to is not None:
        # From draft to closed is a waiver, also where it was done by hand: nothing was reviewed.
        waived = entry.to is State.CLOSED and (entry.source is State.DRAFT or (entry.rebuilt and entry.what == "waive"))
        changed |= {"state": entry.to, "came_from": entry.source, "moved_by": entry, "waived": waived}
        if entry.to is State.DRAFT:
            changed |= {"sharing": None, "shared_by": None}
    if entry.approval:
        changed["approvals"] = (*record.approvals, entry.approval)
    if entry.redaction:
        changed["redactions"] = (*record.redactions, entry.redaction)
    if entry.meeting:
        changed |= {"meeting": entry.meeting, "planned": None}
    if entry.planned:
        changed["planned"] = entry.planned
    if entry.items is not None:
        dues = {id: values.due for id, values in entry.items.items() if values.due is not None}
        moved = {id: 1 for id, due in dues.items() if record.last_due.get(id, due) < due}
        fresh = {id: entry.at for id, values in entry.items.items() if record.items.get(id) != values}
        changed |= {
            "items": entry.items, "first_due": {**dues, **record.first_due},
            "moves": _added(record.moves, moved), "heard": {**fresh, **record.heard},
            "changed": {**record.changed, **fresh}, "last_due": {**record.last_due, **dues},
        }  # fmt: skip
    if entry.told:
        changed |= _after_telling(record, entry, entry.told)
    if entry.answer:
        changed |= _after_answer(record, entry, entry.answer)
    if entry.answer and entry.what == DONE:
        changed["done_by"] = {**record.done_by, entry.answer.id: entry.by}
    if entry.sharing:
        changed |= {"sharing": entry.sharing, "shared_by": entry}
    if entry.authors:
        changed["authors"] = entry.authors
    if entry.drafted:
        changed["drafted"] = entry.drafted
    if entry.what in (RETRACTED, CONFIRMED):
        changed["ruled"] = entry
    if entry.what == REVERTED:
        changed["reverted"] = entry
    if entry.what == READ:
        changed["read_by"] = {entry.by: entry.at, **record.read_by}
    if entry.asked:
        changed["asked"] = record.asked | {entry.asked}
    return replace(record, **changed)  # type: ignore[arg-type]  # the names are Record's own


_K = TypeVar("_K")


def _added(counts: Mapping[_K, int], more: Mapping[_K, int]) -> dict[_K, int]:
    return {**counts, **{key: counts.get(key, 0) + n for key, n in more.items()}}


def _after_telling(record: Record, entry: Entry, told: Told) -> dict[str, object]:
    rungs = {(each.id, each.due, each.rung) for each in told.rungs}
    if entry.what == NOT_TOLD:
        # The message that did not leave is the last one to them; it counts for nothing.
        last = max((n for n, (to, _) in enumerate(record.messages) if to == told.to), default=-1)
        kept = tuple(message for n, message in enumerate(record.messages) if n != last)
        return {"told": record.told - rungs, "messages": kept}
    message = ((told.to, entry.at),) if told.person else ()
    return {"told": record.told | rungs, "messages": record.messages + message}


def _after_answer(record: Record, entry: Entry, answer: Answer) -> dict[str, object]:
    facts: dict[str, object] = {"heard": {**record.heard, answer.id: entry.at}}
    if answer.until is not None:
        facts["snoozed"] = {**record.snoozed, (answer.id, answer.due): answer.until}
        if answer.due is not None:
            facts["snoozes"] = _added(record.snoozes, {(answer.id, answer.due): 1})
    return facts


def _body(entry: Entry) -> bytes:
    """What is sealed: the entry and the hash of the one before it."""
    return f"{entry.previous}\n{entry.model_dump_json(exclude={'hash', 'mac'}, exclude_defaults=True)}".encode()


def _digest(entry: Entry) -> str:
    return hashlib.sha256(_body(entry)).hexdigest()[:16]


def _mac(entry: Entry, secret: bytes) -> str:
    # Over the whole entry, not over its short hash: that has 64 bits, and people choose the words.
    return hmac.new(secret, _body(entry), "sha256").hexdigest()[:32]


def seal(entry: Entry, previous: Entry | None, *, secret: bytes | None = None) -> Entry:
    """Bind an entry to the one before it; with a `secret`, also to whoever holds that."""
    bound = entry.model_copy(update={"previous": previous.hash if previous else GENESIS, "hash": "", "mac": None})
    return bound.model_copy(update={"hash": _digest(bound), "mac": _mac(bound, secret) if secret else None})


def verify(entries: Sequence[Entry], *, secret: bytes | None = None) -> list[str]:
    """What is wrong with a chain, one sentence each; empty when it is whole."""
    problems: list[str] = []
    seen: set[str] = set()
    # A key may be configured later: what stands before the first entry sealed with it is bound by that entry's chain.
    keyed = next((number for number, entry in enumerate(entries, 1) if entry.mac), 1)
    previous = GENESIS
    for number, entry in enumerate(entries, 1):
        name = f"entry {number} ({entry.what})"
        if entry.previous != previous:
            problems.append(f"{name}: does not follow the entry before it; one was removed, added or moved")
        if entry.hash != _digest(entry):
            problems.append(f"{name}: was changed after it was written")
        elif secret and number >= keyed and not hmac.compare_digest(entry.mac or "", _mac(entry, secret)):
            problems.append(f"{name}: was not sealed with the configured key")
        if entry.key in seen:
            problems.append(f"{name}: stands twice (key {entry.key})")
        seen.add(entry.key)
        previous = entry.hash
    return problems


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain stops being believed."""

    at: int
    """How many entries stand before it: those count, and no other."""
    reason: str
    unsealed: bool = False
    """True where the chain is whole, but nothing in it was ever sealed with the key that is configured: older than the
    key, or replaced by somebody without it. Somebody who compared it may accept it."""


def first_break(entries: Sequence[Entry], *, secret: bytes | None = None) -> Break | None:
    """The first entry that does not follow from those before it, or that lacks the seal of `secret`; None: all count.

    A key may be configured later, so entries before the first sealed one are bound by that entry's chain.
    """
    keyed = next((number for number, entry in enumerate(entries) if entry.mac), 0)
    previous, unsealed = GENESIS, secret is not None and not any(entry.mac for entry in entries)
    first: Break | None = None
    for at, entry in enumerate(entries):
        name = f"entry {at + 1} ({entry.what})"
        if entry.previous != previous:
            return _earlier(first, Break(at, f"{name} does not follow the entry before it"))
        if entry.hash != _digest(entry):
            return _earlier(first, Break(at, f"{name} was changed after it was written"))
        if secret and at >= keyed and not hmac.compare_digest(entry.mac or "", _mac(entry, secret)):
            first = first or Break(at, f"{name} was not sealed with PMFLOW_JOURNAL_KEY", unsealed)
        previous = entry.hash
    return first


def _earlier(first: Break | None, later: Break) -> Break:
    """Of two breaks the first; a chain that is also torn is not merely older than the key."""
    return replace(first, unsealed=False) if first else later


def opened_for(entries: Sequence[Entry]) -> str | None:
    """The incident that a journal's first entry names, where that is the opening."""
    return entries[0].reason if entries and entries[0].what == "PostmortemOpened" else None


def to_line(entry: Entry) -> str:
    """One entry as one line of JSON, without its line end."""
    return entry.model_dump_json(exclude_defaults=True)


def from_line(line: str, *, place: str = "journal") -> Entry:
    """The entry in one line. Raises `TrackerMisunderstood` with the place for a line that is none."""
    try:
        entry = Entry.model_validate(json.loads(line))
        entry.at.astimezone(dt.UTC)
        if "\\ud" in line.lower():
            to_line(entry)  # half a character, which nothing can write
        return entry
    except (ValueError, RecursionError, OverflowError) as error:
        reason = "is no JSON" if isinstance(error, json.JSONDecodeError) else "is no journal entry"
        raise TrackerMisunderstood(
            f"{place}: this line {reason}; restore the file from version control, or move it away to begin a new journal"
        ) from None
