"""Laws of the lifecycle that hold for any sequence of steps and events: `decide` and the memory tracker, driven at random."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pmflow.adapters.memory import Memory
from pmflow.decide import decide
from pmflow.deciding.answers import WHAT
from pmflow.engine import look, run
from pmflow.errors import TrackerError, TrackerUnavailable
from pmflow.events import (
    AnswerGiven,
    Event,
    PostmortemApproved,
    ReviewMeetingHeld,
    ReviewMeetingPlanned,
    StateSet,
    StepAsked,
    Synced,
)
from pmflow.journal import Entry, Record, replay, verify, with_entry
from pmflow.model import ActionStatus, Person, State, Step
from pmflow.plan import Plan, SetState
from pmflow.policy import Policy
from pmflow.states.answer_guards import PASSED_OVER
from pmflow.states.guards import GUARDS
from pmflow.states.table import TRANSITIONS, next_step
from pmflow.tracker import Snapshot
from tests.good import GOOD, NOW
from tests.laws import examples

POLICY = Policy.model_validate({"publishing": {"audiences": {"company": {"to": "shared"}, "public": {"to": "public"}}}})
ROWS = {(row.source, row.step, row.to) for row in TRANSITIONS}

EDITS = {
    "as it was": lambda body: body,
    "a lesson more": lambda body: body.replace(
        "## Lessons learned\n", "## Lessons learned\n\n- Count what a filter removes\n", 1
    ),
    "no lessons": lambda body: body.partition("## Lessons learned")[0],
    "blank factors": lambda body: body.replace("2. Staging has one user, who is in no group\n", ""),
    "an item more": lambda body: body.replace(
        "\n## Lessons learned",
        "| P2 | Alert when the filter removes everything | Tariq | 2025-06-20 | Planned |\n\n## Lessons learned",
        1,
    ),
    "an item less": lambda body: "".join(line for line in body.splitlines(True) if "Wanda" not in line),
    "an owner less": lambda body: body.replace("| Tariq |", "|  |", 1),
    "another owner": lambda body: body.replace("| Tariq |", "| Noor |", 1),
    "done here": lambda body: body.replace("| In progress |", "| Done |").replace("| Planned |", "| Done |"),
    "another day": lambda body: body.replace("2025-06-13", "2025-06-12"),
    "front matter lost": lambda body: body.split("---\n", 2)[2] if body.startswith("---\n") else body,
}


def step_events() -> st.SearchStrategy[StepAsked]:
    return st.builds(
        StepAsked,
        step=st.sampled_from(Step),
        by=st.sampled_from(["Ines Okafor", "Tariq", "Noor"]),
        reason=st.sampled_from([None, "because the numbers were wrong"]),
        overrides=st.one_of(
            st.just(()), st.sets(st.sampled_from(sorted(GUARDS)), max_size=8).map(lambda s: tuple(sorted(s)))
        ),
        approver=st.sampled_from([None, "Noor"]),
        audience=st.sampled_from([None, "company", "public", "nobody"]),
    )


def answers() -> st.SearchStrategy[AnswerGiven]:
    return st.builds(
        AnswerGiven,
        id=st.sampled_from(["AI-1", "AI-2", "AI-3", "AI-9"]),
        answer=st.sampled_from(["done", "verify", "due", "snooze", "assign", "wont_do"]),
        by=st.sampled_from(["Ines Okafor", "Tariq", "Noor", "pmflow-bot"]),
        evidence=st.sampled_from([None, "https://ci.example/run/42", "evidence/run-43.png"]),
        due=st.dates(dt.date(2025, 6, 1), dt.date(2025, 7, 31)),
        days=st.integers(0, 7),
        owner=st.sampled_from(["Noor", "Tariq", "everybody"]),
        reason=st.sampled_from([None, "superseded by OPS-9"]),
        approver=st.sampled_from([None, "Noor", "Wanda"]),
        overrides=st.sets(st.sampled_from(PASSED_OVER)).map(lambda s: tuple(sorted(s))),
    )


HANDS = ("", "", "", "another owner", "done here", "an item less", "as it was", "reopened", "dated", "undated")
"""What people do by hand between two answers; mostly nothing."""


def check_answer(entry: Entry, before: Record, after: Record) -> None:
    """What must hold of any answer that was taken, told from the journal alone."""
    assert entry.answer is not None
    id = entry.answer.id
    was, now = before.items[id], after.items[id]
    assert not entry.overrides or entry.reason
    match entry.what:
        case "ActionItemDone":
            assert (was.status is not ActionStatus.WONT_DO, now.status.is_open) == (True, False)
        case "ActionItemVerified":
            assert (was.status, now.status) == (ActionStatus.DONE, ActionStatus.VERIFIED)
            assert entry.by != "pmflow-bot"
            assert entry.overrides or not (was.owner or "nobody").startswith(entry.by.split()[0])
        case "ActionItemDated":
            assert was.status.is_open
            assert now.due is not None
            assert now.due >= NOW.date()
            if not entry.overrides and was.due is not None and now.due > was.due:
                assert after.moves[id] <= POLICY.answers.moves
                assert now.due <= POLICY.working_calendar.add_workdays(after.first_due[id], POLICY.answers.move_days)
        case "ActionItemSnoozed":
            assert was.due is not None
            assert entry.answer.until is not None
            assert entry.answer.until > NOW.date()
            assert entry.overrides or after.snoozes[id, was.due] <= POLICY.answers.snoozes
        case "ActionItemAssigned":
            assert now.owner in ("Noor", "Tariq")
        case "ActionItemSettled":
            assert (now.status, now.reason) == (ActionStatus.WONT_DO, entry.reason)
            assert entry.reason is not None
            assert "; agreed by " in entry.reason


def oracle(step: Step, snapshot: Snapshot, event: StepAsked) -> set[str]:
    """What certainly must be refused, told from the tracker's facts alone: no guard's code, no merge of pmflow's."""
    postmortem, loaded = snapshot.document.postmortem, snapshot.loaded
    entries = loaded.journal
    sure: set[str] = set()
    if step is Step.REVIEW:
        agreed = {e.approval.by for e in entries if e.approval and e.approval.content_hash == snapshot.content_hash}
        if not agreed - {"Ines Okafor"}:
            sure.add("reviewer_independent")
        if not any(e.meeting and e.meeting.came for e in entries) and not postmortem.review.came:
            sure.add("review_held")
        if "lessons_learned" not in postmortem.sections:
            sure.add("sections_complete")
        if len(postmortem.contributing_factors) < 2:
            sure.add("factors_plural")
    elif step is Step.TRACK:
        known = {item.id for item in loaded.items}
        new = [row for row in postmortem.action_items if row.id not in known]
        if any(row.owner is None and (row.status is None or row.status.is_open) for row in new):
            sure.add("actions_owned")
    elif step is Step.SHARE:
        if event.audience not in ("company", "public"):
            sure.add("audience_named")
        accepted = any(e.redaction and e.redaction.content_hash == snapshot.readers_hash for e in entries)
        if event.audience == "public" and not accepted:
            sure.add("redacted")
    elif step is Step.CLOSE:
        rows = {row.id: row.status for row in postmortem.action_items if row.id}
        if any(
            item.status.is_open and rows.get(item.id) in (None, item.status) for item in loaded.items if item.status
        ):
            sure.add("actions_settled")
    elif step is Step.WAIVE:
        sure.add("postmortem_optional")
    if step in (Step.REVISE, Step.REOPEN) and not event.reason:
        sure.add("reason_given")
    return sure


SEEN: Counter[State | None] = Counter()
ANSWERED: Counter[str] = Counter()


class Lifecycle(RuleBasedStateMachine):
    """People do what people do; pmflow's promises hold all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.tracker, self.ref, self.now = Memory(), "", NOW

    @initialize(scene=st.sampled_from(["fresh", "review", "track", "share", "close", "closed"]))
    def begin(self, scene: str) -> None:
        """Somewhere along the way, so that all of it is walked."""
        if scene == "fresh":
            self.ref = self.tracker.add(GOOD)
            return
        self.tracker, self.ref, event = _prepared("close" if scene == "closed" else scene)
        if scene == "closed":
            self.happen(event)

    def happen(self, event: Event) -> Plan:
        before = look(self.tracker, self.ref, POLICY)
        length = len(before.loaded.journal)
        plan = run(self.tracker, self.ref, event, POLICY, now=self.now).plan
        after = look(self.tracker, self.ref, POLICY)
        SEEN[replay(after.loaded.journal).state] += 1
        for entry in after.loaded.journal[length:]:
            if entry.what in list(Step) and not entry.rebuilt:
                assert isinstance(event, StepAsked)
                assert entry.what == event.step, "only the step that was asked for is taken"
                assert (entry.source, Step(entry.what), entry.to) in ROWS, "a step of the table"
                missed = oracle(event.step, before, event) - set(entry.overrides)
                assert not missed, "no guard is skipped"
                assert not entry.overrides or event.reason
            elif entry.what == "StateSet":
                ways = [s for s in Step if (entry.source, s, entry.to) in ROWS]
                assert ways, "a state set by hand is accepted only along the table"
                assert not set.intersection(*(oracle(s, before, StepAsked(step=s)) for s in ways))
            elif entry.answer:
                assert isinstance(event, AnswerGiven)
                known = replay(after.loaded.journal[: after.loaded.journal.index(entry)])
                assert known.state is not State.CLOSED
                check_answer(entry, known, with_entry(known, entry))
                ANSWERED[entry.what] += 1
        assert decide(after, event, POLICY, now=self.now).effects == (), "an applied result needs nothing more"
        assert verify(after.loaded.journal) == []
        return plan

    @rule(event=step_events())
    def ask(self, event: StepAsked) -> None:
        self.happen(event)

    @rule(event=answers())
    def answer(self, event: AnswerGiven) -> None:
        self.happen(event)

    @rule(name=st.sampled_from(sorted(EDITS)), event=answers())
    def edit_and_answer(self, name: str, event: AnswerGiven) -> None:
        self.tracker.edit(self.ref, EDITS[name](self.tracker.load(self.ref).body))
        self.happen(event)

    @rule()
    def ask_for_what_comes_next(self) -> None:
        state = replay(self.tracker.load(self.ref).journal).state or State.DRAFT
        if step := next_step(state):
            self.happen(StepAsked(step=step, by="Ines Okafor", audience="company"))

    @rule(by=st.sampled_from(["Ines Okafor", "Tariq"]), redaction=st.booleans())
    def approve(self, by: str, redaction: bool) -> None:
        self.happen(PostmortemApproved(by=by, redaction=redaction))

    @rule(came=st.lists(st.sampled_from(["Ines", "Tariq", "Noor"]), max_size=2, unique=True))
    def meet(self, came: list[str]) -> None:
        people = tuple(Person(name=name) for name in came)
        self.happen(ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=people))

    @rule(states=st.lists(st.sampled_from(State), max_size=2, unique=True))
    def set_state_by_hand(self, states: list[State]) -> None:
        self.tracker.set_state(self.ref, *states)
        self.happen(StateSet(by="Noor"))

    @rule(states=st.lists(st.sampled_from(State), min_size=1, max_size=2, unique=True), event=step_events())
    def set_state_and_ask(self, states: list[State], event: StepAsked) -> None:
        self.tracker.set_state(self.ref, *states)
        self.happen(event)

    @rule()
    def lose_the_journal(self) -> None:
        self.tracker.lose_journal(self.ref)
        self.happen(Synced())

    @rule(name=st.sampled_from(sorted(EDITS)))
    def edit(self, name: str) -> None:
        self.tracker.edit(self.ref, EDITS[name](self.tracker.load(self.ref).body))
        self.happen(Synced())

    @rule(name=st.sampled_from(sorted(EDITS)), event=step_events())
    def edit_and_ask(self, name: str, event: StepAsked) -> None:
        self.tracker.edit(self.ref, EDITS[name](self.tracker.load(self.ref).body))
        self.happen(event)

    @rule(data=st.data())
    @precondition(lambda self: self.ref and self.tracker.load(self.ref).items)
    def work_in_the_tracker(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from([item.id for item in self.tracker.load(self.ref).items]))
        match data.draw(st.sampled_from(["close", "reopen", "assign", "date", "delete"])):
            case "close":
                done = st.sampled_from([ActionStatus.DONE, ActionStatus.WONT_DO])
                self.tracker.close_item(self.ref, id, data.draw(done))
            case "reopen":
                self.tracker.reopen_item(self.ref, id)
            case "assign":
                self.tracker.assign_item(self.ref, id, data.draw(st.sampled_from(["Noor", "Tariq"])))
            case "date":
                self.tracker.set_due(self.ref, id, dt.date(2025, 6, data.draw(st.integers(5, 28))))
            case "delete":
                self.tracker.delete_item(self.ref, id)
        self.happen(Synced())

    @rule(
        k=st.integers(1, 9),
        lost=st.sampled_from(["write", "answer"]),
        event=st.one_of(step_events(), answers(), st.just(Synced())),
        then=st.one_of(st.none(), step_events(), answers(), st.just(Synced()), st.just(PostmortemApproved(by="Tariq"))),
    )
    def die_half_way(self, k: int, lost: str, event: Event, then: Event | None) -> None:
        """A run dies; the next one, of the same event or of another, finds a way on."""
        self.tracker.fail_after(k, lost=lost)
        with contextlib.suppress(TrackerUnavailable):
            run(self.tracker, self.ref, event, POLICY, now=self.now)
        self.tracker.fail_after(10**9)
        self.happen(then or event)

    @invariant()
    def shows_what_the_journal_says(self) -> None:
        """Once anything is journaled that moved the state, the tracker shows that state and no other."""
        if self.ref:
            loaded = self.tracker.load(self.ref)
            known = replay(loaded.journal).state
            assert known is None or loaded.states == (known,)

    @invariant()
    def nothing_stands_twice(self) -> None:
        """No number is given to two rows, no key to two entries."""
        if self.ref:
            snapshot = look(self.tracker, self.ref, POLICY)
            ids = [item.id for item in snapshot.document.postmortem.action_items if item.id]
            assert len(ids) == len(set(ids))
            keys = [entry.key for entry in snapshot.loaded.journal]
            assert len(keys) == len(set(keys))


Lifecycle.TestCase.settings = settings(
    max_examples=examples(20, of=60), stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.law
def test_no_sequence_skips_a_guard_or_leaves_the_table() -> None:
    """No sequence of steps and events reaches a state that the table does not allow, nor skips a guard."""
    SEEN.clear()
    run_state_machine_as_test(Lifecycle, settings=Lifecycle.TestCase.settings)
    assert all(SEEN[state] >= 10 for state in State), f"every state was walked through: {SEEN}"


@pytest.mark.law
def test_no_sequence_of_answers_goes_beyond_what_the_policy_allows() -> None:
    """Answers on tracked items, with edits by hand and runs that die in between: each keeps its guards, and is needed once."""
    ANSWERED.clear()
    _answer_at_random()
    assert all(ANSWERED[what] >= 1 for what in WHAT.values()), f"every answer was given: {ANSWERED}"


LIKELY = (
    AnswerGiven(id="AI-1", answer="done", by="Tariq"),
    AnswerGiven(id="AI-1", answer="verify", by="Noor"),
    AnswerGiven(id="AI-2", answer="wont_do", reason="superseded by OPS-9", approver="Wanda", by="Noor"),
    AnswerGiven(id="AI-3", answer="snooze", days=2, by="Wanda"),
    AnswerGiven(id="AI-3", answer="assign", owner="Noor", by="Wanda"),
    AnswerGiven(id="AI-3", answer="due", due=dt.date(2025, 7, 4), by="Wanda"),
)
"""Answers that meet each other: left to chance, what is done is hardly ever verified."""


@settings(max_examples=examples(20, of=60), deadline=None, suppress_health_check=list(HealthCheck))
@example(scene="share", revised=False, happenings=[(LIKELY[3], "", 0)])
@given(
    scene=st.sampled_from(["share", "revise"]),
    revised=st.booleans(),
    happenings=st.lists(
        st.tuples(answers() | st.sampled_from(LIKELY), st.sampled_from(HANDS), st.integers(0, 6)),
        min_size=3,
        max_size=8,
    ),
)
def _answer_at_random(scene: str, revised: bool, happenings: list[tuple[AnswerGiven, str, int]]) -> None:
    walk = Lifecycle()
    walk.tracker, walk.ref, event = _prepared(scene)
    if revised and scene == "revise":
        walk.happen(event)
    for answer, hand, dies in happenings:
        if hand in EDITS:
            walk.tracker.edit(walk.ref, EDITS[hand](walk.tracker.load(walk.ref).body))
        elif hand == "reopened":
            walk.tracker.reopen_item(walk.ref, "AI-1")
        elif hand == "dated":
            walk.tracker.set_due(walk.ref, "AI-2", dt.date(2025, 6, 17))
        elif hand == "undated":
            walk.tracker.set_due(walk.ref, "AI-3", None)
        if dies:
            walk.tracker.fail_after(dies)
            with contextlib.suppress(TrackerUnavailable):
                run(walk.tracker, walk.ref, answer, POLICY, now=NOW)
            walk.tracker.fail_after(10**9)
        walk.happen(answer)
        walk.nothing_stands_twice()


def _prepared(scene: str) -> tuple[Memory, str, Event]:
    """A tracker just before an interesting event."""
    tracker = Memory()
    ref = tracker.add(GOOD)

    def take(step: Step, **more: object) -> None:
        plan = run(tracker, ref, StepAsked(step=step, by="Ines Okafor", **more), POLICY, now=NOW).plan
        assert plan.refusals == ()

    run(
        tracker,
        ref,
        ReviewMeetingHeld(by="Ines", held=dt.date(2025, 6, 4), came=(Person(name="Tariq"),)),
        POLICY,
        now=NOW,
    )
    run(tracker, ref, PostmortemApproved(by="Tariq"), POLICY, now=NOW)
    if scene == "another meeting":
        return tracker, ref, ReviewMeetingPlanned(by="Ines", at=NOW + dt.timedelta(days=1))
    if scene == "review":
        return tracker, ref, StepAsked(step=Step.REVIEW, by="Ines Okafor")
    if scene == "review overridden":
        tracker.edit(ref, EDITS["no lessons"](GOOD))
        return (
            tracker,
            ref,
            StepAsked(
                step=Step.REVIEW,
                by="Noor",
                overrides=("sections_complete", "reviewer_independent"),
                reason="the auditors wait",
            ),
        )
    if scene == "waive":
        tracker.edit(ref, GOOD.replace("severity: P1", "severity: P3"))
        return tracker, ref, StepAsked(step=Step.WAIVE, by="Noor", reason="a typo", approver="Wanda")
    take(Step.REVIEW)
    if scene == "track":
        return tracker, ref, StepAsked(step=Step.TRACK, by="Ines Okafor")
    take(Step.TRACK)
    if scene == "share":
        return tracker, ref, StepAsked(step=Step.SHARE, by="Ines Okafor", audience="company")
    if scene == "sync":
        tracker.close_item(ref, "AI-1")
        tracker.assign_item(ref, "AI-2", "Noor")
        body = tracker.load(ref).body.replace("2025-06-27", "2025-06-25")
        tracker.edit(ref, EDITS["an item more"](body))
        return tracker, ref, Synced()
    if scene in ANSWERS:
        for answered in ANSWERS[scene][:-1]:
            assert run(tracker, ref, answered, POLICY, now=NOW).plan.refusals == ()
        return tracker, ref, ANSWERS[scene][-1]
    if scene == "edited, then answered":
        # By hand: the item itself and another in the document, its date in the tracker.
        tracker.edit(ref, EDITS["another owner"](tracker.load(ref).body.replace("2025-06-27", "2025-06-25")))
        tracker.set_due(ref, "AI-1", dt.date(2025, 6, 11))
        return tracker, ref, AnswerGiven(id="AI-1", answer="due", due=dt.date(2025, 6, 16), by="Tariq")
    if scene == "reopened by hand, then done":
        run(tracker, ref, AnswerGiven(id="AI-1", answer="done", by="Tariq"), POLICY, now=NOW)
        tracker.reopen_item(ref, "AI-1")
        return tracker, ref, AnswerGiven(id="AI-1", answer="done", by="Tariq")
    if scene == "gone from the tracker, then settled":
        tracker.delete_item(ref, "AI-2")
        return tracker, ref, AnswerGiven(id="AI-2", answer="done", by="Ines", evidence="https://ci.example/42")
    if scene == "row gone, then settled":
        tracker.edit(ref, EDITS["an item less"](tracker.load(ref).body))
        return tracker, ref, AnswerGiven(id="AI-3", answer="done", by="Wanda", evidence="https://ci.example/42")
    if scene == "gone everywhere, then settled":
        tracker.edit(ref, EDITS["an item less"](tracker.load(ref).body))
        tracker.delete_item(ref, "AI-3")
        return tracker, ref, AnswerGiven(id="AI-3", answer="wont_do", by="Ines", reason="moot", approver="Noor")
    if scene == "by hand":
        tracker.set_state(ref, State.CLOSED)
        return tracker, ref, StateSet(by="Noor")
    if scene == "edited, then share":
        tracker.edit(ref, EDITS["another owner"](tracker.load(ref).body))
        return tracker, ref, StepAsked(step=Step.SHARE, by="Ines Okafor", audience="company")
    if scene == "journal lost":
        tracker.lose_journal(ref)
        return tracker, ref, Synced()
    take(Step.SHARE, audience="company")
    if scene == "done in the document":
        tracker.edit(ref, EDITS["done here"](tracker.load(ref).body))
        return tracker, ref, StepAsked(step=Step.CLOSE, by="Ines Okafor")
    if scene == "revise":
        return tracker, ref, StepAsked(step=Step.REVISE, by="Ines Okafor", reason="the numbers were wrong")
    for n in (1, 2, 3):
        tracker.close_item(ref, f"AI-{n}")
    return tracker, ref, StepAsked(step=Step.CLOSE, by="Ines Okafor")


DONE = AnswerGiven(id="AI-1", answer="done", by="Tariq", evidence="https://ci.example/run/42")
ANSWERS: dict[str, tuple[AnswerGiven, ...]] = {
    "done": (DONE,),
    "more evidence": (DONE, DONE.model_copy(update={"evidence": "evidence/run-43.png"})),
    "verified": (DONE, AnswerGiven(id="AI-1", answer="verify", by="Noor")),
    "dated": (AnswerGiven(id="AI-1", answer="due", due=dt.date(2025, 6, 17), by="Tariq"),),
    "snoozed": (AnswerGiven(id="AI-1", answer="snooze", days=3, by="Tariq"),),
    "assigned": (AnswerGiven(id="AI-2", answer="assign", owner="Noor", by="Ines"),),
    "settled": (AnswerGiven(id="AI-3", answer="wont_do", reason="superseded", approver="Noor", by="Wanda"),),
}
"""Answers that lead up to the last one of each."""

SCENES = (
    "another meeting", "review", "review overridden", "waive", "track", "share", "edited, then share", "sync", "by hand",
    "journal lost", "done in the document", "revise", "close",
    *ANSWERS, "edited, then answered", "reopened by hand, then done", "gone from the tracker, then settled",
    "row gone, then settled", "gone everywhere, then settled",
)  # fmt: skip


def _amounts_to(tracker: Memory, ref: str) -> object:
    """All that a tracker holds, but for when it was written, and the entries' keys, which are made of what stood before."""
    loaded = tracker.load(ref)
    plain = {"at": NOW, "previous": "", "hash": "", "key": ""}
    return (
        loaded.body, loaded.states, loaded.items, loaded.labels, tracker.comments(ref), tracker.published,
        [entry.model_copy(update=plain) for entry in loaded.journal],
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["write", "answer"])
@pytest.mark.parametrize("scene", SCENES)
def test_dying_after_any_effect_and_running_again_ends_the_same(scene: str, lost: str) -> None:
    """For every k: the k-th write is lost (or its answer), the run dies, the next run ends where an undisturbed one does."""
    tracker, ref, event = _prepared(scene)
    start = tracker.writes
    undisturbed = run(tracker, ref, event, POLICY, now=NOW)
    writes = tracker.writes - start
    assert writes > 0
    assert undisturbed.plan.refusals == ()
    expected = _amounts_to(tracker, ref)
    for k in range(1, writes + 1):
        tracker, ref, event = _prepared(scene)
        tracker.fail_after(k, lost=lost)
        with pytest.raises(TrackerError):
            run(tracker, ref, event, POLICY, now=NOW)
        run(tracker, ref, event, POLICY, now=NOW)
        assert _amounts_to(tracker, ref) == expected, f"after effect {k} of {writes}"
        assert run(tracker, ref, event, POLICY, now=NOW).plan.effects == ()


def test_observing_writes_nothing() -> None:
    """A dry run gives the whole plan and leaves the tracker as it was."""
    tracker, ref, event = _prepared("track")
    before, writes = _amounts_to(tracker, ref), tracker.writes
    outcome = run(tracker, ref, event, POLICY, now=NOW, dry_run=True)
    assert not outcome.applied
    assert SetState(State.ACTIONS_TRACKED) in outcome.plan.effects
    assert (_amounts_to(tracker, ref), tracker.writes) == (before, writes)
