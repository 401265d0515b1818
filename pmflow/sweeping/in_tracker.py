"""What is said in the tracker: of each post-mortem all at once, journaled in one write, then a comment to each.

A comment has a key, so that one can look whether it is there: a run that dies in between says nothing twice, and what it
did not say the next sweep says (`looking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmflow.errors import PmflowError
from pmflow.escalation.digest import About, message_of
from pmflow.escalation.promises import OPEN
from pmflow.plan import Comment
from pmflow.sweeping.incidents import say_under
from pmflow.sweeping.journaling import comment_key, journal_failures, journal_intents
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.ways import Addressee, Part, called_among
from pmflow.sweeping.words import LEFT, OVERTAKEN, UNWRITTEN, Said, Saying, by_ref
from pmflow.voice import Sent

_Outcome = tuple[Sent | None, str]


def say_in_tracker(run: Sweep, due: dict[Addressee, list[Saying]]) -> dict[Addressee, list[Said]]:
    """What came of each addressee's message, whose parts stand in several places."""
    came: dict[Addressee, dict[_Outcome, list[Saying]]] = {to: {} for to in due}
    for about, parts in _by_place(due):
        for (to, said), outcome in _say_under(run, about, parts):
            came[to].setdefault(outcome, []).extend((about, each) for each in said)
            if to.person and outcome[0] in (Sent.SENT, Sent.UNSURE):
                run.count_message(to.to, run.now)
    answers = {}
    for to, outcomes in came.items():
        message = message_of(due[to], name=to.named, commented=not run.tracker.items_in_document)
        planned = Said(to.to, to.by_way, message, tuple(due[to]), run.now)
        answers[to] = [
            replace(planned.of(said, named=to.named), outcome=outcome, reason=reason)
            for (outcome, reason), said in outcomes.items()
        ] or [replace(planned, reason=OVERTAKEN)]
    return answers


def _by_place(due: dict[Addressee, list[Saying]]) -> Iterable[tuple[About, list[Part]]]:
    """The same, by post-mortem and by incident."""
    places: dict[tuple[str, bool], tuple[About, list[Part]]] = {}
    for to, sayings in due.items():
        for about, said in by_ref(sayings):
            places.setdefault((about.ref, said[0].id == OPEN), (about, []))[1].append((to, said))
    return places.values()


def _say_under(run: Sweep, about: About, parts: list[Part]) -> Iterator[tuple[Part, _Outcome]]:
    """Of a post-mortem all parts together; under an incident, where a comment is its own intent, one by one."""
    is_incident = parts[0][1][0].id == OPEN
    for together in [[part] for part in parts] if is_incident else [parts]:
        if run.stopped:
            yield from ((part, (None, LEFT)) for part in together)
            continue
        try:
            came = _under_incident(run, about, together) if is_incident else _under_postmortem(run, about, together)
            run.unanswered = 0
        except PmflowError as error:
            run.missed(about.ref, error)
            came = [(part, (None, LEFT if run.stopped else UNWRITTEN)) for part in together]
        yield from came


def _under_incident(run: Sweep, about: About, parts: list[Part]) -> list[tuple[Part, _Outcome]]:
    told = [(to, say_under(run, about, to, said)) for to, said in parts]
    return [((to, kept), (Sent.SENT, "")) for to, kept in told if kept]


def _under_postmortem(run: Sweep, about: About, parts: list[Part]) -> list[tuple[Part, _Outcome]]:
    with run.tracker.hold(about.ref):
        kept = journal_intents(run, about.ref, parts)
        came = [(part, _comment(run, about, part)) for part in kept]
    failed = [part for part, (outcome, _) in came if outcome is Sent.NOT_SENT]
    if failed and not run.throttled:
        try:
            journal_failures(run, about.ref, failed)
        except PmflowError as error:
            run.missed(about.ref, error)
    return came


def _comment(run: Sweep, about: About, part: Part) -> _Outcome:
    """Say it. Where the tracker takes no more, the journal is left to tell the next sweep."""
    to, said = part
    if run.throttled:
        return Sent.NOT_SENT, LEFT
    key = comment_key(said, to.to)
    name = called_among(run.logins.get(about.ref, ()), to.to, run.policy) if to.person else to.named
    message = message_of([(about, each) for each in said], name=name, commented=not run.tracker.items_in_document)
    try:
        run.tracker.apply(about.ref, Comment(key, message.body))
    except PmflowError as error:
        run.missed(about.ref, error)
        if run.throttled:
            return Sent.NOT_SENT, LEFT
        try:
            there = key in run.tracker.load(about.ref).comments
        except PmflowError:
            return Sent.UNSURE, str(error)
        return (Sent.SENT, "") if there else (Sent.NOT_SENT, str(error))
    return Sent.SENT, ""
