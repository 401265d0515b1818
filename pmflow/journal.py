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
from dataclasses import dataclass, field

from pydantic import AwareDatetime, ValidationError

from pmflow.errors import TrackerMisunderstood
from pmflow.model import ActionStatus, Approval, DayOrInstant, Person, Priority, Sharing, State, Word

GENESIS = "0" * 16


class Meeting(Word):
    """The review meeting as it was recorded."""

    held: DayOrInstant
    invited: tuple[Person, ...] = ()
    came: tuple[Person, ...] = ()


class ItemValues(Word):
    """What an action item said when it was last in step: the base of the three-way merge."""

    title: str
    owner: str | None = None
    due: dt.date | None = None
    priority: Priority | None = None
    status: ActionStatus = ActionStatus.PLANNED
    evidence: str | None = None
    reason: str | None = None


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
    meeting: Meeting | None = None
    items: dict[str, ItemValues] | None = None
    """All tracked action items as of now, where they changed."""
    sharing: Sharing | None = None
    authors: tuple[str, ...] = ()
    policy: str = ""
    """Hash of the policy by which it was judged."""
    rebuilt: bool = False
    """True where the entry was made up again from the tracker's own history after a loss."""
    previous: str = GENESIS
    hash: str = ""
    mac: str | None = None


@dataclass(frozen=True)
class Record:
    """What a journal amounts to."""

    state: State | None = None
    moves: int = 0
    """How many times the state moved; makes the keys of moves unique."""
    last_step: str | None = None
    waived: bool = False
    approvals: tuple[Approval, ...] = ()
    redactions: tuple[Approval, ...] = ()
    meeting: Meeting | None = None
    items: Mapping[str, ItemValues] = field(default_factory=dict)
    first_due: Mapping[str, dt.date] = field(default_factory=dict)
    """The first date that each action item was promised for."""
    item_changes: int = 0
    sharing: Sharing | None = None
    authors: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


def replay(entries: Iterable[Entry]) -> Record:
    """Fold a journal into its facts. Facts of a review that was revised stay recorded; stale ones show by their hash."""
    state: State | None = None
    moves = item_changes = 0
    last_step: str | None = None
    waived = False
    approvals: list[Approval] = []
    redactions: list[Approval] = []
    meeting: Meeting | None = None
    items: Mapping[str, ItemValues] = {}
    first_due: dict[str, dt.date] = {}
    sharing: Sharing | None = None
    authors: tuple[str, ...] = ()
    keys: set[str] = set()
    for entry in entries:
        keys.add(entry.key)
        if entry.to is not None:
            state, last_step, moves = entry.to, entry.what, moves + 1
            waived = entry.what == "waive" or (waived and entry.to is State.CLOSED)
        if entry.approval:
            approvals.append(entry.approval)
        if entry.redaction:
            redactions.append(entry.redaction)
        if entry.meeting:
            meeting = entry.meeting
        if entry.items is not None:
            items, item_changes = entry.items, item_changes + 1
            for id, values in items.items():
                if values.due is not None:
                    first_due.setdefault(id, values.due)
        if entry.sharing:
            sharing = entry.sharing
        if entry.authors:
            authors = entry.authors
    return Record(
        state, moves, last_step, waived, tuple(approvals), tuple(redactions), meeting,
        items, first_due, item_changes, sharing, authors, frozenset(keys),
    )  # fmt: skip


def _digest(entry: Entry) -> str:
    body = entry.model_dump_json(exclude={"hash", "mac"}, exclude_defaults=True)
    return hashlib.sha256(f"{entry.previous}\n{body}".encode()).hexdigest()[:16]


def seal(entry: Entry, previous: Entry | None, *, secret: bytes | None = None) -> Entry:
    """Bind an entry to the one before it; with a `secret`, also to whoever holds that."""
    bound = entry.model_copy(update={"previous": previous.hash if previous else GENESIS, "hash": "", "mac": None})
    digest = _digest(bound)
    mac = hmac.new(secret, digest.encode(), "sha256").hexdigest()[:32] if secret else None
    return bound.model_copy(update={"hash": digest, "mac": mac})


def verify(entries: Sequence[Entry], *, secret: bytes | None = None) -> list[str]:
    """What is wrong with a chain, one sentence each; empty when it is whole."""
    problems: list[str] = []
    seen: set[str] = set()
    previous = GENESIS
    for number, entry in enumerate(entries, 1):
        if entry.previous != previous:
            problems.append(
                f"entry {number} ({entry.what}): does not follow the entry before it; one was removed, added or moved"
            )
        if entry.hash != _digest(entry):
            problems.append(f"entry {number} ({entry.what}): was changed after it was written")
        elif secret and not hmac.compare_digest(
            entry.mac or "", hmac.new(secret, entry.hash.encode(), "sha256").hexdigest()[:32]
        ):
            problems.append(f"entry {number} ({entry.what}): was not sealed with the configured key")
        if entry.key in seen:
            problems.append(f"entry {number} ({entry.what}): stands twice (key {entry.key})")
        seen.add(entry.key)
        previous = entry.hash
    return problems


def to_line(entry: Entry) -> str:
    """One entry as one line of JSON, without its line end."""
    return entry.model_dump_json(exclude_defaults=True)


def from_line(line: str, *, place: str = "journal") -> Entry:
    """The entry in one line. Raises `TrackerMisunderstood` with the place for a line that is none."""
    try:
        return Entry.model_validate(json.loads(line))
    except (ValueError, ValidationError) as error:
        reason = "is no JSON" if not isinstance(error, ValidationError) else "is no journal entry"
        raise TrackerMisunderstood(
            f"{place}: this line {reason}; restore the file from version control, or move it away to begin a new journal"
        ) from None
