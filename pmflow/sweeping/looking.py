"""Looking at one post-mortem: its labels are set, and what it has to say is kept for later."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import replace

from pmflow.deciding.draft import Draft
from pmflow.deciding.twins import withdrawals
from pmflow.document.parse import parse
from pmflow.errors import DocumentError, TrackerError
from pmflow.escalation.digest import About, plain
from pmflow.escalation.following import follow
from pmflow.escalation.promises import Standing
from pmflow.escalation.standing import standing_in, standing_without
from pmflow.journal import NOT_TOLD, Told, first_break, replay
from pmflow.model import State
from pmflow.plan import Comment, Notify, Plan, Refusal, RemoveLabel
from pmflow.policy import Policy
from pmflow.sweeping.making import WEEK, Sweep
from pmflow.sweeping.opening import finish_opening, is_half_open
from pmflow.sweeping.rivals import note_claim
from pmflow.sweeping.ways import called_among
from pmflow.tracker import Card, Loaded, Snapshot, Surveyed, Tracker

STILL_NEWS = dt.timedelta(days=4)
"""So long what a dead run did not say is made good: over a long weekend, on which nobody sweeps."""
SET_BY_HAND = (
    "the tracker shows {shown}, the journal says {state}, by which it is asked after; pmflow sync {ref} judges it"
)

SECOND = (
    "names {incident}, and so does {older}, which is older and counts; bring what is in this one over there, and take its "
    "label off"
)


def examine(run: Sweep, there: Surveyed) -> None:
    """Raises `TrackerError`, `DocumentError`: it could not be looked at."""
    card = there.card
    if card.trouble:
        raise DocumentError(card.trouble)
    loaded = there.load()
    note_claim(run, card, loaded)
    if (told := second(run.tracker, card, run.counted)) is not None:
        run.plans.append(Plan(card.ref, advice=(Refusal("one_postmortem", (told,)),)))
        if (replay(loaded.journal).state or State.DRAFT) is State.DRAFT:
            return  # what was promised in it stays promised; a draft promises nothing that the older does not
    if run.write and is_half_open(run, loaded):
        finish_opening(run, loaded)
        loaded = run.tracker.load(card.ref)
    if twice := withdrawals(loaded):
        run.plans.append(Plan(card.ref, twice))
        for each in twice if run.write else ():
            run.tracker.apply(card.ref, each)
    run.logins[card.ref] = loaded.logins
    standing = standing_of(run.tracker, card, loaded, run.policy, now=run.now, key=run.key)
    run.count_messages(standing.record)
    if standing.state is State.CLOSED:
        return
    if run.write:
        _say_again(run, standing)
    plan = follow(standing, run.policy, now=run.now)
    if card.state not in (None, standing.state):
        told = SET_BY_HAND.format(shown=card.state, state=standing.state, ref=shlex.quote(card.ref))
        plan = replace(plan, advice=(*plan.advice, Refusal("state_shown", (told,))))
    if not plan.effects and not plan.advice:
        return
    run.plans.append(plan)
    if run.write:
        for effect in plan.effects:
            if not isinstance(effect, Notify):
                run.tracker.apply(card.ref, effect)
    about = About(standing.ref, standing.title, standing.place, standing.severity)
    for effect in plan.effects:
        if isinstance(effect, Notify):
            run.cards[card.ref] = card
            run.add_due(about, effect)


def second(tracker: Tracker, card: Card, counted: dict[str, str]) -> str | None:
    """What is to be said of a post-mortem whose incident has an older one that is open; None where it has none. `counted`:
    incident → the first that was seen; it is kept here. (In a folder, `incident: cart` may be said of many.)"""
    if card.incident is None or tracker.items_in_document:
        return None
    older = counted.setdefault(card.incident, card.ref)
    return SECOND.format(older=older, incident=card.incident) if older != card.ref else None


def _say_again(run: Sweep, standing: Standing) -> None:
    """A run that died after it journaled what it was about to say in the tracker said nothing. A comment has a key, so that
    it can be made now without being made twice; one that a person took away since is not brought back for ever."""
    said: dict[str, Told] = {}
    for entry in standing.journal:
        if entry.told and entry.told.comment and entry.at > run.now - STILL_NEWS:
            said.pop(entry.told.comment, None) if entry.what == NOT_TOLD else said.update(
                {entry.told.comment: entry.told}
            )
    for key, told in said.items():
        if key not in standing.comments:
            name = called_among(run.logins.get(standing.ref, ()), told.to, run.policy)
            run.tracker.apply(standing.ref, Comment(key, f"{name}: {plain(told.text)}\n"))


def is_closed(run: Sweep, there: Surveyed) -> bool:
    """Whether one that the tracker shows as closed is closed by its journal, too. It promises nothing then, but what people
    were sent about it this week counts, and its labels go. A state that was set by hand closes nothing: sync judges it."""
    card = there.card
    if card.changed is not None and card.changed < run.now - WEEK:
        return True
    try:
        loaded = there.load()
    except (TrackerError, DocumentError) as error:
        run.missed(card.ref, error)
        return True
    run.unanswered = 0
    record = replay(loaded.journal)
    if record.state not in (None, State.CLOSED):
        return False
    run.count_messages(record)
    names = run.policy.tracker.labels
    own = (names.overdue, names.escalated)
    stale = tuple(
        RemoveLabel(label, id)
        for id, there in ((None, loaded.labels), *loaded.item_labels.items())
        for label in own
        if label in there
    )
    if stale:
        run.plans.append(Plan(card.ref, stale, before=State.CLOSED, after=State.CLOSED))
        if run.write:
            try:
                for effect in stale:
                    run.tracker.apply(card.ref, effect)
            except TrackerError as error:
                run.missed(card.ref, error)
    return True


def standing_of(
    tracker: Tracker, card: Card, loaded: Loaded, policy: Policy, *, now: dt.datetime, key: bytes | None = None
) -> Standing:
    """A post-mortem as follow-through looks at it. Raises `TrackerError`, `DocumentError`.

    Its text is read only where it has something to say: where the items are its rows, and in a draft.
    """
    broken = first_break(loaded.journal, secret=key)
    if broken is not None:
        raise DocumentError(
            f"its journal cannot be believed ({broken.reason}); pmflow audit verify {card.ref} says more"
        )
    if not loaded.journal and loaded.states and loaded.states[0] is not State.DRAFT:
        raise DocumentError(
            f"it shows {loaded.states[0]}, and its journal is gone; pmflow sync {card.ref} begins a new one"
        )
    place = tracker.place(card.ref)
    record = replay(loaded.journal)
    if not tracker.items_in_document and (record.state or State.DRAFT) is not State.DRAFT:
        return standing_without(card, loaded, record, policy, place=place)
    try:
        document = parse(loaded.body, ref=loaded.ref)
    except DocumentError as error:
        raise error.at(loaded.ref) from None
    snapshot = Snapshot(loaded, document, items_in_document=tracker.items_in_document)
    return standing_in(Draft.of(snapshot, policy, now=now), place=place)
