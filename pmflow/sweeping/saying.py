"""One message to each recipient, by the way that reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pmflow.errors import PmflowError
from pmflow.escalation.digest import About, Message, message_of
from pmflow.escalation.promises import OPEN
from pmflow.plan import Comment, Notify
from pmflow.policy.check import who
from pmflow.sweeping.journaling import comment_key, journal_failure, journal_intent
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import fill_of, way_to
from pmflow.sweeping.words import IN_TRACKER, Said
from pmflow.voice import Delivery, Sent, Voice


def say_all(run: Sweep, voice: Voice | None) -> Iterator[Said]:
    """One message for each recipient; what may not be said yet is held back, and said to be."""
    for (to, person), said in sorted(run.due.items(), key=lambda each: each[0]):
        ready = [(about, each) for about, each in said if each.at is not None and each.at <= run.now]
        later = [(about, each) for about, each in said if each.at is None or each.at > run.now]
        if ready:
            yield from _say(run, voice, to, person, ready)
        if later:
            at = later[0][1].at
            by_way, named = way_to(to, person, run.policy, voice)
            reason = "waits for their working hours" if at else "they are away for long, and nobody stands in for them"
            yield Said(to, by_way, message_of(later, name=named), tuple(later), at, reason=reason)


def _say(run: Sweep, voice: Voice | None, to: str, person: bool, said: list[tuple[About, Notify]]) -> Iterator[Said]:
    by_way, named = way_to(to, person, run.policy, voice)
    planned = Said(to, by_way, message_of(said, name=named), tuple(said), run.now)
    if person and len(run.messages.get(who(to), ())) >= run.policy.messages.per_week:
        yield replace(planned, at=None, reason=_too_many(run))
        return
    if not run.write:
        yield planned
        return
    kept: list[tuple[About, Notify]] = []
    for about, each in _by_ref(said).values():
        try:
            kept += [(about, notice) for notice in journal_intent(run, about, each, to, person, by_way)]
        except PmflowError as error:
            run.troubles.append((about.ref, str(error)))
    if not kept:
        yield replace(planned, reason="was said, or is no longer due: somebody else was quicker")
        return
    for delivery, part in _deliver(run, voice, by_way, to, person, message_of(kept, name=named), kept):
        if delivery.outcome is Sent.NOT_SENT:
            for about, each in _by_ref(part).values():
                journal_failure(run, about, each, to, person, by_way)
        elif person:
            run.count_message(to, run.now)
        yield Said(to, by_way, message_of(part, name=named), tuple(part), run.now, delivery.outcome, delivery.reason)


def _too_many(run: Sweep) -> str:
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


def _deliver(
    run: Sweep,
    voice: Voice | None,
    by_way: str,
    to: str,
    person: bool,
    message: Message,
    kept: list[tuple[About, Notify]],
) -> list[tuple[Delivery, list[tuple[About, Notify]]]]:
    """What became of it; of what is said in the tracker, some may succeed and some not."""
    if voice is not None and by_way != IN_TRACKER:
        fill: Mapping[str, str] = fill_of(to, run.policy) if person else {}
        return [(voice.send(by_way, title=message.title, body=message.body, fill=fill), kept)]
    name = way_to(to, person, run.policy, voice)[1]
    parts: dict[Delivery, list[tuple[About, Notify]]] = {}
    for about, each in _by_ref(kept).values():
        # The intent under an incident is what was to be said.
        delivery = Delivery(Sent.SENT) if each[0].id == OPEN else _comment(run, about, each, to, name)
        parts.setdefault(delivery, []).extend((about, notice) for notice in each)
    return list(parts.items())


def _comment(run: Sweep, about: About, said: list[Notify], to: str, name: str | None) -> Delivery:
    """Say it under one post-mortem. Unlike with a message, one can look whether it is there."""
    own = message_of([(about, notice) for notice in said], name=name)
    key = comment_key(said, to)
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
