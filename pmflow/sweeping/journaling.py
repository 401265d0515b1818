"""What is about to be said of a post-mortem is journaled first; and what did not leave is journaled, too."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from pmflow.document.parse import parse
from pmflow.engine import ATTEMPTS, snapshot_of
from pmflow.errors import DocumentError, TrackerConflict
from pmflow.escalation.following import follow
from pmflow.journal import NOT_TOLD, TOLD, Entry, Record, Rung, Told, replay
from pmflow.plan import Notify, WriteJournal
from pmflow.showing import outdated
from pmflow.sweeping.looking import standing_of
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import Addressee, Part
from pmflow.tracker import Loaded

T = TypeVar("T")


def journal_intents(run: Sweep, ref: str, parts: Iterable[Part]) -> list[Part]:
    """Journal, in one write, what is about to be said; answer what of it nobody has said meanwhile, and is still due.

    The post-mortem is held, and is read once; again where somebody else wrote to the journal meanwhile. Raises `TrackerError`,
    `DocumentError`.
    """
    wanted = list(parts)
    return _as_often_as_it_takes(lambda: _journal_intents(run, ref, wanted))


def _journal_intents(run: Sweep, ref: str, parts: Iterable[Part]) -> list[Part]:
    loaded = run.tracker.load(ref)
    run.logins[ref] = loaded.logins
    standing = standing_of(run.tracker, run.cards[ref], loaded, run.policy, now=run.now, key=run.key)
    run.count_messages(standing.record)
    plan = follow(standing, run.policy, now=run.now)
    due = {(effect.key, effect.to) for effect in plan.effects if isinstance(effect, Notify)}
    kept: list[Part] = []
    for addressee, said in parts:
        if addressee.person and run.sent_to(addressee.to, but=run.now) >= run.policy.messages.per_week:
            continue
        if still := [each for each in said if (each.key, each.to) in due]:
            kept.append((addressee, still))
    _write(run, ref, TOLD, standing.record, kept, status=_status(run, loaded) if kept else None)
    return kept


def journal_failures(run: Sweep, ref: str, parts: Iterable[Part]) -> None:
    """What certainly did not leave may be said again. Raises `TrackerError`."""
    failed = list(parts)
    with run.tracker.hold(ref):
        _as_often_as_it_takes(lambda: _write(run, ref, NOT_TOLD, replay(run.tracker.load(ref).journal), failed))


def _as_often_as_it_takes(write: Callable[[], T]) -> T:
    """Load, decide and write anew where somebody else wrote in between, as often as the engine does."""
    for _ in range(ATTEMPTS - 1):
        with contextlib.suppress(TrackerConflict):
            return write()
    return write()


def comment_key(said: list[Notify], to: str) -> str:
    """By which a comment is known that says this to them."""
    return f"told:{to}:{hashlib.sha256(chr(10).join(sorted(each.key for each in said)).encode()).hexdigest()[:12]}"


def _status(run: Sweep, loaded: Loaded) -> str | None:
    """What people see of it is brought up to date with the same write: what became overdue, no event tells."""
    if run.tracker.items_in_document or loaded.status is None:
        return None
    try:
        document = parse(loaded.body, ref=loaded.ref)
    except DocumentError:
        return None
    return outdated(
        snapshot_of(loaded, document, run.policy, items_in_document=False, key=run.key), run.policy, now=run.now
    )


def _write(
    run: Sweep, ref: str, what: str, record: Record, parts: Iterable[Part], *, status: str | None = None
) -> None:
    entries = [
        Entry(
            key=f"{what}:{addressee.to if addressee.person else f'notify.{addressee.to}'}:{record.tip}",
            at=run.now, by="pmflow", what=what, told=_told(addressee, said), policy=run.policy.hash,
        )
        for addressee, said in parts
    ]  # fmt: skip
    if entries:
        run.tracker.apply(ref, WriteJournal(entries[0], more=tuple(entries[1:]), status=status))


def _told(addressee: Addressee, said: list[Notify]) -> Told:
    return Told(
        to=addressee.to,
        person=addressee.person,
        rungs=tuple(
            Rung(id=each.id, due=each.due, rung=each.rung) for each in said if each.id and each.due and each.rung
        ),
        text="; ".join(each.text for each in said),
        comment=comment_key(said, addressee.to) if addressee.in_tracker else None,
    )
