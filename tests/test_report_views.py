"""The board, one post-mortem, and why it stands where it stands."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pmflow.model import (
    ActionItem,
    ActionStatus,
    Impact,
    Level,
    Person,
    Postmortem,
    Priority,
    Review,
    Section,
    SectionName,
    Severity,
    State,
    Step,
    TimelineEntry,
    Unread,
    Why,
)
from pmflow.report import (
    Explanation,
    GuardNow,
    Happened,
    Next,
    explanation_as_json,
    show_board,
    show_explain,
    show_postmortem,
)
from pmflow.tracker import Card
from tests.report_samples import NINE, Screen

CARDS = [
    Card("acme/shop#412", None, State.CLOSED, None, Severity.P3),
    Card("2025-10-23-pool", "Checkout: pool gone 🚒 [red]", State.DRAFT, "SEV1", Severity.P1, dt.date(2025, 10, 23)),
    Card(
        "2025-09-01-dns",
        "DNS answered too slowly for everyone in the south, again",
        State.DRAFT,
        date=dt.date(2025, 9, 1),
    ),
    Card("x", None, None, trouble="front matter is no valid YAML"),
]


def test_board() -> None:
    """By state in the order of the lifecycle; a long title goes on below itself."""
    screen = Screen(terminal=True)
    show_board(screen.console, iter(CARDS))
    assert screen.text == (
        "draft  2\n"
        "  P1  2025-10-23  2025-10-23-pool  Checkout: pool gone 🚒 [red]\n"
        "      2025-09-01  2025-09-01-dns   DNS answered too slowly for everyone in the\n"
        "                                   south, again\n"
        "\n"
        "closed  1\n"
        "  P3  acme/shop#412  (no title)\n"
        "\n"
        "could not be read  1\n"
        "  x  front matter is no valid YAML\n"
        "\n"
        "4 post-mortems\n"
    )


def test_empty_board() -> None:
    """An empty board says how to begin."""
    screen = Screen(terminal=True)
    show_board(screen.console, [])
    assert screen.text == "no post-mortems here; make one with: pmflow open INCIDENT\n"


def test_long_refs() -> None:
    """A ref is never cut: people copy it into the next command."""
    card = Card("a" * 60, "T", State.DRAFT)
    terminal, pipe = Screen(terminal=True), Screen(terminal=False)
    show_board(terminal.console, [card])
    show_board(pipe.console, [card])
    assert f"  {'a' * 60}  T\n" in terminal.text
    assert f"  {'a' * 60}  T\n" in pipe.text


def test_a_narrow_board() -> None:
    """Where a ref has no room beside the others, it has a line of its own, and is not broken there either."""
    screen = Screen(terminal=True, width=40)
    refs = ("2025-10-23-checkout-ran-out-of-connections", "2025-10-23-pool")
    show_board(
        screen.console,
        [Card(ref, "Gone", State.DRAFT, "P1", Severity.P1, dt.date(2025, 10, 23), near_miss=True) for ref in refs],
    )
    assert screen.text == (
        "draft  2\n"
        "  2025-10-23-checkout-ran-out-of-connections\n"
        "    P1 2025-10-23 near miss: Gone\n"
        "  2025-10-23-pool\n"
        "    P1 2025-10-23 near miss: Gone\n"
        "\n"
        "2 post-mortems\n"
    )


def test_times_that_each_bear_a_zone_need_none_stated() -> None:
    """The note above a timeline tells of the zone only where some entry has none of its own."""
    whole = TimelineEntry(at=dt.datetime(2025, 10, 23, 14, 32, tzinfo=CET), raw="14:32 +01:00", text="Deployed")
    local = TimelineEntry(local=dt.datetime(2025, 10, 24, 2, 0), raw="02:00", text="Somewhere")  # noqa: DTZ001
    notes = []
    for entries in ((whole,), (whole, local)):
        screen = Screen(terminal=True)
        show_postmortem(screen.console, Postmortem(timeline=entries))
        notes += [line for line in screen.text.splitlines() if line.startswith("Timeline")]
    assert notes == ["Timeline  1 entry", "Timeline  2 entries, no zone stated"]


EXPLAINED = Explanation(
    "pool",
    State.DRAFT,
    "Checkout: pool gone [red]",
    Step.REVIEW,
    (
        GuardNow(
            "sections_complete", Level.ERROR, False, ("add lessons learned", "write something under action items")
        ),
        GuardNow("timeline_ordered", Level.ERROR, True),
        GuardNow("went_well_named", Level.WARNING, False, ("name something that went well",)),
    ),
    (Happened(NINE, "pmflow", "PostmortemOpened"), Happened(NINE, "jane", "review refused: sections_complete")),
    (Happened(NINE, "jane", "the review is due"),),
    (Next("the review meeting is due", dt.date(2025, 10, 25)), Next("shared, 7 days after the review")),
    ("the tracker shows reviewed, the journal draft",),
)


def test_explain() -> None:
    """State, guards with what to do, the past, and what comes on which day."""
    screen = Screen(terminal=True)
    show_explain(screen.console, EXPLAINED)
    assert screen.text == (
        "Checkout: pool gone [red]\n"
        "pool\n"
        "state: draft   next step: review (1 of 3 guards fail)\n"
        "! the tracker shows reviewed, the journal draft\n"
        "\n"
        "Guards of review\n"
        "  ✗ sections_complete\n"
        "    - add lessons learned\n"
        "    - write something under action items\n"
        "  ✓ timeline_ordered\n"
        "  ! went_well_named - name something that went well\n"
        "\n"
        "History  UTC\n"
        "  2025-10-24 09:00  pmflow  PostmortemOpened\n"
        "  2025-10-24 09:00  jane    review refused: sections_complete\n"
        "\n"
        "Told  UTC\n"
        "  2025-10-24 09:00  jane  the review is due\n"
        "\n"
        "Next\n"
        "  2025-10-25  the review meeting is due\n"
        "  ·           shared, 7 days after the review\n"
    )


def test_explain_json() -> None:
    """The same as data."""
    made = explanation_as_json(EXPLAINED)
    assert made["guards"][0] == {
        "guard": "sections_complete",
        "level": "error",
        "holds": False,
        "reasons": ["add lessons learned", "write something under action items"],
    }
    assert (made["ref"], made["state"], made["step"]) == ("pool", "draft", "review")
    assert made["next"] == [
        {"on": "2025-10-25", "what": "the review meeting is due", "overdue": False},
        {"on": None, "what": "shared, 7 days after the review", "overdue": False},
    ]
    assert made["history"][0] == {
        "at": "2025-10-24T09:00:00+00:00",
        "by": "pmflow",
        "what": "PostmortemOpened",
        "reason": None,
        "overrides": [],
        "from": None,
        "to": None,
    }


def test_explain_closed() -> None:
    """Where nothing leads on, there is only the state."""
    screen = Screen(terminal=True)
    show_explain(screen.console, Explanation("pool", State.CLOSED))
    assert screen.text == "pool\nstate: closed\n"


UTC, CET = dt.UTC, dt.timezone(dt.timedelta(hours=1))
POOL = Postmortem(
    ref="pool",
    title="Checkout: pool gone [red]",
    state=State.DRAFT,
    severity="SEV1",
    severity_normal=Severity.P1,
    date=dt.date(2025, 10, 23),
    duration_minutes=135,
    authors=("Ann", "Raj"),
    sections={
        SectionName.SUMMARY: Section(heading="Summary", line=7, end_line=9, text="The pool ran dry."),
        SectionName.IMPACT: Section(heading="Impact", line=12, end_line=14, text="TBD"),
        SectionName.ROOT_CAUSE: Section(heading="Why?", line=20, end_line=30, text="A leak."),
    },
    timezone="UTC",
    timeline=(
        TimelineEntry(at=dt.datetime(2025, 10, 23, 14, 32, tzinfo=UTC), text="Deployed"),
        TimelineEntry(
            at=dt.datetime(2025, 10, 23, 15, 5, 9, tzinfo=UTC), until=NINE, text="[b]Pool[/b]", approximate=True
        ),
        TimelineEntry(at=dt.datetime(2025, 10, 24, 1, 0, tzinfo=CET), text="In Berlin"),
        TimelineEntry(local=dt.datetime(2025, 10, 24, 2, 0), raw="02:00", text="Somewhere"),  # noqa: DTZ001
        TimelineEntry(raw="???", text="Some time"),
    ),
    impact=Impact(users="~15,000", duration="2 h 15 min"),
    root_cause="New pooling logic did not close connections.",
    contributing_factors=("Staging has a smaller pool", "Load tests are short"),
    five_whys=(Why(question="Why did it fail?", answer="The pool was empty"), Why(question="Why?")),
    went_well=("Paged in 3 minutes",),
    action_items=(
        ActionItem(
            id="AI-1",
            title="Add an alert at 60 % of the pool, long before connections are refused to anybody at all",
            owner="sarah",
            due=dt.date(2025, 11, 7),
            priority=Priority.P1,
            status=ActionStatus.PLANNED,
        ),
        ActionItem(title="Look into it", due_raw="soon", priority_raw="high", status_raw="hm"),
    ),
    review=Review(held=dt.date(2025, 10, 24), came=(Person(name="Ann"), Person(name="Raj"))),
    unread=(Unread(line=40, end_line=44, reason="prose among action items"),),
)


def test_postmortem() -> None:
    """All that was understood, what is missing, and what was not read, at 80 columns."""
    screen = Screen(terminal=True)
    show_postmortem(screen.console, POOL)
    assert screen.text == (
        "Checkout: pool gone [red]\n"
        "pool\n"
        "draft · P1 · 2025-10-23 · 2 h 15 min\n"
        "authors: Ann, Raj\n"
        "\n"
        "Sections  2 of 8\n"
        "  ✓  summary            line 7   Summary\n"
        "  ·  impact      empty  line 12  Impact\n"
        "  ✓  root_cause         line 20  Why?\n"
        "  ✗ missing: timeline, went_well, went_poorly, action_items, lessons_learned\n"
        "\n"
        "Timeline  5 entries, zone UTC\n"
        "  2025-10-23  14:32 UTC            Deployed\n"
        "              ~15:05:09-09:00 UTC  [b]Pool[/b]\n"
        "  2025-10-24  01:00 +01:00         In Berlin\n"
        "              02:00 ?              Somewhere\n"
        "              ???                  Some time\n"
        "\n"
        "Impact\n"
        "  users     ~15,000\n"
        "  duration  2 h 15 min\n"
        "\n"
        "Root cause\n"
        "  New pooling logic did not close connections.\n"
        "\n"
        "Contributing factors  2\n"
        "  - Staging has a smaller pool\n"
        "  - Load tests are short\n"
        "\n"
        "Five whys\n"
        "  1. Why did it fail? → The pool was empty\n"
        "  2. Why?\n"
        "\n"
        "Went well  1\n"
        "  - Paged in 3 minutes\n"
        "\n"
        "Action items  2\n"
        "  AI-1 Add an alert at 60 % of the pool, long before connections are refused to\n"
        "       anybody at all\n"
        "       P1 · planned · sarah · 2025-11-07\n"
        "  2.   Look into it\n"
        "       high · hm · no owner · soon\n"
        "\n"
        "Review\n"
        "  held  2025-10-24\n"
        "  came  Ann, Raj\n"
        "\n"
        "Not understood  kept as it is\n"
        "  lines 40-44  prose among action items\n"
    )


def test_postmortem_in_a_pipe() -> None:
    """In a pipe an action item is one line."""
    screen = Screen(terminal=False)
    show_postmortem(screen.console, POOL)
    assert (
        f"  AI-1  P1    planned  sarah     2025-11-07  {POOL.action_items[0].title}\n"
        "  2.    high  hm       no owner  soon        Look into it\n"
    ) in screen.text


def test_bare_postmortem() -> None:
    """What a document does not say is said to be missing, never guessed."""
    screen = Screen(terminal=True)
    show_postmortem(screen.console, Postmortem(no_actions_reason="nothing to do, it was a drill"))
    assert screen.text == (
        "(no title)\n"
        "no state · no severity · no date · no duration\n"
        "\n"
        "Sections  0 of 8\n"
        "  ✗ missing: summary, timeline, impact, root_cause, went_well, went_poorly,\n"
        "    action_items, lessons_learned\n"
        "\n"
        "Action items  none needed\n"
        "  nothing to do, it was a drill\n"
    )


@given(
    st.text(max_size=200), st.sampled_from([40, 80, 200]), st.booleans(), st.sampled_from(["utf-8", "ascii", "cp1252"])
)
def test_any_words(words: str, width: int, terminal: bool, encoding: str) -> None:
    """Whatever people write, it is shown on whatever there is, without control characters and within its width."""
    screen = Screen(terminal=terminal, width=width, encoding=encoding)
    show_board(
        screen.console, [Card(words, words, State.DRAFT, words, trouble=None), Card("t", words, None, trouble=words)]
    )
    item = ActionItem(title=words, owner=words, due_raw=words, priority_raw=words)
    entry = TimelineEntry(text=words, raw=words)
    show_postmortem(
        screen.console, POOL.model_copy(update={"title": words, "action_items": (item,), "timeline": (entry,)})
    )
    assert not any(ord(char) < 32 and char != "\n" for char in screen.text)
