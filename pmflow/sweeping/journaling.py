"""What is about to be said is journaled first, under the post-mortem's lock; and what did not leave is journaled, too."""

from __future__ import annotations

import hashlib

from pmflow.errors import PmflowError
from pmflow.escalation.digest import About
from pmflow.escalation.following import follow
from pmflow.escalation.promises import OPEN
from pmflow.journal import NOT_TOLD, TOLD, Entry, Record, Rung, Told, replay
from pmflow.plan import Notify, WriteJournal
from pmflow.sweeping.incidents import say_under, take_back_under
from pmflow.sweeping.looking import standing_of
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.words import IN_TRACKER


def journal_intent(run: Sweep, about: About, said: list[Notify], to: str, person: bool, by_way: str) -> list[Notify]:
    """Write down what is about to be said, and answer what of it nobody has said meanwhile."""
    if said[0].id == OPEN:
        return say_under(run, about, said, to)
    with run.tracker.hold(about.ref):
        loaded = run.tracker.load(about.ref)
        record = replay(loaded.journal)
        run.count_messages(record)
        if person and run.has_had_enough(to):
            return []
        standing = standing_of(run.tracker, run.cards[about.ref], run.policy, now=run.now, key=run.key)
        plan = follow(standing, run.policy, now=run.now)
        due = {(effect.key, effect.to) for effect in plan.effects if isinstance(effect, Notify)}
        kept = [each for each in said if (each.key, each.to) in due]
        if kept:
            _write(run, about.ref, TOLD, record, _told(kept, to, person, by_way))
        return kept


def journal_failure(run: Sweep, about: About, said: list[Notify], to: str, person: bool, by_way: str) -> None:
    """The message did not leave, so that it may be said again. Under an incident, a second comment says so."""
    try:
        if said[0].id == OPEN:
            take_back_under(run, about, said, to)
            return
        with run.tracker.hold(about.ref):
            record = replay(run.tracker.load(about.ref).journal)
            _write(run, about.ref, NOT_TOLD, record, _told(said, to, person, by_way))
    except PmflowError as error:
        run.troubles.append((about.ref, str(error)))


def comment_key(said: list[Notify], to: str) -> str:
    """By which a comment is known that says this to them."""
    return f"told:{to}:{hashlib.sha256(chr(10).join(sorted(each.key for each in said)).encode()).hexdigest()[:12]}"


def _told(said: list[Notify], to: str, person: bool, by_way: str) -> Told:
    rungs = tuple(Rung(id=each.id, due=each.due, rung=each.rung) for each in said if each.id and each.due and each.rung)
    comment = comment_key(said, to) if by_way == IN_TRACKER else None
    return Told(to=to, person=person, rungs=rungs, text="; ".join(each.text for each in said), comment=comment)


def _write(run: Sweep, ref: str, what: str, record: Record, told: Told) -> None:
    key = f"{what}:{told.to}:{record.tip}"
    entry = Entry(key=key, at=run.now, by="pmflow", what=what, told=told, policy=run.policy.hash)
    run.tracker.apply(ref, WriteJournal(entry))
