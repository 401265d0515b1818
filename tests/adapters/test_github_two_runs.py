"""Two runs at once on one post-mortem: GitHub has no locks, and the journal is one comment that is written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.held import YOUNG
from pmflow.errors import TrackerConflict
from pmflow.journal import Entry, verify
from pmflow.plan import WriteJournal
from tests.adapters.github_life import POSTMORTEM, SCENES, tracker
from tests.adapters.github_server import TOKEN, Emulator
from tests.adapters.github_stage import Stage, staged
from tests.good import NOW

BEGUN = ("PostmortemOpened", "PostmortemCaughtUp")
WRITTEN, APPROVE, MEET = 2, SCENES[3], SCENES[4]


@pytest.fixture
def stage(emulator: Emulator) -> Iterator[Stage]:
    with staged(emulator) as made:
        for scene in SCENES[: WRITTEN + 1]:
            scene.run(made, scene.people(made))
        yield made


def journal_comment(stage: Stage) -> dict[str, Any]:
    return next(each for each in stage.comments(POSTMORTEM) if each["body"].startswith("<!-- pmflow:journal "))


def test_a_run_that_is_written_over(stage: Stage) -> None:
    """A sweep that had read the journal before writes it after the Action did: the Action sees, and writes its entry again."""
    events = APPROVE.people(stage)
    before = journal_comment(stage)

    def over() -> None:
        """What another run writes that knows nothing of the approval."""
        stage.ask("PATCH", f"/issues/comments/{before['id']}", {"body": before["body"]})

    def soon() -> None:
        stage.people[stage.number + 1] = over

    stage.before.append(("^PATCH /issues/comments", soon))
    APPROVE.run(stage, events)
    journal = tracker(stage).load(f"{stage.repo}#{POSTMORTEM}").journal
    assert ([entry.what for entry in journal], verify(journal)) == ([*BEGUN, "PostmortemApproved"], [])


@pytest.mark.parametrize(("seconds", "told"), [(YOUNG + 1, True), (YOUNG / 2, False)])
def test_a_run_that_takes_long(stage: Stage, seconds: float, told: bool) -> None:
    """It looks again before it writes what it read seconds ago; then the event is decided anew. What was read a moment ago is
    written, and looked at afterwards."""
    time = [1000.0]
    clock: Callable[[], float] = lambda: time[0]  # noqa: E731
    here = GitHub(
        [stage.repo], token=TOKEN, address=stage.address, between_writes=0, sleep=lambda _: None, clock=clock
    )  # fmt: skip
    ref = f"{stage.repo}#{POSTMORTEM}"
    entry = WriteJournal(Entry(key="a", at=NOW, by="noor", what="PostmortemApproved"))
    with here.hold(ref):
        here.load(ref)
        time[0] += seconds
        if told:
            MEET.run(stage, MEET.people(stage))
            with pytest.raises(TrackerConflict):
                here.apply(ref, entry)
            here.load(ref)
        reads = here.requests[0]
        here.apply(ref, entry)
        assert here.requests[0] - reads == 1
    whats = [entry.what for entry in tracker(stage).load(ref).journal]
    assert whats == [*BEGUN, *(["ReviewMeetingHeld"] if told else []), "PostmortemApproved"]
