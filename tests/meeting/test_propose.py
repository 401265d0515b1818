"""The proposal as a whole: the slot and the sentences about it, the plan, the meeting that was."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.engine import look, run
from pmflow.events import ReviewMeetingHeld, ReviewMeetingPlanned, StepAsked
from pmflow.explain import explain
from pmflow.journal import Planned, verify
from pmflow.meeting.propose import propose, record_of, span
from pmflow.model import Person, Step
from pmflow.policy import Policy
from tests.meeting.sample import DRAFT, NOW, RESOLVED, policy, snapshot, tracker_with

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
PLAIN = Policy()


def test_the_window_is_the_policy_s() -> None:
    """One function for deadline, metric and this."""
    found = propose(snapshot(), PLAIN, now=NOW)
    assert found.window == PLAIN.review_window(RESOLVED)
    assert found.slot is not None
    assert (found.slot.start, found.slot.inside, found.late) == (RESOLVED + DAY, True, dt.timedelta())
    assert (found.planned, found.trouble, found.minutes) == (False, None, 60)


def test_the_document_s_word_comes_before_the_incident_s() -> None:
    """Where both say when it was over, people's own text holds."""
    body = DRAFT.replace("date: 2025-06-03\n", "date: 2025-06-03\nresolved: 2025-06-03T11:00Z\n")
    assert propose(snapshot(body), PLAIN, now=NOW).resolved == RESOLVED + HOUR


def test_nobody_said_when_it_was_over() -> None:
    """No slot, but what to write where."""
    found = propose(snapshot(resolved_at=None), PLAIN, now=NOW)
    assert (found.slot, found.window) == (None, None)
    assert found.trouble == (
        "nobody has said when the incident was over, and the review is 24 to 48 hours after that: write "
        "`resolved: 2025-06-03T15:30Z` into the front matter of the document, or `resolved_at: 2025-06-03T15:30Z` into the "
        "incident search-blank"
    )


@pytest.mark.parametrize("year", [2, 9995])
def test_an_impossible_year_is_no_crash(year: int) -> None:
    """A mistyped resolution is said."""
    found = propose(snapshot(resolved_at=RESOLVED.replace(year=year)), PLAIN, now=NOW)
    if found.slot is None:
        assert found.trouble == f"the incident is said to be over in the year {year}: mend `resolved` in the document"
    else:
        assert found.slot.start >= NOW


def test_a_resolution_to_come_is_said() -> None:
    """Somebody mistyped the month."""
    found = propose(snapshot(resolved_at=RESOLVED + 30 * DAY), PLAIN, now=NOW)
    assert "the incident is said to be over on 2025-07-03 10:00 UTC, which is still to come" in found.notes


def test_late_by_how_much() -> None:
    """The window is over; what comes is the next slot from now on, and by how much it is late."""
    found = propose(snapshot(), PLAIN, now=NOW + 6 * DAY)
    assert found.slot is not None
    assert found.slot.start == NOW + 6 * DAY
    assert found.late == 4 * DAY + 3 * HOUR
    assert "the review window ended on Thursday 2025-06-05 10:00 UTC: late by 4 days 3 h" in found.notes


def test_nobody_can_in_the_window() -> None:
    """Everybody is away: the first hours after it, with that said, and who cannot even then."""
    rules = policy(people=[
        {"name": "Ines Okafor", "away": [{"first": "2025-06-04", "last": "2025-06-05"}]},
        {"name": "Tariq", "away": [{"first": "2025-06-01", "last": "2025-06-30"}]},
    ])  # fmt: skip
    both = (Person(name="Ines Okafor"), Person(name="Tariq", role="responder"))
    found = propose(snapshot(policy=rules), rules, now=NOW, invited=both)
    assert found.slot is not None
    assert found.slot.start == dt.datetime(2025, 6, 6, 9, 0, tzinfo=dt.UTC)
    assert found.notes == (
        "nobody can come for that long in what is left of the review window, to Thursday 2025-06-05 10:00 UTC: late by 1 day",
        "Tariq (responder) cannot come: is away",
    )


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2025-06-04T16:30Z", "works 09:00–17:00, and it ends at 17:30 there, after 17:00"),
        ("2025-06-04T17:00Z", "works 09:00–17:00, and it is 17:00 there"),
        ("2025-06-04T08:30Z", "works 09:00–17:00, and it is 08:30 there"),
    ],
)
def test_why_somebody_cannot_come(at: str, why: str) -> None:
    """What lies outside their hours is named: the beginning, or the end."""
    rules = policy(people=[{"name": "Dana Whitfield"}])
    chosen = dt.datetime.fromisoformat(at)
    found = propose(snapshot(), rules, now=NOW, invited=(Person(name="Dana Whitfield"),), at=chosen)
    assert f"Dana Whitfield cannot come: {why}" in found.notes


def test_a_chosen_time_is_judged() -> None:
    """Too early, too late, at night: each is said, none is refused."""
    seen = snapshot()
    early = propose(seen, PLAIN, now=NOW, at=NOW + HOUR, invited=(Person(name="Jo"),))
    assert early.notes == ("this is 21 h before the review window begins",)
    late = propose(seen, PLAIN, now=NOW, at=RESOLVED + 3 * DAY, invited=(Person(name="Jo"),))
    assert late.notes == (
        "this is after the review window, which ends on Thursday 2025-06-05 10:00 UTC: late by 1 day 1 h",
    )
    night = propose(seen, PLAIN, now=NOW, at=RESOLVED + DAY + 12 * HOUR, invited=(Person(name="Jo"),))
    assert night.notes == ("Jo cannot come: works 09:00–17:00, and it is 22:00 there",)


def test_a_plan_is_journaled_replaced_and_over_once_it_was_held() -> None:
    """Planned twice, the later counts; whoever was asked then is who was invited; a repeat journals nothing."""
    tracker, ref = tracker_with()
    asked = (Person(name="Ines Okafor"), Person(name="Tariq"), Person(name="Wanda"))
    first = ReviewMeetingPlanned(by="Ines", at=RESOLVED + DAY, minutes=45, invited=asked)
    second = ReviewMeetingPlanned(by="Ines", at=RESOLVED + DAY + HOUR, minutes=45)
    for event in (first, second, second):
        run(tracker, ref, event, PLAIN, now=NOW)
    seen = look(tracker, ref, PLAIN)
    assert [entry.what for entry in seen.loaded.journal] == ["ReviewMeetingPlanned"] * 2
    assert record_of(seen).planned == Planned(at=RESOLVED + DAY + HOUR, minutes=45, invited=asked)
    found = propose(seen, PLAIN, now=NOW)
    assert found.slot is not None
    assert (found.slot.start, found.minutes, found.planned) == (RESOLVED + DAY + HOUR, 45, True)
    coming = next(each for each in explain(seen, PLAIN, now=NOW).next if "planned" in each.what)
    assert (coming.what, coming.on) == ("the review meeting, planned for 11:00 UTC (Ines Okafor)", dt.date(2025, 6, 4))
    held = ReviewMeetingHeld(by="Ines", held=RESOLVED + DAY + HOUR, came=(Person(name="Tariq"), Person(name="Noor")))
    run(tracker, ref, held, PLAIN, now=NOW + DAY)
    seen = look(tracker, ref, PLAIN)
    record = record_of(seen)
    assert record.planned is None
    assert record.meeting is not None
    assert record.meeting.invited == asked
    after = propose(seen, PLAIN, now=NOW + DAY)
    assert (after.slot, after.trouble) == (
        None,
        "the review was held on 2025-06-04: 1 of 3 invited came (not: Ines Okafor, Wanda), and Noor; "
        "for another one, plan it: --plan ISO",
    )
    assert verify(seen.loaded.journal) == []
    told = explain(seen, PLAIN, now=NOW + DAY).history
    assert [line.what for line in told] == [
        "planned the review meeting for 2025-06-04 10:00 UTC",
        "planned the review meeting for 2025-06-04 11:00 UTC",
        "recorded the review meeting: 1 of 3 invited came (not: Ines Okafor, Wanda), and Noor",
    ]


def test_a_plan_that_nobody_kept_is_planned_anew() -> None:
    """The time is over and no meeting is recorded: a new slot, for those who were asked, and that is said."""
    tracker, ref = tracker_with()
    asked = (Person(name="Tariq"), Person(name="Zoe"))
    run(tracker, ref, ReviewMeetingPlanned(by="Ines", at=RESOLVED + DAY, invited=asked), PLAIN, now=NOW)
    found = propose(look(tracker, ref, PLAIN), PLAIN, now=RESOLVED + DAY + 2 * HOUR)
    assert found.slot is not None
    assert (found.slot.start, found.planned) == (RESOLVED + DAY + 2 * HOUR, False)
    assert [each.name for each in found.attendees] == ["Tariq", "Zoe"]
    told = "it was planned for Wednesday 2025-06-04 10:00 UTC, which is over: record it (--held), or plan another time (--plan)"
    assert told in found.notes


def test_what_was_reviewed_without_a_meeting_needs_none_now() -> None:
    """Somebody passed the guard over; nothing is proposed then."""
    tracker, ref = tracker_with()
    step = StepAsked(
        step=Step.REVIEW, by="Ines", overrides=("review_held", "reviewer_independent"), reason="the auditors wait"
    )
    assert run(tracker, ref, step, PLAIN, now=NOW).plan.refusals == ()
    found = propose(look(tracker, ref, PLAIN), PLAIN, now=NOW)
    told = "it is reviewed already, and no meeting is recorded; if there was one, record it: --held ISO"
    assert (found.slot, found.trouble) == (None, told)


def test_a_plan_in_the_document_counts() -> None:
    """`planned` under `review` in the front matter is a plan, until a meeting is stated, too."""
    body = DRAFT.replace("date: 2025-06-03\n", "date: 2025-06-03\nreview:\n  planned: 2025-06-04T15:00Z\n")
    found = propose(snapshot(body), PLAIN, now=NOW)
    assert found.slot is not None
    assert (found.slot.start, found.planned) == (dt.datetime(2025, 6, 4, 15, 0, tzinfo=dt.UTC), True)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (1440, "1 day"), (1500, "1 day 1 h"), (2 * 1440 + 61, "2 days 1 h")],
)
def test_lengths_as_people_say_them(minutes: int, words: str) -> None:
    """The two largest units."""
    assert span(dt.timedelta(minutes=minutes)) == words
