"""One message to each addressee: now, or why not yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmflow.escalation.digest import message_of
from pmflow.escalation.news import is_news
from pmflow.sweeping.by_voice import say_by_voice
from pmflow.sweeping.in_tracker import say_in_tracker
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import Addressee, way_to
from pmflow.sweeping.words import LEFT, Said, Saying
from pmflow.voice import Voice

ASLEEP = "waits for their working hours"
AWAY = "they are away for long, and nobody stands in for them"
ENOUGH = "was sent {count} message{s} in seven days, as many as messages.per_week allows; it waits"


def say_all(run: Sweep, voice: Voice | None) -> tuple[Said, ...]:
    """What came of each message, in order of addressee; in a dry run, what would be said."""
    reached = (
        (way_to(to, person, run.policy, voice), said)
        for (to, person), said in sorted(run.due.items(), key=lambda each: each[0])
    )
    due = [(to, kept) for to, said in reached if (kept := _worth_saying(to, said))]
    answers: dict[Addressee, list[Said]] = {}
    in_tracker: dict[Addressee, list[Saying]] = {}
    for to, said in due:
        ready = [(about, each) for about, each in said if each.at is not None and each.at <= run.now]
        if not ready:
            continue
        if (held := _held_back(run, to, ready)) is not None:
            answers[to] = [held]
        elif voice is None or to.in_tracker:
            in_tracker[to] = ready
        else:
            answers[to] = say_by_voice(run, voice, to, ready)
    answers |= say_in_tracker(run, in_tracker)
    return tuple(each for to, said in due for each in (*answers.get(to, ()), *_later(run, to, said)))


def _worth_saying(to: Addressee, said: list[Saying]) -> list[Saying]:
    """In the tracker sharing was said when it happened; a target without an address need not hear of it there again."""
    return [(about, each) for about, each in said if not (to.in_tracker and is_news(each.id))]


def _held_back(run: Sweep, to: Addressee, ready: list[Saying]) -> Said | None:
    """What is not tried at all."""
    planned = Said(to.to, to.by_way, message_of(ready, name=to.named), tuple(ready), run.now)
    most = run.policy.messages.per_week
    if to.person and run.sent_to(to.to) >= most:
        return replace(planned, at=None, reason=ENOUGH.format(count=most, s="s" if most > 1 else ""))
    if not run.write:
        return planned
    return replace(planned, reason=LEFT) if run.stopped else None


def _later(run: Sweep, to: Addressee, said: list[Saying]) -> Iterator[Said]:
    later = [(about, each) for about, each in said if each.at is None or each.at > run.now]
    if later:
        at = later[0][1].at
        words = message_of(later, name=to.named)
        yield Said(to.to, to.by_way, words, tuple(later), at, reason=ASLEEP if at else AWAY)
