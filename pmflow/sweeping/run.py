"""One sweep, from the first post-mortem to the last message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from pmflow.errors import DocumentError, TrackerError
from pmflow.model import State
from pmflow.policy import Policy
from pmflow.sweeping.incidents import ask_after
from pmflow.sweeping.looking import examine, is_closed
from pmflow.sweeping.making import Sweep
from pmflow.sweeping.opening import open_where_wanted
from pmflow.sweeping.rivals import show_rivals
from pmflow.sweeping.saying import say_all
from pmflow.sweeping.words import Swept
from pmflow.tracker import Survey, Surveyed, Tracker
from pmflow.voice import Voice

Progress = Callable[[int], None]

SILENT = "the tracker does not answer; {left} were left for the next sweep"
ENOUGH = (
    "the tracker takes no more requests for now; {left} were left for the next sweep, and incidents not yet looked at"
)


def sweep(
    tracker: Tracker,
    policy: Policy,
    *,
    now: dt.datetime,
    voice: Voice | None = None,
    dry_run: bool = False,
    key: bytes | None = None,
    root: Path | None = None,
    progress: Progress = lambda _: None,
) -> Swept:
    """Look at everything once. `now` is aware UTC; `voice` None: everything is said in the tracker; `root` is where the
    team's own templates are, None: pmflow's are used.

    Never raises for a single post-mortem; what could not be looked at is in `troubles`. A tracker that cannot even list
    them raises `TrackerError`. One that stops in the middle leaves everything so that the next sweep carries on: what was
    not looked at is looked at then, and what was journaled and not said is said.
    """
    run = Sweep(tracker, policy, now, not dry_run, key, root)
    survey = tracker.survey()
    _look_at_all(run, survey, progress)
    _tell_what_is_left(run)
    show_rivals(run)
    if not run.throttled:
        run.unanswered = 0
        _ask_after_all(run, survey)
        _tell_what_is_left(run)
    run.unanswered = 0
    said = say_all(run, voice)
    for error in survey.settle() if run.write and not run.throttled else ():
        run.missed("", error)
    return Swept(tuple(run.plans), said, tuple(run.troubles), run.examined, run.of, tuple(run.opened.items()))


def _look_at_all(run: Sweep, survey: Survey, progress: Progress) -> None:
    for there in _postmortems(run, survey):
        progress(run.examined)
        is_shown_closed = there.card.state is State.CLOSED
        if is_shown_closed and (run.stopped or is_closed(run, there)):
            continue
        run.of += 1
        if run.stopped:
            continue
        try:
            examine(run, there)
            run.examined, run.unanswered = run.examined + 1, 0
        except (TrackerError, DocumentError) as error:
            run.missed(there.card.ref, error)


def _postmortems(run: Sweep, survey: Survey) -> Iterator[Surveyed]:
    """A list that breaks off is said, and what was read of it counts; one that does not begin raises."""
    try:
        yield from survey.postmortems
    except TrackerError as error:
        if run.of == 0:
            raise
        run.of += 1
        run.missed("", type(error)(f"the list of post-mortems broke off: {error}"))


def _ask_after_all(run: Sweep, survey: Survey) -> None:
    try:
        for incident in survey.incidents:
            if not open_where_wanted(run, incident):
                ask_after(run, incident)
    except TrackerError as error:
        run.missed("", type(error)(f"incidents: {error}"))


def _tell_what_is_left(run: Sweep) -> None:
    if run.stopped:
        words = ENOUGH if run.throttled else SILENT
        run.troubles.append(("", words.format(left=run.of - run.examined)))
