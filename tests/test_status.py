"""How a post-mortem stands, as people read it in the tracker."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pmflow.adapters.memory import Memory
from pmflow.document.escape import shown_words
from pmflow.engine import look, run
from pmflow.events import IncidentRetracted, PostmortemApproved, ReviewMeetingHeld, StepAsked
from pmflow.model import ActionItem, Incident, Person, State, Step
from pmflow.opening import open_postmortem
from pmflow.policy import Policy
from pmflow.status import CATCHES_UP, MOST_ITEMS, RUNNING, explanation, says_the_same, sentence, status_of
from tests.good import GOOD, NOW

POLICY = Policy()


def tracked() -> tuple[Memory, str]:
    tracker = Memory()
    ref = tracker.add(GOOD)
    for event in (
        ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=(Person(name="Tariq"),)),
        PostmortemApproved(by="Tariq"), StepAsked(step=Step.REVIEW, by="Ines"), StepAsked(step=Step.TRACK, by="Ines"),
    ):  # fmt: skip
        assert run(tracker, ref, event, POLICY, now=NOW).plan.refusals == ()
    return tracker, ref


def test_a_draft_shows_what_its_review_waits_for() -> None:
    """Each guard with what to do, in words of comments; and the rows as proposals."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    assert status_of(look(tracker, ref, POLICY), POLICY, now=NOW) == (
        "### This post-mortem is a **draft**\n\n"
        "`/pmflow review` still waits for 2 things:\n\n"
        "- [x] `sections_complete`\n- [x] `timeline_ordered`\n- [x] `factors_plural`\n- [x] `cause_systemic`\n"
        "- [x] `language_blameless`\n- [x] `went_well_named`\n"
        "- [ ] `review_held`: hold the review, then record it: write at the top of the text when it was held "
        "(Review held) and who came (Came)\n"
        "- [ ] `reviewer_independent`: somebody other than Ines Okafor must approve it (/pmflow approve)\n\n"
        "| action item | owner | due | state |\n|---|---|---|---|\n"
        "| Compare group names without regard to case in the access filter | Tariq | 2025-06-10 | in progress |\n"
        "| Run the smoke test as a guest and as a member of two groups | Ines | 2025-06-13 | planned |\n"
        "| Rewrite the roll-back page for the new cluster and try it once | Wanda | 2025-06-27 | planned |\n"
    )  # fmt: skip


def test_while_the_incident_goes_on_the_review_is_nobodys_worry() -> None:
    """What it will wait for is folded away; once the incident is over, it stands there, with its day."""
    tracker = Memory()
    there = Incident(ref="INC-1", title="Search went blank", severity="P1", detected_at=NOW - dt.timedelta(hours=2))
    tracker.add_incident(there)
    ref = open_postmortem(tracker, there, POLICY, by="Ines", now=NOW).ref
    running = status_of(look(tracker, ref, POLICY), POLICY, now=NOW)
    head, folded = running.split("<details>")
    assert head.splitlines()[2:] == [RUNNING, ""]  # in mode observe nothing is added by itself
    enforcing = Policy(mode="enforce")
    assert f"{RUNNING} {CATCHES_UP}\n" in status_of(look(tracker, ref, enforcing), enforcing, now=NOW)
    assert "waits for" in folded
    tracker.add_incident(there.model_copy(update={"resolved_at": NOW}))
    over = status_of(look(tracker, ref, POLICY), POLICY, now=NOW)
    assert ("<details>" in over, RUNNING in over) == (False, False)
    assert "The review is due by **2025-06-11**.\n" in over
    late = status_of(look(tracker, ref, POLICY), POLICY, now=NOW + dt.timedelta(days=9))
    assert "The review was due by **2025-06-11** and is **overdue**.\n" in late


def test_of_no_incident_it_is_not_said_that_it_goes_on() -> None:
    """Its label is off, and nothing will be added any more."""
    tracker = Memory()
    there = Incident(ref="INC-1", title="Search went blank", severity="P1", detected_at=NOW - dt.timedelta(hours=2))
    tracker.add_incident(there)
    ref = open_postmortem(tracker, there, POLICY, by="Ines", now=NOW).ref
    for event in (PostmortemApproved(by="Tariq"), IncidentRetracted(by="noor", incident="INC-1")):
        run(tracker, ref, event, POLICY, now=NOW)
    told = status_of(look(tracker, ref, POLICY), POLICY, now=NOW)
    assert ("<details>" in told, RUNNING in told, "still waits for" in told) == (False, False, True)


def test_tracked_items_show_owner_date_and_state() -> None:
    """What is late says so; what is settled does not."""
    tracker, ref = tracked()
    tracker.close_item(ref, "AI-1")
    late = dt.datetime(2025, 6, 16, 9, 0, tzinfo=dt.UTC)
    assert status_of(look(tracker, ref, POLICY), POLICY, now=late) == (
        "### This post-mortem is **actions tracked**\n\n"
        "Sharing what was learned was due by **2025-06-11** and is **overdue**.\n\n"
        "Nothing stands in the way of `/pmflow share company`.\n\n"
        "- [x] `audience_named`\n- [x] `destination_known`\n- [x] `redacted`\n\n"
        "| action item | owner | due | state |\n|---|---|---|---|\n"
        "| AI-1 Compare group names without regard to case in the access filter | Tariq | 2025-06-10 | done |\n"
        "| AI-2 Run the smoke test as a guest and as a member of two groups | Ines | 2025-06-13 **overdue** | planned |\n"
        "| AI-3 Rewrite the roll-back page for the new cluster and try it once | Wanda | 2025-06-27 | planned |\n"
    )


def test_what_is_quoted_formats_nothing() -> None:
    """What looks like plain words in the text is plain words in what pmflow says of it; a linked title turns no writing round."""
    words = "line “09:00 \\[c](https://e.io) **b** ![x](https://e.io/a) <img>” under `x`: **bold** of ours"
    assert sentence(words) == (
        "line “09:00 \\\\\\[c\\](https://e.io) \\*\\*b\\*\\* !\\[x\\](https://e.io/a) &lt;img\\>” under `x`: **bold** of ours"
    )
    tracker, ref = tracked()
    link = "https://example.com/7"
    steered = ActionItem(id="AI-4", title="Write \u202eit", link=link)
    loaded = look(tracker, ref, POLICY)
    with_link = replace(loaded, loaded=replace(loaded.loaded, items=(steered,)))
    assert f"[Write it]({link})" in status_of(with_link, POLICY, now=NOW)


def test_a_waiver_that_is_not_believed_is_not_quoted() -> None:
    """Whoever appends a line to the journal waives nothing by it."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    waived = StepAsked(step=Step.WAIVE, by="Ines", reason="a drill?", approver="Tariq")
    assert run(tracker, ref, waived, Policy.model_validate({"required": []}), now=NOW).plan.after is State.CLOSED
    there = look(tracker, ref, POLICY)
    forged = there.loaded.journal[-1].model_copy(update={"by": "the CEO", "reason": "forged"})
    believed = replace(there, loaded=replace(there.loaded, journal=(*there.loaded.journal, forged)))
    told = status_of(believed, POLICY, now=NOW)
    assert ("forged" in told, "Waived by Ines, agreed by Tariq: a drill?\n" in told) == (False, True)


def test_an_explanation_says_what_comes() -> None:
    """With dates, and what else can be said."""
    tracker, ref = tracked()
    told = explanation(look(tracker, ref, POLICY), POLICY, now=NOW)
    status, _, below = told.partition("What comes:\n\n")
    assert status == status_of(look(tracker, ref, POLICY), POLICY, now=NOW) + "\n"
    assert below.splitlines()[2:] == [
        "- **2025-06-10**: AI-1: Compare group names without regard to case in the access filter (Tariq)",
        "- **2025-06-10**: Tariq is told (due): AI-1 “Compare group names without regard to case in the access filter” is due "
        "today, Tue 2025-06-10",
        "- **2025-06-11**: sharing what was learned (Ines Okafor)",
        "",
        "Also possible: `/pmflow revise`",
    ]


def test_a_closed_one_waits_for_nothing() -> None:
    """And whatever was passed over is no longer asked for."""
    tracker = Memory()
    ref = tracker.add("# Nothing\n")
    waived = StepAsked(step=Step.WAIVE, by="Ines", reason="a drill", approver="Tariq")
    assert run(tracker, ref, waived, Policy.model_validate({"required": []}), now=NOW).plan.after is State.CLOSED
    assert status_of(look(tracker, ref, POLICY), POLICY, now=NOW) == (
        "### This post-mortem is **closed (waived)**\n\nWaived by Ines, agreed by Tariq: a drill.\n"
    )


def test_it_does_not_change_by_the_hour() -> None:
    """Else every event would cost a write. A proposed time alone is no news either."""
    tracker = Memory()
    over = Incident(ref="INC-1", title="Search went blank", resolved_at=NOW - dt.timedelta(hours=26))
    tracker.add_incident(over)
    snapshot = look(tracker, tracker.add(GOOD, incident="INC-1"), POLICY)
    first, later = (status_of(snapshot, POLICY, now=NOW + dt.timedelta(hours=hours)) for hours in (0, 1))
    assert [line for line in first.splitlines() if line.startswith("The review could be on **Wed")]
    assert first != later
    assert says_the_same(first, later)
    assert not says_the_same(first, later.replace("[x]", "[ ]"))
    assert not says_the_same(None, later)


def test_peoples_words_are_words() -> None:
    """They ping nobody, begin no comment, break no table."""
    assert shown_words("ask @ivo | <!-- x --> **now**\n## y", 300) == (
        "ask @\u200bivo \\| &lt;!-- x --\\> \\*\\*now\\*\\* \\#\\# y"
    )
    assert shown_words("mail a@b.example", 300) == "mail a@b.example"


def test_many_items_are_counted() -> None:
    """A status stays far below what a comment takes, whatever people write."""
    tracker, ref = tracked()
    for number in range(4, 60):
        tracker._postmortems[ref].items[f"AI-{number}"] = ActionItem(
            id=f"AI-{number}",
            title="x " * 5000,
            owner="y" * 5000,
            due_raw="z" * 5000,
            link="https://ci.example/" + "w" * 900,
        )
    told = status_of(look(tracker, ref, POLICY), POLICY, now=NOW)
    assert f"… and {59 - MOST_ITEMS} more." in told
    assert len(told) < 45_000


@given(st.text(max_size=200))
def test_no_word_of_peoples_begins_anything(words: str) -> None:
    """One line, no marker, no mention."""
    told = shown_words(words, 300)
    assert "\n" not in told
    assert "<!--" not in told.replace("\\<", "")
