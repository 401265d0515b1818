"""The sweep: look at everything that is open, set the labels, and say what is due, once, to the right person.

Streamed: of each post-mortem only what there is to say is kept. When all were looked at, each recipient gets one message.
Its intent is journaled in every post-mortem that it is about, under that one's lock, and then it is sent, once. What
certainly did not leave is journaled as such, and is due again at the next sweep. A target that is down holds up nobody else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pmflow.deciding.draft import Draft
from pmflow.document.parse import parse
from pmflow.errors import DocumentError, PmflowError, TrackerError, TrackerUnavailable
from pmflow.escalation.digest import About, Message, message_of, plain
from pmflow.escalation.following import follow, notices
from pmflow.escalation.people import CHANNEL
from pmflow.escalation.promises import OPEN, Standing, unopened
from pmflow.escalation.standing import standing_in, standing_without
from pmflow.journal import NOT_TOLD, TOLD, Entry, Record, Rung, Told, first_break, replay
from pmflow.model import Incident, State
from pmflow.plan import Comment, Notify, Plan, Refusal, RemoveLabel, WriteJournal
from pmflow.policy import Policy
from pmflow.policy.check import who
from pmflow.tracker import Card, Snapshot, Tracker
from pmflow.voice import Delivery, Sent, Voice, fill_for

A_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
PEOPLE = "people"
"""The notification target that reaches everybody."""
IN_TRACKER = "the tracker"
"""No target (their names have no spaces): a comment under each post-mortem."""
SET_BY_HAND = (
    "the tracker shows {shown}, the journal says {state}, by which it is asked after; pmflow sync {ref} judges it"
)
GIVEN_UP = 5
"""After so many post-mortems in a row for which the tracker does not answer, the rest is left for the next sweep."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """One message to one recipient: sent, to be sent, or held back."""

    to: str
    by_way: str
    """The notification target, or `IN_TRACKER`: a comment under each post-mortem."""
    message: Message
    notices: tuple[tuple[About, Notify], ...]
    at: dt.datetime | None
    """When it is sent: now, or once they work; None where that is not in sight."""
    outcome: Sent | None = None
    """None: it was not tried."""
    reason: str = ""
    """Why it was not sent, or not yet."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What came of a sweep."""

    plans: tuple[Plan, ...] = ()
    """Of the post-mortems where there is something to do or to say."""
    said: tuple[Said, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()
    """What could not be looked at, and why; under an empty ref, what is no single post-mortem's."""
    examined: int = 0
    of: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything was looked at, and everything that was due was said as far as is known."""
        return self.examined == self.of and not self.troubles and not any(
            each.outcome in (Sent.NOT_SENT, Sent.UNSURE) for each in self.said
        )  # fmt: skip


@dataclass(slots=True)
class _Sweep:
    """One run, in the making."""

    tracker: Tracker
    policy: Policy
    now: dt.datetime
    write: bool
    key: bytes | None
    plans: list[Plan] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    due: dict[tuple[str, bool], list[tuple[About, Notify]]] = field(default_factory=dict)
    """What there is to say, by recipient (and whether that is a person)."""
    cards: dict[str, Card] = field(default_factory=dict)
    """Of the post-mortems that something is due of: just before it is said, one looks again."""
    messages: dict[str, set[dt.datetime]] = field(default_factory=dict)
    """When each person was sent something in the last seven days, by their name as names are compared."""
    names: dict[str, str] = field(default_factory=dict)
    """How a recipient was first called: `sarah` and `@Sarah` are one, also where policy knows neither."""
    examined: int = 0
    of: int = 0


def sweep(
    tracker: Tracker,
    policy: Policy,
    *,
    now: dt.datetime,
    voice: Voice | None = None,
    dry_run: bool = False,
    key: bytes | None = None,
    progress: Progress = lambda _: None,
) -> Swept:
    """Look at everything once. `now` is aware UTC; `voice` None: everything is said in the tracker.

    Never raises for a single post-mortem; what could not be looked at is in `troubles`. A tracker that cannot even list
    them raises `TrackerError`.
    """
    run = _Sweep(tracker, policy, now, not dry_run, key)
    unanswered = 0
    for card in _cards(run):
        progress(run.examined)
        if card.state is State.CLOSED and _is_closed(run, card):
            continue
        run.of += 1
        if unanswered >= GIVEN_UP:
            continue
        try:
            _examine(run, card)
            run.examined, unanswered = run.examined + 1, 0
        except (TrackerError, DocumentError) as error:
            run.troubles.append((card.ref, str(error)))
            unanswered = unanswered + 1 if isinstance(error, TrackerUnavailable) else 0
    if unanswered >= GIVEN_UP:
        run.troubles.append(("", f"the tracker does not answer; {run.of - run.examined} were left for the next sweep"))
    try:
        for incident in tracker.incidents():
            _incident(run, incident)
    except TrackerError as error:
        run.troubles.append(("", f"incidents: {error}"))
    said = tuple(_say_all(run, voice))
    return Swept(tuple(run.plans), said, tuple(run.troubles), run.examined, run.of)


# Looking


def _examine(run: _Sweep, card: Card) -> None:
    if card.trouble:
        raise DocumentError(card.trouble)
    standing = standing_of(run.tracker, card, run.policy, now=run.now, key=run.key)
    _count_messages(run, standing.record)
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
            _is_due(run, about, effect)


def _say_again(run: _Sweep, standing: Standing) -> None:
    """A run that died after it journaled what it was about to say in the tracker said nothing. A comment has a key, so that
    it can be made now without being made twice; one that a person took away since is not brought back for ever."""
    said: dict[str, Told] = {}
    for entry in standing.journal:
        if entry.told and entry.told.comment and entry.at > run.now - A_DAY:
            said.pop(entry.told.comment, None) if entry.what == NOT_TOLD else said.update(
                {entry.told.comment: entry.told}
            )
    for key, told in said.items():
        if key not in standing.comments:
            run.tracker.apply(standing.ref, Comment(key, f"{plain(told.to)}: {plain(told.text)}\n"))


def _cards(run: _Sweep) -> Iterator[Card]:
    """Every post-mortem. A list that breaks off is said, and what was read of it counts; one that does not begin raises."""
    try:
        yield from run.tracker.cards()
    except TrackerError as error:
        if run.of == 0:
            raise
        run.of += 1
        run.troubles.append(("", f"the list of post-mortems broke off: {error}"))


def _is_closed(run: _Sweep, card: Card) -> bool:
    """Whether one that the tracker shows as closed is closed by its journal, too. It promises nothing then, but what people
    were sent about it this week counts, and its labels go. A state that was set by hand closes nothing: sync judges it."""
    if card.changed is not None and card.changed < run.now - WEEK:
        return True
    try:
        loaded = run.tracker.load(card.ref)
    except (TrackerError, DocumentError) as error:
        run.troubles.append((card.ref, str(error)))
        return True
    record = replay(loaded.journal)
    if record.state not in (None, State.CLOSED):
        return False
    _count_messages(run, record)
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
                run.troubles.append((card.ref, str(error)))
    return True


def _count_messages(run: _Sweep, record: Record) -> None:
    for to, at in record.messages:
        _count_message(run, to, at)


def _count_message(run: _Sweep, to: str, at: dt.datetime) -> None:
    if at > run.now - WEEK:
        run.messages.setdefault(who(to), set()).add(at)


def _is_due(run: _Sweep, about: About, notice: Notify) -> None:
    to = run.names.setdefault(who(notice.to[0]), notice.to[0]) if notice.person else notice.to[0]
    run.due.setdefault((to, notice.person), []).append((about, notice))


def standing_of(
    tracker: Tracker, card: Card, policy: Policy, *, now: dt.datetime, key: bytes | None = None
) -> Standing:
    """A post-mortem as follow-through looks at it. Raises `TrackerError`, `DocumentError`.

    Its text is read only where it has something to say: where the items are its rows, and in a draft.
    """
    loaded = tracker.load(card.ref)
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


# Incidents without a post-mortem. They have no journal: what was said is known by the comments under them.

_KEY, _NOT_KEY = "told", "not-told"
_TOLD_KEY = re.compile(
    rf"(?:{_KEY}|{_NOT_KEY})\|([^|]*)\|(\d{{4}}-\d\d-\d\d)\|(.*?)\|(\d{{4}}-\d\d-\d\dT[^|]*)\|(.*)", re.DOTALL
)
"""What `_key_of` makes; the rung and the name are people's words and may hold anything."""


def _incident(run: _Sweep, incident: Incident) -> None:
    if incident.trouble:
        run.of += 1
        run.troubles.append((incident.ref, incident.trouble))
        return
    promise = unopened(incident, run.policy)
    told = _told_under(incident)
    for key in incident.comments:
        if key.startswith(f"{_KEY}|") and (found := _told_of(key)) is not None and found[0] in told:
            _count_message(run, *found[1:])
    if promise is None:
        return
    run.of, run.examined = run.of + 1, run.examined + 1
    effects = tuple(notices(promise, run.policy, now=run.now, told=told))
    if not effects:
        return
    severity = run.policy.normal_severity(incident.severity) or incident.severity_normal
    about = About(incident.ref, incident.title, "", severity)
    run.plans.append(Plan(incident.ref, effects))
    for effect in effects:
        _is_due(run, about, effect)


def _key_of(what: str, notice: Notify, now: dt.datetime) -> str:
    return "|".join((what, str(notice.id), str(notice.due), str(notice.rung), now.isoformat(), notice.to[0]))


def _told_of(key: str) -> tuple[tuple[str, dt.date, str], str, dt.datetime] | None:
    found = _TOLD_KEY.fullmatch(key)
    if found is None:
        return None
    try:
        return (found[1], dt.date.fromisoformat(found[2]), found[3]), found[5], dt.datetime.fromisoformat(found[4])
    except ValueError:
        return None


def _told_under(incident: Incident) -> set[tuple[str, dt.date, str]]:
    """What was said of an incident, and did leave: each saying that did not is cancelled by a comment of its own."""
    said = Counter[tuple[str, dt.date, str]]()
    for key in incident.comments:
        if (found := _told_of(key)) is not None:
            said[found[0]] += -1 if key.startswith(f"{_NOT_KEY}|") else 1
    return {fired for fired, times in said.items() if times > 0}


# Saying


def _say_all(run: _Sweep, voice: Voice | None) -> Iterator[Said]:
    """One message for each recipient; what may not be said yet is held back, and said to be."""
    for (to, person), said in sorted(run.due.items(), key=lambda each: each[0]):
        ready = [(about, each) for about, each in said if each.at is not None and each.at <= run.now]
        later = [(about, each) for about, each in said if each.at is None or each.at > run.now]
        if ready:
            yield from _say(run, voice, to, person, ready)
        if later:
            at = later[0][1].at
            by_way, named = _way(run, voice, to, person)
            reason = "waits for their working hours" if at else "they are away for long, and nobody stands in for them"
            yield Said(to, by_way, message_of(later, name=named), tuple(later), at, reason=reason)


def _say(run: _Sweep, voice: Voice | None, to: str, person: bool, said: list[tuple[About, Notify]]) -> Iterator[Said]:
    by_way, named = _way(run, voice, to, person)
    planned = Said(to, by_way, message_of(said, name=named), tuple(said), run.now)
    if person and _sent_this_week(run, to) >= run.policy.messages.per_week:
        yield replace(planned, at=None, reason=_too_many(run))
        return
    if not run.write:
        yield planned
        return
    kept: list[tuple[About, Notify]] = []
    for about, each in _by_ref(said).values():
        try:
            kept += [(about, notice) for notice in _journal_intent(run, about, each, to, person, by_way)]
        except PmflowError as error:
            run.troubles.append((about.ref, str(error)))
    if not kept:
        yield replace(planned, reason="was said, or is no longer due: somebody else was quicker")
        return
    for delivery, part in _deliver(run, voice, by_way, to, person, message_of(kept, name=named), kept):
        if delivery.outcome is Sent.NOT_SENT:
            for about, each in _by_ref(part).values():
                _journal_failure(run, about, each, to, person, by_way)
        elif person:
            _count_message(run, to, run.now)
        yield Said(to, by_way, message_of(part, name=named), tuple(part), run.now, delivery.outcome, delivery.reason)


def _sent_this_week(run: _Sweep, to: str) -> int:
    return len(run.messages.get(who(to), ()))


def _too_many(run: _Sweep) -> str:
    most = run.policy.messages.per_week
    return (
        f"was sent {most} message{'s' if most > 1 else ''} in seven days, as many as messages.per_week allows; it waits"
    )


def _by_ref(said: list[tuple[About, Notify]]) -> dict[tuple[str, bool], tuple[About, list[Notify]]]:
    """By post-mortem; and by incident, which may bear the same name."""
    parts: dict[tuple[str, bool], tuple[About, list[Notify]]] = {}
    for about, notice in said:
        parts.setdefault((about.ref, notice.id == OPEN), (about, []))[1].append(notice)
    return parts


def _way(run: _Sweep, voice: Voice | None, to: str, person: bool) -> tuple[str, str | None]:
    """The target that reaches them, and how they are called where others read it, too."""
    if voice is None:
        voice = _Silent()
    if not person:
        return (to, None) if voice.reaches(to, {}) else (IN_TRACKER, None)
    known = run.policy.person(to)
    for target in (known.notify if known else None, PEOPLE):
        if target is not None and voice.reaches(target, _fill(run, to)):
            return target, None
    called = f"@{known.handle}" if known and known.handle else plain(to)
    return (CHANNEL, called) if voice.reaches(CHANNEL, {}) else (IN_TRACKER, called)


class _Silent:
    """A voice that reaches nobody."""

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:  # noqa: ARG002
        return False

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:  # noqa: ARG002
        return Delivery(Sent.NOT_SENT)


def _fill(run: _Sweep, to: str) -> dict[str, str]:
    person = run.policy.person(to)
    return fill_for(person) if person else {"name": to}


def _journal_intent(run: _Sweep, about: About, said: list[Notify], to: str, person: bool, by_way: str) -> list[Notify]:
    """Write down what is about to be said, and answer what of it nobody has said meanwhile."""
    if said[0].id == OPEN:
        with run.tracker.hold_incident(about.ref):
            there = run.tracker.incident(about.ref)
            told = _told_under(there)
            kept = [each for each in said if (each.id, each.due, each.rung) not in told and there.postmortem is None]
            for each in kept:
                words = message_of([(about, each)], name=plain(to)).body
                run.tracker.comment_incident(about.ref, _key_of(_KEY, each, run.now), words)
            return kept
    with run.tracker.hold(about.ref):
        loaded = run.tracker.load(about.ref)
        record = replay(loaded.journal)
        _count_messages(run, record)
        others = run.messages.get(who(to), set()) - {run.now}
        if person and len(others) >= run.policy.messages.per_week:
            return []
        standing = standing_of(run.tracker, run.cards[about.ref], run.policy, now=run.now, key=run.key)
        plan = follow(standing, run.policy, now=run.now)
        due = {(effect.key, effect.to) for effect in plan.effects if isinstance(effect, Notify)}
        kept = [each for each in said if (each.key, each.to) in due]
        if kept:
            _write(run, about.ref, TOLD, record, _told(kept, to, person, by_way))
        return kept


def _journal_failure(run: _Sweep, about: About, said: list[Notify], to: str, person: bool, by_way: str) -> None:
    """The message did not leave, so that it may be said again. Under an incident, a second comment says so."""
    try:
        if said[0].id == OPEN:
            for each in said:
                run.tracker.comment_incident(
                    about.ref, _key_of(_NOT_KEY, each, run.now), f"{plain(to)} did not get this."
                )
            return
        with run.tracker.hold(about.ref):
            record = replay(run.tracker.load(about.ref).journal)
            _write(run, about.ref, NOT_TOLD, record, _told(said, to, person, by_way))
    except PmflowError as error:
        run.troubles.append((about.ref, str(error)))


def _told(said: list[Notify], to: str, person: bool, by_way: str) -> Told:
    rungs = tuple(Rung(id=each.id, due=each.due, rung=each.rung) for each in said if each.id and each.due and each.rung)
    comment = _comment_key(said, to) if by_way == IN_TRACKER else None
    return Told(to=to, person=person, rungs=rungs, text="; ".join(each.text for each in said), comment=comment)


def _comment_key(said: list[Notify], to: str) -> str:
    return f"told:{to}:{hashlib.sha256(chr(10).join(sorted(each.key for each in said)).encode()).hexdigest()[:12]}"


def _write(run: _Sweep, ref: str, what: str, record: Record, told: Told) -> None:
    key = f"{what}:{told.to}:{record.tip}"
    entry = Entry(key=key, at=run.now, by="pmflow", what=what, told=told, policy=run.policy.hash)
    run.tracker.apply(ref, WriteJournal(entry))


def _deliver(
    run: _Sweep,
    voice: Voice | None,
    by_way: str,
    to: str,
    person: bool,
    message: Message,
    kept: list[tuple[About, Notify]],
) -> list[tuple[Delivery, list[tuple[About, Notify]]]]:
    """What became of it; of what is said in the tracker, some may succeed and some not."""
    if voice is not None and by_way != IN_TRACKER:
        fill: Mapping[str, str] = _fill(run, to) if person else {}
        return [(voice.send(by_way, title=message.title, body=message.body, fill=fill), kept)]
    name = _way(run, voice, to, person)[1]
    parts: dict[Delivery, list[tuple[About, Notify]]] = {}
    for about, each in _by_ref(kept).values():
        # The intent under an incident is what was to be said.
        delivery = Delivery(Sent.SENT) if each[0].id == OPEN else _comment(run, about, each, to, name)
        parts.setdefault(delivery, []).extend((about, notice) for notice in each)
    return list(parts.items())


def _comment(run: _Sweep, about: About, said: list[Notify], to: str, name: str | None) -> Delivery:
    """Say it under one post-mortem. Unlike with a message, one can look whether it is there."""
    own = message_of([(about, notice) for notice in said], name=name)
    key = _comment_key(said, to)
    try:
        run.tracker.apply(about.ref, Comment(key, own.body))
    except PmflowError as error:
        run.troubles.append((about.ref, str(error)))
        try:
            there = key in run.tracker.load(about.ref).comments
        except PmflowError:
            return Delivery(Sent.UNSURE, str(error))
        return Delivery(Sent.SENT) if there else Delivery(Sent.NOT_SENT, str(error))
    return Delivery(Sent.SENT)
