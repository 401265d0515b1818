"""What is said of one promise, in one line."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.escalation.ladder import STALE, Reached, coming
from pmflow.escalation.people import Recipient
from pmflow.escalation.promises import Promise
from pmflow.escalation.words import line_of, named, next_of, spoken, task_of
from pmflow.policy import Policy
from pmflow.policy.parts import LADDER, Rung

FRIDAY = dt.date(2026, 1, 16)
RUNGS = {rung.name: rung for rung in LADDER}
POLICY = Policy.model_validate(
    {
        "people": [
            {"name": "Sarah", "lead": "Ada", "away": [{"first": "2026-01-20", "last": "2026-01-23"}]},
            {"name": "Ada", "away": [{"first": "2026-01-01", "last": "2026-01-02"}]},
        ],
        "notify": {"channel": "C", "ops": "O"},
    }
)
SARAH, ADA = (Recipient(name, POLICY.person(name)) for name in ("Sarah", "Ada"))


def promise(**more: object) -> Promise:
    return Promise(**{"id": "AI-1", "title": "Fix the filter", "owner": "Sarah", "due": FRIDAY, **more})  # type: ignore[arg-type]


def reached(name: str, on: dt.date = FRIDAY) -> Reached:
    return Reached(RUNGS.get(name, STALE), on, ("AI-1", FRIDAY, name))


def line(today: dt.date, to: Recipient = SARAH, name: str = "due", **more: object) -> str:
    return line_of(promise(**more), reached(name), to, POLICY, today=today)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (14, "is due on Fri 2026-01-16"),
        (16, "is due today, Fri 2026-01-16"),
        (17, "was due on Fri 2026-01-16, 1 day ago"),
        (18, "was due on Fri 2026-01-16, 2 days ago"),
        (19, "was due on Fri 2026-01-16, 1 business day ago"),
        (21, "was due on Fri 2026-01-16, 3 business days ago"),
    ],
)
def test_when_it_is_due(day: int, said: str) -> None:
    """In the words of the day on which it is said."""
    assert line(dt.date(2026, 1, day)) == f"AI-1 “Fix the filter” {said}"


def test_whose_it_is_where_somebody_else_is_asked() -> None:
    """The owner need not be told who they are; others learn it, and that the owner is away."""
    assert line(FRIDAY, ADA) == "AI-1 “Fix the filter” (Sarah) is due today, Fri 2026-01-16"
    assert line(dt.date(2026, 1, 21), ADA, "lead") == (
        "AI-1 “Fix the filter” (Sarah, away until Fri 2026-01-23) was due on Fri 2026-01-16, 3 business days ago"
    )
    assert line(FRIDAY, ADA, owner=None) == "AI-1 “Fix the filter” is due today, Fri 2026-01-16"


def test_why_it_is_them() -> None:
    """Who stands in is told for whom."""
    to = Recipient("Ada", POLICY.person("Ada"), why="Bo is no longer there")
    assert line(FRIDAY, to, owner="Bo") == (
        "AI-1 “Fix the filter” (Bo) is due today, Fri 2026-01-16; you are asked because Bo is no longer there"
    )


def test_a_deadline_is_called_what_it_is() -> None:
    """Without an id or quotation marks, and with a capital letter."""
    assert line(FRIDAY, id="meeting", title="the review meeting") == "The review meeting is due today, Fri 2026-01-16"


def test_a_silence() -> None:
    """Since when, and a question."""
    assert line(FRIDAY, name="stale", quiet_since=dt.date(2026, 1, 2)) == (
        "AI-1 “Fix the filter” is in progress, and nobody was heard of it since Fri 2026-01-02: how does it go?"
    )


def test_a_line_is_one_line_and_not_long() -> None:
    """A title of 10 kB is cut, line breaks are spaces."""
    said = line(FRIDAY, ADA, title="first\nsecond " + "x" * 10_000, owner="y" * 10_000)
    assert said == f"AI-1 “first second {'x' * 186}…” ({'y' * 79}…) is due today, Fri 2026-01-16"


@pytest.mark.parametrize(
    ("name", "day", "task"),
    [
        ("heads-up", 14, "coming"), ("due", 16, "today"), ("overdue", 19, "overdue"), ("lead", 21, "help"),
        ("channel", 23, "help"), ("stale", 14, "stale"),
    ],
)  # fmt: skip
def test_what_is_asked(name: str, day: int, task: str) -> None:
    """To look ahead, to answer, to help, to say how it goes."""
    assert task_of(reached(name), promise(), today=dt.date(2026, 1, day)) == task


def test_nobody_is_asked_for_help_before_it_is_late() -> None:
    """Whoever a ladder of one's own tells early: the owner had no time to answer yet."""
    early = Reached(Rung(name="early", day=-2, to="channel"), FRIDAY, ("AI-1", FRIDAY, "early"))
    assert task_of(early, promise(), today=dt.date(2026, 1, 14)) == "coming"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (14, "on Fri 2026-01-16 Sarah is asked (due)"),
        (19, "on Wed 2026-01-21 Ada is asked (lead)"),
        (21, "on Fri 2026-01-23 the channel is asked (channel)"),
        (30, "nobody further is asked"),
    ],
)
def test_what_happens_next(after: int, said: str) -> None:
    """On which day, and who."""
    ahead = coming(promise(), POLICY, after=dt.date(2026, 1, after), told=())
    assert next_of(promise(), ahead, POLICY) == said


def test_names_of_recipients() -> None:
    """A target of one's own is called a target."""
    assert (named(SARAH), named(Recipient("channel", target=True)), named(Recipient("ops", target=True))) == (
        "Sarah", "the channel", "the target ops",
    )  # fmt: skip


def test_a_day_that_one_knows_anywhere() -> None:
    """Whatever language the machine speaks."""
    assert [spoken(dt.date(2026, 1, day)) for day in (16, 18)] == ["Fri 2026-01-16", "Sun 2026-01-18"]
