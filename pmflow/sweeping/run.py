"""One sweep, from the first post-mortem to the last message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from pmflow.errors import DocumentError, TrackerError, TrackerUnavailable
from pmflow.model import State
from pmflow.policy import Policy
from pmflow.sweeping.incidents import ask_after
from pmflow.sweeping.looking import examine, is_closed
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.saying import say_all
from pmflow.sweeping.words import Swept
from pmflow.tracker import Card, Tracker
from pmflow.voice import Voice

GIVEN_UP = 5
"""After so many post-mortems in a row for which the tracker does not answer, the rest is left for the next sweep."""

Progress = Callable[[int], None]


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
    run = Sweep(tracker, policy, now, not dry_run, key)
    unanswered = 0
    for card in _cards(run):
        progress(run.examined)
        if card.state is State.CLOSED and is_closed(run, card):
            continue
        run.of += 1
        if unanswered >= GIVEN_UP:
            continue
        try:
            examine(run, card)
            run.examined, unanswered = run.examined + 1, 0
        except (TrackerError, DocumentError) as error:
            run.troubles.append((card.ref, str(error)))
            unanswered = unanswered + 1 if isinstance(error, TrackerUnavailable) else 0
    if unanswered >= GIVEN_UP:
        run.troubles.append(("", f"the tracker does not answer; {run.of - run.examined} were left for the next sweep"))
    try:
        for incident in tracker.incidents():
            ask_after(run, incident)
    except TrackerError as error:
        run.troubles.append(("", f"incidents: {error}"))
    said = tuple(say_all(run, voice))
    return Swept(tuple(run.plans), said, tuple(run.troubles), run.examined, run.of)


def _cards(run: Sweep) -> Iterator[Card]:
    """Every post-mortem. A list that breaks off is said, and what was read of it counts; one that does not begin raises."""
    try:
        yield from run.tracker.cards()
    except TrackerError as error:
        if run.of == 0:
            raise
        run.of += 1
        run.troubles.append(("", f"the list of post-mortems broke off: {error}"))
