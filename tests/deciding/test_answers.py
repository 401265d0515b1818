"""Answers about action items: whole plans, on trackers with items of their own and on documents that hold them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmflow.adapters.local import Local
from pmflow.adapters.memory import Memory
from pmflow.decide import decide
from pmflow.deciding.answer_words import business_days, day_meant, evidence_link, item_ids
from pmflow.deciding.items import _kept
from pmflow.document.edit import upsert_block
from pmflow.document.parse import parse
from pmflow.document.source import Source
from pmflow.engine import carry_out, look, run, snapshot_of, write_rows
from pmflow.errors import UsageError
from pmflow.events import AnswerGiven, PostmortemApproved, ReviewMeetingHeld, StepAsked, Synced
from pmflow.journal import Answer, Entry, ItemValues, Record, replay, seal
from pmflow.model import ActionStatus, Person, State, Step
from pmflow.plan import (
    AssignActionItem,
    Plan,
    RowChange,
    SetDue,
    UpdateActionItem,
    UpsertBlock,
    WriteJournal,
    WriteRows,
)
from pmflow.policy import Policy
from pmflow.policy.names import GUARDS
from pmflow.states.answer_guards import ANSWER_GUARDS
from pmflow.tracker import Loaded, Tracker
from tests.good import GOOD, NOW

POLICY = Policy()
TITLES = (
    "Compare group names without regard to case in the access filter",
    "Run the smoke test as a guest and as a member of two groups",
    "Rewrite the roll-back page for the new cluster and try it once",
)
RUN = "https://ci.example/run/42"


def tracked(policy: Policy = POLICY, body: str = GOOD) -> tuple[Memory, str]:
    """A post-mortem whose items are tracked: AI-1 Tariq's (2025-06-10), AI-2 Ines' (06-13), AI-3 Wanda's (06-27)."""
    tracker = Memory()
    ref = tracker.add(body)
    _track(tracker, ref, policy)
    return tracker, ref


def _track(tracker: Tracker, ref: str, policy: Policy) -> None:
    met = ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=(Person(name="Tariq"),))
    for event in (
        met, PostmortemApproved(by="Tariq"), StepAsked(step=Step.REVIEW, by="Ines"), StepAsked(step=Step.TRACK, by="Ines"),
    ):  # fmt: skip
        assert run(tracker, ref, event, policy, now=NOW).plan.refusals == ()


def plan_of(tracker: Memory, ref: str, event: AnswerGiven, policy: Policy = POLICY, now: dt.datetime = NOW) -> Plan:
    return decide(look(tracker, ref, policy), event, policy, now=now)


def give(tracker: Tracker, ref: str, event: AnswerGiven, policy: Policy = POLICY, now: dt.datetime = NOW) -> Plan:
    """Carried out without a refusal, and then there is nothing more to do."""
    plan = run(tracker, ref, event, policy, now=now).plan
    assert plan.refusals == (), plan.refusals
    assert decide(look(tracker, ref, policy), event, policy, now=now).effects == ()
    return plan


def record(tracker: Memory, ref: str) -> Record:
    return replay(tracker.load(ref).journal)


def entries(plan: Plan) -> list[Entry]:
    return [effect.entry for effect in plan.effects if isinstance(effect, WriteJournal)]


def refused(plan: Plan) -> dict[str, tuple[str, ...]]:
    assert plan.effects == ()
    return {refusal.guard: refusal.reasons for refusal in plan.refusals}


def advised(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {advice.guard: advice.reasons for advice in plan.advice}


def done(id: str = "AI-1", **more: object) -> AnswerGiven:
    return AnswerGiven.model_validate({"id": id, "answer": "done", "by": "Tariq", **more})


def due(day: str, id: str = "AI-1", **more: object) -> AnswerGiven:
    return AnswerGiven.model_validate({"id": id, "answer": "due", "due": day, "by": "Tariq", **more})


def snooze(days: int, id: str = "AI-1", **more: object) -> AnswerGiven:
    return AnswerGiven.model_validate({"id": id, "answer": "snooze", "days": days, "by": "Tariq", **more})


def assign(owner: str, id: str = "AI-1") -> AnswerGiven:
    return AnswerGiven(id=id, answer="assign", owner=owner, by="Ines")


def wont_do(
    reason: str | None = "superseded by OPS-9", approver: str | None = "Noor", by: str = "Tariq"
) -> AnswerGiven:
    return AnswerGiven(id="AI-1", answer="wont_do", reason=reason, approver=approver, by=by)


# The whole plan


def test_done_in_a_tracker_with_items_of_its_own() -> None:
    """The item, its row, the journal: in this order; evidence is kept, and nothing is advised."""
    tracker, ref = tracked()
    known = record(tracker, ref)
    plan = plan_of(tracker, ref, done(evidence=RUN))
    was = known.items["AI-1"]
    now = was.model_copy(update={"status": ActionStatus.DONE, "evidence": RUN})
    entry = Entry(
        key=f"ActionItemDone:AI-1:{known.tip}", at=NOW, by="Tariq", what="ActionItemDone",
        items={**known.items, "AI-1": now}, answer=Answer(id="AI-1"), policy=POLICY.hash,
    )  # fmt: skip
    assert plan == Plan(
        ref,
        (
            UpdateActionItem("AI-1", status=ActionStatus.DONE, evidence=RUN),
            WriteRows((RowChange(TITLES[0], 0, "AI-1", status=ActionStatus.DONE),)),
            WriteJournal(entry),
        ),
        before=State.ACTIONS_TRACKED,
        after=State.ACTIONS_TRACKED,
    )
    assert [plan.target(effect) for effect in plan.effects] == [f"{ref}#AI-1", ref, f"{ref}#AI-1"]


def test_done_in_a_document_that_holds_its_items() -> None:
    """The row, the journal; evidence is in the journal alone, and stays there while the item is done."""
    tracker, ref = tracked()
    loaded = tracker.load(ref)

    def stands(body: str, journal: tuple[Entry, ...]) -> Plan:
        there = Loaded(ref, body, loaded.states, journal)
        snapshot = snapshot_of(there, parse(body, ref=ref), POLICY, items_in_document=True)
        return decide(snapshot, event, POLICY, now=NOW)

    event: AnswerGiven | Synced = done(evidence=RUN)
    plan = stands(loaded.body, loaded.journal)
    (entry,) = entries(plan)
    block = plan.effects[-1]
    assert isinstance(block, UpsertBlock)
    assert plan.effects == (
        WriteRows((RowChange(TITLES[0], 0, "AI-1", status=ActionStatus.DONE),)),
        WriteJournal(entry),
        block,
    )
    assert entry.items is not None
    assert entry.items["AI-1"].evidence == RUN
    rows = plan.effects[0]
    assert isinstance(rows, WriteRows)
    written = write_rows(parse(loaded.body, ref=ref), rows.rows).encoded.decode()
    body = upsert_block(Source(written), block.content).encoded.decode()
    journal = (*loaded.journal, seal(entry, loaded.journal[-1]))
    assert stands(body, journal).effects == ()
    event = Synced()
    assert stands(body, journal).effects == ()


@pytest.mark.parametrize(
    ("event", "effects", "change", "values"),
    [
        (
            due("2025-06-20"),
            [SetDue("AI-1", dt.date(2025, 6, 20))],
            {"due": dt.date(2025, 6, 20)},
            {"due": dt.date(2025, 6, 20)},
        ),
        (assign("@Noor"), [AssignActionItem("AI-1", "Noor")], {"owner": "Noor"}, {"owner": "Noor"}),
        (
            wont_do(),
            [UpdateActionItem("AI-1", status=ActionStatus.WONT_DO, reason="superseded by OPS-9; agreed by Noor")],
            {"status": ActionStatus.WONT_DO},
            {"status": ActionStatus.WONT_DO, "reason": "superseded by OPS-9; agreed by Noor"},
        ),
    ],
    ids=["due", "assign", "wont-do"],
)
def test_what_each_writes(event: AnswerGiven, effects: list[object], change: dict[str, object], values: object) -> None:
    """The tracker's item, the row, and what the journal keeps; other items stay as they were."""
    tracker, ref = tracked()
    was = record(tracker, ref).items
    plan = give(tracker, ref, event)
    row = WriteRows((RowChange(TITLES[0], 0, "AI-1", **change),))  # type: ignore[arg-type]
    assert list(plan.effects[:-1]) == [*effects, row]
    assert isinstance(values, dict)
    assert record(tracker, ref).items == {**was, "AI-1": was["AI-1"].model_copy(update=values)}


def test_a_snooze_is_in_the_journal_alone() -> None:
    """It changes no value: for which date, and until when, is all that is kept."""
    tracker, ref = tracked()
    (entry,) = entries(give(tracker, ref, snooze(3)))
    assert (entry.what, entry.items) == ("ActionItemSnoozed", None)
    assert entry.answer == Answer(id="AI-1", due=dt.date(2025, 6, 10), until=dt.date(2025, 6, 9))
    assert record(tracker, ref).snoozed == {("AI-1", dt.date(2025, 6, 10)): dt.date(2025, 6, 9)}


@pytest.mark.parametrize(
    "event",
    [done(evidence=RUN), due("2025-06-20"), assign("Noor"), wont_do(), snooze(2)],
    ids=lambda event: event.answer,
)
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_folder_that_was_left_half_way_is_finished(tmp_path: Path, event: AnswerGiven, by_hand: bool) -> None:
    """For every k: the first k effects are carried out, then the run dies; run again, it ends where an undisturbed one does."""

    def begin(name: str) -> tuple[Local, str]:
        place = tmp_path / name / "postmortems" / "search-blank" / "postmortem.md"
        place.parent.mkdir(parents=True)
        place.write_text(GOOD, encoding="utf-8")
        tracker = Local(tmp_path / name)
        _track(tracker, "search-blank", POLICY)
        if by_hand:
            place.write_text(place.read_text().replace("| Wanda | 2025-06-27 |", "| Noor | 2025-06-25 |"))
        return tracker, "search-blank"

    def amounts_to(tracker: Local, ref: str) -> object:
        loaded = tracker.load(ref)
        plain = {"key": "", "previous": "", "hash": ""}
        return loaded.body, [entry.model_copy(update=plain) for entry in loaded.journal]

    tracker, ref = begin("undisturbed")
    effects = give(tracker, ref, event).effects
    expected = amounts_to(tracker, ref)
    for k in range(len(effects)):
        tracker, ref = begin(f"after-{k}")
        for effect in decide(look(tracker, ref, POLICY), event, POLICY, now=NOW).effects[:k]:
            carry_out(tracker, ref, effect)
        give(tracker, ref, event)
        assert amounts_to(tracker, ref) == expected, k


# Which items


def test_an_unknown_id_names_the_known_ones_nearest_first() -> None:
    """AI-13 may be AI-1 or AI-3; AI-2 stands last."""
    tracker, ref = tracked()
    (told,) = refused(plan_of(tracker, ref, done("AI-13")))["item_tracked"]
    named = ", ".join(f'{id} "{TITLES[int(id[3:]) - 1][:39].rstrip()}…"' for id in ("AI-1", "AI-3", "AI-2"))
    assert told == f"there is no tracked action item AI-13; there are {named}"


def test_before_they_are_tracked_there_is_nothing_to_answer_for() -> None:
    """The refusal says how they get their ids."""
    tracker = Memory()
    ref = tracker.add(GOOD)
    (told,) = refused(plan_of(tracker, ref, done()))["item_tracked"]
    assert told == "there is no AI-1: no action item is tracked yet; they get their ids by: pmflow advance PM-1 track"


def test_promises_stay_promises_under_revision() -> None:
    """In a draft that was tracked before, answers are taken; the state stays."""
    tracker, ref = tracked()
    run(tracker, ref, StepAsked(step=Step.REVISE, by="Ines", reason="the numbers were wrong"), POLICY, now=NOW)
    plan = give(tracker, ref, done(evidence=RUN))
    assert (plan.before, plan.after) == (State.DRAFT, State.DRAFT)
    assert record(tracker, ref).items["AI-1"].status is ActionStatus.DONE


def test_what_is_closed_is_reopened_first() -> None:
    """No answer changes an item of a closed post-mortem."""
    tracker, ref = tracked()
    for n in (1, 2, 3):
        give(tracker, ref, done(f"AI-{n}"))
    run(tracker, ref, StepAsked(step=Step.SHARE, by="Ines", audience="company"), POLICY, now=NOW)
    run(tracker, ref, StepAsked(step=Step.CLOSE, by="Ines"), POLICY, now=NOW)
    told = "it is closed; to change AI-1, reopen it: pmflow advance PM-1 reopen --reason WHY"
    assert refused(plan_of(tracker, ref, done(evidence=RUN))) == {"step_allowed": (told,)}


@pytest.mark.parametrize("event", [due("2025-06-20"), snooze(1), assign("Noor"), wont_do()], ids=lambda e: e.answer)
def test_what_is_settled_is_not_moved(event: AnswerGiven) -> None:
    """Done is done: the refusal says how to open it again."""
    tracker, ref = tracked()
    give(tracker, ref, done())
    told = "AI-1 is settled: done; to open it again, change its status by hand, then: pmflow sync PM-1"
    assert refused(plan_of(tracker, ref, event)) == {"answer_allowed": (told,)}


@pytest.mark.parametrize("event", [done(evidence=RUN), due("2025-06-20"), assign("Noor"), wont_do(), snooze(2)])
def test_the_same_answer_again_is_nothing_to_do(event: AnswerGiven) -> None:
    """No refusal, no effect; the advice says how it stands."""
    tracker, ref = tracked()
    give(tracker, ref, event)
    plan = plan_of(tracker, ref, event)
    assert (plan.effects, plan.refusals) == ((), ())
    assert advised(plan)["answer_allowed"][0].endswith(" already; nothing to do")


def test_what_was_changed_by_hand_is_nobodys_answer() -> None:
    """It is merged and journaled first, by pmflow; the answer's entry has the answer alone."""
    tracker, ref = tracked()
    tracker.assign_item(ref, "AI-2", "Noor")
    tracker.set_due(ref, "AI-1", dt.date(2025, 6, 11))
    merged, answered = entries(give(tracker, ref, done()))
    assert merged.items is not None
    assert answered.items is not None
    assert (merged.what, merged.by, answered.what, answered.by) == (
        "ActionItemsMerged", "pmflow", "ActionItemDone", "Tariq",
    )  # fmt: skip
    assert (merged.items["AI-2"].owner, merged.items["AI-1"].due) == ("Noor", dt.date(2025, 6, 11))
    assert merged.items["AI-1"].status is ActionStatus.IN_PROGRESS
    changed = {id for id in answered.items if answered.items[id] != merged.items[id]}
    assert changed == {"AI-1"}


def test_an_item_whose_row_disappeared_can_be_settled() -> None:
    """In a document that holds its items there is no place left but the journal: that is enough to close."""
    tracker, ref = tracked()
    loaded = tracker.load(ref)
    body = "".join(line for line in loaded.body.splitlines(True) if "Wanda" not in line)
    snapshot = snapshot_of(
        Loaded(ref, body, loaded.states, loaded.journal), parse(body, ref=ref), POLICY, items_in_document=True
    )
    plan = decide(snapshot, done("AI-3"), POLICY, now=NOW)
    (entry,) = entries(plan)
    assert entry.items is not None
    assert entry.items["AI-3"].status is ActionStatus.DONE
    assert not any(isinstance(effect, WriteRows) for effect in plan.effects)


# done, verify


def test_done_without_evidence_is_taken_with_advice() -> None:
    """The advice is a command; where the policy wants it verified, that is said, too."""
    policy = Policy(verify_actions=True)
    tracker, ref = tracked(policy)
    assert advised(give(tracker, ref, done(), policy)) == {
        "evidence_given": (
            "AI-1: a link that shows it helps whoever asks later: pmflow action done PM-1 AI-1 --evidence URL",
        ),
        "actions_settled": (
            "AI-1: the policy wants it verified by somebody else: pmflow action verify PM-1 AI-1 --by NAME",
        ),
    }


def test_evidence_can_be_added_later() -> None:
    """To what is done, and to what is verified, whose status stays; each link once."""
    tracker, ref = tracked()
    give(tracker, ref, done())
    give(tracker, ref, done(evidence=RUN))
    give(tracker, ref, AnswerGiven(id="AI-1", answer="verify", by="Noor"))
    give(tracker, ref, done(evidence="evidence/run-43.png"))
    values = record(tracker, ref).items["AI-1"]
    assert (values.status, values.evidence) == (ActionStatus.VERIFIED, f"{RUN} evidence/run-43.png")
    plan = plan_of(tracker, ref, done(evidence=RUN))
    assert advised(plan) == {"answer_allowed": ("AI-1 is verified already; nothing to do",)}


def test_evidence_goes_with_what_it_shows() -> None:
    """Opened again by hand, the item is no longer shown to be done; where the tracker itself keeps the link it stays there."""
    values = ItemValues(title="x", status=ActionStatus.DONE, evidence=RUN)
    assert _kept(values.model_copy(update={"evidence": None}), values) == values
    reopened = values.model_copy(update={"status": ActionStatus.PLANNED, "evidence": None})
    assert _kept(reopened, values) == reopened


PEOPLE = {
    "people": [
        {"name": "Tariq Haddad", "handle": "tariq", "aliases": ["Tariq"], "lead": "Ada"},
        {"name": "Ines Okafor", "aliases": ["Ines"]},
        {"name": "Wanda Lis", "aliases": ["Wanda"], "left": "2025-06-01", "lead": "Ada"},
        {"name": "Noor", "away": [{"first": "2025-06-02", "last": "2025-06-06"}]},
        {"name": "Ada"},
    ],
    "teams": {"Infra": "Ines Okafor", "Ops": "Wanda"},
}


@pytest.mark.parametrize(
    ("by", "guard"),
    [
        ("Tariq", "verifier_independent"), ("@tariq", "verifier_independent"), ("Tariq Haddad", "verifier_independent"),
        ("pmflow[bot]", "answer_allowed"), ("n/a", "answer_allowed"), ("Noor", None),
    ],
)  # fmt: skip
def test_who_verifies_is_not_the_owner(by: str, guard: str | None) -> None:
    """Under no spelling; and never a bot or nobody."""
    policy = Policy.model_validate(PEOPLE)
    tracker, ref = tracked(policy)
    give(tracker, ref, done(), policy)
    plan = plan_of(tracker, ref, AnswerGiven(id="AI-1", answer="verify", by=by), policy)
    assert [refusal.guard for refusal in plan.refusals] == ([guard] if guard else [])


def test_who_answers_for_a_team_does_not_verify_its_item() -> None:
    """The lead is the owner there."""
    policy = Policy.model_validate(PEOPLE)
    tracker, ref = tracked(policy)
    give(tracker, ref, assign("Infra"), policy)
    give(tracker, ref, done(), policy)
    told = "AI-1: Ines answers for its owner, Infra; somebody else must look whether it is done (--by NAME)"
    plan = plan_of(tracker, ref, AnswerGiven(id="AI-1", answer="verify", by="Ines"), policy)
    assert refused(plan) == {"verifier_independent": (told,)}


def test_only_what_is_done_is_verified() -> None:
    """The refusal names the command that comes first."""
    tracker, ref = tracked()
    told = "AI-1 is in progress; say that it is done first: pmflow action done PM-1 AI-1"
    plan = plan_of(tracker, ref, AnswerGiven(id="AI-1", answer="verify", by="Noor"))
    assert refused(plan) == {"answer_allowed": (told,)}


# due


def test_a_date_is_moved_twice_at_the_most_and_also_by_hand() -> None:
    """Moves are counted from the journal; one by hand that is not journaled yet counts, too."""
    tracker, ref = tracked()
    give(tracker, ref, due("2025-06-12"))
    tracker.set_due(ref, "AI-1", dt.date(2025, 6, 16))
    (told,) = refused(plan_of(tracker, ref, due("2025-06-17")))["due_movable"]
    assert told.startswith("AI-1: its due date was moved twice, from 2025-06-10 to 2025-06-16; do it by then, ")
    give(tracker, ref, due("2025-06-13"))  # to an earlier day it always can
    assert record(tracker, ref).first_due["AI-1"] == dt.date(2025, 6, 10)


def test_moves_to_an_earlier_day_use_up_none() -> None:
    """Neither by an answer nor by hand, journaled or not; moves to a later day are counted from where it was then."""
    tracker, ref = tracked()
    for day in ("2025-06-20", "2025-06-12", "2025-06-09"):
        give(tracker, ref, due(day))
    tracker.set_due(ref, "AI-1", dt.date(2025, 6, 6))
    assert record(tracker, ref).moves["AI-1"] == 1
    give(tracker, ref, due("2025-06-10"))
    assert record(tracker, ref).moves["AI-1"] == 2
    (told,) = refused(plan_of(tracker, ref, due("2025-06-11")))["due_movable"]
    assert told.startswith("AI-1: its due date was moved twice, from 2025-06-10 to 2025-06-10; ")


def test_a_date_is_moved_only_so_far() -> None:
    """Twenty business days after the first one, whatever it was moved to since."""
    tracker, ref = tracked()
    give(tracker, ref, due("2025-06-20"))
    (told,) = refused(plan_of(tracker, ref, due("2025-07-09")))["due_movable"]
    assert told == (
        "AI-1: 2025-07-09 is too far; 2025-07-08 is the last day, 20 business days after 2025-06-10, "
        "for which it was promised first"
    )
    give(tracker, ref, due("2025-07-08"))


def test_a_date_is_not_in_the_past_and_a_day_off_is_shifted() -> None:
    """Today counts; a Saturday is Monday, and said to be. That is one move, not two: Monday again is nothing to do."""
    tracker, ref = tracked()
    assert refused(plan_of(tracker, ref, due("2025-06-03"))) == {
        "due_ahead": ("AI-1: 2025-06-03 is past; today is 2025-06-04",)
    }
    give(tracker, ref, due("2025-06-04"))
    assert advised(give(tracker, ref, due("2025-06-14"))) == {
        "actions_dated": (
            "AI-1: 2025-06-14 is a Saturday on which nobody works; it is due on the next working day, 2025-06-16",
        )
    }
    assert record(tracker, ref).items["AI-1"].due == dt.date(2025, 6, 16)
    assert record(tracker, ref).moves["AI-1"] == 1  # the other was to an earlier day
    assert advised(plan_of(tracker, ref, due("2025-06-16"))) == {
        "answer_allowed": ("AI-1 is due 2025-06-16 already; nothing to do",)
    }


def test_a_day_off_at_the_last_day_is_judged_as_it_is_written() -> None:
    """2025-07-08 is the last day; where that is a holiday, so is the day after for the day before."""
    policy = Policy.model_validate({"calendar": {"holidays": ["2025-07-07"]}})
    tracker, ref = tracked(policy)
    give(tracker, ref, due("2025-07-07"), policy)
    assert record(tracker, ref).items["AI-1"].due == dt.date(2025, 7, 8)


@pytest.mark.parametrize("by", ["dependabot[bot]", "pmflow", "nobody", "n/a", "-"])
@pytest.mark.parametrize(
    "event", [done(), due("2025-06-12"), snooze(2), assign("Noor"), wont_do()], ids=lambda e: e.answer
)
def test_whoever_answers_is_somebody(event: AnswerGiven, by: str) -> None:
    """Neither a machine nor nobody; no override helps."""
    tracker, ref = tracked()
    asked = event.model_copy(update={"by": by, "overrides": ("due_movable", "answer_allowed")})
    told = f'AI-1: "{by}" is nobody who could answer for it; say who does: --by NAME'
    assert refused(plan_of(tracker, ref, asked)) == {"answer_allowed": (told,)}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2025-06-12"], "2025-06-12 (Thu) instead of 2025-06-10; moved once of 2"),
        (["2025-06-12", "2025-06-14"], "2025-06-16 (Mon) instead of 2025-06-12; moved twice of 2"),
        (["2025-06-12", "2025-06-11"], "2025-06-11 (Wed) instead of 2025-06-12"),
        (["2025-06-12", "2025-06-05", "2025-06-06"], "2025-06-06 (Fri) instead of 2025-06-05; moved twice of 2"),
    ],
)  # fmt: skip
def test_the_plan_says_which_date_was_understood(days: list[str], told: str) -> None:
    """With its weekday, what it was, and how often it was moved; to an earlier day is no move."""
    tracker, ref = tracked()
    *_, last = [give(tracker, ref, due(day)) for day in days]
    (summary,) = [effect.summary for effect in last.effects if isinstance(effect, WriteJournal)]
    assert summary == f"record the due date that Tariq set: {told}"


def test_a_first_date_is_instead_of_nothing() -> None:
    """And no move."""
    policy = Policy.model_validate({"guards": {"actions_dated": "warn"}})
    tracker, ref = tracked(policy, GOOD.replace("| 2025-06-10 |", "|  |"))
    plan = give(tracker, ref, due("2025-06-17"), policy)
    (summary,) = [effect.summary for effect in plan.effects if isinstance(effect, WriteJournal)]
    assert summary == "record the due date that Tariq set: 2025-06-17 (Tue)"


def test_today_is_the_teams() -> None:
    """At 23:00 UTC on the 4th it is the 5th in Kolkata."""
    policy = Policy.model_validate({"calendar": {"timezone": "Asia/Kolkata"}})
    tracker, ref = tracked(policy)
    late = NOW.replace(hour=23)
    assert "due_ahead" in refused(plan_of(tracker, ref, due("2025-06-04"), policy, late))
    assert day_meant("tomorrow", policy, late) == dt.date(2025, 6, 6)


def test_an_item_without_a_date_gets_one_within_the_limit_of_its_priority() -> None:
    """P1: ten business days from the incident; once those have passed, from today."""
    undated = GOOD.replace("| 2025-06-10 |", "|  |")
    policy = Policy.model_validate({"guards": {"actions_dated": "warn"}})
    tracker, ref = tracked(policy, undated)
    told = "AI-1: 2025-06-18 is past the limit for P1, 2025-06-17; take an earlier day"
    assert refused(plan_of(tracker, ref, due("2025-06-18"), policy)) == {"due_movable": (told,)}
    later = NOW + dt.timedelta(days=100)
    assert plan_of(tracker, ref, due("2025-09-26"), policy, later).refusals == ()
    give(tracker, ref, due("2025-06-17"), policy)
    assert record(tracker, ref).first_due["AI-1"] == dt.date(2025, 6, 17)


# snooze


def test_a_snooze_has_its_bounds() -> None:
    """Up to five business days, twice for one date; a new date, and it can be snoozed anew."""
    tracker, ref = tracked()
    later = "to have longer, move the date: pmflow action due PM-1 AI-1 DATE"
    assert refused(plan_of(tracker, ref, snooze(6))) == {
        "snooze_allowed": (f"AI-1: can be snoozed for 1 to 5 business days, not 6; {later}",)
    }
    give(tracker, ref, snooze(1))
    give(tracker, ref, snooze(2))
    assert refused(plan_of(tracker, ref, snooze(3))) == {
        "snooze_allowed": (f"AI-1: was snoozed twice for 2025-06-10; {later}",)
    }
    give(tracker, ref, due("2025-06-12"))
    give(tracker, ref, snooze(3))


@pytest.mark.parametrize("days", [0, -1])
def test_no_override_snoozes_for_nothing(days: int) -> None:
    """That is no question of how far one may go."""
    tracker, ref = tracked()
    event = snooze(days, overrides=("snooze_allowed",), reason="because")
    assert list(refused(plan_of(tracker, ref, event))) == ["answer_allowed"]


# assign


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Infra", None),
        ("@tariq", None),
        ("Noor", None),
        ("Wanda", "Wanda Lis is no longer there (since 2025-06-01); name somebody who is, Ada for one"),
        ("Ops", "Ops is led by Wanda Lis, who is no longer there; name a person, or the new lead (teams)"),
        ("the QA team", "the QA team is a team; name a person, or map the team to a lead in pmflow.yml (teams)"),
        ("A and B", "A and B is more than one person; name a person, or map the team to a lead in pmflow.yml (teams)"),
        ("TBD", '"TBD" is nobody who could do it; name a person'),
        ("pmflow-bot", '"pmflow-bot" is nobody who could do it; name a person'),
        ("Inez", "Inez is none of the people in pmflow.yml, so nobody could reach them; did you mean Ines?"),
    ],
)  # fmt: skip
def test_who_can_be_given_an_item(name: str, told: str | None) -> None:
    """Somebody who can be reached, or a team that somebody answers for."""
    policy = Policy.model_validate(PEOPLE)
    tracker, ref = tracked(policy)
    plan = plan_of(tracker, ref, assign(name, "AI-2"), policy)
    assert {r.guard: r.reasons for r in plan.refusals} == ({"actions_owned": (f"AI-2: {told}",)} if told else {})


def test_a_part_of_a_name_is_whom_it_can_be() -> None:
    """By one rule for owners and approvers; the name that the policy has is kept. Of two, nobody is meant."""
    people = [{"name": "Renata Vogel"}, {"name": "Noa Barak"}, {"name": "Noa Levi"}, {"name": "Tariq"}]
    policy = Policy.model_validate({"people": people, "answers": {"wont_do": ["Renata Vogel"]}})
    tracker, ref = tracked(policy)
    assert "actions_owned" in refused(plan_of(tracker, ref, assign("Noa"), policy))
    give(tracker, ref, assign("renata"), policy)
    assert record(tracker, ref).items["AI-1"].owner == "Renata Vogel"
    assert "approver_named" in refused(plan_of(tracker, ref, wont_do(approver="R"), policy))
    give(tracker, ref, wont_do(approver="Renata"), policy)
    assert record(tracker, ref).items["AI-1"].reason == "superseded by OPS-9; agreed by Renata Vogel"


def test_somebody_who_is_away_can_own_it() -> None:
    """Advice says until when; the name is the one that the policy has."""
    policy = Policy.model_validate(PEOPLE)
    tracker, ref = tracked(policy)
    assert advised(give(tracker, ref, assign("noor"), policy)) == {
        "actions_owned": ("AI-1: Noor is away until 2025-06-06",)
    }
    assert record(tracker, ref).items["AI-1"].owner == "Noor"


# won't do


@pytest.mark.parametrize(
    ("event", "guards"),
    [
        (wont_do(None, None), ["reason_given", "approver_named"]),
        (wont_do("TBD"), ["reason_given"]),
        (wont_do(approver="Tariq"), ["approver_named"]),
        (wont_do(approver="n/a"), ["approver_named"]),
        (wont_do(approver="pmflow"), ["approver_named"]),
        (wont_do(by="Noor"), []),
    ],
)
def test_what_will_not_be_done_has_a_reason_and_somebody_who_agreed(event: AnswerGiven, guards: list[str]) -> None:
    """Where the policy names nobody, anybody but the owner."""
    tracker, ref = tracked()
    assert [refusal.guard for refusal in plan_of(tracker, ref, event).refusals] == guards


@pytest.mark.parametrize(
    ("policy", "may", "may_not"),
    [
        ({"answers": {"wont_do": ["Ada", "Noor"]}}, "Noor", "Ines"),
        ({"severities": {"accountable": {"P1": "Ada"}}}, "Ada", "Noor"),
        ({"answers": {"wont_do": ["Noor"]}, "severities": {"accountable": {"P1": "Ada"}}}, "Noor", "Ada"),
    ],
)
def test_the_policy_says_who_may_agree(policy: dict[str, object], may: str, may_not: str) -> None:
    """Those it names; else who is accountable for the severity."""
    made = Policy.model_validate(policy)
    tracker, ref = tracked(made)
    (told,) = refused(plan_of(tracker, ref, wont_do(approver=may_not), made))["approver_named"]
    assert told.startswith(f"AI-1: {may_not} cannot agree to that; ask ")
    give(tracker, ref, wont_do(approver=may), made)


def test_settled_by_hand_without_a_reason_it_can_be_given_one() -> None:
    """Else it could never be closed but by editing."""
    tracker, ref = tracked()
    tracker.close_item(ref, "AI-1", ActionStatus.WONT_DO)
    run(tracker, ref, Synced(), POLICY, now=NOW)
    give(tracker, ref, wont_do())
    assert record(tracker, ref).items["AI-1"].reason == "superseded by OPS-9; agreed by Noor"


# Overrides


def test_an_override_is_journaled_with_its_reason() -> None:
    """Only guards that failed stand in the entry."""
    tracker, ref = tracked()
    event = due("2025-07-31", overrides=("due_movable", "snooze_allowed"), reason="the part is not delivered")
    (entry,) = entries(give(tracker, ref, event))
    assert (entry.overrides, entry.reason) == (("due_movable",), "the part is not delivered")


def test_an_override_needs_a_reason_and_the_right_to() -> None:
    """Both are said; what no override takes stays refused."""
    policy = Policy(may_override=("Ada",))
    tracker, ref = tracked(policy)
    plan = plan_of(tracker, ref, due("2025-07-31", overrides=("due_movable",)), policy)
    assert refused(plan) == {
        "reason_given": ("an override needs a reason: --reason",),
        "override_permitted": ("Tariq may not override; ask Ada",),
    }
    past = due("2025-06-01", overrides=("due_ahead",), reason="because", by="Ada")
    assert list(refused(plan_of(tracker, ref, past, policy))) == ["due_ahead"]


def test_the_guards_of_answers_are_no_guards_of_steps() -> None:
    """`advance --override` does not know them, and policy weighs none."""
    assert not set(ANSWER_GUARDS) & set(GUARDS)


# Words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-06-20", "2025-06-20"), ("friday", "2025-06-06"), ("2 weeks", "2025-06-18"), ("tomorrow", "2025-06-05"),
        ("friday 2025-06-20", "2025-06-20"), ("2025-06-20 Friday", "2025-06-20"), ("2025-06-20 (Fri)", "2025-06-20"),
        ("2025-06-20 at the latest", "2025-06-20"), ("in 5 business days", "2025-06-11"),
        ("20 June", "2025-06-20"), ("today", "2025-06-04"),
    ],
)  # fmt: skip
def test_days_as_people_say_them(words: str, day: str) -> None:
    """From the team's local day on."""
    assert day_meant(words, POLICY, NOW) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "words", ["soon", "ASAP", "next sprint", "2025-02-30", "last friday", "-2 days", "6/7/2025", ""]
)
def test_what_is_no_day(words: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match="is no date; write it like 2025-06-18"):
        day_meant(words, POLICY, NOW)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("2025-06-19 friday", "friday"), ("2025-06-19 2025-06-20", "2025-06-20"), ("2025-06-19 to 2025-06-20", "2025-06-19"),
        ("2025-06-19 please", "please"), ("20 June 20 June", "20 June"),
    ],
)  # fmt: skip
def test_one_date_is_given(words: str, left: str) -> None:
    """What was read is said, and what was left over; nothing of it is dropped in silence."""
    with pytest.raises(
        UsageError, match=rf'^"{words}": \S+ \(\w+\) is read, and "{left}" is left over; give one date$'
    ):
        day_meant(words, POLICY, NOW)


@pytest.mark.parametrize(
    "link", [RUN, "http://ci/1", "evidence/run.png", "../notes.md", "report.pdf", "wiki/Page#done"]
)
def test_links(link: str) -> None:
    """An address, or a path beside the document."""
    assert evidence_link(f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    ["", "yes", "trust me", "javascript:alert(1)", "file:///etc/passwd", "/etc/passwd", "~/x.png", "https://", "C:\\x.png",
     "https://user:secret@ci.example/1", "http://[::1", "a/\x00b", "..", "x/" * 1500],
)  # fmt: skip
def test_what_is_no_link(link: str) -> None:
    """Refused with how to write one, and without repeating a password."""
    with pytest.raises(UsageError) as caught:
        evidence_link(link)
    assert "secret" not in str(caught.value)


def test_numbers_of_days() -> None:
    """With and without their unit; nothing below one."""
    assert [business_days(words) for words in ("3", "3 days", "1 business day", "2d")] == [3, 3, 1, 2]
    for words in ("0", "-1", "a week", "3.5", "٣", ""):
        with pytest.raises(UsageError):
            business_days(words)


def test_ids_stand_first() -> None:
    """The first word is meant as one, whatever it looks like; case does not count, and each counts once."""
    assert item_ids(["ai-1", "AI-2", "AI-1", "2", "weeks"]) == (["AI-1", "AI-2"], ["2", "weeks"])
    assert item_ids(["A1", "friday"]) == (["A1"], ["friday"])


# Owners that a row cannot hold

UNHELD = ("nobody-here", "tbd-dev", "tba-x", "pending", "open", "us", "na")


@pytest.mark.parametrize("owner", UNHELD)
def test_an_owner_that_would_not_read_back_is_refused_before_anything_is_written(owner: str) -> None:
    """A name that the reader takes for "nobody" would stop every command after it."""
    tracker, ref = tracked()
    writes = tracker.writes
    plan = run(tracker, ref, assign(owner), POLICY, now=NOW).plan
    assert (list(refused(plan)), tracker.writes) == (["actions_owned"], writes)
    assert f'"{owner}"' in refused(plan)["actions_owned"][0]


def test_an_owner_in_the_tracker_that_no_row_can_hold_stops_nothing() -> None:
    """The row stays as it is, a finding says so, and other answers are taken."""
    tracker, ref = tracked()
    tracker.assign_item(ref, "AI-1", "nobody-here")
    body = tracker.load(ref).body
    plan = run(tracker, ref, Synced(), POLICY, now=NOW).plan
    told = (
        'AI-1: "nobody-here" is its owner in the tracker, but would not read as an owner in its row, which stays as it is; '
        "give it to somebody else in the tracker"
    )
    assert ([(each.rule, each.message) for each in plan.findings], plan.effects) == ([("item-owner", told)], ())
    assert tracker.load(ref).body == body
    give(tracker, ref, done("AI-2"))
    assert tracker.load(ref).items[0].owner == "nobody-here"


@pytest.mark.parametrize("owner", ["Tariq", "Noor"])
def test_it_is_mended_by_giving_it_to_somebody(owner: str) -> None:
    """Also to whom it belonged before."""
    tracker, ref = tracked()
    tracker.assign_item(ref, "AI-1", "nobody-here")
    plan = give(tracker, ref, assign(owner))
    loaded = tracker.load(ref)
    assert (loaded.items[0].owner, record(tracker, ref).items["AI-1"].owner) == (owner, owner)
    assert parse(loaded.body, ref=ref).postmortem.action_items[0].owner == owner
    assert [entry.what for entry in entries(plan)] == ["ActionItemAssigned"]
