"""What happens to an incident: its post-mortem is opened, or catches up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pmflow.document.parse import parse
from pmflow.happenings import IncidentTouched
from pmflow.journal import replay
from pmflow.model import State, TimelineEntry
from tests.good import NOW
from tests.reacting.conftest import Stage

NAMED = IncidentTouched("INC-1", "labeled", "noor", label="incident")
OVER = IncidentTouched("INC-1", "closed", "noor")


def test_a_label_opens_the_post_mortem(stage: Stage) -> None:
    """A stub while the incident runs, named under it, with its status shown; again, it is there already."""
    stage.incident()
    reacted = stage.twice(NAMED)
    assert (reacted.ref, reacted.opened, reacted.applied, reacted.state) == ("PM-1", True, True, State.DRAFT)
    assert reacted.notes == ("opened PM-1 (stub template): it is an incident (opens_on: incident)",)
    assert stage.tracker.incident_comments("INC-1") == {"postmortem:PM-1": "Its post-mortem is PM-1."}
    loaded = stage.tracker.load("PM-1")
    assert [(entry.what, entry.by) for entry in loaded.journal] == [("PostmortemOpened", "noor")]
    assert loaded.status == reacted.status
    assert "### This post-mortem is a **draft**" in (loaded.status or "")


def test_in_mode_observe_the_draft_is_shown_and_nothing_written(made: Callable[..., Stage]) -> None:
    """What would be done can be read in full."""
    stage = made(mode="observe")
    stage.incident()
    reacted = stage.happens(NAMED)
    assert (reacted.ref, reacted.opened, reacted.applied, reacted.state) == ("INC-1", True, False, None)
    assert "# Search went blank" in (reacted.draft or "")
    assert reacted.notes == ("would open the post-mortem (stub template): it is an incident (opens_on: incident)",)
    assert (stage.tracker.writes, list(stage.tracker.cards())) == (0, [])


def test_once_it_is_over_the_stub_catches_up(stage: Stage) -> None:
    """With its end, its timeline and the template for its severity; people's own words stay."""
    stage.incident()
    stage.happens(NAMED)
    body = stage.tracker.load("PM-1").body
    stage.tracker.edit("PM-1", body.replace("## Timeline\n", "We could not sell.\n\n## Timeline\n"))
    rebuilt = TimelineEntry(at=NOW - dt.timedelta(hours=1), text="ivo: “rebuilt the index”")
    stage.incident(resolved_at=NOW, timeline=(rebuilt,))
    reacted = stage.twice(OVER)
    assert next(effect.summary for plan in reacted.plans for effect in plan.effects).startswith(
        "add when it was resolved"
    )
    text = stage.tracker.load("PM-1").body
    assert all(words in text for words in ("We could not sell.", "ivo: “rebuilt the index”", "### Five whys"))
    assert "The review could be on **" in (reacted.status or "")


def test_what_people_took_out_does_not_come_back_with_a_label(stage: Stage) -> None:
    """Only the end of an incident is caught up with."""
    stage.incident(resolved_at=NOW, timeline=(TimelineEntry(at=NOW, text="a private joke"),))
    stage.happens(NAMED)
    stage.tracker.edit("PM-1", stage.tracker.load("PM-1").body.replace("a private joke", ""))
    reacted = stage.happens(IncidentTouched("INC-1", "labeled", "noor", label="database"))
    assert not reacted.applied
    assert (reacted.plans, reacted.notes) == ((), ("it has its post-mortem, PM-1, which knows how it ended",))


RATED = IncidentTouched("INC-1", "labeled", "noor", label="P1")


def test_a_severity_that_is_given_once_it_is_over(stage: Stage) -> None:
    """The draft gets it, and it alone: what people took out stays out."""
    stage.incident(resolved_at=NOW, severity=None, timeline=(TimelineEntry(at=NOW, text="a private joke"),))
    stage.happens(NAMED)
    before = stage.tracker.load("PM-1").body.replace("a private joke", "")
    stage.tracker.edit("PM-1", before)
    stage.incident(resolved_at=NOW, severity="P1", timeline=(TimelineEntry(at=NOW, text="a private joke"),))
    assert stage.twice(RATED).applied
    after = stage.tracker.load("PM-1").body
    assert parse(after).postmortem.severity == "P1"
    assert [line for line in after.splitlines() if line not in before.splitlines()] == ["severity: P1"]


@pytest.mark.parametrize(("wrote", "label"), [("unknown", "P1"), ("P2", "P1"), ("", "database")])
def test_a_severity_that_people_wrote_stays(stage: Stage, wrote: str, label: str) -> None:
    """Also one that is none; and a label that is no severity changes nothing."""
    stage.incident(resolved_at=NOW, severity=None)
    stage.happens(NAMED)
    stage.tracker.edit("PM-1", stage.tracker.load("PM-1").body.replace("severity:", f"severity: {wrote}"))
    stage.incident(resolved_at=NOW, severity="P1")
    assert not stage.happens(IncidentTouched("INC-1", "labeled", "noor", label=label)).applied


def test_while_it_runs_its_post_mortem_waits(stage: Stage) -> None:
    """The stub is there, and nothing is added yet."""
    stage.incident()
    stage.happens(NAMED)
    reacted = stage.happens(IncidentTouched("INC-1", "edited", "noor"))
    assert reacted.notes == ("it has its post-mortem, PM-1, which catches up once the incident is over",)


@pytest.mark.parametrize(
    ("opens_on", "severity", "happening", "opened"),
    [
        ("severity", None, NAMED, False),
        ("severity", "P1", IncidentTouched("INC-1", "labeled", "noor", label="P1"), True),
        ("severity", "P3", IncidentTouched("INC-1", "labeled", "noor", label="P3"), False),
        ("resolved", "P1", NAMED, False),
        ("request", "P1", NAMED, False),
    ],
)
def test_policy_says_on_what(
    made: Callable[..., Stage], opens_on: str, severity: str | None, happening: IncidentTouched, opened: bool
) -> None:
    """And where none is opened, why."""
    stage = made(opens_on=opens_on)
    stage.incident(severity=severity)
    reacted = stage.happens(happening)
    assert reacted.opened is opened
    assert opened or reacted.notes[0].startswith("no post-mortem is opened: ")


def test_an_old_incident_is_opened_for_whoever_labels_it(stage: Stage) -> None:
    """An edit of history opens nothing."""
    stage.incident(resolved_at=NOW - dt.timedelta(days=90))
    assert not stage.happens(IncidentTouched("INC-1", "edited", "noor")).opened
    assert not stage.happens(IncidentTouched("INC-1", "labeled", "noor", label="database")).opened
    assert stage.happens(IncidentTouched("INC-1", "labeled", "noor", label="sev2")).opened


@pytest.mark.parametrize("what", ["assigned", "unassigned", "unlabeled", "deleted"])
def test_what_says_nothing_costs_nothing(stage: Stage, what: str) -> None:
    """Nothing is even read."""
    reacted = stage.happens(IncidentTouched("INC-9", what, "noor"))  # type: ignore[arg-type]
    assert (reacted.plans, reacted.notes, reacted.trouble) == ((), (), None)


def test_what_is_no_incident_any_more_is_let_be(stage: Stage) -> None:
    """Somebody took the label away meanwhile."""
    [note] = stage.happens(NAMED).notes
    assert note.startswith("nothing to do: INC-1: there is no such incident")


def test_a_run_that_died_is_carried_on(stage: Stage) -> None:
    """Wherever it died, in the end there is one post-mortem, named once, with one entry."""
    for at in range(1, 5):
        stage = Stage()
        stage.incident()
        stage.tracker.fail_after(at, lost="answer" if at % 2 else "write")
        broken = stage.happens(NAMED)
        assert (broken.exit_code, bool(broken.trouble)) == (3, True)
        stage.happens(NAMED)
        stage.happens(OVER)
        assert [card.ref for card in stage.tracker.cards()] == ["PM-1"]
        assert list(stage.tracker.incident_comments("INC-1")) == ["postmortem:PM-1"]


def test_a_run_that_died_before_it_was_recorded_is_recorded_by_the_next(stage: Stage) -> None:
    """The post-mortem was made, and nobody wrote that down."""
    stage.incident()
    stage.tracker.fail_after(3)
    stage.happens(NAMED)
    assert stage.tracker.load("PM-1").journal == ()
    stage.happens(NAMED)
    assert replay(stage.tracker.load("PM-1").journal).state is State.DRAFT
