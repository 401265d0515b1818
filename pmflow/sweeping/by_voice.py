"""A message by a notification target. It cannot be taken back: its intent is journaled in every post-mortem that it is
about, for this addressee alone, and then it is sent, once."""

from __future__ import annotations

from dataclasses import replace

from pmflow.errors import PmflowError
from pmflow.escalation.digest import About, message_of
from pmflow.escalation.promises import OPEN
from pmflow.plan import Notify
from pmflow.sweeping.incidents import say_under, take_back_under
from pmflow.sweeping.journaling import journal_failures, journal_intents
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import Addressee, fill_of
from pmflow.sweeping.words import LEFT, OVERTAKEN, UNWRITTEN, Said, Saying, by_ref
from pmflow.voice import Sent, Voice


def say_by_voice(run: Sweep, voice: Voice, to: Addressee, ready: list[Saying]) -> list[Said]:
    """What came of it: of what could be journaled, and of what could not."""
    kept: list[Saying] = []
    unwritten: list[Saying] = []
    for about, said in by_ref(ready):
        if run.stopped:
            unwritten += [(about, each) for each in said]
            continue
        try:
            kept += [(about, each) for each in _journaled(run, about, to, said)]
            run.unanswered = 0
        except PmflowError as error:
            run.missed(about.ref, error)
            unwritten += [(about, each) for each in said]
    planned = Said(to.to, to.by_way, message_of(ready, name=to.named), tuple(ready), run.now)
    came = [_send(run, voice, to, kept)] if kept else []
    if unwritten:
        came.append(replace(planned.of(unwritten, named=to.named), reason=LEFT if run.stopped else UNWRITTEN))
    return came or [replace(planned, reason=OVERTAKEN)]


def _journaled(run: Sweep, about: About, to: Addressee, said: list[Notify]) -> list[Notify]:
    if said[0].id == OPEN:
        return say_under(run, about, to, said)
    with run.tracker.hold(about.ref):
        return [each for _, kept in journal_intents(run, about.ref, [(to, said)]) for each in kept]


def _send(run: Sweep, voice: Voice, to: Addressee, kept: list[Saying]) -> Said:
    message = message_of(kept, name=to.named)
    fill = fill_of(to.to, run.policy) if to.person else {}
    delivery = voice.send(to.by_way, title=message.title, body=message.body, fill=fill)
    if delivery.outcome is Sent.NOT_SENT:
        _take_back(run, to, kept)
    elif to.person:
        run.count_message(to.to, run.now)
    return Said(to.to, to.by_way, message, tuple(kept), run.now, delivery.outcome, delivery.reason)


def _take_back(run: Sweep, to: Addressee, kept: list[Saying]) -> None:
    """It did not leave, so that it may be said again."""
    for about, said in by_ref(kept):
        try:
            if said[0].id == OPEN:
                take_back_under(run, about.ref, to, said)
            else:
                journal_failures(run, about.ref, [(to, said)])
        except PmflowError as error:
            run.missed(about.ref, error)
